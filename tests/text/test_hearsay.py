"""A conditional that tells what others say, and one that tells what would be."""

from __future__ import annotations

import pytest

from summarize.text.hearsay import as_condition, as_hearsay, condition_in, hearsay_in


@pytest.mark.parametrize(
    ("sentence", "in_words"),
    [
        ("Le maire aurait reçu un don.", "Le maire a apparemment reçu un don."),
        ("Les voleurs auraient déjà pris la fuite.", "Les voleurs ont apparemment déjà pris la fuite."),
        ("Il n'aurait pas été prévenu.", "Il n'a apparemment pas été prévenu."),
        ("Le chanteur se serait marié samedi.", "Le chanteur s'est apparemment marié samedi."),
        ("Une femme qui serait morte mardi.", "Une femme qui est apparemment morte mardi."),
        ("D'après RTL, il serait ravi.", "D'après RTL, il est apparemment ravi."),
        ('"J\'ai peur", aurait dit le maire.', '"J\'ai peur", a apparemment dit le maire.'),
        ("Me Durand aurait perdu le dossier.", "Me Durand a apparemment perdu le dossier."),
        ("Le ministre envisagerait de partir.", "Le ministre envisage apparemment de partir."),
    ],
)
def test_hearsay_is_said_in_words(sentence: str, in_words: str) -> None:
    assert as_hearsay(sentence) == in_words


@pytest.mark.parametrize(
    "sentence",
    [
        "Le maire aurait pu partir.",
        "Le maire aurait reçu un don s'il l'avait demandé.",
        "Sans lui, le maire aurait reçu un don.",
        "La réunion aurait lieu lundi.",
        "Elle n'aurait jamais fait de mal à personne.",
        "Je n'ai pas remarqué que mon vote aurait fait défaut.",
        "Un amateur aurait du mal à le dire.",
        "Ils auraient mérité plus de soutien.",
        "On aurait dit un vrai progrès.",
        "Une telle arrivée aurait mené à une baisse et signifierait une hausse.",
        "Les Suisses n'y auraient plus rien à dire.",
        "Le marché espérait que la banque aurait baissé ses taux.",
        "Avec un tel chef elle aurait eu la même force.",
        "Selon le maire, ce serait possible.",
    ],
)
def test_a_true_conditional_stays(sentence: str) -> None:
    assert as_hearsay(sentence) == sentence
    assert hearsay_in(sentence) is None


def test_hearsay_is_found() -> None:
    assert hearsay_in("Le maire aurait reçu un don.") == "aurait reçu"
    assert hearsay_in("Le maire a reçu un don.") is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Sans son casque, le motard serait mort.", "serait mort"),
        ("Avec un but de plus, Lyon se serait qualifié.", "serait qualifié"),
        ("Faute d'accord, l'usine aurait fermé en juin.", "aurait fermé"),
        ("En d'autres temps, le ministre aurait démissionné.", "aurait démissionné"),
        ("Le maire aurait reçu 3 000 euros sans les déclarer.", None),
        ("Avec son frère, il aurait volé trois voitures.", None),
        ("Le maire aurait reçu un don.", None),
        ("La fusion d'Alstom et Siemens, bloquée par Bruxelles, aurait créé un géant.", "aurait créé"),
        ("La réforme, finalement retirée, aurait concerné les cadres.", "aurait concerné"),
        ("Rejeté par le Sénat, le texte aurait interdit la chasse.", "aurait interdit"),
        ("L'accord aurait permis de libérer 40 otages, mais le Hamas l'a refusé.", "aurait permis"),
        ("Il aurait eu 80 ans cette année.", "aurait eu"),
        ("Le chanteur aurait fêté ses 80 ans ce dimanche.", "aurait fêté"),
        ("Un tel accord aurait créé un géant.", "aurait créé"),
        ("Le maire a déclaré qu'il aurait quitté ses fonctions avant Noël.", "aurait quitté"),
        ("Le suspect, refusé à l'entrée, aurait frappé le videur.", None),
        ("Le ministre aurait fêté ses 40 ans en plein confinement.", None),
        ("Le maire aurait rejeté l'offre.", None),
        ("Avec un casque, le cycliste aurait survécu.", "aurait survécu"),
        ("Avec un détecteur, l'incendie aurait été évité.", "aurait été évité"),
        ("Les résidents n'auraient pas été concernés.", "auraient pas été concernés"),
        ("Avec un couteau, l'homme aurait menacé le vendeur.", None),
        ("Avec un complice, il aurait évincé le maire.", None),
        ("Les victimes n'auraient pas été prévenues.", None),
        ("L'accord aurait été rejeté mardi.", None),
    ],
)
def test_what_would_have_been_is_no_hearsay(sentence: str, words: str | None) -> None:
    assert condition_in(sentence) == words
    assert words is None or as_hearsay(sentence) == sentence


@pytest.mark.parametrize(
    ("sentence", "english", "right"),
    [
        ("Il aurait eu 80 ans.", "He was reportedly 80 years old.", "He would have been 80 years old."),
        (
            "La loi, rejetée mardi, aurait créé un don.",
            "The law reportedly created it.",
            "The law would have created it.",
        ),
        (
            "La loi, rejetée mardi, aurait pris fin.",
            "The law reportedly took effect.",
            "The law reportedly took effect.",
        ),
        ("Le maire aurait créé un don.", "The mayor reportedly created it.", "The mayor reportedly created it."),
        (
            "Les résidents n'auraient pas été concernés.",
            "Residents were reportedly not affected.",
            "Residents would not have been affected.",
        ),
    ],
)
def test_what_would_have_been_is_said_so(sentence: str, english: str, right: str) -> None:
    assert as_condition(sentence, english) == right
