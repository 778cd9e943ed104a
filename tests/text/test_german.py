"""German text: its quotation marks, its ordinal numbers."""

from __future__ import annotations

import pytest

from summarize.summarizing.extract import extract
from summarize.text.clean import clean
from summarize.text.document import Document
from summarize.text.sentences import split_sentences


def _sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text, "de")]


def test_a_day_of_the_month_ends_no_sentence() -> None:
    text = "Die Athletin ist am 9. August in Wien gestartet. Die Zahl stieg auf 37. Das teilte das Amt mit."
    assert _sentences(text) == [
        "Die Athletin ist am 9. August in Wien gestartet.", "Die Zahl stieg auf 37.", "Das teilte das Amt mit."
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Der 1. FC Köln hat am Samstag gegen den VfB Stuttgart mit 2:1 gewonnen.",
        "Der 34. Bundesparteitag und die 2. Kammer tagen am 3. Oktober zum 100. Geburtstag.",
        "Wilhelm II. Kaiser und Leo XIV. Papst.",
    ],
)
def test_an_ordinal_number_ends_no_sentence(sentence: str) -> None:
    assert _sentences(f"{sentence} Die Zahl stieg auf 37. Das war 1990. Es blieb dabei.") == [
        sentence, "Die Zahl stieg auf 37.", "Das war 1990.", "Es blieb dabei."
    ]  # fmt: skip


def test_a_closing_mark_stays_with_its_sentence() -> None:
    text = "„Ich habe nichts genommen. Ich weiß nichts.“ Die Athletin liest den Satz vom Blatt ab."
    assert _sentences(text)[1:] == ["Ich weiß nichts.“", "Die Athletin liest den Satz vom Blatt ab."]


def test_cleaning_leaves_a_closing_mark_where_it_is() -> None:
    text = "„Ich weiß nichts.“ Die Athletin schweigt. „Gar nichts.“"
    assert clean(text).text == text


def test_a_quotation_in_german_marks_is_closed() -> None:
    text = "„Es ist vorbei“, sagte der Minister am Montag in Berlin. Die Steuer wird im Mai abgeschafft."
    found = extract(Document(text, "de"), "medium")
    assert found.is_opening and found.shown == tuple(_sentences(text))
