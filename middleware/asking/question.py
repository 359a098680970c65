"""What a model is asked, and what it answered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from holdtrue.middleware.asking.spending import Spending, estimate_tokens


@dataclass(frozen=True, slots=True)
class Question:
    """One call of a model that is to answer with a JSON object."""

    key: str
    """What is asked about, in words that are the same whenever the same is asked; its hash names the question."""

    system: str
    """What the model is told to do: words of ours only."""

    user: str
    """What it is to judge: untrusted text stands in a fence."""

    schema: Mapping[str, Any]
    """JSON Schema of the answer, with a `title` and a `description`."""

    @property
    def id(self) -> str:
        """Name of the question in files: of letters, digits and hyphens, at most 64, as all providers take it."""
        return "holdtrue-" + hashlib.sha256(self.key.encode("utf-8", "surrogatepass")).hexdigest()[:48]

    @property
    def tokens(self) -> int:
        """About how many tokens the question has."""
        return estimate_tokens(self.system) + estimate_tokens(self.user)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    value: Mapping[str, Any] | None
    """The JSON object; None where there is none."""

    spent: Spending
    """What it took."""

    trouble: str = ""
    """Why there is no object: the model failed, refused, or answered something else."""
