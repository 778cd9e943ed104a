"""Numbers out of a sentence before it is translated, and back in afterwards, written as the other language writes them.

Input: a sentence and the marks that a translator was trained with ("⟦1⟧", "⟦2⟧", …). Output: the sentence with a mark
for every figure, and what each mark stands for. A small model then copies one token where it would have had to copy
"1", "040", "," and "5" in order; what it still loses is seen at once, since its mark is missing. Number words are the
model's business. Where the marks do not suffice, the rest of the figures stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..text.dates import MONTHS
from .spelled import ENGLISH, spell

Kind = Literal["number", "ordinal", "time", "code", "money", "words"]

_MONTHS = "|".join((*MONTHS["fr"], *(month.capitalize() for month in MONTHS["en"])))
_BLANK = r"[ \u00a0\u2009\u202f]"
_GROUPED = {
    "fr": r"[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f.]\d{3})+(?!\d)(?:,\d+)?",
    "en": r"[1-9]\d{0,2}(?:,\d{3})+(?!\d)(?:\.\d+)?",
}
_ORDINAL = {
    "fr": r"\d+(?:er|ère|ère|re|ème|ème|eme|nde?|es?)(?![^\W_])",
    "en": r"\d+(?:st|nd|rd|th)(?![^\W_])",
}
_TIME = {
    "fr": rf"(?:[01]?\d|2[0-4]){_BLANK}?h(?:{_BLANK}?[0-5]\d)?(?![^\W_])",
    "en": r"(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])",
}
#: "G20", "A320", "F-16", "Covid-19", "4x4", "39C", "5-3", "1995-96", "11/9", "2:2": copied letter by letter; and
#: "3:45,12", a time of a race.
_CODE = r"\d+:\d\d[.,]\d+(?![^\W_])|[^\W\d_]+-?\d[^\W_]*(?:-\d[^\W_]*)*|\d+(?:[-–:/x]\d+)+(?![^\W_])|\d+[A-Z°][^\W_]*"


def _pattern(language: str) -> re.Pattern[str]:
    parts = {
        "time": _TIME[language],
        "ordinal": _ORDINAL[language],
        "number": _GROUPED[language],
        "code": _CODE,
        "plain": r"\d+(?:[.,]\d+)?",
    }
    named = "|".join(f"(?P<{name}>{part})" for name, part in parts.items())
    return re.compile(rf"(?<![^\W_])(?<!\d[.,])(?:{named})")


_FIGURES = {language: _pattern(language) for language in _GROUPED}
_KINDS: dict[str, Kind] = {
    "time": "time", "ordinal": "ordinal", "number": "number", "code": "code", "plain": "number"
}  # fmt: skip
_SCALES = {"": "", "M": "M", "m": "M", "Md": "Md", "Mds": "Md", "bn": "Md", "k": "k"}
_ENGLISH_SCALES = {"Md": "bn"}
_MONEY = {
    "fr": re.compile(
        rf"(?<![^\W_])(?<!\d[.,])(?P<value>{_GROUPED['fr']}|\d+(?:[.,]\d+)?){_BLANK}?(?P<scale>M|Mds?|k)?(?P<sign>[€$£¥])"
    ),
    "en": re.compile(
        rf"(?P<sign>[€$£¥]){_BLANK}?(?P<value>{_GROUPED['en']}|\d+(?:[.,]\d+)?)(?:{_BLANK}?(?P<scale>[Mm]|bn|k)(?![^\W_]))?"
    ),
}
#: Sums and times of races in English whose signs stand as in French: "12.5 €", "3:45,12".
_SIGN_BEHIND = re.compile(
    rf"(?<![^\W_])(?<!\d[.,])(?P<value>{_GROUPED['en']}|\d+(?:[.,]\d+)?){_BLANK}?(?P<scale>M|Mds?|k)?(?P<sign>[€$£¥])(?![^\W_])"
)
_SPELLED_SUM = re.compile(rf"\b({'|'.join(ENGLISH[1:13])}){_BLANK}?(?=[€$£¥])", re.IGNORECASE)
_COMMA_TIME = re.compile(r"(?<![\d:])(\d+:\d\d),(\d+)(?!\d)")
_QUOTE = r"(?:['’′]{2}|[\"″”])"
_SECONDS = re.compile(rf"(?<![\w'’′])(\d{{1,2}}){_QUOTE}(\d{{1,3}})(?!\w)")
_MINUTES = re.compile(rf"(?<![\w'’′])(\d{{1,3}})['’′](\d{{2}}){_QUOTE}(\d{{1,3}})(?!\w)")
_BEFORE_MONTH = re.compile(rf"^ (?:{_MONTHS})\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a sentence: where it stands, its kind, its value in plain form ("1040", "2.3"), whether grouped.

    A "code" is written as it is. "words" are a number that the sentence spells. Money has its `sign` ("€") and `scale`
    ("M", "Md", "k").
    """

    start: int
    end: int
    kind: Kind
    value: str
    grouped: bool = False
    sign: str = ""
    scale: str = ""


def figures(text: str, language: str) -> list[Figure]:
    """The figures of a French or English sentence, in reading order."""
    found = money(text, language)
    taken = {place for figure in found for place in range(figure.start, figure.end)}
    for match in _FIGURES[language].finditer(text):
        if match.start() in taken:
            continue
        name = str(match.lastgroup)
        kind: Kind = _KINDS[name]
        value = _value(match.group(), kind, language)
        if kind == "ordinal" and _BEFORE_MONTH.match(text[match.end() :]):
            kind = "number"
        found.append(Figure(match.start(), match.end(), kind, value, name == "number"))
    return sorted(found, key=lambda figure: figure.start)


def money(text: str, language: str) -> list[Figure]:
    """Figures with the sign of a currency: "12,5 €", "100 M€", "$3.5bn"."""
    return [
        Figure(
            match.start(),
            match.end(),
            "money",
            _value(match["value"], "number", language),
            bool(re.fullmatch(_GROUPED[language], match["value"])),
            match["sign"],
            _SCALES[match["scale"] or ""],
        )
        for match in (_MONEY[language].finditer(text) if language in _MONEY else ())
    ]


def mask(text: str, language: str, marks: Sequence[str], also: Sequence[Figure] = ()) -> tuple[str, dict[str, Figure]]:
    """The sentence with marks for its figures, and the figure behind each mark; like figures share a mark.

    Args:
        text: the sentence.
        language: of it, ISO 639-1.
        marks: those that the translator knows.
        also: what is to be marked besides its figures, before them.
    """
    if not marks or language not in _FIGURES or any(mark in text for mark in marks):
        return text, {}
    behind: dict[str, Figure] = {}
    mark_of: dict[tuple[str, str], str] = {}
    parts, end = [], 0
    taken = {place for figure in also for place in range(figure.start, figure.end)}
    own = [f for f in figures(text, language) if taken.isdisjoint(range(f.start, f.end))]
    for figure in sorted([*also, *own], key=lambda figure: figure.start):
        key = (figure.kind, f"{figure.scale}{figure.sign}{figure.value}")
        if key not in mark_of and len(mark_of) < len(marks):
            mark_of[key] = marks[len(mark_of)]
            behind[mark_of[key]] = figure
        if key in mark_of:
            parts += [text[end : figure.start], mark_of[key]]
            end = figure.end
    return "".join([*parts, text[end:]]), behind


def unmask(text: str, behind: Mapping[str, Figure], language: str, marks: Sequence[str]) -> str:
    """The figures back in place of their marks, as `language` writes them; marks that stand for nothing go."""
    if not behind:
        return text
    for mark in marks:
        figure = behind.get(mark)
        text = text.replace(mark, write(figure, language)) if figure else text.replace(f" {mark}", "").replace(mark, "")
    return text


def misplaced(masked: str, translated: str, marks: Sequence[str]) -> int:
    """How many marks a translation has too few or too many of."""
    wanted, there = (Counter({mark: text.count(mark) for mark in marks}) for text in (masked, translated))
    return (wanted - there).total() + (there - wanted).total()


def with_plain_times(text: str, language: str) -> str:
    """Race times without their signs for seconds: "10''72" is 10,72 in French and 10.72 in English."""
    point = "." if language == "en" else ","
    text = _MINUTES.sub(rf"\1:\2{point}\3", text)
    return _SECONDS.sub(rf"\1{point}\2", text)


def with_english_figures(text: str, french: str) -> str:
    """An English translation with the figures, sums and times put right that its translator left as French writes them.

    "5.413" is five thousand and more in French, "12,5 €" is "€12.5", "3:45,12" is "3:45.12".
    """
    for figure in figures(french, "fr"):
        own = french[figure.start : figure.end]
        if figure.kind == "number" and (written := write(figure, "en")) != own:
            text = re.sub(rf"(?<![\w.,]){re.escape(own)}(?!\w|[.,]\d)", written, text)

    def sum_of(match: re.Match[str]) -> str:
        value, scale = _value(match["value"], "number", "en"), _SCALES[match["scale"] or ""]
        is_grouped = bool(re.fullmatch(_GROUPED["en"], match["value"]))
        return write(Figure(*match.span(), "money", value, is_grouped, match["sign"], scale), "en")

    text = _SPELLED_SUM.sub(lambda match: str(ENGLISH.index(match[1].lower())), text)
    return _COMMA_TIME.sub(r"\1.\2", _SIGN_BEHIND.sub(sum_of, text))


def write(figure: Figure, language: str) -> str:
    """A figure as English ("1,040.5", "60th", "20:30") or French ("1 040,5", "60e", "20 h 30") writes it."""
    if figure.kind == "code":
        point = "." if language == "en" else ","
        return re.sub(r"^(\d+:\d\d)[.,](\d+)$", rf"\1{point}\2", figure.value)
    if figure.kind == "words":
        return spell(int(figure.value), language)
    if figure.kind == "money":
        number = write(replace(figure, kind="number"), language)
        scale = _ENGLISH_SCALES.get(figure.scale, figure.scale) if language == "en" else figure.scale
        return f"{figure.sign}{number}{scale}" if language == "en" else f"{number} {scale}{figure.sign}"
    if figure.kind == "time":
        hour, minute = figure.value.split(":")
        return f"{int(hour)}:{minute}" if language == "en" else f"{int(hour)} h {minute}".removesuffix(" 00")
    if figure.kind == "ordinal":
        return figure.value + _ending(figure.value, language)
    whole, _, rest = figure.value.partition(".")
    group, point = (",", ".") if language == "en" else ("\u202f", ",")
    # Four digits without a group may be a year.
    is_grouped = figure.grouped or (len(whole) > 4 and whole[0] != "0")
    grouped = _grouped(whole, group) if is_grouped else whole
    return grouped + (point + rest if rest else "")


def _grouped(digits: str, group: str) -> str:
    """Digits in threes. Python makes no number of more than 4,300 of them."""
    plain = "".join(str(int(digit)) for digit in digits).lstrip("0")
    first = len(plain) % 3 or 3
    return group.join([plain[:first], *(plain[i : i + 3] for i in range(first, len(plain), 3))])


def _ending(value: str, language: str) -> str:
    if language == "fr":
        return "er" if value == "1" else "e"
    if value[-2:] in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(value[-1], "th")


def _value(text: str, kind: Kind, language: str) -> str:
    if kind == "code":
        return text
    if kind == "time":
        hour, _, minute = re.sub(r"[^\d]+", ":", text).partition(":")
        return f"{hour}:{minute or '00'}"
    if kind == "ordinal":
        return re.sub(r"\D", "", text)
    group, point = (",", ".") if language == "en" else (" .\u00a0\u2009\u202f", ",")
    if point in text or not re.fullmatch(r"\d+[.,]\d{1,2}", text):
        text = re.sub(rf"[{group}](?=\d{{3}}(?!\d))", "", text)
    return text.replace(",", ".")
