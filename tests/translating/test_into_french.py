"""Sentences that the translator into French gets wrong are marked, or another candidate is taken."""

from __future__ import annotations

import pytest

from summarize import translate


@pytest.mark.parametrize(
    ("english", "wrong"),
    [
        ("She said he lied.", "dit avoir"),
        ("Paul thanked Mary before she left.", "avant de"),
        ('"I never said she stole my money," he said.', "dit avoir"),
        ("Will Young will sing on Friday.", "jeunes"),
        ("Tiger Woods missed the cut.", "Le Tiger"),
        ("A power cut hit Leeds.", "les Leeds"),
        ("The mayor met the minister in Reading.", "à lire"),
        ("The number of deaths rose to 45.", "45 ans"),
        ("The price fell by a third to 99p.", "troisième"),
        ("It rained 2.5 inches in an hour.", "2,5 en une heure"),
        ("He weighed 16 stone.", "pierre"),
        ("The suspect weighs 14 stone.", "pierre"),
        ("He was the last but one to arrive.", "le dernier"),
        ("The lightning struck a tree.", "lumière"),
        ("He missed a penalty.", "peine"),
        ("They lost on penalties.", "peines"),
        ("They were held to a draw.", "tir"),
        ("They won in extra time.", "temps"),
        ("He was on loan at Leeds.", "prêt à"),
        ("The boat sank.", "enfuit"),
    ],
)
def test_what_the_translator_gets_wrong_is_marked(english: str, wrong: str) -> None:
    found = translate(english, source="en", target="fr")
    assert found.status == "doubtful" or wrong not in found
