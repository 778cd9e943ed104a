"""Names of people, places and organisations, and days and months: what of a text is one, and whether a source has it.

Input: a text and a Document. Output: words that claim something, with their kind; yes or no. A word counts as the same
whatever its case, accents, elision, hyphens and plural; a country as its people, an abbreviation as what it stands for;
a first name needs no source of its own where the source has "M." and the family name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.document import Document, Token
from ..text.exonyms import ONLY_CAPITALS, concepts_of, phrases_of
from ..text.numbers import MONTH_OF
from ..text.words import ELISION, WORD, bare, fold, parts, singular

#: Their nouns are written with capitals, which then tell no names.
CAPITALISED_NOUNS = frozenset({"de", "lb"})
#: Their names change with the case.
_INFLECTED = frozenset("ru uk be bg mk sr hr bs sl pl cs sk fi et hu lt lv tr az el hy ka is eu ro sq kk".split())
_WEEKDAYS = (
    "lundi monday|mardi tuesday|mercredi wednesday|jeudi thursday|vendredi friday|samedi saturday|dimanche sunday"
)
_RELATIVE = "hier yesterday|demain tomorrow|aujourd'hui today"
#: Word -> day or month. "sept." is left out, which is seven in French.
DATE_MEANING = {word: f"month {i}" for word, i in MONTH_OF.items() if word not in ("sept", "sep")}
DATE_MEANING |= {word: words.split()[0] for words in f"{_WEEKDAYS}|{_RELATIVE}".split("|") for word in words.split()}
_SAME_DATE = {meaning: [w for w, m in DATE_MEANING.items() if m == meaning] for meaning in DATE_MEANING.values()}
_FRENCH_DATES = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre "
    "octobre novembre décembre hier demain".split()
)
_ENGLISH_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december yesterday tomorrow".split()
)
FULL_DATES = _FRENCH_DATES | _ENGLISH_DATES | {"aujourd'hui", "today"}
_TITLES = frozenset("m mm mme mmes mlle mlles me mes mgr dr pr mr mrs ms sir lord lady st ste".split())
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s|[«“\"(—–-]\s?|\n)\s*[«“\"(]?\s?$")
#: After a lone capital at the start of a sentence, these make it a name: "Macron a annoncé".
_PREDICATE = re.compile(
    r"\s(?:a|est|ont|sont|avait|était|sera|aura|va|veut|peut|doit|dit|fait|s['’](?:est|était)|n['’](?:a|est)|"
    r"has|is|was|had|says|said|will)\s"
)
#: Words that open a sentence with a capital and name nobody.
OPENERS = frozenset(
    """
    a à ainsi alors après au aucun aucune aujourd'hui aussi autour autre autres aux avant avec beaucoup bien ce ceci
    cela celle celles celui certains certaines ces cet cette ceux chacun chacune chaque chez comme comment d dans de
    depuis des deux devant dix du durant elle elles en enfin ensemble ensuite entre est et face faut grâce hier huit
    il ils j je jamais jusqu l la là le lequel les leur leurs lors lorsque lui mais malgré même mieux moins n neuf ni
    non nos notre nous nouveau nouvelle on ont or ou où outre par parce parmi pas pendant personne peu plus plusieurs
    pour pourquoi près qu quand quant quatre que quel quelle quelques qui quiconque quoi reste rien s sa sans se selon
    sept ses seul seule si six son sous souvent sur ta tandis tel telle tous tout toute toutes très trois trop un une
    vers voici voilà vos votre vous y cinq question objectif
    the an in on at of for and but he she it they we you this that these those his her its our their after before as
    with by from to i what who when where why how there here not no if then so all some many more most one two three
    """.split()
)
#: Words in capitals that a newsroom sets over a text.
_RUBRICS = frozenset(
    """
    video videos reaction reactions portrait portraits reperes repere interview document documents direct live photo
    photos exclusif exclusive infographie infographies sondage temoignage temoignages analyse enquete reportage carte
    cartes entretien audio diaporama chronologie actualise actualisation infos info actu zoom recit decryptage edito
    editorial en tv ok top
    """.split()
)
_RUBRIC = re.compile(r"(?:[A-ZÀ-Þ]{5,}|[A-ZÀ-Þ]{4,} [A-ZÀ-Þ]{4,})(?: [A-ZÀ-Þ]{2,}){0,3}(?:\.|:| [-–:])(?= )")
_PEOPLE_ENDING = re.compile(r"(?:(?:ai|oi)se?s?|i?en(?:ne)?s?|aine?s?|ine?s?|arde?s?|ites?)$")
_ROMAN = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?=(?:er?|ère|ème)?$)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text that claims something: what it is ("name" or "date"), as it stands, and where."""

    kind: str
    text: str
    start: int
    end: int


def claims_in(text: str, language: str = "fr") -> Iterator[Word]:
    """Words of a text that name somebody, something or a day.

    Args:
        text: any text.
        language: of the text, ISO 639-1; tells which words are days and months, and whether capitals tell names.
    """
    dates = {"fr": _FRENCH_DATES, "en": _ENGLISH_DATES}.get(language, frozenset[str]())
    rubric = _RUBRIC.match(text)
    for match in WORD.finditer(text, rubric.end() if rubric else 0):
        word = match.group()
        if word.islower() and len(word) < 4 and word not in dates:
            continue
        own = bare(word)
        if own.lower() in dates and (language != "en" or own[:1].isupper() or own in ("yesterday", "tomorrow")):
            yield Word("date", word, match.start(), match.end())
        elif own[:1].isupper() and language not in CAPITALISED_NOUNS and _is_name(text, match, own):
            yield Word("name", word, match.start(), match.end())


def _is_name(text: str, match: re.Match[str], own: str) -> bool:
    folded = fold(own)
    if folded in _TITLES or len(own) == 1 or (own.isupper() and folded in _RUBRICS) or own.startswith(("I'", "I’")):
        return False
    if own != match.group() or not _SENTENCE_START.search(text[max(0, match.start() - 6) : match.start()]):
        return True
    if folded in OPENERS or parts(folded)[0] in OPENERS:
        return False
    # "Reims (Marne)": a word alone in brackets opens no sentence.
    in_brackets = text[max(0, match.start() - 1) : match.start()] == "(" and text[match.end() : match.end() + 1] in (
        ")",
        ",",
    )
    if own.isupper() or in_brackets:
        return True
    following = WORD.match(text, match.end() + 1)
    named = following is not None and following.group()[:1].isupper() and not ELISION.match(following.group())
    return named or _PREDICATE.match(text, match.end()) is not None


def has_date(word: str, source: Document) -> bool:
    """True where a source names a day or month, in either language, in short or as a figure ("12/06/2019")."""
    meaning = DATE_MEANING[bare(word).lower()]
    if any(fold(same) in source.words for same in _SAME_DATE[meaning]):
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
    pieces = [p for p in parts(own) if len(p) > 1]
    # Side by side: "Pays-la-Loire" is no name where the article has "Pays de la Loire".
    if len(pieces) > 1 and f" {' '.join(pieces)} " in source.plain:
        return True
    return _has_word(own, source) or (
        _is_abbreviated(bare(word), source) or _is_of_place(own, source) or _is_inflected(own, source, language)
    )


def has_first_name(text: str, word: Word, source: Document) -> bool:
    """True where a family name follows that the source has only after "M.", "Mme" or another title."""
    following = WORD.match(text, word.end + 1)
    if following is None or not following.group()[:1].isupper() or text[word.end : word.end + 1] != " ":
        return False
    family = fold(following.group())
    tokens = source.tokens
    before = [tokens[i - 1] if i else None for i, t in enumerate(tokens) if t.is_capital and t.folded == family]
    return bool(before) and all(t is not None and t.folded in _TITLES for t in before)


def spelled_out(text: str, word: Word, source: Document) -> bool:
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
    ending = _PEOPLE_ENDING.search(word)
    if ending:
        start = word[: ending.start()]
        start = start[:-1] if start[-2:-1] == start[-1:] else start
        if len(start) > 3 and any(
            t.folded.startswith(start) and len(t.folded) < len(start) + 4 for t in source.capitals
        ):
            return True
    root = re.sub(r"e?s?$", "", word)
    if len(root) < 4:
        return False
    return any(
        t.folded.startswith(root)
        and (found := _PEOPLE_ENDING.search(t.folded))
        and len(root) <= found.start() + 1 <= len(root) + 2
        for t in source.tokens
    )


def _is_inflected(word: str, source: Document, language: str) -> bool:
    if language not in _INFLECTED or len(word) < 4:
        return False
    stem = word[: max(3, len(word) - 3)]
    return any(t.folded.startswith(stem) and abs(len(t.folded) - len(word)) < 4 for t in source.capitals)
