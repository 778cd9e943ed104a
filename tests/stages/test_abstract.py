"""Putting a summary together: of a long article it says one thing of each stretch, in order."""

from __future__ import annotations

from summarize.stages.abstract import Job, Reading, _continued, _spread
from summarize.stages.select import NO_LISTS, judge_of
from summarize.stages.verify import read_source

EVENTS = [
    "Un incendie a détruit une usine de peinture à Rouen.",
    "Les pompiers ont évacué quarante riverains du quartier.",
    "La mairie ouvre une enquête sur la cause du sinistre.",
    "Le propriétaire promet de reconstruire son atelier ailleurs.",
    "Les salariés manifestent devant la préfecture ce matin.",
    "Un tribunal condamne la société pour négligence grave.",
]


def _job(gists: list[str]) -> Job:
    judge = judge_of(EVENTS, read_source(" ".join(EVENTS)), NO_LISTS, "long", 0.5)
    return Job(EVENTS, EVENTS[0], gists, Reading(len(gists) + 1, 0, 1.0), judge)


def test_a_stretch_gives_its_most_central_gist() -> None:
    gists = ["Rien de tel ici.", "Les pompiers de Rouen arrivent.", "Les pompiers de Rouen partent.", "Autre chose."]
    assert _spread(gists, 2) == gists[1:3]
    assert _spread(gists, 4) == gists
    assert _spread(gists[:1], 3) == gists[:1]


def test_a_long_article_is_told_from_end_to_end_in_order() -> None:
    found = _continued(_job(EVENTS[1:]), [EVENTS[0], EVENTS[5]], [EVENTS[1]], 4)
    assert len(found) == 4
    assert found == sorted(found, key=EVENTS.index)
    assert found[0] == EVENTS[0]
    assert found[-1] in EVENTS[4:], "the end of the article is left out"


def test_a_short_article_keeps_the_order_of_choice() -> None:
    assert _continued(_job(EVENTS[1:]), [EVENTS[0]], [EVENTS[3], EVENTS[1]], "medium") == [EVENTS[0], EVENTS[3]]


def test_a_gist_that_is_no_copy_does_not_join() -> None:
    fused = "Les pompiers ont évacué la société pour négligence grave."
    assert fused not in _continued(_job([fused]), [EVENTS[0]], [], "long")


def test_a_word_said_twice_is_a_fault_unless_the_article_says_it_so() -> None:
    text = "Nous nous réunissons demain à la mairie du quartier."
    judge = judge_of([text, *EVENTS], read_source(" ".join([text, *EVENTS])), NO_LISTS, "medium")
    assert judge.failure(text) is None
    assert judge.failure("Un incendie a détruit une usine usine de peinture.") == "repetition"
    assert judge.failure("Les pompiers ont évacué quarante riverains, riverains du quartier.") == "repetition"
