"""Precision and recall of the checks of translations, by sentences that a reader judged.

Input: where OrangeSum is, the judgements, and how many articles to translate. Output: a report: for each part of the
judgements the share of wrong translations that are caught, of adequate ones that are caught too, and what each check
catches; what is shown of sentences of which several candidates were judged; how much of what a reader finds another
reader would catch; and for whole articles the shares of translations that are ok, doubtful and withheld. Refused: what
the data refuse, and judgements that cannot be read or are not of these data. Those into French are in
`benchmarks.judged_into_french`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any

from benchmarks import judged_into_french
from benchmarks.choice import Choice
from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.evaluate import Progress
from benchmarks.judged import (
    VERDICTS,
    Judged,
    among_candidates,
    caught_by,
    caught_of,
    codes_of,
    forms_by_hash,
    measure,
    shares_of,
    with_faults,
)
from benchmarks.report import Measure, Report, Section
from summarize import Summarizer
from summarize.summarizing.under_title import bare_title
from summarize.text.clean import clean
from summarize.text.sentences import split_sentences

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
_STATUSES = ("ok", "partial", "doubtful", "withheld")


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
    line = partial(measure, sha256=data.sha256)
    sections = [
        Section(
            f"{part}: {len(rows)} sentences, shares x100",
            {"caught": caught_of(rows, line), **{f"by {code}": caught_by(code, rows, line) for code in codes_of(rows)}},
        )
        for part in PARTS
        if (rows := [item for item in judged if item.part == part])
    ]
    sections += [
        among_candidates(judged, line),
        readers_apart(line),
        *judged_into_french.sections(choice.data_dir, line),
    ]
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
        return with_faults(found, ("fr", "en"))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise BenchmarkError(f"cannot read the judgements {path.name}: {error!r}; restore the file") from error


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
            name: shares_of([float(other in letters) for _, other in pairs], found, line)
            for name, letters in caught.items()
        },
    )


def _statuses(articles: Sequence[str], translator: str, progress: Progress) -> list[str | None]:
    found: list[str | None] = []
    asked = Summarizer(to="en", language="fr", translator=translator)
    with asked as summarizer, progress(translator, len(articles)) as tick:
        for summary in summarizer.stream(articles):
            found.append(summary.translation_status)
            tick(1)
    return found
