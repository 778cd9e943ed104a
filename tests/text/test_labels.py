"""Labels in capitals, bylines and kickers before a text, which are no part of its first sentence."""

from __future__ import annotations

import pytest

from summarize.text.clean import clean

SENTENCE = "Le maire de Tours a démissionné mardi soir après une enquête de la police."
NEXT = "Il avait été élu en 2014."


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("POLITIQUE - ", "label"),
        ("EN DIRECT : ", "label"),
        ("VIDÉO — ", "label"),
        ("SONDAGE EXCLUSIF - ", "label"),
        ("LE POINT SUR LA SITUATION - ", "label"),
        ("TOURS — ", "label"),
        ("WEST PALM BEACH, FLA. -- ", "label"),
        ("DUBAI, United Arab Emirates — ", "label"),
        ("SEOUL, Aug. 20 (Yonhap) -- ", "label"),
        ("(CNN) -- ", "label"),
        ("Kiel (dpo) - ", "label"),
        ("München / Berlin - ", "label"),
        ("Par Anne Roux : ", "byline"),
    ],
)
def test_what_stands_before_a_sentence_goes(label: str, kind: str) -> None:
    cleaned = clean(f"{label}{SENTENCE}\n{NEXT}")
    assert cleaned.text == f"{SENTENCE}\n{NEXT}"
    assert [(one.kind, one.text) for one in cleaned.removed] == [(kind, label.strip())]


@pytest.mark.parametrize(
    "text",
    [
        "JEAN COSTES - Je ne suis pas d'accord avec vous.\nANNE ROUX - Moi non plus, je le crains.",
        "PSG – Lyon : deux buts à zéro",
        "TOURS — VIVE LE MAIRE DE LA VILLE DE TOURS.",
        "A - Le premier point est celui du maire de Tours.",
        "Nantes (D2) - Angers a fini par un match nul.",
        "Durand (PCF) - Le sénateur n'est pas d'accord avec le maire.",
        "L'OTAN - alliance de trente pays - se réunit mardi à Tours.",
    ],
)
def test_speakers_matches_and_capitals_stay(text: str) -> None:
    assert clean(text).text == text


def test_a_kicker_that_is_glued_to_its_sentence_is_cut_off() -> None:
    assert (
        clean("AgricultureL'Office fédéral retire l'autorisation.").text
        == "Agriculture\nL'Office fédéral retire l'autorisation."
    )


def test_a_product_in_small_letters_opens_its_line() -> None:
    lines = "iOS 13 will fix the eye contact problem\niOS 13's third beta makes it look like you stare at the camera."
    assert clean(lines).text == lines
