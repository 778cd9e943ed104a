"""Choosing among a translator's candidates, and what of a text is given to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from summarize.engines.backend import Candidate, Decoding
from summarize.engines.registry import Entry
from summarize.translating.candidates import Prepared
from summarize.translating.translate import Translation, translate_texts

WHOLE = "He left Paris on Monday with 12 men."
SENTENCE = "Lundi il a quitté Paris avec 12 hommes."
FORWARD = Entry("forward", "translation", ("fr", "en"), path=".")


class Writer:
    """A translator that gives these candidates for every sentence."""

    name = "writer"

    def __init__(self, candidates: Sequence[tuple[str, float]]):
        self._candidates = candidates

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        return [[Candidate(text, score, True) for text, score in self._candidates] for _ in texts]

    def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> list[list[float]]:
        raise AssertionError("without a limit nothing is scored")

    def close(self) -> None:
        pass


def _found(candidates: Sequence[tuple[str, float]], entry: Entry = FORWARD) -> Translation:
    (found,) = translate_texts([SENTENCE], Writer(candidates), entry, source_language="fr")
    return found


class Echo(Writer):
    """A translator that gives every sentence back, and keeps what it was given."""

    def __init__(self) -> None:
        super().__init__([])
        self.given: list[str] = []

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        self.given += texts
        return [[Candidate(text, -0.1, True)] for text in texts]


def _echoed(text: str) -> tuple[str, list[str]]:
    echo = Echo()
    (found,) = translate_texts([text], echo, FORWARD, source_language="fr", check=False)
    return found.text, echo.given


@pytest.mark.parametrize(
    ("english", "tight"),
    [
        ('She was " very happy", he says.', 'She was "very happy", he says.'),
        ('"Yes " was her " answer "', '"Yes" was her "answer"'),
        ('" Ferrari" is shown, and 5" screens.', '"Ferrari" is shown, and 5" screens.'),
    ],
)
def test_quotation_marks_stand_close_to_what_they_open_and_close(english: str, tight: str) -> None:
    assert Prepared.of(SENTENCE, FORWARD).opened(Candidate(english, 0.0, True)).text == tight


WRAPPED = """Le conseil municipal de Brest a voté mardi soir un budget de
travaux pour la piscine du port. Les clubs de natation de la
ville demandent une aide plus grande.

Une réunion publique est prévue à la mairie avec les clubs et
les habitants du port."""


def test_a_wrapped_paragraph_is_translated_sentence_by_sentence() -> None:
    text, given = _echoed(WRAPPED)
    sentences = [
        "Le conseil municipal de Brest a voté mardi soir un budget de travaux pour la piscine du port.",
        "Les clubs de natation de la ville demandent une aide plus grande.",
        "Une réunion publique est prévue à la mairie avec les clubs et les habitants du port.",
    ]
    assert given == sentences
    assert text == f"{sentences[0]} {sentences[1]}\n\n{sentences[2]}"


def test_a_word_broken_at_a_lines_end_is_whole() -> None:
    broken = WRAPPED.replace("un budget de\ntravaux", "le budget des tra-\nvaux").replace(
        "et\nles", "de nata-\ntion et les"
    )
    assert "le budget des travaux pour" in " ".join(_echoed(broken)[1])


@pytest.mark.parametrize(
    "text",
    [
        "Le maire est parti.  \n\n  La piscine est fermée.\n",
        "- Le maire de la ville est parti.\n- La piscine du port est fermée.",
        "La piscine\nLe maire de la ville a fermé la piscine du port.",
        "\n \n",
    ],
)
def test_lines_that_are_paragraphs_stay(text: str) -> None:
    assert _echoed(text)[0] == text


def test_the_next_candidate_takes_the_place_of_one_with_a_fault() -> None:
    found = _found([("He quittait Paris on Monday with 12 men.", -0.1), (WHOLE, -0.15)])
    assert (found.text, found.failed) == ("He left Paris on Monday with 12 men.", ())


def test_where_all_have_a_fault_the_best_is_kept_and_marked() -> None:
    found = _found([("He quittait Paris on Monday with 12 men.", -0.1), ("He left Parc on Monday with 12 men.", -0.5)])
    assert found.text == "He quittait Paris on Monday with 12 men."
    (failed,) = found.failed
    assert (failed.sentence, failed.translation) == (SENTENCE, found.text)
    assert [fault.code for fault in failed.faults] == ["unknown_words"]


def test_without_a_check_the_best_is_taken_and_nothing_marked() -> None:
    (found,) = translate_texts(
        [SENTENCE], Writer([("He quittait Paris.", -0.1), (WHOLE, -3.0)]), FORWARD, source_language="fr", check=False
    )
    assert (found.text, found.failed) == ("He quittait Paris.", ())


def test_an_unsure_translator_is_marked() -> None:
    assert [f.code for f in _found([(WHOLE, -1.5)]).failed[0].faults] == ["score"]


@pytest.mark.parametrize(("least", "codes"), [(-3.0, []), (-2.0, ["unsure"]), (None, [])])
def test_a_translator_that_is_unsure_of_three_words_is_marked(least: float | None, codes: list[str]) -> None:
    class Unsure(Writer):
        def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> list[list[float]]:
            assert list(zip(texts, outputs, strict=True)) == [("lundi il a quitté Paris avec 12 hommes.", WHOLE)]
            return [[-0.1, -2.0, -0.1, -2.5, -3.0]]

    entry = replace(FORWARD, least_sure=least)
    (found,) = translate_texts([SENTENCE], Unsure([(WHOLE, -0.1)]), entry, source_language="fr")
    assert [fault.code for failed in found.failed for fault in failed.faults] == codes


def test_languages_that_are_not_checked_in_full_are_said() -> None:
    german = Entry("forward", "translation", ("fr", "de"), path=".")
    assert _found([("Montag verließ er Paris mit 12 Mann.", -0.1)], german).is_checked is False
    assert _found([(WHOLE, -0.1)]).is_checked
