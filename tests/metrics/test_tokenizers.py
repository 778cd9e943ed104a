"""The named tokenizers: fr-v1 rule by rule, rouge-score against the package."""

from __future__ import annotations

import re
import time
import unicodedata
from pathlib import Path

import pytest

from summarize.errors import MetricError
from summarize.metrics.tokenizers import TOKENIZER_NAMES, get_tokenizer

CASES = [
    ("", []),
    (" \n\t", []),
    ("« … » ! - ' —", []),
    ("L’œuvre d'aujourd’hui", ["l'", "oeuvre", "d'", "aujourd'hui"]),
    ("Sœur, SOEUR, œ", ["soeur", "soeur", "oe"]),
    ("Aujourd'hui", ["aujourd'hui"]),
    ("Jusqu'à ce qu'il l'ait, dit-il", ["jusqu'", "à", "ce", "qu'", "il", "l'", "ait", "dit-il"]),
    ("lorsqu'on puisqu'elle quoiqu'il", ["lorsqu'", "on", "puisqu'", "elle", "quoiqu'", "il"]),
    ("J'ai n'est s'il c'est m'a t'es", ["j'", "ai", "n'", "est", "s'", "il", "c'", "est", "m'", "a", "t'", "es"]),
    ("qu'« il »", ["qu'", "il"]),
    ("quelqu'un presqu'île prud'homme O'Brien", ["quelqu'un", "presqu'île", "prud'homme", "o'brien"]),
    ("va-t'en", ["va-t'en"]),
    ("peut-être, Asie\u2011Pacifique", ["peut-être", "asie-pacifique"]),
    ("1 000", ["1000"]),
    ("1\u00a0000", ["1000"]),
    ("1\u202f000", ["1000"]),
    ("1.000", ["1000"]),
    ("1 234 567,89 €", ["1234567,89", "€"]),
    ("1.234.567,89", ["1234567,89"]),
    ("1 000\u00a0000", ["1000", "000"]),
    ("1\n000", ["1", "000"]),
    ("3,5", ["3,5"]),
    ("3.5", ["3.5"]),
    ("0.500", ["0.500"]),
    ("3,5 % et 50%", ["3,5", "%", "et", "50", "%"]),
    ("en 2016 126 élus", ["en", "2016", "126", "élus"]),
    ("1 0000", ["1", "0000"]),
    ("le 12.05.2019", ["le", "12.05.2019"]),
    ("192.168.100.1", ["192.168.100.1"]),
    ("100 000km", ["100000", "km"]),
    ("20h30, 1er, covid-19, G20", ["20h30", "1er", "covid-19", "g20"]),
    ("2019-2020, 3-0", ["2019", "2020", "3", "0"]),
    ("$5 £6 ¥7", ["$", "5", "£", "6", "¥", "7"]),
    ("lemonde.fr", ["lemonde", "fr"]),
    ("M. Macron", ["m", "macron"]),
    ("mot\u00adclé", ["motclé"]),
    ("ÉTAT", ["état"]),
    ("Straße Ελλάδα", ["straße", "ελλάδα"]),
]


@pytest.mark.parametrize(("text", "tokens"), CASES)
def test_fr_v1_splits_as_specified(text: str, tokens: list[str]) -> None:
    assert get_tokenizer("fr-v1").tokenize(text) == tokens


def test_accents_tell_words_apart() -> None:
    words = ["pêché", "péché", "pâché"]
    assert get_tokenizer("fr-v1").tokenize(" ".join(words)) == words
    assert len({tuple(get_tokenizer("rouge-score").tokenize(word)) for word in words}) == 1


def test_composed_and_decomposed_text_are_the_same() -> None:
    text = "L'été à Orléans : çà et là"
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    assert get_tokenizer("fr-v1").tokenize(decomposed) == get_tokenizer("fr-v1").tokenize(text)


def test_the_version_stands_in_the_name(root: Path) -> None:
    assert get_tokenizer("fr-v1").name == "fr-v1.1"
    assert "`fr-v1.1`" in (root / "docs" / "fr-v1.md").read_text(encoding="utf-8")


def test_the_examples_of_the_specification_hold(root: Path) -> None:
    specification = (root / "docs" / "fr-v1.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)`(?:[^|`]*, `([^`]+)`)? \| (.*) \|$", specification, re.MULTILINE)
    assert len(rows) == 10
    for first, second, tokens in rows:
        for text in filter(None, (first, second)):
            assert get_tokenizer("fr-v1").tokenize(text) == re.findall(r"`([^`]+)`", tokens), text


def test_rouge_score_is_the_packages_own() -> None:
    from rouge_score.tokenize import tokenize

    text = "L'élève a 3,5 points; the quick-brown Fox's 1 000 runs."
    assert get_tokenizer("rouge-score").tokenize(text) == tokenize(text, None)


@pytest.mark.parametrize("name", TOKENIZER_NAMES)
@pytest.mark.parametrize(
    "unit", ["mot ", "1 000 ", "1.000.", "1 111", ".000", "l'", "a-", "a'", "1,", "1.1,", "9", "x"]
)
def test_time_is_linear(name: str, unit: str) -> None:
    tokenizer = get_tokenizer(name)
    start = time.process_time()
    tokenizer.tokenize(unit * (400_000 // len(unit)))
    # A quadratic scan of 400,000 characters takes minutes; a linear one, well under a second.
    assert time.process_time() - start < 10


def test_unicode_keeps_letters_and_cuts_as_rouge_score_does() -> None:
    text = "L'élève a 3,5 points_; the quick-brown Fox's 1 000 runs."
    assert get_tokenizer("unicode").tokenize(text)[:2] == ["l", "élève"]
    plain = text.replace("élève", "eleve")
    assert get_tokenizer("unicode").tokenize(plain) == get_tokenizer("rouge-score").tokenize(plain)


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(MetricError, match=r"'fr-v9'.*rouge-score, unicode, fr-v1"):
        get_tokenizer("fr-v9")
