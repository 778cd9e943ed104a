"""Kinds of input that translators are known to break, by the shipped translators: what must pass through does; what the
model decides is right, or is never called ok."""

from __future__ import annotations

import re

import pytest

from summarize import translate
from summarize.result import TranslatedText


def _english(text: str) -> TranslatedText:
    return translate(text, source="fr", target="en", threads=1)


def _french(text: str) -> TranslatedText:
    return translate(text, source="en", target="fr", threads=1)


@pytest.mark.parametrize(
    "text",
    ["", " ", "?!", "« »", "***", "…", "—", "12 345,67 %", "\n\n", "\t*\n", "🎉", "→ 🎉 ←", "{nom}", "42", "👍🏽 !"],
)
def test_what_has_no_words_stays_as_it_is(text: str) -> None:
    assert (_english(text), _english(text).status) == (text, "ok")
    assert _french(text) == text


@pytest.mark.parametrize(
    "untouched",
    [
        "https://www.exemple.fr/actu/2024/03/12/pluie-et-vent.html",
        "http://exemple.fr/a?b=c&d=%C3%A9#e",
        "www.exemple.fr",
        "exemple.com",
        "jean.dupont@exemple.fr",
        "{nom}",
        "{{ville}}",
        "@LeMaire",
    ],
)
def test_addresses_and_placeholders_stay_letter_by_letter(untouched: str) -> None:
    for translated in (_english(f"Le maire a écrit à {untouched} mardi."), _french(f"The mayor wrote to {untouched}.")):
        assert translated.count(untouched) == 1
    assert untouched in _english(f"Consultez {untouched} pour en savoir plus.")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Le maire de {ville} a reçu {nombre} plaintes.", r"of \{ville\} .*received \{nombre\} complaints"),
        ("Bonjour %s, votre commande est prête.", "Hello,? %s, your order"),
        ("Contactez-nous au +33 6 12 34 56 78 mardi.", r"\+33 6 12 34 56 78"),
        ("Appelez le +33.1.44.18.06.92 avant lundi.", r"\+33\.1\.44\.18\.06\.92"),
        ("Appelez le +33612345678 avant lundi.", r"Call \+33612345678 before"),
        ("Il a répondu *non* à la question.", r"\*no\* to the question"),
        ("Il a répondu *oui* à la **première** question.", r"\*yes\* to the \*\*first\*\*"),
        ('Il a dit "non" à la *première* question.', r'"no" to the \*first\*'),
        ("**Attention** : le pont est fermé.", r"\*\*\w+\*\*: the bridge"),
    ],
)
def test_placeholders_numbers_and_emphasis_stand_where_they_belong(french: str, english: str) -> None:
    translated = _english(french)
    assert re.search(english, translated) and translated.status == "ok", translated


@pytest.mark.parametrize(
    ("french", "wrong"),
    [
        ("La Bourse de Paris a clôturé en hausse de 1,23 %.", r"closed (?:by )?1\.23"),
        ("L'indice a clôturé en recul de 2 %, à 7.316,70 points.", r"closed by 2%|7\.316\.70"),
        ("L'accident a eu lieu vers 0 h 30.", r"\b0[.:]30"),
        ("Le maire l'a accueillie à la gare.", r"\bhim\b"),
        ("Le ministre Rouge a menti.", r"\bRed\b"),
        ('« Je n\'ai pas dit "oui" », a répondu Mme Royal.', r'^"I didn\'t say "yes", M'),
    ],
)
def test_what_is_lost_or_turned_round_is_never_ok(french: str, wrong: str) -> None:
    translated = _english(french)
    assert translated.status == "doubtful" or not re.search(wrong, translated), translated


@pytest.mark.parametrize("sign", ["🎉", "🥇", "👍🏽", "🇫🇷", "***", "<br>", "→", "™", "東京", "&nbsp;"])
@pytest.mark.parametrize("text", ["Bravo {} à l'équipe.", "{} Le maire est parti.", "Le maire est parti {}"])
def test_signs_stay_and_nothing_is_made_up(sign: str, text: str) -> None:
    for translated in (_english(text.format(sign)), _french(text.format(sign))):
        assert translated.count(sign) == 1
        assert "\ufffd" not in translated


@pytest.mark.parametrize(
    ("french", "english", "words"),
    [
        ("5 €", "€5", "5 euros"),
        ("12,5 €", "€12.5", "12,5 euros"),
        ("1 200 $", "$1,200", "1\u202f200 dollars"),
        ("100 M€", "€100M", "100 millions d'euros"),
        ("3,5 Md€", "€3.5bn", "3,5 milliards d'euros"),
        ("7 £", "£7", "7 livres"),
    ],
)
def test_sums_keep_their_currency(french: str, english: str, words: str) -> None:
    assert english in _english(f"Cela coûte {french} par personne.")
    assert words in _french(f"It costs {english} a person.")


@pytest.mark.parametrize(
    ("french", "english", "figures"),
    [
        ("soixante-dix-sept", "seventy-seven", "77"),
        ("quatre-vingt-dix-neuf", "ninety-nine", "99"),
        ("soixante et onze", "seventy-one", "71"),
        ("quatre-vingts", "eighty", "80"),
        ("deux cent mille", "two hundred thousand", "200,000"),
        ("cent vingt et un", "hundred and twenty-one", "121"),
    ],
)
def test_number_words_keep_their_value(french: str, english: str, figures: str) -> None:
    said = _english(f"Elle a gagné {french} points.")
    assert f" {english} " in said or f" {figures} " in said


@pytest.mark.parametrize(
    ("english", "figures"),
    [
        ("seventy-seven", "77"),
        ("ninety-nine", "99"),
        ("eighty", "80"),
        ("two hundred thousand", "200\u202f000"),
        ("one hundred and twenty-one", "121"),
    ],
)
def test_english_number_words_become_figures(english: str, figures: str) -> None:
    assert figures in _french(f"She won {english} points in Paris.")


@pytest.mark.parametrize(("belgian", "english"), [("septante", "seventy"), ("nonante-deux", "ninety-two")])
def test_number_words_of_belgium_and_switzerland(belgian: str, english: str) -> None:
    assert english in _english(f"Il y a {belgian} places.")


@pytest.mark.parametrize(("french", "english"), [("10''72", "10.72"), ('9"58', "9.58"), ("3'45''12", "3:45.12")])
def test_times_of_races(french: str, english: str) -> None:
    assert re.search(rf"{re.escape(english)}(?!\d)", _english(f"Elle a couru en {french}."))


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("5.413 nouveaux cas ont été confirmés, selon l'Agence nationale de santé.", "5,413 new cases"),
        ("Près de 1.500 lots ont été vendus.", "1,500"),
        ("Il a versé 862 500 dollars à une entreprise.", "862,500"),
        ("Le taux est de 12,5 % dans la région.", "12.5"),
    ],
)
def test_figures_are_written_as_english_writes_them(french: str, english: str) -> None:
    assert english in _english(french)


def test_capitals_are_translated_and_set_back() -> None:
    translated = _english("LE PREMIER MINISTRE A DÉMISSIONNÉ HIER SOIR")
    assert translated.isupper() and "PRIME MINISTER" in translated and "RESIGNED" in translated
    assert _english("LE MAIRE PART.\nLe maire reste.").split("\n")[1][1:].islower()
    assert "https://exemple.fr/Aa" in _english("LE MAIRE ÉCRIT À https://exemple.fr/Aa")


@pytest.mark.parametrize(
    "text",
    [
        "Premier paragraphe.\n\nDeuxième paragraphe.",
        "\n\nLe maire part.\n",
        "- Le maire part.\n- Le préfet reste.\n\n  * La ville attend.",
        "1. Le maire part.\n2. Le préfet reste.",
        "Le maire part.  \n\n\n\tLe préfet reste.",
    ],
)
def test_lines_blanks_and_list_marks_stay(text: str) -> None:
    shape = re.compile(r"(?m)^\s*(?:[-*]|\d\.)?\s*|\s*$")
    for translated in (_english(text), _french(text)):
        assert [bool(line.strip()) for line in translated.split("\n")] == [bool(x.strip()) for x in text.split("\n")]
        assert [shape.match(x)[0] for x in translated.split("\n")] == [shape.match(x)[0] for x in text.split("\n")]  # type: ignore[index]


def test_every_sentence_of_a_line_is_there() -> None:
    translated = _english("Bonjour, comment allez-vous, mon ami? Ce monde est formidable !")
    assert translated.startswith("Hello") and "world" in translated
    assert _english("3. Pourquoi pas Violette ?") == "3. Why not Violette?"


@pytest.mark.parametrize(
    ("french", "right"),
    [
        ("Le taux est passé de 4 % à 5 %.", r"\b(?:rose|risen|went|gone|increased) from 4 ?% to 5 ?%"),
        (
            "Tout écrivain a deux patries : la sienne et celle de Racine.",
            r"his (?:own|or her own).* (?:Racine's|that of Racine)",
        ),
        (
            "L'équipe de France de handball a remporté dimanche 🥇 son quatrième titre européen en battant le Danemark "
            "33-31 après prolongation à Cologne.",
            r"(?i)handball team won .*fourth European (?:🥇 )?title.* Sunday|"
            r"handball .*Sunday .*fourth European title .*beat",
        ),
    ],
)
def test_what_the_model_gets_wrong_is_never_ok(french: str, right: str) -> None:
    translated = _english(french)
    assert translated.status == "doubtful" or re.search(right, translated), translated
