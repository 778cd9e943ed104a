"""What each part of the report draws: from a checked run to values that a template only has to print.

Enters: a run and its articles. Leaves: panels, tables, squares, distributions and points, every number a text and every
place in per cent. Refuses nothing: a part that the run lacks is None or empty, and the page says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.html_report.charts import Axis, Bar, bin_edges, histogram, linear_axis, log_axis, tallest
from benchmarks.html_report.inputs import Article, PairTable, Run, Score, Table
from benchmarks.report import ALPHA
from summarize.metrics.statistics import holm
from summarize.metrics.tokenizers import get_tokenizer

#: Counts the words of outputs where no tokenizer is asked for.
LENGTH_TOKENIZER = "fr-v1"
#: Drawing of speed against quality: its height in pixels, and per cent of it between two letters, and of its width
#: between two points whose letters stand in one column.
SPEED_HEIGHT = 280
_LETTER_SPACE = 7.8
_COLUMN_SPACE = 12.0
#: One text that never ends would press all others into the first bars: the last bar holds what is longer than this
#: percentile of the longest-winded system, and the page says so.
_LENGTH_PERCENTILE = 99


@dataclass(frozen=True, slots=True)
class System:
    """A system as the page names it: a `key` of one or two letters, and its name in two parts ("column:", "a")."""

    key: str
    prefix: str
    name: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A row of a score panel: printed value and bounds, and where they stand; no bounds where there are none."""

    system: System
    value: str
    bounds: str | None
    place: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature, and the systems whose score has it."""

    line: str
    systems: tuple[System, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One score of all systems, drawn."""

    label: str
    axis: Axis
    rows: tuple[Interval, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Scores without intervals, as a table: a text for each label, "–" where a system has none."""

    labels: tuple[str, ...]
    rows: tuple[tuple[System, tuple[str, ...]], ...]
    signatures: tuple[tuple[str, tuple[Signature, ...]], ...]


@dataclass(frozen=True, slots=True)
class ScoreSection:
    """A table of the run: panels for what has intervals, numbers for the rest."""

    title: str
    panels: tuple[Panel, ...]
    numbers: Numbers | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A difference between two systems: printed, with its p-values; `level` says how sure it is.

    `level` is "better" or "worse" (Holm-corrected p at most `ALPHA`), "maybe-better" or "maybe-worse" (only the
    uncorrected p is), "open" (neither), or "self".
    """

    row: System
    column: System
    difference: str
    bootstrap: str
    randomisation: str
    corrected: str
    level: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every system against every other by one metric; `real` of `total` pairs differ beyond chance."""

    metric: str
    systems: tuple[System, ...]
    rows: tuple[tuple[Pair, ...], ...]
    real: int
    total: int


@dataclass(frozen=True, slots=True)
class FirstTests:
    """For a metric that not all pairs were tested on: printed p of each system against the `first`."""

    metric: str
    first: System
    rows: tuple[tuple[System, str, str], ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How one system's numbers are distributed: bars, quartiles printed and placed."""

    system: System | None
    bars: tuple[Bar, ...]
    quartiles: tuple[str, str, str]
    places: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Distribution:
    """One number of every system, article by article; `factor` x the edges of a bar is what is printed.

    The `beyond` values above the end of the axis stand in the last bar.
    """

    label: str
    unit: str
    axis: Axis
    rows: tuple[Spread, ...]
    factor: float
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A system in the drawing of speed against quality, in per cent from the left and from above.

    Its letter stands at `label_x` and `label_y`, apart from the letters of its neighbours.
    """

    system: System
    speed: str
    score: str
    x: float
    y: float
    y_low: float
    y_high: float
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class SpeedChart:
    """Speed against one score; `unknown` are the systems whose speed nobody measured."""

    metric: str
    x: Axis
    y: Axis
    points: tuple[Point, ...]
    unknown: tuple[System, ...]


def name_systems(names: Iterable[str]) -> dict[str, System]:
    """Systems by name, lettered A to Z, then AA, AB and so on."""
    systems = {}
    for number, name in enumerate(names):
        head, separator, rest = name.partition(":")
        prefix, shown = (head + separator, rest) if separator and rest else ("", name)
        systems[name] = System(_letters(number), prefix, shown)
    return systems


def score_sections(run: Run, systems: Mapping[str, System]) -> list[ScoreSection]:
    """The run's tables, in their order."""
    return [_score_section(table, systems) for table in run.sections]


def tests(run: Run, systems: Mapping[str, System]) -> list[Matrix | FirstTests]:
    """A square for each metric that all pairs were tested on; for other metrics, tests against the first system."""
    squares = {pairs.metric: _matrix(pairs, systems) for pairs in run.pairs or ()}
    found: list[Matrix | FirstTests] = []
    for table in run.sections:
        for label in _labels(table):
            test = squares.pop(label, None) or _first_tests(table, label, systems)
            found += [] if test is None else [test]
    return [*found, *squares.values()]


def score_distributions(articles: Sequence[Article], systems: Mapping[str, System]) -> list[Distribution]:
    """For each score that stands beside each output, its distribution over the articles, by system."""
    first = articles[0].systems
    labels = list(dict.fromkeys(label for output in first.values() for label in output.scores))
    found = []
    for label in labels:
        values = {n: [a.systems[n].scores[label] for a in articles] for n in first if label in first[n].scores}
        rows = [(systems[name], numbers) for name, numbers in values.items()]
        found.append(_distribution(label, "x100", rows, factor=100))
    return found


def length_distribution(articles: Sequence[Article], systems: Mapping[str, System]) -> Distribution:
    """Words of the references and of each system's outputs, by `LENGTH_TOKENIZER`."""
    tokenize = get_tokenizer(LENGTH_TOKENIZER).tokenize
    rows: list[tuple[System | None, list[float]]] = []
    references = [float(len(tokenize(text))) for article in articles for text in article.references]
    if references:
        rows.append((None, references))
    for name in articles[0].systems:
        rows.append((systems[name], [float(len(tokenize(article.systems[name].text))) for article in articles]))
    end = max(float(np.percentile(values, _LENGTH_PERCENTILE)) for _, values in rows)
    return _distribution("length", "words", rows, factor=1, end=end)


def speed_charts(run: Run, systems: Mapping[str, System]) -> list[SpeedChart]:
    """Speed against each score that has an interval; empty where no speed is known."""
    speeds = run.speed or _measured_speeds(run)
    table = run.sections[0]
    charts = []
    for label in _labels(table):
        scores = {name: score for name, score in _by_system(table, label).items() if score.low is not None}
        known = {name: score for name, score in scores.items() if name in speeds}
        if known:
            unknown = tuple(systems[name] for name in scores if name not in speeds)
            charts.append(_speed_chart(label, known, speeds, systems, unknown))
    return charts


def number_text(value: float, unit: str) -> str:
    """A number as the tables of the terminal print it: shares x100."""
    return f"{100 * value:.2f}" if unit == "share" else f"{value:,.1f}"


def p_text(p: float | None) -> str:
    """A p-value in three digits, as papers print it."""
    if p is None:
        return "–"
    if p < 0.001:
        return "<.001"
    return "1" if p > 0.9995 else f"{p:.3f}".removeprefix("0")


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _labels(table: Table) -> list[str]:
    return list(dict.fromkeys(score.label for scores in table.systems.values() for score in scores))


def _by_system(table: Table, label: str) -> dict[str, Score]:
    return {name: score for name, scores in table.systems.items() for score in scores if score.label == label}


def _score_section(table: Table, systems: Mapping[str, System]) -> ScoreSection:
    drawn, plain = [], []
    for label in _labels(table):
        scores = _by_system(table, label)
        if any(score.low is not None for score in scores.values()):
            drawn.append(_panel(label, scores, systems))
        else:
            plain.append(label)
    return ScoreSection(table.title, tuple(drawn), _numbers(table, plain, systems) if plain else None)


def _panel(label: str, scores: Mapping[str, Score], systems: Mapping[str, System]) -> Panel:
    unit = next(iter(scores.values())).unit
    ends = [bound for score in scores.values() for bound in (score.low, score.high, score.value) if bound is not None]
    axis = linear_axis(ends, text=lambda value: _tick_text(value, unit))
    rows = []
    for name, score in scores.items():
        low, high = (score.value if bound is None else bound for bound in (score.low, score.high))
        bounds = None if score.low is None else f"{number_text(low, unit)}–{number_text(high, unit)}"
        places = (axis.percent(value) for value in (score.value, low, high))
        rows.append(Interval(systems[name], number_text(score.value, unit), bounds, *places))
    return Panel(label, axis, tuple(rows), _signatures(scores, systems))


def _tick_text(value: float, unit: str) -> str:
    return f"{100 * value:.4g}" if unit == "share" else f"{value:,.4g}"


def _signatures(scores: Mapping[str, Score], systems: Mapping[str, System]) -> tuple[Signature, ...]:
    by_line: dict[str, list[System]] = {}
    for name, score in scores.items():
        by_line.setdefault(score.signature, []).append(systems[name])
    return tuple(Signature(line, tuple(names)) for line, names in by_line.items())


def _numbers(table: Table, labels: Sequence[str], systems: Mapping[str, System]) -> Numbers:
    columns = {label: _by_system(table, label) for label in labels}
    rows = []
    for name in table.systems:
        found = [columns[label].get(name) for label in labels]
        rows.append((systems[name], tuple("–" if s is None else number_text(s.value, s.unit) for s in found)))
    signatures = tuple((label, _signatures(columns[label], systems)) for label in labels)
    return Numbers(tuple(labels), tuple(rows), signatures)


def _matrix(pairs: PairTable, systems: Mapping[str, System]) -> Matrix:
    side = len(pairs.systems)
    places = [(a, b) for a in range(side) for b in range(a + 1, side)]
    known = {(a, b): p for a, b in places if (p := pairs.randomisation_p[a][b]) is not None}
    corrected = dict(zip(known, holm(list(known.values())).tolist(), strict=True))
    rows = tuple(
        tuple(_pair(pairs, a, b, corrected.get((min(a, b), max(a, b))), systems) for b in range(side))
        for a in range(side)
    )
    real = sum(p <= ALPHA for p in corrected.values())
    return Matrix(pairs.metric, tuple(systems[name] for name in pairs.systems), rows, real, len(known))


def _pair(pairs: PairTable, a: int, b: int, corrected: float | None, systems: Mapping[str, System]) -> Pair:
    difference, plain = pairs.difference[a][b], pairs.randomisation_p[a][b]
    level = "self" if a == b else "open"
    if a != b and difference and plain is not None and corrected is not None and plain <= ALPHA:
        level = ("" if corrected <= ALPHA else "maybe-") + ("better" if difference > 0 else "worse")
    return Pair(
        systems[pairs.systems[a]],
        systems[pairs.systems[b]],
        "–" if difference is None else f"{100 * difference:+.2f}".replace("-", "\u2212"),
        p_text(pairs.bootstrap_p[a][b]),
        p_text(plain),
        p_text(corrected),
        level,
    )


def _first_tests(table: Table, label: str, systems: Mapping[str, System]) -> FirstTests | None:
    scores = _by_system(table, label)
    first, *_ = table.systems
    if first not in scores or not any(score.p_value is not None for score in scores.values()):
        return None
    base = scores[first].value
    rows = [
        (systems[name], f"{100 * (score.value - base):+.2f}".replace("-", "\u2212"), p_text(score.p_value))
        for name, score in scores.items()
        if score.p_value is not None
    ]
    return FirstTests(label, systems[first], tuple(rows))


def _distribution(
    label: str,
    unit: str,
    rows: Sequence[tuple[System | None, Sequence[float]]],
    *,
    factor: float,
    end: float = math.inf,
) -> Distribution:
    everything = [value for _, values in rows for value in values]
    edges = bin_edges([min(value, end) for value in everything])
    axis = linear_axis([edges[0], edges[-1]], text=lambda value: f"{factor * value:.4g}", ticks=5)
    held = {id(values): np.minimum(values, edges[-1]).tolist() for _, values in rows}
    most = tallest(list(held.values()), edges)
    spreads = []
    for system, values in rows:
        low, middle, high = np.percentile(values, [25, 50, 75]).tolist()
        texts = tuple(f"{factor * value:.1f}" for value in (low, middle, high))
        places = tuple(axis.percent(value) for value in (low, middle, high))
        bars = tuple(histogram(held[id(values)], edges, axis=axis, most=most))
        spreads.append(Spread(system, bars, texts, places))  # type: ignore[arg-type]
    return Distribution(label, unit, axis, tuple(spreads), factor, sum(value > edges[-1] for value in everything))


def _measured_speeds(run: Run) -> dict[str, float]:
    """Speeds that stand among a run's scores, for runs that do not list them apart."""
    return {
        name: score.value
        for table in run.sections
        for name, scores in table.systems.items()
        for score in scores
        if score.unit == "articles_per_second" and score.value > 0
    }


def _speed_chart(
    label: str,
    scores: Mapping[str, Score],
    speeds: Mapping[str, float],
    systems: Mapping[str, System],
    unknown: tuple[System, ...],
) -> SpeedChart:
    x = log_axis([speeds[name] for name in scores])
    bounds = [bound for score in scores.values() for bound in (score.low, score.high, score.value) if bound is not None]
    y = linear_axis(bounds, text=lambda value: _tick_text(value, "share"), ticks=5)
    points = []
    for name, score in scores.items():
        heights = [score.value, score.value if score.low is None else score.low, score.high or score.value]
        places = (round(100 - y.percent(value), 2) for value in heights)
        text = f"{speeds[name]:,.3g}" if speeds[name] < 100 else f"{speeds[name]:,.0f}"
        score_text = number_text(score.value, score.unit)
        here = x.percent(speeds[name])
        height, low, high = places
        points.append(Point(systems[name], text, score_text, here, height, low, high, here, height))
    return SpeedChart(label, x, y, tuple(_with_letters_apart(points)), unknown)


def _with_letters_apart(points: Sequence[Point]) -> list[Point]:
    """The points in their order, the letters of those close to each other in one column, none over another."""
    columns: list[list[Point]] = []
    for point in sorted(points, key=lambda point: point.x):
        if columns and point.x - columns[-1][-1].x < _COLUMN_SPACE:
            columns[-1].append(point)
        else:
            columns.append([point])
    placed = {}
    for column in columns:
        right = column[-1].x
        column.sort(key=lambda point: point.y)
        for point, height in zip(column, _spread([point.y for point in column]), strict=True):
            placed[point.system.key] = replace(point, label_x=right, label_y=height)
    return [placed[point.system.key] for point in points]


def _spread(heights: Sequence[float]) -> list[float]:
    """Rising heights, 0-100, moved as little as it takes to stand `_LETTER_SPACE` apart, as far as they fit."""
    space = min(_LETTER_SPACE, 100 / max(1, len(heights) - 1))
    # Blocks of heights that touch, each around the mean of what it holds (pool adjacent violators, Ayer et al. 1955).
    blocks: list[tuple[float, int]] = []
    for number, height in enumerate(heights):
        mean, size = height - number * space, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    lowered = [mean for mean, size in blocks for _ in range(size)]
    most = 100 - (len(heights) - 1) * space
    return [round(min(max(height, 0.0), most) + number * space, 2) for number, height in enumerate(lowered)]
