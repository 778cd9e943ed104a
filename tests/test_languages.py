"""Languages by code or name."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.errors import OptionError, UnknownLanguageError
from summarize.languages import TABLE, UNDETERMINED, _fold, language_name, language_names, normalise_language
from summarize.tables import rows_of


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("fr", "fr"), ("FR", "fr"), (" fr ", "fr"), ("fr-CA", "fr"), ("fr_FR", "fr"), ("fra", "fr"), ("fre", "fr"),
        ("French", "fr"), ("FRANÇAIS", "fr"), ("francais", "fr"), ("franc\u0327ais", "fr"), ("en-US", "en"),
        ("anglais", "en"), ("deu", "de"), ("ger", "de"), ("zh-cn", "zh"), ("zh-Hans-CN", "zh"), ("Castilian", "es"),
        ("chi", "zh"), ("farsi", "fa"), ("und", "und"), ("nb", "no"), ("NNO", "no"), ("cmn", "zh"), ("mandarin", "zh"),
        ("castillan", "es"), ("flamand", "nl"), ("Haitian Creole", "ht"), ("créole haïtien", "ht"), ("AMH", "am"),
        ("amharique", "am"), ("biélorusse", "be"), ("Kurmanji", "ku"), ("Filipino", "tl"), ("iw", "he"),
        ("gaélique écossais", "gd"), ("srp-Latn", "sr"), ("Azéri", "az"),
    ],
)  # fmt: skip
def test_codes_and_names(given: str, code: str) -> None:
    assert normalise_language(given) == code


@pytest.mark.parametrize("given", ["", " ", "xx", "french fries", "fr2", "klingon", "-", "f" * 1000, "日本語", "\x00"])
def test_anything_else_is_refused(given: str) -> None:
    with pytest.raises(UnknownLanguageError, match="français"):
        normalise_language(given)
    assert issubclass(UnknownLanguageError, OptionError)


def test_long_values_are_shortened_in_the_message() -> None:
    with pytest.raises(UnknownLanguageError) as caught:
        normalise_language("f" * 100_000)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("code", sorted(language_names()))
def test_every_code_and_name_leads_back(code: str) -> None:
    if code != UNDETERMINED:
        assert normalise_language(language_name(code)) == code
    assert normalise_language(code.upper()) == code


def test_everything_langdetect_tells_is_known() -> None:

    from langdetect.detector_factory import PROFILES_DIRECTORY

    for profile in Path(PROFILES_DIRECTORY).iterdir():
        if profile.name[:2].isalpha() and "." not in profile.name:
            assert normalise_language(profile.name) == profile.name[:2]


def test_no_code_or_name_means_two_languages() -> None:
    rows = rows_of(TABLE, 4)
    keys = [
        (_fold(key), code)
        for code, long, english, french in rows
        for key in {code, *long.split(), *english.split(", "), *french.split(", ")}
    ]
    assert len(rows) > 150
    assert len({key for key, _ in keys}) == len(set(keys))


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_names_of_the_cldr_are_known(locale: str) -> None:
    names = pytest.importorskip("babel").Locale(locale).languages
    for code in language_names():
        if code != UNDETERMINED:
            assert normalise_language(names[code].split(" (")[0]) == code


def test_an_unknown_code_is_its_own_name() -> None:
    assert language_name("xx") == "xx"
