"""Figures, sums, times and durations, written as translators know them and as the language of a translation does.

Input: a sentence, or its translation. Output: the same with its figures in another form and the same value. Between
French and English alone. Number words are in `spelled.py`, but for those of times ("midi et demi").
"""

from __future__ import annotations

import re

from ..text.numbers import NOON, at_quarter, shift, time_of_noon
from ..text.untouched import untouched

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
#: A sign of a currency apart from its sum, or glued to the word before: "the€ 5".
_LOOSE_SIGN = re.compile(rf"(?:(?<![^\W\d_])|(?P<glued>(?<=[^\W\d_])(?=€)))(?P<sign>[€$£¥]){_BLANK}(?=\d)")
#: The same whose signs stand as in French, "12.5 €".
_SIGN_BEHIND = re.compile(
    rf"(?<![^\W_])(?<!\d[.,]){_ENGLISH_VALUE}{_BLANK}?(?P<scale>M|Mds?|k|million|billion)?(?P<sign>[€$£¥])(?![^\W_])"
)
_SHORT = {"Md": "bn", "Mds": "bn", "million": "M", "billion": "bn"}
#: Two such sums, of which the second alone has scale and sign: "between 5 and 7 k€", "10-12 M€".
_RANGE_BEHIND = re.compile(
    rf"(?<![\w.,])(?:(?P<between>[Bb]etween{_BLANK})|(?P<from>[Ff]rom{_BLANK}))?"
    rf"(?P<low>{_ENGLISH_VALUE.replace('?P<value>', '?:')})(?:{_BLANK}?(?P<own>M|Mds?|k)(?![^\W_]))?"
    rf"(?P<joint>{_BLANK}?[-–]{_BLANK}?|{_BLANK}to{_BLANK}|(?(between){_BLANK}and{_BLANK}|(?!)))"
    rf"(?P<high>{_SIGN_BEHIND.pattern})"
)
_TRILLIONS = re.compile(rf"(?<![\w.,]){_ENGLISH_VALUE}{_BLANK}trillion(?![^\W_])", re.IGNORECASE)
#: Before figures with a point that is none of a number.
_NUMBERED = re.compile(
    rf"(?<!\w)(?:version|section|article|chapter|iOS|Android|Windows|macOS|Python){_BLANK}$", re.IGNORECASE
)
_MEASURED = re.compile(r"\s?(?:%|(?:per|m|km)\b|kilom|met|mil|bil|tril)")
#: Beside a postcode: a word with a capital that does not merely open the sentence.
_PLACE_BEFORE, _PLACE_AFTER = re.compile(rf"\W[A-ZÀ-Þ][^\W\d_]+{_BLANK}$"), re.compile(rf"{_BLANK}[A-ZÀ-Þ][^\W\d_]")
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_SPELLED_SUM = re.compile(rf"\b({'|'.join(_SMALL)}){_BLANK}?(?=[€$£¥])", re.IGNORECASE)
_COMMA_TIME = re.compile(r"(?<![\d:])(\d+:\d\d),(\d+)(?!\d)")
_QUOTE = r"(?:['’′]{2}|[\"″”])"
_SECONDS = re.compile(rf"(?<![\w'’′])(\d{{1,2}}){_QUOTE}(\d{{1,3}})(?!\w)")
_MINUTES = re.compile(rf"(?<![\w'’′])(\d{{1,3}})['’′](\d{{2}}){_QUOTE}(\d{{1,3}})(?!\w)")
#: "2h02'42\"": hours, minutes and seconds.
_RACE = re.compile(rf"(?<![\w'’′])(\d{{1,2}}){_BLANK}?h{_BLANK}?([0-5]\d)['’′]([0-5]\d)(?:{_QUOTE}|(?![\w'’′]))")
#: The unit of a price that is a range: "de 20 à 35 €/jour".
_RATE = re.compile(
    rf"(?<=\d)((?:{_BLANK}?€)?{_BLANK}?[-–à]{_BLANK}?\d[\d.,]{{0,8}}){_BLANK}?€{_BLANK}?/{_BLANK}?"
    r"(jour|nuit|mois|an|semaine|heure|kg|kilo|m²|litre|personne|tonne|repas)(?![\w/])"
)
_LENGTH = rf"(?P<hours>[1-9]\d?){_BLANK}?h{_BLANK}?(?P<minutes>[0-5]\d)?(?![\w/–-])"
_ABOUT = rf"(?:(?:environ|au{_BLANK}moins|près{_BLANK}de|plus{_BLANK}de|moins{_BLANK}de){_BLANK})?"
#: "2h15" as long as that, no time of the day: "dure 2h15", "en 2h15", "après 2h15 de débats".
_DURATIONS = (
    re.compile(
        rf"(?<!\w)(?P<before>(?:dur(?:e|ent|er|ée?s?|a|ait|aient|èrent|era|eront)|pendant|durant|en|"
        rf"durée(?:{_BLANK}totale)?{_BLANK}de){_BLANK}{_ABOUT}){_LENGTH}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?P<before>(?:après|avec|(?:plus|près|moins){_BLANK}de|au{_BLANK}bout{_BLANK}de|[lcsd]es){_BLANK}"
        rf"{_ABOUT}){_LENGTH}(?={_BLANK}d(?:e{_BLANK}(?!l[ae]s?\b|l['’]|nuit\b|jour\b)|['’])(?-i:[a-zà-ÿ]))",
        re.IGNORECASE,
    ),
)
_HOURS = dict(zip("une deux trois quatre cinq six sept huit neuf dix onze douze".split(), range(1, 13), strict=True))
_QUARTERS = rf"(?P<part>et{_BLANK}quart|moins{_BLANK}le{_BLANK}quart|et{_BLANK}demie?)(?![^\W_])"
#: Quarters and halves after hours but for noon and midnight, where they may tell how long too.
_SAID_HOUR = re.compile(
    rf"(?<!\w)(?P<before>(?:à|vers|dès|jusqu['’]à|de){_BLANK})(?P<hour>{'|'.join(_HOURS)}){_BLANK}heures?{_BLANK}"
    rf"{_QUARTERS}(?!{_BLANK}d(?:e{_BLANK}(?!l['’]après)|['’]))",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"\b(?:dur|temps|trajet|voyage|vol\b|film|heures? à\b|réduit|ramen|limit|prolong|pass)", re.IGNORECASE
)

#: An hour under noon beside the part of the day that makes it one of the evening or the afternoon: "mardi soir, vers
#: neuf heures", "neuf heures du soir". Two at night may be called evening too.
_LATE = "cinq|six|sept|huit|neuf|dix|onze|1[01]|[5-9]"
_AFTER_NOON = "une|deux|trois|quatre|cinq|six|sept|[1-7]"
_SIGN = rf"{_BLANK}?h(?:eures?)?(?:{_BLANK}?[0-5]\d)?(?![^\W_])"
_WHICH_DAY = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|demain|ce|cet"
_EVENING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for part, of_it, hours in (("soir(?:ée)?", "du{0}soir", _LATE), ("après-midi", "de{0}l['’]après-midi", _AFTER_NOON))
    for pattern in (
        rf"(?<!\w)(?P<before>{part},?{_BLANK}(?:à|vers|dès|avant|peu{_BLANK}(?:avant|après)){_BLANK}(?:environ{_BLANK})?)"
        rf"(?P<hour>{hours})(?P<sign>{_SIGN})(?!{_BLANK}(?:d[eu]\b|d['’]|(?:le{_BLANK})?(?:matin|lendemain|{_WHICH_DAY})\b))",
        rf"(?<![\w-])(?P<before>)(?P<hour>{hours})(?P<sign>{_SIGN}){_BLANK}{of_it.format(_BLANK)}(?!\w)",
        rf"(?<!\w)(?P<before>(?:à|vers|dès|avant){_BLANK})(?P<hour>{hours})(?P<sign>{_SIGN})"
        rf"(?=,?{_BLANK}(?:{_WHICH_DAY}){_BLANK}(?:{part})(?!\w))",
    )
)

_SECOND_HOUR = re.compile(rf"(?:\d|h|heures?|{'|'.join(_HOURS)}){_BLANK}(?:à|et|ou){_BLANK}$", re.IGNORECASE)


def with_plain_times(text: str, language: str) -> str:
    """A sentence with its times as translators know them.

    Race times lose their signs for seconds: "10''72" is 10,72 in French and 10.72 in English, "2h02'42" 2:02:42. In
    French, a range of prices has its unit in words ("20 à 35 €/jour" is "20 à 35 euros par jour"), durations are
    written out ("dure 2h15" is "dure 2 heures et 15 minutes"), quarters of hours in figures ("midi et demi" is
    "12h30"), and hours of the evening counted from midnight ("neuf heures du soir" is "21 heures").
    """
    point = "." if language == "en" else ","
    text = _RACE.sub(r"\1:\2:\3", text)
    if language == "fr":
        text = _RATE.sub(r"\1 euros par \2", text)
        for pattern in _DURATIONS:
            text = pattern.sub(_written_out, text)
        text = NOON.sub(lambda match: "{}h{}".format(*time_of_noon(match)), text)
        is_long = bool(_HOW_LONG.search(text))
        text = _SAID_HOUR.sub(lambda match: match.group() if _may_last(match, is_long) else _time_of_day(match), text)
        for pattern in _EVENING:
            text = pattern.sub(_from_midnight, text)
    text = _MINUTES.sub(rf"\1:\2{point}\3", text)
    return _SECONDS.sub(rf"\1{point}\2", text)


def _from_midnight(match: re.Match[str]) -> str:
    """An hour of the evening or the afternoon, "21 heures"; the second of two ("de 7 à 9 heures du soir") as it is."""
    if _SECOND_HOUR.search(match.string[: match.start()][-20:] + match["before"]):
        return match.group()
    hour = _HOURS.get(match["hour"].lower()) or int(match["hour"])
    return f"{match['before']}{hour + 12}{re.sub('heure$', 'heures', match['sign'])}"


def _written_out(match: re.Match[str]) -> str:
    """A duration in words: "2 heures et 15 minutes"."""
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    found = f"{match['before']}{hours} heure{'s' * (hours > 1)}"
    return f"{found} et {minutes} minute{'s' * (minutes > 1)}" if minutes else found


def _may_last(match: re.Match[str], is_long: bool) -> bool:
    """True where "deux heures et demie" (not "moins le quart") may be as long as that."""
    is_part = match["part"].lower().startswith("et")
    return is_part and (is_long or match["before"][:-1].lower() not in ("à", "vers", "dès"))


def _time_of_day(match: re.Match[str]) -> str:
    """ "à deux heures et demie" in figures, "à 2h30"."""
    hour, minutes = at_quarter(_HOURS[match["hour"].lower()], match["part"])
    return f"{match['before']}{hour or 12}h{minutes}"


def with_currency_words(english: str) -> str:
    """An English sentence with its sums in words ("3.5 billion euros" for "€3.5bn"), which translators know better, and
    trillions in billions."""

    def words(match: re.Match[str]) -> str:
        scale = match["scale"] or ""
        currency = _CURRENCIES[match["sign"]]
        plural = "" if currency == "yen" or (match["value"] == "1" and not scale) else "s"
        return " ".join(filter(None, (match["value"], _SCALES.get(scale.lower(), scale), currency + plural)))

    return _TRILLIONS.sub(_in_billions, _SUM.sub(words, english))


def _in_billions(match: re.Match[str]) -> str:
    """ "3 trillion" as "3,000 billion": the French word is another number."""
    return f"{write(shift(_value(match['value'], 'en'), 3), 'en', is_grouped=True)} billion"


def with_own_figures(text: str, original: str, source: str, target: str) -> str:
    """A translation with the figures put right that its translator left as the original's language writes them.

    "5.413" is five thousand and more in French, "12,5 €" is "€12.5" in English, "3:45,12" is "3:45.12"; the English
    "1,040.5" is "1 040,5".
    """
    if (source, target) not in (("fr", "en"), ("en", "fr")):
        return text
    written = _written(original, source, target)
    own = "|".join(re.escape(figure) for figure in sorted(written, key=len, reverse=True))
    figures = re.compile(rf"(?<![\w.,])(?:{own})(?!\w|[.,]\d)" if own else r"(?!)")
    parts, end = [], 0
    for span in (*filter(lambda span: span.is_word, untouched(text)), None):
        start = span.start if span else len(text)
        parts.append(_own_figures(text[end:start], figures, written, target))
        if span:
            parts.append(span.text)
            end = span.end
    return "".join(parts)


def _own_figures(text: str, figures: re.Pattern[str], written: dict[str, str], target: str) -> str:
    """Text without addresses, with its figures as `written` has them; in English, with signs before sums."""
    text = figures.sub(lambda match: written[match.group()], text)
    if target == "fr":
        return text
    text = _SPELLED_SUM.sub(lambda match: str(_SMALL.index(match[1].lower()) + 1), text)
    text = _RANGE_BEHIND.sub(_range_before, text)
    text = _LOOSE_SIGN.sub(lambda match: " " * (match["glued"] is not None) + match["sign"], text)
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
        own = match["grouped"] or match["plain"]
        before, after = original[max(0, match.start() - 40) : match.start()], original[match.end() : match.end() + 8]
        if own and source == "en" and "." in own and _NUMBERED.search(before) and not _MEASURED.match(after):
            found[own.replace(".", ",")] = own
        elif own and not (len(own) == 5 and own.isdigit() and _is_postcode(before, after)):
            found[own] = write(_value(own, source), target, is_grouped=bool(match["grouped"]))
            if source == "en" and match["grouped"] and "." not in own:
                # A translator writes "1.200" or "1 200" for "1,200" too.
                found |= {own.replace(",", mark): found[own] for mark in ". \u00a0"}
    return {own: other for own, other in found.items() if own != other}


def _is_postcode(before: str, after: str) -> bool:
    """True for five digits between these beside a word that may name a place: "69007 Lyon"."""
    return bool(_PLACE_BEFORE.search(before) or _PLACE_AFTER.match(after))


def _range_before(match: re.Match[str]) -> str:
    """A range of sums as English writes it: "between €5k and €7k", "€10-12M"."""
    high = _sign_before(match)
    sign, scale = match["sign"], re.sub(r"[\d.,]", "", high[1:])
    opens = match["between"] or match["from"] or ""
    if match["own"] and match["own"] != match["scale"]:
        scale = _SHORT.get(match["own"], match["own"])
    elif match["joint"].strip() in ("-", "–"):
        return f"{opens}{sign}{match['low']}{match['joint'].strip()}{high[1:]}"
    return f"{opens}{sign}{match['low']}{scale}{match['joint']}{high}"


def _sign_before(match: re.Match[str]) -> str:
    is_grouped = bool(re.fullmatch(_GROUPED["en"], match["value"]))
    scale = _SHORT.get(match["scale"] or "", match["scale"] or "")
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
