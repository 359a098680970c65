"""What a calibration found, as a file, and what it does to a verdict."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from holdtrue.checks import Finding, InputError, Verdict
from holdtrue.middleware.files import reason, replacing


def _version() -> str:
    return version("holdtrue")


def conformity(verdict: Verdict) -> float:
    """How well a hand-off looks: its integrity; -1 where it is flagged whatever its integrity.

    That is where it fails, or where a check crashed or ran out of time.
    """
    return -1.0 if _always(verdict) else verdict.score


def _always(verdict: Verdict) -> bool:
    return verdict.outcome == "fail" or any(
        finding.family == "check" and finding.standing == "unexplained" for finding in verdict.findings
    )


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which integrity on a hand-off looks as clean ones do."""

    flag_below: float
    """Integrity below which a hand-off is flagged, in [0, 1]."""

    false_alarms: float
    """Share of clean hand-offs that are flagged at most, in (0, 1); see `calibrate` for what is assumed."""

    handoffs: int
    """How many clean hand-offs it rests on."""

    version: str = field(default_factory=_version)
    """Version of Holdtrue whose checks they went through: another's scores mean something else."""

    def apply(self, verdict: Verdict) -> Verdict:
        """The verdict by these thresholds: a failure stays one, else the integrity decides between `warn` and `pass`.

        Where it passes, what is unexplained is noted: clean hand-offs show as much.
        """
        if _always(verdict):
            return verdict
        if verdict.score >= self.flag_below:
            noted = [
                replace(f, standing="noted") if f.standing == "unexplained" else f for f in verdict.findings
            ]
            return replace(verdict, outcome="pass", findings=tuple(noted))
        if verdict.outcome == "warn":
            return verdict
        message = (
            f"integrity {verdict.score:.3f} is below {self.flag_below:.3f}, "
            f"which {1 - self.false_alarms:.3%} of clean hand-offs reach"
        )
        unusual = Finding("calibration.unusual", "unexplained", "minor", message)
        return replace(verdict, outcome="warn", findings=(unusual, *verdict.findings))

    @classmethod
    def of(cls, value: Thresholds | Mapping[str, Any] | str | Path) -> Thresholds:
        """Thresholds themselves, their JSON form, or the file that holds it.

        Raises:
            InputError: The file cannot be read, holds something else, or comes from another version of Holdtrue.
        """
        if isinstance(value, Thresholds):
            return value
        origin = "the thresholds"
        if isinstance(value, (str, Path)):
            origin = str(value)
            value = _read(Path(value))
        found = cls._of_mapping(value, origin)
        if found.version != _version():
            raise InputError(
                f"{origin}: calibrated with Holdtrue {found.version}, this is {_version()}; calibrate again"
            )
        return found

    @classmethod
    def _of_mapping(cls, value: Any, origin: str) -> Thresholds:
        kinds = {
            "flag_below": (int, float),
            "false_alarms": (int, float),
            "handoffs": (int,),
            "version": (str,),
        }
        if (
            not isinstance(value, Mapping)
            or set(value) != set(kinds)
            or not all(isinstance(value[k], kinds[k]) and not isinstance(value[k], bool) for k in kinds)
            or not 0 <= value["flag_below"] <= 1
            or not 0 < value["false_alarms"] < 1
        ):
            raise InputError(f"{origin} does not hold what `holdtrue calibrate` writes")
        return cls(**value)

    def write(self, path: Path) -> None:
        """Write the JSON form; the file appears when it is whole.

        Raises:
            InputError: It cannot be written.
        """
        with replacing(path) as file:
            file.write(json.dumps(asdict(self), indent=2).encode() + b"\n")


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot read {path}: {reason(error)}") from error
    except (ValueError, RecursionError):
        return None
