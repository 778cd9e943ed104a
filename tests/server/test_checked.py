"""`python -m benchmarks checked` by a server: what it wrote unchecked, what is shown, asked for once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from fake_server import FakeServer, article_in

from benchmarks.checked import check_models, lines
from benchmarks.cli import main
from benchmarks.data import DataFile
from summarize.engines.backend import Candidate, Decoding

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
    assert ours.headline == 1.0 and served.headline == 0.75 and ours.seconds > 0 and ours.processor_seconds > 0
    assert len(fake.bodies) == 3 + 3, "each article once, the one without an answer three times"
    assert [run.name for run in articles.runs][2:] == ["server:small unchecked", "server:small"]
    assert "90 millions" in articles.runs[2].outputs[0].text and "90 millions" not in articles.runs[3].outputs[0].text
    table = lines(found)
    assert table[0].startswith("| system | rouge1 |") and " | 25.0 | 0.0 | 25.0 | 25.0 |" in table[3]


def test_a_later_run_adds_its_systems_to_the_file(
    fake: FakeServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUMMARIZE_SERVER", fake.address)
    data, out = tmp_path / "data.jsonl", tmp_path / "out.json"
    rows = [{"article": text, "title": "Une bibliothèque à Tours", "abstract": "Tours."} for text in ARTICLES]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def measured(*more: str) -> int:
        return main(["checked", "--data", str(data), "--json", str(out), *more])

    assert measured("--system", "server:small", "--beam-size", "1") == 0
    first = json.loads(out.read_text(encoding="utf-8"))["checked"]["server:small"]
    assert first["asked"]["beam_size"] == 1 and first["words"] > 10
    assert measured("--system", "summarize") == 0
    both = json.loads(out.read_text(encoding="utf-8"))["checked"]
    assert list(both) == ["server:small", "summarize"] and both["server:small"] == first
    assert measured("--system", "summarize", "--limit", "2") == 1
    assert "measured on other articles (rows differ)" in capsys.readouterr().err
    assert json.loads(out.read_text(encoding="utf-8"))["checked"] == both


def test_a_local_model_writes_an_article_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from summarize.engines.ctranslate2_backend import CTranslate2Backend

    texts: list[str] = []
    generate = CTranslate2Backend.generate

    def counted(self: CTranslate2Backend, given: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        texts.extend(given)
        return generate(self, given, decoding)

    monkeypatch.setattr(CTranslate2Backend, "generate", counted)
    columns = {"article": ARTICLES, "title": ["Tours"] * 4, "abstract": ["Tours."] * 4}
    found, articles = check_models(
        DataFile("x", "0" * 64, columns), ["fr-news-mini"], options={}, source="article", headline="title",
        abstract="abstract", progress=_silent,
    )  # fmt: skip
    assert len(texts) == 1 + 4, "one to warm up"
    assert all(output.text for output in articles.runs[0].outputs) and found["fr-news-mini"].failed == 0.0
