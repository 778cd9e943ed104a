"""Chunks: by tokens, in order, smaller near the end, bounded whatever the items."""

from __future__ import annotations

from itertools import chain

from summarize.batch.chunks import chunks_of
from summarize.batch.sources import Item


def _items(*tokens: int) -> list[Item]:
    return [Item(str(i), "here", "x" * 4 * n) for i, n in enumerate(tokens)]


def _sizes(items: list[Item], budget: int) -> list[int]:
    return [sum(len(item.text or "") // 4 for item in chunk) for chunk in chunks_of(items, budget)]


def test_chunks_hold_the_budget_and_a_quarter_of_it_near_the_end() -> None:
    items = _items(*[100] * 100)
    assert list(chain.from_iterable(chunks_of(items, 1200))) == items
    assert _sizes(items, 1200) == [1200] * 7 + [300] * 5 + [100]


def test_an_article_longer_than_the_budget_is_a_chunk_alone() -> None:
    assert _sizes(_items(100, 5000, 100, 100, 3000), 1000) == [100, 5000, 200, 3000]


def test_nothing_gives_nothing_and_few_articles_are_shared_out() -> None:
    assert _sizes([], 1000) == []
    assert len(_sizes(_items(*[500] * 50), 32_000)) == 4


def test_articles_without_text_do_not_pile_up() -> None:
    taken = iter(Item(str(i), "here", None, error=("bad_json", "no")) for i in range(100_000))
    first = next(chunks_of(taken, 32_000))
    assert len(first) <= 512 and int(next(taken).id) < 1100
