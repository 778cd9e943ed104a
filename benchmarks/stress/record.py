"""What hard use leaves: how often each thing was tried, and what came of it.

Enters: outcomes. Leaves: a table for people and JSON-safe values. An outcome is "worked", "refused" (one error of the
library's own, which says how to fix it), or what is wrong: then the run counts as failed.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.report import table

#: Of a trial's failures, so many are kept word by word.
MOST_KEPT = 10


@dataclass
class Trial:
    """One kind of hard use.

    Attributes:
        name: what was done.
        worked: outcomes equal to those of an undisturbed run.
        refused: outcomes that were one clear error, where one is allowed.
        failures: what was lost, differed, was torn or hung, in words.
        facts: further figures.
        skipped: why it could not be tried here.
    """

    name: str
    worked: int = 0
    refused: int = 0
    failures: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    skipped: str | None = None

    @property
    def tries(self) -> int:
        """How often it was done."""
        return self.worked + self.refused + len(self.failures)

    def add(self, outcome: str) -> None:
        """Count an outcome: "worked", "refused", or what is wrong."""
        if outcome == "worked":
            self.worked += 1
        elif outcome == "refused":
            self.refused += 1
        else:
            self.failures.append(outcome)

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe values."""
        return {
            "name": self.name,
            "tries": self.tries,
            "worked": self.worked,
            "refused": self.refused,
            "wrong": len(self.failures),
            "failures": self.failures[:MOST_KEPT],
            "facts": self.facts,
            "skipped": self.skipped,
        }


@dataclass(frozen=True, slots=True)
class StressReport:
    """All trials of a run, and the machine they ran on."""

    trials: Sequence[Trial]
    machine: Mapping[str, Any]

    def text(self) -> str:
        """A table, the facts below it, and every failure that was kept."""
        rows = [
            [t.name, *(["-"] * 4 if t.skipped else map(str, (t.tries, t.worked, t.refused, len(t.failures))))]
            for t in self.trials
        ]
        lines = [table(["tried", "times", "worked", "one clear error", "wrong"], rows), ""]
        for trial in self.trials:
            facts = ", ".join(f"{name} {value}" for name, value in trial.facts.items())
            if facts or trial.skipped:
                lines.append(f"{trial.name}: {f'skipped, {trial.skipped}' if trial.skipped else facts}")
            lines += [f"  wrong: {failure}" for failure in trial.failures[:MOST_KEPT]]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe values."""
        return {"command": "stress", "machine": dict(self.machine), "trials": [t.to_dict() for t in self.trials]}

    def wrong(self) -> list[str]:
        """The names of the trials in which something was wrong."""
        return [trial.name for trial in self.trials if trial.failures]


def this_machine() -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "system": platform.system(),
        "machine": platform.machine(),
        "python": platform.python_version(),
    }
