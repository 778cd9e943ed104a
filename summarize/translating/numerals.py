"""Figures, sums and times of races, written as the language of a translation writes them.

Input: a sentence, or its translation. Output: the same with its figures in another form and the same value. Between
French and English alone; number words are the translator's business.
"""

from __future__ import annotations

import re

_BLANK = r"[ \u00a0\u2009\u202f]"
_GROUPED = {
    "fr": r"[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f.]\d{3})+(?!\d)(?:,\d+)?",
    "en": r"[1-9]\d{0,2}(?:,\d{3})+(?!\d)(?:\.\d+)?",
}
#: Times, ordinals, and what is copied letter by letter ("A320", "F-16", "5-3", "11/9", "3:45,12"): no numbers.
_OTHERS = {
    "fr": rf"(?:[01]?\d|2[0-4]){_BLANK}?h(?:{_BLANK}?[0-5]\d)?(?![^\W_])"
    r"|\d+(?:er|ère|ère|re|ème|ème|eme|nde?|es?)(?![^\W_])",
    "en": r"(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])|\d+(?:st|nd|rd|th)(?![^\W_])",
}
_CODE = r"\d+:\d\d[.,]\d+(?![^\W_])|[^\W\d_]+-?\d[^\W_]*(?:-\d[^\W_]*)*|\d+(?:[-–:/x]\d+)+(?![^\W_])|\d+[A-Z°][^\W_]*"
_FIGURES = {
    language: re.compile(
        rf"(?<![^\W_])(?<!\d[.,])(?:{_OTHERS[language]}|(?P<grouped>{grouped})|{_CODE}|(?P<plain>\d+(?:[.,]\d+)?))"
    )
    for language, grouped in _GROUPED.items()
}
_ENGLISH_VALUE = rf"(?P<value>{_GROUPED['en']}|\d+(?:[.,]\d+)?)"
#: Sums in English as English writes them, "$3.5bn".
_SUM = re.compile(
    rf"(?<!\w)(?P<sign>[€$£¥]){_BLANK}?{_ENGLISH_VALUE}"
    rf"(?:{_BLANK}?(?P<scale>[Mm]|bn|k|[Mm]illion|[Bb]illion|[Tt]rillion)(?![^\W_]))?"
)
_CURRENCIES = {"€": "euro", "$": "dollar", "£": "pound", "¥": "yen"}
_SCALES = {"m": "million", "bn": "billion", "k": "thousand"}
#: The same whose signs stand as in French, "12.5 €".
_SIGN_BEHIND = re.compile(
    rf"(?<![^\W_])(?<!\d[.,]){_ENGLISH_VALUE}{_BLANK}?(?P<scale>M|Mds?|k)?(?P<sign>[€$£¥])(?![^\W_])"
)
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_SPELLED_SUM = re.compile(rf"\b({'|'.join(_SMALL)}){_BLANK}?(?=[€$£¥])", re.IGNORECASE)
_COMMA_TIME = re.compile(r"(?<![\d:])(\d+:\d\d),(\d+)(?!\d)")
_QUOTE = r"(?:['’′]{2}|[\"″”])"
_SECONDS = re.compile(rf"(?<![\w'’′])(\d{{1,2}}){_QUOTE}(\d{{1,3}})(?!\w)")
_MINUTES = re.compile(rf"(?<![\w'’′])(\d{{1,3}})['’′](\d{{2}}){_QUOTE}(\d{{1,3}})(?!\w)")


def with_plain_times(text: str, language: str) -> str:
    """Race times without their signs for seconds: "10''72" is 10,72 in French and 10.72 in English."""
    point = "." if language == "en" else ","
    text = _MINUTES.sub(rf"\1:\2{point}\3", text)
    return _SECONDS.sub(rf"\1{point}\2", text)


def with_currency_words(english: str) -> str:
    """An English sentence with its sums in words ("3.5 billion euros" for "€3.5bn"), which translators know better."""

    def words(match: re.Match[str]) -> str:
        scale = match["scale"] or ""
        currency = _CURRENCIES[match["sign"]]
        plural = "" if currency == "yen" or (match["value"] == "1" and not scale) else "s"
        return " ".join(filter(None, (match["value"], _SCALES.get(scale.lower(), scale), currency + plural)))

    return _SUM.sub(words, english)


def with_own_figures(text: str, original: str, source: str, target: str) -> str:
    """A translation with the figures put right that its translator left as the original's language writes them.

    "5.413" is five thousand and more in French, "12,5 €" is "€12.5" in English, "3:45,12" is "3:45.12"; the English
    "1,040.5" is "1 040,5".
    """
    if (source, target) not in (("fr", "en"), ("en", "fr")):
        return text
    written = _written(original, source, target)
    if written:
        own = "|".join(re.escape(figure) for figure in sorted(written, key=len, reverse=True))
        text = re.sub(rf"(?<![\w.,])(?:{own})(?!\w|[.,]\d)", lambda match: written[match.group()], text)
    if target == "fr":
        return text
    text = _SPELLED_SUM.sub(lambda match: str(_SMALL.index(match[1].lower()) + 1), text)
    return _COMMA_TIME.sub(r"\1.\2", _SIGN_BEHIND.sub(_sign_before, text))


def write(value: str, language: str, *, is_grouped: bool = False) -> str:
    """A number in plain form ("1040.5") as English ("1,040.5") or French ("1 040,5") writes it."""
    whole, _, rest = value.partition(".")
    group, point = (",", ".") if language == "en" else ("\u202f", ",")
    # Four digits without a group may be a year.
    if is_grouped or (len(whole) > 4 and whole[0] != "0"):
        whole = _grouped(whole, group)
    return whole + (point + rest if rest else "")


def _written(original: str, source: str, target: str) -> dict[str, str]:
    """The numbers of a sentence that the other language writes otherwise, and how."""
    found = {}
    for match in _FIGURES[source].finditer(original):
        if own := match["grouped"] or match["plain"]:
            found[own] = write(_value(own, source), target, is_grouped=bool(match["grouped"]))
            if source == "en" and match["grouped"] and "." not in own:
                # A translator writes "1.200" or "1 200" for "1,200" too.
                found |= {own.replace(",", mark): found[own] for mark in ". \u00a0"}
    return {own: other for own, other in found.items() if own != other}


def _sign_before(match: re.Match[str]) -> str:
    is_grouped = bool(re.fullmatch(_GROUPED["en"], match["value"]))
    scale = {"Md": "bn", "Mds": "bn"}.get(match["scale"] or "", match["scale"] or "")
    return f"{match['sign']}{write(_value(match['value'], 'en'), 'en', is_grouped=is_grouped)}{scale}"


def _grouped(digits: str, group: str) -> str:
    """Digits in threes. Python makes no number of more than 4,300 of them."""
    plain = "".join(str(int(digit)) for digit in digits).lstrip("0")
    first = len(plain) % 3 or 3
    return group.join([plain[:first], *(plain[i : i + 3] for i in range(first, len(plain), 3))])


def _value(text: str, language: str) -> str:
    group, point = (",", ".") if language == "en" else (" .\u00a0\u2009\u202f", ",")
    if point in text or not re.fullmatch(r"\d+[.,]\d{1,2}", text):
        text = re.sub(rf"[{group}](?=\d{{3}}(?!\d))", "", text)
    return text.replace(",", ".")
