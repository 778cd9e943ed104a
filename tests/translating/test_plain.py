"""Each row of the table of phrases makes its example plain, and the translator renders that as the row says."""

from __future__ import annotations

import pytest

from summarize import translate
from summarize.engines.pool import ModelPool
from summarize.translating.plain import Phrase, phrases, said_plainly


@pytest.mark.parametrize("row", phrases(), ids=lambda row: row.french[:40])
def test_a_row_makes_its_example_plain(row: Phrase) -> None:
    assert said_plainly(row.example) != row.example


def test_the_translator_renders_what_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ModelPool, "estimator", lambda *_: None)  # it would choose among the candidates
    translations = translate([row.example for row in phrases()], source="fr", target="en")
    missed = [
        (row.example, str(english))
        for row, english in zip(phrases(), translations, strict=True)
        if row.right.lower() not in english.lower()
    ]
    # int8 differs between processors: now and then another word of the same meaning is the likelier one.
    assert len(missed) <= len(translations) // 50, missed


def test_a_capital_stays() -> None:
    assert said_plainly("Tancé par le maire, il part.").startswith("Réprimandé")
    assert said_plainly("Le maire a tancé le ministre.") == "Le maire a réprimandé le ministre."


def test_hearsay_is_hearsay_in_english_and_no_fact() -> None:
    sentences = [
        "Les princes Harry et William auraient décidé de se séparer.",
        "Le maire aurait reçu un pot-de-vin.",
        "Le médecin n'aurait pas respecté son contrôle judiciaire.",
        "Les deux acteurs se seraient séparés.",
        "Elle serait décédée d'une crise cardiaque à Paris.",
        "Selon Le Figaro, le ministre envisagerait de partir.",
        "Selon Le Figaro, l'animateur serait ravi de revenir.",
    ]
    for found in translate(sentences, source="fr", target="en"):
        assert "reportedly" in found
        assert found.status == "ok"
