"""How a summary goes on: nothing is left out of a long one that the next sentence needs."""

from __future__ import annotations

import pytest

from summarize import summarize
from summarize.text.sentences import split_sentences

SURVEY = (
    "Broadband moves surfing to the morning\n\n"
    "Fast web access is changing when people go online, research by the think tank Demos suggests. The report was "
    "published in London on Monday. It looked at the habits of 2,000 households with broadband, kept in a diary for "
    "two weeks. It found that more than half of those with broadband went online before breakfast. One in five "
    "even admitted to getting up in the middle of the night to browse the web. The report was paid for by the provider "
    "AOL. Its author, John Craig, said that families now argued less about the telephone. The survey will be repeated "
    "in the spring, when prices are expected to fall. The regulator Ofcom has no plans to look into the matter. A "
    "spokeswoman said that it would read the report."
)


@pytest.mark.parametrize("length", ["long", 5, 6, 7])
def test_a_long_summary_leaves_out_nothing_that_the_next_sentence_needs(length: str | int) -> None:
    found = summarize(SURVEY, length=length).text
    assert "It looked at" in found and ("One in five" not in found or "more than half" in found)


def test_a_long_summary_ends_rather_than_leaves_out_what_does_not_fit() -> None:
    head, tail = SURVEY.split("Its author")
    text = f"{head}{'Residents of the town spoke of it for weeks and ' * 9}that was all. Its author{tail}"
    found = summarize(text, length="long").text
    assert found.endswith("AOL.") and "Its author" not in found


QUOTED = (
    "Manchester City's Paul Bosvelt will find out within a month whether he is to be offered a new deal of one year. "
    "The Dutch midfielder is 34 and out of contract in the summer. He joined the club from Feyenoord in 2003 for an "
    "undisclosed sum. At first he struggled to adapt to life in England, and spent much of the autumn on the bench of "
    "the club. His dedication then impressed the manager, Kevin Keegan, who made him a regular there. The club has "
    "eleven other players whose contracts end in June, three of them goalkeepers. It is said to want younger ones."
)


def test_a_long_summary_does_not_end_on_words_of_nobody() -> None:
    found = summarize(f'{QUOTED} "It is my home."\n\nThe season ends on 15 May.', length="long").text
    assert found.endswith("want younger ones.")
    said = summarize(f'{QUOTED} "I like it here," Bosvelt said. "It is my home."\n\nThe end.', length="long").text
    assert said.endswith('"I like it here," Bosvelt said. "It is my home."') or "home" not in said


@pytest.mark.parametrize(
    ("title", "is_above"),
    [
        ("Dutch midfielder out of contract awaits City offer", False),  # told by the first three sentences
        ("Dutch midfielder out of contract awaits City offer in 2005", True),  # but for the year
        ("Veteran hopes for second chance abroad", True),
    ],
)
def test_the_title_of_a_long_english_summary_goes_where_its_first_sentences_tell_it(title: str, is_above: bool) -> None:
    assert summarize(f"{title}\n\n{QUOTED}", length="long").text.startswith(title) is is_above


def test_a_quotation_that_goes_on_is_shown_behind_its_speaker_in_a_long_french_summary() -> None:
    text = (
        "Le maire de Vernay, Paul Lemoine, a démissionné jeudi après deux mandats à la tête de la commune. "
        "« Je pars le cœur léger », a déclaré Paul Lemoine devant les conseillers réunis à la mairie. "
        "« Ces dix années passées auprès de vous ont été les plus belles de ma vie. » "
        "Il était visé par une enquête sur un marché public de 2 millions d'euros attribué en 2019. "
        "L'opposition demande de nouvelles élections avant la fin du mois de mars. "
        "La préfecture dira lundi si elle les organise."
    )
    found = summarize(text, length="long").text
    assert "Ces dix années" in found
    silent = text.replace("« Je pars le cœur léger », a déclaré Paul Lemoine", "Paul Lemoine a pris la parole")
    assert "Ces dix années" not in summarize(silent, length="long").text


def test_a_sentence_inside_a_quotation_is_not_shown_without_its_marks() -> None:
    rest = "Chacun dans cette salle le sait aussi bien que moi, et nul ne peut prétendre le contraire depuis un mois. "
    text = (
        "Le maire de Vernay, Paul Lemoine, a fait adopter jeudi le budget de la commune sans vote du conseil. "
        "Il a défendu sa décision. \"J'ai laissé une chance au débat, a estimé le maire. Que l'opposition s'oppose, "
        f"c'est normal. {rest * 5}Ce n'est plus un débat.\" Il conteste tout passage en force."
    )
    for length in ("medium", "long", 4):
        assert "c'est normal" not in summarize(text, length=length).text


def test_a_long_fallback_is_long() -> None:
    text = (
        "Cette décision était attendue depuis des semaines par les habitants. Elle a été saluée par les élus de la "
        "région et par plusieurs associations. Celle-ci prévoit la fermeture de trois usines sur quatre avant la "
        "fin de l'année prochaine. Ils seront 340 à perdre leur emploi, dont la moitié ont plus de cinquante ans. "
        "Leur syndicat appelle à la grève à partir de lundi matin. Il demande aussi une table ronde avec le préfet "
        "et les repreneurs. Celui-ci ne s'est pas encore exprimé sur le sujet. Elle sera examinée par le tribunal "
        "au mois de mars."
    )
    short, found = (summarize(text, length=length) for length in ("medium", "long"))
    assert short.status == found.status == "fallback" and found.text.startswith(short.text)
    assert len(found.text.split()) > 2 * len(short.text.split()) and len(found.text.split()) <= 170
    assert len(split_sentences(summarize(text, length=5).text)) == 5


def test_an_answer_is_shown_with_the_question_that_q_marks() -> None:
    text = (
        "L'usine de Vernay fermera-t-elle ?\n\nQ. Pourquoi fermez-vous l'usine de Vernay en juin ?\n"
        "R. Les commandes ont baissé de 40 % en deux ans et nous perdons 2 millions d'euros par an.\n"
        "Q. Que deviennent les 120 salariés ?\n"
        "R. Chacun recevra une proposition de poste à Brest ou à Lorient avant le mois d'avril."
    )
    found = summarize(text, language="fr").text
    assert found.startswith("Q. Pourquoi fermez-vous l'usine de Vernay en juin ? R. Les commandes")
    assert not found.endswith("?")
