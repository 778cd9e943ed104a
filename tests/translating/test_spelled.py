"""Number words: found in a sentence, spelled in the other language."""

from __future__ import annotations

import pytest

from summarize.text.document import Document
from summarize.translating.spelled import spell, spelled_numbers


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
        ("en", "She won ninety-nine votes, then seventy-one.", [99, 71]),
        ("en", "two hundred and eighty people", [280]),
        ("en", "three hundred million euros", [300]),
        ("de", "neunundneunzig", []),
    ],
)
def test_numbers_in_words_are_found(language: str, text: str, values: list[int]) -> None:
    found = list(spelled_numbers(Document(text, language)))
    assert [number.value for number in found] == values
    assert all(text[n.start : n.end].strip(" ,.") == text[n.start : n.end] for n in found)


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (17, "dix-sept", "seventeen"),
        (21, "vingt et un", "twenty-one"),
        (70, "soixante-dix", "seventy"),
        (71, "soixante et onze", "seventy-one"),
        (77, "soixante-dix-sept", "seventy-seven"),
        (80, "quatre-vingts", "eighty"),
        (81, "quatre-vingt-un", "eighty-one"),
        (91, "quatre-vingt-onze", "ninety-one"),
        (99, "quatre-vingt-dix-neuf", "ninety-nine"),
        (100, "cent", "one hundred"),
        (200, "deux cents", "two hundred"),
        (201, "deux cent un", "two hundred and one"),
        (1000, "mille", "one thousand"),
        (1990, "1990", "1990"),
        (80_000, "quatre-vingt mille", "eighty thousand"),
        (200_000, "deux cent mille", "two hundred thousand"),
        (3_021, "trois mille vingt et un", "three thousand twenty-one"),
    ],
)
def test_numbers_are_spelled(value: int, french: str, english: str) -> None:
    assert (spell(value, "fr"), spell(value, "en")) == (french, english)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_spelled_is_read_again(language: str) -> None:
    for value in [*range(17, 1100), *range(2100, 1_000_000, 997)]:
        said = spell(value, language)
        assert [number.value for number in spelled_numbers(Document(f"{said} points", language))] == [value], said
