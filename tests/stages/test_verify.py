"""Stage 6: numbers, dates and names that stand in the source pass; invented ones are found where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.result import Unsupported
from summarize.stages.verify import (
    find_unsupported,
    is_finished,
    known_word,
    lost_dates,
    lost_numbers,
    names_of,
    numbers_of,
    read_source,
    repeats_itself,
)


def _claims(text: str, source: str) -> list[tuple[str, str]]:
    return [(u.kind, u.text) for u in find_unsupported(text, read_source(source))]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("On compte 1 000 morts.", "On compte 1.000 morts."),
        ("On compte 1000 morts.", "On compte 1\u202f000 morts."),
        ("On compte 1.000 morts.", "On compte 1\u00a0000 morts."),
        ("Une hausse de 3,5 %.", "Une hausse de 3.5%."),
        ("Une hausse de 3.50 %.", "Une hausse de 3,5 %."),
        ("Le 07 mai.", "Le 7 mai."),
        ("1 234 567,89 euros.", "1234567,89 euros."),
        ("Ils sont 3.", "Ils sont trois."),
        ("Ils sont trois.", "Ils sont 3."),
        ("Vingt morts.", "Au moins 20 morts."),
        ("Il y a 2 ans.", "Il y a deux ans."),
        ("À 19 heures.", "À 19h30."),
        ("En 2019.", "De 2019-2020."),
        ("L'Otan recule.", "Le sommet de l’OTAN a eu lieu."),
        ("Le retour de l'OTAN à Évian.", "L'Otan siège à Evian."),
        ("Les États-Unis partent.", "les ETATS-UNIS restent."),
        ("Il vient d'Asie-Pacifique.", "la région Asie Pacifique, dit-il."),
        ("Il parle aux Américains.", "Un américain parle."),
        ("Le train d'Air France.", "AIR FRANCE a annoncé."),
        ("Il vient mercredi.", "Mercredi, il est venu."),
        ("Il a vu qu'Emmanuel Macron part.", "emmanuel macron est parti."),
    ],
)
def test_what_stands_in_the_source_is_supported(text: str, source: str) -> None:
    assert _claims(text, source) == []


@pytest.mark.parametrize(
    ("text", "source", "claims"),
    [
        ("Le maire Dupont est parti.", "Le maire est parti.", [("name", "Dupont")]),
        ("Il est parti avec l'Unesco.", "Il est parti.", [("name", "l'Unesco")]),
        ("On compte 12 morts.", "On compte 13 morts.", [("number", "12")]),
        ("Une hausse de 3,5 %.", "Une hausse de 35 %.", [("number", "3,5")]),
        ("On compte 1 000 morts.", "On compte 1 001 morts.", [("number", "1 000")]),
        ("Ils sont trois à Paris.", "Ils sont à Paris.", [("number", "trois")]),
        ("Il est venu mardi.", "Il est venu mercredi.", [("date", "mardi")]),
        ("Il est né en février.", "Il est né.", [("date", "février")]),
        ("Jean Dupont est parti.", "Jean est parti.", [("name", "Dupont")]),
        ("Emmanuel Macron part.", "Un homme part.", [("name", "Emmanuel"), ("name", "Macron")]),
        ("Le pays. OTAN en tête.", "Le pays.", [("name", "OTAN")]),
    ],
)  # fmt: skip
def test_what_is_invented_is_found(text: str, source: str, claims: list[tuple[str, str]]) -> None:
    assert _claims(text, source) == claims


@pytest.mark.parametrize("opener", ["Le", "Selon", "Après", "Une", "Cette", "Malgré", "Ainsi"])
def test_a_capital_that_opens_a_sentence_is_no_name(opener: str) -> None:
    assert _claims(f"Il part. {opener} maire reste.", "il part maire reste") == []
    assert _claims(f"« {opener} maire reste. »", "maire reste") == []


def test_offsets_point_at_the_claim() -> None:
    text = "Le maire Dupont a vu 12 loups à Nîmes mardi, et l’Unesco trois."
    found = find_unsupported(text, read_source("le maire a vu des loups"), where="translation")
    assert [text[u.start : u.end] for u in found] == [u.text for u in found]
    assert [u.text for u in found] == ["Dupont", "12", "Nîmes", "mardi", "l’Unesco", "trois"]
    assert {u.where for u in found} == {"translation"}
    assert found[1] == Unsupported("number", "12", 21, 23, "translation")


@given(st.text(max_size=120), st.text(max_size=60))
def test_offsets_are_exact_on_any_text(text: str, source: str) -> None:
    found = find_unsupported(text, read_source(source))
    assert [text[u.start : u.end] for u in found] == [u.text for u in found]
    assert [u.start for u in found] == sorted(u.start for u in found)


@given(st.lists(st.sampled_from(["Le", "maire", "Dupont", "12", "3,5 %", "1 000", "l'Otan", "mardi", "trois", "."])))
def test_a_text_supports_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert find_unsupported(text, read_source(text)) == ()
    assert lost_numbers(text, text) == []


def test_empty_text_claims_nothing_and_empty_source_supports_nothing() -> None:
    assert find_unsupported("", read_source("Le maire")) == ()
    assert _claims("Il voit Paris.", "") == [("name", "Paris")]


@pytest.mark.parametrize(
    "text",
    [
        "la la la",
        "le maire le maire",
        "le maire est parti et le maire est parti, le maire est parti",
        "oui Oui OUI oui",
    ],
)
def test_repetition_is_seen(text: str) -> None:
    assert repeats_itself(text)


@pytest.mark.parametrize("text", ["", "la la", "le maire de Paris et le maire de Lyon et celui de Nice", "a b c d"])
def test_ordinary_text_does_not_repeat(text: str) -> None:
    assert not repeats_itself(text)


@pytest.mark.parametrize(
    "text", ["Il part.", "Il part !", "Il part…", "« Il part. »", "Il part (hier).", 'Il a dit "non".']
)
def test_finished(text: str) -> None:
    assert is_finished(text)


@pytest.mark.parametrize(
    "text", ["", "Il part", "Il part,", "Il part de la", "« Il part.", "Il (part.", 'Il a dit "non.']
)
def test_unfinished(text: str) -> None:
    assert not is_finished(text)


@pytest.mark.parametrize(
    ("text", "translation", "lost"),
    [
        ("On compte 1 000 morts.", "There are 1,000 dead.", []),
        ("On compte 1 234 567 euros.", "There are 1,234,567 euros.", []),
        ("Une hausse de 3,5 %.", "A rise of 3.5 %.", []),
        ("Il y a 3 morts.", "There are three dead.", []),
        ("Il y a 12 morts et 5 blessés.", "There are 12 dead.", ["5"]),
        ("Pas de chiffre.", "No figure.", []),
        ("En 2019.", "", ["2019"]),
        ("En 2016 126 élus sont partis.", "In 2016, 126 elected members left.", []),
    ],
)
def test_lost_numbers(text: str, translation: str, lost: list[str]) -> None:
    assert lost_numbers(text, translation) == lost


def test_numbers_of_gives_numbers_as_they_stand() -> None:
    assert numbers_of("1 000, 1.000 et 1000 ; 3,5 et 3.50") == ["1 000", "1.000", "1000", "3,5", "3.50"]


@pytest.mark.parametrize(
    ("french", "english", "lost"),
    [
        ("Il part mercredi 3 mars.", "He leaves on Wednesday 3 March.", []),
        ("Il part mercredi en août.", "He leaves on Monday in August.", ["mercredi"]),
        ("Il est parti hier.", "He left.", ["hier"]),
        ("Il part.", "He leaves.", []),
    ],
)
def test_lost_dates(french: str, english: str, lost: list[str]) -> None:
    assert lost_dates(french, english) == lost


def test_two_numbers_side_by_side_stay_two() -> None:
    assert set(numbers_of("en 2016 126 élus")) == {"2016", "126"}


def test_names_of_leaves_openers_out() -> None:
    assert names_of("Le maire de Nîmes a vu l’OTAN. Hier encore.") == {"nimes", "l'otan"}


def test_known_word() -> None:
    source, lexicon = read_source("Le maire de Nîmes parle."), frozenset({"école", "porte", "parole"})
    for word in ("maires", "NÎMES", "école", "porte-parole", "l'école", "12h", "le"):
        assert known_word(word, source, lexicon), word
    for word in ("écolade", "porte-nez", "l'écolade"):
        assert not known_word(word, source, lexicon), word
