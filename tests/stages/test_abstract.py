"""Putting a summary together: of a long article it says one thing of each stretch, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from summarize.backends.base import Candidate, Decoding
from summarize.options import Length
from summarize.registry import Entry
from summarize.stages.abstract import (
    Job,
    Reading,
    Writing,
    _continued,
    _spread,
    abstract,
    compose,
    extractive_lead,
)
from summarize.stages.select import NO_LISTS, judge_of
from summarize.stages.verify import read_source
from summarize.text.sentences import Sentence, split_sentences

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


def test_parts_stand_in_the_order_of_the_article() -> None:
    assert _continued(_job(EVENTS[1:]), [EVENTS[4]], [EVENTS[3], EVENTS[1]], "medium") == [EVENTS[3], EVENTS[4]]


def test_a_summary_does_not_open_on_a_pronoun_where_another_part_can_stand_first() -> None:
    events = ["Selon lui, le port ferme mardi.", "Le maire de Rouen a reçu la presse."]
    judge = judge_of(events, read_source(" ".join(events)), NO_LISTS, "medium", 0.5)
    job = Job(events, events[0], [], Reading(1, 0, 1.0), judge)
    assert _continued(job, events, [], "medium") == events[::-1]


def test_a_gist_that_is_no_copy_does_not_join() -> None:
    fused = "Les pompiers ont évacué la société pour négligence grave."
    assert fused not in _continued(_job([fused]), [EVENTS[0]], [], "long")


def test_a_word_said_twice_is_a_fault_unless_the_article_says_it_so() -> None:
    text = "Nous nous réunissons demain à la mairie du quartier."
    judge = judge_of([text, *EVENTS], read_source(" ".join([text, *EVENTS])), NO_LISTS, "medium")
    assert judge.failure(text) is None
    assert judge.failure("Un incendie a détruit une usine usine de peinture.") == "repetition"
    assert judge.failure("Les pompiers ont évacué quarante riverains, riverains du quartier.") == "repetition"


def test_a_copy_becomes_the_sentence_that_it_was_begun_of() -> None:
    long = "Le maire " + "très " * 80 + "ému parle."
    sentences = [*EVENTS, long]
    judge = judge_of(sentences, read_source(" ".join(sentences)), NO_LISTS, "medium", 0.7)
    judge = replace(judge, copies=True)
    fused = "Les pompiers ont évacué la société pour négligence grave."
    assert judge.restored(fused) == fused
    assert judge.restored("Un incendie a détruit une usine de Rouen.") == EVENTS[0]
    assert judge.restored("Un incendie a détruit une usine de peinture. Un incendie a détruit une usine.") == EVENTS[0]
    assert judge.restored("Le maire très très très.") == "Le maire très très très.", "too long to be given whole"
    slips = [
        Candidate("Les salariés manifestent devant préfecture ce matin.", -0.2, True),
        Candidate(fused, -0.1, True),
    ]
    failures: Counter[str] = Counter()
    assert [c.text for c in judge.rank(slips, failures)] == [EVENTS[4]]
    assert failures == {"fused": 1}
    assert replace(judge, copies=False).restored("Un incendie a détruit une usine de Rouen.") != EVENTS[0]


def test_what_a_trusted_model_words_anew_is_no_copy() -> None:
    judge = judge_of(EVENTS, read_source(" ".join(EVENTS)), NO_LISTS, "medium").of_copies()
    text = "Un incendie a ravagé une usine de peinture, et la mairie enquête."
    assert [c.text for c in judge.rank([Candidate(text, -0.1, True)], Counter())] == [text]


class Copyist:
    """A model that copies the longest sentence of what it reads, and counts what it was asked."""

    name = "copyist"

    def __init__(self) -> None:
        self.asked = 0

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        self.asked += len(texts)
        return [[Candidate(max((s.text for s in split_sentences(text)), key=len), -0.1, True)] for text in texts]

    def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> list[list[float]]:
        return [[-0.1] for _ in texts]

    def close(self) -> None:
        pass


def test_reading_a_long_article_takes_a_model_few_calls_a_window_however_long_its_sentences() -> None:
    entry = Entry("copyist", "summarization", ("fr",), max_source_tokens=80, lead_tokens=60)
    for most in (12, 54):
        lengths = [8 + (7 * number) % (most - 7) for number in range(300)]
        words = [[f"porte{number}x{k}" for k in range(n - 2)] for number, n in enumerate(lengths)]
        sentences = split_sentences(" ".join(f"Elle ouvre {' '.join(own)}." for own in words))
        text = " ".join(sentence.text for sentence in sentences)
        model = Copyist()
        (draft,) = abstract([(text, sentences)], model, entry, Writing("medium"))
        assert draft.text and draft.job.reading.coverage == 1.0
        assert model.asked < 2.5 * draft.job.reading.windows


def test_a_model_that_is_not_trusted_is_condensed_and_judged_by_what_it_wrote() -> None:
    sentences = [
        "L'usine de peinture a été détruite à Rouen, a indiqué mardi à l'AFP la préfecture.",
        "Le maire de Rouen (Seine-Maritime), élu en mars, a ouvert une enquête sur cet incendie.",
    ]
    judge = judge_of(sentences, read_source(" ".join(sentences)), NO_LISTS, "medium", 0.8)
    plain, condensing = (Job(sentences, "", sentences[1:], Reading(1, 0, 1.0), judge, on) for on in (False, True))
    assert [(unit.text, unit.place) for unit in plain.opening] == list(zip(sentences, (0, 1), strict=True))
    shorter = [
        "Selon la préfecture, l'usine de peinture a été détruite à Rouen.",
        "Le maire de Rouen a ouvert une enquête sur cet incendie.",
    ]
    assert [unit.text for unit in condensing.opening] == shorter
    assert condensing.sound_gists == shorter[1:]
    choices = compose(condensing, [Candidate(sentences[0], -0.1, True)], [], "medium", Counter())
    assert (choices[0][0].text, choices[0][0].written) == (shorter[0], sentences[0])


def test_what_is_shown_where_the_model_failed_is_told_and_opens_on_nothing_unnamed() -> None:
    def lead(*texts: str, length: Length = "medium") -> str:
        return extractive_lead([Sentence(text, 0, i) for i, text in enumerate(texts)], length)

    told = ["L'usine a brûlé.", "Elle était vieille.", "Une enquête est ouverte."]
    assert lead(*told) == " ".join(told[:2])
    assert lead('"Nous avons tout perdu, dit le maire.', *told) == " ".join(told[:2])
    assert lead('"Nous avons tout perdu, dit le maire.', *told[1:]) == told[2]
    assert lead("Elle a brûlé.", told[2]) == f"Elle a brûlé. {told[2]}", "the article's own first sentence"
    assert lead("Je refuse.") == "Je refuse."
