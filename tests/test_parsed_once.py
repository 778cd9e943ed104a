"""Each text that exists on the way from an article to a translated summary is parsed once: counted, call by call."""

from __future__ import annotations

import functools
import importlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from summarize import Summarizer
from summarize.text.document import Document

#: What reads a text through: module, function.
PARSERS = {
    "sentences": ("summarize.text.sentences", "split_sentences"),
    "mentions": ("summarize.text.mentions", "mentions"),
    "numbers": ("summarize.text.numbers", "quantities"),
    "quotations": ("summarize.text.quotations", "quotations"),
    "claims": ("summarize.checking.claims", "claims"),
    "units": ("summarize.summarizing.units", "units_of"),
}
WITH_NUMBERS = (
    "Le maire de Brest, Paul Durand, a fermé mardi la piscine du port pour six mois de travaux. La charpente, vieille "
    "de 30 ans, menaçait de tomber dans le grand bassin. Les clubs demandent 40.000 euros à la ville de Brest. "
    "L'opposition réclame un vote du conseil municipal avant le 12 mars sur les travaux de la piscine."
)
Counts = dict[str, "Counter[tuple[str, ...]]"]


def _key(first: Any, *more: Any) -> tuple[str, ...]:
    """A text, and how it is read: a language, or which number words."""
    text = first if isinstance(first, str) else first.text
    return (text, *(value for value in more if isinstance(value, str)))


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counts]:
    found: Counts = {}

    def counted(name: str, parse: Callable[..., Any]) -> Callable[..., Any]:
        own = found.setdefault(name, Counter())

        @functools.wraps(parse)
        def call(*args: Any, **named: Any) -> Any:
            own[_key(*args)] += 1
            return parse(*args, **named)

        return call

    importlib.import_module("summarize.summarizer")
    for name, (module, function) in PARSERS.items():
        original = getattr(importlib.import_module(module), function)
        replacement = counted(name, original)
        for other in [m for key, m in sys.modules.items() if key.startswith("summarize")]:
            if getattr(other, function, None) is original:
                monkeypatch.setattr(other, function, replacement)
    made: Counter[tuple[str, ...]] = Counter()
    found["documents"] = made
    build = Document.__init__

    def init(self: Document, text: str, language: str = "fr") -> None:
        made[text, language] += 1
        build(self, text, language)

    monkeypatch.setattr(Document, "__init__", init)
    yield found


@pytest.mark.parametrize("model", [None, "fr-news-mini"])
@pytest.mark.parametrize("article", ["the seed", "with numbers"])
def test_each_text_is_parsed_once(article: str, model: str | None, seed_text: str, counts: Counts) -> None:
    text = seed_text if article == "the seed" else WITH_NUMBERS
    with Summarizer(threads=1, language="fr", to="en", doubtful="show", model=model) as summarizer:
        summary = summarizer(text)
    assert summary.text and summary.translation
    texts = {key[0] for key in counts["documents"]}
    assert len(texts) > 8, "the article, the summary, and candidates of its sentences' translations"
    # The translator parses the summary's lines and their sentences: the summary itself where it is one of these.
    for name, own in counts.items():
        twice = [key for key, count in own.items() if count > 1 and key[0] in texts - {summary.text}]
        assert own and not twice, f"{name}: {twice}"
    for name in ("documents", "sentences", "mentions", "quotations", "claims", "units"):
        assert counts[name].total() <= len(texts) + 2, name
    # Numbers are read in figures, in one language's words, or in both.
    assert counts["numbers"].total() <= 3 * len(texts)


def test_a_second_parse_would_be_counted(counts: Counts) -> None:
    from summarize.text import document

    for _ in range(2):
        assert Document("Le maire parle.").sentences and document.quantities("Le maire parle.", "fr") == []
    assert counts["documents"]["Le maire parle.", "fr"] == counts["sentences"]["Le maire parle.", "fr"] == 2
    assert counts["numbers"]["Le maire parle.", "fr"] == 2
