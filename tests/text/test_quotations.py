"""What stands between quotation marks, by the marks of several languages."""

from __future__ import annotations

import pytest

from summarize.text import quotations as marks_module
from summarize.text.clean import clean
from summarize.text.quotations import quotations, straight_marks, with_closing_marks, without_speech


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er sagte: »Wir gehen nicht.« Dann »ging« er.", ["Wir gehen nicht.", "ging"]),
        ('Er sagte: „Wir gehen nicht.“ Sie: „Doch."', ["Wir gehen nicht.", "Doch."]),
        ("Powiedział: „Nie odejdę.” Wyszedł.", ["Nie odejdę."]),
        ("”Jag avgår inte”, sade han. ”Aldrig”, sade hon.", ["Jag avgår inte", "Aldrig"]),
        ("Il dit « non » et « oui ». Elle dit «peut-être».", ["non", "oui", "peut-être"]),
        ("“No,” he said. “Never.”", ["No,", "Never."]),
        ("Il a dit non ». Puis « oui » et « non ».", ["oui", "non"]),
        ('Il nage en 4\'02"95 et dit "oui". Un autre, 3\'58", dit "non".', ["oui", "non"]),
        ('"Il nage en 4\'02"95", dit-on. "Oui."', ["Il nage en 4'02\"95", "Oui."]),
        ('He is 6\'2" tall and said "no" in 2019.', ["no"]),
        ('Il a "gagné en 2019", dit-on, "à 15 h 30".', ["gagné en 2019", "à 15 h 30"]),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    quoted = list(quotations(text))
    assert [q.text for q in quoted] == found
    assert [text[q.start : q.end] for q in quoted] == found
    assert without_speech(text).count('"…"') == len(found)


def test_marks_that_quote_are_counted() -> None:
    text = 'Il nage en 4\'02"95, 3\'58" et dit "oui".'
    assert straight_marks(text, 0, len(text)) == 2


@pytest.mark.parametrize(
    ("paragraphs", "closed"),
    [
        # A quotation of several paragraphs: an opening mark before each, a closing one behind the last.
        (['"We lost it all.', '"They knew," she said.'], ['"We lost it all."', '"They knew," she said.']),
        (["He said: “We lost.", "“They won.", "“It hurts.”"], ["He said: “We lost.”", "“They won.”", "“It hurts.”"]),
        # The same without the line feeds.
        (['"I am glad. "We won," he said. "It was late."'], ['"I am glad. We won," he said. "It was late."']),
        (['He said: "No. "Never. "Ask me again."'], ['He said: "No. Never. Ask me again."']),
        (['"We tried. "It failed.', "The club said no more."], ['"We tried. It failed."', "The club said no more."]),
        (["“I am glad. “We won,” he said."], ["“I am glad. We won,” he said."]),
    ],
)
def test_a_quotation_of_several_paragraphs_has_both_marks(paragraphs: list[str], closed: list[str]) -> None:
    assert with_closing_marks(paragraphs) == closed
    assert with_closing_marks(closed) == closed
    assert clean("\n\n".join(paragraphs)).text == "\n".join(closed)


@pytest.mark.parametrize(
    "text",
    [
        '"I am sorry, he said. He had led it for nine years. "It hurts," he added.',  # a mark is lost behind "sorry,"
        '"They sack people, said Sue Hart. The union will vote. "It is late," she said.',
        'It calls them "dangerous. Parents are angry. "They were fine," said Jo.',
        '“Somos do povo", disse o presidente na praça. “Eles sabem.”',
        "« C'est fini. « Oui », dit-il.",
        '"Si ça marche ?, s\'est-il interrogé. "Me faire élire, ce serait bien."',
        'He is 6\'2" tall. "He is fast," she said.',
        'He said: "He called it "a mess" in 2019."',
        '"A word',
        "He said: “No.",
    ],
)
def test_a_paragraph_whose_marks_cannot_be_told_stays_as_it_is(text: str) -> None:
    assert with_closing_marks([text, "The end."]) == [text, "The end."]


def test_marks_of_a_long_line_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    own = marks_module._may_end
    monkeypatch.setattr(
        marks_module, "_may_end", lambda line, start, end: looked.append(end - start) or own(line, start, end)
    )
    line = '"He said it. ' * 5_000
    assert with_closing_marks([line.rstrip()])[0].count('"') == 2
    assert sum(looked) <= 2 * len(line)
