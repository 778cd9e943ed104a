"""What stands between quotation marks, by the marks of several languages."""

from __future__ import annotations

import pytest

from summarize.text.quotations import quotations, straight_marks, without_speech


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
