"""A headline of an article: a sentence or a title of at most fifteen words.

Input: an article and what its summary opens with. Output: the article's own title where it stands above the text, its
first telling sentence where that is short, else that sentence cut off. Words go from the end, none changes. A full stop
stands behind a cut only where the rest is one phrase that adds a time, a cause or an aim; "…" everywhere else: the rest
may say whose word it is, deny it or limit it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..text import french
from ..text.dates import MONTHS, WEEKDAYS
from ..text.document import Document
from ..text.words import content_stems
from .lengths import size_of
from .trimming import OPEN, bare_title, broken_off, trimmed
from .units import Unit, news_of, units_of

_FEWEST_WORDS = 5
_DATE = f" (?:{french.one_of((*WEEKDAYS['fr'], *MONTHS['fr']))}|\\d{{1,4}}(?:er)?|hier|matin|soir)"
#: What may be cut off: no day, place or agent ("fermé lundi", "obligatoire dans les trains", "jugé coupable par ses
#: rivaux"), and no relative clause ("les élèves qui"), for these tell how far the clause is true.
_PHRASE = re.compile(
    r",? (?:après (?!\d)|alors qu|lors d['’]une? |afin d|suite à |grâce à |"
    r"pour (?=[a-zà-ÿ]+(?:er|ir|oir|re) |\w+ (?:jours|semaines|mois|ans)\b))"
)
_PREPOSITION = (
    r"(?:(?:à|aux?|de|du|en|dans|sur|sous|par|pour|avec|sans|contre|chez|vers|entre|pendant|durant|après|avant|depuis|"
    r"devant|lors|dès|malgré)(?!\w)|d['’])"
)
_VERB = re.compile(
    rf"(?<![\w'-])(?<!\by )(?:{french.one_of((french.FINITE | french.PRESENT) - {'ne'})})(?![\w'-])|"
    r"\b(?:s|n|l)['’](?:a|ont|est|était)\b"
)
_DATE_AT_END = re.compile(rf"(?:,?{_DATE})+$")
#: A verb without what it waits for: "a rejeté par 212 voix" la loi, "d'avoir caché" pendant deux ans un rapport.
_WAITS = re.compile(
    r"\b(?:(?:a|ont|avait|avaient|avoir|ayant|doit|doivent|peut|peuvent|pour|de|à) (?:\w+ment )?"
    rf"\w+(?:é|i|is|it|u|ert|er|ir|oir|re)|{french.one_of(french.PRESENT)})(?: \w+ment)?"
    rf"(?:{_DATE})*(?: {_PREPOSITION}|,|$)"
)
#: Words that end no clause; "quelques heures" belong to "après".
_NO_END = OPEN | frozenset(
    """
    celui celle ceux celles non pas seulement uniquement notamment surtout même dès peu juste minutes heures jours
    semaines mois ans années
    """.split()
)
#: No plain clause: it holds another one, or is denied, to come, ruled, of all or the most; the rest says when.
_SCOPED = re.compile(
    r"\b(?:(?:qui|que|dont|où|si|quand|lorsque|comme|car|c['’]est|ce sont|ne|pas|jamais|rien|aucune?|ni|guère|tous|"
    r"toute?s?|chaque|seule?s?|plus|moins|mieux|pire|trop|assez|premi(?:er|ère)s?)\b(?! ministre)|n['’]|"
    r"(?:lors)?qu['’]|s['’]ils?\b|\w+r(?:a|ont)\b|va\b|vont\b|interdi|autoris|oblig|gratui|illég|légal|réserv|limit|permis|exig)",
    re.IGNORECASE,
)
#: Something opened, which may not be ended.
_MARKS = re.compile(r"[;:–—(«»\"“”?]| -")
#: The rest is a limit, a condition, a denial, another side, a source, a doubt, an invention.
_LIMITS = re.compile(
    r"\b(?:ne|pas|jamais|rien|aucune?|ni|guère|non|sans|mais|toutefois|cependant|pourtant|contrairement|plutôt|faute|"
    r"moins|sauf|except\w+|hors|hormis|dehors|part|réserve|conditions?|pourvu|sursis|si|s['’]ils?|cas|tant|jusqu\w*|"
    r"seul\w*|uniquement|exclusivement|limit\w+|maximum|partiel\w*|provisoire\w*|appel|relax\w+|acquitt\w+|"
    r"annul\w+|retir\w+|libér\w+|relâch\w+|d['’]après|croire|sources?|aveux?|avis|dires|yeux|comme|peut-être|"
    r"sembl\w+|présum\w+|soupçon\w*|prétend\w*|soi-disant|accus\w+|nie(?:nt)?|niait|dément\w*|contest\w+|réfut\w+|"
    r"récus\w+|innocen\w+|instance|contumace|exercice|simulat\w+|fiction|film|roman|parodi\w+|canular|"
    rf"{french.one_of(french.SAYING)}|\w+-(?:t-)?(?:il|elle|on)s?)(?!\w)|\bn['’]|[,;:–—(?]",
    re.IGNORECASE,
)
#: Characters of a sentence among which a headline ends: each place is tried on all that stands before it.
_LONGEST = 2_000


def headline(article: Document, opening: Sequence[Unit]) -> str:
    """At most fifteen words that tell what the summary opens with.

    Args:
        article: cleaned.
        opening: the units of the article's summary, at least one.
    """
    most = size_of("headline").most
    units = units_of(article)
    news = news_of(units)
    for unit in units:
        if unit.first >= opening[0].first:
            break
        if unit.fault == "title" and _is_title(unit, news, most):
            return bare_title(unit.text)
    lead = trimmed(opening[0].text) if article.language == "fr" else opening[0].text
    if len(lead.split()) <= most:
        return lead
    return (shortened(lead, most) if article.language == "fr" else None) or broken_off(lead, most, article.language)


def _is_title(unit: Unit, news: frozenset[str], most: int) -> bool:
    return 4 <= unit.words <= most and len(content_stems(unit.text) & news) > 1


def shortened(sentence: str, most: int) -> str | None:
    """A French sentence up to its last phrase, within `most` words, where what is left is a whole clause and as true as
    it was; None if there is no such place."""
    best = None
    for match in _PHRASE.finditer(sentence, 0, _LONGEST):
        kept, rest = sentence[: match.start()], sentence[match.start() :]
        words = kept.split()
        if len(words) > most:
            break
        if len(words) >= _FEWEST_WORDS and _is_whole(kept) and not _LIMITS.search(rest, 1):
            best = kept + "."
    return best


def _is_whole(kept: str) -> bool:
    """True for one clause with its verb and what that waits for."""
    clause = _DATE_AT_END.sub("", kept)
    verb = _VERB.search(clause)
    if verb is None or re.split(r"[\s'’]", clause.lower())[-1] in _NO_END:
        return False
    after = clause[verb.end() :].strip()
    return bool(after) and "," not in after and not any(p.search(clause) for p in (_MARKS, _SCOPED, _WAITS))
