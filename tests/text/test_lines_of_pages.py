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


@pytest.mark.parametrize(
    "caption",
    [
        "Emmanuel Macron visite une usine à Douai, vendredi. LUDOVIC MARIN / AFP",
        "Un vaccin au CHU de Saint-Denis. | RICHARD BOUHET / AFP",
        "Gérald Darmanin en visite à Vendin. Photo Voix du Nord - VDNPQR",
        "Le procès s'est ouvert lundi à Lyon. (Capture d'écran BFMTV)",
        "Le pont de Brest, lundi. (Photo Jean Roux)",
        "Une équipe de secours en 2019 (photo d'archives).",
        "Le viaduc vu du ciel, lundi. © Jean Petit / AFP",
        "Le viaduc vu du ciel © Jean Petit",
        "A bridge on Monday. REUTERS/Jane Roe",
        "A bridge on Monday. Jane Roe/Getty Images",
        "Le pont de Brest le 3 mars 2024 J. PETIT / AFP",
        "Le pont de Brest, le 3 mars 2024 / AFP",
    ],
)
def test_a_line_that_ends_with_the_credit_of_a_photo_is_a_caption(caption: str) -> None:
    cleaned = clean(f"{BEFORE}\n{caption}\n{AFTER}")
    assert cleaned.text == f"{BEFORE}\n{AFTER}"
    assert [(r.kind, r.text) for r in cleaned.removed] == [("credit", caption)]


@pytest.mark.parametrize(
    "line",
    [
        "Il a fui, a déclaré Jean Petit à l'AFP.",
        "Il a fui, selon une source citée par l'AFP",
        "La police a arrêté deux hommes. (AFP)",
        "Il tenait une arme (photo ci-dessus).",
    ],
)
def test_a_line_that_ends_with_a_source_is_no_caption(line: str) -> None:
    assert clean(f"{BEFORE}\n{line}\n{AFTER}").removed == ()


def test_a_credit_behind_several_sentences_or_under_the_page_takes_none_with_it() -> None:
    text = f"{BEFORE} Elle a 40 ans. JEAN ROUX / AFP\n{AFTER} Crédits photo : Jean Roux"
    assert clean(text).text == f"{BEFORE} Elle a 40 ans.\n{AFTER}"
    assert clean(f"{BEFORE}\n{AFTER} Jean Roux / AFP").text == f"{BEFORE}\n{AFTER}"
    assert clean(f"{BEFORE} © Jean Roux").text == BEFORE


@pytest.mark.parametrize(
    "head",
    [
        "MADRID, 3 Mar. (EUROPA PRESS) -",
        "BERLIN (dpa/bb) -",
        "ROMA (ANSA) -",
        "DEN HAAG (ANP) -",
        "LISBOA (Lusa) -",
        "Lisboa, 12 mar 2024 (Lusa) –",
        "PARIS (AP/Reuters) -",
    ],
)
def test_heads_of_agencies_go(head: str) -> None:
    assert clean(f"{head} {BEFORE}\n{AFTER}").text == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Lea también: El paro baja", "related"),
        ("Lesen Sie auch: Die besten Aktien", "related"),
        ("Leggi anche: Sciopero dei treni", "related"),
        ("Leia também: Dólar fecha em alta", "related"),
        ("Lees ook: Zo bespaar je", "related"),
        ("READ MORE: Mayor quits after row", "related"),
        ("Advertentie", "notice"),
        ("Continua após a publicidade", "notice"),
        ("Compartilhe", "share"),
        ("Mis à jour", "date"),
        ("[Article mis à jour à 18h]", "date"),
        ("Actualizado a las 10:32h.", "date"),
    ],
)
def test_lines_of_pages_in_other_languages(line: str, kind: str) -> None:
    assert kind_of_line(line) == kind


@pytest.mark.parametrize("line", ["Lea también a Borges, aconseja el ministro.", "Anzeige gegen den Bürgermeister"])
def test_sentences_in_other_languages_stay(line: str) -> None:
    assert kind_of_line(line) is None


@pytest.mark.parametrize(
    ("glued", "text"),
    [
        ("Prof.Dr.Meier kommt am 3.Mai nach Ulm.Er schweigt.", "Prof.Dr.Meier kommt am 3.Mai nach Ulm.\nEr schweigt."),
        ("Nach dem 2.Weltkrieg kam er.", "Nach dem 2.Weltkrieg kam er."),
        ("Il l'a dit à France 3.Les élus attendent.", "Il l'a dit à France 3.\nLes élus attendent."),
        ("Elle est née en 2005.Mais elle vit.", "Elle est née en 2005.\nMais elle vit."),
    ],
)
def test_ordinal_numbers_and_abbreviations_are_not_parted_from_what_follows(glued: str, text: str) -> None:
    assert clean(glued).text == text
