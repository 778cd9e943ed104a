"""The numbers of a text by value and unit, in digits or in words.

Input: text. Output: quantities with offsets. "1 000", "1.000", "1,000", "mille" and "a thousand" are one value, "2,5
millions" and "2.5 million" another; 20 % is not 20 euros. Numbers stay text throughout: a run of a million digits is no
more work than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .dates import FRENCH_WEEKDAY, MONTH_OF
from .number_words import BLANK, Words, number_words

NUMBER = re.compile(
    rf"(?:\d{{1,3}}(?:[.]\d{{3}}|{BLANK}\d{{3}})+|\d{{1,3}}(?:(?:,\d{{3}}){{2,}}|,\d{{3}}(?=\.\d))|\d+)(?!\d)(?:[.,]\d+)?|\d+"
)
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_FRENCH_GROUP = re.compile(rf"(?:{BLANK}|\.)(?=\d{{3}}(?!\d))")

#: Zeros that a word of scale adds.
_SCALES = {
    "hundred": 2, "mille": 3, "millier": 3, "milliers": 3, "thousand": 3, "million": 6, "millions": 6, "milliard": 9,
    "milliards": 9, "md": 9, "mds": 9, "billion": 9, "billions": 9, "bn": 9, "trillion": 12, "trillions": 12,
}  # fmt: skip
#: Zeros that French has beyond these.
_LONG_SCALE = {"billion": 3, "billions": 3, "trillion": 6, "trillions": 6}
_AND_A_HALF = re.compile(rf"{BLANK}(?:et{BLANK}demie?|and{BLANK}a{BLANK}half)(?![^\W_])", re.IGNORECASE)
#: Currencies, weights, lengths and the like are units each: 15 tonnes are not 15 kilos.
_UNITS = {
    "percent": "pourcent pourcents percent pct",
    "euro": "€ euro euros eur",
    "dollar": "$ dollar dollars usd",
    "pound": "£ sterling pound pounds",
    "franc": "franc francs",
    "yen": "yen yens",
    "yuan": "yuan yuans",
    "rouble": "rouble roubles ruble rubles",
    "cent": "centime centimes cents",
    "hour": "h heure heures hour hours am pm",
    "minute": "minute minutes min mn",
    "second": "seconde secondes",
    "year": "an ans année années year years",
    "month": "mois month months",
    "week": "semaine semaines week weeks",
    "day": "jour jours day days",
    "millimetre": "mm millimètre millimètres millimeter millimeters millimetre millimetres",
    "centimetre": "cm centimètre centimètres centimeter centimeters centimetre centimetres",
    "metre": "m mètre mètres meter meters metre metres",
    "kilometre": "km kilomètre kilomètres kilometer kilometers kilometre kilometres",
    "mile": "mile miles",
    "foot": "feet",
    "gram": "g gramme grammes gram grams",
    "kilogram": "kg kilo kilos kilogramme kilogrammes kilogram kilograms",
    "tonne": "tonne tonnes ton tons",
    "kilotonne": "kt kilotonne kilotonnes kiloton kilotons",
    "megatonne": "mt mégatonne mégatonnes megaton megatons",
    "centilitre": "cl centilitre centilitres centiliter centiliters",
    "litre": "litre litres liter liters",
    "kilowatt": "kw kilowatt kilowatts",
    "megawatt": "mw mégawatt mégawatts megawatt megawatts",
    "gigawatt": "gw gigawatt gigawatts",
    "megabyte": "Mo MB mégaoctet mégaoctets megabyte megabytes",
    "gigabyte": "Go GB gigaoctet gigaoctets gigabyte gigabytes",
    "terabyte": "To TB téraoctet téraoctets terabyte terabytes",
    "degree": "° °c degré degrés degree degrees",
}
_SPANS = frozenset({"year", "month", "week", "day"})
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_MONTH = "|".join(sorted(MONTH_OF, key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
#: After a number: its scale, and what it counts.
_AFTER = re.compile(
    rf"(?P<rank>(?:er|ère|re|ers|e|ème|ième|eme|nd|nde|st|rd|th)\b)|"
    rf"(?P<time>{BLANK}?[hH]{BLANK}?(?P<minutes>[0-5]\d)?(?![^\W_])|:(?P<clock>[0-5]\d)(?![\d:]))|"
    rf"(?:{BLANK}?(?P<scale>{_SCALE})(?![^\W_])|{BLANK}?(?P<short>M|Md|Mds|bn|k)(?={BLANK}?[€$£]|\b))?"
    rf"(?P<of>{BLANK}(?:de |of |d['’]))?"
    rf"(?:{BLANK}|-)?(?:(?P<percent>%|(?:pour|per)[ -]?cents?(?![^\W_]))|(?P<sign>[€$£]|°C?)|"
    rf"(?P<month>(?i:{_MONTH}))(?![^\W_])|(?P<word>(?<=[\s'’-])[^\W\d_]+))?",
)
_PER_HOUR = re.compile(rf"/h|[-/]heures?|{BLANK}(?:par heure|heure|à l['’]heure|per hour|an hour)\b")
_HALF_BEFORE_SCALE = re.compile(rf"{BLANK}and{BLANK}a{BLANK}half{BLANK}(?P<scale>{_SCALE})(?![^\W_])")
_QUARTER_TO = re.compile(rf"{BLANK}?h(?:eures?)?{BLANK}moins{BLANK}le{BLANK}quart(?![^\W_])", re.IGNORECASE)
#: Quarters of an hour after and before noon and midnight.
NOON = re.compile(
    rf"(?<!\w)(?P<hour>midi|minuit){BLANK}(?P<part>et{BLANK}quart|moins{BLANK}le{BLANK}quart|et{BLANK}demie?)(?![^\W_])",
    re.IGNORECASE,
)
_SHORT_SCALES = {"M": 6, "Md": 9, "Mds": 9, "bn": 9, "k": 3}
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_MONEY_BEFORE = re.compile(rf"(?P<sign>[€$£]){BLANK}?$")
_MONTH_BEFORE = re.compile(rf"(?:^|[^\w])(?P<month>{_MONTH})\.?{BLANK}$", re.IGNORECASE)
_GLUED = re.compile(
    r"(?:[^\W\d_]|(?<![^\W_])(?!(?:mid?|post|pr[ée]|avant|apr[èe]s|fin|ex|late|since)-)[^\W\d_]{1,30}-)$", re.IGNORECASE
)
_DAY_BEFORE = re.compile(rf"(?:\b(?:le|du|au|ce|{FRENCH_WEEKDAY}|the){BLANK})$", re.IGNORECASE)
_SLASHED = re.compile(r"/(0?[1-9]|1[0-2])/(?:\d{4}|\d\d)(?!\d)")
_MONTH_AFTER = re.compile(rf"{BLANK}({_MONTH})(?![^\W_])", re.IGNORECASE)
_HALF_OF_DAY = re.compile(rf"{BLANK}?(?P<half>[ap])\.?m\b", re.IGNORECASE)
#: "7", "11.30" before "p.m."; "7:30 p.m." is read as a time anyway.
_HOUR = re.compile(r"(?P<hour>0?\d|1[0-2])(?:\.(?P<minutes>[0-5]\d))?")
_JOINED = re.compile(
    r"\s?(?:à|et|ou|ou de|et de|à près de|à plus de|puis|contre|au|et le|et les|to|and|or|until|-|–|/|,)\s?"
    r"(?:le |the )?",
    re.IGNORECASE,
)
#: Words of three letters and more after a number that are not what it counts.
_NOT_COUNTED = frozenset(
    """
    des aux par pour dans sur plus moins contre les ont sont est était étaient avec sans qui que dont puis soit
    voire lors selon depuis jusqu autres autre the and from with was were are has have had for per while when
    """.split()
)
_DEFINITE = re.compile(
    r"\b(?:les|des|aux|ces|ses|leurs|tous|toutes|nos|vos|mes|the|these|both|his|her|its|their)\s$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text.

    `values` it may mean, in plain decimals; its `unit` ("" unknown, "count" before an ordinary noun, "date:6" beside
    June); what it tells of `also` ("19h30" of 19); whether it is a round figure, and whether it claims anything.
    """

    text: str
    start: int
    end: int
    values: tuple[str, ...]
    unit: str = ""
    also: tuple[str, ...] = ()
    is_round: bool = False
    is_claim: bool = True


def quantities(text: str, words: Words = "both", language: str = "") -> list[Quantity]:
    """The numbers of a text in reading order.

    Args:
        text: any text.
        words: of which languages number words are read.
        language: of the text, ISO 639-1; a French "billion" is a thousand English ones.
    """
    found = list(_figures(text))
    if words != "none":
        taken = {q.end for q in found}
        spoken = [q for q in _spoken(text, words) if q.end not in taken]
        spoken += [_noon(match) for match in NOON.finditer(text)] if words != "en" else []
        found = sorted(found + spoken, key=lambda q: q.start) if spoken else found
    found = _shared_units(text, found)
    return [_in_long_scale(q) for q in found] if language == "fr" else found


def _in_long_scale(number: Quantity) -> Quantity:
    zeros = _LONG_SCALE.get(number.text.split()[-1].lower(), 0)
    return replace(number, values=tuple(shift(v, zeros) for v in number.values)) if zeros else number


def compatible(claimed: str, given: str) -> bool:
    """True where a claim's unit may be that of a number of the source.

    Equal units are, and so is an unknown one, with two exceptions: a day of a month needs a day, of that month or of an
    unnamed one, and "premier" or "second" supports ranks alone. A rank may count days or years ("100e jour").
    """
    if claimed == given:
        return True
    if claimed.startswith("date:") or given == "ordinal":
        return given == "date:" or (given == "ordinal" and claimed == "rank")
    return (
        not claimed or not given or given == "date:" or ("rank" in (claimed, given) and bool({claimed, given} & _SPANS))
    )


def values_of(number: str) -> tuple[str, ...]:
    """What figures may mean, in plain decimals: "1,000" is 1 in French and 1000 in English."""
    if number.isdigit():
        return (_decimal(number),)
    if not _ENGLISH_THOUSANDS.fullmatch(number):
        return (_decimal(_FRENCH_GROUP.sub("", number)),)
    english = _decimal(number.replace(",", ""))
    return (english,) if number.count(",") > 1 or "." in number else (_decimal(number), english)


def unit_after(text: str, end: int) -> str:
    """The unit that stands behind a word of scale, which ends at `end`: "euro" of "milliards d'euros"."""
    after = _AFTER.match(text, end)
    return _unit(after, scaled=True) if after else ""


def _figures(text: str) -> Iterator[Quantity]:
    """The numbers that a text has in digits."""
    done = 0
    for match in NUMBER.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        before = text[max(0, start - 32) : start]
        if start and (before[-1].isalpha() or before[-1] in "-'’") and _GLUED.search(before):
            continue
        found = _halved(text, _measured(text, Quantity(match.group(), start, end, values_of(match.group())), before))
        done = found.end
        yield found


def _measured(text: str, number: Quantity, before: str) -> Quantity:
    """A number with what stands beside it: scale, unit, month."""
    slashed = _SLASHED.match(text, number.end)
    if slashed:
        return replace(number, unit=f"date:{int(slashed[1])}")
    if (half := _HALF_OF_DAY.match(text, number.end)) and (said := _HOUR.fullmatch(number.text)):
        hour = str(_hour(int(said["hour"]), half["half"]))
        if said["minutes"]:
            return replace(number, values=(f"{hour}:{said['minutes']}",), also=(hour,), unit="hour")
        return replace(number, values=(hour,), unit="hour")
    if _QUARTER_TO.match(text, number.end) and number.values[0].isdigit() and len(number.values[0]) < 3:
        return replace(number, also=(f"{int(number.values[0]) - 1 or 12}:45",), unit="hour")
    if (half := _HALF_BEFORE_SCALE.match(text, number.end)) and number.values[0].isdigit():
        value = shift(f"{number.values[0]}.5", _SCALES[half["scale"]])
        return replace(number, text=text[number.start : half.end()], end=half.end(), values=(value,))
    after = _AFTER.match(text, number.end)
    if after is None or after.group() == "":
        return _dated(number, before)
    if after["rank"] is not None:
        return replace(number, unit=_rank_unit(text, after.end()))
    if after["time"] is not None:
        return _clock(text, number, after)
    zeros = _SCALES.get(after["scale"] or "") or _SHORT_SCALES.get(after["short"] or "", 0)
    if zeros and number.text[-1].isdigit():
        end = after.end("scale") if after["scale"] else after.end("short")
        scaled = tuple(shift(v, zeros) for v in number.values)
        number = replace(number, text=text[number.start : end], end=end, values=scaled)
    unit = _unit(after, scaled=bool(zeros))
    if unit == "count" and _YEAR.fullmatch(number.text):
        unit = ""
    return replace(number, unit=unit) if unit else _dated(number, before)


def _halved(text: str, number: Quantity) -> Quantity:
    """A number of millions and more with the half that follows: "deux millions et demi"."""
    zeros = _SCALES.get(number.text.split()[-1].lower(), 0)
    if zeros < 6 or not _AND_A_HALF.match(text, number.end):
        return number
    half = "5".ljust(zeros, "0")
    # A scale's own zeros stand at the end of the value.
    values = tuple(v[:-zeros] + half if v.isdigit() and v.endswith("0" * zeros) else v for v in number.values)
    return replace(number, values=values)


def _unit(after: re.Match[str], *, scaled: bool) -> str:
    """The unit that stands behind a number, or behind its word of scale; "count" where an ordinary noun does."""
    if after["percent"]:
        return "percent"
    if after["sign"]:
        return _UNIT_OF[after["sign"].lower()]
    if after["of"] and not scaled:
        return ""
    if after["month"]:
        return f"date:{MONTH_OF[after['month'].lower()]}" if not scaled else ""
    word = (after["word"] or "").lower()
    unit = _UNIT_OF.get(after["word"] or "") or _UNIT_OF.get(word)
    if unit == "kilometre" and _PER_HOUR.match(after.string, after.end()):
        return "kilometre an hour"
    if unit:
        return unit
    return "count" if len(word) > 2 and word not in _NOT_COUNTED and after["word"][0].islower() else ""


def _dated(number: Quantity, before: str) -> Quantity:
    """A number without a unit behind it, with the currency, month or weekday before it."""
    if money := _MONEY_BEFORE.search(before):
        return replace(number, unit=_UNIT_OF[money["sign"]])
    if len(number.text) > 2 or not number.text.isdigit():
        return number
    month = _MONTH_BEFORE.search(before)
    if month:
        return replace(number, unit=f"date:{MONTH_OF[month['month'].lower()]}")
    return replace(number, unit="date:") if int(number.text) < 32 and _DAY_BEFORE.search(before) else number


def _clock(text: str, number: Quantity, after: re.Match[str]) -> Quantity:
    """A time: "19h30" means 19:30 and tells of 19 too; "7:30 pm" is the same time."""
    hour, minutes = number.values[0], after["minutes"] or after["clock"]
    if minutes is None:
        return replace(number, unit="hour")
    half = _HALF_OF_DAY.match(text, after.end())
    if half and len(hour) < 3 and int(hour) < 13:
        hour = str(_hour(int(hour), half["half"]))
    end = after.end("time")
    number = replace(number, text=text[number.start : end], end=end, unit="hour")
    if minutes == "00" and (half or not after["clock"]):
        return replace(number, values=(hour,))
    return replace(number, values=(f"{hour}:{minutes}",), also=(hour,))


def time_of_noon(match: re.Match[str]) -> tuple[int, int]:
    """Hour of the day and minutes of what `NOON` finds: 12 and 30 of "midi et demi"."""
    hour, minutes = at_quarter(12 if match["hour"].lower() == "midi" else 24, match["part"])
    return hour % 24, minutes


def at_quarter(hour: int, part: str) -> tuple[int, int]:
    """Hour and minutes of an hour with "et quart", "et demie" or "moins le quart"."""
    part = part.lower()
    return (hour - 1, 45) if part.startswith("moins") else (hour, 15 if part.endswith("quart") else 30)


def _noon(match: re.Match[str]) -> Quantity:
    hour, minutes = time_of_noon(match)
    return Quantity(match.group(), *match.span(), (f"{hour}:{minutes}",), "hour", also=(str(hour),))


def _hour(hour: int, half: str) -> int:
    """Of an hour from 0 to 12 and "a" or "p": the hour of the day."""
    return hour % 12 + 12 * (half.lower() == "p")


def _spoken(text: str, words: str) -> Iterator[Quantity]:
    """The numbers that a text has in words."""
    for word in number_words(text, words):
        said, before = text[word.start : word.end], text[max(0, word.start - 32) : word.start]
        number = Quantity(said, word.start, word.end, (str(word.value),), is_round=word.kind == "round")
        if word.kind == "number":
            number = _halved(text, _measured(text, number, before))
            yield replace(number, is_claim=not (said.lower() in ("deux", "two") and _DEFINITE.search(before)))
        else:
            yield number if number.is_round else _ranked(text, number, is_claim=word.kind == "rank")


def _ranked(text: str, rank: Quantity, *, is_claim: bool) -> Quantity:
    """A rank with its unit; one that claims nothing is an ordinal unless a month follows."""
    unit = _rank_unit(text, rank.end)
    # "A twenty-second delay" is one of 20 seconds.
    also = (str(int(rank.values[0]) - 2),) if rank.text.lower().endswith("-second") else ()
    unit = unit if is_claim or unit != "rank" else "ordinal"
    return replace(rank, values=rank.values + also, unit=unit, is_claim=is_claim)


def _rank_unit(text: str, end: int) -> str:
    month = _MONTH_AFTER.match(text, end)
    return f"date:{MONTH_OF[month[1].lower()]}" if month else "rank"


def _shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """In "10 à 20 %", "le 6 et le 7 juin", "2 à 3 millions" unit and scale stand once, behind the last."""
    for i in range(len(found) - 2, -1, -1):
        this, following = found[i], found[i + 1]
        if this.unit or following.start - this.end > 15 or not _JOINED.fullmatch(text, this.end, following.start):
            continue
        scale = _scale_of(following.text)
        scaled = tuple(shift(v, scale) for v in this.values) if scale and this.text.isdigit() else ()
        unit = "" if following.unit == "count" else following.unit
        found[i] = replace(this, unit=unit, values=this.values + scaled)
    return found


def _scale_of(number: str) -> int:
    """Zeros of the scale that ends a number: "7 millions", "7k"."""
    last = _LAST_LETTERS.search(number)
    return (_SCALES.get(last.group().lower()) or _SHORT_SCALES.get(last.group(), 0)) if last else 0


def shift(value: str, zeros: int) -> str:
    """A plain decimal times ten to the power of `zeros`, as text."""
    whole, _, rest = value.partition(".")
    rest = rest.ljust(zeros, "0")
    return _decimal(whole + rest[:zeros] + ("." + rest[zeros:] if rest[zeros:] else ""))


def _decimal(number: str) -> str:
    whole, _, rest = number.replace(",", ".").partition(".")
    rest = rest.rstrip("0")
    if not number.isascii():
        whole, rest = ("".join(str(int(c)) for c in digits) for digits in (whole, rest))
    return (whole.lstrip("0") or "0") + (f".{rest}" if rest else "")
