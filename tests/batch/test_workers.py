"""A chunk in a worker: what memory or the engine refuses is done by halves; a dead engine ends the run."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path
from typing import Any

import pytest
from articles import articles

from summarize import Summarizer
from summarize.batch.workers import LocalPool, summarize_chunk
from summarize.errors import EngineError
from summarize.options import Options
from summarize.result import Summary


class _Engine(Summarizer):
    """Takes `room` words at once, none of `bad`; notes what it was handed."""

    def __init__(self, room: int, bad: str = "no such word", error: Exception | None = None):
        super().__init__(batch_articles=4096)
        self.room, self.bad, self.error = room, bad, error or MemoryError()
        self.handed: list[int] = []

    def _process(self, texts: list[str], keep_going: bool = False) -> list[Summary]:
        self.handed.append(len(texts))
        if sum(len(text.split()) for text in texts) > self.room or any(self.bad in text for text in texts):
            raise self.error
        return [Summary(text=text.upper(), status="ok", language="fr", source_tokens=1) for text in texts]


def _chunk(engine: Any, texts: list[str]) -> tuple[list[str], list[str | None]]:
    outcome = summarize_chunk(engine, texts)
    return [r.get("text", "") for r in outcome.results], [r.get("error_code") for r in outcome.results]


def test_out_of_memory_halves_the_chunk_until_it_fits() -> None:
    texts = articles(8)
    engine = _Engine(room=max(len(t.split()) for t in texts) * 2)
    assert _chunk(engine, texts) == ([t.upper() for t in texts], [None] * 8)
    assert engine.handed == [8, 4, 2, 2, 4, 2, 2]


@pytest.mark.parametrize("error", [MemoryError(), EngineError("the engine failed")])
def test_an_article_that_the_engine_refuses_alone_is_an_error(error: Exception) -> None:
    texts = articles(5)
    found, codes = _chunk(_Engine(10_000, bad="budget de 5 millions", error=error), texts)
    assert codes == [None, None, None, "engine", None] and found[4] == texts[4].upper()


def test_articles_that_all_fail_are_errors_where_the_engine_works() -> None:
    bad = [text + " FATAL" for text in articles(3)]
    assert all(len(text.split()) > 45 for text in bad)
    assert _chunk(_Engine(10_000, bad="FATAL"), bad)[1] == ["engine"] * 3


def test_an_engine_that_does_nothing_ends_the_run_instead_of_failing_every_article() -> None:
    with pytest.raises(EngineError, match="no CUDA device"):
        summarize_chunk(_Engine(0, error=EngineError("no CUDA device can be used here")), articles(3))


def test_chunks_that_nobody_began_are_given_up_quietly(caplog: pytest.LogCaptureFixture) -> None:
    """As where a run is stopped: loky's own thread would fail on futures that were cancelled."""
    pool = LocalPool(Options(), 1)
    futures = [pool.submit([f"{text} {number}" for text in articles(40)]) for number in range(8)]
    while not futures[0]._future.running():  # type: ignore[attr-defined]
        time.sleep(0.05)
    time.sleep(1)  # a worker is at the first, two are in its queue
    waiting = [future for future in futures if future.cancel()]
    assert waiting and waiting[-1] is futures[-1]
    with caplog.at_level(logging.WARNING):
        pool.close(now=True)
    assert not caplog.records


@pytest.mark.skipif(not hasattr(os, "getsid"), reason="sessions are POSIX")
def test_what_removes_semaphores_is_in_a_session_of_its_own() -> None:
    """A group that is killed whole does not take it along."""
    from loky.backend import resource_tracker

    pool = LocalPool(Options(), 1)
    tracker = resource_tracker._resource_tracker._pid
    for _ in range(200):
        if os.getsid(tracker) != os.getsid(0):
            break
        time.sleep(0.05)
    assert os.getsid(tracker) == tracker
    pool.close(now=True)


def test_workers_count_articles_long_before_a_chunk_is_done(tmp_path: Path) -> None:
    tally = tmp_path / "tally"
    tally.touch()
    pool = LocalPool(Options(), 1, str(tally))
    texts = [f"{text} {number}" for number in range(50) for text in articles(4)]
    future = pool.submit(texts)
    sizes = set()
    while future._future.running() or not future._future.done():  # type: ignore[attr-defined]
        sizes.add(tally.stat().st_size)
        time.sleep(0.002)
    pool.close()
    assert len(future.result().results) == len(texts) == tally.stat().st_size
    assert len(sizes) > 5 and all(size % 8 == 0 for size in sizes), sizes
