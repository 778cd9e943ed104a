"""A last sentence under a title that says again what stands above it, or tells little."""

from __future__ import annotations

import pytest

from summarize.summarizing.extract import extract
from summarize.text.document import Document

TITLE = "Cancale : la digue du port réparée avant l'hiver, soulagement du maire Jean Rémy"
STANDFIRST = "Le préfet de la Manche a promis lundi trois millions d'euros à la commune."
AGAIN = "La digue du port de Cancale sera réparée avant l'hiver, a promis lundi le préfet."
NEW = "Les 40 pêcheurs de Granville réclamaient ces travaux depuis une tempête de janvier 2019."


def _summary(*paragraphs: str, language: str = "fr") -> str:
    return extract(Document("\n".join(paragraphs), language), "medium").text


def test_another_sentence_comes_in_its_place() -> None:
    assert _summary(TITLE, STANDFIRST, AGAIN, NEW) == f"{TITLE}. {STANDFIRST} {NEW}"


def test_none_comes_where_none_says_something_new() -> None:
    assert _summary(TITLE, STANDFIRST, AGAIN) == f"{TITLE}. {STANDFIRST}"


@pytest.mark.parametrize(
    "third",
    [
        AGAIN.replace("avant l'hiver", "avant l'hiver pour 400 bateaux"),
        "Mais la digue du port de Cancale ne sera pas réparée avant l'hiver.",
    ],
)
def test_a_number_and_what_takes_back_are_new(third: str) -> None:
    assert third in _summary(TITLE, STANDFIRST, third, NEW)


def test_a_sentence_after_the_second_next_is_left_out() -> None:
    again = "Cancale : avant l'hiver, la digue du port sera réparée, selon le maire Jean Rémy."
    assert _summary(TITLE, STANDFIRST, AGAIN, again, NEW) == f"{TITLE}. {STANDFIRST}"
    assert _summary(TITLE, STANDFIRST, AGAIN, "Photo : Anne Roux", NEW).endswith(NEW), "a caption is no sentence"


def test_in_english_it_stays() -> None:
    title = "Cancale: harbour wall mended before the winter, mayor Jean Remy relieved"
    standfirst = "The prefect of Manche promised three million euros to the town on Monday."
    again = "The harbour wall of Cancale will be mended before the winter, the prefect promised."
    other = "Before the winter the harbour wall of Cancale will be mended, said mayor Jean Remy."
    new = "Granville's 40 fishermen had asked for these works since a storm in January 2019."
    assert _summary(title, standfirst, again, other, new, language="en").endswith(new)


def test_a_day_is_nothing_new() -> None:
    assert "12 mai" not in _summary(TITLE, STANDFIRST, AGAIN.replace("lundi", "lundi 12 mai"), NEW)


def test_what_goes_on_what_is_left_out_does_not_come_in_its_place() -> None:
    also = "Les 40 pêcheurs de Granville réclament aussi des travaux depuis une tempête de janvier 2019."
    assert _summary(TITLE, STANDFIRST, AGAIN, also) == f"{TITLE}. {STANDFIRST}"


def test_nothing_comes_in_its_place_where_references_are_not_known() -> None:
    title, standfirst = (
        "Bonn: Brücke am Hafen repariert, Peter Kuhn atmet auf",
        "Der Minister hat Peter Kuhn am Montag Geld zugesagt.",
    )
    again = "Die Brücke am Hafen von Bonn wird repariert, hat der Minister zugesagt."
    new = "Fischer aus Köln hatten seit einem Sturm im Januar Arbeiten am Ufer verlangt."
    assert _summary(title, standfirst, again, new, language="de") == f"{title}. {standfirst}"


SCENE = "Anne Roux attend sur le quai, une lampe à la main."


@pytest.mark.parametrize(
    ("further", "is_shown"),
    [
        (SCENE, False),
        ("Anne Roux attend depuis 2019.", False),
        ("Anne Roux attend sur le quai avec 12 autres.", True),
        ("Mais Anne Roux attend toujours, une lampe à la main.", True),
        (
            "Anne Roux attend sur le quai, une lampe à la main, avec des voisines de Granville venues de bonne heure "
            "en autocar pour réclamer une réunion publique.",
            True,
        ),
    ],
)
def test_a_sentence_below_the_standfirst_is_shown_where_it_tells_something(further: str, is_shown: bool) -> None:
    assert (further in _summary(TITLE, STANDFIRST, f"{further} {SECOND}")) is is_shown


SECOND = "Il pleut."


def test_the_standfirst_is_shown_whole() -> None:
    assert _summary(TITLE, f"{STANDFIRST} {SCENE}", NEW) == f"{TITLE}. {STANDFIRST} {SCENE}"


def test_a_summary_of_few_words_is_not_cut() -> None:
    few = "Le préfet a promis trois millions."
    further = "Anne Roux attend sur le quai, une lampe à la main, avec des voisines."
    assert _summary("La digue de Cancale, pour Jean Rémy", few, f"{further} {SECOND}").endswith(further)


def test_one_sentence_stays_beside_a_title_that_limits_it() -> None:
    title = "La digue du port de Cancale sera réparée : une rumeur"
    article = Document("\n".join([title, "La digue du port de Cancale sera réparée.", SCENE]), "fr")
    assert len(extract(article, "short").units) == 2


def test_a_number_of_sentences_is_kept() -> None:
    article = Document("\n".join([TITLE, STANDFIRST, f"{SCENE} {SECOND}"]), "fr")
    assert SCENE in extract(article, 3).text


def test_a_language_with_short_paragraphs_keeps_the_next_one() -> None:
    title = "Bonn: Hafenmauer vor dem Winter repariert, Peter Kuhn atmet auf"
    lead = (
        "Der Minister hat der Stadt Bonn am Montag in Berlin drei Millionen Euro für die Arbeiten zugesagt, sagte er."
    )
    further = "Anne Roth wartet mit einer Lampe am Ufer."
    assert further in _summary(title, lead, further, "Es regnet in Köln.", language="de")
    longer = f"{further} Es regnet in Köln. Die Fischer fuhren heim."
    assert further not in _summary(title, lead, longer, language="de")


def test_english_keeps_the_next_sentence() -> None:
    title = "Cancale: harbour wall mended before winter, Jean Remy says"
    lead = "The prefect of Manche promised three million euros to the town of Cancale on Monday in Paris, he said."
    further = "Anne Roux waits on the quay with a lamp."
    assert further in _summary(title, lead, f"{further} It rains in Granville. Fishermen went home.", language="en")


LEAD = (
    "Dubai's flagship carrier Emirates Airline finalised a deal to purchase 30 of Boeing's 787-9 Dreamliner jets, "
    "executives of both companies announced on Wednesday at the Dubai Air Show."
)


@pytest.mark.parametrize(
    ("words", "next_one", "is_shown"),
    [
        (80, "The deal replaces part of an order for 156 larger planes of the 777x family that the airline had placed "
         "with the same maker in the year 2013.", True),
        (115, "The order replaces a part of one for 156 larger planes of the 777x family that the airline had placed "
         "with the same maker in the year 2013, for which it was to have paid some fifty billion before the spring of "
         "2023, when the first of those planes should have left the works near Seattle.", True),
        (115, "Executives of both companies announced at the Dubai Air Show that the deal to purchase 30 of Boeing's "
         "787-9 Dreamliner jets had been finalised for Dubai's flagship carrier.", False),
        (150, "The order replaces a part of one for 156 larger planes of the 777x family that the airline had placed "
         "with the same maker in the year 2013, for which it was to have paid some fifty billion before the spring of "
         "2023, when the first of those planes should have left the works near Seattle, had the engines not failed in "
         "the tests that the authorities asked for after two crashes elsewhere.", False),
    ],
)  # fmt: skip
def test_english_has_room_for_a_second_sentence_that_says_more(words: int, next_one: str, is_shown: bool) -> None:
    title = "Emirates inks $9 billion order for 30 Boeing 787 jets, will restart plans to expand by the 2020s"
    found = _summary(title, f"{LEAD} {next_one}", language="en")
    assert found.endswith(next_one if is_shown else LEAD)
    assert 70 < len(f"{title} {LEAD} {next_one}".split()) <= words
