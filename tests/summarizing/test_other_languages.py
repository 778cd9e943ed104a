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
