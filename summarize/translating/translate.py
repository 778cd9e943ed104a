"""Sentences to another language, one sentence out for each sentence in.

Input: texts and a loaded translator. Output: a translation per text, paragraphs kept. A sentence longer than the
model's input is translated in parts cut at word boundaries.

Of a sentence's best candidates the first without a fault (see `summarize.checking`) is taken, where quality is
estimated the least doubted of those without; where all have one, the first is, and its faults stand beside it.
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
    can_check,
    find_faults,
    lost_dates,
    lost_numbers,
    names_of,
    put_right,
    quality_faults,
)
from ..engines.backend import Backend, Candidate, Decoding
from ..engines.registry import Entry
from ..languages import language_name
from ..text.dates import WEEKDAYS
from ..text.document import Document
from ..text.hearsay import as_condition
from ..text.paragraphs import join_lines
from ..text.sentences import Sentence, pack_windows, split_sentences
from ..text.untouched import Span, put_back, untouched, without
from ..text.words import UNSPACED, repeats_itself, stutters
from .capitals import is_in_capitals, lowered
from .lines import Line, lines_of
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
#: Letters without a blank that are no word, in scripts that write blanks: each token of them costs as much as a word's.
_LONG_WORD = re.compile(rf"[^\s{UNSPACED}\uac00-\ud7a3]{{101,}}")
#: Fewest tokens a sentence is cut down to, and the times the translator's input from which on it is not translated.
_LEAST_ROOM, _MOST_WINDOWS = 8, 64
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
class Translation:
    """A text in another language; its sentences that failed a check; whether every check could be made.

    `sound` is its beginning, before the first sentence that failed; all of it where none did.
    """

    text: str
    failed: tuple[Failed, ...] = ()
    is_checked: bool = True
    sound: str = ""


def translate_texts(
    texts: Sequence[str],
    backend: Backend,
    entry: Entry,
    *,
    source_language: str,
    beam_size: int | None = None,
    check: bool = True,
    estimator: Estimator | None = None,
) -> list[Translation]:
    """Translate texts, sentence by sentence, all sentences in one batch.

    Args:
        texts: any, blank ones included; line feeds separate paragraphs, those of a paragraph wrapped at a width
            excepted, whose lines are joined.
        backend: the loaded translator.
        entry: what the registry says of it.
        source_language: ISO 639-1, for the sentence splitter.
        beam_size: None takes the entry's.
        check: look for faults, and take the first candidate without one; False takes the best, and marks nothing (a
            check takes some 2 ms a candidate).
        estimator: reads the candidates that pass the checks; the one that it doubts least is taken, and fails where the
            doubt is above its limit.

    Returns:
        One translation a text, in order; blank for blank.
    """
    split = [lines_of(_unwrapped(text)) for text in texts]
    bodies = [line.body for lines in split for line in lines if line.has_words]
    cut = [_parts(body, source_language, backend, entry) for body in bodies]
    flat = [part.prepared for parts in cut for part in parts if part.prepared]
    beams = beam_size or entry.beam_size
    decoding = Decoding(
        beam_size=beams,
        num_candidates=beams,
        max_output_tokens=entry.max_output_tokens,
        length_penalty=entry.length_penalty,
        no_repeat_ngram_size=entry.no_repeat_ngram_size,
        control=_control(entry),
    )
    knows_dates = set(entry.languages) == {"fr", "en"}
    candidates = backend.generate([prepared.text for prepared in flat], decoding)
    ranked = [_ranked(prepared, row, knows_dates) for prepared, row in zip(flat, candidates, strict=True)]
    if check and entry.least_sure is not None:
        ranked = _with_own_scores(flat, ranked, backend, decoding.control)
    if check:
        chosen = iter(_chosen(flat, ranked, limits_of(entry, estimator), estimator))
    else:
        chosen = iter([(prepared.shown(row[0].opened), None) for prepared, row in zip(flat, ranked, strict=True)])
    found = iter([_joined(body, parts, chosen) for body, parts in zip(bodies, cut, strict=True)])
    return [_laid_out(lines, [next(found) for line in lines if line.has_words], entry) for lines in split]


def _control(entry: Entry) -> str | None:
    """The prompt of a translator that takes one, with the names of its languages."""
    source, target = (*entry.languages, "", "")[:2]
    found = entry.control("translation", target)
    for place, code in (("{source}", source), ("{target}", target)):
        found = found and found.replace(place, language_name(code) if code else "another language")
    return found


def _unwrapped(text: str) -> str:
    """A text with the lines of each wrapped paragraph joined; one without such lines to the letter."""
    joined = join_lines(text)
    return joined if joined.count("\n") < text.count("\n") else text


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
        source, target = (*entry.languages, "", "")[:2]
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
class _Ranked:
    """A candidate as the translator wrote it (`raw`) and as it is shown (`opened`, and the same parsed), its worth
    (nats a token), and the translator's log-probabilities of its tokens, where they were asked for."""

    raw: str
    opened: Candidate
    document: Document
    worth: float
    own: tuple[float, ...] | None = None


def _ranked(prepared: Prepared, raw: Sequence[Candidate], knows_dates: bool) -> list[_Ranked]:
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

    rows: list[_Ranked] = []
    for own in sorted(raw, key=lambda candidate: -_known(candidate)):
        # Worth is at most the score: the rest of the beam cannot come among the best any more.
        if len(rows) >= _MOST_CANDIDATES and _known(own) <= rows[_MOST_CANDIDATES - 1].worth:
            break
        shown = prepared.opened(own)
        document = Document(shown.text, prepared.target)
        ranked = _Ranked(own.text, shown, document, worth(_known(shown), document))
        rows = sorted([*rows, ranked], key=lambda candidate: -candidate.worth)
    return rows


def _known(candidate: Candidate) -> float:
    """A candidate's score; where the engine tells none, all have the same, and stay in the engine's order."""
    return 0.0 if candidate.score is None else candidate.score


def _with_own_scores(
    flat: Sequence[Prepared], ranked: Sequence[Sequence[_Ranked]], backend: Backend, control: str | None
) -> list[list[_Ranked]]:
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

    def __init__(self, prepared: Prepared, ranked: Sequence[_Ranked], limits: Limits):
        self.prepared, self._ranked, self._limits = prepared, ranked[:_MOST_CANDIDATES], limits
        self.found = prepared.shown(ranked[0].opened)  #: what is taken
        self.failed: Failed | None = None  #: what is taken, with its faults
        self.unplaced: list[_Ranked] = []  #: those whose faults may be none

    def sound(self) -> Iterator[_Ranked]:
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

    def take(self, item: _Ranked, doubt: float | None) -> None:
        """Take a sound candidate; it fails all the same where the doubt of it is too great."""
        faults = quality_faults(doubt, self._limits)
        self.found, self.failed = self.prepared.shown(item.opened), self._with(item, faults) if faults else None

    def _with(self, item: _Ranked, faults: tuple[Fault, ...]) -> Failed:
        return Failed(self.prepared.sentence, item.opened.text, faults)


def _chosen(
    flat: Sequence[Prepared], ranked: Sequence[Sequence[_Ranked]], limits: Limits, estimator: Estimator | None
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
    rows: Sequence[Sequence[_Ranked]],
) -> list[_T]:
    """What an estimator says of each candidate of some sentences, one row after another."""
    asked = [(search.prepared, item) for search, row in zip(searches, rows, strict=True) for item in row]
    return estimate([_pair(prepared, item) for prepared, item in asked], [item.own for _, item in asked])


def _pair(prepared: Prepared, item: _Ranked) -> tuple[str, str]:
    """What an estimator reads: a sentence and its translation as they are shown; where something else stood for a
    placeholder or a number, as the translator had and wrote them: neither knows the signs that were put back."""
    if any(sign.is_word and sign.given for sign in prepared.signs):
        return prepared.text, item.raw
    return prepared.sentence, item.document.text


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence of a line, or what of a longer one fits the translator's input; `prepared` is None where it is not
    translated: it has no words, or is too long (`failed` says so); `number` is the sentence's in its line, from 1."""

    sentence: Sentence
    prepared: Prepared | None
    failed: Failed | None = None
    number: int = 0


def _parts(text: str, language: str, backend: Backend, entry: Entry) -> list[_Part]:
    """The sentences of a line; one that is longer than the translator's input is cut."""
    found: list[_Part] = []
    for number, sentence in enumerate(split_sentences(text, language), 1):
        for piece in _without_long_words(sentence):
            part = piece if isinstance(piece, _Part) else _part(piece, entry)
            small = _fitting(part, backend, entry, entry.max_source_tokens - 4)
            found += [replace(one, number=number) for one in small]
    return found


def _without_long_words(sentence: Sentence) -> list[Sentence | _Part]:
    """A sentence, or what stands before, between and behind its words that are too long to be any; and these."""
    found: list[Sentence | _Part] = []
    start = 0
    for match in _LONG_WORD.finditer(sentence.text):
        word = match.group()
        if not any(_LONG_WORD.fullmatch(left) for left in without(word, untouched(word)).split()):
            continue
        found += _cut_out(sentence, start, match.start())
        piece = replace(sentence, text=word, start=sentence.start + match.start())
        fault = Fault("too_long", f"a word of {len(word):,} letters is left as it is")
        found.append(_Part(piece, None, Failed(word, word, (fault,))))
        start = match.end()
    return [*found, *_cut_out(sentence, start, len(sentence.text))] if found else [sentence]


def _cut_out(sentence: Sentence, start: int, end: int) -> list[Sentence]:
    text = sentence.text[start:end]
    inner = text.strip()
    return [replace(sentence, text=inner, start=sentence.start + start + text.index(inner))] if inner else []


def _fitting(part: _Part, backend: Backend, entry: Entry, room: int) -> list[_Part]:
    """A part, cut until each fits: how words were parted changes the count."""
    if part.prepared is None or (count := backend.count_tokens([part.prepared.text])[0]) <= room or room < _LEAST_ROOM:
        return [part]
    if count > _MOST_WINDOWS * entry.max_source_tokens:
        fault = Fault("too_long", f"a sentence of {count:,} tokens is left as it is")
        return [_Part(part.sentence, None, Failed(part.sentence.text, part.sentence.text, (fault,)))]
    windows = pack_windows([part.sentence], backend.count_tokens, room)
    pieces = [_part(sentence, entry) for window in windows for sentence in window]
    return [small for piece in pieces for small in _fitting(piece, backend, entry, room // 2)]


def _part(sentence: Sentence, entry: Entry) -> _Part:
    spans = untouched(sentence.text)
    has_words = any(c.isalpha() for c in (without(sentence.text, spans) if spans else sentence.text))
    return _Part(sentence, Prepared.of(sentence.text, entry) if has_words else None)


def _joined(
    body: str, parts: Sequence[_Part], chosen: Iterator[tuple[Candidate, Failed | None]]
) -> tuple[str, tuple[Failed, ...], str, int]:
    """A line's translation, the blanks between its sentences as they were, what failed, what stands before that, and
    how many sentences it has; parts without words stay as they are."""
    texts: list[str] = []
    failed: list[Failed] = []
    sound = 0
    end = 0
    for part in parts:
        own = part.sentence
        gap = body[end : own.start]
        texts.append(gap if gap.isspace() or not texts else " ")
        translation, failure = next(chosen) if part.prepared else (Candidate(own.text, 0.0, True), part.failed)
        texts.append(translation.text)
        failed += [replace(failure, number=part.number)] if failure else []
        sound = sound if failed else len(texts)
        end = own.start + len(own.text)
    return "".join(texts), tuple(failed), "".join(texts[:sound]), parts[-1].number if parts else 0


def _laid_out(
    lines: Sequence[Line], found: Sequence[tuple[str, tuple[Failed, ...], str, int]], entry: Entry
) -> Translation:
    """A text's lines, translated, with their blanks and list marks."""
    translated = iter(found)
    texts, sound = [], []
    failed: tuple[Failed, ...] = ()
    number = 0
    for line in lines:
        body, failures, before, sentences = next(translated) if line.has_words else (line.body, (), line.body, 0)
        texts.append(line.lead + body + line.trail)
        if not failed:
            sound.append(line.lead + before + ("" if failures else line.trail))
        failed += tuple(replace(failure, number=number + failure.number) for failure in failures)
        number += sentences
    is_checked = not found or can_check(*(*entry.languages, "", "")[:2])
    return Translation("\n".join(texts), failed, is_checked, "\n".join(sound))
