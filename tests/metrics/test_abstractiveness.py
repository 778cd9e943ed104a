"""Novelty, extraction, repetition and endings: by hand, against the paper's algorithm, on degenerate input."""

from __future__ import annotations

import random
import time

import pytest

from summarize.errors import MetricError
from summarize.metrics.abstractiveness import (
    extraction,
    fragment_lengths,
    has_repetition,
    is_unfinished,
    ngrams,
    novel_ngram_share,
)

SOURCE = ["le", "chat", "noir", "dort", "sur", "le", "lit"]


def test_ngrams() -> None:
    assert ngrams(["a", "b", "c"], 2) == [("a", "b"), ("b", "c")]
    assert ngrams(["a"], 2) == ngrams([], 1) == []
    with pytest.raises(MetricError, match="n must be 1"):
        ngrams(["a"], 0)


@pytest.mark.parametrize(
    ("summary", "n", "share"),
    [
        ("le chat dort", 1, 0),
        ("le chat dort", 2, 1 / 2),
        ("le chien mange", 1, 2 / 3),
        ("chien chien chat", 1, 2 / 3),
        ("chien", 2, 0),
        ("", 1, 0),
    ],
)
def test_novel_share_by_hand(summary: str, n: int, share: float) -> None:
    assert novel_ngram_share(summary.split(), SOURCE, n) == pytest.approx(share)


def test_everything_is_new_to_an_empty_source() -> None:
    assert novel_ngram_share(["a", "b"], [], 1) == 1


def test_extraction_by_hand() -> None:
    # Fragments "le chat" (2) and "dort sur" (2) of 6 tokens: coverage 4/6, density (4 + 4)/6.
    found = extraction(["le", "chat", "gris", "dort", "sur", "moi"], SOURCE)
    assert found.coverage == pytest.approx(4 / 6)
    assert found.density == pytest.approx(8 / 6)


def test_a_copy_is_fully_extractive_and_an_empty_summary_is_not() -> None:
    assert (extraction(SOURCE, SOURCE).coverage, extraction(SOURCE, SOURCE).density) == (1, 7)
    assert (extraction([], SOURCE).coverage, extraction([], SOURCE).density) == (0, 0)
    assert (extraction(["le"], []).coverage, extraction(["le"], []).density) == (0, 0)


def _paper_fragments(summary: list[str], source: list[str]) -> list[int]:
    """Figure 2 of Grusky et al. 2018, step by step."""
    found, i = [], 0
    while i < len(summary):
        best, j = 0, 0
        while j < len(source):
            length = 0
            while i + length < len(summary) and j + length < len(source) and summary[i + length] == source[j + length]:
                length += 1
            best, j = max(best, length), j + max(length, 1)
        found += [best] if best else []
        i += max(best, 1)
    return found


def test_fragments_are_those_of_an_exhaustive_search() -> None:
    generator = random.Random(8)
    for _ in range(300):
        source = generator.choices("abc", k=generator.randint(0, 25))
        summary = generator.choices("abcd", k=generator.randint(0, 15))
        exhaustive, i = [], 0
        runs = {tuple(source[j:k]) for j in range(len(source)) for k in range(j + 1, len(source) + 1)}
        while i < len(summary):
            length = max((k for k in range(1, len(summary) - i + 1) if tuple(summary[i : i + k]) in runs), default=0)
            exhaustive += [length] if length else []
            i += max(length, 1)
        assert fragment_lengths(summary, source) == exhaustive


def test_fragments_are_the_papers_where_no_word_repeats() -> None:
    # With repeated words the paper's search skips places of the article that it has passed, and may miss a longer run.
    generator = random.Random(9)
    for _ in range(200):
        source = generator.sample("abcdefghijkl", k=generator.randint(0, 12))
        summary = generator.choices("abcdefghijklm", k=generator.randint(0, 15))
        assert fragment_lengths(summary, source) == _paper_fragments(summary, source)


@pytest.mark.parametrize("word", ["a", None])
def test_long_texts_take_linear_time(word: str | None) -> None:
    tokens = [word or str(number) for number in range(100_000)]
    start = time.process_time()
    assert extraction(tokens, tokens).density == 100_000
    assert novel_ngram_share(tokens, tokens, 2) == 0
    assert has_repetition(tokens) is (word is not None)
    assert time.process_time() - start < 30


@pytest.mark.parametrize(
    ("text", "repeats"),
    [("a b c a b c a b c", True), ("a b c a b c", False), ("a a a a a", True), ("a a a a", False), ("", False)],
)
def test_repetition(text: str, repeats: bool) -> None:
    assert has_repetition(text.split()) is repeats


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("Il dort.", False),
        ("Il dort !\n", False),
        ("Il dort…", False),
        ("« Il dort. »", False),
        ("Il a dit : “il dort.”", False),
        ("(Il dort.)", False),
        ("Il dort,", True),
        ("Il", True),
        ("« Il dort »", True),
        ("", False),
        ("  ", False),
        ("...", False),
    ],
)
def test_unfinished(text: str, unfinished: bool) -> None:
    assert is_unfinished(text) is unfinished
