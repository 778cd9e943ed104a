"""Which of a model's candidates may be shown, and which of those is best.

Enters: candidates, the words of the source, the words the model's language is known to have. Leaves: the best
candidate that passes every gate, or none, and a count of what the others failed. Refuses nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..backends.base import Candidate
from ..options import Length
from ..text.sentences import split_sentences
from .drawn import Drawing, SourceSentences
from .verify import Source, find_unsupported, is_finished, known_word, repeats_itself, stuttered_pairs, words_of

_FEWEST_WORDS = 5
_PARTS = re.compile(r"[^\W_]+")
#: A relative clause that a comma sets off, up to the next comma.
_RELATIVE = re.compile(r", (?:qui|dont|où|que|qu'|à laquelle|auquel|duquel)(?:\b|(?<='))[^,]*")
_SENTENCES = {"headline": 1, "short": 1, "medium": 3, "long": 6}
#: Weights of the ranking, in nats a piece of the model's score: set by eye; models/LOG.md measures `least_drawn`.
_DRAWN, _FULL_LENGTH, _FULL_WORDS = 1.0, 1.0, 30
#: `Judge.least_drawn` of what is meant to be copied: an extract or a gist below it is two sentences run into one.
_LEAST_COPIED = 0.85
#: Words of a source sentence that is given whole for the copy that a model began of it.
LONGEST_COPY = 60
#: Share of a further sentence's words that may stand in the summary already.
_SAID_ALREADY = 0.5
#: Share of the words of a part that stand in a longer one, from which on that says the same and more.
_SAID_AT_LENGTH = 0.7


@dataclass(frozen=True, slots=True)
class WordLists:
    """Words of a model's language: `lexicon`, what a summary may use besides the source's words (empty: any), and
    `verbs`, forms of which each of its sentences must hold one (empty: no such check)."""

    lexicon: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()


NO_LISTS = WordLists()


@dataclass(frozen=True, slots=True)
class Judge:
    """What one article's candidates are judged by.

    `source` holds the article's words and numbers, `sentences` its sentences, `lists` the words of its language.
    `least_drawn` is the share of a sentence's words that must stand in one sentence of the source in the same order;
    where it is not 0.0, what is left out of that one must be set off there by punctuation too, and no negation be lost:
    otherwise a small model has most likely put two events together, or broken a phrase off. Candidates that are meant
    as `copies` become the source's own sentences, letter by letter: a small model drops words as it copies.
    """

    source: Source
    sentences: SourceSentences
    lists: WordLists
    length: Length
    least_drawn: float
    copies: bool = False

    def of_copies(self) -> Judge:
        """The judge of what is meant to be copied; where nothing is asked of abstracts, copies are trusted too."""
        return (
            replace(self, least_drawn=max(_LEAST_COPIED, self.least_drawn), copies=True) if self.least_drawn else self
        )

    def choose(self, candidates: Sequence[Candidate], failures: Counter[str]) -> Candidate | None:
        """Best candidate that passes; `failures` is told which gate each of the others failed."""
        return next(iter(self.rank(candidates, failures)), None)

    def rank(self, candidates: Sequence[Candidate], failures: Counter[str]) -> list[Candidate]:
        """Candidates that pass, cut to the length asked for, best first."""
        passed: list[tuple[float, Candidate]] = []
        for candidate in candidates:
            text = self.restored(fit(candidate.text, self.length))
            reason = self.failure(text)
            if reason:
                failures[reason] += 1
            else:
                passed.append((candidate.score + self.worth(text), replace(candidate, text=text)))
        return [candidate for _, candidate in sorted(passed, key=lambda pair: -pair[0])]

    def failure(self, text: str) -> str | None:
        """The first gate that a text fails, as a stable code; None where it passes all."""
        if len(text.split()) < (2 if self.length == "headline" else _FEWEST_WORDS):
            return "too_short"
        if self.length != "headline" and not is_finished(text):
            return "unfinished"
        if repeats_itself(text) or not all(pair in self.sentences.places for pair in stuttered_pairs(text)):
            return "repetition"
        lexicon = self.lists.lexicon
        if lexicon and not all(known_word(w, self.source, lexicon) for w in words_of(text)):
            return "unknown_word"
        if self.length != "headline" and not self.has_verbs(text):
            return "no_verb"
        if self.least_drawn:
            drawings = self._drawings(text)
            if any(drawing.share < self.least_drawn for drawing in drawings):
                return "fused"
            if not all(drawing.cuts_cleanly for drawing in drawings):
                return "cut"
            if not all(drawing.keeps_negation for drawing in drawings):
                return "negation"
            if not all(drawing.keeps_words for drawing in drawings):
                return "reworded"
        unsupported = find_unsupported(text, self.source)
        return f"unsupported_{unsupported[0].kind}" if unsupported else None

    def worth(self, text: str) -> float:
        """What a text gains in the ranking: for keeping to single sentences of the source, and for its length."""
        full = min(1.0, len(words_of(text)) / _FULL_WORDS) if self.length != "headline" else 0.0
        return _DRAWN * self.drawn_share(text) + _FULL_LENGTH * full

    def has_verbs(self, text: str) -> bool:
        """True where every sentence of a text holds a conjugated verb outside its relative clauses, as far as the list
        of forms goes ("L'enquête, qui a été ouverte." lacks one)."""
        verbs = self.lists.verbs
        sentences = [_RELATIVE.sub("", sentence.lower()) for sentence in _sentences_of(text)] if verbs else []
        return all(any(part in verbs for part in _PARTS.findall(sentence)) for sentence in sentences)

    def drawn_share(self, text: str) -> float:
        """Least share, over the text's sentences, of words that stand in one source sentence in the same order, 0-1."""
        return min((drawing.share for drawing in self._drawings(text)), default=1.0)

    def place(self, text: str) -> int:
        """The number of the source sentence that a text begins from; -1 where it is drawn from none."""
        places = [drawing.place for drawing in self._drawings(text)]
        return places[0] if places and places[0] is not None else -1

    def restored(self, text: str) -> str:
        """The source's own sentences that a copy was meant to be, with straight apostrophes, as models write them.

        Texts that are no copies stay as they are, and so do headlines, for which a whole sentence is too long.
        """
        if not self.copies or self.length == "headline":
            return text
        own = []
        for sentence in _sentences_of(text):
            drawing = self.sentences.drawing(sentence)
            source = sentence
            if drawing.place is not None and drawing.share >= self.least_drawn:
                source = self.sentences.texts[drawing.place]
            own.append(source if len(source.split()) <= LONGEST_COPY else sentence)
        return " ".join(dict.fromkeys(own)).replace("’", "'")

    def _drawings(self, text: str) -> list[Drawing]:
        return [self.sentences.drawing(sentence) for sentence in _sentences_of(text)]


def judge_of(
    sentences: Sequence[str], source: Source, lists: WordLists, length: Length, least_drawn: float = 0.0
) -> Judge:
    """The judge of one article's candidates; `source` is made of the same sentences."""
    return Judge(source, SourceSentences.of(sentences), lists, length, least_drawn)


def fit(text: str, length: Length) -> str:
    """Keep the sentences that the length allows; drop a last one that breaks off, if another stands before it."""
    text = re.sub(r"\s+", " ", text).strip()
    if length == "headline":
        return text
    sentences = list(_sentences_of(text))
    # Scraps ("Le pr.") come of broken words in the source.
    kept = ([s for s in sentences if len(s.split()) > 2] or sentences)[: wanted_sentences(length)]
    if len(kept) > 1 and not is_finished(kept[-1]):
        kept.pop()
    return " ".join(kept)


@lru_cache(maxsize=1_000)
def _sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a candidate, which each gate looks at anew."""
    return tuple(sentence.text for sentence in split_sentences(text))


def longer_words(texts: Sequence[str]) -> Counter[str]:
    """How often each word of four letters or more stands in some texts, in lower case."""
    return Counter(w.lower() for text in texts for w in words_of(text) if len(w) > 3)


def centrality(text: str, counts: Mapping[str, int]) -> float:
    """How often a text's longer words stand in some texts (`longer_words`), on average; 0.0 without such words."""
    words = longer_words([text])
    return sum(counts.get(w, 0) for w in words) / len(words) if words else 0.0


def adds_to(parts: Sequence[str], text: str, most_words: int) -> bool:
    """True where a text says enough that the parts so far do not: less than half of its words stand in them, and it is
    not one of them said at greater length.

    All together must stay short enough, and must not say three words in a row three times.
    """
    words, total = _distinct_words(text)
    known = [_distinct_words(part) for part in parts]
    said = frozenset[str]().union(*(own for own, _ in known))
    if not words or len(words & said) >= _SAID_ALREADY * len(words) or total + sum(n for _, n in known) > most_words:
        return False
    longer = any(len(words & own) >= _SAID_AT_LENGTH * len(own) for own, _ in known)
    return not longer and not repeats_itself(" ".join([*parts, text]))


@lru_cache(maxsize=1_000)
def _distinct_words(text: str) -> tuple[frozenset[str], int]:
    """A text's words in lower case, and how many it has in all."""
    words = [word.lower() for word in words_of(text)]
    return frozenset(words), len(words)


def wanted_sentences(length: Length) -> int:
    """Most sentences of a summary of that length."""
    return length if isinstance(length, int) else _SENTENCES[length]
