"""A text parsed once: its sentences, words, numbers and names, for everybody who looks at it.

Input: a text and its language. Output: an immutable Document. Articles, candidate summaries and translations are all
Documents; each property is worked out when it is first asked for, and kept.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ..forks import KeptProperty
from .exonyms import ONLY_CAPITALS, concepts_of
from .mentions import Mention, mentions
from .number_words import FIGURES, Words
from .numbers import Quantity, quantities
from .quotations import Quotation, quotations
from .sentences import Sentence, split_sentences
from .untouched import Span, untouched, without
from .words import WORD, bare, content_stems, fold, forms, parts, singular, words_of

_READ_WORDS: dict[str, Words] = {"fr": "fr", "en": "en"}
#: A word, or what hyphens and apostrophes part of one; elisions are none, but "n'", which denies.
_PART = re.compile(r"(?!(?:[ldjsmtc]|qu)['’])[^\W_]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a document: its folded form without elision, where it stands, whether it opens with a capital."""

    folded: str
    start: int
    end: int
    is_capital: bool


@dataclass(frozen=True)
class Document:
    """A text and everything that is counted of it, each once and when it is first asked for.

    Args:
        text: an article after cleaning, a candidate summary, a translation.
        language: of the text, ISO 639-1; French and English number words are read in any.
    """

    text: str
    language: str = "fr"

    @KeptProperty
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences with their offsets, in reading order."""
        return tuple(split_sentences(self.text, self.language))

    @KeptProperty
    def stems(self) -> frozenset[str]:
        """Stems of the content words, see `content_stems`."""
        return content_stems(self.text)

    @KeptProperty
    def sentence_stems(self) -> tuple[frozenset[str], ...]:
        """The stems of each sentence, in reading order."""
        return tuple(content_stems(sentence.text) for sentence in self.sentences)

    @KeptProperty
    def words(self) -> frozenset[str]:
        """Words under all forms in which they count as the same, see `words.forms`."""
        return frozenset(form for word in set(WORD.findall(self.text)) for form in forms(word))

    @KeptProperty
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers in reading order, in figures, or in French or English words."""
        return tuple(quantities(self.text, language=self.language))

    @KeptProperty
    def stated(self) -> tuple[Quantity, ...]:
        """Numbers in figures, or in words of the document's own language where that is French or English."""
        words = _READ_WORDS.get(self.language)
        return tuple(quantities(self.text, words, self.language)) if words else self.figures

    @KeptProperty
    def figures(self) -> tuple[Quantity, ...]:
        """Numbers in figures, in reading order."""
        return tuple(quantities(self.text, "none", self.language))

    @KeptProperty
    def mentions(self) -> tuple[Mention, ...]:
        """Names, days and months in reading order; `Mention.kind` says which a word is in a language."""
        return tuple(mentions(self.text))

    @KeptProperty
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands between quotation marks, in reading order."""
        return tuple(quotations(self.text))

    @KeptProperty
    def untouched(self) -> tuple[Span, ...]:
        """Addresses, placeholders, tags and signs, which no translation alters."""
        return tuple(untouched(self.text))

    @KeptProperty
    def words_alone(self) -> Document:
        """The document without what is untouched, signs of currencies excepted; itself where there is nothing such."""
        spans = [span for span in self.untouched if span.text not in "€$£¥"]
        return Document(without(self.text, spans), self.language) if spans else self

    @KeptProperty
    def spoken(self) -> frozenset[str]:
        """Words as they are written, but in lower case."""
        return frozenset(word.lower() for word in words_of(self.text))

    @KeptProperty
    def numbers(self) -> Mapping[str, frozenset[str]]:
        """Value of each number -> units it stands with."""
        found: dict[str, set[str]] = {}
        for quantity in self.quantities:
            for value in (*quantity.values, *quantity.also):
                found.setdefault(value, set()).add(quantity.unit)
        return {value: frozenset(units) for value, units in found.items()}

    @KeptProperty
    def tokens(self) -> list[Token]:
        """Words in reading order."""
        found = []
        for match in WORD.finditer(self.text):
            own = bare(match.group())
            start = match.start() + max(0, match.group().find(own))
            found.append(Token(fold(own), start, match.end(), own[:1].isupper()))
        return found

    @KeptProperty
    def word_places(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Folded word, and its singular -> the spans where it stands, in reading order."""
        return _places((form, (t.start, t.end)) for t in self.tokens for form in {t.folded, singular(t.folded)})

    @KeptProperty
    def number_places(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Value of each number -> the spans where it stands, in reading order."""
        return _places((v, (q.start, q.end)) for q in self.quantities for v in {*q.values, *q.also})

    @KeptProperty
    def capitals(self) -> list[Token]:
        """Words that open with a capital."""
        return [token for token in self.tokens if token.is_capital]

    @KeptProperty
    def concepts(self) -> frozenset[str]:
        """What its words stand for in the tables of names."""
        found = {concept for word in self.words - ONLY_CAPITALS for concept in concepts_of(word)}
        shouted = {t.folded for t in self.capitals if t.folded in ONLY_CAPITALS and self.as_it_stands(t).isupper()}
        return frozenset(found | {concept for word in shouted for concept in concepts_of(word)})

    def as_it_stands(self, token: Token) -> str:
        """A word of the text, case and accents kept."""
        return self.text[token.start : token.end]

    @KeptProperty
    def plain(self) -> str:
        """The words, folded, without elisions, with single blanks."""
        return " " + " ".join(part for token in self.tokens for part in parts(token.folded)) + " "

    @KeptProperty
    def running(self) -> Running:
        """The words one after the other, for what must stand in the source as it is."""
        return Running.of(self.text)


@dataclass(frozen=True, slots=True)
class Running:
    """A text as folded words with single blanks, less the endings of gender and number (" l mair d nim "), and where
    each word stood."""

    folded: str
    places: tuple[int, ...]  #: of each word in `folded`
    spans: tuple[tuple[int, int], ...]  #: of each word in the text

    @classmethod
    def of(cls, text: str) -> Running:
        """Fold a text; hyphens and apostrophes part words, elisions and endings go."""
        found = list(_PART.finditer(text))
        words = [_stem(fold(m.group())) for m in found]
        places = accumulate((len(word) + 1 for word in words), initial=1)
        folded = " " + "".join(f"{word} " for word in words)
        return cls(folded, tuple(places)[: len(words)], tuple(m.span() for m in found))

    def find(self, wanted: str, start: int = 0, end: int = sys.maxsize) -> tuple[int, int] | None:
        """The first and last word's number of `wanted` (folded, single blanks, none outside), from word `start` on and
        before word `end`."""
        if not wanted or start >= len(self.places):
            return None
        place = self.folded.find(f" {wanted} ", self.places[start] - 1, *self.places[end : end + 1])
        if place < 0:
            return None
        first = bisect_left(self.places, place + 1)
        return first, first + wanted.count(" ")


def _places(found: Iterable[tuple[str, tuple[int, int]]]) -> Mapping[str, Sequence[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = {}
    for key, span in found:
        places.setdefault(key, []).append(span)
    return places


def _stem(word: str) -> str:
    return FIGURES.get(word) or word.rstrip("esx") or word
