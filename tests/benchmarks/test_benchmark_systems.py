"""Systems: leads, columns, and models through a library that answers as the real one does."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from conftest import ROOT, FakeLibrary, FakeResult

from benchmarks.errors import BenchmarkError
from benchmarks.extractive import lead
from benchmarks.systems import Asked, Output, check_system, run_system, translate_texts

ARTICLE = "M. Macron a parlé. Il a promis 3,5 % de plus. La ville attend."


def test_a_lead_is_the_first_sentences() -> None:
    assert lead(ARTICLE, sentence_count=1) == "M. Macron a parlé."
    assert lead(ARTICLE, sentence_count=2) == "M. Macron a parlé. Il a promis 3,5 % de plus."
    assert lead(ARTICLE, sentence_count=9) == ARTICLE
    assert lead("", sentence_count=3) == ""


def test_a_lead_starts_after_the_furniture() -> None:
    assert lead("À lire aussi : autre chose\nLe train part. Il roule.", sentence_count=1) == "Le train part."


def test_the_seeds_lead_is_its_title() -> None:
    article = (ROOT / "seeds" / "article.fr.txt").read_text(encoding="utf-8")
    assert lead(article, sentence_count=1) == "La France bloque le projet de bureau de liaison de l’Otan à Tokyo"
    assert "READ" not in lead(article, sentence_count=99)


def test_lead_system_keeps_length_and_order() -> None:
    done: list[int] = []
    run = run_system("lead-1", [ARTICLE, "", "Un. Deux."], tick=done.append)
    assert [output.text for output in run.outputs] == ["M. Macron a parlé.", "", "Un."]
    assert run.seconds is not None
    assert sum(done) == 3


def test_a_column_is_taken_as_it_stands() -> None:
    run = run_system("column:out", ["a", "b"], asked=Asked(columns={"out": ["x", ""]}))
    assert run.outputs == [Output("x"), Output("")]
    assert run.seconds is None


@pytest.mark.parametrize("name", ["lead-0", "lead-", "lead-x", "lead-1.5", "column:absent"])
def test_unknown_leads_and_columns_are_refused(name: str) -> None:
    with pytest.raises(BenchmarkError, match=name.removeprefix("column:")):
        run_system(name, ["a"], asked=Asked(columns={"out": ["x"]}))


def test_a_models_results_are_read_in_order(library: FakeLibrary) -> None:
    library.answer = lambda text: FakeResult(text.upper(), f"en {text}", "fallback", ("7",))
    texts = [f"texte {number}" for number in range(70)]
    done: list[int] = []
    run = run_system("fr-news-mini", texts, asked=Asked(to="en"), tick=done.append)
    assert [output.text for output in run.outputs] == [text.upper() for text in texts]
    assert run.outputs[3] == Output("TEXTE 3", "en texte 3", "fallback")
    assert library.asked == [("fr-news-mini", "en")]
    assert sum(done) == 70


def test_the_librarys_errors_become_ours(library: FakeLibrary) -> None:
    with pytest.raises(BenchmarkError, match="unknown model no-such-model"):
        run_system("no-such-model", ["a"])


def test_a_lost_result_is_noticed(library: FakeLibrary) -> None:
    library.dropped = 1
    with pytest.raises(BenchmarkError, match="returned 2 outputs for 3 texts"):
        run_system("fr-news-mini", ["a", "b", "c"])
    with pytest.raises(BenchmarkError, match="returned 0 outputs for 1 texts"):
        translate_texts(["a"], source="fr", target="en", model="fr-en-opus")


def test_translation_keeps_length_and_order(library: FakeLibrary) -> None:
    texts = [f"texte {number}" for number in range(70)]
    found = translate_texts(texts, source="fr", target="en", model="fr-en-opus")
    assert found.texts == [f"{text} in en" for text in texts]
    assert found.seconds >= 0
    assert found.settings.startswith("fr-en-opus@sha256:")
    assert set(library.asked) == {("fr-en-opus", "fr-en")}


def test_a_library_without_the_name_is_said(library: FakeLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "summarize", ModuleType("summarize"))
    with pytest.raises(BenchmarkError, match="the library cannot be used"):
        run_system("fr-news-mini", ["a"])


@pytest.mark.parametrize("name", ["lead-0", "column:absent", "no-such-model", "oracle"])
def test_a_name_that_is_no_systems_is_refused_before_anything_is_run(name: str) -> None:
    with pytest.raises(BenchmarkError, match=name.removeprefix("column:")):
        check_system(name, asked=Asked(columns={"out": ["x"]}))


@pytest.mark.parametrize("name", ["lead-1", "column:out", "fr-news-mini", "owner/model"])
def test_names_of_systems_pass(name: str) -> None:
    check_system(name, asked=Asked(columns={"out": ["x"]}))
