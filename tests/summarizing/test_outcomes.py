"""Titles that decide what their first sentences leave open stay above the summary; others that they tell again go."""

import pytest

from summarize import summarize
from summarize.summarizing.outcomes import lacks_name, lacks_outcome

ARTICLES = [
    (
        "it",
        "Assolto in appello il sindaco di Riace dall'accusa di truffa",
        "Il sindaco di Riace era imputato in appello con l'accusa di truffa. In primo grado era stato condannato.",
    ),
    (
        "en",
        "Man wrongly accused of Bristol stabbing sues police",
        "A man accused of the Bristol stabbing is suing police over his treatment. Officers arrested him within hours.",
    ),
    (
        "es",
        "El Gobierno niega que vaya a subir el IVA de los alimentos",
        "El Gobierno va a subir el IVA de los alimentos en enero, según publicó el lunes Expansión. La medida "
        "afectaría al pan y la leche.",
    ),
    (
        "fr",
        "Incendie de Rouen : un pompier volontaire soupçonné d'avoir mis le feu à l'entrepôt",
        "Un incendie a ravagé mardi soir un entrepôt de Rouen, où un pompier volontaire a été légèrement blessé en "
        "combattant le feu. Une soixantaine de sapeurs-pompiers ont été mobilisés.",
    ),
    (
        "fr",
        "Grève des contrôleurs aériens : le préavis de jeudi levé",
        "Les contrôleurs aériens avaient déposé un préavis de grève pour jeudi dans toute la France. Un syndicat "
        "réclamait une hausse des salaires.",
    ),
    (
        "fr",
        "Le Sénat adopte la taxe en commission mais la supprime en séance",
        "Le Sénat a adopté mercredi la taxe en commission. L'impôt viserait les fortunes de plus de 100 millions.",
    ),
    (
        "fr",
        "Rachida Dati jugée pour corruption à Paris",
        "La ministre de la Culture a été jugée mardi pour corruption à Paris. Le parquet a requis trois ans de prison.",
    ),
]


@pytest.mark.parametrize(("language", "title", "text"), ARTICLES)
def test_a_title_stays_above_a_sentence_that_lacks_what_it_decides(language: str, title: str, text: str) -> None:
    assert summarize(f"{title}\n\n{text}", language=language).text.startswith(title)


def test_a_title_that_the_first_sentence_tells_again_goes() -> None:
    title = "Attaque à Nice : un homme soupçonné d'avoir tué sa voisine a été arrêté à Toulon"
    told = "Un homme soupçonné d'avoir tué sa voisine lors d'une attaque à Nice a été arrêté lundi à Toulon."
    found = summarize(f"{title}\n\n{told} Les policiers le recherchaient depuis trois jours dans toute la région.")
    assert found.text.startswith(told)


@pytest.mark.parametrize(
    ("language", "title", "said", "is_lacking"),
    [
        ("fr", "Le match annulé", "Le match devait se jouer dimanche.", True),
        ("fr", "Le match annulé", "Le match de dimanche est annulé.", False),
        ("fr", "Le rapport sur l'eau publié", "Un rapport sur l'eau a paru.", False),
        ("en", "Report on water published", "A report on water appeared.", False),
        ("en", "Storm warning lifted", "The storm warning covered Kent.", True),
        ("es", "Detienen por error a un vecino", "Han detenido a un vecino.", True),
        ("ja", "試合中止", "試合は日曜だった。", False),
    ],
)
def test_an_outcome_is_lacking_where_no_form_of_its_word_is_said(
    language: str, title: str, said: str, is_lacking: bool
) -> None:
    assert lacks_outcome(title, said, language) is is_lacking


def test_a_name_is_lacking_where_nobody_and_no_place_of_it_is_said() -> None:
    assert lacks_name("Sébastien Lecornu nommé", "Le ministre des Armées est nommé.")
    assert lacks_name("Un motard blessé à Vierzon", "Un motard a été blessé mardi.")
    assert not lacks_name("Sébastien Lecornu nommé à Vierzon", "M. Lecornu est venu à Vierzon.")
