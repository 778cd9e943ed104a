"""Sentences to another language, one sentence out for each sentence in.

Input: texts and a loaded translator. Output: a translation per text, paragraphs kept. A sentence longer than the
model's input is translated in parts cut at word boundaries. `candidates` says which of its translations is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..checking import Fault, can_check
from ..engines.backend import Backend, Candidate, Decoding
from ..engines.registry import Entry
from ..languages import language_name
from ..text.paragraphs import join_lines
from ..text.sentences import Sentence, pack_windows, split_sentences
from ..text.untouched import untouched, without
from ..text.words import UNSPACED
from .candidates import Failed, Prepared, choose, limits_of, rank, with_own_scores
from .lines import Line, lines_of
from .quality import Estimator

#: Letters without a blank that are no word, in scripts that write blanks: each token of them costs as much as a word's.
_LONG_WORD = re.compile(rf"[^\s{UNSPACED}\uac00-\ud7a3]{{101,}}")
#: Fewest tokens a sentence is cut down to, and the times the translator's input from which on it is not translated.
_LEAST_ROOM, _MOST_WINDOWS = 8, 64


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
    ranked = [rank(prepared, row, knows_dates) for prepared, row in zip(flat, candidates, strict=True)]
    if check and entry.least_sure is not None:
        ranked = with_own_scores(flat, ranked, backend, decoding.control)
    if check:
        chosen = iter(choose(flat, ranked, limits_of(entry, estimator), estimator))
    else:
        chosen = iter([(prepared.shown(row[0].opened), None) for prepared, row in zip(flat, ranked, strict=True)])
    found = iter([_joined(body, parts, chosen) for body, parts in zip(bodies, cut, strict=True)])
    return [_laid_out(lines, [next(found) for line in lines if line.has_words], entry) for lines in split]


def _control(entry: Entry) -> str | None:
    """The prompt of a translator that takes one, with the names of its languages."""
    source, target = entry.direction
    found = entry.control("translation", target)
    for place, code in (("{source}", source), ("{target}", target)):
        found = found and found.replace(place, language_name(code) if code else "another language")
    return found


def _unwrapped(text: str) -> str:
    """A text with the lines of each wrapped paragraph joined; one without such lines to the letter."""
    joined = join_lines(text)
    return joined if joined.count("\n") < text.count("\n") else text


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
    is_checked = not found or can_check(*entry.direction)
    return Translation("\n".join(texts), failed, is_checked, "\n".join(sound))
