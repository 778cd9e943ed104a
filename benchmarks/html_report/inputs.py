"""What the report is made of: a run's JSON and its outputs' JSON Lines, checked against the contract and one another.

Enters: paths. Leaves: frozen values. Refused, in one line that names file, line and field: what is missing, cut short,
of another shape, or of another run.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from benchmarks.errors import BenchmarkError
from benchmarks.report import Unit

#: Scores are rounded by whoever writes them; a mean that is further off than this is another run's.
_MEAN_TOLERANCE = 5e-4
_CHECKED = ConfigDict(allow_inf_nan=False, strict=True)

Share = Annotated[float, Field(ge=0, le=1)]
Offset = Annotated[int, Field(ge=0)]
Square = list[list[float | None]]
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, config=_CHECKED)
class Score:
    """One number of one system, as `benchmarks.report.Measure` writes it; no bounds where there is no interval."""

    label: str
    value: float
    unit: Unit
    signature: str
    low: float | None = None
    high: float | None = None
    p_value: Share | None = None


@dataclass(frozen=True, slots=True, config=_CHECKED)
class Table:
    """A table of a run: for each system its scores."""

    title: str
    systems: dict[str, list[Score]]


@dataclass(frozen=True, slots=True, config=_CHECKED)
class PairTable:
    """Every system against every other by one metric: squares in the order of `systems`, null on the diagonal of p."""

    metric: str
    systems: list[str]
    bootstrap_p: Square
    randomisation_p: Square
    difference: Square


@dataclass(frozen=True, slots=True, config=_CHECKED)
class Data:
    """The file that was measured on."""

    name: str
    sha256: str
    rows: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True, config=_CHECKED)
class Run:
    """A run: its command, its data, its tables, and, where they were measured, pairs of systems and speeds."""

    command: str
    data: Data
    sections: Annotated[list[Table], Field(min_length=1)]
    outputs: list[str] = field(default_factory=list)
    pairs: list[PairTable] | None = None
    speed: dict[str, Annotated[float, Field(gt=0)]] | None = None

    def systems(self) -> list[str]:
        """Names of all systems, in the order of the tables."""
        return list(dict.fromkeys(name for table in self.sections for name in table.systems))


@dataclass(frozen=True, slots=True, config=_CHECKED)
class Claim:
    """A number, date or name of an output that its article lacks; offsets count characters of the output."""

    text: str
    kind: str
    start: Offset
    end: Offset


@dataclass(frozen=True, slots=True, config=_CHECKED)
class Support:
    """A sentence of an output and the sentence of the article it comes from, by offsets in each."""

    start: Offset
    end: Offset
    source_start: Offset
    source_end: Offset


@dataclass(frozen=True, slots=True, config=_CHECKED)
class Output:
    """What a system wrote about one article; `support` is None where nobody looked for it."""

    text: str
    scores: dict[str, Share]
    status: str | None = None
    translation: str | None = None
    unsupported: list[Claim] = field(default_factory=list)
    support: list[Support] | None = None


@dataclass(frozen=True, slots=True, config=_CHECKED)
class Article:
    """An article, its references, and what each system wrote; `source` is None where only outputs are known."""

    id: str
    source: str | None
    references: list[str]
    systems: Annotated[dict[str, Output], Field(min_length=1)]


_RUN = TypeAdapter(Run)
_ARTICLE = TypeAdapter(Article)


def read_run(path: Path) -> Run:
    """Read the JSON of a run.

    Args:
        path: a file that a command of `python -m benchmarks` wrote with `--json`.

    Raises:
        BenchmarkError: it cannot be read or is not of the contract.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error, "--json") from error
    run = _parse(_RUN, content, str(path), "--json")
    for pairs in run.pairs or ():
        _check_square(pairs, path)
    return run


def read_articles(path: Path) -> list[Article]:
    """Read the outputs of a run, one article a line.

    Args:
        path: a file that a command of `python -m benchmarks` wrote with `--outputs`.

    Returns:
        At least one article; all have the same systems and scores, and no two the same id.

    Raises:
        BenchmarkError: it cannot be read, is empty, or a line is not of the contract.
    """
    articles: list[Article] = []
    lines_by_id: dict[str, int] = {}
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                article = _parse(_ARTICLE, line, f"{path}, line {number}", "--outputs")
                _check_article(article, articles[0] if articles else article, f"{path}, line {number}")
                if lines_by_id.setdefault(article.id, number) != number:
                    first = lines_by_id[article.id]
                    raise BenchmarkError(f"{path}, line {number}: id {article.id[:60]!r} stands in line {first} too")
                articles.append(article)
    except OSError as error:
        raise _unreadable(path, error, "--outputs") from error
    if not articles:
        raise BenchmarkError(f"{path} is empty; {_remedy('--outputs')}")
    return articles


def check_match(run: Run, articles: Sequence[Article], *, run_path: Path, outputs_path: Path) -> None:
    """Refuse outputs that are not those of the run: by number of rows, names of systems, and mean scores.

    Raises:
        BenchmarkError: they differ.
    """
    both = f"{run_path} and {outputs_path} are not of one run"
    remedy = "write both in one command, with --json and --outputs"
    if len(articles) != run.data.rows:
        raise BenchmarkError(f"{both}: {run.data.rows} rows and {len(articles)} articles; {remedy}")
    scored, written = list(run.sections[0].systems), list(articles[0].systems)
    if set(scored) != set(written):
        raise BenchmarkError(f"{both}: systems {', '.join(scored)} and {', '.join(written)}; {remedy}")
    for name, scores in run.sections[0].systems.items():
        for score in scores:
            values = [article.systems[name].scores.get(score.label) for article in articles]
            known = [value for value in values if value is not None]
            if not known or score.unit != "share":
                continue
            mean = math.fsum(known) / len(known)
            if abs(mean - score.value) > _MEAN_TOLERANCE:
                means = f"{score.label} of {name} is {100 * score.value:.2f} and {100 * mean:.2f}"
                raise BenchmarkError(f"{both}: {means} on average; {remedy}")


def _parse(adapter: TypeAdapter[Read], content: bytes, where: str, option: str) -> Read:
    try:
        return adapter.validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"]))
        received = "" if first["type"] in ("json_invalid", "missing") else f", received {_short(first['input'])}"
        raise BenchmarkError(
            f"{where}: {place + ': ' if place else ''}{first['msg']}{received}; {_remedy(option)}"
        ) from error


def _short(value: Any) -> str:
    line = repr(value)
    return line if len(line) <= 60 else f"{line[:57]}..."


def _remedy(option: str) -> str:
    return f"write it again: python -m benchmarks run … {option} FILE"


def _unreadable(path: Path, error: OSError, option: str) -> BenchmarkError:
    return BenchmarkError(f"cannot read {path}: {error.strerror or error}; {_remedy(option)}")


def _check_square(pairs: PairTable, path: Path) -> None:
    side = len(pairs.systems)
    for name in ("bootstrap_p", "randomisation_p", "difference"):
        square: Square = getattr(pairs, name)
        if len(square) != side or any(len(row) != side for row in square):
            raise BenchmarkError(
                f"{path}: pairs of {pairs.metric}: {name} is not {side} by {side}; {_remedy('--json')}"
            )


def _check_article(article: Article, first: Article, where: str) -> None:
    if set(article.systems) != set(first.systems):
        raise BenchmarkError(
            f"{where}: systems {', '.join(article.systems)}, but {', '.join(first.systems)} in line 1; "
            f"{_remedy('--outputs')}"
        )
    for name, output in article.systems.items():
        if set(output.scores) != set(first.systems[name].scores):
            raise BenchmarkError(f"{where}: {name} has other scores than in line 1; {_remedy('--outputs')}")
        spans = [("unsupported", c.start, c.end, output.text) for c in output.unsupported]
        for support in output.support or ():
            spans.append(("support", support.start, support.end, output.text))
            spans.append(("support", support.source_start, support.source_end, article.source or ""))
        for what, start, end, text in spans:
            if not start < end <= len(text):
                raise BenchmarkError(
                    f"{where}: {what} of {name}: {start} to {end} lies outside its text of {len(text)} characters; "
                    f"{_remedy('--outputs')}"
                )
