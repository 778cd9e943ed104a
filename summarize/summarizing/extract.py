"""A summary made of the article's own sentences: its opening, and what departs from it says why.

Input: an article and a length. Output: an Extract. The first sentence that stands by itself opens the summary, the
next ones follow in the order of the article.
Where no sentence stands by itself, the opening is given as it is, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..options import Length
from ..text.document import Document
from ..text.quotations import OPENING_MARK, with_both_marks
from ..text.words import content_stems
from .brought_along import brings_along, is_denied, stands_before
from .corrections import corrections_in, negates, without_notes
from .denied import BEGINNING, denies_or_judges, may_be_denied, takes_back
from .dialogues import is_answer
from .fragments import is_number
from .further import first_sentence, fits, further, with_half, without_orphan
from .hooks import is_hook
from .lengths import MORE_FOR_HALF, Size, size_of
from .live_entries import is_newest, with_newest
from .openings import opening_fault
from .overtaken import clearing_of, is_overtaken
from .trimming import broken_off, lacks_limit
from .under_title import (
    LITTLE,
    MOST_LABEL,
    NO_SENTENCE,
    denies,
    goes_on_title,
    headed,
    lacks_title,
    may_head,
    may_lead,
    shown,
    title_above,
    title_in,
    told,
    words_in,
)  # fmt: skip
from .units import Unit, news_of, units_of
from .worth import worth_showing

#: Units that may open a summary: news told later than this is no opening.
_OPENINGS = 8
#: Units below a line in which what it is the heading of begins.
_BELOW = 3
#: A unit opens a summary if it says this share of what the best one says of the news.
_TELLS = 0.5


@dataclass(frozen=True)
class Extract:
    """Units of an article, in its order, and what is `shown` of each. `departure` says why the summary does not begin
    with the article's first sentence; None where it does. `stands` is False where none stands by itself, or
    a model doubts that the opening does."""

    units: tuple[Unit, ...]
    shown: tuple[str, ...]
    departure: str | None
    stands: bool = True

    @property
    def text(self) -> str:
        """The summary."""
        return " ".join(self.shown)

    @property
    def is_opening(self) -> bool:
        """True where the units are the article's first, none left out between."""
        return self.departure is None and all(
            a.last + 1 == b.first for a, b in zip(self.units, self.units[1:], strict=False)
        )


def extract(article: Document, length: Length) -> Extract:
    """Choose an article's sentences for a summary of some length; headlines are made by `headline`.

    Args:
        article: cleaned, with at least one sentence.
        length: see `Options.length`.
    """
    units = units_of(article)
    size = size_of(length)
    telling = without_notes(units, article)
    first, departure = _opening(telling, article)
    if first is None and len(telling) < len(units):
        first, departure = _opening(units, article)
    if first and len(first) == 1 and size.fewest == 1 and is_hook(first[0].text, article.language):
        first, departure = _after_hook(units[units.index(first[0]) :], article, length) or (first, departure)
    if first is None:
        return _as_it_is(units, article, size, departure)
    is_led = length == "headline" and is_overtaken(first[0].text, first[-1].text)
    if is_led and opening_fault(first[-1], (), article) is None:
        first, departure = first[-1:], departure or "background"
    first = _with_denial(units, first, article)
    chosen = with_half(first, units, article, size) if size.is_short else further(units, first, article, size)
    chosen = without_orphan(_under_title(units, chosen, article, size), size)
    corrections = corrections_in(units, chosen)
    if size.sentences > 1 and not corrections:
        chosen = with_newest(units, chosen, size.sentences, lambda u, before: fits(u, before, article, size))
    if corrections and size.sentences > 1:
        chosen = [*chosen[: size.sentences - 1], corrections[-1]]
    is_left_out = bool(corrections) and size.sentences == 1
    texts = tuple(shown(u, article) for u in chosen)
    return Extract(tuple(chosen), texts, "corrected" if is_left_out else departure, stands=not is_left_out)


def instead_of_doubted(own: Extract, article: Document, length: Length, departure: str) -> Extract:
    """An extract under the article's title, if that says more; else the article's opening, said not to stand."""
    units, size = units_of(article), size_of(length)
    title = title_in(units)
    is_long = size.is_short and words_in([title, *own.units], article) > size.most + MORE_FOR_HALF
    if size.sentences > 1 and not is_long and may_head(title, own.units) and told(title, own.units, article) < 1:
        chosen = headed(title, own.units, article, size)
        return Extract(tuple(chosen), tuple(shown(unit, article) for unit in chosen), own.departure)
    return _as_it_is(units, article, size, departure)


def _as_it_is(units: Sequence[Unit], article: Document, size: Size, departure: str | None) -> Extract:
    """The first units that are sentences, two, or of a long summary as many as it has, their quotation marks closed,
    and broken off where they never end; before them the title, behind them what says that an accusation among them came
    to nothing."""
    silent = ("title", "caption", "question", "listed" if may_lead(units[0], units[0].fault) else "title")
    telling = [
        u for u in units if u.fault not in silent and not (is_number(u.text) or is_answer(u.text, u.start, article))
    ]
    is_past = len(telling) > 1 and is_overtaken(telling[0].text, telling[1].text)
    is_two = size.sentences > 1 and (not size.is_short or words_in(telling[:2], article) <= size.most)
    lead = telling[: 2 if is_two or is_past else 1] or list(units[:1])
    more = telling[len(lead) :] if size.is_long else []
    for unit in more[: size.sentences - len(lead)]:
        words = words_in(lead, article)
        if 0 < size.enough <= words or words + unit.words > size.most or unit.fault == "open_quotation":
            break
        lead.append(unit)
    clearing = clearing_of([u.text for u in lead], [u.text for u in telling[len(lead) :]])
    lead = lead if clearing is None else [*lead, telling[len(lead) + clearing]]
    texts = [unit.text for unit in lead]
    marked = 2 if size.is_long else len(texts)
    if lead[0].fault == "too_long":
        text = broken_off(" ".join(texts), size.most, article.language)
    else:
        text = " ".join([with_both_marks(" ".join(texts[:marked])), *texts[marked:]])
    title = title_in(units)
    if size.sentences > 1 and title.fault == "title" and told(title, lead[:2], article) < 1:
        lead, text = [title, *lead], f"{shown(title, article)} {text}"
    return Extract(tuple(lead), (text,), departure, stands=False)


def _opening(units: Sequence[Unit], article: Document) -> tuple[list[Unit] | None, str | None]:
    """What opens a summary, and why that is not the article's first sentence.

    It is the first unit that stands by itself and tells of what the article repeats. One that needs the unit before it
    brings that along, where nothing else is wrong with that one than that it tells little. The article's title is
    brought along so by its first sentence ("L'ex-souverain s'est rendu …" under a title that names him), and in other
    languages than French by a standfirst that does not tell its news. The newest entry of a live blog is not passed
    over for an older one, which it may have overtaken.
    """
    found: list[list[Unit]] = []
    faults = []
    for number, unit in enumerate(units[:_OPENINGS]):
        fault = opening_fault(unit, units[number + 1 : number + 4], article)
        faults.append(fault)
        if fault is None:
            before = units[:number][-1:] if article.language == "fr" else []
            found.append([*(u for u in before if stands_before(u, faults[-2], unit, article)), unit])
        elif (
            number
            and (fault.startswith("dangling") or (fault == "listed" and faults[-2] == "title"))
            and (may_lead(units[number - 1], faults[-2]) or is_overtaken(units[number - 1].text, unit.text))
            and brings_along(
                unit,
                units[number - 1],
                faults[-2] == "title",
                article,
                units[0] if faults[:-1] == ["title", "background"] else None,
            )
        ):
            found.append([units[number - 1], unit])
            if set(faults[:-1]) == {"title"}:
                return found[-1], None
        elif not found and fault.startswith("dangling") and is_newest(units, unit):
            return None, fault
        if fault is None and all(f in NO_SENTENCE for f in faults[:-1]):
            title, later = title_in(units), units[number + 1 : number + 1 + _OPENINGS]
            is_lead = article.language == "fr" or is_hook(unit.text, article.language)
            return ([unit] if is_lead or not goes_on_title(unit, title, later, article) else [title, unit]), None
    reasons = [f for f in faults if f and f not in NO_SENTENCE]
    speech = [u.fault == "speech" for u in units if u.fault not in NO_SENTENCE]
    if reasons[:1] == ["speech"] and 2 * sum(speech) >= len(speech):  # what is left is beside the point
        return None, "speech"
    news = news_of(units)
    shares = [len(news & content_stems(_with_next(own, units))) for own in found]
    for own, share in zip(found, shares, strict=True):
        if share >= _TELLS * max(shares):
            return own, reasons[0] if own[0].first > first_sentence(units) else None
    return None, reasons[0] if reasons else None


def _after_hook(units: Sequence[Unit], article: Document, length: Length) -> tuple[list[Unit], str | None] | None:
    """What opens a summary of one sentence for the first unit, which tells nothing: the next one, but for headlines
    with that where it needs it, or one behind it; with why that is not the first. None where none does."""
    hook, later = units[0], units[1:]
    fault = opening_fault(later[0], later[1:4], article) if later else None
    if fault and fault.startswith("dangling") and brings_along(later[0], hook, False, article):
        return ([later[0]], "teaser") if length == "headline" else ([hook, later[0]], None)
    instead, _ = _opening(later, article)
    return (instead, "teaser") if instead else None


def _with_denial(units: Sequence[Unit], first: list[Unit], article: Document) -> list[Unit]:
    """An opening with the short denial right behind it ("Mr. Brand was acquitted."), which may repeat its words; French
    ones are one unit."""
    following = [u for u in units if u.first == first[-1].last + 1 and u.fault is None]
    return first + [u for u in following if takes_back(u.text, article.language)]


def _under_title(units: Sequence[Unit], chosen: list[Unit], article: Document, size: Size) -> list[Unit]:
    """What is chosen, with the article's title before it where some of what the title says is not said.

    Articles are written to be read under their titles, and many first sentences leave out what stands there. The title
    counts as a sentence: others at the end give way to it, and a summary of one sentence has none, unless the title
    denies what is told, or says that it is false, invented, an opinion or a promise.
    """
    said = " ".join(shown(u, article) for u in chosen)
    title = title_in(units)
    is_above = title not in chosen and (title.fault == "title" or title.words <= MOST_LABEL)
    is_heading = title.text.rstrip().endswith(":") and chosen[0].first <= title.last + _BELOW
    if is_above and article.language == "fr" and (is_heading or lacks_limit(title.text, said)):
        chosen = [title, *chosen[: max(1, size.sentences - 1)]]
        if is_heading:
            return chosen
    elif denies(title, chosen, article):
        chosen = headed(title, chosen, article, size)
    elif size.is_short:
        return _short(units, chosen, article, size)
    elif size.sentences > 1 and lacks_title(title, [*chosen, *corrections_in(units, chosen)[-1:]], article, size):
        chosen = headed(title, chosen, article, size)
    else:
        return chosen
    return worth_showing(units, chosen, article, size, lambda u, before: fits(u, before, article, size))


def _short(units: Sequence[Unit], opening: list[Unit], article: Document, size: Size) -> list[Unit]:
    """The opening of a short summary, under its title or with one more sentence."""
    title = title_above(units, opening, article)
    is_untold = title is not None and told(title, opening[:1], article) < LITTLE
    if title and words_in([title, *opening], article) <= size.most + (MORE_FOR_HALF if is_untold else 0):
        says_so = negates(title.text, article.language) or denies_or_judges(title.text, article.language)
        if says_so or not may_be_denied(article, BEGINNING):
            return [title, *opening]
    more = further(units, opening, article, size)
    is_open = OPENING_MARK.match(more[-1].text) is not None or is_denied(more[-1], units, article.language)
    return opening if is_open else more


def _with_next(own: Sequence[Unit], units: Sequence[Unit]) -> str:
    """Some units and the one after them: what a summary would begin with."""
    following = [u for u in units if u.first == own[-1].last + 1]
    return " ".join(u.text for u in (*own, *following))
