"""Summaries made wrong on purpose: what is changed, into what, and what the check says of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmarks.choice import Choice
from benchmarks.errors import BenchmarkError
from benchmarks.verification import measure as measuring
from benchmarks.verification.corrupt import KINDS, LIMITS, Corpus, corruptions, fold
from benchmarks.verification.measure import Checked, describe_flags
from summarize.checking import find_unsupported
from summarize.result import Unsupported
from summarize.text.document import Document

ARTICLES = [
    "Emmanuel Macron a vu 12 loups et cinq ours à Nîmes mardi 3 mars. François Hollande est venu de France en 2019.",
    "Jean Dupont est parti à Nîmes, en Italie. La CGT a compté 450 personnes.",
    "Marie Durand, de la FSU, habite à Nîmes. À Quimper, elle est restée deux ans avec le maire de Quimper.",
    "Paul Morel est né à Quimper. La CGT et la FSU ont parlé.",
    "Luc Petit vit à Quimper. Selon la CGT et la FSU, il vit en Suède.",
]
ABSTRACTS = ["Emmanuel Macron a compté 12 loups et cinq ours à Nîmes mardi, loin de France, dit la CGT.", *ARTICLES[1:]]


@pytest.fixture
def corpus() -> Corpus:
    return Corpus.of(ARTICLES, ABSTRACTS)


def test_names_are_collected_by_kind(corpus: Corpus) -> None:
    assert "Jean Dupont" in corpus.pools["person"] and "Dupont" in corpus.pools["family name"]
    assert set(corpus.pools["place"]) == {"Nîmes", "Quimper"}
    assert {"France", "Italie", "Suède"} <= set(corpus.pools["country"])
    assert set(corpus.pools["acronym"]) == {"CGT", "FSU"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in LIMITS])
def test_one_thing_is_changed_into_what_the_article_lacks(corpus: Corpus, kind: str) -> None:
    found = corruptions(corpus, kind, range(5), most=5, seed=1)
    assert found
    for item in found:
        original = corpus.abstracts[item.row]
        assert item.text == original[: item.start] + item.now + original[item.start + len(item.was) :]
        assert item.now != item.was and item.was in corpus.articles[item.row]
        assert not re.search(rf"\b{re.escape(fold(item.now))}\b", corpus.folded[item.row])


def test_limits_are_taken_from_the_article(corpus: Corpus) -> None:
    [item] = corruptions(corpus, "person of the article", [0], most=1, seed=1)
    assert (item.was, item.now) == ("Emmanuel Macron", "François Hollande")
    assert find_unsupported(Document(item.text.replace(", dit la CGT", "")), Document(ARTICLES[0])) == ()


def test_the_same_seed_changes_the_same(corpus: Corpus) -> None:
    one, same = (corruptions(corpus, "figure", range(5), most=5, seed=7) for _ in range(2))
    assert one == same
    assert any(corruptions(corpus, "figure", range(5), most=5, seed=s) != one for s in range(5))


def test_what_the_article_lacks_is_not_changed(corpus: Corpus) -> None:
    assert corruptions(corpus, "acronym", [0], most=1, seed=1) == []


def _checked(*flags: Unsupported) -> Checked:
    return Checked("7", "Il voit Paris.", "Il voit.", flags, 3)


def test_a_flag_that_nobody_judged_is_a_false_alarm() -> None:
    known, unknown = Unsupported("name", "Paris", 8, 13), Unsupported("name", "Il", 0, 2)
    judged = {("7", "name", 8, 13): "lacking"}
    assert measuring._false_alarms(_checked(known), judged) == (0, 0)
    assert measuring._false_alarms(_checked(known, unknown), judged) == (1, 1)
    assert measuring._false_alarms(_checked(known), {("7", "name", 8, 13): "false alarm"}) == (1, 0)


def test_the_false_alarm_rate_is_of_supported_claims() -> None:
    checked = [_checked(Unsupported("name", "Paris", 8, 13)), _checked(Unsupported("name", "Paris", 8, 13))]

    def line(label: str, parts: list[float], wholes: list[float] | None = None) -> tuple[str, float]:
        return label, sum(parts) / (len(parts) if wholes is None else sum(wholes))

    found = dict(measuring._alarms(checked, [(1, 0), (0, 0)], line))  # type: ignore[arg-type]
    assert found["claims truly lacking"] == 1 / 6
    assert found["false alarms"] == 1 / 5
    assert found["precision of flags"] == 1 / 2


def test_flags_are_described_for_a_reader() -> None:
    [row] = describe_flags([_checked(Unsupported("name", "Paris", 8, 13))])
    assert row["text"] == "Paris" and row["article"] == "Il voit." and row["start"] == 8


def test_judgements_hold_no_text_and_can_be_read() -> None:
    rows = json.loads(measuring.JUDGED.read_text(encoding="utf-8"))
    assert len(rows) == len(measuring._judgements()) > 300
    assert all(set(row) <= {"id", "kind", "start", "end", "verdict", "why"} for row in rows)
    assert {row["verdict"] for row in rows} == {"lacking", "false alarm"}
    assert all(("why" in row) == (row["verdict"] == "false alarm") for row in rows)


def test_damaged_judgements_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "judged.json"
    path.write_text("[{}]")
    monkeypatch.setattr(measuring, "JUDGED", path)
    with pytest.raises(BenchmarkError, match="restore the file"):
        measuring._judgements()


def test_absent_data_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path))
    monkeypatch.delenv("SUMMARIZE_DATA", raising=False)
    with pytest.raises(BenchmarkError, match="orangesum-abstract:valid"):
        measuring.measure(Choice("", tmp_path), [], seed=1, progress=None)  # type: ignore[arg-type]


def test_results_keep_what_is_promised() -> None:
    """Recall of at least 0.95 on numbers and 0.85 on names, at most 5 % false alarms."""
    results = Path(measuring.__file__).parents[1] / "results" / "verify.json"
    sections = json.loads(results.read_text(encoding="utf-8"))["sections"]
    corrupted, untouched = (section["systems"] for section in sections[:2])
    recall = {name.split(" (")[0]: measures[0]["value"] for name, measures in corrupted.items()}
    alarms = {measure["label"]: measure["value"] for measure in untouched["gold"]}
    assert recall["numbers together"] >= 0.95
    assert recall["names together"] >= 0.85
    assert alarms["false alarms"] <= 0.05 and alarms["flags not judged"] == 0
