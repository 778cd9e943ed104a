"""Pronouns of the wrong gender: put right where everybody in the text is a man, or a woman; else left alone."""

from __future__ import annotations

import pytest

from summarize.translating.pronouns import _first_names, everybody, with_right_pronouns
from summarize.translating.translate import translate_texts
from tests.translating.test_translate import FORWARD, Writer


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Une étude sur le corps d'Alexia Daval.", "f"),
        ("Affaire Daval : le corps d'Alexia Daval est examiné.", "f"),
        ("Mais Emmanuel Macron a changé d'avis.", "m"),
        ("Grâce à ses tubes, Diam's s'est imposée dans les années 2000.", "f"),
        ("La ministre Florence Parly rencontre Emmanuel Macron.", None),
        ("Pour sa rentrée, Marine Le Pen étrille Emmanuel Macron.", None),
        ("Une femme a été retrouvée morte. Il est en garde à vue.", None),
        ("Alexia Daval a disparu. Un suspect est entendu.", None),
        ("Kamala Zzyx a gagné.", None),
        ("Le prix du pain augmente en France.", None),
        ("Un homme a été blessé à Florence. Il faut attendre.", "m"),
        ("Un homme et sa compagne sont morts.", None),
        ("Un homme est mort. " * 200, None),
    ],
)
def test_who_a_text_tells_of(text: str, gender: str | None) -> None:
    assert everybody(text) == gender


@pytest.mark.parametrize(
    ("text", "sentence", "english", "right"),
    [
        (
            "Le corps d'Alexia Daval a été examiné. Les traces datent d'avant sa mort.",
            "Les traces datent d'avant sa mort.",
            "The traces date from before his death.",
            "The traces date from before her death.",
        ),
        (
            "Grâce à ses tubes, Diam's s'est imposée.",
            "Grâce à ses tubes, Diam's s'est imposée.",
            "Thanks to his hits, Diam's established himself.",
            "Thanks to her hits, Diam's established herself.",
        ),
        (
            "Emmanuel Macron aime son chien. Nommé hier, a pris ses fonctions.",
            "Emmanuel Macron aime son chien.",
            "Emmanuel Macron loves her dog, hers alone, and she told her.",
            "Emmanuel Macron loves his dog, his alone, and he told him.",
        ),
        # Who comes in later is not meant.
        (
            "Une sexagénaire séquestrée. Son bonheur a viré au cauchemar le 12 octobre dernier. Un homme est venu.",
            "Son bonheur a viré au cauchemar le 12 octobre dernier.",
            "His happiness turned into a nightmare on 12 October.",
            "Her happiness turned into a nightmare on 12 October.",
        ),
        ("Une femme est là. Un homme a vu son chien.", "Un homme a vu son chien.", "A man saw his dog.", ""),
        # Somebody else is named, both genders are said, or the text has both.
        ("Alexia Daval est morte. Fillon a vu son film.", "Fillon a vu son film.", "Fillon saw his film.", ""),
        ("Alexia Daval a vu son frère.", "Alexia Daval a vu son frère.", "Alexia Daval saw his brother.", ""),
        ("Alexia Daval a parlé.", "Alexia Daval a parlé.", "He or she spoke.", ""),
        ("Alexia Daval est là.", "Alexia Daval est là.", "Alexia Daval is here.", ""),
    ],
)
def test_pronouns_are_put_right(text: str, sentence: str, english: str, right: str) -> None:
    assert with_right_pronouns(sentence, english, text) == (right or english)


def test_the_whole_text_tells_who_is_meant() -> None:
    text = "Alexia Daval est morte lundi à Lyon. Plusieurs mois avant sa mort, rien."
    written = [("Several months before his death, nothing.", -0.1)]
    (found,) = translate_texts([text], Writer(written), FORWARD, source_language="fr", check=False)
    assert found.text.count("her death") == 2 and "his" not in found.text


def test_the_list_of_names_is_whole() -> None:
    names = _first_names()
    assert len(names) > 700 and set(names.values()) == {"f", "m"}
    assert (names["Alexia"], names["Rémy"], names.get("Claude"), names.get("Dominique")) == ("f", "m", None, None)
