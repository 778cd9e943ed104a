"""How a sentence was drawn: the source sentence it follows, how closely, whether what it leaves out is set off."""

from __future__ import annotations

import pytest

from summarize.stages.drawn import SourceSentences

SOURCE = SourceSentences.of(
    [
        "Selon le maire, un incendie a détruit mardi, en fin de soirée, une usine de peinture à Rouen.",
        "Les pompiers, venus de trois communes, ont évacué quarante riverains du quartier.",
        "« C’est un désastre », a déclaré l’adjoint du maire devant les riverains.",
    ]
)


def test_a_copy_is_drawn_whole() -> None:
    for number, text in enumerate(SOURCE.texts):
        drawing = SOURCE.drawing(text)
        assert (drawing.place, drawing.share, drawing.cuts_cleanly) == (number, 1.0, True)


def test_words_out_of_order_or_from_elsewhere_take_from_the_share() -> None:
    assert SOURCE.drawing("Les riverains ont évacué les pompiers du quartier.").share == 0.5, "the longest runs count"
    added = SOURCE.drawing("Les pompiers de Rouen ont évacué quarante riverains du quartier.")
    assert (added.place, added.share) == (1, 0.9), "'de' stands there too"
    assert SOURCE.drawing("Rien de tel.").share == 0.0
    assert SOURCE.drawing("Rien.").share == 1.0, "one word has no pair by which to tell"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Les pompiers ont évacué quarante riverains du quartier.", True),
        ("Un incendie a détruit mardi une usine de peinture à Rouen.", True),
        ("Un incendie a détruit mardi une usine de peinture.", True),
        ("Un incendie a détruit une usine de peinture à Rouen.", False),
        ("Les pompiers ont évacué riverains du quartier.", False),
        ("L'adjoint du maire devant les riverains.", False),
        ("A déclaré l'adjoint du maire devant les riverains.", True),
        ("Un grand incendie a détruit mardi une usine.", True),
    ],
)
def test_what_is_left_out_must_be_set_off(text: str, clean: bool) -> None:
    assert SOURCE.drawing(text).cuts_cleanly is clean


def test_a_clause_that_tells_what_a_word_is_stays_with_it() -> None:
    source = SourceSentences.of(["Selon lui, ce sont 35.000 éclairs qui ont zébré le ciel, dont dix au sol."])
    assert not source.drawing("Selon lui, ce sont 35.000 éclairs.").cuts_cleanly
    assert source.drawing("Selon lui, ce sont 35.000 éclairs qui ont zébré le ciel.").cuts_cleanly


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("La maire n'a pas vu le dossier du port avant mardi.", True),
        ("La maire a vu le dossier du port avant mardi.", False),
        ("La maire ne connaît le dossier du port avant mardi.", False),
        ("La maire n'avait pas vu le dossier du port.", True),
        ("La maire n'a pas lu le dossier du port sans aide avant mardi.", False),
    ],
)
def test_a_negation_is_neither_lost_nor_added(text: str, kept: bool) -> None:
    source = SourceSentences.of(["La maire n'a pas vu le dossier du port avant mardi."])
    assert source.drawing(text).keeps_negation is kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Le ministre avait signé ce décret avant mardi.", True),
        ("Le ministre a signé ce décret avant mardi.", True),
        ("Le ministre avait signé le décret avant mardi.", True),
        ("Le gouvernement avait signé ce décret avant mardi.", False),
        ("Le ministre avait été signé ce décret avant mardi.", False),
        ("Le ministre avait signé ce décret avant mardi à Rouen.", False),
        ("Selon lui, le ministre avait signé ce décret avant mardi.", False),
    ],
)
def test_nothing_is_put_in_but_another_form_of_a_word(text: str, kept: bool) -> None:
    source = SourceSentences.of(["Le ministre avait signé ce décret avant mardi."])
    assert source.drawing(text).keeps_words is kept


def test_what_is_alleged_does_not_become_a_fact() -> None:
    source = SourceSentences.of(["L'homme aurait frappé son voisin et serait parti, il frapperait encore."])
    assert not source.drawing("L'homme a frappé son voisin et serait parti, il frapperait encore.").keeps_words
    assert not source.drawing("L'homme aurait frappé son voisin et serait parti, il frappe encore.").keeps_words
