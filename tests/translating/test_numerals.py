"""Figures as the other language writes them, and sums in words: what is a figure, and what stays as it is."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from summarize.engines.backend import Candidate, Decoding
from summarize.engines.registry import Entry
from summarize.translating.numerals import with_currency_words, with_own_figures, with_plain_times
from summarize.translating.translate import translate_texts


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("1 040 km", "1,040 km"),
        ("1\u202f040,5 km", "1,040.5 km"),
        ("250.000 euros", "250,000 euros"),
        ("2,3 %", "2.3 %"),
        ("1040 km", "1040 km"),
        ("en 1998", "en 1998"),
        ("300000 pas", "300,000 pas"),
        ("5.413, puis 12,5 et 862 500", "5,413, puis 12.5 et 862,500"),
        ("1.500 et 1,5", "1,500 et 1.5"),
        ("5 €, 12,5 €, 1 200 $, 3,5 Md€", "€5, €12.5, $1,200, €3.5bn"),
        ("5.413 €", "€5,413"),
        ("three $", "$3"),
        ("between 5 and 7 k€", "between €5k and €7k"),
        ("between 5 k and 7 k€", "between €5k and €7k"),
        ("from 500 k to 2 Md€", "from €500k to €2bn"),
        ("from 20 to 30 k€", "from €20k to €30k"),
        ("10-12 M€, 1,5 – 2 Md€", "€10-12M, €1.5–2bn"),
        ("2019 and 7 k€", "2019 and €7k"),
        ("69007 Lyon", "69007 Lyon"),
        ("à Lyon 69007, 12500 pas", "à Lyon 69007, 12,500 pas"),
        ("Environ 12500 pas", "Environ 12,500 pas"),
        ("https://a.org/map?x=1,5 et 1,5", "https://a.org/map?x=1,5 et 1.5"),
        ("lemonde.fr/idees/12,5, 12,5", "lemonde.fr/idees/12,5, 12.5"),
        ("3:45,12", "3:45.12"),
        ("le 60e but", "le 60e but"),
        ("le G20, l'A320, un F-16", "le G20, l'A320, un F-16"),
        ("battus 5-3 en 1995-96", "battus 5-3 en 1995-96"),
        ("(1418 – 1450)", "(1418 – 1450)"),
        ("007", "007"),
    ],
)
def test_french_figures_are_written_as_english_writes_them(french: str, english: str) -> None:
    assert with_own_figures(french, french, "fr", "en") == english


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("1,040.5 km", "1\u202f040,5 km"),
        ("2.9 billion", "2,9 billion"),
        ("30,000 and 1.5", "30\u202f000 and 1,5"),
        ("the 2nd at 20:30", "the 2nd at 20:30"),
        ("in 1998, in the 1990s", "in 1998, in the 1990s"),
        ("7.52am", "7.52am"),
        ("Beverly Hills, California 90210", "Beverly Hills, California 90210"),
        ("Version 3.5, Section 4.2, iOS 17.4", "Version 3.5, Section 4.2, iOS 17.4"),
        ("a section 2.5 km long", "a section 2,5 km long"),
        ("v3.5 is 3.5 times", "v3.5 is 3,5 times"),
        ("https://a.org/map?x=1.5 is 1.5", "https://a.org/map?x=1.5 is 1,5"),
    ],
)
def test_english_figures_are_written_as_french_writes_them(english: str, french: str) -> None:
    assert with_own_figures(english, english, "en", "fr") == french


def test_a_sign_of_a_currency_stands_close_to_its_sum_alone() -> None:
    assert (
        with_own_figures("The € 10,000 for the state€ 3, US$ 5", "", "fr", "en")
        == "The €10,000 for the state €3, US$ 5"
    )


def test_a_version_keeps_its_point() -> None:
    assert with_own_figures("L'iOS 17,4 et 3.1 %", "iOS 17.4 and 3.1 %", "en", "fr") == "L'iOS 17.4 et 3,1 %"


@pytest.mark.parametrize(
    ("french", "plain"),
    [
        ("Un tour en 10''72.", "Un tour en 10,72."),
        ("Il gagne en 2h02'42\".", "Il gagne en 2:02:42."),
        ("Elle court en 1h12'07''.", "Elle court en 1:12:07."),
        ("De 20 à 35 €/jour.", "De 20 à 35 euros par jour."),
        ("De 12 à 15 €/m²/mois.", "De 12 à 15 €/m²/mois."),
        ("Le match a duré 2h15.", "Le match a duré 2 heures et 15 minutes."),
        ("L'examen dure environ 1 h 30.", "L'examen dure environ 1 heure et 30 minutes."),
        ("Une durée de 2h.", "Une durée de 2 heures."),
        ("Il finit en 2h05.", "Il finit en 2 heures et 5 minutes."),
        ("Après 3h20 de débats, il part.", "Après 3 heures et 20 minutes de débats, il part."),
        ("Avec 2h15 d'avance.", "Avec 2 heures et 15 minutes d'avance."),
        ("Après 10h30 de Lyon.", "Après 10h30 de Lyon."),
        ("Après 3h20 de la nuit.", "Après 3h20 de la nuit."),
        ("Après 3h20 du matin.", "Après 3h20 du matin."),
        ("Il part à 2h15.", "Il part à 2h15."),
        ("À midi et demi.", "À 12h30."),
        ("Minuit et demi.", "0h30."),
        ("Midi moins le quart.", "11h45."),
        ("À deux heures et quart.", "À 2h15."),
        ("Vers onze heures et demie.", "Vers 11h30."),
        ("Dès une heure moins le quart.", "Dès 12h45."),
        ("À deux heures et demie de l'après-midi.", "À 14h30."),
        ("Mardi soir, à neuf heures, il dormait.", "Mardi soir, à 21 heures, il dormait."),
        ("Hier après-midi vers 3 heures.", "Hier après-midi vers 15 heures."),
        ("À huit heures du soir.", "À 20 heures."),
        ("De 21 heures le soir à 6 heures le matin.", "De 21 heures le soir à 6 heures le matin."),
        ("De lundi soir à 6 heures mardi matin.", "De lundi soir à 6 heures mardi matin."),
        ("Vers une heure de l'après-midi.", "Vers 13 heures."),
        ("À 9 h 30 hier soir.", "À 21 h 30 hier soir."),
        ("Dans la soirée, peu après 10h.", "Dans la soirée, peu après 22h."),
        ("Il est arrêté lundi soir et jugé mardi à 9 heures.", "Il est arrêté lundi soir et jugé mardi à 9 heures."),
        ("Mardi soir vers deux heures.", "Mardi soir vers deux heures."),
        ("Mardi soir à 21 heures.", "Mardi soir à 21 heures."),
        ("Mardi soir, après six heures de débats.", "Mardi soir, après six heures de débats."),
        ("Mardi soir, à six heures de route.", "Mardi soir, à six heures de route."),
        ("De 7 à 9 heures du soir.", "De 7 à 9 heures du soir."),
        ("De 7 heures à 9 heures mardi soir.", "De 7 heures à 9 heures mardi soir."),
        ("Lundi soir à 9 heures du matin à Tokyo.", "Lundi soir à 9 heures du matin à Tokyo."),
        ("À deux heures et demie de route.", "À deux heures et demie de route."),
        ("Un film de deux heures et demie.", "Un film de deux heures et demie."),
        ("Une pièce de deux heures et quart.", "Une pièce de deux heures et quart."),
        ("Pendant 24h/24.", "Pendant 24h/24."),
        ("Le trajet passe à deux heures et demie.", "Le trajet passe à deux heures et demie."),
    ],
)
def test_french_times_are_said_plainly(french: str, plain: str) -> None:
    assert with_plain_times(french, "fr") == plain


def test_other_languages_and_other_figures_are_left_alone() -> None:
    assert with_own_figures("1,040 km", "1,040 km", "en", "de") == "1,040 km"
    assert with_own_figures("1,040 km", "Il a 5 ans.", "fr", "en") == "1,040 km"


@pytest.mark.parametrize(
    ("sum_", "words"),
    [
        ("€5", "5 euros"),
        ("$1", "1 dollar"),
        ("£118,000", "118,000 pounds"),
        ("$4.2 billion", "4.2 billion dollars"),
        ("€3.5bn", "3.5 billion euros"),
        ("£33m", "33 million pounds"),
        ("€1M", "1 million euros"),
        ("¥5k", "5 thousand yen"),
        ("A$5", "A$5"),
        ("$3 trillion", "3,000 billion dollars"),
        ("1.25 trillion yen", "1,250 billion yen"),
        ("5 €", "5 €"),
    ],
)
def test_sums_in_words(sum_: str, words: str) -> None:
    assert with_currency_words(f"It cost {sum_}, they said.") == f"It cost {words}, they said."


class _Echo:
    """A translator that gives every sentence back, and keeps what it was given."""

    name = "echo"

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        self.seen = list(texts)
        return [[Candidate(text, -0.1, True)] for text in texts]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> list[list[float]]:
        raise AssertionError("nothing is scored")

    def close(self) -> None: ...


@pytest.mark.parametrize(
    ("source", "target", "text", "given", "shown"),
    [
        ("fr", "en", "Il doit 1 040 €.", "Il doit 1 040 .", "Il doit €1,040."),
        ("en", "fr", "He owes €1,040 ✓ today.", "He owes 1,040 euros today.", "He owes 1\u202f040 euros ✓ today."),
        ("en", "de", "He owes €5 today.", "He owes 5 today.", "He owes €5 today."),
        ("fr", "en", "Vendredi soir, 2 hommes.", "vendredi soir, 2 hommes.", "Vendredi soir, 2 hommes."),
        ("fr", "en", "Mardigras est là.", "Mardigras est là.", "Mardigras est là."),
    ],
)
def test_what_a_translator_is_given_and_what_is_shown(
    source: str, target: str, text: str, given: str, shown: str
) -> None:
    backend = _Echo()
    entry = Entry("echo", "translation", (source, target), path=".")
    (found,) = translate_texts([text], backend, entry, source_language=source, check=False)
    assert backend.seen == [given]
    assert found.text == shown


def test_figures_are_found_in_linear_time() -> None:
    def seconds(repeats: int) -> float:
        text = "1 000 " * repeats + "9" * repeats + "-9" * repeats
        started = time.process_time()
        with_own_figures(text, text, "fr", "en")
        with_currency_words(f"€{text}")
        return time.process_time() - started

    seconds(100)
    assert min(seconds(8_000) for _ in range(3)) < 40 * max(seconds(1_000), 1e-3)
