"""Number words of Belgium and Switzerland: found in a sentence, written as in France."""

from __future__ import annotations

import pytest

from summarize.text.document import Document
from summarize.translating.spelled import in_figures, spell, spelled_numbers, with_common_words


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "soixante-dix-sept points, puis 81, puis quatre-vingt-dix-neuf", [77, 99]),
        ("fr", "nonante-deux, septante et huitante-trois", [92, 70, 83]),
        ("fr", "quatre-vingts ans, vingt et un jours", [80, 21]),
        ("fr", "deux cent mille personnes", [200_000]),
        ("fr", "trois cents millions d'euros", [300]),
        ("fr", "vingt milliards", [20]),
        ("fr", "deux, trois, seize", []),
        ("fr", "quarante pour cent", [40]),
        ("fr", "cent pour cent", [100]),
        ("fr", "les années soixante", []),
        ("fr", "les Trente Glorieuses", []),
        ("fr", "une vingtaine, le vingtième", []),
        ("fr", "Trente-deux personnes", [32]),
        ("de", "neunundneunzig", []),
    ],
)
def test_numbers_in_words_are_found(language: str, text: str, values: list[int]) -> None:
    found = list(spelled_numbers(Document(text, language)))
    assert [number.value for number in found] == values
    assert all(text[n.start : n.end].strip(" ,.") == text[n.start : n.end] for n in found)


@pytest.mark.parametrize(
    ("value", "french"),
    [
        (17, "dix-sept"),
        (21, "vingt et un"),
        (70, "soixante-dix"),
        (71, "soixante et onze"),
        (77, "soixante-dix-sept"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"),
        (100, "cent"),
        (200, "deux cents"),
        (201, "deux cent un"),
        (1000, "mille"),
        (1990, "1990"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (3_021, "trois mille vingt et un"),
    ],
)
def test_numbers_are_spelled(value: int, french: str) -> None:
    assert spell(value) == french


def test_what_is_spelled_is_read_again() -> None:
    for value in [*range(17, 1100), *range(2100, 1_000_000, 997)]:
        said = spell(value)
        assert [number.value for number in spelled_numbers(Document(f"{said} points", "fr"))] == [value], said


@pytest.mark.parametrize(
    ("text", "common"),
    [
        (
            "Il y a septante places et nonante-deux mille élus.",
            "Il y a soixante-dix places et quatre-vingt-douze mille élus.",
        ),
        ("Les années septante.", "Les années septante."),
        ("Il y a septante billions.", "Il y a soixante-dix billions."),
        ("Il y a vingt-deux places.", "Il y a vingt-deux places."),
    ],
)
def test_words_of_belgium_and_switzerland_are_written_as_in_france(text: str, common: str) -> None:
    assert with_common_words(Document(text, "fr")) == common


@pytest.mark.parametrize(
    ("english", "figures"),
    [
        ("twenty-three wins, ninety-nine", "23 wins, 99"),
        ("twenty trillion dollars", "20 trillion dollars"),
        ("twenty-two and a half million", "twenty-two and a half million"),
        ("her twenty-second win", "her 22nd win"),
        ("the ninety-first minute", "the 91st minute"),
        ("a forty-third goal, the eighty-seventh", "a 43rd goal, the 87th"),
        ("Twenty-first place", "21st place"),
        ("the Twenty-First Century Fox", "the Twenty-First Century Fox"),
        ("a twenty-second delay", "a twenty-second delay"),
        ("the thirty-second clip", "the thirty-second clip"),
        ("two hundred and twenty-third", "two hundred and twenty-third"),
    ],
)
def test_english_number_words_are_written_in_figures(english: str, figures: str) -> None:
    assert in_figures(english) == figures
