"""Names of people, places and organisations, and days and months: whether a source has them.

Input: a word and the Document of the source. Output: yes or no. A word counts as the same
whatever its case, accents, elision, hyphens and plural; a country as its people, an abbreviation as what it stands for;
a first name needs no source of its own where the source has "M." and the family name.
"""

from __future__ import annotations

import re

from ..text.dates import DATE_MEANING, SAME_DATE
from ..text.document import Document, Token
from ..text.exonyms import ONLY_CAPITALS, concepts_of, phrases_of
from ..text.mentions import OPENERS, TITLES, Mention
from ..text.words import WORD, bare, fold, parts, singular
from .wordlists import word_list

#: Their names change with the case.
_INFLECTED = frozenset("ru uk be bg mk sr hr bs sl pl cs sk fi et hu lt lv tr az el hy ka is eu ro sq kk".split())
#: Abbreviations that each language has of its own, beside those of the tables.
_OTHER_LETTERS = {"qi": "iq", "iq": "qi", "arn": "rna", "rna": "arn"}
_PEOPLE_ENDING = re.compile(r"(?:(?:ai|oi)se?s?|i?en(?:ne)?s?|aine?s?|ine?s?|arde?s?|ites?)$")
#: What a place may have behind the letters that its people share.
_PLACE_ENDING = re.compile(r"(?:i?es?|i?a|s|x)?")


def has_date(word: str, source: Document) -> bool:
    """True where a source names a day or month, in either language, in short or as a figure ("12/06/2019")."""
    meaning = DATE_MEANING[bare(word).lower()]
    if any(fold(same) in source.words for same in SAME_DATE[meaning]):
        return True
    if not meaning.startswith("month"):
        return False
    month = int(meaning.split()[1])
    return re.search(rf"(?<![\d/.-])\d{{1,2}}[/.-]0?{month}[/.-](?:\d{{4}}|\d\d)(?!\d)", source.text) is not None


def has_name(word: str, source: Document, *, language: str = "fr") -> bool:
    """True where a source has a name in one form or another; the name's neighbours are not asked."""
    own = fold(bare(word))
    if own in ONLY_CAPITALS and bare(word).isupper():
        return bool(concepts_of(own) & source.concepts)
    if own in source.words or singular(own) in source.words or fold(word) in source.words:
        return True
    if bare(word).isupper() and _OTHER_LETTERS.get(own) in source.words:
        return True
    pieces = [p for p in parts(own) if len(p) > 1]
    # Side by side: "Pays-la-Loire" is no name where the article has "Pays de la Loire".
    if len(pieces) > 1 and f" {' '.join(pieces)} " in source.plain:
        return True
    return _has_word(own, source) or (
        _is_abbreviated(bare(word), source) or _is_of_place(bare(word), source) or _is_inflected(own, source, language)
    )


def has_first_name(text: str, word: Mention, source: Document) -> bool:
    """True where a family name follows that the source has only after "M.", "Mme" or another title."""
    following = WORD.match(text, word.end + 1)
    if following is None or not following.group()[:1].isupper() or text[word.end : word.end + 1] != " ":
        return False
    family = fold(following.group())
    tokens = source.tokens
    before = [tokens[i - 1] if i else None for i, t in enumerate(tokens) if t.is_capital and t.folded == family]
    return bool(before) and all(t is not None and t.folded in TITLES for t in before)


def spelled_out(text: str, word: Mention, source: Document) -> bool:
    """True where a source has the capitals of the words from here on: "Journal du dimanche" is the JDD."""
    initials = [fold(m.group())[:1] for m in WORD.finditer(text[word.start : word.start + 120])][:7]
    main = [fold(m.group())[:1] for m in WORD.finditer(text[word.start : word.start + 120]) if len(m.group()) > 3][:6]
    short = {t.folded for t in source.capitals if 2 < len(t.folded) < 8 and source.as_it_stands(t).isupper()}
    return any("".join(letters[:n]) in short for letters in (initials, main) for n in range(3, len(letters) + 1))


def _has_word(folded: str, source: Document) -> bool:
    """A folded word, or another of its family in the tables."""
    if folded in source.words or singular(folded) in source.words:
        return True
    concepts = concepts_of(folded) if folded not in ONLY_CAPITALS else frozenset[str]()
    return bool(concepts & source.concepts) or any(
        f" {phrase} " in source.plain for concept in concepts for phrase in phrases_of(concept)
    )


def _is_abbreviated(word: str, source: Document) -> bool:
    """Capitals that words of the source spell, small words counted or not: JDD, "Journal du dimanche"."""
    if not (word.isupper() and 2 < len(word) < 8):
        return False
    wanted = fold(word)
    for fewest_letters in (1, 4):
        kept = [t for t in source.tokens if len(t.folded) >= fewest_letters]
        initials = "".join(t.folded[0] for t in kept)
        places = [m.start() for m in re.finditer(rf"(?={re.escape(wanted)})", initials)]
        if any(_is_spelled(kept[place : place + len(wanted)]) for place in places):
            return True
    return False


def _is_spelled(tokens: list[Token]) -> bool:
    """True where words side by side look like one name: the first has a capital, and opens no sentence."""
    first, last = tokens[0], tokens[-1]
    return first.is_capital and first.folded not in OPENERS and last.end - first.start < 100


def _is_of_place(word: str, source: Document) -> bool:
    """Somebody from a place of the source, or the place of somebody: "Nantais", "Nantes"."""
    own = fold(word)
    if (ending := _PEOPLE_ENDING.search(own)) and _may_be_people(word):
        start = own[: ending.start()]
        # "Lyonnais" and "Lyon", "Ardennais" and "Ardennes".
        starts = {start, start[:-1] if start[-2:-1] == start[-1:] else start}
        if any(
            len(start) > 3 and t.folded.startswith(start) and _PLACE_ENDING.fullmatch(t.folded, len(start))
            for start in starts
            for t in source.capitals
        ):
            return True
    root = re.sub(r"e?s?$", "", own)
    if len(root) < 4:
        return False
    return any(
        t.folded.startswith(root)
        and (found := _PEOPLE_ENDING.search(t.folded))
        and len(root) <= found.start() + 1 <= len(root) + 2
        # "Gard" is no place of a "gardien".
        and (len(own) > 4 or found.group()[1] == "i")
        and _may_be_people(source.as_it_stands(t))
        for t in source.tokens
    )


def _may_be_people(word: str) -> bool:
    """False for what the list of French words has as a name alone: "François", "Bernard"."""
    words, lower = word_list("fr"), bare(word).lower()
    return words is None or lower in words.words or not words.has(lower.capitalize())


def _is_inflected(word: str, source: Document, language: str) -> bool:
    if language not in _INFLECTED or len(word) < 4:
        return False
    stem = word[: max(3, len(word) - 3)]
    return any(t.folded.startswith(stem) and abs(len(t.folded) - len(word)) < 4 for t in source.capitals)
