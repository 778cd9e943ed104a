"""What a choice of an article's sentences is worth as its summary, as learnt from journalists' own summaries.

Enters: an article and choices of one or two units. Leaves: a value each. Refuses: weights that cannot be read.

A network of one hidden layer. It sees the words of a choice as the sum of their vectors, alone and multiplied with the
means of the article's words and of its first sentence's; where in the article the sentences stand; and what can be
counted of them. Words are known by a hash (feature hashing, Weinberger et al. 2009), so that no list of them is needed.
It is trained to give the choices of an article the ROUGE they have, less the article's mean, and to put the best first
(models/recipes/training/selecting.py); its weights stand in a model folder's `selector.safetensors`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np

from ...errors import ModelCorruptError
from ..speech import is_bare_speech
from .article import Article, Unit, content_words, opens_on_pronoun, words

#: Rows of the table of word vectors.
BUCKETS = 16_384
#: Sentences of an article whose words stand for all of it.
_READ = 25
#: Places in the article that are told apart; all later ones are the last.
_PLACES = 11
#: What is counted of a unit and of a choice (`_counts`, `_pair_counts`).
UNIT_COUNTS, CHOICE_COUNTS = 14 + _PLACES, 5
FILE = "selector.safetensors"


@dataclass(frozen=True)
class Seen:
    """What the network sees of an article's choices.

    `bags`: the word rows of each distinct unit; `counts`: float32 (units, UNIT_COUNTS); `article`, `first`: the word
    rows of the article and of its first sentence; `chosen`: int (choices, 2), the units of each choice, the number of
    units standing for no second one; `choice_counts`: float32 (choices, CHOICE_COUNTS).
    """

    bags: list[list[int]]
    counts: np.ndarray
    article: list[int]
    first: list[int]
    chosen: np.ndarray
    choice_counts: np.ndarray


def seen(article: Article, choices: Sequence[Sequence[Unit]]) -> Seen:
    """What the network sees of choices of one or two units (further ones are not looked at)."""
    units = list({unit: None for choice in choices for unit in choice[:2]})
    number = {unit: i for i, unit in enumerate(units)}
    own = [words(unit.text) for unit in units]
    content = [set(content_words(unit.text)) for unit in units]
    chosen = np.array([[number[c[0]], number[c[1]] if len(c) > 1 else len(units)] for c in choices], dtype=np.int64)
    sizes = [len(w) for w in own] + [0]
    said = [*content, set[str]()]
    counts = [_counts(article, u, len(w), c) for u, w, c in zip(units, own, content, strict=True)]
    return Seen(
        [[row(w) for w in part] or [0] for part in own],
        np.array(counts, dtype=np.float32).reshape(len(units), UNIT_COUNTS),
        [row(w) for sentence in article.sentences[:_READ] for w in words(sentence)] or [0],
        [row(w) for sentence in article.sentences[:1] for w in words(sentence)] or [0],
        chosen.reshape(-1, 2),
        np.array([_pair_counts(sizes, said, a, b, len(units)) for a, b in chosen], dtype=np.float32).reshape(
            -1, CHOICE_COUNTS
        ),
    )


@lru_cache(maxsize=50_000)
def row(word: str) -> int:
    """The row of a word's vector, 0 to BUCKETS - 1; of a number's by how many digits it has."""
    return crc32((f"{min(4, len(word))} digits" if word.isdigit() else word).encode()) % BUCKETS


def _counts(article: Article, unit: Unit, size: int, content: set[str]) -> list[float]:
    place, sentences = max(0, unit.place), len(article.sentences)
    weight = sum(article.weights.get(word, 0) for word in content)
    places = [0.0] * _PLACES
    places[min(place, _PLACES - 1)] = 1.0
    return [
        min(place, 12) / 12,
        place / max(1, sentences - 1),
        math.log1p(min(place, 60)),
        min(sentences, 60) / 20,
        size / 30,
        (size / 30) ** 2,
        weight / article.heaviest,
        weight / max(1, len(content)) / 5,
        len(content & article.first) / max(1, len(content)),
        float("«" in unit.text or '"' in unit.text),
        sum(letter.isdigit() for letter in unit.text) / 10,
        float(opens_on_pronoun(unit.text)),
        float(is_bare_speech(unit.text)),
        sum(word[:1].isupper() for word in unit.text.split()[1:]) / 5,
        *places,
    ]


def _pair_counts(sizes: Sequence[int], said: Sequence[set[str]], one: int, other: int, none: int) -> list[float]:
    length = (sizes[one] + sizes[other]) / 30
    again = len(said[one] & said[other]) / max(1, len(said[other]))
    return [length, length**2, min(1.0, 1.5 * length), float(other != none), again]


@dataclass(frozen=True)
class Selector:
    """The network's weights, float32 but for the vectors, which stay as they are stored (float16).

    `vectors` (BUCKETS, size of a vector); `inner` (inputs, hidden) with `inner_bias` (hidden,); `outer` (hidden,);
    `direct` (inputs,): what inputs say of themselves. Inputs are the counts of the first unit, of the second (zeros
    where there is none) and of the choice, the choice's words, the article's, and the products of the first with the
    article's and with those of its first sentence.
    """

    vectors: np.ndarray
    inner: np.ndarray
    inner_bias: np.ndarray
    outer: np.ndarray
    direct: np.ndarray

    @classmethod
    def load(cls, folder: Path) -> Selector | None:
        """Read `selector.safetensors` of a model folder; None where there is none.

        Raises:
            ModelCorruptError: the file cannot be read, or lacks a part.
        """
        path = folder / FILE
        if not path.is_file():
            return None
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            read = load_file(path)
            return cls(**{n: array if n == "vectors" else array.astype(np.float32) for n, array in read.items()})
        except (OSError, SafetensorError, TypeError) as error:
            raise ModelCorruptError(f"{path} is damaged ({error!r}); copy the whole model folder again.") from error

    def values(self, article: Article, choices: Sequence[Sequence[Unit]]) -> np.ndarray:
        """What each choice is worth beside the article's others, in summed ROUGE; shape (choices,)."""
        if not choices:
            return np.zeros(0, dtype=np.float32)
        given = seen(article, choices)
        none = np.zeros((1, self.vectors.shape[1]), dtype=np.float32)
        sums = np.concatenate([np.stack([self.vectors[bag].sum(axis=0, dtype=np.float32) for bag in given.bags]), none])
        sizes = np.array([len(bag) for bag in given.bags] + [0])
        counts = np.concatenate([given.counts, np.zeros((1, UNIT_COUNTS), dtype=np.float32)])
        one, other = given.chosen.T
        pooled = (sums[one] + sums[other]) / np.sqrt(sizes[one] + sizes[other])[:, None] / 4
        whole = self.vectors[given.article].mean(axis=0, dtype=np.float32)
        first = self.vectors[given.first].mean(axis=0, dtype=np.float32)
        wide = np.broadcast_to(whole, pooled.shape)
        inputs = np.concatenate(
            [counts[one], counts[other], given.choice_counts, pooled, wide, 4 * pooled * whole, 4 * pooled * first], 1
        )
        # Not "@": for so few numbers the BLAS behind it would take 30 MB for its buffers.
        hidden = np.maximum(np.einsum("ci,ih->ch", inputs, self.inner) + self.inner_bias, 0)
        values: np.ndarray = np.einsum("ch,h->c", hidden, self.outer) + np.einsum("ci,i->c", inputs, self.direct)
        return values
