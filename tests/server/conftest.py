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


def _set_first_wait(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    fields = client.Limits.__dataclass_fields__
    defaults = [field.default for field in fields.values()]
    defaults[list(fields).index("first_wait_seconds")] = seconds
    monkeypatch.setattr(client.Limits.__init__, "__defaults__", tuple(defaults))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of milliseconds before another try."""
    _set_first_wait(monkeypatch, 0.01)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch, quick: None) -> None:
    """Six tries wait for three seconds in all: longer than a server is away, however slow the machine is."""
    _set_first_wait(monkeypatch, 0.2)
