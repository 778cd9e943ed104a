"""A title above a summary: whether it may stand there, what of it a summary says already, what gives way to it.

Input: an article's units and those chosen for a summary. Output: the chosen ones under the title; what is shown of a
unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..text import french
from ..text.dates import FRENCH_DAY, FRENCH_WEEKDAY, MONTHS, WEEKDAYS
from ..text.document import Document
from ..text.numbers import Quantity, quantities
from ..text.quotations import OPENING_MARK
from ..text.words import content_stems, has_stem, has_words, words_of
from .corrections import affirmed, heads_column, is_judged, negates
from .lengths import MORE_UNDER_TITLE, Size
from .outcomes import lacks_name, lacks_outcome
from .trimming import lacks_limit, trimmed
from .units import Unit

#: What pages put in front of a title and behind it, and says nothing of the news.
_KIND_OF_PAGE = re.compile(
    r"^(?:(?:VID[EÉ]OS?|(?:EN )?DIRECT|INFOGRAPHIES?|PHOTOS?|EN IMAGES?|AUDIO|REPLAY|REPORTAGE|TÉMOIGNAGES?|ENQUÊTE"
    r"|RÉCIT)\s*[.:|–-]\s*(?=\S)"
    r"|(?:Vidéos?|En images?|Reportage|Exclusif|Breaking|Watch|Video|Exclusive)\s*[.:|–-]\s+(?=\S)|"
    r"\d{1,2}[:hH.]\d\d\s*[|–-]?\s*(?=[A-ZÀ-Þ«“\"]))"
)
_NAME_OF_PAGE = re.compile(r"\s*[:|–-]\s*(?:toute l')?actualités?(?: [\w-]+)?, (?:[\w -]+, )*[\w -]+$", re.IGNORECASE)
#: The site's name behind a title: " - BBC News", " | Millbrook Courier"; behind a dash, others may say who reports it.
_SITE = re.compile(
    r"\s+(?:[|–—-]\s+(?:BBC (?:News|Sport)|The (?:New York Times|Washington Post))|\|\s+(?:[A-Z][\w.'’-]+ ){0,3}"
    r"(?:News|Times|Post|Herald|Courier|Guardian|Telegraph|Chronicle|Tribune|Gazette|Journal|Mail|Independent|Echo|Press"
    r"|Standard|Reuters|BBC|CNN))$"
)
_PROMISE = re.compile(
    r"(?<=\w)(?:,|\s[-–—])\s+(?:on vous (?:explique|résume|raconte|dit|détaille|aide)\b"
    r"|(?:voici|découvrez|retrouvez|suivez)\b|(?:nos|les) (?:explications|réponses)\b)[^:«»\"]*$",
    re.IGNORECASE,
)
#: Words of a title that tells something.
_LEAST_TITLE = 4
#: Words of a label that stands before a text ("Tribune.").
MOST_LABEL = 3
#: The day of a paper, which stands with its name above a title ("La Montagne | Mardi 12 novembre 2024, p. 8"); not that
#: of a title ("Horoscope du lundi 3 juin 2024").
_ISSUE = re.compile(
    rf"\b(?<!\b(?:du|au|le|ce) ){FRENCH_WEEKDAY} {FRENCH_DAY}"
    r" (?:19|20)\d\d\b"
    rf"|\b(?<!\b(?:of|on) )(?:{'|'.join(WEEKDAYS['en'])}),? (?:{'|'.join(MONTHS['en'])}) \d{{1,2}},? (?:19|20)\d\d\b"
    r"|[|–—-] \d{1,2}/\d{1,2}/(?:19|20)\d\d\b",
    re.IGNORECASE,
)
#: What stands above or beside a text: an opening that passes over it is the article's opening all the same.
NO_SENTENCE = ("title", "caption")
#: Share of a title's stems from which on a summary says what the title says; the same of its first sentence: where that
#: says so much, readers preferred 112 of 142 summaries without the title, and would print 97 of them, with it 7.
_TOLD, _TOLD_FIRST = 0.8, 0.55
#: The same of the first three sentences of a long English summary, of which the first must say so much: readers
#: preferred 27 of 30 without the title, and would print 17, with it none; in other languages 29 and 27 of 56.
_TOLD_SOON, _BEGINS = 0.65, 0.25
#: The same of a title that takes a short summary beyond its words: of 47 readers preferred 34 with it, 13 without;
#: where the first sentence says more, 13 and 13.
LITTLE = 0.4
#: Share of the stems of a title with a negation that a sentence without one says, from which on the title denies it.
_DENIED = 0.6
#: Words of the shortest title of a standfirst; shares of its stems that the standfirst says at most, and the text below
#: at least.
_LEAST_ABOVE, _ELSEWHERE, _TELLS_TITLE = 3, 0.2, 0.5
#: Tells, in German, what had been before the news: "Die Anklage hatte sechs Jahre Haft gefordert."
_HAD = re.compile(r"\bhatten?\b[^,;:]* [a-zäöüß]+(?:t|en)\.$")
#: Share of a unit's stems said already, from which on it adds nothing to a summary.
SAID = 0.45
#: The same of a second sentence that says much more than the first.
_SAID_IN_PART = 0.3
#: What no title that stands by itself begins with, or leaves open.
_REFERS = re.compile(
    r"(?:Ils?|Elles?|Ce(?:t|tte|s)?|Celles?|Ceux|Celui|Son|Sa|Ses|Leurs?|Lui|Eux)\b|[Cc]['’]|"
    r".*\b(?:ans|mois|semaines|jours|heures) (?:après|plus tard|auparavant) ?(?:[,:;.!?]|$)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A thing with its name.
_NAMED = re.compile(r"(?:l['’]|\b(?:la|le|du|au) )([a-zà-ÿ]{3,}) ([A-ZÀ-Þ][\w-]+)")


def bare_title(title: str) -> str:
    """A title without what its page puts around it: "VIDÉO.", ": actualité automobile, infos, scoop", and without what
    it promises its reader at its end: ", on vous explique la polémique"."""
    site = _SITE.search(title)
    title = title[: site.start()] if site and len(title[: site.start()].split()) >= _LEAST_TITLE else title
    kept = _PROMISE.sub("", title)
    return _KIND_OF_PAGE.sub("", _NAME_OF_PAGE.sub("", kept if len(kept.split()) >= _LEAST_TITLE else title))


def as_sentence(title: str) -> str:
    """A title with a final mark."""
    text = title.rstrip(" :")
    return text if text.endswith((".", "!", "?", "…", "]")) else text + "."


def may_lead(unit: Unit, fault: str | None) -> bool:
    """True where a unit with a fault may be shown before the one that refers to it."""
    if fault == "title":
        return unit.words >= _LEAST_TITLE and not _REFERS.match(unit.text)
    return fault in ("teaser", "question", "quotation")


def names_for(title: str, sentence: str) -> bool:
    """True where a French title has the name for what a sentence has the noun of alone: "l'usine" under "Que sait-on de
    l'incendie de l'usine Lubrizol ?"."""
    return any(
        name not in sentence
        and noun not in french.UNIQUE
        and re.search(rf"(?<!\w)(?:[Ll]['’]|[Ll][ae] |du |au ){noun}(?!\w| [A-ZÀ-Þ]| d[eu]s? | d['’])", sentence)
        for noun, name in _NAMED.findall(title)
    )


def title_in(units: Sequence[Unit]) -> Unit:
    """The unit that is an article's title if any is: the first one, or the one below the names of sections
    ("Politique", "Football / Ligue 2"), which are no labels that limit what is told ("Tribune"), or of a paper with its
    day."""
    for unit in units:
        is_section = unit.fault == "title" and (not has_words(unit.text, MOST_LABEL + 1) or _ISSUE.search(unit.text))
        if not is_section or lacks_limit(unit.text, ""):
            return unit if unit.fault == "title" else units[0]
    return units[0]


def may_head(title: Unit, chosen: Sequence[Unit]) -> bool:
    """True where a unit is a title that may be shown above others."""
    return title.fault == "title" and title not in chosen and may_lead(title, "title")


def title_above(units: Sequence[Unit], opening: Sequence[Unit], article: Document) -> Unit | None:
    """The title for a short summary's opening, of the lines above it the first that shares a word with the text; None
    where the opening tells it again."""
    text = stems_of(u.text for u in units if u.fault not in NO_SENTENCE)
    lines = [title_in(units), *(u for u in units if u.first < opening[0].first)]
    for title in lines:
        if may_head(title, opening) and content_stems(title.text) & text:
            return None if tells_again(opening, title, article) else title
    return None


def lacks_title(title: Unit, chosen: Sequence[Unit], article: Document, size: Size) -> bool:
    """True where a unit is a title that may be shown before others, the first of which does not tell it again (of a
    long English summary the first ones together), and they leave out a name, a number, its outcome or much of it."""
    if not may_head(title, chosen) or tells_again(chosen, title, article):
        return False
    is_long = size.is_long and article.language == "en" and told(title, chosen[:1], article) >= _BEGINS
    if is_long and tells_again(chosen, title, article, first=3, years=True):
        return False
    bare, said = bare_title(title.text), " ".join(shown(u, article) for u in chosen)
    # The first word has a capital in any case; in capitals throughout, it is a name.
    names = [w for n, w in enumerate(words_of(bare)) if (w if n == 0 else w[:1]).isupper()]
    is_said = all(has_stem(name, said) for name in names) and not lacks_outcome(bare, said, article.language)
    return not is_said or _lacks_number(title, chosen, article) or told(title, chosen, article) < _TOLD


def tells_again(chosen: Sequence[Unit], title: Unit, article: Document, first: int = 1, *, years: bool = False) -> bool:
    """True where the `first` of some units tell much of a title again, its outcome among that, and all have its numbers
    (of years too, if asked) and people."""
    if told(title, chosen[:first], article) < (_TOLD_FIRST if first == 1 else _TOLD_SOON):
        return False
    bare, said = bare_title(title.text), " ".join(shown(u, article) for u in chosen)
    told_first = " ".join(shown(u, article) for u in chosen[:first])
    has_outcome = not lacks_outcome(bare, told_first, article.language)
    return has_outcome and not lacks_name(bare, said) and not _lacks_number(title, chosen, article, years=years)


def _lacks_number(title: Unit, chosen: Sequence[Unit], article: Document, *, years: bool = False) -> bool:
    """True where a title has a number, but that of a day, or of a year unless `years`, that others do not have."""
    numbers = quantities(bare_title(title.text), "none", article.language)
    said = " ".join(shown(u, article) for u in chosen) if numbers else ""
    return has_unsaid_number(numbers, quantities(said, language=article.language), years=years)


def has_unsaid_number(numbers: Iterable[Quantity], said: Iterable[Quantity], *, years: bool) -> bool:
    """True where none of the values of a number is said; days of months aside, and years unless `years`."""
    known = {value for number in said for value in number.values}
    return any(
        not number.unit.startswith("date:")
        and known.isdisjoint(number.values)
        and (years or not _YEAR.fullmatch(number.text))
        for number in numbers
    )


def denies(title: Unit, chosen: Sequence[Unit], article: Document) -> bool:
    """True where a unit is a title that may be shown before others, and says by a negation that what the first of them
    tells is not so: "No, the Pope has not died"; or has its verdict behind it."""
    if is_judged(title.text):
        return may_head(title, chosen)
    if not (negates(title.text, article.language) and may_head(title, chosen)):
        return False
    claimed = affirmed(bare_title(title.text), article.language)
    return told(title, chosen, article) < _DENIED <= _share(claimed, [shown(chosen[0], article)])


def goes_on_title(unit: Unit, title: Unit, later: Sequence[Unit], article: Document) -> bool:
    """True for a sentence of a standfirst: it goes on from the news of its title, no quotation, which one of the
    `later` units tells again in another paragraph; or says, in German, what had been before that."""
    may_stand = title.fault == "title" and title.words >= _LEAST_ABOVE and not _REFERS.match(title.text)
    if not may_stand or heads_column(title.text) or OPENING_MARK.search(title.text):
        return False
    if told(title, [unit], article) >= _ELSEWHERE:
        return False
    below = [own for own in later if "\n" in article.text[unit.start : own.start]]
    is_before = article.language == "de" and _HAD.search(unit.text) is not None
    return (is_before and bool(below)) or any(told(title, [own], article) >= _TELLS_TITLE for own in below)


def told(title: Unit, chosen: Sequence[Unit], article: Document) -> float:
    """Share of a title's stems that other units say (0-1); one with a negation is told by what has one too."""
    texts = [shown(u, article) for u in chosen]
    if negates(title.text, article.language):
        texts = [text for text in texts if negates(text, article.language)]
    return _share(bare_title(title.text), texts)


def _share(text: str, texts: Iterable[str]) -> float:
    stems = content_stems(text)
    return len(stems & stems_of(texts)) / max(1, len(stems))


def headed(title: Unit, chosen: Sequence[Unit], article: Document, size: Size) -> list[Unit]:
    """A title and what is chosen, as much as the size has room for, one unit at least; in other languages than French
    some words more."""
    more = 0 if article.language == "fr" else MORE_UNDER_TITLE
    while len(chosen) > 1:
        most = more + (with_second(size, *chosen) if len(chosen) == 2 else size).most
        if len(chosen) < size.sentences and title.words + words_in(chosen, article) <= most:
            break
        chosen = chosen[:-1]
    return [title, *chosen]


def with_second(size: Size, first: Unit, second: Unit) -> Size:
    """A size with room for a second unit, if that says much more than the first."""
    return replace(size, most=size.most + size.for_second) if share_said(second, [first]) < _SAID_IN_PART else size


def stems_of(texts: Iterable[str]) -> frozenset[str]:
    """The content stems of all texts."""
    return frozenset[str]().union(*map(content_stems, texts))


def share_said(unit: Unit, before: Sequence[Unit]) -> float:
    """Share of a unit's stems that stand in others (0-1)."""
    return _share(unit.text, (other.text for other in before))


def words_in(units: Sequence[Unit], article: Document) -> int:
    """Words of what is shown of units."""
    return sum(len(shown(u, article).split()) for u in units)


def shown(unit: Unit, article: Document) -> str:
    """What a summary shows of a unit: trimmed, a title as a sentence."""
    if unit.fault == "title":
        return as_sentence(bare_title(unit.text))
    return trimmed(unit.text) if article.language == "fr" else unit.text
