"""Figures to marks and back: what is a figure, what it is worth, how the other language writes it."""

from __future__ import annotations

import time

import pytest

from summarize.engines.backend import Candidate
from summarize.engines.registry import Entry
from summarize.translating.numerals import figures, mask, misplaced, unmask
from summarize.translating.translate import translate_texts

MARKS = tuple(f"⟦{i}⟧" for i in range(1, 9))


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("1 040 km", "1,040 km"),
        ("1\u202f040,5 km", "1,040.5 km"),
        ("250.000 euros", "250,000 euros"),
        ("2,3 %", "2.3 %"),
        ("1040 km", "1040 km"),
        ("en 1998", "en 1998"),
        ("300000 pas", "300,000 pas"),
        ("le 60e but", "le 60th but"),
        ("le 21e et le 12e", "le 21st et le 12th"),
        ("le 1er mai", "le 1 mai"),
        ("le 1er homme", "le 1st homme"),
        ("à 9 h 30", "à 9:30"),
        ("à 20h", "à 20:00"),
        ("le G20, l'A320, un F-16", "le G20, l'A320, un F-16"),
        ("la Covid-19", "la Covid-19"),
        ("battus 5-3 en 1995-96", "battus 5-3 en 1995-96"),
        ("aucun chiffre", "aucun chiffre"),
        ("(1418 – 1450)", "(1418 – 1450)"),
        ("007", "007"),
    ],
)
def test_french_figures_come_back_as_english_writes_them(french: str, english: str) -> None:
    masked, behind = mask(french, "fr", MARKS)
    assert not any(c.isdigit() for c in masked.translate({ord(c): None for mark in MARKS for c in mark}))
    assert unmask(masked, behind, "en", MARKS) == english


@pytest.mark.parametrize(
    ("english", "french"),
    [("1,040.5 km", "1\u202f040,5 km"), ("the 2nd", "the 2e"), ("at 20:30", "at 20 h 30"), ("the 1990s", "the 1990s")],
)
def test_english_figures_come_back_as_french_writes_them(english: str, french: str) -> None:
    masked, behind = mask(english, "en", MARKS)
    assert unmask(masked, behind, "fr", MARKS) == french


def test_like_figures_share_a_mark_and_marks_run_out() -> None:
    masked, behind = mask("De 5 à 6, puis 5 : 7 8.", "fr", MARKS[:3])
    assert masked == "De ⟦1⟧ à ⟦2⟧, puis ⟦1⟧ : ⟦3⟧ 8."
    assert [behind[m].value for m in MARKS[:3]] == ["5", "6", "7"]


def test_a_text_that_holds_marks_is_left_alone() -> None:
    assert mask("Voir ⟦1⟧ et 5.", "fr", MARKS) == ("Voir ⟦1⟧ et 5.", {})
    assert mask("5 Dinge", "de", MARKS) == ("5 Dinge", {})
    assert mask("5 choses", "fr", ()) == ("5 choses", {})


def test_invented_marks_go_and_are_counted() -> None:
    masked, behind = mask("Il a 5 ans.", "fr", MARKS)
    assert unmask("He is ⟦1⟧ ⟦4⟧ years.", behind, "en", MARKS) == "He is 5 years."
    assert misplaced(masked, "He is ⟦1⟧ ⟦4⟧ years.", MARKS) == 1
    assert misplaced(masked, "He is.", MARKS) == 1
    assert misplaced(masked, "He is ⟦1⟧.", MARKS) == 0


def test_figures_are_found_in_linear_time() -> None:
    def seconds(repeats: int) -> float:
        started = time.process_time()
        figures("1 000 " * repeats + "9" * repeats + "-9" * repeats, "fr")
        return time.process_time() - started

    seconds(100)
    assert min(seconds(8_000) for _ in range(3)) < 40 * max(seconds(1_000), 1e-3)


class _Echo:
    """A translator that turns words into English but loses the figure in its best beam."""

    name = "echo"

    def generate(self, texts, decoding):  # type: ignore[no-untyped-def]
        self.seen = list(texts)
        return [[Candidate("He is.", -0.1, True), Candidate(f"In English {t}", -0.4, True)] for t in texts]

    def count_tokens(self, texts):  # type: ignore[no-untyped-def]
        return [len(t.split()) for t in texts]

    def close(self) -> None: ...


def test_the_translator_sees_marks_and_the_reader_figures() -> None:
    entry = Entry("echo", "translation", ("fr", "en"), path=".", number_marks=MARKS)
    backend = _Echo()
    found = translate_texts(["Il a 1 040 ans."], backend, entry, source_language="fr")
    assert backend.seen == ["Il a ⟦1⟧ ans."]
    assert found[0].text == "In English Il a 1,040 ans."


def test_a_weekday_that_opens_a_sentence_is_given_in_lower_case() -> None:
    entry = Entry("echo", "translation", ("fr", "en"), path=".", number_marks=MARKS)
    backend = _Echo()
    found = translate_texts(["Vendredi soir, 2 hommes.", "Mardigras est là."], backend, entry, source_language="fr")
    assert backend.seen == ["vendredi soir, ⟦1⟧ hommes.", "Mardigras est là."]
    assert found[0].text == "In English vendredi soir, 2 hommes."
