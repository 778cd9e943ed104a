"""The load on the server: what it counts, on a server of its own for two seconds."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from conftest import ROOT

pytest.importorskip("fastapi")
from benchmarks import serve_load

ARTICLE = (
    "La mairie de Tours a inauguré lundi une bibliothèque de quartier. Le bâtiment a coûté deux millions d'euros et "
    "accueillera mille lecteurs. Les habitants l'attendaient depuis dix ans, selon le maire."
)


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_every_request_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    texts = [f"{ARTICLE} Il y en a {number}." for number in range(10)]
    with serve_load.served(queue=1) as (address, process):
        found = serve_load.load(address, process, texts, clients=6, seconds=2.0)
    values = found.to_dict()
    assert found.sent == sum(found.statuses.values()) and found.unanswered == found.wrong == 0
    assert len(found.took) == found.statuses[200] > 0 and set(found.statuses) <= {200, 503}
    assert 0 < values["p50"] <= values["p99"] <= values["longest"]  # type: ignore[operator]
    assert len(found.memory) == 2 and all(20 < megabytes < 2000 for megabytes in found.memory)


def test_the_page_quotes_what_was_measured() -> None:
    page = " ".join((ROOT / "docs" / "serve.md").read_text(encoding="utf-8").split())
    found = json.loads(Path(ROOT / "benchmarks" / "results" / "serve.json").read_text(encoding="utf-8"))
    assert f"{found['answers_per_second']} answers a second, p50 {found['p50']:.2f} s, p99 {found['p99']:.2f} s" in page
    assert f"Of {found['sent']:,} requests {found['statuses']['200']:,} got their summary" in page
    assert found["unanswered"] == found["wrong"] == 0
