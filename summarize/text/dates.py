"""Days and months of French and English, each table once.

Everything is in lower case.
"""

from __future__ import annotations

WEEKDAYS = {
    "fr": tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split()),
    "en": tuple("monday tuesday wednesday thursday friday saturday sunday".split()),
}
MONTHS = {
    "fr": tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
    "en": tuple("january february march april may june july august september october november december".split()),
}
#: A day of the week and a day of a month ("1er avril"), in French, as regular expressions.
FRENCH_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS['fr'])})"
FRENCH_DAY = rf"\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS['fr'])})"
_SHORT = "janv jan|févr feb|  |avr apr|  |  |juil|aug|sept sep|oct|nov|déc dec"
#: Month, in full or in short -> its number from 1.
MONTH_OF = {
    word: number
    for number, words in enumerate(zip(*MONTHS.values(), _SHORT.split("|"), strict=True), start=1)
    for word in (*words[:2], *words[2].split())
}
_RELATIVE = (("hier", "yesterday"), ("demain", "tomorrow"), ("aujourd'hui", "today"))
#: Words that tell a day or month of a text, by language; "today" tells none that could be looked up.
NAMES_OF_DAYS = {
    language: frozenset({*WEEKDAYS[language], *MONTHS[language], *(words[place] for words in _RELATIVE[:2])})
    for place, language in enumerate(("fr", "en"))
}
#: Word -> day or month. "sept." is left out, which is seven in French.
DATE_MEANING = {word: f"month {number}" for word, number in MONTH_OF.items() if word not in ("sept", "sep")} | {
    word: words[0] for words in (*zip(WEEKDAYS["fr"], WEEKDAYS["en"], strict=True), *_RELATIVE) for word in words
}
SAME_DATE = {meaning: [w for w, m in DATE_MEANING.items() if m == meaning] for meaning in DATE_MEANING.values()}
#: Those that are written in full.
FULL_DATES = frozenset().union(*NAMES_OF_DAYS.values(), _RELATIVE[2])
