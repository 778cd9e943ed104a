"""The article's own sentences: which open a summary, and which follow."""

from __future__ import annotations

import pytest

from summarize.summarizing.extract import Extract, extract
from summarize.text.document import Document

FIRE = "Un incendie a détruit mardi soir une usine de papier à Épinal, dans les Vosges."
SAFE = "Les 40 salariés présents sont sortis à temps."
LATER = "L'incendie de l'usine de papier d'Épinal a été maîtrisé mercredi par 80 pompiers venus de tous les Vosges."


def _extract(*sentences: str) -> Extract:
    return extract(Document(" ".join(sentences), "fr"), "medium")


def test_the_opening_goes_on_as_the_article_does() -> None:
    """Though the third sentence says more of what the article repeats."""
    found = _extract(FIRE, SAFE, LATER, "Le maire d'Épinal remercie les pompiers.")
    assert found.shown[:2] == (FIRE, SAFE) and found.is_opening


@pytest.mark.parametrize(
    "line",
    ["Drame à Épinal (Vosges) mardi 6 octobre.", "Inquiétude dans les Vosges.", "43 mètres de profondeur."],
)
def test_a_line_without_a_verb_opens_where_it_names_something(line: str) -> None:
    found = _extract(line, FIRE, SAFE)
    assert found.shown[:2] == (line, FIRE) and found.is_opening


@pytest.mark.parametrize("line", ["Une soirée de peur.", "La surprise du chef et de tous ses amis."])
def test_a_line_without_a_verb_or_a_name_is_a_teaser(line: str) -> None:
    found = _extract(line, FIRE, SAFE)
    assert found.shown[0] == FIRE and found.departure == "teaser"
