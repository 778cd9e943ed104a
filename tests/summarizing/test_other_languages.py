"""Articles of benchmarks/languages: each is summarised in its own language and words, without what stands around it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from summarize import Summarizer


@pytest.mark.parametrize("language", ["en", "es", "de", "it"])
def test_a_summary_is_in_the_articles_own_language_and_words(root: Path, language: str) -> None:
    lines = (root / "benchmarks" / "languages" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == 20
    texts = [f"{row['title']}\n\n{row['text']}".strip() for row in rows]
    with Summarizer(offline=True) as summarizer:
        found = summarizer.summarize_many(texts)
    for row, text, summary in zip(rows, texts, found, strict=True):
        assert summary.language == row["language"] and summary.kind in ("opening", "extractive"), row["id"]
        # A full stop goes to a title and to a quotation that is closed; every word stands in the article.
        words = re.findall(r"\w+", summary.text)
        assert len(words) >= 12 and set(words) <= set(re.findall(r"\w+", text)), row["id"]
        assert not re.search(r"\((?:EFE|dpa|ANSA|Southern Wire)\)|^(?:By|Por|Von|Di) [A-Z]", summary.text), row["id"]
