"""Each row of the table of phrases makes its example plain, and the translator renders that as the row says."""

from __future__ import annotations

import pytest

from summarize import translate
from summarize.translating.plain import Phrase, phrases, said_plainly


@pytest.mark.parametrize("row", phrases(), ids=lambda row: row.french[:40])
def test_a_row_makes_its_example_plain(row: Phrase) -> None:
    assert said_plainly(row.example) != row.example


def test_the_translator_renders_what_is_plain() -> None:
    translations = translate([row.example for row in phrases()], source="fr", target="en")
    missed = [
        (row.example, str(english))
        for row, english in zip(phrases(), translations, strict=True)
        if row.right.lower() not in english.lower()
    ]
    # int8 differs between processors: now and then another word of the same meaning is the likelier one.
    assert len(missed) <= len(translations) // 50, missed


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Le maire aurait reçu un pot-de-vin.", "Le maire a apparemment reçu un pot-de-vin."),
        ("Le maire aurait pu partir.", "Le maire aurait pu partir."),
        ("Le maire aurait reçu un don s'il l'avait demandé.", "Le maire aurait reçu un don s'il l'avait demandé."),
        ("La réunion aurait lieu lundi.", "La réunion aurait lieu lundi."),
        ("Les voleurs auraient pris la fuite.", "Les voleurs ont apparemment pris la fuite."),
    ],
)
def test_hearsay_is_said_in_words_and_a_true_conditional_stays(sentence: str, plain: str) -> None:
    assert said_plainly(sentence) == plain


def test_a_capital_stays() -> None:
    assert said_plainly("Tancé par le maire, il part.").startswith("Réprimandé")
    assert said_plainly("Le maire a tancé le ministre.") == "Le maire a réprimandé le ministre."


def test_hearsay_is_hearsay_in_english_and_no_fact() -> None:
    found = translate("Les princes Harry et William auraient décidé de se séparer.", source="fr", target="en")
    assert "reportedly" in found
    assert found.status == "ok"
