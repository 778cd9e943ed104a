"""Articles of benchmarks/languages: each is summarised in its own language and words, without what stands around it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from summarize import Summarizer, summarize


@pytest.mark.parametrize("language", ["en", "es", "de", "it"])
def test_a_summary_is_in_the_articles_own_language_and_words(root: Path, language: str) -> None:
    lines = (root / "benchmarks" / "languages" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == 20
    texts = [f"{row['title']}\n\n{row['text']}".strip() for row in rows]
    with Summarizer(offline=True) as summarizer:
        found = summarizer.summarize_many(texts)
    for row, text, summary in zip(rows, texts, found, strict=True):
        assert summary.language == row["language"] and summary.kind in ("opening", "extractive"), row["id"]
        # A full stop goes to a title and to a quotation that is closed; every word stands in the article.
        words = re.findall(r"\w+", summary.text)
        assert len(words) >= 12 and set(words) <= set(re.findall(r"\w+", text)), row["id"]
        assert not re.search(r"\((?:EFE|dpa|ANSA|Southern Wire)\)|^(?:By|Por|Von|Di) [A-Z]", summary.text), row["id"]


@pytest.mark.parametrize(
    ("greeting", "news"),
    [
        (
            "Guten Abend, ich begrüße Sie.",
            "Der Bundestag hat die Wehrpflicht beschlossen. Sie gilt ab Juli in allen Ländern.",
        ),
        (
            "Buenas noches y bienvenidos.",
            "El Congreso aprobó el martes la ley de vivienda. La norma entra en vigor en julio.",
        ),
        (
            "Buonasera e benvenuti.",
            "La Camera ha approvato martedì la legge sulla casa. Le norme sono valide da luglio.",
        ),
        (
            "Boa noite e bem-vindos.",
            "O Congresso aprovou na terça a lei da habitação. As regras entram em vigor em julho.",
        ),
        (
            "Presenter: Good evening.",
            "A gas explosion has destroyed a row of six shops in Leeds. Two people are still missing.",
        ),
    ],
)
def test_a_greeting_opens_no_summary(greeting: str, news: str) -> None:
    found = summarize(f"{greeting} {news}", length="headline", min_words=5).text
    assert news.startswith(found.rstrip("…").rstrip())


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("The police arrested Mr. Smith's neighbour on Tuesday in Hull over the death of a child. "
         "Two officers were hurt. Nobody else is sought. A court will hear the case in June.",
         "The police arrested Mr. Smith's neighbour on Tuesday in Hull over the death of a child."),
        ("Mr. Trump has not signed the law on the border with Mexico, the White House said on Monday. Two judges had "
         "asked for it. The law was passed in May by the Senate in Washington.",
         "Mr. Trump has not signed the law on the border with Mexico, the White House said on Monday."),
        ("These elections were not free, the OSCE said on Sunday of the vote in Belarus. Alexander Lukashenko won 87 "
         "percent, according to the commission. The opposition did not stand. Thousands protested in Minsk.",
         "These elections were not free, the OSCE said on Sunday of the vote in Belarus."),
        ('"I never took a penny from anyone. I have served this town for twenty years. The charges are false."\nMayor '
         "John Barrow told the court in Leeds on Thursday that he would fight on. The trial goes on in May.",
         "Mayor John Barrow told the court in Leeds on Thursday that he would fight on."),
        ("Why did the dam fail? Nobody knows yet. At least 14 people died on Wednesday when a dam burst near Derna, "
         "officials in Libya said. The dam was built in 1970.",
         "At least 14 people died on Wednesday when a dam burst near Derna, officials in Libya said."),
        ("Der 1. FC Köln hat am Samstag gegen den VfB Stuttgart mit 2:1 gewonnen. Das Tor fiel in der 90. Minute. Der "
         "Trainer war zufrieden. Am Mittwoch spielt der Klub in Bremen.",
         "Der 1. FC Köln hat am Samstag gegen den VfB Stuttgart mit 2:1 gewonnen."),
        ("Он ушёл в отставку в Москве в понедельник. Президент пришёл вечером. Никто не пострадал. "
         "Суд начнётся в июне. Улица закрыта, сообщила полиция города.", "Он ушёл в отставку в Москве в понедельник."),
    ],
)  # fmt: skip
def test_a_short_summary_is_one_whole_sentence(text: str, opening: str) -> None:
    assert summarize(text, length="short").text == opening


AIDE = "A senior aide accused Gov. Andrew Cuomo of groping her in Albany last year, the Times Union said on Friday."
NEXT = "State lawmakers opened an inquiry on Thursday in Albany, and four other members of his staff have resigned."


@pytest.mark.parametrize(
    "denial",
    ["Gov. Cuomo denied it.", "Mr. Cuomo was acquitted.", "The report is false.", "It's fake.", "She was wrong.",
     "The aide later said it was a joke.", "The email was sent in error.", "All charges against him were dropped."],
)  # fmt: skip
def test_a_short_denial_stands_behind_what_it_denies_at_every_length(denial: str) -> None:
    text = f"{AIDE} {denial} {NEXT}"
    for length in ("headline", "short", "medium", "long"):
        assert denial in summarize(text, length=length).text


@pytest.mark.parametrize(
    ("language", "claim", "denial"),
    [
        ("es", "Una publicación en Facebook asegura que el papa ha pedido el voto.", "La publicación es falsa."),
        ("it", "Il sindaco di Roma ha preso tangenti per lo stadio, scrive un giornale.", "Il sindaco smentisce."),
        ("pt", "O prefeito do Rio recebeu dinheiro de uma empresa, disse um jornal.", "O prefeito nega."),
        ("de", "Der Bürgermeister von Köln hat am Montag Geld genommen, schreibt eine Zeitung.", "Er bestreitet das."),
        ("nl", "De burgemeester van Utrecht heeft maandag geld aangenomen.", "Hij ontkent het."),
    ],
)  # fmt: skip
def test_so_it_does_in_other_languages(language: str, claim: str, denial: str) -> None:
    assert (
        summarize(f"{claim} {denial} {claim[:-1]} 2025.", language=language, length="short").text == f"{claim} {denial}"
    )


def test_what_denies_nothing_does_not_stand_behind_a_short_summary() -> None:
    for after in ("Two officers were hurt.", "She left.", NEXT):
        assert summarize(f"{AIDE} {after} {NEXT}", length="short").text == AIDE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A New York man who spent 23 years in prison for a murder in Queens was cleared on Tuesday after DNA tests "
         "showed another man did it.",
         "A New York man who spent… was cleared on Tuesday after DNA tests showed…"),
        ("The mayor of Springfield, accused by two former aides of taking money from a builder in 2019, has denied it "
         "on Monday.",
         "The mayor of Springfield, accused by two former aides… has denied it on Monday."),
        ("Israel struck Iran's consulate in Damascus on Monday, killing seven officers of the Guards, including Brig. "
         "Gen. Mohammad Reza Zahedi, Iran said.",
         "Israel struck Iran's consulate in Damascus on Monday, killing seven officers of the Guards…"),
        ("Israel struck the consulate of Iran in Damascus on Monday morning with six missiles from two jets, said the "
         "army, which denied a strike on a school.",
         "Israel struck the consulate of Iran in Damascus on Monday morning with six missiles…"),
        ("Die Polizei hat am Dienstag in Frankfurt einen 43-Jährigen festgenommen, der seine Frau getötet haben soll, "
         "ihn aber nach wenigen Stunden wieder freigelassen.",
         "Die Polizei hat am Dienstag in Frankfurt einen 43-Jährigen festgenommen…"),
        ("Ministerpräsident Markus Söder hat am Freitag in München Spekulationen über einen Wechsel nach Berlin als "
         "Vizekanzler im Kabinett von Friedrich Merz zurückgewiesen.",
         "Ministerpräsident Markus Söder hat am Freitag in München Spekulationen über einen Wechsel nach Berlin… "
         "zurückgewiesen."),
    ],
)  # fmt: skip
def test_a_headline_keeps_the_word_that_turns_a_long_sentence(text: str, found: str) -> None:
    rest = " A court in Hull sits in June." if " on " in text else " Das Gericht in Köln entscheidet im Juni."
    assert summarize(text + rest, length="headline").text == found
