"""What a sentence refers to: found, or said to be missing."""

from __future__ import annotations

import pytest

from summarize.summarizing.references import dangling
from summarize.text.document import Document

ARTICLE = Document(
    "Le maire de Brest, Paul Durand, a fermé mardi la piscine. Durand promet une réouverture en juin. "
    "Les nageurs protestent devant la mairie de Brest."
)


def _under(title: str, sentence: str) -> str | None:
    return dangling(sentence, title, ARTICLE, follows=True, is_title=True)


def _missing(sentence: str, before: str = "", follows: bool = False) -> str | None:
    return dangling(sentence, before, ARTICLE, follows=follows)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Cet accident a fait trois morts sur l'autoroute.", "demonstrative"),
        ("C'est une nouvelle défaite pour le club de Brest.", "demonstrative"),
        ("Les policiers ont relâché ces deux hommes dans la nuit.", "demonstrative"),
        ("Une annonce saluée par les syndicats de la ville.", "comment"),
        ("Les faits se sont produits vers 22 heures.", "noun"),
        ("La victime a été conduite à l'hôpital de Brest.", "noun"),
        ("L'explosion a soufflé un immeuble de trois étages.", "noun"),
        ("Le maire de Brest reste malgré tout optimiste.", "link"),
        ("Selon la police, l'homme était connu des services.", "noun"),
        ("Ils ont été arrêtés mercredi à Rennes.", "pronoun"),
        ("Mercredi soir, elle a démenti toute négligence.", "pronoun"),
        ("Le ministre du Travail, lui, l'a qualifiée de nécessaire.", "pronoun"),
        ("Sa disparition avait été signalée dimanche.", "pronoun"),
        ("Selon lui, les travaux coûteront deux millions d'euros.", "pronoun"),
        ('"Nous avons perdu du temps", a-t-il déclaré.', "pronoun"),
        ("Ce dernier a été mis en examen à Lyon.", "pronoun"),
        ("Le lendemain, les pompiers ont repris les recherches.", "link"),
        ("Trois jours après, dix heures auparavant, le corps a été retrouvé.", "time"),
        ("Mais la préfecture refuse toute dérogation.", "link"),
        ("En revanche, la mairie accepte les chiens.", "link"),
        ("La région a également voté une aide.", "link"),
        ("Un succès qu'il doit à son entraîneur, explique-t-il.", "comment"),
        ("Saisie, la cour a entendu les deux femmes jeudi.", "noun"),
        ('"Pensez à venir", lui répond alors la directrice du lycée de Brest.', "pronoun"),
        ("Le patron du Medef, Geoffroy Roux, reste ouvert sur ce point de la réforme.", "demonstrative"),
        ("Selon lui, la grève a déjà coûté 400 millions d'euros à la SNCF.", "pronoun"),
        ("Le patron de Canal+ s'était alors demandé si la chaîne tiendrait.", "link"),
        ("Le préfet du Nord a ainsi annoncé le port du masque à Lille.", "link"),
        ("Alors que le plan doit être présenté mardi, la question reste en suspens.", "noun"),
        ("Marlène Schiappa y avait pris part avec dix ministres.", "pronoun"),
        ("Soit plus de 40.000 nageurs en deux ans.", "comment"),
        ("Autant de raisons pour protester devant la mairie.", "comment"),
        ("Le genre de travaux que la ville aimerait ne plus payer.", "comment"),
        ("Des propos qui n'ont pas rassuré la population.", "comment"),
        ("Oui, la mairie paiera les travaux de la piscine.", "answer"),
        ("Durand promet une réouverture en juin.", "name"),
        ("M. Durand promet une réouverture en juin.", "name"),
    ],
)
def test_what_finds_nothing_is_said(sentence: str, code: str) -> None:
    assert _missing(sentence) == code


@pytest.mark.parametrize(
    "sentence",
    [
        "Le maire de Brest, Paul Durand, a fermé mardi la piscine.",
        "Le gouvernement a annoncé qu'il quitterait ses fonctions en mars.",
        "Dans son rapport, la Cour des comptes critique la gestion du port.",
        "Il faut payer ses impôts avant le 15 mai, rappelle le Trésor.",
        "Il est possible de s'inscrire jusqu'à vendredi.",
        "Ce mercredi 4 mars, la grève touche tous les lycées de France.",
        "Cette semaine, la neige a bloqué trois cols des Alpes.",
        "Le gouvernement a présenté ces derniers jours un plan pour la forêt.",
        "La voiture du maire de Sète a été incendiée mardi soir.",
        "L'homme qui a tué trois passants à Nice a été jugé mardi.",
        "Un homme a été arrêté mardi : l'homme transportait des armes.",
        "C'est à Brest que le président a choisi de parler.",
        "Une mère et sa fille ont été jugées mardi : les deux femmes nient les faits.",
        "Paul Durand et Luc Martin seront entendus, les deux hommes ont fait appel.",
        "La police a arrêté les deux hommes qui ont braqué la banque de Brest.",
        "Le maire de Brest a tranché la question du stade, et sur cette question il ne reviendra pas.",
        "Le pape François a assuré que sa visite aurait lieu en juin.",
        "L'explosion a soufflé dimanche un immeuble de trois étages à Sanary.",
    ],
)
def test_what_stands_by_itself_is_let_through(sentence: str) -> None:
    assert _missing(sentence) is None


def test_the_sentence_before_brings_what_is_referred_to() -> None:
    first = "Le maire de Brest, Paul Durand, a fermé mardi la piscine."
    assert _missing("Il promet une réouverture en juin.", first, follows=True) is None
    assert _missing("Il promet une réouverture en juin.", first, follows=False) == "pronoun"
    assert _missing("Durand promet une réouverture en juin.", first, follows=True) is None
    assert _missing("Cette piscine accueille mille nageurs.", first) is None


def test_a_subject_that_the_text_before_lacks_is_missing() -> None:
    assert _missing("Le bassin, vieux de trente ans, a fui.", "La grève continue à Paris.") == "noun"


def test_other_languages() -> None:
    english = Document("The mayor closed the pool. She will open it in June.", "en")
    assert dangling("She will open it in June.", "", english, follows=False) == "link"
    assert dangling("The mayor closed the pool.", "", english, follows=False) is None
    assert dangling("Esto es así.", "", Document("Esto es así.", "es"), follows=False) is None


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("La veille, un incendie avait détruit la piscine.", "time"),
        ("Cinq jours plus tard, les nageurs sont revenus.", "time"),
        ("Autant de raisons pour protester devant la mairie.", "comment"),
        ("Le gardien a été surpris par les deux hommes.", "noun"),
    ],
)
def test_a_title_tells_of_no_day_and_counts_nobody(sentence: str, code: str) -> None:
    assert _under("Brest : la piscine ferme.", sentence) == code
    assert _missing(sentence, "Brest : la piscine ferme.", follows=True) is None, "after a sentence of the article"


@pytest.mark.parametrize(
    "sentence",
    [
        "Elle rouvrira en juin, selon le maire.",
        "La veille de la réouverture, le maire a invité les nageurs.",
        "Une annonce saluée par les syndicats de la ville.",
        "Une dizaine de personnes qui marchaient sur le trottoir auraient été blessées.",
    ],
)
def test_what_a_title_names_is_found_there(sentence: str) -> None:
    assert _under("Brest : la piscine ferme.", sentence) is None


def test_a_clause_beside_a_verb_is_a_statement() -> None:
    assert _missing("Une dizaine de personnes qui marchaient sur le trottoir auraient été blessées.") is None
