"""Recall, precision and false alarms of the library's check, and what it finds in the outputs of systems.

Enters: where OrangeSum is, a seed, names of models. Leaves: a report, and the flags of untouched abstracts, to be
judged. Refused: what the data and the systems refuse, and judgements that cannot be read.

Every second abstract of the validation split is measured on; the others are there to improve the check with. Whether a
flag of an untouched abstract is a false alarm was judged beside the places of the article that are like it, and stands
in `judged.json`; a flag that nobody judged counts as a false alarm.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.choice import Choice
from benchmarks.data import DataFile
from benchmarks.describe import VERSION, unsupported_claims
from benchmarks.errors import BenchmarkError
from benchmarks.evaluate import Progress, run_systems
from benchmarks.orangesum import DATA, PUBLISHED
from benchmarks.report import Measure, Report, Section
from benchmarks.systems import Asked, Output, SystemRun
from benchmarks.verification.corrupt import KINDS, LIMITS, NAMES, NUMBERS, Corpus, Corruption, corruptions
from summarize.checking import claims
from summarize.checking.claims import unsupported
from summarize.metrics.signature import signature
from summarize.metrics.statistics import bootstrap_interval, bootstrap_ratio
from summarize.result import Unsupported
from summarize.text.clean import clean
from summarize.text.document import Document

VALID = "orangesum-abstract:valid"
JUDGED = Path(__file__).with_name("judged.json")
#: Abstracts that are left untouched; and at most so many are corrupted in one way.
UNTOUCHED = 300
MOST_OF_A_KIND = 300
SEED = 12_345
_FLAG_KINDS = ("number", "date", "name", "quotation")


@dataclass
class Gold:
    """Articles and abstracts with the rows kept for measuring, in the seed's order; articles are read when needed."""

    data: DataFile
    corpus: Corpus
    rows: list[int]
    _sources: dict[int, Document] = field(default_factory=dict)

    @classmethod
    def of(cls, data: DataFile, *, seed: int, half: int = 1) -> Gold:
        """Collect the names of all articles, and shuffle the rows of one half (1: kept for measuring; 0: the other)."""
        rows = list(range(half, data.rows, 2))
        Random(seed).shuffle(rows)
        return cls(data, Corpus.of(data.columns["article"], data.columns["abstract"]), rows)

    def source(self, row: int) -> Document:
        """An article, as it stands and as the library cleans it."""
        if row not in self._sources:
            article = self.corpus.articles[row]
            self._sources[row] = Document(f"{article}\n{clean(article).text}")
        return self._sources[row]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check says of an untouched abstract: its flags, and how many claims it saw, those flagged included."""

    id: str
    abstract: str
    article: str
    flags: tuple[Unsupported, ...]
    claims: int


def measure(choice: Choice, models: Sequence[str], *, seed: int, progress: Progress) -> tuple[Report, list[Checked]]:
    """Measure the check on gold abstracts, corrupted and untouched, and use it on the outputs of systems.

    Args:
        choice: where the data are; `limit` cuts the test split alone.
        models: summarisation models beside the published systems.
        seed: of all choices.
        progress: see `benchmarks.evaluate.Progress`.

    Returns:
        The report, and what the check says of the untouched abstracts.
    """
    gold = Gold.of(Choice(VALID, choice.data_dir).load(required=["article", "abstract"]), seed=seed)
    line = partial(_measure, data=gold.data, seed=seed)
    judged = _judgements()
    checked = [_check(gold, row) for row in gold.rows[:UNTOUCHED]]
    verdicts = [_false_alarms(item, judged) for item in checked]
    sections = [
        Section("gold abstracts corrupted on purpose, shares x100", _recalls(gold, seed, line)),
        Section("gold abstracts untouched, shares x100", {"gold": _alarms(checked, verdicts, line)}),
        *_outputs(choice, models, progress),
    ]
    return Report("verify", gold.data.name, gold.data.sha256, gold.data.rows, sections), checked


def describe_flags(checked: Sequence[Checked]) -> list[dict[str, object]]:
    """Every flag of untouched abstracts, with what a person needs to judge it."""
    return [
        {**_key(item, flag), "text": flag.text, "abstract": item.abstract, "article": item.article}
        for item in checked
        for flag in item.flags
    ]


def _recalls(gold: Gold, seed: int, line: Callable[..., Measure]) -> dict[str, list[Measure]]:
    found = {k: corruptions(gold.corpus, k, gold.rows, most=MOST_OF_A_KIND, seed=seed) for k in KINDS}
    found["numbers together"] = [c for kind in NUMBERS for c in found[kind]]
    found["names together"] = [c for kind in NAMES for c in found[kind]]
    order = ["numbers together", *NUMBERS, "day or month", "names together", *NAMES, *LIMITS]
    return {f"{kind} (n={len(found[kind])})": _recall(gold, found[kind], line) for kind in order if found[kind]}


def _recall(gold: Gold, items: Sequence[Corruption], line: Callable[..., Measure]) -> list[Measure]:
    hits, others = [], []
    for item in items:
        flags = _flags(item.text, gold.source(item.row))
        hits.append(float(any(flag.start < item.end and item.start < flag.end for flag in flags)))
        before = {flag.text for flag in _flags(gold.corpus.abstracts[item.row], gold.source(item.row))}
        # "16" of "16 mai" is flagged for its month: what a blank parts from the change is no other flag.
        apart = (flag for flag in flags if flag.start > item.end + 1 or flag.end < item.start - 1)
        others.append(float(sum(flag.text not in before for flag in apart)))
    raised = [hit + other for hit, other in zip(hits, others, strict=True)]
    return [line("recall", hits), line("precision", hits, raised)]


def _flags(text: str, source: Document) -> tuple[Unsupported, ...]:
    return unsupported(text, claims(Document(text, source.language), source))


def _check(gold: Gold, row: int) -> Checked:
    text = gold.corpus.abstracts[row]
    source = gold.source(row)
    found = claims(Document(text, source.language), source)
    flags = unsupported(text, found)
    return Checked(
        gold.data.ids[row],
        text,
        gold.corpus.articles[row],
        flags,
        sum(claim.is_supported for claim in found) + len(flags),
    )


def _alarms(
    checked: Sequence[Checked], verdicts: Sequence[tuple[int, int]], line: Callable[..., Measure]
) -> list[Measure]:
    """What is flagged in untouched abstracts, and how much of it wrongly.

    The false-alarm rate is the share of the claims that the article does support which are flagged.
    """
    flags = [float(len(item.flags)) for item in checked]
    claimed = [float(item.claims) for item in checked]
    wrong = [float(alarms) for alarms, _ in verdicts]
    right = [f - w for f, w in zip(flags, wrong, strict=True)]
    return [
        line("abstracts flagged", [float(f > 0) for f in flags]),
        line("abstracts truly lacking", [float(r > 0) for r in right]),
        line("claims truly lacking", right, claimed),
        line("false alarms", wrong, [c - r for c, r in zip(claimed, right, strict=True)]),
        line("abstracts with a false alarm", [float(w > 0) for w in wrong]),
        line("precision of flags", right, flags),
        line("flags not judged", [float(unknown) for _, unknown in verdicts], flags),
    ]


def _false_alarms(item: Checked, judged: Mapping[tuple[object, ...], str]) -> tuple[int, int]:
    """How many flags are false alarms, and how many of these nobody judged."""
    verdicts = [judged.get(tuple(_key(item, flag).values()), "") for flag in item.flags]
    return sum(verdict != "lacking" for verdict in verdicts), verdicts.count("")


def _key(item: Checked, flag: Unsupported) -> dict[str, object]:
    return {"id": item.id, "kind": flag.kind, "start": flag.start, "end": flag.end}


def _judgements() -> dict[tuple[object, ...], str]:
    try:
        rows = json.loads(JUDGED.read_text(encoding="utf-8"))
        return {(r["id"], r["kind"], r["start"], r["end"]): r["verdict"] for r in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BenchmarkError(f"cannot read the judgements {JUDGED.name}: {error!r}; restore the file") from error


def _outputs(choice: Choice, models: Sequence[str], progress: Progress) -> list[Section]:
    columns = [name.removeprefix("column:") for name in PUBLISHED]
    chosen = Choice(DATA, choice.data_dir, limit=choice.limit)
    data = chosen.load(required=["article", "abstract"], nullable=columns)
    gold = SystemRun("gold", [Output(text) for text in data.columns["abstract"]], None)
    asked = Asked(data.columns, language="fr")
    runs = [gold, *run_systems(data, [*PUBLISHED, *models], source="article", asked=asked, progress=progress)]
    found = unsupported_claims(runs, data.columns["article"])
    rows = {run.name: _by_kind(run, found[run.name], data) for run in runs}
    return [Section(f"{data.name}, n={data.rows}: outputs with something unsupported, shares x100", rows)]


def _by_kind(run: SystemRun, found: Sequence[Sequence[Unsupported]], data: DataFile) -> list[Measure]:
    line = partial(_measure, data=data, seed=SEED, system=run.settings)
    return [
        line("any", [float(bool(flags)) for flags in found]),
        *(line(kind, [float(any(f.kind == kind for f in flags)) for flags in found]) for kind in _FLAG_KINDS),
    ]


def _measure(
    label: str,
    parts: Sequence[float],
    wholes: Sequence[float] | None = None,
    *,
    data: DataFile,
    seed: int,
    system: str | None = None,
) -> Measure:
    """A share with its interval: of rows, or of what `wholes` counts."""
    interval = bootstrap_interval(parts) if wholes is None else bootstrap_ratio(parts, wholes)
    name = f"verify-{label.replace(' ', '-')}"
    said = signature(
        name, version=VERSION, tokenizer="none", rows=len(parts), seed=str(seed), sha256=data.sha256, system=system
    )
    return Measure(label, interval, "share", said)
