"""How a result relates to what was handed over, by what the instruction asks for."""

from __future__ import annotations

from holdtrue.checks.contract import Mode
from holdtrue.checks.instruction.request import Limit, Request

_MODES: dict[str, Mode] = {
    "check": "preserve",
    "filter": "derive",
    "extract": "derive",
    "delete": "derive",
    "summarize": "compress",
}
"""By operation; `transform` for all others, whose records all arrive."""

_BESIDE = 0.5
"""From here an operation beside the first one is asked for as well."""


def mode(request: Request) -> tuple[Mode, float]:
    """The mode, and from 0 to 1 how sure it is; `transform` with 0 where nothing is recognised."""
    shares: dict[Mode, float] = {}
    for operation in request.operations:
        of = _MODES.get(operation.name, "transform")
        shares[of] = max(shares.get(of, 0.0), operation.confidence)
    if not shares:
        return "transform", 0.0
    main = _MODES.get(request.operations[0].name, "transform")
    if main == "transform" and _leaves_out(request):
        shares = {
            "derive": shares["transform"],
            **{of: share for of, share in shares.items() if of != "transform"},
        }
        main = "derive"
    if request.operation == "rewrite" and any(isinstance(item, Limit) for item in request.quantities):
        main = "compress"
        shares["compress"] = max(shares.get("compress", 0.0), request.operations[0].confidence)
        shares.pop("transform", None)
    rival = max((share for of, share in shares.items() if of != main), default=0.0)
    return main, round(max(0.0, shares[main] - rival / 2), 3)


def _leaves_out(request: Request) -> bool:
    """Whether a conversion, translation or the like is of a part: "convert only the waypoints"."""
    part = any(
        item.name in ("filter", "extract") and item.confidence >= _BESIDE for item in request.operations
    )
    return part and request.operation in ("convert", "translate", "reformat", "split", "merge")
