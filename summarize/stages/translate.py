"""Stage 5: sentences to another language, one sentence out for each sentence in.

Enters: texts and one loaded translator a leg of the route. Leaves: a translation a text, paragraphs kept. Refuses
nothing: a sentence longer than the model's input is translated in pieces cut at word boundaries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..backends.base import Backend, Candidate, Decoding
from ..registry import Entry
from .numerals import Figure, mask, misplaced, unmask
from .segment import Sentence, pack_windows, split_sentences
from .verify import compare, lost_dates, lost_numbers, names_of, repeats_itself, stutters, words_of

#: Score (nats a piece) that a lost number or name costs a candidate: more than any two beams differ by.
_LOST_NUMBER, _LOST_NAME, _LOST_DATE, _REPETITION, _STUTTER = 2.0, 0.3, 0.3, 2.0, 0.5
#: The same for a name that the sentence does not have: "the NATO Office" where it speaks of a bureau.
_ADDED_NAME = 0.3
_OPENING_WEEKDAY = re.compile(r"(?:Lun|Mar|Mercre|Jeu|Vendre|Same)di\b|Dimanche\b")


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in another language, and the score (mean log-probability a piece, nats) of its least sure sentence."""

    text: str
    least_score: float


def translate_texts(
    texts: Sequence[str], backend: Backend, entry: Entry, *, source_language: str, beam_size: int | None = None
) -> list[Translation]:
    """Translate texts, sentence by sentence, all sentences in one batch.

    Args:
        texts: any, blank ones included; line feeds separate paragraphs.
        backend: the loaded translator.
        entry: what the registry says of it.
        source_language: ISO 639-1, for the sentence splitter.
        beam_size: None takes the entry's.

    Returns:
        One translation a text, in order; blank for blank.
    """
    split = [_pieces(text, source_language, backend, entry) for text in texts]
    flat = [Masked.of(piece.text, entry) for pieces in split for piece in pieces]
    beams = beam_size or entry.beam_size
    decoding = Decoding(
        beam_size=beams,
        num_candidates=beams,
        max_output_tokens=entry.max_output_tokens,
        length_penalty=entry.length_penalty,
        no_repeat_ngram_size=entry.no_repeat_ngram_size,
    )
    knows_dates = set(entry.languages) == {"fr", "en"}
    candidates = backend.generate([m.text for m in flat], decoding)
    found = iter([_best(m, c, knows_dates) for m, c in zip(flat, candidates, strict=True)])
    return [_join(pieces, [next(found) for _ in pieces]) for pieces in split]


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence, and the same with marks for its figures where the translator knows marks."""

    sentence: str
    text: str
    behind: Mapping[str, Figure]
    marks: tuple[str, ...]
    source: str
    target: str

    @classmethod
    def of(cls, sentence: str, entry: Entry) -> Masked:
        """Mask a sentence by what the registry says of its translator."""
        source, target = (*entry.languages, "", "")[:2]
        text, behind = mask(_uncapitalised(sentence), source, entry.number_marks)
        return cls(sentence, text, behind, entry.number_marks, source, target)

    def opened(self, candidate: Candidate) -> tuple[Candidate, int]:
        """A candidate with its figures back in place, and how many marks it lost or made up."""
        wrong = misplaced(self.text, candidate.text, self.marks)
        text = unmask(candidate.text, self.behind, self.target, self.marks)
        if self.sentence[:1].isupper():
            text = text[:1].upper() + text[1:]
        return replace(candidate, text=text), wrong


def _uncapitalised(sentence: str) -> str:
    """A weekday that opens a French sentence, in lower case: small models know it so ("Vendredi evening" otherwise)."""
    return sentence[:1].lower() + sentence[1:] if _OPENING_WEEKDAY.match(sentence) else sentence


def _best(masked: Masked, raw: Sequence[Candidate], knows_dates: bool) -> Candidate:
    """The candidate that keeps the sentence's numbers, names and dates and adds no name, by score."""
    sentence = masked.sentence
    names = names_of(sentence)
    spoken = {w.lower() for w in words_of(sentence)}

    def added_names(text: str, found: set[str]) -> int:
        """Names of a candidate that the sentence has in no form; compared only where its words leave a doubt."""
        if not knows_dates or found <= spoken:
            return 0
        compared = compare(sentence, text, source=masked.source, target=masked.target)
        return sum(item.kind == "name" for item in compared.added)

    def worth(opened: tuple[Candidate, int]) -> float:
        """The model's score less what the candidate lost of the sentence or added to it, and its faults."""
        candidate, wrong_marks = opened
        lost = max(len(lost_numbers(sentence, candidate.text)), 0.5 * wrong_marks)
        lost_days = len(lost_dates(sentence, candidate.text)) if knows_dates else 0
        found = names_of(candidate.text)
        kept = found | {w.lower() for w in candidate.text.split()}
        missing = sum(n not in kept for n in names)
        faults = _REPETITION * repeats_itself(candidate.text) + _STUTTER * stutters(candidate.text)
        faults += _ADDED_NAME * added_names(candidate.text, found)
        return candidate.score - _LOST_NUMBER * lost - _LOST_NAME * missing - _LOST_DATE * lost_days - faults

    return max((masked.opened(candidate) for candidate in raw), key=worth)[0]


def _pieces(text: str, language: str, backend: Backend, entry: Entry) -> list[Sentence]:
    sentences = split_sentences(text, language)
    if not sentences:
        return []
    counts = backend.count_tokens([s.text for s in sentences])
    room = entry.max_source_tokens - 4
    pieces: list[Sentence] = []
    for sentence, count in zip(sentences, counts, strict=True):
        whole = [[sentence]] if count <= room else pack_windows([sentence], backend.count_tokens, room)
        pieces += [piece for window in whole for piece in window]
    return pieces


def _join(pieces: Sequence[Sentence], translations: Sequence[Candidate]) -> Translation:
    parts: list[str] = []
    for i, (piece, translation) in enumerate(zip(pieces, translations, strict=True)):
        if i:
            parts.append("\n" if piece.paragraph != pieces[i - 1].paragraph else " ")
        parts.append(translation.text)
    return Translation("".join(parts), min((t.score for t in translations), default=0.0))
