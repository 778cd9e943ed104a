"""An article to sentences, and sentences to windows that fit a model.

Input: cleaned text, a function that counts a model's tokens. Output: sentences with offsets, windows of whole
sentences. Nothing is dropped: joined, the sentences cover the text; a sentence longer than a window is cut at word
boundaries into several, and that is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's `text` (stripped), its `start` offset in the cleaned text, and its `paragraph` number from 0."""

    text: str
    start: int
    paragraph: int


#: A sentence never ends after these (titles, references, units); compared in lower case, without the full stop.
_FRENCH_ABBREVIATIONS = frozenset(
    """
    m mm mme mmes mlle mlles mgr dr drs pr prs me mes st ste art al av bd chap cf ch col collab éd env etc ex fig
    gal gén hab ibid id inf l ltd no nº n° op p pp par ph réf s sq suiv t tél vol vs c.-à-d j.-c
    """.split()
)
_LAST_WORD = re.compile(r"(?:^|[\s('’\"«“-])([^\s('’\"«“]{1,8})\.\s*$")
_OPENS_SENTENCE = re.compile(r"[\"“«(\[—–-]?\s?[\"“«(]?\s?[A-ZÀ-ÖØ-Þ0-9]")
#: Half a character, which sentencex cannot be given; `clean` replaces them, other callers may not.
_SURROGATE = re.compile("[\ud800-\udfff]")
_MISSED_END = re.compile(r"(?<=[\w)»\"”%€][.!?…])(?<!\b[A-ZÀ-Þ][.])(?<!\b[Mm]me[.])\s+(?=(?:[\"“«]\s?)?[A-ZÀ-ÖØ-Þ])")


_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.$")
#: A straight quotation mark at the end of what looks like a sentence: it may open the next one.
_LAST_MARK = re.compile(r'[.!?…]\s*(")\s*$')
#: From behind a straight mark: the next one closes, with a letter or punctuation before it and none behind.
CLOSING_MARK = re.compile(r'[^"]*[^"\s(]"(?=[\s,.;:!?)]|$)')
#: Longer lines are split in parts: sentencex takes time in the square of a line's quotation marks.
_PART = re.compile(r".{1,10000}[.!?…][»\"”)\s]*\s|.{1,10000}\s|.{1,10000}", re.DOTALL)


@cache
def _splitter() -> ModuleType:
    return import_module("sentencex")


def split_sentences(text: str, language: str = "fr") -> list[Sentence]:
    """Split text into sentences; every line feed ends one.

    sentencex splits, and two repairs follow for French: ends that are abbreviations ("M.", "J.-C.", initials)
    are joined again, and ends it misses after a figure or an address ("lemonde.fr. C'est") are cut.

    Args:
        text: cleaned text.
        language: ISO 639-1 code; languages that sentencex does not know are split by its fallback.

    Returns:
        The sentences in order; empty for blank text.
    """
    sentences: list[Sentence] = []
    offset = paragraph = 0
    for line in text.split("\n"):
        if line.strip():
            for start, end in _line_spans(line, language):
                piece = line[start:end]
                indent = len(piece) - len(piece.lstrip())
                sentences.append(Sentence(piece.strip(), offset + start + indent, paragraph))
            paragraph += 1
        offset += len(line) + 1
    return sentences


def _line_spans(line: str, language: str) -> list[tuple[int, int]]:
    ends, position = [], 0
    line = _SURROGATE.sub("\ufffd", line)  # one character for one: offsets stay
    segment = _splitter().segment
    parts = _PART.findall(line) if len(line) > 10_000 else [line]
    for piece in chain.from_iterable(segment(language, part) for part in parts):
        missed = (match.start() for match in _MISSED_END.finditer(piece))
        # "am 9. August": a figure with a full stop is an ordinal number in German.
        ends += [position + end for end in missed if language != "de" or not _ORDINAL.search(piece, 0, end)]
        position += len(piece)
        ends.append(position)
    spans: list[tuple[int, int]] = []
    start = marks = 0
    for end in sorted({e for e in ends if e} | {len(line)}):
        if line.startswith("“", end) and line.count("„", 0, end) > line.count("“", 0, end):
            end += 1  # it closes a German quotation
        if end < len(line) and not _is_end(line[max(start, end - 40) : end], line[end : end + 8]):
            continue
        marks += line.count('"', start, end)
        if end < len(line) and marks % 2 and (mark := _opening_mark(line, start, end)) is not None:
            end, marks = mark, marks - 1
        if line[start:end].strip():
            spans.append((start, end))
        start = end
    return spans


def _opening_mark(line: str, start: int, end: int) -> int | None:
    """Where the straight mark stands that ends a span and opens a quotation; None if it closes one.

    Paragraphs glued together leave it so ("ont-ils ajouté."Des habitations sont menacées", ont précisé …"). The next
    mark must close what this one opens; the number of marks before, which the caller counts, decides the rest.
    """
    found = _LAST_MARK.search(line, start, end)
    return found.start(1) if found and CLOSING_MARK.match(line, end) else None


def _is_end(before: str, after: str) -> bool:
    if not _OPENS_SENTENCE.match(after.lstrip()):
        return False
    match = _LAST_WORD.search(before)
    if match is None:
        return True
    word = match.group(1).rstrip(".").lower()
    is_initial = len(word) == 1 and word.isalpha() and match.group(1)[0].isupper()
    return word not in _FRENCH_ABBREVIATIONS and not is_initial


def pack_windows(
    sentences: Sequence[Sentence], count_tokens: Callable[[list[str]], list[int]], max_tokens: int
) -> list[list[Sentence]]:
    """Fill windows of at most `max_tokens` with consecutive whole sentences.

    Args:
        sentences: in reading order.
        count_tokens: number of tokens of each text, by the model's own tokenizer.
        max_tokens: what the model reads, less its control tokens; at least 1.

    Returns:
        Windows in reading order, none empty. A sentence that is longer than a window is cut at word boundaries.
    """
    sized: list[tuple[Sentence, int]] = []
    for sentence, cost in zip(sentences, count_tokens([s.text for s in sentences]), strict=True):
        parts = _cut(sentence, count_tokens, max_tokens) if cost > max_tokens else []
        sized += zip(parts, count_tokens([p.text for p in parts]), strict=True) if parts else [(sentence, cost)]
    windows: list[list[Sentence]] = []
    room = 0
    for piece, cost in sized:
        if not windows or cost > room:
            windows.append([])
            room = max_tokens
        windows[-1].append(piece)
        room -= cost
    return windows


def _cut(sentence: Sentence, count_tokens: Callable[[list[str]], list[int]], max_tokens: int) -> list[Sentence]:
    spans = [(m.start(), m.end()) for m in re.finditer(r"\S{1,200}\s*", sentence.text)]
    costs = count_tokens([sentence.text[a:b] for a, b in spans])
    while any(cost > max_tokens and b - a > 1 for (a, b), cost in zip(spans, costs, strict=True)):
        # An address or a run of foreign script may cost more than a whole window: halve it until it fits.
        halves = [
            [(a, (a + b) // 2), ((a + b) // 2, b)] if c > max_tokens and b - a > 1 else [(a, b)]
            for (a, b), c in zip(spans, costs, strict=True)
        ]
        spans = [span for pair in halves for span in pair]
        costs = count_tokens([sentence.text[a:b] for a, b in spans])
    pieces: list[Sentence] = []
    start, room = 0, max_tokens
    for (begin, _), cost in zip(spans, costs, strict=True):
        if cost > room and begin > start:
            pieces.append(_part(sentence, start, begin))
            start, room = begin, max_tokens
        room -= cost
    pieces.append(_part(sentence, start, len(sentence.text)))
    return [piece for piece in pieces if piece.text]


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    piece = sentence.text[start:end]
    indent = len(piece) - len(piece.lstrip())
    return Sentence(piece.strip(), sentence.start + start + indent, sentence.paragraph)


def as_input(sentences: Sequence[Sentence]) -> str:
    """Join sentences to one line for a model; a title or list item without a final mark gets a full stop."""
    parts = [s.text if re.search(r"[.!?…:;,»\"”)]$", s.text) else s.text + "." for s in sentences]
    return " ".join(parts)
