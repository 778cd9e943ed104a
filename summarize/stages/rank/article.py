"""What the choosing works on: an article counted once, the sentences that may stand in its summary, their words.

Enters: sentences. Leaves: an Article and Units, and what can be told of a text by its words alone. Refuses nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal

Kind = Literal["abstract", "extract", "gist"]
_WORD = re.compile(r"[^\W_]+")
_HEAVIEST = 15
#: Letters by which a content word is known again in another form ("annoncer", "annoncé").
STEM = 5
_FINAL_MARK = re.compile(r"(?<=[.!?…]) ")
_PRONOUNS = frozenset(
    "il elle ils elles eux celui celle ceux celles lui leur y en cela ça mais et or donc car he she they it".split()
)
#: A source or a time in front, and what tells of something named before.
_IN_FRONT = (
    r"(?:selon|d'après) [^,]{1,80}, |(?:le|en|dans|hier|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)\b[^,]{0,30}, "
)
_REFERRING = re.compile(
    rf"(?:{_IN_FRONT})?(?:(?:ils?|elles?|ce(?:lui|lle|ux|lles)-ci|cela|ce dernier|cette dernière|ces derniers|"
    r"ces dernières|tel est|telle est|ce qui|ce que|le lendemain|la veille|(?:ce jour|cette nuit|ce soir)-là|"
    r"(?:quelques|[^ ,]+) (?:heures?|jours?|semaines?|mois|ans?|années?) plus (?:tôt|tard)|peu après|à l'époque)\b|"
    r"ce qu'|c'est (?:ce|là)\b)"
)
#: French words of four letters or more that say nothing of what a text is about. Leaving them out of the content words
#: was worth 0.3 points of ROUGE-L on 480 validation articles; leaving out short words instead was worth less.
_FUNCTION_WORDS = frozenset(
    """
    ainsi alors après aussi avant avec avoir cette comme dans deux dont elle elles entre être fait leur leurs lors mais
    même nous plus pour quoi sans selon ses sont sous tous tout toute toutes très vous été
    """.split()
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or two that may stand in a summary: where it came from, the model's score (None: the model did not
    write it), `Judge.drawn_share`, the text as the model wrote it, where that was condensed since, and the number of
    the article's sentence that it begins from (-1: none)."""

    text: str
    kind: Kind
    score: float | None
    drawn: float
    written: str = ""
    place: int = -1

    @property
    def scored(self) -> str:
        """What the model is asked how likely it is: its own words, not what rules made of them."""
        return self.written or self.text


@dataclass(frozen=True)
class Article:
    """What the features compare a choice with, counted once an article."""

    weights: Mapping[str, float]
    heaviest: float
    first: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    stems: frozenset[str]
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Article:
        """Weigh content words by the sentences they stand in: three for the first, two for the next two, else one."""
        weights: Counter[str] = Counter()
        for i, sentence in enumerate(sentences):
            for word in set(content_words(sentence)):
                weights[word] += 3 if i == 0 else 2 if i < 3 else 1
        heaviest = sum(n for _, n in weights.most_common(_HEAVIEST)) or 1
        pairs = frozenset(chain.from_iterable(pairwise(words(s)) for s in sentences))
        stems = frozenset(word[:STEM] for sentence in sentences for word in words(sentence))
        first = frozenset(content_words(sentences[0]) if sentences else ())
        return cls(weights, heaviest, first, pairs, stems, tuple(sentences))


def opens_on_pronoun(text: str) -> bool:
    """True where a text opens on a pronoun or a conjunction ("Il", "Selon lui", "Mais")."""
    opening = words(text)[:2]
    return opening[:1] != [] and (opening[0] in _PRONOUNS or (opening[0] == "selon" and opening[-1] in _PRONOUNS))


def refers_back(text: str) -> bool:
    """True where the opening of a text tells of what was named before: one that `opens_on_pronoun`, also behind the
    source ("Selon la police, il") or a date, and "ce qui", "ce dernier", "cela", "le lendemain"."""
    return opens_on_pronoun(text) or bool(_REFERRING.match(text.lower()))


def longest_sentence(text: str) -> int:
    """Words of the longest sentence of a text, by its final marks."""
    return max(len(words(sentence)) for sentence in _FINAL_MARK.split(text))


def words(text: str) -> list[str]:
    """Letters and digits in runs, lower case."""
    return _WORD.findall(text.lower())


def content_words(text: str) -> list[str]:
    """Words of four letters or more that are no function words, lower case."""
    return [w for w in words(text) if len(w) > 3 and w not in _FUNCTION_WORDS]
