"""Which language a text is in, where character statistics alone go wrong."""

from __future__ import annotations

import pytest

from summarize import detect_language, summarize
from summarize.errors import InputError
from summarize.text.votes import votes

FRENCH = (
    "Le préfet du Morbihan a annoncé mardi la fermeture de la plage de Kerhillio pendant deux semaines à la suite "
    "d'une pollution aux hydrocarbures. Une nappe de 300 mètres a été repérée lundi par un hélicoptère."
)
ENGLISH = (
    "The mayor said on Monday that the bridge would be closed for six months while the city repairs the damage caused "
    "by the flood. Buses will run along the river, and shop owners are asking the county for help."
)
GERMAN = (
    "Der Bürgermeister sagte am Montag, dass die Brücke sechs Monate lang gesperrt bleibt, während die Stadt die "
    "Schäden des Hochwassers behebt."
)


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Grève SNCF : trafic perturbé lundi", "fr"),
        ("Week-end shopping : best of des outlets, soldes et happy hour", "fr"),
        ("Liverpool FC - Real Madrid : Salah et Vinicius titulaires", "fr"),
        ("Nina Conceição vous présente ses dernières créations", "fr"),
        ("Météo : vigilance orange dans le Sud", "fr"),
        ("PSG : Mbappé forfait contre Nice", "fr"),
        ("Macron reçoit Zelensky à Paris", "fr"),
        ("Benidorm : huit blessés dans un accident de car", "fr"),
        ("Excellent service as usual", "en"),
        ("Trump says deal is close", "en"),
        ("Biden visita España mañana", "es"),
        ("Scholz trifft Macron in Berlin und will über Europa reden", "de"),
        ("Meloni a Parigi con il presidente della Repubblica", "it"),
        ("Lula viaja para Lisboa e fala com o presidente", "pt"),
        ("Rutte wil niet met de boeren praten over het akkoord", "nl"),
    ],
)
def test_headlines_with_names(headline: str, language: str) -> None:
    assert detect_language(headline).language == language


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fr"), (ENGLISH, "en"), (GERMAN, "de")])
def test_capitals_are_folded(text: str, language: str) -> None:
    assert detect_language(text.upper()).language == language


@pytest.mark.parametrize(
    ("text", "language", "also"),
    [(f"{FRENCH}\n{ENGLISH}", "fr", "en"), (f"{ENGLISH} {FRENCH}", "en", "fr"), (f"{FRENCH}\n\n{GERMAN}", "fr", "de")],
)
def test_a_text_in_two_languages_says_so(text: str, language: str, also: str) -> None:
    found = detect_language(text)
    assert (found.language, found.also) == (language, also)


@pytest.mark.parametrize("text", [FRENCH, ENGLISH, GERMAN, f"{FRENCH} {FRENCH}"])
def test_a_text_in_one_language_is_not_mixed(text: str) -> None:
    found = detect_language(text)
    assert found.also is None and not found.is_unsure


def test_a_summary_of_mixed_text_warns() -> None:
    assert "mixed_language" in [notice.code for notice in summarize(f"{FRENCH}\n{ENGLISH}").warnings]
    assert "mixed_language" not in [notice.code for notice in summarize(FRENCH).warnings]


@pytest.mark.parametrize("given", [None, 3, b"texte", [None]])
def test_what_is_no_text_is_refused_in_one_line(given: object) -> None:
    with pytest.raises(InputError, match="takes a text") as caught:
        detect_language(given)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_votes_count_words() -> None:
    assert votes("le pont et la gare")["fr"] == 3
    assert votes("xyz") == {}
