"""`python -m benchmarks checked` by a server: what it wrote unchecked, what is shown, asked for once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from fake_server import FakeServer, article_in

from benchmarks.checked import check_models, lines
from benchmarks.data import DataFile

ARTICLES = [
    f"La mairie de Tours a inauguré lundi une bibliothèque de {place}. Le bâtiment a coûté {i + 2} millions d'euros. "
    "Les habitants attendaient la bibliothèque depuis dix ans, selon le maire, Paul Martin."
    for i, place in enumerate(("quartier", "campagne", "faculté", "plage"))
]


@contextmanager
def _silent(name: str, total: int) -> Iterator[Callable[[int], object]]:
    yield lambda done: None


def test_claims_before_and_after_the_checks(fake: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_SERVER", fake.address)
    copies = fake.reply

    def reply(body: dict[str, object]) -> str:
        article = article_in(body)
        if "faculté" in article:
            return ""
        return copies(body).replace("2 millions", "90 millions")

    fake.reply = reply
    columns = {
        "article": ARTICLES,
        "title": ["Une bibliothèque à Tours"] * 4,
        "abstract": ["Tours a sa bibliothèque."] * 4,
    }
    found, articles = check_models(
        DataFile("x", "0" * 64, columns),
        ["summarize", "server:small"],
        options={"beam_size": 1},
        source="article",
        headline="title",
        abstract="abstract",
        progress=_silent,
    )
    ours, served = found["summarize"], found["server:small"]
    assert (ours.before, ours.after, ours.replaced, ours.failed) == (0.0, 0.0, 0.0, 0.0)
    assert (served.before, served.after, served.replaced, served.failed) == (0.25, 0.0, 0.25, 0.25)
    assert ours.headline == 1.0 and served.headline == 0.75 and ours.seconds > 0
    assert len(fake.bodies) == 3 + 3, "each article once, the one without an answer three times"
    assert [run.name for run in articles.runs][2:] == ["server:small unchecked", "server:small"]
    assert "90 millions" in articles.runs[2].outputs[0].text and "90 millions" not in articles.runs[3].outputs[0].text
    table = lines(found)
    assert table[0].startswith("| system | rouge1 |") and " | 25.0 | 0.0 | 25.0 | 25.0 |" in table[3]
