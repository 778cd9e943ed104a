"""What surrounds an article on a page is taken out of its text, and said; what a journalist wrote is not."""

from __future__ import annotations

import pytest

from summarize.text.boilerplate import TABLE, kind_of_line
from summarize.text.clean import clean

ROWS = [row.split("\t") for row in TABLE.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("kind", "example"), [(row[0], row[3]) for row in ROWS])
def test_every_row_takes_its_example(kind: str, example: str) -> None:
    found = clean(f"Le pont de Mayenne est fermé.\n{example}\nIl rouvrira en mai.")
    assert found.text == "Le pont de Mayenne est fermé.\nIl rouvrira en mai."
    assert [(r.kind, r.text) for r in found.removed] == [(kind, example)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Publié le 12 mars 2024 à 08h12", "date"),
        ("Publié le 12/03/2024 à 10:15, mis à jour le 13/03/2024 à 9:02", "date"),
        ("Mis à jour hier à 18h30", "date"),
        ("Updated March 12, 2024 at 8:30 am", "date"),
        ("Published 3 hours ago", "date"),
        ("Par Jeanne Martin", "byline"),
        ("Par Le Phare avec AFP", "byline"),
        ("By John Smith and Mary Jones", "byline"),
        ("Jeanne Martin, journaliste au service politique", "byline"),
        ("ARTICLE RÉSERVÉ AUX ABONNÉS", "subscription"),
        ("Contenu réservé aux abonnés.", "subscription"),
        ("La suite est réservée aux abonnés", "subscription"),
        ("Subscribers only", "subscription"),
        ("© AFP", "notice"),
        ("AFP", "credit"),
        ("Ludovic Marin / AFP", "credit"),
        ("Photo : Ville de Decize", "credit"),
        ("(Image d'illustration)", "credit"),
        ("Newsletter : l'essentiel du jour", "newsletter"),
        ("Recevez l'actualité de la Nièvre chaque matin dans votre boîte mail.", "newsletter"),
        ("Votre adresse email", "newsletter"),
        ("Partager sur Facebook", "share"),
        ("Signaler une erreur", "report"),
        ("La suite après cette publicité", "notice"),
        ("Lire aussi Grève à la SNCF : le trafic reprend", "related"),
        ("4 minutes de lecture", "notice"),
        ("Mots-clés : Decize, piscine", "tags"),
    ],
)
def test_lines_of_pages(line: str, kind: str) -> None:
    assert kind_of_line(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Publié en 2010, le livre s'est vendu à 300.000 exemplaires.",
        "Publiée lundi, l'enquête de l'Insee porte sur 12.000 foyers.",
        "Mis en examen le 12 mars, il a fait appel.",
        "Mis à jour chaque soir, le tableau compte 40 lignes.",
        "7 janvier 2015",
        "Mardi 12 mars",
        "Par amour, il a tout quitté.",
        "Par ailleurs, le maire se dit confiant.",
        "Par la voix de son avocat, Jean Dupont dément.",
        "Par Toutatis, s'est-il écrié.",
        "Abonnés ou non, les usagers attendent.",
        "Les abonnés d'EDF paieront 3 % de plus.",
        "Recevez nos vœux, a écrit le maire à ses administrés, qui ne l'ont pas cru.",
        "Partager la route avec les loups n'est pas simple, disent les éleveurs.",
        "Photographie d'une époque, le film sort mercredi.",
        "Commentaires et réactions se sont multipliés lundi.",
        "Il y a 3 mois, le pont était ouvert.",
        "Imprimer un livre coûte deux fois plus cher qu'en 2020.",
        "Facebook a supprimé 3 millions de comptes.",
        "Signaler un crime est un devoir, rappelle le procureur.",
        "Share prices fell on Monday.",
        "Sign language is taught in two schools.",
        "By Monday, the bridge will be open.",
        "Updated rules came into force on Monday.",
    ],
)
def test_sentences_stay(line: str) -> None:
    assert clean(f"Le pont est fermé.\n{line}\nIl rouvrira.").removed == ()


COMMENTS = [
    "Commentaires (3)\nJojo89 il y a 2 heures\nLe pompier a mis le feu.\nTitine il y a 1 heure\nAh !\nSignaler un abus",
    "2 commentaires\nJojo89\nIl y a 2 heures\nLe maire a volé 12 millions.\nRépondre\nSignaler",
    "Vos réactions\nMarc75 - 12/03/2024 à 18h02\nEncore un scandale.\nRépondre",
    "Jojo89 il y a 2 heures\nLe maire a volé 12 millions.\nTitine il y a 3 jours\nMais non.\nSignaler un abus",
    "Comments (12)\nJohn Smith 3 hours ago\nThe mayor stole it all.\nReply",
    "Laisser un commentaire\nVotre nom\nRépondre",
    "2 commentaires\nJojo89\nLe maire a volé.\nTitine\nAh !",
    "2 commentaires\nLe maire a volé.\nAh, enfin.",
]


@pytest.mark.parametrize("comments", COMMENTS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_comments_of_readers_go(comments: str, gap: str) -> None:
    found = clean(f"Un chien a sauvé sa maîtresse d'un incendie à Lens.{gap}{comments}")
    assert found.text == "Un chien a sauvé sa maîtresse d'un incendie à Lens."
    assert {r.kind for r in found.removed} == {"comment"}
    assert "\n".join(r.text for r in found.removed) == comments


def test_a_heading_of_reactions_in_an_article_is_no_comment() -> None:
    text = "Le pont est fermé.\nRéactions\nLe maire se dit surpris. Il y a deux heures, il ne savait rien."
    assert clean(text).text == text


@pytest.mark.parametrize("heading", ["3 commentaires", "1 commentaire"])
def test_a_count_of_comments_above_an_article_takes_nothing_of_it(heading: str) -> None:
    article = "Un chien a sauvé sa maîtresse d'un incendie.\nLe feu est parti de la cuisine.\nElle est saine et sauve."
    assert clean(f"Un chien héroïque\n{heading}\n{article}").text.endswith(article)


def test_times_of_a_live_blog_go() -> None:
    text = "14h32 - Le préfet arrive à Nevers.\n14h05\nLa Loire déborde.\nIl y a 3 heures\nUne digue cède."
    found = clean(text)
    assert found.text == "Le préfet arrive à Nevers.\nLa Loire déborde.\nUne digue cède."
    assert [(r.kind, r.text) for r in found.removed] == [
        ("stamp", "14h32 -"),
        ("stamp", "14h05"),
        ("stamp", "Il y a 3 heures"),
    ]


def test_one_time_at_the_start_is_no_live_blog() -> None:
    assert clean("8h30 Le pont ferme.\nLe maire parle.").removed == ()


@pytest.mark.parametrize(
    ("text", "left", "credit"),
    [
        ("Le pont (Photo : Jean Roux / AFP) est fermé.", "Le pont est fermé.", "(Photo : Jean Roux / AFP)"),
        ("Le pont est fermé. © Jean Roux / AFP", "Le pont est fermé.", "© Jean Roux / AFP"),
        ("Le pont est fermé. Crédit photo : Jean Roux", "Le pont est fermé.", "Crédit photo : Jean Roux"),
    ],
)
def test_credits_inside_a_paragraph(text: str, left: str, credit: str) -> None:
    found = clean(text)
    assert found.text == left
    assert [(r.kind, r.text) for r in found.removed] == [("credit", credit)]


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("Une enquête ouverteLe parquet a parlé.", ["Une enquête ouverte", "Le parquet a parlé."]),
        (
            "La crise duréeAvec six mois de retard, le pont rouvre.",
            ["La crise durée", "Avec six mois de retard, le pont rouvre."],
        ),
        ("Un pont ferméC'est en mai que tout a commencé.", ["Un pont fermé", "C'est en mai que tout a commencé."]),
        ("Fin. - Des mois de crise -Le Mali attend.", ["Fin.", "Des mois de crise", "Le Mali attend."]),
        ("A bridge closedThe mayor spoke.", ["A bridge closed", "The mayor spoke."]),
    ],
)
def test_headings_glued_to_the_next_word(glued: str, parts: list[str]) -> None:
    assert clean(glued).text.split("\n") == parts


@pytest.mark.parametrize(
    "text", ["Le fabricant de l'iPhone et LinkedIn ont signé.", "LeBron James a marqué.", "McDonald's ferme."]
)
def test_names_with_a_capital_inside_stay_whole(text: str) -> None:
    assert clean(text).text == text
