"""Precision and recall of the checks of translations into French, by sentences that readers judged.

Input: where newstest2013 is, and the judgements. Output: sections of the report of `benchmarks.judged_translations`:
the shares of wrong translations and of adequate ones that are caught, and what is shown of the sentences of which
several candidates were judged. Refused: what the data refuse, and judgements that cannot be read or are not of these
data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.choice import Choice
from benchmarks.errors import BenchmarkError
from benchmarks.judged import among_candidates, caught_of, forms_by_hash, with_faults
from benchmarks.report import Measure, Section
from summarize.engines.registry import find_entry
from summarize.text.clean import clean
from summarize.text.sentences import split_sentences
from summarize.translating.candidates import Prepared

#: Sentences of English articles and of newstest2013 (`sentence` is the row), and of news_tune, on which the limit was
#: set and which is not read here.
JUDGED = Path(__file__).parent / "judgements" / "english-to-french.jsonl"
ARTICLES = Path(__file__).parent / "languages" / "en.jsonl"


def sections(data_dir: Path | None, line: partial[Measure]) -> list[Section]:
    """What is caught of the single sentences, and what is shown of those with several candidates.

    Args:
        data_dir: where newstest2013 is; see `Choice`.
        line: makes a measure of a label, parts and wholes.
    """
    try:
        rows = [json.loads(text) for text in JUDGED.read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if row["article"] != "news_tune"]
        texts = _articles() | {"newstest2013": Choice("newstest2013", data_dir).load(required=["en"]).columns["en"]}
        judged = with_faults([_found(row, texts) for row in rows], ("en", "fr"))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise BenchmarkError(f"cannot read the judgements {JUDGED.name}: {error!r}; restore the file") from error
    single = [item for item in judged if not item.sentence]
    several = among_candidates([item for item in judged if item.sentence], line)
    return [
        Section(f"into French: {len(single)} sentences, shares x100", {"caught": caught_of(single, line)}),
        Section(f"into French: {several.title}", several.systems),
    ]


def _articles() -> dict[str, list[str]]:
    """The sentences of the English articles by the articles' names."""
    rows = [json.loads(text) for text in ARTICLES.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: [sentence.text for sentence in split_sentences(clean(row["text"]).text, "en")] for row in rows}


def _found(row: Mapping[str, Any], texts: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A row with its English sentence, as it is translated, in place of its number."""
    sentence = " ".join(texts[row["article"]][int(row["sentence"])].split())
    if row["sha256"] not in forms_by_hash(sentence):
        raise BenchmarkError(f"sentence {row['sentence']} of {row['article']} is not the one that was judged")
    entry = find_entry(row["translator"], "translation")
    return dict(row) | {"sentence": Prepared.of(sentence, entry).sentence}
