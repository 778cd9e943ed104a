"""Lines and capitals: a text is its lines again, and capitals become running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.translating.capitals import is_in_capitals, lowered
from summarize.translating.lines import lines_of


@given(st.text())
def test_lines_are_the_text_again(text: str) -> None:
    assert "\n".join(line.lead + line.body + line.trail for line in lines_of(text)) == text


@pytest.mark.parametrize(
    ("line", "lead", "body"),
    [
        ("- Le maire", "- ", "Le maire"),
        ("–Le maire", "–", "Le maire"),
        ("  * Le maire", "  * ", "Le maire"),
        ("3. Pourquoi pas Violette ?", "3. ", "Pourquoi pas Violette ?"),
        ("12) Le maire", "12) ", "Le maire"),
        ("b) Le maire", "b) ", "Le maire"),
        ("> Le maire", "> ", "Le maire"),
        ("## Le maire", "## ", "Le maire"),
        ("M. Dupont est parti.", "", "M. Dupont est parti."),
        ("2019 était une année.", "", "2019 était une année."),
        ("-5 degrés", "", "-5 degrés"),
        ("Lyon\t12\t15", "", "Lyon"),
        ("- 12\t3,5\tLyon\tle maire\t\t15 ", "- 12\t3,5\t", "Lyon\tle maire"),
        ("12\t15", "", "12\t15"),
        ("", "", ""),
    ],
)
def test_marks_of_lists_stand_apart(line: str, lead: str, body: str) -> None:
    (found,) = lines_of(line)
    assert (found.lead, found.body) == (lead, body)


@pytest.mark.parametrize(
    ("capitals", "expected"),
    [
        ("LE PREMIER MINISTRE A DÉMISSIONNÉ HIER SOIR", "Le premier ministre a démissionné hier soir"),
        ("« LE MAIRE EST PARTI »", "« Le maire est parti »"),
        ("LA SNCF SUPPRIME DES TRAINS", "La SNCF supprime des trains"),
        ("XYZTOPOLIS EST DÉTRUITE", "Xyztopolis est détruite"),
        ("BRUNO LE MAIRE QUITTE LE GOUVERNEMENT", "Bruno Le Maire quitte le gouvernement"),
        ("MICHEL SAPIN SOUTIENT LE PRÉSIDENT", "Michel Sapin soutient le président"),
        ("OLIVIER FAURE RÉÉLU À LA TÊTE DU PS", "Olivier Faure réélu à la tête du PS"),
        ("KYLIAN MARQUE DEUX BUTS", "Kylian marque deux buts"),
        ("LA PIERRE TOMBALE EST VOLÉE", "La pierre tombale est volée"),
        ("JEAN-YVES LE DRIAN REÇU À PÉKIN", "Jean-Yves Le Drian reçu à Pékin"),
        ("JOHNNY EST MORT", "Johnny est mort"),
        ("ATTENTION : ÉCRIVEZ À Jean@Mairie.fr", "Attention : écrivez à Jean@Mairie.fr"),
    ],
)
def test_capitals_become_running_text(capitals: str, expected: str) -> None:
    assert is_in_capitals(capitals) and lowered(capitals, "fr") == expected


@pytest.mark.parametrize("text", ["Le maire", "ONU", "L'OTAN", "A320 ET B52", "?!", "", "Le PREMIER MINISTRE"])
def test_what_is_not_in_capitals(text: str) -> None:
    assert not is_in_capitals(text)
