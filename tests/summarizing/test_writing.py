"""What a model writes: its outputs as sentences, and the gates that are for written text alone."""

from __future__ import annotations

import pytest

from summarize.engines.backend import Candidate
from summarize.options import Length
from summarize.summarizing.choosing import choose, fitted, is_scattered, loses_hedge, unknown_words
from summarize.summarizing.extract import extract
from summarize.summarizing.writing import whole
from summarize.text.document import Document

MARK = "\nEn bref :"
ARTICLE = Document(
    "Le zoo de Lille a retrouvé mardi un éléphant échappé dans le parc de la Citadelle. Les pompiers ont fermé le parc "
    "pendant trois heures. L'éléphant, âgé de six ans, a été capturé par un vétérinaire. Le maire de Lille, Jeanne "
    "Morel, a demandé une enquête au zoo.",
    "fr",
)


@pytest.mark.parametrize(
    ("output", "length", "text"),
    [
        (
            f"Lille : un éléphant s'échappe{MARK} Il a été repris.",
            "medium",
            "Lille : un éléphant s'échappe. Il a été repris.",
        ),
        (f"Pourquoi un éléphant ?{MARK} Le zoo répond.", "medium", "Pourquoi un éléphant ? Le zoo répond."),
        (f"Lille : un éléphant s'échappe{MARK} Il a été repris.", "headline", "Lille : un éléphant s'échappe"),
        ("Lille : un éléphant s'échappe", "medium", "Lille : un éléphant s'échappe"),
    ],
)
def test_headline_and_abstract_become_sentences(output: str, length: Length, text: str) -> None:
    assert whole(output, MARK, length) == text


def test_an_output_without_a_mark_stays_as_it_is() -> None:
    assert whole("Un résumé.", None, "medium") == "Un résumé."


@pytest.mark.parametrize(
    ("text", "scattered"),
    [
        ("Le zoo de Lille a retrouvé un éléphant échappé.", False),
        ("Un éléphant de six ans a été capturé par un vétérinaire.", False),
        # Out of its reach: a single noun of another sentence.
        ("Le maire de Lille a retrouvé un éléphant échappé dans le parc de la Citadelle.", False),
        ("Jeanne Morel a fermé le parc pendant trois heures.", True),
    ],
)
def test_a_sentence_stands_together_in_the_article(text: str, scattered: bool) -> None:
    assert is_scattered(Document(text, "fr"), ARTICLE) is scattered


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Un éléphant échappé à Lille. Un éléphant échappé à Lille a été capturé mardi.",
            "Un éléphant échappé à Lille a été capturé mardi.",
        ),
        (
            "Un éléphant échappé a été capturé mardi. L'éléphant échappé a été capturé.",
            "Un éléphant échappé a été capturé mardi.",
        ),
        (
            "Un éléphant échappé à Lille. Le maire demande une enquête.",
            "Un éléphant échappé à Lille. Le maire demande une enquête.",
        ),
    ],
)
def test_the_same_is_not_said_twice(text: str, left: str) -> None:
    assert fitted(text, "fr", "medium").text == left


def _chosen(text: str) -> tuple[str, str, list[str]]:
    choice = choose(ARTICLE, extract(ARTICLE, "medium"), [Candidate(text, -0.2, True)])
    return choice.summary.text, choice.kind, list(choice.failures)


def test_what_passes_is_shown_as_written() -> None:
    text = "Lille : le zoo a retrouvé mardi un éléphant échappé dans le parc. Il a été capturé par un vétérinaire."
    assert _chosen(text) == (text, "abstractive", [])


@pytest.mark.parametrize(
    ("article", "text", "lost"),
    [
        ("Paul Durand travaillerait pour la mairie de Lille.", "Paul Durand travaille pour la mairie de Lille.", True),
        ("Paul Durand travaillerait pour la mairie de Lille.", "Paul Durand aurait un poste à la mairie.", False),
        ("Paul Durand aurait volé la caisse de la mairie.", "Paul Durand soupçonné d'avoir volé la mairie.", False),
        ("Le retrait du projet a fâché Paul Durand.", "Paul Durand fâché par la fin du projet.", False),
    ],
)
def test_what_is_not_certain_is_not_said_as_a_fact(article: str, text: str, lost: bool) -> None:
    assert loses_hedge(Document(text, "fr"), Document(article, "fr")) is lost


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Le zoo réfut la capture de l'éléphant.", ["réfut"]),
        ("Le zoo réfute la capture de l'éléphant aujourd'hui.", []),
        ("Le Zoorama de Lille est fermé.", []),
    ],
)
def test_words_of_no_list_are_seen(text: str, unknown: list[str]) -> None:
    assert unknown_words(Document(text, "fr"), ARTICLE) == unknown


def test_what_is_all_copied_is_called_so() -> None:
    for text in (ARTICLE.sentences[0].text, "Le zoo de Lille a retrouvé mardi un éléphant échappé."):
        assert _chosen(text)[1] == "extractive"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lille : le zoo a retrouvé mardi un éléphant échappé dans le parc de Roubaix.", "unsupported_name"),
        (
            "Lille : le zoo a retrouvé mardi un éléphant échappé dans le parc. Jeanne Morel a fermé le parc pendant "
            "trois heures.",
            "scattered",
        ),
        ("Le maire de Lille, Jeanne Morel, a demandé une enquête.", "tells_less"),
    ],
)
def test_what_fails_gives_way_to_the_opening(text: str, reason: str) -> None:
    shown, kind, failures = _chosen(text)
    assert kind == "opening" and failures == [reason] and shown.startswith("Le zoo de Lille a retrouvé mardi")


def test_an_address_is_told_where_the_articles_own_sentences_tell_it() -> None:
    first = "La mairie de Lille a ouvert mardi un guichet pour les habitants du quartier."
    told = "Les agents répondent aussi aux questions écrites sur le site guichet.exemple.fr."
    others = (
        "Le maire, Paul Durand, promet un deuxième guichet avant fin juin, près de la gare du Nord. Les syndicats "
        "demandent dix agents de plus et une prime de cent euros, car les files durent parfois trois heures."
    )
    for rest, reasons in ((told, []), (f"{others} {told}", ["address"])):
        article = Document(f"{first} {rest}", "fr")
        chosen = choose(article, extract(article, "medium"), [Candidate(f"{first} {told}", None, True)])
        assert list(chosen.failures) == reasons and ("guichet.exemple.fr" in chosen.summary.text) == (not reasons)
