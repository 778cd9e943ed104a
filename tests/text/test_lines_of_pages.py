"""Lines that begin or end as boilerplate does: what says something stays, what says nothing goes."""

from __future__ import annotations

import pytest

from summarize.text.boilerplate import kind_of_line
from summarize.text.clean import clean

BEFORE = "Le conseil de Rennes a voté mardi la fermeture de la piscine."
AFTER = "Les usagers protestent depuis lundi."


@pytest.mark.parametrize(
    "line",
    [
        "Tous droits réservés aux hommes, dénonce une association.",
        "All rights reserved for men, she said, must go.",
        "90 minutes",
        "oui/non",
        "oui/non/peut",
        "20 h 30",
        "Mardi 4 mars à 10h30",
        "Photo d'illustration : 300 morts.",
        "Crédits photo : la loi qui change tout",
        "Photographie : l'exposition de Paul Roux à Arles.",
        "Illustration - Renault supprime 4 000 emplois.",
        "(Reporting was banned until Monday by order of the judge.)",
        "(Writing was his life, he said.)",
        "(Traduit en justice, le maire nie.)",
        "Nous utilisons des cookies au beurre de Bretagne.",
        "Cet article vous a plu ? Le maire a menti.",
        "Déjà abonné ? La Cnil enquête.",
        "Une erreur dans cet article ? Le maire répond.",
        "© Le maire a été arrêté lundi.",
        "Publié le 4 mars 2025 à 10h, l'article a été retiré par Jean Dupont",
        "Par Jean Dupont - Le maire est mort",
        "En savoir plus sur la fuite prendra des mois",
    ],
)
def test_a_line_that_says_something_stays(line: str) -> None:
    assert clean(f"{BEFORE}\n{line}\n{AFTER}").removed == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Tous droits réservés. Reproduction interdite.", "notice"),
        ("© Le Phare 2024. Toute reproduction est interdite.", "notice"),
        ("4 min", "notice"),
        ("90 minutes de lecture", "notice"),
        ("jd/kl", "agency"),
        ("mab/sva/mpm", "agency"),
        ("(Additional reporting by Anne Roux in Paris; editing by Jean Dupont)", "agency"),
        ("(Édité par Jean Dupont)", "agency"),
        ("Crédit photo : DR", "credit"),
        ("Crédits photo : © Mairie de Lyon", "credit"),
        ("Photo d'archives : Jean Dupont / AFP", "credit"),
        ("12 mars 2024, 8h30", "date"),
        ("Hier à 18h30", "date"),
        ("Déjà abonné ? Connectez-vous", "subscription"),
        ("Cet article vous a plu ? Partagez-le", "subscription"),
    ],
)
def test_a_line_that_says_nothing_goes(line: str, kind: str) -> None:
    assert kind_of_line(line) == kind
