from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fake_server import FakeServer

from summarize.engines.server import client


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    """A server that copies the first two sentences; no variable of the environment says anything of a server."""
    monkeypatch.delenv("SUMMARIZE_SERVER", raising=False)
    monkeypatch.delenv(client.KEY_VARIABLE, raising=False)
    with FakeServer() as server:
        yield server


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of milliseconds before another try."""
    fields = client.Limits.__dataclass_fields__
    defaults = [field.default for field in fields.values()]
    names = list(fields)
    defaults[names.index("first_wait_seconds")] = 0.01
    monkeypatch.setattr(client.Limits.__init__, "__defaults__", tuple(defaults))
