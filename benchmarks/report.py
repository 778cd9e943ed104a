"""What a measurement leaves: tables for people, JSON for programs.

Enters: measures. Leaves: plain text (shares x100) and a JSON-safe dict (shares 0-1), written so that a killed run
leaves the old file or the new one, never half of one. Refused: a JSON path whose folder is missing.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import OUTPUT_KEYS
from benchmarks.errors import BenchmarkError
from summarize.metrics.statistics import Interval, PairTests, holm

Unit = Literal["share", "tokens", "ratio", "articles_per_second", "sentences_per_second"]

#: Differences with a corrected p above it are said to be within chance.
ALPHA = 0.05
#: How files start that a command of the benchmarks wrote: a report as JSON, Markdown or LaTeX.
_OWN_START = re.compile(
    r"\{\s+\"command\": |\{\s+\"data\": \".*\",\s+(?:\"rows\": \d+,\s+)?\"sha256\": |"
    r".*, \d+ rows, SHA-256 `|Tokenizer \S+:\n|% .*; signature of the first score: "
)
#: Keys of the rows that `--outputs` and `--flags` write.
_OWN_KEYS = (OUTPUT_KEYS, {"id", "kind", "start", "end", "text", "abstract", "article"})
_START = 4096
_LONGEST_LINE = 64 << 20
#: Of these, a table on the terminal shows so many; JSON holds all.
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of one system.

    Attributes:
        label: the column it is printed in, unique within a system.
        interval: the value and its bounds, in `unit`.
        unit: "share" is printed x100, every other unit as it is.
        signature: see `signature`.
        has_interval: whether the bounds mean anything.
        p_value: of the difference from the first system, None for that system.
    """

    label: str
    interval: Interval
    unit: Unit
    signature: str
    has_interval: bool = True
    p_value: float | None = None

    def text(self) -> str:
        """The number as it stands in a table."""
        factor, digits = (100, 2) if self.unit == "share" else (1, 1)
        mean, low, high = (f"{factor * v:.{digits}f}" for v in asdict(self.interval).values())
        return f"{mean} [{low}, {high}]" if self.has_interval else mean

    def to_dict(self) -> dict[str, Any]:
        """The measure as JSON-safe values; bounds are null where there is no interval."""
        bounds = (self.interval.low, self.interval.high) if self.has_interval else (None, None)
        return {
            "label": self.label,
            "value": self.interval.mean,
            "low": bounds[0],
            "high": bounds[1],
            "unit": self.unit,
            "p_value": self.p_value,
            "signature": self.signature,
        }


@dataclass(frozen=True, slots=True)
class Section:
    """A table: its `title`, and for each system its measures."""

    title: str
    systems: Mapping[str, Sequence[Measure]]

    def text(self) -> str:
        """The table, a p-value table below it where systems were compared."""
        labels = list(dict.fromkeys(m.label for measures in self.systems.values() for m in measures))
        rows = [[name, *_cells(measures, labels)] for name, measures in self.systems.items()]
        parts = [f"{self.title}\n{table(['system', *labels], rows)}"]
        compared = {n: ms for n, ms in self.systems.items() if any(m.p_value is not None for m in ms)}
        if compared:
            first = next(iter(self.systems))
            rows = [[name, *_p_cells(measures, labels)] for name, measures in compared.items()]
            parts.append(f"p of the difference from {first}, paired bootstrap\n{table(['system', *labels], rows)}")
        return "\n\n".join(parts)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every system against every other by one `metric`, as it is labelled in the tables."""

    metric: str
    tests: PairTests

    def text(self) -> str:
        """The pairs that approximate randomisation, corrected for their number (Holm 1979), cannot tell apart."""
        names = self.tests.systems
        first, second = np.triu_indices(len(names), k=1)
        values = self.tests.randomisation_p[first, second]
        corrected = holm(values)
        alike = [
            f"  {names[a]} and {names[b]} ({100 * self.tests.difference[a, b]:+.2f}, p={p:.3f})"
            for a, b, p, q in zip(first, second, values, corrected, strict=True)
            if q > ALPHA
        ]
        real = f"{len(values) - len(alike)} of {len(values)} differences are real"
        head = f"{self.metric}: {real} (approximate randomisation, Holm-corrected p <= {ALPHA})"
        shown = [*alike[:MOST_SHOWN], *([f"  and {len(alike) - MOST_SHOWN} more"] if len(alike) > MOST_SHOWN else [])]
        return "\n".join([f"{head}; these may be chance:" if alike else head, *shown])

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe values; a system against itself has p null and difference 0."""
        return {
            "metric": self.metric,
            "systems": list(self.tests.systems),
            "bootstrap_p": _json_square(self.tests.bootstrap_p),
            "randomisation_p": _json_square(self.tests.randomisation_p),
            "difference": self.tests.difference.tolist(),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """A command's outcome.

    Attributes:
        command: its name.
        data: the data's name, with `sha256` and number of `rows`.
        sections: tables.
        outputs: texts shown before them.
        pairs: tests of every system against every other, None where none were compared.
        speed: articles a second of the systems that ran here, None where none could.
    """

    command: str
    data: str
    sha256: str
    rows: int
    sections: Sequence[Section]
    outputs: Sequence[str] = ()
    pairs: Sequence[Pairs] | None = None
    speed: Mapping[str, float] | None = None

    def text(self) -> str:
        """All tables, headed by the outputs (where a command shows them) and by what was measured on."""
        head = f"{self.data}  n={self.rows}  sha256={self.sha256[:12]}"
        pairs = [found.text() for found in self.pairs or ()]
        return "\n\n".join([*self.outputs, head, *(section.text() for section in self.sections), *pairs])

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON-safe values."""
        sections = [
            {"title": s.title, "systems": {n: [m.to_dict() for m in ms] for n, ms in s.systems.items()}}
            for s in self.sections
        ]
        data = {"name": self.data, "sha256": self.sha256, "rows": self.rows}
        outputs = {"outputs": list(self.outputs)} if self.outputs else {}
        pairs = {} if self.pairs is None else {"pairs": [found.to_dict() for found in self.pairs]}
        speed = {} if self.speed is None else {"speed": dict(self.speed)}
        return {"command": self.command, "data": data, **outputs, "sections": sections, **pairs, **speed}


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns in plain text, two spaces apart: the first flush left, the others flush right."""
    widths = [max(len(row[column]) for row in [headers, *rows]) for column in range(len(headers))]
    lines = []
    for row in [headers, *rows]:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def check_target(path: Path | None, read: Iterable[str | Path] = ()) -> None:
    """Refuse, before anything is computed, a path that could not be written, or must not be.

    Args:
        path: a file that a command was asked to write.
        read: what the command reads, paths among other names.

    Raises:
        BenchmarkError: its folder is missing, it is itself a folder, the command reads it, or it holds what no command
            of the benchmarks wrote.
    """
    if path is None:
        return
    if path.is_dir() or not path.parent.is_dir():
        raise BenchmarkError(f"cannot write {path}: its folder is missing or it is a folder; create the folder first")
    if not path.exists():
        return
    for name in read:
        if os.path.exists(name) and os.path.samefile(name, path):  # noqa: PTH110, PTH121 - names of data sets, too
            raise BenchmarkError(f"{path} would be overwritten, and is read as data; name another file")
    if not _made_here(path):
        raise BenchmarkError(f"{path} exists, and is no report of these benchmarks; name another file, or move it away")


def _made_here(path: Path) -> bool:
    """True for a file that a command of the benchmarks wrote: JSON, JSON Lines, Markdown, LaTeX or HTML."""
    if not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8") as file:
            first = file.readline(_LONGEST_LINE)
            start = first + file.read(_START)
    except (OSError, ValueError):
        return False
    if _OWN_START.match(start) or "benchmark report</title>" in start:
        return True
    try:
        keys = json.loads(first).keys()
    except (ValueError, AttributeError, RecursionError):
        return False
    return any(keys >= own for own in _OWN_KEYS)


class HasText(Protocol):
    """A measurement with lines for people and a JSON-safe dict."""

    def text(self) -> str:
        """The lines."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """The values."""
        ...


def write_json(path: Path, report: HasText) -> None:
    """Write a report as JSON, as `write_text` does.

    Raises:
        BenchmarkError: the file cannot be written.
    """
    write_text(path, [json.dumps(report.to_dict(), ensure_ascii=False, indent=2, allow_nan=False), "\n"])


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Write text under a temporary name beside `path`, then rename it: the old file stays, or the new one is whole.

    Raises:
        BenchmarkError: the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise BenchmarkError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)


def _json_square(values: NDArray[np.float64]) -> list[list[float | None]]:
    return [[None if np.isnan(value) else float(value) for value in row] for row in values]


def _cells(measures: Sequence[Measure], labels: Sequence[str]) -> list[str]:
    by_label = {measure.label: measure.text() for measure in measures}
    return [by_label.get(label, "-") for label in labels]


def _p_cells(measures: Sequence[Measure], labels: Sequence[str]) -> list[str]:
    by_label = {m.label: f"{m.p_value:.4f}" for m in measures if m.p_value is not None}
    return [by_label.get(label, "-") for label in labels]
