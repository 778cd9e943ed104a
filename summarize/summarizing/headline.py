"""A headline of an article: a sentence or a title of at most fifteen words.

Input: an article and what its summary opens with. Output: the article's own title where it stands above the text, its
first telling sentence where that is short, else that sentence up to the end of a phrase. Words go from the end, none
changes; a headline never ends on a preposition, an article or a verb that waits for what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..text import french
from ..text.dates import MONTHS, WEEKDAYS
from ..text.document import Document
from ..text.words import content_stems
from .lengths import size_of
from .references import dangling
from .trimming import OPEN, bare_title, broken_off, trimmed
from .units import Unit, news_of, units_of

_FEWEST_WORDS = 5
#: A phrase may begin here, and the sentence end before it.
_PHRASE = re.compile(
    r"(?:,|;| :| –| -)? (?:alors que|après|avant|pour|afin|lors|selon|dans|depuis|en|à|au|aux|sur|avec|sans|malgré|"
    r"contre|qui|dont|où|et|mais|par|suite|grâce|face|chez|vers|entre|pendant|durant|ce|"
    rf"{french.one_of(WEEKDAYS['fr'])})(?![\w-])|[,;]| : | [–-] "
)
_VERB = re.compile(
    rf"(?<![\w'-])(?:{french.one_of(french.FINITE | french.PRESENT)})(?![\w'-])|"
    r"\b(?:s|n|l)'(?:a|ont|est|était)\b|\b\w{3,}(?:era|eront)\b"
)
#: In front of a sentence: a clause or phrase that the main clause has not followed yet.
_FRONT = re.compile(
    r"(?:alors que|si|quand|lorsque|après|avant|bien que|pour|dans|depuis|selon|en|à|au)\b[^,]*$", re.IGNORECASE
)
_DATE_AT_END = re.compile(
    rf"(?:,? (?:{french.one_of((*WEEKDAYS['fr'], *MONTHS['fr']))}|\d{{1,4}}(?:er)?|hier|matin|soir))+$"
)
_RELATIVE = re.compile(r", (?:qui|dont|où|lorsque|alors que)\b[^,]*(?:,|$)")
#: What goes on behind a phrase that ends so: "la mise" en service, "d'avoir caché" pendant deux ans un rapport.
_GOES_ON = re.compile(
    r"\b(?:(?:re)?mise|prise|entrée|venue|tenue)s?\| (?:en|à|au|sur|sous)\b|"
    r"\b(?:a|ont|avait|avaient|avoir|ayant) \w+(?:é|i|is|it|u|ert)\|(?!,)"
)
#: Says how far the rest holds, or whose word it is.
_LIMITS = re.compile(r"\b(?:sauf|excepté|hormis|selon|d['’]après|à condition|tant que)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:ne|pas|jamais|rien|aucune?|ni|guère)\b|\bn['’]", re.IGNORECASE)
#: "C'est … que" without its second half.
_HALF = re.compile(r"(?:c['’]est|ce sont|c['’]était)\b(?!.*\b(?:que|qui|où|dont)\b|.*\bqu['’])", re.IGNORECASE)
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
    if cut := shortened(lead, most):
        return cut
    for unit in units[:8]:
        stands = unit.fault is None and dangling(unit.text, "", article, follows=False) is None
        if stands and unit.words <= most and len(content_stems(unit.text) & news) > 1:
            return unit.text
    return broken_off(lead, most)


def _is_title(unit: Unit, news: frozenset[str], most: int) -> bool:
    return 4 <= unit.words <= most and len(content_stems(unit.text) & news) > 1


def shortened(sentence: str, most: int) -> str | None:
    """A sentence up to the last phrase within `most` words that leaves a whole clause; None if there is none."""
    best = None
    for match in _PHRASE.finditer(sentence, 0, _LONGEST):
        kept = sentence[: match.start()].rstrip(" ,;:–-")
        words = kept.split()
        if len(words) > most:
            break
        if len(words) >= _FEWEST_WORDS and _is_whole(kept, sentence[match.start() :]):
            best = kept + "."
    return best


def _is_whole(kept: str, rest: str) -> bool:
    last = re.split(r"[\s'’]", _DATE_AT_END.sub("", kept.lower()))[-1]
    main = _RELATIVE.sub("", kept)
    verb = _VERB.search(main)
    if verb is None or last in OPEN or not main[verb.end() :].strip():
        return False
    if kept.count("(") != kept.count(")") or kept.count('"') % 2 or kept.count("«") != kept.count("»"):
        return False
    # "entre 3 et 5", "de 160 à 120", "Paris et Lyon" are one thing; so is a clause that a front phrase waits for.
    if re.match(r" (?:et|à|au|aux|ou)\b", rest) and re.search(r"(?:\d|\b(?:de|entre|du)\b[^,]*)$", kept):
        return False
    # "Ne fermera pas la centrale" avant 2030 is another thing than never.
    if _LIMITS.search(rest) or (_NEGATED.search(kept) and rest[:1] not in ",;:"):
        return False
    return not any(p.match(main) for p in (_FRONT, _HALF)) and _GOES_ON.search(f"{kept}|{rest}") is None
