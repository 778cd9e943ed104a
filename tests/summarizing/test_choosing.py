"""What summary is shown: the opening, why not, how long, and what a model wrote beside it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from summarize import Summary, summarize
from summarize.engines.backend import Candidate
from summarize.options import Length
from summarize.summarizing.choosing import choose
from summarize.summarizing.extract import extract
from summarize.summarizing.headline import shortened
from summarize.text.document import Document

POOL = (
    "Le maire de Brest, Paul Durand, a fermé mardi la piscine du port pour six mois de travaux. "
    "La charpente, vieille de trente ans, menaçait de tomber dans le grand bassin. "
    "Les clubs de natation demandent une aide de 40.000 euros à la ville de Brest. "
    "L'opposition réclame un vote du conseil municipal sur les travaux de la piscine. "
    "Une réunion publique est prévue le 12 mars à la mairie avec les clubs et les habitants du port. "
    "La région Bretagne paiera la moitié des travaux, soit trois millions d'euros, si le vote a lieu avant juin. "
    "Les écoles de la ville iront nager à Guipavas jusqu'aux vacances de Noël."
)


def _summary(text: str, length: Length = "medium") -> Summary:
    return summarize(text, language="fr", length=length, min_words=5)


def test_the_summary_is_the_opening() -> None:
    found = _summary(POOL, "short")
    assert (found.status, found.kind, found.departure) == ("ok", "opening", None)
    assert found.text.startswith("Le maire de Brest, Paul Durand, a fermé mardi la piscine du port")


@pytest.mark.parametrize(
    ("first", "departure"),
    [
        ("La décision est tombée.", "teaser"),
        ("La piscine de Brest va-t-elle fermer ?", "question"),
        ("« Nous n'avons pas le choix devant un tel danger ».", "quotation"),
        ("Il a pris sa décision dans la nuit de lundi à mardi.", "dangling_pronoun"),
        ("Cette fermeture était attendue par tous les nageurs de la ville.", "dangling_demonstrative"),
        ("En 1988, la ville de Brest avait ouvert la plus grande piscine de Bretagne.", "background"),
        ("Je nage ici depuis vingt ans avec mes enfants.", "speech"),
    ],
)
def test_a_departure_has_a_reason(first: str, departure: str | None) -> None:
    found = _summary(f"{first} {POOL}")
    assert found.departure == departure and found.status == "ok"
    assert ("Le maire de Brest, Paul Durand, a fermé" in found.text) is True


@pytest.mark.parametrize(
    "told", ["La fête se tiendra du 10 au 12 juillet à Brest", "Brest aura un maire de moins à l'agglomération"]
)
def test_what_will_be_is_news_beside_an_old_date(told: str) -> None:
    first = f"{told}, pour la première fois depuis 2009."
    later = "Le maire a annoncé la nouvelle mardi soir en conseil. Les travaux finiront en 2021."
    assert _summary(f"{first} {later}").text.startswith(first)


def test_an_old_date_is_no_news() -> None:
    found = _summary(f"En 1988, la ville de Brest avait ouvert la piscine. {POOL} Les travaux finiront en 2021.")
    assert found.departure == "background" and found.text.startswith("Le maire de Brest")


def test_lengths_are_distinct_and_grow() -> None:
    words = [len(_summary(POOL, length).text.split()) for length in ("headline", "short", "medium", "long")]
    assert words == sorted(set(words)) and words[0] <= 15
    for count in (1, 2, 4):
        assert len(Document(_summary(POOL, count).text).sentences) == count


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("Le maire de Royan a accusé la préfète d'avoir caché pendant deux ans un rapport sur la plage.", "caché."),
        ("Le gouvernement ne fermera pas la centrale de Cordemais avant la mise en service d'une ligne.", "centrale."),
        ("Le gouvernement ne relèvera pas la taxe sur les carburants sauf si le prix du baril descend.", "taxe."),
        ("Le maire de Blois a touché des pots-de-vin d'un promoteur selon le journal Mediapart lundi.", "promoteur."),
        (
            "Ce sont quatre cents kilos de cocaïne dissimulés dans des cartons que les douaniers ont saisis.",
            "dissimulés.",
        ),
        ("Mgr Lebrun, l'archevêque de Rouen, a annoncé, vendredi 18 mai, avoir demandé à Rome une enquête.", "18 mai."),
        (
            "Les soldes d'été, qui doivent s'achever le 11 août, ne permettront pas aux commerçants de vivre.",
            "11 août.",
        ),
    ],
)
def test_a_headline_does_not_end_where_the_rest_changes_what_is_said(sentence: str, cut: str) -> None:
    assert not (shortened(sentence, 12) or "").endswith(cut)


def test_nothing_is_said_twice() -> None:
    text = (
        "La statue du général Faidherbe a été déboulonnée mardi à Lille. Une enquête a été ouverte par le parquet. "
        "Une enquête a été ouverte par le parquet de Lille. Le ministre de l'Intérieur a réagi sur X."
    )
    for length in ("medium", "long", 3):
        assert _summary(text, length).text.count("enquête a été ouverte") == 1


@pytest.mark.parametrize(
    "second",
    [
        "Une enquête a été ouverte par le parquet.",
        "La circulation a repris dans la soirée.",
        "Le conducteur a été placé en garde à vue.",
    ],
)
@pytest.mark.parametrize("length", ["medium", 2])
def test_a_short_sentence_may_follow(second: str, length: Length) -> None:
    first = "La voiture du maire de Sète a été incendiée mardi soir sur le parking de la mairie."
    assert _summary(f"{first} {second}", length).text.endswith(second)
    assert _summary(f"{second} {first} {POOL}", length).text.startswith("La voiture du maire de Sète")


@pytest.mark.parametrize(
    "second",
    [
        "La décision est tombée.",
        "Un drame.",
        "Retour sur une longue journée de travail.",
        "Que 90 % des voitures n'ont pas cette chance dans la ville.",
    ],
)
def test_a_teaser_does_not_follow(second: str) -> None:
    first = "La voiture du maire de Sète a été incendiée mardi soir sur le parking de la mairie."
    assert second not in _summary(f"{first} {second} {POOL}", "long").text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "La voiture du maire de Sète a été incendiée mardi soir sur le parking de la mairie. Une enquête a été "
            "ouverte par le parquet. Les faits ont eu lieu vers 22 heures. Le ministre de l'Intérieur a réagi sur X.",
            "La voiture du maire de Sète a été incendiée mardi soir",
        ),
        (
            "La SNCF a annoncé mercredi que la vitesse des trains sera réduite de 160 à 120 km/h entre Limoges et "
            "Brive. Les travaux de la ligne dureront jusqu'en 2027. Les élus locaux ont exprimé leur colère.",
            "réduite de 160 à 120 km/h entre Limoges et Brive",
        ),
        (
            "Le président de la région et la maire de Nantes ont signé lundi un accord sur le port. Le texte prévoit "
            "deux cents emplois. Les syndicats jugent l'accord trop vague et appellent à la grève.",
            "Le président de la région et la maire de Nantes ont signé lundi",
        ),
    ],
)
@pytest.mark.parametrize("length", ["short", "medium"])
def test_subjects_ranges_and_mates_stay_whole(text: str, kept: str, length: Length) -> None:
    assert kept in _summary(text, length).text


def test_an_answer_stands_under_its_own_question() -> None:
    text = (
        "Le Phare : Avez-vous détourné de l'argent public ?\nHenri Vasseur : Non. Jamais, je le jure devant mes "
        "électeurs.\nLe Phare : Regrettez-vous d'avoir quitté la mairie ?\nHenri Vasseur : Oui, bien sûr. C'était ma "
        "vie, et cela me manque chaque jour.\nLe Phare : Que répondez-vous à l'opposition ?\nHenri Vasseur : Qu'elle "
        "attende le procès, qui s'ouvre le 4 novembre à Caen."
    )
    found = _summary(text).text
    pairs = (
        ("argent public ?", "Non. Jamais, je le jure"),
        ("quitté la mairie ?", "Oui, bien sûr."),
        ("l'opposition ?", "Qu'elle attende le procès"),
    )
    assert any(question in found for question, _ in pairs)
    assert all((question in found) == (answer in found) for question, answer in pairs)


def test_speech_keeps_its_marks() -> None:
    text = (
        "« Je n'ai jamais volé un centime. J'ai servi cette ville pendant vingt ans. On me reproche aujourd'hui des "
        "choses que je n'ai pas faites. Je me battrai jusqu'au bout, devant tous les tribunaux s'il le faut. Mes "
        "électeurs me connaissent. Ils savent qui je suis. »"
    )
    for length in ("short", "medium", "long"):
        found = _summary(text, length)
        assert found.text.startswith("«") and found.text.rstrip().endswith("»") and found.status == "fallback"


def test_no_object_pronoun_is_left_alone() -> None:
    text = (
        "Le patron de la CGT a jugé mardi que la réforme était inacceptable. Le ministre du Travail, lui, l'a "
        "qualifiée de nécessaire. Les négociations reprendront lundi. Selon la CFDT, un accord reste possible."
    )
    found = _summary(text, 1).text
    assert "l'a qualifiée" not in found
    assert "Travail, l'a" not in _summary(text).text


def test_a_text_without_full_stops_is_shown_with_a_label() -> None:
    text = " ".join(["le maire a annoncé que la piscine de la ville serait fermée pendant deux ans et que"] * 20)
    found = _summary(text)
    assert found.status == "fallback" and len(found.text.split()) < 100 and found.text.endswith("…")


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Paul Durand, maire de Brest, a fermé la piscine du port pour six mois de travaux.", "abstractive"),
        ("Le maire a fermé la piscine.", "copied"),
        ("Paul Durand, maire de Nantes, a fermé la piscine du port pour six mois de travaux.", "copied"),
        ("Le maire de Brest, Paul Durand, a fermé la piscine du port pour huit mois de travaux.", "copied"),
        ("Il a fermé la piscine du port de Brest, Paul Durand, pour six mois de travaux, mardi.", "copied"),
        ("Paul Durand, maire de Brest, a fermé la piscine du port pour six mois de", "copied"),
    ],
)
def test_what_is_written_passes_the_gates_and_tells_the_news_or_gives_way(written: str, kind: str) -> None:
    article = Document(POOL)
    found = choose(article, extract(article, "medium"), [Candidate(written, -0.5, True)])
    assert (found.kind == "abstractive") == (kind == "abstractive") and found.passes


def test_claims_are_supported_with_a_place_each() -> None:
    found = _summary(POOL)
    assert found.supported and all(claim.sources for claim in found.supported) and not found.unsupported


def test_what_is_taken_back_is_told_to_the_end() -> None:
    text = (
        "Le tribunal de Nantes a condamné mardi l'ancien maire Paul Durand à deux ans de prison. Mais la cour d'appel "
        "a annulé mercredi ce jugement. Paul Durand dirige depuis trente ans la plus grande entreprise de bâtiment du "
        "port de Nantes. Le parquet de Nantes demandait quatre ans de prison contre Paul Durand."
    )
    for length in ("short", "medium"):
        assert "annulé mercredi ce jugement" in _summary(text, length).text


def test_every_process_finds_the_same_news() -> None:
    """Of twenty equally frequent stems the same twelve, whatever the order of Python's sets."""
    code = (
        "from summarize.summarizing.units import news_of, units_of\n"
        "from summarize.text.document import Document\n"
        "words = 'alpha bravo cargo delta ferme gamin hotel jardin kayak ligne maire navire opera piano quartier route "
        "sable train usine volcan'.split()\n"
        "text = ' '.join('Le maire voit ' + ' '.join('le ' + word for word in words) + '.' for _ in range(2))\n"
        "print(sorted(news_of(units_of(Document(text, 'fr')))))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(found) == 1
