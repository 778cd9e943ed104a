"""Precision and recall of the checks of translations, by sentences that a reader judged.

Input: where OrangeSum is, the judgements, and how many articles to translate. Output: a report: for each part of the
judgements the share of wrong translations that are caught, of adequate ones that are caught too, and what each check
catches; what is shown of sentences of which several candidates were judged; how much of what a reader finds another
reader would catch; and for whole articles the shares of translations that are ok, doubtful and withheld. Refused: what
the data refuse, and judgements that cannot be read or are not of these data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.choice import Choice
from benchmarks.data import DataFile
from benchmarks.describe import VERSION
from benchmarks.errors import BenchmarkError
from benchmarks.evaluate import Progress
from benchmarks.report import Measure, Report, Section
from summarize import Summarizer
from summarize.checking import Limits, find_faults
from summarize.engines.pool import ModelPool
from summarize.engines.registry import Entry, find_entry
from summarize.metrics.signature import BOOTSTRAP, signature
from summarize.metrics.statistics import bootstrap_ratio
from summarize.options import make_options
from summarize.summarizing.trimming import bare_title
from summarize.text.clean import clean
from summarize.text.document import Document
from summarize.text.sentences import split_sentences
from summarize.translating.plain import said_plainly
from summarize.translating.quality import Estimator, estimator_at_hand
from summarize.translating.translate import limits_of

_T = TypeVar("_T")

VALID = "orangesum-abstract:valid"
JUDGED = Path(__file__).parent / "judgements" / "translation-sentences.jsonl"
#: Sentences that three readers judged, each for himself.
READ_BY_THREE = JUDGED.with_name("three-readers.jsonl")
PARTS = (
    "tuned on",
    "read before",
    "read after",
    "fr-en-gemma, tuned on",
    "fr-en-gemma, third run",
    "fr-en-opus, beside fr-en-gemma",
    "fr-en-opus, alone",
    "fr-en-opus, read after",
    "fr-en-opus, third",
    "fr-en-opus, fourth",
    "fr-en-opus, fifth",
    "fr-en-opus, sixth",
    "fr-en-opus, seventh",
    "fr-en-opus, eighth",
    "fr-en-opus, ninth",
)
#: Translators that no longer ship.
_FORMER = ("fr-en-mini", "fr-en-gemma")
VERDICTS = ("adequate", "understandable", "wrong")
_STATUSES = ("ok", "partial", "doubtful", "withheld")


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged translation: its part, the verdict, the codes of the faults that the checks find, and, where several
    candidates of its sentence were judged, which sentence that is. `doubt`: of a model (0-1); None without one."""

    part: str
    verdict: str
    faults: tuple[str, ...]
    sentence: str | None = None
    doubt: float | None = None


def measure_gate(choice: Choice, *, articles: int, translator: str, progress: Progress) -> Report:
    """Measure the checks on the judged sentences and, if asked for, on whole articles.

    Args:
        choice: the data set, whose validation split is read.
        articles: how many articles are summarised and translated besides; 0 leaves that out.
        translator: by which model.
        progress: see `Progress`.
    """
    data = Choice(VALID, choice.data_dir).load(required=["article", "title"])
    judged = read_judged(data, JUDGED)
    line = partial(_measure, data=data)
    sections = [
        Section(
            f"{part}: {len(rows)} sentences, shares x100",
            {"caught": _caught(rows, line), **{f"by {code}": _by(code, rows, line) for code in _codes(rows)}},
        )
        for part in PARTS
        if (rows := [item for item in judged if item.part == part])
    ]
    sections += [among_candidates(judged, line), readers_apart(line)]
    if articles:
        statuses = _statuses(data.columns["article"][:articles], translator, progress)
        shares = [line(status, [float(s == status) for s in statuses], [1.0] * len(statuses)) for status in _STATUSES]
        sections.append(Section(f"summaries of {articles} articles, translated, shares x100", {translator: shares}))
    return Report("gate-translations", data.name, data.sha256, data.rows, sections)


def read_judged(data: DataFile, path: Path) -> list[Judged]:
    """Read judgements, find their sentences in the data, and check the translations again.

    Raises:
        BenchmarkError: the file cannot be read, or a sentence is not the one that was judged.
    """
    place = {str(name): i for i, name in enumerate(data.ids)}
    try:
        rows = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()]
        articles, titles = data.columns["article"], data.columns["title"]
        found = [_found(row, articles[i], titles[i]) for row in rows for i in (place[str(row["article"])],)]
        return _with_faults(found)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise BenchmarkError(f"cannot read the judgements {path.name}: {error!r}; restore the file") from error


def hash_of(sentence: str) -> str:
    """By which the judgements name a sentence."""
    return hashlib.sha256(sentence.encode("utf-8")).hexdigest()[:16]


def forms_by_hash(sentence: str) -> dict[str, str]:
    """A sentence with and without a quotation mark at either end: some stood at the end of the sentence before."""
    inside = sentence.strip('"')
    forms = (before + inside + after for before in ("", '"', '" ') for after in ("", '"', ' "'))
    return {hash_of(form): form for form in forms}


def _found(row: dict[str, Any], article: str, title: str | None) -> dict[str, Any]:
    """A row with its French `sentence` in place of its number."""
    if row.get("title"):
        sentence = bare_title((title or "").strip()).rstrip(".") + "."
    else:
        sentence = split_sentences(clean(article).text)[int(str(row["sentence"]))].text
    if row["sha256"] not in forms_by_hash(sentence):
        which = "the title" if row.get("title") else f"sentence {row['sentence']}"
        raise BenchmarkError(f"{which} of article {row['article']} is not the one that was judged")
    return row | {"sentence": sentence}


def _with_faults(rows: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """The judged translations with the faults that the checks find, the estimate of their quality among them where a
    model for it is at hand."""
    estimator = estimator_at_hand(ModelPool(make_options()), ("fr", "en"))
    own = [[float(value) for value in row.get("own") or []] or None for row in rows]
    doubts: list[float | None] = [None] * len(rows)
    read = [i for i, row in enumerate(rows) if estimator and row["translator"] not in _FORMER]
    for i, doubt in zip(read, _asked(estimator and estimator.doubts, rows, own, read), strict=True):
        doubts[i] = doubt
    found = [
        find_faults(
            Document(row["sentence"], "fr"),
            Document(row["translation"], "en"),
            said=Document(said_plainly(row["sentence"], "fr"), "fr"),
            score=float(row["score"]),
            own=scores,
            doubt=doubt,
            limits=_limits(row["translator"], estimator),
        )
        for row, scores, doubt in zip(rows, own, doubts, strict=True)
    ]
    unplaced = [i for i in read if found[i] and all(fault.may_be_none for fault in found[i])]
    for i, is_right in zip(unplaced, _asked(estimator and estimator.vouches, rows, own, unplaced), strict=True):
        found[i] = () if is_right else found[i]
    return [
        Judged(
            row["part"],
            row["verdict"],
            tuple(fault.code for fault in faults),
            row["sentence"] if "rank" in row else None,
            doubt,
        )
        for row, faults, doubt in zip(rows, found, doubts, strict=True)
    ]


def _asked(
    estimate: Callable[[Sequence[tuple[str, str]], Sequence[Sequence[float] | None]], list[_T]] | None,
    rows: Sequence[Mapping[str, Any]],
    own: Sequence[Sequence[float] | None],
    which: Sequence[int],
) -> list[_T]:
    """What an estimator says of some of the rows; nothing where there is none."""
    pairs = [(rows[i]["sentence"], rows[i]["translation"]) for i in which]
    return estimate(pairs, [own[i] for i in which]) if estimate else []


def _limits(translator: str, estimator: Estimator | None) -> Limits:
    if translator in _FORMER:
        return Limits(score=Entry.least_translation_score)
    return limits_of(find_entry(translator, "translation"), estimator)


def among_candidates(judged: Sequence[Judged], line: partial[Measure]) -> Section:
    """What is shown of the sentences of which several candidates were judged: nothing where each candidate has a fault.

    Args:
        judged: the candidates of a sentence in the translator's order.
        line: makes a measure of a label, parts and wholes.
    """
    sentences: dict[str, list[Judged]] = {}
    for item in judged:
        if item.sentence:
            sentences.setdefault(item.sentence, []).append(item)
    sound = [[item for item in row if not item.faults] for row in sentences.values()]
    systems = {
        "all first candidates": [row[:1] for row in sentences.values()],
        "first that passes": [row[:1] for row in sound],
    }
    if any(item.doubt is not None for item in judged):
        least = [sorted(row, key=lambda item: item.doubt or 0.0)[:1] for row in sound]
        systems["least doubted of those that pass"] = least
    return Section(
        f"candidates of {len(sentences)} sentences, verdicts of what is shown, shares of the sentences x100",
        {
            name: [
                line(verdict, [float(any(item.verdict == verdict for item in row)) for row in rows], [1.0] * len(rows))
                for verdict in VERDICTS
            ]
            for name, rows in systems.items()
        },
    )


def readers_apart(line: partial[Measure]) -> Section:
    """How much of what one reader finds another one would catch: each of three for each of the others.

    Args:
        line: makes a measure of a label, parts and wholes.
    """
    rows = [json.loads(text)["verdicts"] for text in READ_BY_THREE.read_text(encoding="utf-8").splitlines()]
    pairs = [(row[i], row[j]) for row in rows for i, j in permutations(range(len(row)), 2)]
    whole = {verdict[0]: verdict for verdict in VERDICTS}
    found = [Judged("", whole[one], ()) for one, _ in pairs]
    caught = {"called wrong": "w", "called wrong or understandable": "uw"}
    return Section(
        f"one reader by another: {len(rows)} sentences, shares x100",
        {
            name: _shares([float(other in letters) for _, other in pairs], found, line)
            for name, letters in caught.items()
        },
    )


def _caught(rows: Sequence[Judged], line: partial[Measure]) -> list[Measure]:
    """How much of each verdict is caught, and how much of what is caught is wrong."""
    caught = [float(bool(item.faults)) for item in rows]
    wrong = [float(item.faults != () and item.verdict == "wrong") for item in rows]
    return [*_shares(caught, rows, line), line("precision", wrong, caught)]


def _by(code: str, rows: Sequence[Judged], line: partial[Measure]) -> list[Measure]:
    return _shares([float(code in item.faults) for item in rows], rows, line)


def _shares(caught: Sequence[float], rows: Sequence[Judged], line: partial[Measure]) -> list[Measure]:
    found = []
    for verdict in VERDICTS:
        there = [float(item.verdict == verdict) for item in rows]
        label = f"{verdict} (n={int(sum(there))})"
        found.append(line(label, [c * t for c, t in zip(caught, there, strict=True)], there))
    return found


def _codes(rows: Sequence[Judged]) -> list[str]:
    return sorted({code for item in rows for code in item.faults})


def _statuses(articles: Sequence[str], translator: str, progress: Progress) -> list[str | None]:
    found: list[str | None] = []
    asked = Summarizer(to="en", language="fr", translator=translator)
    with asked as summarizer, progress(translator, len(articles)) as tick:
        for summary in summarizer.stream(articles):
            found.append(summary.translation_status)
            tick(1)
    return found


def _measure(label: str, parts: Sequence[float], wholes: Sequence[float], *, data: DataFile) -> Measure:
    said = signature(
        f"translation-gate-{label.split(' (')[0]}",
        version=VERSION,
        tokenizer="none",
        rows=len(parts),
        seed=BOOTSTRAP,
        sha256=data.sha256,
    )
    return Measure(label, bootstrap_ratio(parts, wholes), "share", said)
