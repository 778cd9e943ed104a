"""Awaited summaries: the same as called ones, together in one batch, errors to whom they belong, an end in time."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

import pytest

from summarize import Summarizer
from summarize.errors import InputError

ARTICLE = (
    "La mairie de Tours a inauguré lundi une bibliothèque de quartier. Le bâtiment a coûté deux millions d'euros et "
    "accueillera mille lecteurs. Les habitants l'attendaient depuis dix ans, selon le maire."
)


def _workers() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "summarize-work"}


@pytest.fixture
def new_workers() -> Callable[[], set[threading.Thread]]:
    """The workers that the test has started: others may be held by a module that is imported (an example's)."""
    before = _workers()
    return lambda: _workers() - before


def test_awaited_summaries_are_the_called_ones_and_go_together(
    new_workers: Callable[[], set[threading.Thread]],
) -> None:
    texts = [f"{ARTICLE} Il y en a {number + 2}." for number in range(20)]
    sizes: list[int] = []

    class Counted(Summarizer):
        def summarize_many(self, texts: Any, *, keep_going: bool = False) -> Any:
            sizes.append(len(texts))
            return super().summarize_many(texts, keep_going=keep_going)

    async def all_of_them() -> list[Any]:
        return await asyncio.gather(*(summarizer.asummarize(text) for text in texts))

    with Counted(batch_articles=16) as summarizer:
        found = asyncio.run(all_of_them())
        assert sum(sizes) == 20 and max(sizes) >= 10 and len(sizes) <= 4
        assert [summary.text for summary in found] == [summarizer(text).text for text in texts]
    assert not new_workers()


def test_an_error_goes_to_the_one_that_asked() -> None:
    async def three() -> list[Any]:
        asked = (ARTICLE, "Η Βουλή ψήφισε. " * 2000, ARTICLE)
        return await asyncio.gather(*(summarizer.asummarize(text) for text in asked), return_exceptions=True)

    with Summarizer(max_characters=1000) as summarizer:
        found = asyncio.run(three())
        assert found[0].status == found[2].status == "ok" and isinstance(found[1], InputError)
        with pytest.raises(InputError, match="not bytes"):
            asyncio.run(summarizer.asummarize(b"bytes"))  # type: ignore[arg-type]


def test_the_loop_goes_on_meanwhile_and_a_cancelled_text_is_not_worked_on() -> None:
    started, release, worked = threading.Event(), threading.Event(), list[str]()

    class Slow(Summarizer):
        def summarize_many(self, texts: Any, *, keep_going: bool = False) -> Any:
            worked.extend(texts)
            started.set()
            assert release.wait(10)
            return super().summarize_many(texts, keep_going=keep_going)

    async def cancelled() -> None:
        first = asyncio.create_task(summarizer.asummarize(ARTICLE))
        while not started.is_set():
            await asyncio.sleep(0.01)
        second = asyncio.create_task(summarizer.asummarize("Deuxième. " + ARTICLE))
        await asyncio.sleep(0.05)
        second.cancel()
        await asyncio.sleep(0)
        release.set()
        assert (await first).status == "ok"

    with Slow() as summarizer:
        asyncio.run(cancelled())
    assert worked == [ARTICLE]


def test_a_summariser_nobody_holds_leaves_no_thread(new_workers: Callable[[], set[threading.Thread]]) -> None:
    summarizer = Summarizer()
    assert asyncio.run(summarizer.asummarize(ARTICLE)).status == "ok"
    gone = weakref.ref(summarizer)
    del summarizer
    gc.collect()
    for _ in range(100):
        if not new_workers():
            break
        time.sleep(0.02)
    assert gone() is None and not new_workers()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_child_has_a_queue_of_its_own() -> None:
    with Summarizer() as summarizer:
        expected = asyncio.run(summarizer.asummarize(ARTICLE)).text
        child = os.fork()
        if not child:
            os._exit(0 if asyncio.run(summarizer.asummarize(ARTICLE)).text == expected else 1)
        assert os.waitpid(child, 0)[1] == 0


def test_after_close_the_next_call_begins_anew(new_workers: Callable[[], set[threading.Thread]]) -> None:
    summarizer = Summarizer()
    for _ in range(2):
        assert asyncio.run(summarizer.asummarize(ARTICLE)).status == "ok"
        summarizer.close()
        assert not new_workers()
