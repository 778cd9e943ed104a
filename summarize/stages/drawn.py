"""How a sentence was drawn from a source: which of its sentences it follows, how closely, and what it leaves out.

Enters: a source's sentences, a sentence of a candidate. Leaves: a Drawing. Refuses nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from .verify import WORD, words_of

Pair = tuple[str, str]

#: French words that turn a sentence round, apart from elided "n'".
_NEGATIONS = frozenset("ne pas jamais aucun aucune rien ni non sans nul nulle".split())
_DETERMINERS = frozenset("le la les l un une des ce cet cette ces son sa ses leur leurs".split())
_SAME_VERB = frozenset(
    {
        ("avait", "a"),
        ("avaient", "ont"),
        ("étaient", "sont"),
        ("était", "est"),
        ("ont", "a"),
        ("a", "ont"),
        ("est", "sont"),
    }
)
_STEM = 4
_CONDITIONAL = ("rais", "rait", "raient")
#: What sets off a part of a sentence that can be left out.
_SETS_OFF = re.compile(r"[,;:()«»\"“”–—…]|\s-\s")


@dataclass(frozen=True, slots=True)
class Drawing:
    """How one sentence was drawn.

    `place` is the number of the source sentence that has most of its pairs of neighbouring words (None: no sentence has
    any), `share` the share of its words that stand in that one in the same order, 0-1.

    `cuts_cleanly` is True where punctuation sets off, at either end, whatever is left out between two of these words,
    and what is left out before the first, and where the last word does not lose a clause that tells what it is: a small
    model that stops in the middle of a phrase goes on in the middle of another. `keeps_negation` is True where no word
    of negation was lost or added in what is worded anew. `keeps_words` is True where nothing is put in but another form
    of the word that stood there ("est fermé", "est fermée"; "les", "ces"): what else a small model puts in is mostly
    the wrong subject, place or cause.
    """

    place: int | None
    share: float
    cuts_cleanly: bool
    keeps_negation: bool
    keeps_words: bool = True


@dataclass(frozen=True)
class SourceSentences:
    """A source's sentences, and which of them (numbered) have a pair of neighbouring words (lower case)."""

    texts: Sequence[str]
    places: Mapping[Pair, Sequence[int]]
    _known: dict[str, Drawing] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, texts: Sequence[str]) -> SourceSentences:
        """Look the pairs up once."""
        places: dict[Pair, list[int]] = {}
        for number, text in enumerate(texts):
            for pair in set(pairwise(_words(text))):
                places.setdefault(pair, []).append(number)
        return cls(texts, places)

    def drawing(self, sentence: str) -> Drawing:
        """How a sentence was drawn from these; each is compared once."""
        if sentence not in self._known:
            self._known[sentence] = self._drawing(sentence)
        return self._known[sentence]

    def _drawing(self, sentence: str) -> Drawing:
        words = _words(sentence)
        held = Counter(place for pair in pairwise(words) for place in self.places.get(pair, ()))
        if not held:
            return Drawing(None, float(len(words) < 2), True, True, len(words) < 2)
        place = max(held, key=lambda number: held[number])
        return _compare(place, self.texts[place], sentence)


def _compare(place: int, source: str, sentence: str) -> Drawing:
    """The drawing of a sentence from a source sentence, whose number `place` is."""
    if source == sentence:
        return Drawing(place, 1.0, True, True)
    known, words, spans = _words(source), _words(sentence), [m.span() for m in WORD.finditer(source)]
    runs = [r for r in SequenceMatcher(None, known, words, autojunk=False).get_matching_blocks() if r.size]

    def is_set_off(number: int) -> bool:
        """True where punctuation stands before a word of the source."""
        return bool(_SETS_OFF.search(source[spans[number - 1][1] : spans[number][0]]))

    if not runs:
        return Drawing(place, 0.0, True, True, False)
    clean = runs[0].b > 0 or runs[0].a == 0 or is_set_off(runs[0].a)
    negation = True
    last = runs[-1].a + runs[-1].size
    kept = _same_words(known[: runs[0].a], words[: runs[0].b])
    kept = kept and _same_words(known[last:], words[runs[-1].b + runs[-1].size :])
    for before, after in pairwise(runs):
        end = before.a + before.size
        left_out, put_in = known[end : after.a], words[before.b + before.size : after.b]
        if put_in:
            negation = negation and _negations(left_out) == _negations(put_in)
            kept = kept and _same_words(left_out, put_in)
        elif left_out:
            clean = clean and is_set_off(end) and is_set_off(after.a)
    # "Ce sont 35.000 éclairs" says nothing without "qui ont …".
    clean = clean and not (last < len(known) and _narrows(known[last]) and not is_set_off(last))
    return Drawing(place, sum(run.size for run in runs) / max(1, len(words)), clean, negation, kept)


def _narrows(word: str) -> bool:
    """True for a pronoun whose clause tells what the word before it is, unless punctuation parts them."""
    return word in ("qui", "que", "dont", "où") or word.startswith("qu'")


def _same_words(left_out: Sequence[str], put_in: Sequence[str]) -> bool:
    """True where each word put in is another form of the one that stood in its place."""
    return len(put_in) <= len(left_out) and all(
        _is_same_word(before, after) for before, after in zip(left_out, put_in, strict=False)
    )


def _is_same_word(before: str, after: str) -> bool:
    if before == after or (before, after) in _SAME_VERB or (before in _DETERMINERS and after in _DETERMINERS):
        return True
    # "Aurait dit" is no "a dit": what is alleged must not become a fact.
    return len(after) >= _STEM and before[:_STEM] == after[:_STEM] and not before.endswith(_CONDITIONAL)


def _negations(words: Sequence[str]) -> list[str]:
    """The words of negation among some words, in a form that elision does not change."""
    folded = ("ne" if word.startswith("n'") else word for word in words)
    return sorted(word for word in folded if word in _NEGATIONS)


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in words_of(text)]
