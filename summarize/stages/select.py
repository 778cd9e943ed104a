"""Which of a model's candidates may be shown, and which of those is best.

Enters: candidates, the words of the source, the words the model's language is known to have. Leaves: the best
candidate that passes every gate, or none, and a count of what the others failed. Refuses nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..backends.base import Candidate
from ..options import Length
from .segment import split_sentences
from .verify import Source, find_unsupported, is_finished, known_word, repeats_itself, words_of

_FEWEST_WORDS = 5
_SENTENCES = {"headline": 1, "short": 1, "medium": 3, "long": 6}
#: Weights of the ranking, in nats a piece of the model's score; measured in models/LOG.md.
_COPIED_BIGRAMS, _FULL_LENGTH, _FULL_WORDS = 1.0, 1.0, 30
#: Share of a further sentence's words that may stand in the summary already.
_SAID_ALREADY = 0.5


@dataclass(frozen=True, slots=True)
class Judge:
    """What one article's candidates are judged by.

    `source` holds the article's words and numbers, `bigrams` its pairs of neighbouring words, `lexicon` the words a
    summary may use besides (empty: any).
    """

    source: Source
    bigrams: frozenset[tuple[str, str]]
    lexicon: frozenset[str]
    length: Length

    def choose(self, candidates: Sequence[Candidate], failures: Counter[str]) -> Candidate | None:
        """Best candidate that passes; `failures` is told which gate each of the others failed."""
        return next(iter(self.rank(candidates, failures)), None)

    def rank(self, candidates: Sequence[Candidate], failures: Counter[str]) -> list[Candidate]:
        """Candidates that pass, cut to the length asked for, best first."""
        passed: list[tuple[float, Candidate]] = []
        for candidate in candidates:
            text = fit(candidate.text, self.length)
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
        if repeats_itself(text):
            return "repetition"
        if self.lexicon and not all(known_word(w, self.source, self.lexicon) for w in words_of(text)):
            return "unknown_word"
        unsupported = find_unsupported(text, self.source)
        return f"unsupported_{unsupported[0].kind}" if unsupported else None

    def worth(self, text: str) -> float:
        """What a text gains in the ranking: the share of its bigrams that stand in the source, and its length."""
        words = [w.lower() for w in words_of(text)]
        pairs = list(pairwise(words))
        copied = sum(p in self.bigrams for p in pairs) / max(1, len(pairs))
        full = min(1.0, len(words) / _FULL_WORDS) if self.length != "headline" else 0.0
        return _COPIED_BIGRAMS * copied + _FULL_LENGTH * full


def judge_of(text: str, source: Source, lexicon: frozenset[str], length: Length) -> Judge:
    """The judge of one article's candidates; `text` is the cleaned article, `source` made of it."""
    words = [w.lower() for w in words_of(text)]
    return Judge(source, frozenset(pairwise(words)), lexicon, length)


def fit(text: str, length: Length) -> str:
    """Keep the sentences that the length allows; drop a last one that breaks off, if another stands before it."""
    text = re.sub(r"\s+", " ", text).strip()
    if length == "headline":
        return text
    sentences = [s.text for s in split_sentences(text)]
    # Scraps ("Le pr.") come of broken words in the source.
    kept = ([s for s in sentences if len(s.split()) > 2] or sentences)[: wanted_sentences(length)]
    if len(kept) > 1 and not is_finished(kept[-1]):
        kept.pop()
    return " ".join(kept)


def centrality(text: str, others: Sequence[str]) -> float:
    """How often a text's longer words stand in some texts (itself among them), on average; 0.0 without such words."""
    counts = Counter(w.lower() for other in others for w in words_of(other) if len(w) > 3)
    words = {w.lower() for w in words_of(text) if len(w) > 3}
    return sum(counts[w] for w in words) / len(words) if words else 0.0


def adds_to(parts: Sequence[str], text: str, most_words: int) -> bool:
    """True where less than half of a text's words stand in the parts so far, and all together stay short enough."""
    words = {w.lower() for w in words_of(text)}
    said = {w.lower() for part in parts for w in words_of(part)}
    total = len(words_of(text)) + sum(len(words_of(part)) for part in parts)
    return bool(words) and len(words & said) < _SAID_ALREADY * len(words) and total <= most_words


def wanted_sentences(length: Length) -> int:
    """Most sentences of a summary of that length."""
    return length if isinstance(length, int) else _SENTENCES[length]
