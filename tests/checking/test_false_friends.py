"""Each row of the table of mistakes catches its own example and lets the right translation pass."""

from __future__ import annotations

import pytest

from summarize.checking import find_faults
from summarize.checking.false_friends import Mistake, false_friend, mistakes, put_right
from summarize.text.document import Document


@pytest.mark.parametrize("row", mistakes(), ids=lambda row: row.mistaken)
def test_a_mistake_is_caught_and_its_right_translation_is_not(row: Mistake) -> None:
    assert false_friend(row.example, row.mistaken, "fr", "en")
    assert false_friend(row.example, put_right(row.example, row.right), "fr", "en") is None
    assert false_friend(row.mistaken, row.example, "en", "fr") is None
    if row.instead:
        assert row.put_right(row.mistaken) == row.right


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("L'état de siège a été levé.", "The state of siege was lifted."),
        ("Le champion des poids lourds a gagné.", "The heavyweight champion won."),
        ("Le masque est requis dans le métro.", "Masks are required in the metro."),
        ("L'école primaire a rouvert.", "The primary school reopened."),
        ("La ferme a brûlé.", "The farm burned."),
        ("La fin du monde est proche, selon lui.", "The end of the world is near, he says."),
        ("Il vit dans le sud-ouest de la France.", "He lives in the south-west of France."),
        ("Une nouvelle taxe a été supprimée.", "A new tax was abolished."),
        ("Une battue est organisée pour retrouver l'enfant.", "A search is organised to find the child."),
        ("L'ouragan se déplace vers Cuba.", "The hurricane is moving to Cuba."),
        ("L'avion a été détourné vers Cuba par trois pirates de l'air.", "The plane was hijacked to Cuba."),
        ("Il emprunte un milliard.", "He borrows a billion."),
        ("Il a vendu la voiture à grande échelle.", "He sold the car on a large scale."),
        ("Son père l'a tué.", "His father killed him."),
        ("Elle attache sa ceinture de sécurité.", "She fastens her seat belt."),
        ("La titularisation du fonctionnaire a été refusée.", "The civil servant's tenure was refused."),
    ],
)
def test_what_is_right_passes(french: str, english: str) -> None:
    assert false_friend(french, english, "fr", "en") is None


def test_it_is_one_of_the_faults_of_a_translation() -> None:
    found = find_faults(Document("Le siège du parti a brûlé.", "fr"), Document("The siege of the party burned.", "en"))
    assert [(fault.code, fault.detail) for fault in found] == [("false_friend", "'siege' for 'siège'")]


def test_a_name_is_a_name_by_its_capital() -> None:
    assert false_friend("Selon Le Monde, il part.", "According to The World, he is leaving.", "fr", "en")
    assert not false_friend("Dans le monde, il part.", "Throughout the world, he is leaving.", "fr", "en")


def test_only_a_mistake_whose_right_word_is_known_is_put_right() -> None:
    assert put_right("Le siège du parti a brûlé.", "The siege of the party burned.") == "The siege of the party burned."
    assert put_right("Les gilets jaunes défilent.", "Yellow Gilets march.") == "Yellow vests march."
    assert put_right("Le navire est parti.", "Yellow Gilets march.") == "Yellow Gilets march."
