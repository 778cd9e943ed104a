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
from pathlib import Path
from typing import TYPE_CHECKING

from ..tables import rows_of
from .quotations import QUOTED, straight_marks

if TYPE_CHECKING:
    from types import ModuleType


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's `text` (stripped), its `start` offset in the cleaned text, and its `paragraph` number from 0."""

    text: str
    start: int
    paragraph: int


#: By language, what a sentence never ends after (titles, references, units), without the full stop; "shared" is for all
#: but French. Those in lower case stand for any case, those with "#" count before a figure alone ("No. 10"), those with
#: "~" not before a word that opens sentences ("les Fleurs du Mal. Le livre"). Those with "!" or "?" are names that end
#: in that mark ("Yahoo!").
TABLE = Path(__file__).parent / "data" / "abbreviations.tsv"
#: A capital and consonants alone, which are no word in any language ("Cllr", "Pdt", "Kfz", "Дж").
_CONSONANTS = re.compile(
    r"[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}|[БВГДЖЗКЛМНПРСТФХЦЧШЩ][бвгджзйклмнпрстфхцчшщ]{1,4}"
)
#: Where a figure with a full stop is an ordinal number ("Der 1. FC Köln").
_WITH_ORDINALS = frozenset("de lb da no nb nn is fo fi et lv cs sk sl hr bs sr hu pl tr".split())
_ORDINAL = re.compile(r"(?<![\w.,])(?:\d{1,3}|[IVX]{1,5})\.\s*$")
#: Letters with full stops, and single ones ("U.S.", "9 a.m.", "z. B."), which may end a sentence or not.
_LETTERS = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2}){1,5}|([A-Z])\1")
#: A unit of one letter behind a figure ("58 m."), which may end a sentence too; behind a slash ("km/h.") it does.
_UNIT = re.compile(r"\d[ \u00a0\u202f]?[a-z]\.\s*$")
_PER_UNIT = re.compile(r"/[a-z]\.\s*$")
_AFTER_UNIT = re.compile(r"(?:/|\d[ \u00a0\u202f]?)[a-z]\.\s+(?=[A-ZÀ-ÖØ-Þ])")
#: A short word in lower case right behind a bracket, an abbreviation mostly: "(synth. Elsa Roux)".
_BEHIND_BRACKET = re.compile(r"\([a-zà-ÿ]{1,6}\.\s*$")
#: A word that ends in an exclamation or question mark.
_MARKED = re.compile(r"(?:^|[\s('’\"«“„‚‘\[/–—-])([^\s('’\"«“„‚‘\[/–—!?]{1,15}[!?])\s*$")
#: What goes on in a name where each word has a capital: "Panic! At The Disco".
_IN_TITLE = re.compile(r"[A-Z][a-z]+ (?:The|Les?|La)\b")
#: What opens a sentence after them, and after an ordinal number.
_OPENERS = {
    "fr": "l[ea]|les|une?|des|ils?|elles?|ce|cette|ces|on|en|dans|mais|et|selon",
    "en": "the|an?|he|she|it|they|we|but|and|in|on|at|this|these|those|there|his|her|their|its|however|according|with|"
    "for|by|from|after|before|when|as|if|while|since|no|not|more|most|many|some|all|one|two|three|nobody|police",
    "de": "de[rnmrs]|das|die|eine?[rnms]?|er|sie|es|wir|man|im|in|am|an|auf|bei|mit|nach|für|vor|zu[rm]?|seit|aber|"
    "doch|und|auch|dies\\w*|damit|dabei|dazu|danach|dort|laut|wie|wenn|als|so|nun|nur|kein\\w*|sein\\w*|ihr\\w*|um|von|"
    "vom|über|unter|zudem|außerdem|dennoch|allerdings|jedoch|zuvor|zuletzt|später|heute|viele|alle|niemand",
}
_LAST_WORD = re.compile(r"(?:^|[\s('’\"«“„‚‘\[/–—-])([^\s('’\"«“„‚‘\[/–—]{1,10})\.\s*$")
_FIRST_LETTER = re.compile(r"[\s\"“„«»‘‚'(\[—–¿¡「『《-]{0,4}([^\W_ºª])")
_CLOSING = tuple('"”“»’」』》')
_MARKS = tuple(".!?…")
_GLUED_OPENERS = (
    r"(?:C(?:e|ette|es)|Une?|L(?:e|a|es)|D(?:es|ans)|En|Ils?|Elles?|On|Avec|Pour|Mais|Selon|Par|Après)[ \u00a0]"
)
#: Where no blank stands between two sentences: what is before and behind ("selon l'AFP.Par ailleurs", "en 2019.M. Roy",
#: "pour l'asile.LA POLICE"), unlike the parts of "ASP.NET", "JJ.OO.", "non-U.S.", "J.Crew".
_GLUED = (
    (
        re.compile(r"(?:[^\W_]{3}|[A-ZÀ-Þ]{2}|[\d)\"”»%€])[.!?…]{1,3}$"),
        re.compile(r"[A-ZÀ-Þ\u0370-\u04ff][a-zà-ÿ'’\u0370-\u04ff]|MM?\. |À |[A-ZÀ-Þ]+ [A-ZÀ-Þ]{2}"),
    ),
    (re.compile(r"[a-zà-ÿ]{4}[.!?…]{1,3}$"), re.compile(r"[A-ZÀ-Þ]{2,}[ ,]")),
    (re.compile(r"[^\W_]{2}\.$"), re.compile(_GLUED_OPENERS)),
)
#: The same behind a unit or letters ("750 Nm.Cette version", "la Camaro SS.Un modèle"), where sentencex sees no end.
_GLUED_END = re.compile(rf"(?<=[^\W_]{{2}}\.)(?={_GLUED_OPENERS})")
#: A unit behind a figure, no abbreviation there.
_AFTER_FIGURE = re.compile(r"\d[ \u00a0\u202f]?[^\W\d_]{2,3}\.$")
#: Half a character, which sentencex cannot be given; `clean` replaces them, other callers may not.
_SURROGATE = re.compile("[\ud800-\udfff]")
_MISSED_END = re.compile(r"(?<=[\w)»\"”%€][.!?…])(?<!\b[A-ZÀ-Þ][.])(?<!\b[Mm]me[.])\s+(?=(?:[\"“«]\s?)?[A-ZÀ-ÖØ-Þ])")
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

    sentencex splits. Then ends that are none are joined again: after an abbreviation ("M.", "J.-C.", "Gov."), an
    initial, an ordinal number ("Der 1. FC Köln"), before a letter in lower case. Ends that it misses are cut: in French
    after a figure or an address ("lemonde.fr. C'est"), in other languages inside quotations.

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
    ends += [match.end() for match in (_GLUED_END if language == "fr" else _AFTER_UNIT).finditer(line)]
    for piece in chain.from_iterable(segment(language, part) for part in parts):
        # sentencex leaves quotations whole, however long, in most languages.
        spans = [(0, len(piece))] if language == "fr" else [match.span() for match in QUOTED.finditer(piece)]
        ends += [position + end.start() for span in spans for end in _MISSED_END.finditer(piece, *span)]
        position += len(piece)
        ends.append(position)
    found: list[tuple[int, int]] = []
    start = marks = 0
    for end in sorted({e for e in ends if e} | {len(line)}):
        if line.startswith("“", end) and line.count("„", 0, end) > line.count("“", 0, end):
            end += 1  # it closes a German quotation
        if end < len(line) and not _is_end(line[max(start, end - 40) : end], line[end : end + 20], language):
            continue
        marks += straight_marks(line, start, end)
        if end < len(line) and marks % 2 and (mark := _opening_mark(line, start, end)) is not None:
            end, marks = mark, marks - 1
        if line[start:end].strip():
            found.append((start, end))
        start = end
    return found


def _opening_mark(line: str, start: int, end: int) -> int | None:
    """Where the straight mark stands that ends a span and opens a quotation; None if it closes one.

    Paragraphs glued together leave it so ("ont-ils ajouté."Des habitations sont menacées", ont précisé …"). The next
    mark must close what this one opens; the number of marks before, which the caller counts, decides the rest.
    """
    found = _LAST_MARK.search(line, start, end)
    return found.start(1) if found and CLOSING_MARK.match(line, end) else None


def _is_end(before: str, after: str, language: str) -> bool:
    """True where a sentence ends between two texts that sentencex parts."""
    first = _FIRST_LETTER.match(after)
    if first is None:
        return False
    letter, opened = first[1], before.rstrip()
    # A letter that has a capital: Georgian letters count as lower case and have none at the head of a sentence.
    if letter.title() != letter:
        return False
    is_inside = opened == before and after[0] == letter and before[-1:] in _MARKS and letter.lower() != letter.upper()
    if is_inside and not any(end.search(before) and start.match(after) for end, start in _GLUED):
        return False
    if is_inside and _AFTER_FIGURE.search(before):
        return True
    # Where letters have no case, who speaks follows a quotation as a new sentence would.
    if letter.isalpha() and letter.lower() == letter.upper() and opened.endswith(_CLOSING):
        return False
    is_ordinal = language in _WITH_ORDINALS and _ORDINAL.search(before) is not None
    match = _LAST_WORD.search(before)
    word = match[1] if match else ""
    is_letters = _LETTERS.fullmatch(word.rpartition("-")[2]) or (language != "fr" and _UNIT.search(before))
    if _is_marked_name(before, language) and _IN_TITLE.match(after, first.start(1)):
        return False
    is_unsure = any(f"{form}~" in _abbreviations(language) for form in _forms(word)) or _BEHIND_BRACKET.search(before)
    if is_ordinal or is_letters or is_unsure or _is_marked_name(before, language):
        return _opens_sentence(after[first.start(1) :], language)
    if _PER_UNIT.search(before):
        return True
    initial = word.rpartition(".-")[2]  # "M.-E."
    if len(initial) == 1 and initial.lower() != initial.upper() and (initial.isupper() or language != "fr"):
        return False
    return not _is_abbreviation(word, letter, language)


def _opens_sentence(text: str, language: str) -> bool:
    """True where a text begins with a word that opens sentences rather than goes on after a figure or letters."""
    openers = _OPENERS.get(language)
    return bool(openers and re.match(rf"(?:{openers})(?![\w-])|l['’]", text, re.IGNORECASE))


def _is_marked_name(before: str, language: str) -> bool:
    """True where a text ends with a name that ends in an exclamation or question mark."""
    match = _MARKED.search(before)
    return match is not None and match[1].lower() in _abbreviations(language)


def is_within_name(before: str, after: str) -> bool:
    """True where a mark between two words that no blank parts belongs to a name: "Yahoo!Japan"."""
    return _is_marked_name(before, "fr") and not _opens_sentence(after, "fr")


def _is_abbreviation(word: str, letter: str, language: str) -> bool:
    known, forms = _abbreviations(language), _forms(word)
    return (
        bool(forms & known)
        or _CONSONANTS.fullmatch(word.rpartition("-")[2]) is not None
        or (letter.isdigit() and any(f"{form}#" in known for form in forms))
    )


def _forms(word: str) -> set[str]:
    """What the table may have of a word, or of its last part ("Dipl.-Kfm.", "ex-Sen.", "vice-prés.")."""
    last = word.rpartition("-")[2]
    return {word, word.lower(), last, last.lower()} | ({last.capitalize()} if last != word else set())


@cache
def _abbreviations(language: str) -> frozenset[str]:
    table = {name: words.split() for name, words in rows_of(TABLE, 2)}
    own = table.get({"nb": "no", "nn": "no", "bs": "hr"}.get(language, language), []) + table["marked"]
    return frozenset(own if language == "fr" else (*own, *table["shared"]))


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
