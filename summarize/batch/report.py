"""What a batch did, as a Report: how many articles, with what result, at what cost, and which files were moved.

Input: the counts that a run adds up. Output: the report, also as plain values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass
class Report:
    """What a batch did. Counts are of articles; `seconds` of wall time."""

    output: str
    ledger: str = ""  #: what makes the next run go on
    articles: int = 0  #: rows written
    computed: int = 0  #: summarised in this run
    reused: int = 0  #: taken from what earlier runs wrote to the ledger
    repeated: int = 0  #: of the same text as one before it that this run computed
    failed: int = 0  #: error rows
    #: results that are errors, by the count above that has them too; "unread": of articles that could not be read
    failures: Counter[str] = field(default_factory=Counter)
    damaged: int = 0  #: rows of the ledger that were not as they had been written, and were computed again
    source_tokens: int = 0  #: read by the model in this run
    requests: int = 0  #: to a server, of the articles computed in this run
    server_tokens: int = 0  #: read and written for them, as the server counts them
    seconds: float = 0.0
    finished: bool = False  #: False where the run was stopped; the same command goes on
    statuses: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)  #: error codes
    skipped: list[tuple[str, str]] = field(default_factory=list)  #: files passed over, and why
    moved: dict[str, str] = field(default_factory=dict)  #: files that stood in the way, by their former names
    #: of a former output that has rows which this one lacks: its new name, and how many
    dropped: dict[str, int] = field(default_factory=dict)
    #: how models computed the rows of this ledger, where in more than one way: outputs may differ
    computed_by: tuple[str, ...] = ()

    @property
    def counted(self) -> dict[str, int]:
        """Articles with a result, in a row or kept for one, by where it came from: each is counted once."""
        values = {name: getattr(self, name) - self.failures[name] for name in ("computed", "reused", "repeated")}
        return values | {"failed": sum(self.failures.values())}

    @property
    def articles_per_second(self) -> float:
        """Articles computed a second of wall time, start-up of the workers included."""
        return self.computed / self.seconds if self.seconds else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Plain values, safe for json.dumps; of the files passed over, how many for each reason."""
        values = asdict(replace(self, skipped=[])) | {"articles_per_second": round(self.articles_per_second, 3)}
        return values | {
            "statuses": dict(self.statuses),
            "errors": dict(self.errors),
            "failures": dict(self.failures),
            "skipped": dict(Counter(reason for _, reason in self.skipped)),
            "seconds": round(self.seconds, 3),
        }


#: Called after each chunk with the report so far.
Progress = Callable[[Report], None]
