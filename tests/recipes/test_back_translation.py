"""Sentences translated back: which are taken, and which translations are left out."""

from __future__ import annotations

import pytest

from models.recipes.training.back_translation import is_plausible, news_sentences


def test_whole_sentences_of_fitting_length_are_translated_back() -> None:
    article = (
        "Titre sans point\n\nLe maire a ouvert une nouvelle école dans la ville. Non. Le préfet a salué le travail"
    )
    found = list(news_sentences([article], seed=1))
    assert found == ["Le maire a ouvert une nouvelle école dans la ville."]


@pytest.mark.parametrize(
    ("source", "target", "kept"),
    [
        ("The mayor has 3 dogs.", "Le maire a 3 chiens.", True),
        ("The the the the mayor.", "Le maire a des chiens ici.", False),
        ("Dogs.", "Le maire a 3 chiens.", False),
        ("", "Le maire.", False),
    ],
)
def test_what_a_machine_translated_badly_is_left_out(source: str, target: str, kept: bool) -> None:
    assert is_plausible(source, target) is kept
