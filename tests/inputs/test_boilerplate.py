"""What surrounds an article on a page is taken out of its text, and said; what a journalist wrote is not."""

from __future__ import annotations

import pytest

from summarize.text.boilerplate import TABLE, kind_of_line
from summarize.text.clean import clean

ROWS = [row.split("\t") for row in TABLE.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("kind", "case", "example"), [(row[0], row[1], row[3]) for row in ROWS])
def test_every_row_takes_its_example(kind: str, case: str, example: str) -> None:
    before, after = "Le pont de Mayenne est fermé.", "Il rouvrira en mai."
    if case.endswith(", above"):
        before, after = "Mayenne", "Le pont est fermé depuis lundi."
    found = clean(f"{before}\n{example}\n{after}")
    assert found.text == f"{before}\n{after}"
    assert [(r.kind, r.text) for r in found.removed] == [(kind, example)]


@pytest.mark.parametrize("example", [row[3] for row in ROWS if row[1].endswith(", above")])
def test_what_stands_above_an_article_only_is_left_inside_it(example: str) -> None:
    assert example in clean(f"Le pont de Mayenne est fermé depuis lundi.\n{example}\nIl rouvrira en mai.").text


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
        ("Abonnez-vous à partir de 1 €", "subscription"),
        ("Rejoignez-nous sur WhatsApp !", "subscription"),
        ("Déjà abonné", "subscription"),
        ("Vous avez aimé cet article ? Faites un don.", "subscription"),
        ("S'abonner à partir de 1 €", "newsletter"),
        ("Suivez l'actualité de la Mayenne en direct", "newsletter"),
        ("Téléchargez l'appli pour ne rien manquer de l'actualité", "newsletter"),
        ("Publicité : vols vers Nice à partir de 29 € !", "notice"),
        ("À la une | Régions | Sport | Éco | Vidéos | Podcasts", "notice"),
        ("Accueil > Actualités > Occitanie > Toulouse", "notice"),
        ("Home > News > Europe", "notice"),
        ("Se connecter", "notice"),
        ("Jean Petit et Anne Roux, avec Reuters", "byline"),
        ("De notre envoyé spécial Jean Petit, à Kiev", "byline"),
        ("Par Anne Roux, envoyée spéciale à Kiev", "byline"),
        ("-----Message d'origine-----", "mail"),
        ("Réagir (3)", "comment"),
        ("The post Casino sells 47 shops appeared first on Le Fil.", "notice"),
        ("If you click on a link on this page, we earn a small commission.", "notice"),
        ("View in browser", "newsletter"),
        ("Consulter la version en ligne", "newsletter"),
        ("Le Phare avec agences", "byline"),
        ("Bonjour,", "mail"),
        ("Madame, Monsieur,", "mail"),
        ("Chères et chers collègues,", "mail"),
        ("Dear colleagues,", "mail"),
        ("Le Phare de l'Ouest | N° 12 | Lundi 3 mars 2025 | Saint-Malo", "date"),
        ("2 of 4", "notice"),
        (
            "Gov. Anne Roux and U.S. officials tour the site, Feb. 4, 2025. (Paul Remy/The Record via AP, File)",
            "credit",
        ),
        ("Le ministre, à Paris, le 18 mars. JULIE MUGUET POUR « LE MONDE »", "credit"),
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
        "The post first appeared on Facebook on Monday.",
        "If you buy a flat through an agent, agents will earn a commission of 5 percent.",
        "Si vous n'arrivez pas à dormir, levez-vous.",
        "La compagnie négocie avec les agences.",
        "Bonjour, a lancé le maire aux grévistes,",
        "Monsieur le président de la République,",
        "Conseil municipal | Jeudi 12 mars 2026 | 20 h",
        "La digue sera réparée | 12 mars 2024",
        "Trois collèges fermeront en 2026 | Creuse",
        "[1/5] Au Mali, les secrets d'une guerre oubliée",
        "Item 4 of 12 on the agenda was adopted.",
        "Five of the dead were children. The mayor said on Monday that he would resign. (Paul Remy via AP)",
        "Le préfet l'a annoncé lundi. La digue sera réparée. Le maire a travaillé POUR LE MONDE",
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
        "En cliquant sur un lien reçu par SMS, une retraitée de Dax a perdu 12 000 euros, a indiqué la police.",
        "En vous inscrivant avant mardi, vous payez moitié prix.",
        "By signing up, 3,000 volunteers have shown their support.",
        "Inscrivez-vous avant vendredi minuit pour les visites des sous-sols, limitées à 20 personnes.",
        "Abonnez-vous avant le 1er mars pour le tarif réduit des transports, conseille la régie.",
        "Rejoignez-nous, a lancé le maire aux grévistes.",
        "Profitez des musées de la ville gratuitement jusqu'à 22 heures.",
        "Testez votre vue gratuitement samedi à la pharmacie.",
        "Déjà abonné au gaz russe depuis 2010, le pays cherche d'autres fournisseurs.",
        "Réservée aux abonnés du PSG, la tribune sera fermée.",
        "Faire un don pour soutenir les sinistrés de Mayotte est possible dès lundi.",
        "Sign up for the vaccine before Friday.",
        "Retrouvez chaque matin les producteurs sur la place du marché.",
        "S'inscrire sur les listes électorales avant mardi",
        "En savoir plus sur les causes de l'accident prendra des mois.",
        "Notre dossier a été rejeté par la préfecture",
        "(Par souci d'anonymat, les noms ont été modifiés)",
        "Partager sur les réseaux la photo d'un enfant est risqué",
        "Save on energy bills this winter",
        "Copyright : OpenAI attaqué par le New York Times",
        "Newsletter : la CNIL sanctionne trois éditeurs",
        "Temps de lecture : les Français lisent moins",
        "Tags : la SNCF porte plainte contre deux graffeurs",
        "Crédit : les taux remontent en mars",
        "Publicité : -12 % pour TF1 au premier trimestre",
        "Notre correspondante à Kiev blessée par un drone",
        "Anne Roux, journaliste au Monde, condamnée en Russie",
        "Écrit par Victor Hugo en 1831, le roman ressort.",
        "Par Emmanuel Macron à la tribune de l'ONU, la France reconnaît la Palestine",
        "Signaler un abus devient obligatoire lundi.",
        "Suivez nos conseils pour tailler vos rosiers",
        "Téléchargez l'application TousAntiCovid, demande le ministre.",
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
    "Lire les 2 commentaires\nGérard\nVoilà pourquoi.\nSignaler\nMonique B.\nLe maire a volé.\nSignaler",
    "Vos commentaires :\nGérard\nVoilà pourquoi.\nMonique B.\nLe maire a volé 12 millions aux habitants de la ville.",
    "Réagir (2)\npaulo38\nHonte à eux\nRépondre\nBergère en colère\nLe préfet a laissé tuer 300 brebis !\nRépondre",
    "Les internautes ont la parole\npaulo38\nEncore une honte.\nBergère en colère\nLe préfet a tué 300 brebis !",
    "Commentaires\nJojo89 il y a 2 heures\nHonte.\nTitine il y a 3 heures\nMais non.",
]


@pytest.mark.parametrize("comments", COMMENTS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_comments_of_readers_go(comments: str, gap: str) -> None:
    found = clean(f"Un chien a sauvé sa maîtresse d'un incendie à Lens.{gap}{comments}")
    assert found.text == "Un chien a sauvé sa maîtresse d'un incendie à Lens."
    assert {r.kind for r in found.removed} == {"comment"}
    assert "\n".join(r.text for r in found.removed) == comments


SENTENCE = "L'ancien ministre Robert Badinter est mort vendredi à 95 ans."
LIVE = (
    "Élise Roy | il y a 12 min\nDeux TGV sur trois circuleront vendredi, annonce la SNCF.\n"
    "Marc Petit | il y a 1 heure\nAucun train Intercités ne roulera jeudi, selon la direction."
)


@pytest.mark.parametrize(
    "text",
    [
        "Le pont est fermé.\nRéactions\nLe maire se dit surpris. Il y a deux heures, il ne savait rien.",
        f"{SENTENCE}\nRéactions\nEmmanuel Macron, le 09/02/2024\n« Un homme juste », a écrit le président.\n"
        "Marine Le Pen, le 09/02/2024\n« Un adversaire », a écrit la députée.\nUne cérémonie aura lieu mercredi.",
        f"{SENTENCE}\nCommentaires\nAnne Roux, le 09/02/2024\n« Oui. »\nJean Petit, le 09/02/2024\n« Non. »",
        f"Grève à la SNCF : suivez la situation\n{LIVE}\nJ'aime",
        f"{SENTENCE}\n{LIVE}\nJ'aime (3)",
        f"Grève à la SNCF : suivez la situation\nSuivre\n{LIVE}\nSignaler\nRépondre",
    ],
)
def test_what_others_say_in_an_article_is_no_comment(text: str) -> None:
    assert clean(text).removed == ()


@pytest.mark.parametrize("byline", ["Jean Dupont | il y a 2 heures", "Jean Dupont"])
@pytest.mark.parametrize("heading", ["1 commentaire", "3 commentaires", "Lire les 3 commentaires", "Réagir (3)"])
def test_a_count_above_an_article_with_comments_below_takes_nothing_of_it(heading: str, byline: str) -> None:
    article = (
        "Le feu est parti de la cuisine, ont dit les pompiers de la ville.\nLa famille dormait à l'étage.\n"
        "Le chien a aboyé jusqu'à ce que ses maîtres se réveillent.\nLe maire lui remettra lundi une médaille."
    )
    comments = "3 commentaires\nJojo89 il y a 2 heures\nHonte.\nRépondre"
    text = f"Un chien héroïque\nUn chien a sauvé sa famille lundi.\n{heading}\n{byline}\n{article}"
    assert clean(text).text.endswith(article)
    assert clean(f"{text}\n{comments}").text.endswith(article)


@pytest.mark.parametrize(
    "header",
    [
        "---------- Forwarded message ---------\nDe : Anne Roux <a@x.example>\nDate: mer. 4 juin 2025 à 09:14\n"
        "Subject: Ravalement\nTo: Jean Petit <j@x.example>",
        "-----Message d'origine-----\nDe : Anne Roux\nEnvoyé : mercredi 4 juin 2025 09:14\nÀ : Jean Petit\nObjet :",
        "Début du message transféré :\n\nDe : Anne Roux\nObjet : Ravalement\nDate : 4 juin 2025\nÀ : Jean Petit",
    ],
)
def test_headers_of_forwarded_mails_go(header: str) -> None:
    found = clean(f"{header}\n\nLe ravalement commence lundi.\nIl durera six mois.")
    assert found.text == "Le ravalement commence lundi.\nIl durera six mois."
    assert {r.kind for r in found.removed} == {"mail"}


HEADER = (
    "De : Anne Roux <a@x.example>\nDate: mar. 4 févr. 2025 à 08:12\nSubject: TR: article\nTo: Jean Petit <j@x.example>"
)
POOL = (
    "La piscine de Lannion fermée jusqu'en avril\n\n"
    "La piscine Ti Dour, à Lannion, restera fermée jusqu'au 7 avril au moins, a annoncé lundi l'agglomération.\n\n"
    "Les scolaires sont redirigés vers Guingamp."
)


@pytest.mark.parametrize("is_quoted", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        "Salut Paul, regarde ça, c'est dans le Trégor de ce matin. Bises",
        "Pour info, à lire ! Marie",
        "Tu as vu ça ? On fait quoi pour les cours de Léo ? Bises",
    ],
)
def test_what_a_sender_writes_above_an_article_goes(words: str, is_quoted: bool) -> None:
    text = "\n".join(f"> {line}".rstrip() for line in POOL.split("\n")) if is_quoted else POOL
    assert clean(f"{HEADER}\n\n{words}\n\n{text}").text == POOL.replace("\n\n", "\n")


@pytest.mark.parametrize(
    "mail",
    [
        "Bonjour à tous, la piscine ferme lundi jusqu'au mois de mars.\n\nCordialement\n\nAnne Roux",
        "Pour info, la piscine ferme lundi.\n\nLes scolaires iront à Guingamp.",
        "La piscine ferme lundi, a dit Anne Roux.\n\nLe bassin est fissuré\n\nIl sera vidé.",
    ],
)
def test_the_text_of_a_mail_stays(mail: str) -> None:
    assert clean(f"{HEADER}\n\n{mail}").text.startswith(mail[:20])


def test_the_menu_above_an_article_is_not_its_title() -> None:
    menu = "Accueil | Politique | Société | Sports | Culture\nSe connecter\nS'abonner à partir de 1 €"
    article = "Le pont de Mayenne est fermé\nIl rouvrira en mai."
    assert clean(f"{menu}\n{article}").text == article


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


@pytest.mark.parametrize(
    "program",
    [
        "10h00 : messe à la basilique Saint-Jean\n11h00 : dépôt de gerbes\n12h15 : vin d'honneur à la mairie",
        "10h Messe à la basilique\n11h15 Dépôt de gerbes au monument\n12h Vin d'honneur à la mairie",
        "De 10h à 12h : visite du musée\nDe 14h à 16h : ateliers pour enfants\n17 heures : goûter à la mairie",
    ],
)
def test_a_programme_keeps_its_lines_and_times(program: str) -> None:
    text = f"Programme du 11 novembre à Chaumont\nLes cérémonies auront lieu lundi.\n{program}\nLa rue sera fermée."
    assert clean(text).text == text
    assert clean(text).removed == ()


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
