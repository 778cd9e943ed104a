"""Which candidates may be shown: the gates that look at one text, and what adds to another."""

from __future__ import annotations

import pytest

from summarize.stages.select import WordLists, adds_to, judge_of
from summarize.stages.verify import read_source

SENTENCES = ["L'enquête, qui avait été ouverte par le parquet de Paris, vient d'être confiée à deux juges."]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("L'enquête, qui avait été ouverte par le parquet de Paris.", "no_verb"),
        ("L'enquête vient d'être confiée à deux juges.", None),
        ("L'enquête, qui avait été ouverte par le parquet de Paris, vient d'être confiée à deux juges.", None),
    ],
)
def test_a_sentence_has_a_verb_outside_its_relative_clauses(text: str, reason: str | None) -> None:
    lists = WordLists(verbs=frozenset({"avait", "vient"}))
    judge = judge_of(SENTENCES, read_source(SENTENCES[0]), lists, "medium")
    assert judge.failure(text) == reason


@pytest.mark.parametrize(
    ("text", "adds"),
    [
        ("La mairie de Rouen a ouvert une enquête administrative.", True),
        ("Un incendie a détruit une usine.", False),
        # The same said at greater length.
        ("Selon le parquet de Rouen, un incendie a détruit mardi une usine, puis un hangar et trois maisons.", False),
        ("Les pompiers " + "et les riverains " * 20 + "sont partis.", False),
    ],
)
def test_what_adds_to_a_part(text: str, adds: bool) -> None:
    assert adds_to(["Un incendie a détruit une usine à Rouen."], text, most_words=40) is adds
