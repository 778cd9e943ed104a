"""A sentence and what a translator makes of it: prepared for it, its candidates ranked, and one of them chosen.

Input: a sentence; the candidates that the translator wrote. Output: one of these, as it is shown, and its faults.

Of the best candidates the first without a fault (see `summarize.checking`) is taken, where quality is estimated the
least doubted of those without; where all have one, the first is, and its faults stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..checking import (
    Fault,
    Limits,
    added_names,
    find_faults,
    lost_dates,
    lost_numbers,
    names_of,
    put_right,
    quality_faults,
)
from ..engines.backend import Backend, Candidate
from ..engines.registry import Entry
from ..text.dates import WEEKDAYS
from ..text.document import Document
from ..text.hearsay import as_condition
from ..text.untouched import Span, put_back, untouched, without
from ..text.words import repeats_itself, stutters
from .capitals import is_in_capitals, lowered
from .numerals import with_currency_words, with_own_figures, with_plain_times
from .plain import said_plainly
from .quality import Estimator
from .spelled import in_figures, with_common_words

_T = TypeVar("_T")

#: Score (nats per token) that a lost number or name costs a candidate: more than any two beams differ by.
_LOST_NUMBER, _LOST_NAME, _LOST_DATE, _REPETITION, _STUTTER = 2.0, 0.3, 0.3, 2.0, 0.5
#: The same for a name that the sentence does not have: "the NATO Office" where it speaks of a bureau.
_ADDED_NAME = 0.3
#: Candidates that are checked.
_MOST_CANDIDATES = 4
_OPENING_WEEKDAY = re.compile(rf"(?:{'|'.join(day.capitalize() for day in WEEKDAYS['fr'])})\b")


@dataclass(frozen=True, slots=True)
class Failed:
    """A sentence whose every candidate failed a check: the one that was taken, its faults, and which of the text's
    sentences it is, counted from 1 as they are translated; 0 before that is told."""

    sentence: str
    translation: str
    faults: tuple[Fault, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sentence as it stands (`original`), and in plain words (`said`); as the translator is given it, without
    `signs`; whether it is in capitals."""

    original: Document
    said: Document
    text: str
    target: str
    signs: tuple[Span, ...] = ()
    in_capitals: bool = False

    @classmethod
    def of(cls, sentence: str, entry: Entry) -> Prepared:
        """Prepare a sentence for a translator."""
        source, target = entry.direction
        in_capitals = is_in_capitals(sentence)
        sentence = with_plain_times(lowered(sentence, source) if in_capitals else sentence, source)
        if (source, target) == ("en", "fr"):
            sentence = in_figures(with_currency_words(sentence))
        original = said = Document(sentence, source)
        signs = tuple(original.untouched)
        text = with_common_words(Document(without(sentence, signs), source) if signs else original)
        if {source, target} == {"fr", "en"} and (plain := said_plainly(text, source)) != text:
            text, said = plain, Document(said_plainly(sentence, source), source)
        return cls(original, said, _uncapitalised(text), target, signs, in_capitals)

    @property
    def sentence(self) -> str:
        """The sentence as it stands."""
        return self.original.text

    def opened(self, candidate: Candidate) -> Candidate:
        """A candidate with signs back in place, and figures as its language writes them."""
        text = put_back(candidate.text, self.sentence, self.signs)
        text = with_own_figures(text, self.sentence, self.original.language, self.target)
        if (self.original.language, self.target) == ("fr", "en"):
            text = put_right(self.sentence, as_condition(self.sentence, _with_tight_quotes(text)))
        if self.sentence[:1].isupper():
            text = text[:1].upper() + text[1:]
        return replace(candidate, text=text)

    def shown(self, candidate: Candidate) -> Candidate:
        """An opened candidate as it is shown: in capitals where the sentence is, addresses excepted."""
        if not self.in_capitals:
            return candidate
        spans = untouched(candidate.text)
        kept = {span.text.upper(): span.text for span in spans if span.is_word}
        text = candidate.text.upper()
        for upper, own in kept.items():
            text = text.replace(upper, own)
        return replace(candidate, text=text)


def _with_tight_quotes(english: str) -> str:
    """Straight quotation marks with blanks on both sides (as in 'which " went well"'), set close to what they open or
    close."""
    pieces = english.split('"')
    for i in range(1, len(pieces)):
        if pieces[i - 1][-1:] in ("", " ") and pieces[i][:1] in ("", " "):
            if i % 2:
                pieces[i] = pieces[i].lstrip(" ")
            else:
                pieces[i - 1] = pieces[i - 1].rstrip(" ")
    return '"'.join(pieces)


def _uncapitalised(sentence: str) -> str:
    """A weekday that opens a French sentence, in lower case: small models know it so ("Vendredi evening" otherwise)."""
    return sentence[:1].lower() + sentence[1:] if _OPENING_WEEKDAY.match(sentence) else sentence


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate as the translator wrote it (`raw`) and as it is shown (`opened`, and the same parsed), its worth
    (nats a token), and the translator's log-probabilities of its tokens, where they were asked for."""

    raw: str
    opened: Candidate
    document: Document
    worth: float
    own: tuple[float, ...] | None = None


def rank(prepared: Prepared, raw: Sequence[Candidate], knows_dates: bool) -> list[Ranked]:
    """The best candidates, best first, at least as many as are checked: those that keep the sentence's numbers, names
    and dates and add no name, by score."""
    original = prepared.said
    names = names_of(original)

    def worth(score: float, document: Document) -> float:
        """The model's score less what the candidate lost of the sentence or added to it, and its faults."""
        lost = len(lost_numbers(original, document))
        lost_days = len(lost_dates(original, document)) if knows_dates else 0
        found = names_of(document)
        kept = found | {w.lower() for w in document.text.split()}
        missing = sum(n not in kept for n in names)
        faults = _REPETITION * repeats_itself(document.text) + _STUTTER * stutters(document.text)
        if not found <= original.spoken:  # else no name can have been added
            faults += _ADDED_NAME * len(added_names(document, original))
        return score - _LOST_NUMBER * lost - _LOST_NAME * missing - _LOST_DATE * lost_days - faults

    rows: list[Ranked] = []
    for own in sorted(raw, key=lambda candidate: -_known(candidate)):
        # Worth is at most the score: the rest of the beam cannot come among the best any more.
        if len(rows) >= _MOST_CANDIDATES and _known(own) <= rows[_MOST_CANDIDATES - 1].worth:
            break
        shown = prepared.opened(own)
        document = Document(shown.text, prepared.target)
        ranked = Ranked(own.text, shown, document, worth(_known(shown), document))
        rows = sorted([*rows, ranked], key=lambda candidate: -candidate.worth)
    return rows


def _known(candidate: Candidate) -> float:
    """A candidate's score; where the engine tells none, all have the same, and stay in the engine's order."""
    return 0.0 if candidate.score is None else candidate.score


def with_own_scores(
    flat: Sequence[Prepared], ranked: Sequence[Sequence[Ranked]], backend: Backend, control: str | None
) -> list[list[Ranked]]:
    """The candidates that may be shown, with the translator's log-probability of each of their tokens."""
    rows = [row[:_MOST_CANDIDATES] for row in ranked]
    asked = [(prepared.text, item.raw) for prepared, row in zip(flat, rows, strict=True) for item in row]
    scores = iter(backend.score([text for text, _ in asked], [raw for _, raw in asked], control))
    return [[replace(item, own=tuple(next(scores))) for item in row] for row in rows]


def limits_of(entry: Entry, estimator: Estimator | None) -> Limits:
    """What a translator's sentences must reach; where their quality is estimated, how sure it was is part of that."""
    if estimator is None:
        return Limits(score=entry.least_translation_score, least_sure=entry.least_sure)
    return Limits(score=entry.least_translation_score, doubt=estimator.most_doubt)


class _Search:
    """The way through a sentence's candidates, best first."""

    def __init__(self, prepared: Prepared, ranked: Sequence[Ranked], limits: Limits):
        self.prepared, self._ranked, self._limits = prepared, ranked[:_MOST_CANDIDATES], limits
        self.found = prepared.shown(ranked[0].opened)  #: what is taken
        self.failed: Failed | None = None  #: what is taken, with its faults
        self.unplaced: list[Ranked] = []  #: those whose faults may be none

    def sound(self) -> Iterator[Ranked]:
        """The candidates without a fault but for their quality, which `take` looks at; `failed` is set to the first of
        the others."""
        for item in self._ranked:
            faults = find_faults(
                self.prepared.original,
                item.document,
                said=self.prepared.said,
                score=item.opened.score,
                own=item.own,
                limits=self._limits,
            )
            if faults:
                self.failed = self.failed or self._with(item, faults)
                self.unplaced += [item] if all(fault.may_be_none for fault in faults) else []
            else:
                yield item

    def take(self, item: Ranked, doubt: float | None) -> None:
        """Take a sound candidate; it fails all the same where the doubt of it is too great."""
        faults = quality_faults(doubt, self._limits)
        self.found, self.failed = self.prepared.shown(item.opened), self._with(item, faults) if faults else None

    def _with(self, item: Ranked, faults: tuple[Fault, ...]) -> Failed:
        return Failed(self.prepared.sentence, item.opened.text, faults)


def choose(
    flat: Sequence[Prepared], ranked: Sequence[Sequence[Ranked]], limits: Limits, estimator: Estimator | None
) -> list[tuple[Candidate, Failed | None]]:
    """Of each sentence the first candidate without a fault, where quality is estimated the least doubted of them; the
    first of all, with its faults, where none is without."""
    searches = [_Search(prepared, row, limits) for prepared, row in zip(flat, ranked, strict=True)]
    if estimator is None:
        for search in searches:  # each only as far as its first: a check takes 2 ms
            if first := next(search.sound(), None):
                search.take(first, None)
        return [(search.found, search.failed) for search in searches]
    rows = [list(search.sound()) for search in searches]
    doubts = iter(_asked(estimator.doubts, searches, rows))
    for search, row in zip(searches, rows, strict=True):
        if row:
            doubt, item = min(((next(doubts), item) for item in row), key=lambda pair: pair[0])
            search.take(item, doubt)
    failed = [search for search in searches if search.failed and search.unplaced]
    vouched = iter(_asked(estimator.vouches, failed, [search.unplaced for search in failed]))
    for search in failed:
        if right := [item for item in search.unplaced if next(vouched)]:
            search.take(right[0], None)
    return [(search.found, search.failed) for search in searches]


def _asked(
    estimate: Callable[[Sequence[tuple[str, str]], Sequence[Sequence[float] | None]], list[_T]],
    searches: Sequence[_Search],
    rows: Sequence[Sequence[Ranked]],
) -> list[_T]:
    """What an estimator says of each candidate of some sentences, one row after another."""
    asked = [(search.prepared, item) for search, row in zip(searches, rows, strict=True) for item in row]
    return estimate([_pair(prepared, item) for prepared, item in asked], [item.own for _, item in asked])


def _pair(prepared: Prepared, item: Ranked) -> tuple[str, str]:
    """What an estimator reads: a sentence and its translation as they are shown; where something else stood for a
    placeholder or a number, as the translator had and wrote them: neither knows the signs that were put back."""
    if any(sign.is_word and sign.given for sign in prepared.signs):
        return prepared.text, item.raw
    return prepared.sentence, item.document.text
