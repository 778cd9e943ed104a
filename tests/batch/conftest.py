"""A pool without processes and without a model, for everything about a batch that is not the model."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from summarize.batch import job
from summarize.batch.rows import error_of
from summarize.batch.workers import Outcome

sys.path.insert(0, str(Path(__file__).parent))


class FakePool:
    """Results that show their text; what it was handed stands in `chunks`; `before` may raise in a worker's place."""

    workers = 2

    def __init__(self) -> None:
        self.chunks: list[list[str]] = []
        self.before: Callable[[list[str]], None] = lambda texts: None
        self.is_closed = False

    def submit(self, texts: list[str]) -> Any:
        self.chunks.append(texts)
        return _FakeFuture(self, texts)

    def close(self, *, now: bool = False) -> None:
        self.is_closed = True

    @property
    def texts(self) -> list[str]:
        return [text for chunk in self.chunks for text in chunk]


class _FakeFuture:
    def __init__(self, pool: FakePool, texts: list[str]):
        self._pool, self._texts = pool, texts

    def result(self) -> Outcome:
        self._pool.before(self._texts)
        return Outcome([_result(text) for text in self._texts], sum(len(t.split()) for t in self._texts), 0.01)

    def cancel(self) -> bool:
        return False


def _result(text: str) -> dict[str, Any]:
    if text.startswith("BAD"):
        return error_of("unsupported_language", "no model reads this")
    return {"status": "ok", "text": text.upper(), "language": "fr", "coverage": 1.0}


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> FakePool:
    made = FakePool()
    monkeypatch.setattr(job, "_pool", lambda plan, options: made)
    return made


@pytest.fixture
def bucket() -> Iterator[Any]:
    """An empty store in memory, at memory://bucket."""
    store = fsspec.filesystem("memory")
    store.mkdir("/bucket")
    yield store
    store.rm("/", recursive=True)
