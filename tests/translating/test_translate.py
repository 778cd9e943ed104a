"""Choosing among a translator's candidates by what the other direction's translator reads back from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from summarize.engines.backend import Candidate, Decoding
from summarize.engines.load import Model
from summarize.engines.registry import Entry
from summarize.translating.translate import Translation, translate_texts

MARKS = ("⟦1⟧", "⟦2⟧")
LESS, WHOLE = "He left Paris on Monday with ⟦1⟧.", "He left Paris on Monday with ⟦1⟧ men."
SENTENCE = "Lundi il a quitté Paris avec 12 hommes."
FORWARD = Entry("forward", "translation", ("fr", "en"), path=".", number_marks=MARKS)


class Writer:
    """A translator whose best beam leaves most of the sentence out."""

    name = "writer"

    def __init__(self, candidates: Sequence[tuple[str, float]]):
        self._candidates = candidates

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        return [[Candidate(text, score, True) for text, score in self._candidates] for _ in texts]

    def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> list[list[float]]:
        raise AssertionError("the writer is not asked to read")

    def close(self) -> None:
        pass


class Back(Writer):
    """A reader to whom a sentence is the more probable the more words a candidate has."""

    def __init__(self) -> None:
        super().__init__([])
        self.asked: list[tuple[str, str]] = []

    def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> list[list[float]]:
        self.asked += list(zip(texts, outputs, strict=True))
        return [[-40.0 / len(text.split())] * 3 for text in texts]


def _translated(candidates: Sequence[tuple[str, float]], reader: Model | None) -> str:
    (found,) = translate_texts([SENTENCE], Writer(candidates), FORWARD, source_language="fr", reader=reader)
    return found.text


def test_the_candidate_that_gives_the_sentence_back_is_taken() -> None:
    candidates = [(LESS, -0.1), (WHOLE, -0.15)]
    assert _translated(candidates, None) == "He left Paris on Monday with 12."
    back = Back()
    reader = Model(back, Entry("back", "translation", ("en", "fr"), path=".", number_marks=MARKS), "r1")
    assert _translated(candidates, reader) == "He left Paris on Monday with 12 men."
    assert back.asked[0][1] == "lundi il a quitté Paris avec ⟦1⟧ hommes."
    assert all(MARKS[0] in text for text, _ in back.asked), "both translators know the marks, so both are given them"


def test_a_reader_without_marks_is_given_figures() -> None:
    back = Back()
    reader = Model(back, Entry("back", "translation", ("en", "fr"), path="."), "r1")
    assert _translated([(WHOLE, -0.1), (LESS, -0.2)], reader) == "He left Paris on Monday with 12 men."
    assert back.asked[0] == ("He left Paris on Monday with 12 men.", "Lundi il a quitté Paris avec 12 hommes.")


def test_reading_back_does_not_outweigh_a_lost_number() -> None:
    long = "He left Paris on Monday together with some or more of his many men."
    reader = Model(Back(), Entry("back", "translation", ("en", "fr"), path=".", number_marks=MARKS), "r1")
    assert _translated([(WHOLE, -0.2), (long, -0.1)], reader) == "He left Paris on Monday with 12 men."


def test_what_the_reader_has_no_room_for_stays_the_translators_choice() -> None:
    back = Back()
    entry = Entry("back", "translation", ("en", "fr"), path=".", number_marks=MARKS, max_source_tokens=1)
    assert _translated([(LESS, -0.1), (WHOLE, -0.15)], Model(back, entry, "r1")) == "He left Paris on Monday with 12."
    assert _translated([("", -0.1), ("  ", -0.2)], Model(back, entry, "r1")) == ""
    assert back.asked == []


def _found(candidates: Sequence[tuple[str, float]], entry: Entry = FORWARD, reader: Model | None = None) -> Translation:
    (found,) = translate_texts([SENTENCE], Writer(candidates), entry, source_language="fr", reader=reader)
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
    (found,) = translate_texts([text], echo, replace(FORWARD, number_marks=()), source_language="fr", check=False)
    return found.text, echo.given


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
    found = _found([("He quittait Paris on Monday with ⟦1⟧ men.", -0.1), (WHOLE, -0.15)])
    assert (found.text, found.failed) == ("He left Paris on Monday with 12 men.", ())


def test_where_all_have_a_fault_the_best_is_kept_and_marked() -> None:
    found = _found(
        [("He quittait Paris on Monday with ⟦1⟧ men.", -0.1), ("He left Parc on Monday with ⟦1⟧ men.", -0.5)]
    )
    assert found.text == "He quittait Paris on Monday with 12 men."
    (failed,) = found.failed
    assert (failed.sentence, failed.translation) == (SENTENCE, found.text)
    assert [fault.code for fault in failed.faults] == ["unknown_words"]


def test_a_sentence_that_the_reader_does_not_get_back_is_marked() -> None:
    reader = Model(Back(), Entry("back", "translation", ("en", "fr"), path=".", number_marks=MARKS), "r1")
    strict = replace(FORWARD, least_read_back=-2.0)
    assert [f.code for f in _found([(WHOLE, -0.1)], strict, reader).failed[0].faults] == ["read_back"]
    assert _found([(WHOLE, -0.1)], replace(FORWARD, least_read_back=-9.0), reader).failed == ()
    assert _found([(WHOLE, -0.1)], strict).failed == (), "without a reader there is nothing to hold against it"


def test_without_a_check_the_best_is_taken_and_nothing_marked() -> None:
    (found,) = translate_texts(
        [SENTENCE], Writer([("He quittait Paris.", -0.1), (WHOLE, -3.0)]), FORWARD, source_language="fr", check=False
    )
    assert (found.text, found.failed) == ("He quittait Paris.", ())


def test_an_unsure_translator_is_marked() -> None:
    assert [f.code for f in _found([(WHOLE, -1.5)]).failed[0].faults] == ["score"]


def test_languages_that_are_not_checked_in_full_are_said() -> None:
    german = Entry("forward", "translation", ("fr", "de"), path=".", number_marks=MARKS)
    assert _found([("Montag verließ er Paris mit ⟦1⟧ Mann.", -0.1)], german).is_checked is False
    assert _found([(WHOLE, -0.1)]).is_checked
