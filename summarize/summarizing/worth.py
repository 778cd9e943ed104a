"""What a summary says under its title that is not worth its place.

Pages tell their news up to three times: in the title, in the standfirst, in the first sentence of the text, and where
that sentence does not tell it again, it often sets a scene. Three readers saw 66 summaries whose last sentence says
mostly what stands before it: they preferred 43 with another sentence in its place and 44 with none. Ten saw
276 with and without a sentence from below the paragraph that the summary begins with: of the 105 French ones of pages
with a standfirst where that sentence tells no number and little else they preferred 71 without it, 32 with it, and
would print 91 and 32. Of 6,445 sentences that the rules let stand behind a French title and standfirst readers found
the next one dangling in 3 of 100, the second in 14, later ones in 29. Of 83 summaries with such a later one six others
would print 40 with it and 58 without, found 6 and none wrong, 26 and 10 dangling, the news in full in 68 and 56, and
preferred either in 41.

Input: an article's units and those chosen for a summary. Output: what is chosen, without such a last unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice

from ..text.document import Document
from ..text.numbers import Quantity, quantities
from ..text.words import content_stems
from .brought_along import OTHER_HALF
from .lengths import Size
from .under_title import NO_SENTENCE, SAID, has_unsaid_number, share_said, stems_of
from .units import Unit

#: Share of a unit's stems said before it, from which on it says the same again.
_SAID_AGAIN = 0.5
#: Units between two that stand together in a short summary.
_MOST_BETWEEN = 1
#: Languages in which it is known what a sentence inside an article refers to.
_LANGUAGES = ("fr", "en")
#: Units that stay: the title and one.
_LEAST = 2
#: Sentences of a standfirst.
_MOST_STANDFIRST = 2
#: Words of a summary that needs no sentence from a further paragraph.
_ENOUGH = 20
#: Words of such a sentence that tells something, if fewer stems of it are said, and beside a summary of fewer words.
_LONG, _FEW_STEMS = 24, 4
_SHORT, _BRIEF = 12, 25
#: Goes on what is left out.
_GOES_ON = re.compile(
    r"\b(?:aussi|également|non plus|à son tour|de même|also|too|either|similarly|likewise|regardless|instead)\b",
    re.IGNORECASE,
)


def worth_showing(
    units: Sequence[Unit],
    chosen: list[Unit],
    article: Document,
    size: Size,
    fits: Callable[[Unit, Sequence[Unit]], bool],
) -> list[Unit]:
    """The units chosen for a summary, a title first, without last ones that say nothing new, tell little, or stand
    further on in the article.

    A French or English unit comes in place of one that says nothing new, where one tells more.

    Args:
        units: of the article.
        chosen: of these; `size.fewest` stay, and one beside the title.
        article: where they stand.
        size: of the summary.
        fits: whether a unit may stand behind others.
    """
    kept, fewest = list(chosen), max(_LEAST, size.fewest)
    while len(kept) > fewest and _says_nothing_new(kept[-1], kept[:-1]):
        kept = kept[:-1]
    is_short = size.sentences <= 3
    if len(kept) < len(chosen) and article.language in _LANGUAGES:
        later = [u for u in units if u.first > chosen[-1].first and not _is_further_on(kept[-1], u, units)]
        fitting = (u for u in later if not _GOES_ON.search(u.text) and share_said(u, kept) < SAID and fits(u, kept))
        kept += islice((unit for unit in fitting if not is_short or _tells(unit, kept)), 1)
    while (
        is_short and len(kept) > fewest and (_tells_little(kept, article) or _is_further_on(kept[-2], kept[-1], units))
    ):
        kept = kept[:-1]
    return kept


def _tells_little(chosen: Sequence[Unit], article: Document) -> bool:
    """True where the last unit stands below the standfirst and tells little."""
    return _is_apart(chosen, article) and not _tells(chosen[-1], chosen[:-1])


def _is_further_on(before: Unit, last: Unit, units: Sequence[Unit]) -> bool:
    """True where some sentences of the article stand between two units."""
    between = [unit for unit in units if before.first < unit.first < last.first and unit.fault not in NO_SENTENCE]
    return len(between) > _MOST_BETWEEN


def _is_apart(chosen: Sequence[Unit], article: Document) -> bool:
    """True where the last unit stands below the standfirst, and enough is said.

    A standfirst is a paragraph under the title of a sentence or two. Texts in other languages than French more often
    have none and paragraphs of a sentence each: there the next one must be longer. English readers liked further
    sentences as they are.
    """
    first, last = chosen[1], chosen[-1]
    sizes = Counter(sentence.paragraph for sentence in article.sentences)
    paragraphs = sorted(sizes)
    own = next((s.paragraph for s in article.sentences if s.start >= first.start), paragraphs[-1])
    following = next((sizes[paragraph] for paragraph in paragraphs if paragraph > own), 0)
    is_followed = article.language == "fr" or (article.language != "en" and following > _MOST_STANDFIRST)
    is_standfirst = sizes[own] <= _MOST_STANDFIRST and is_followed
    is_below = "\n" in article.text[first.start : last.start]
    return is_standfirst and is_below and sum(unit.words for unit in chosen[:-1]) >= _ENOUGH


def _tells(unit: Unit, before: Sequence[Unit]) -> bool:
    """True for a unit with a number that was not said, a long one that says other things, one beside little, and the
    other half of what stands before it."""
    shared = len(content_stems(unit.text) & stems_of(other.text for other in before))
    is_long = unit.words >= _LONG and shared < _FEW_STEMS
    is_needed = unit.words >= _SHORT and sum(other.words for other in before) < _BRIEF
    return is_long or is_needed or _has_number(unit, before, years=False) or unit.text.startswith(OTHER_HALF)


def _says_nothing_new(unit: Unit, before: Sequence[Unit]) -> bool:
    is_new = _has_number(unit, before, years=True) or unit.text.startswith(OTHER_HALF)
    return not is_new and share_said(unit, before) >= _SAID_AGAIN


def _has_number(unit: Unit, before: Sequence[Unit], *, years: bool) -> bool:
    """True where a unit has a number in figures that others lack, days of months aside."""
    said = (number for other in before for number in _numbers_in(other.text))
    return has_unsaid_number(_numbers_in(unit.text), said, years=years)


@lru_cache(maxsize=32)
def _numbers_in(text: str) -> tuple[Quantity, ...]:
    """The numbers in figures of a unit, which several others are compared with."""
    return tuple(quantities(text, "none"))
