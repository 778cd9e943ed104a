"""What a choice of an article's sentences is worth as its summary, as learnt from journalists' own summaries.

Enters: an article and choices of one or two units. Leaves: a value each. Refuses: weights that cannot be read.

A network of one hidden layer. It sees the words of a choice as the sum of their vectors, alone and multiplied with the
means of the article's words and of its first sentence's; where in the article the sentences stand; and what can be
counted of them. Words are known by a hash (feature hashing, Weinberger et al. 2009), so that no list of them is needed.
It is computed in plain Python, in about nine milliseconds an article: numpy would take less, but nothing else here
loads it, which costs every start 14 MB and 60 milliseconds.

It is trained to give the choices of an article the ROUGE they have, less the article's mean, and to put the best first
(models/recipes/training/selecting.py); its weights stand in a model folder's `selector.safetensors`.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import mul
from pathlib import Path
from zlib import crc32

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

    `bags`: the word rows of each distinct unit; `counts`: UNIT_COUNTS numbers for each; `article`, `first`: the word
    rows of the article and of its first sentence; `chosen`: the units of each choice, the number of units standing for
    no second one; `choice_counts`: CHOICE_COUNTS numbers for each.
    """

    bags: list[list[int]]
    counts: list[list[float]]
    article: list[int]
    first: list[int]
    chosen: list[tuple[int, int]]
    choice_counts: list[list[float]]


def seen(article: Article, choices: Sequence[Sequence[Unit]]) -> Seen:
    """What the network sees of choices of one or two units (further ones are not looked at)."""
    units = list({unit: None for choice in choices for unit in choice[:2]})
    number = {unit: i for i, unit in enumerate(units)}
    own = [words(unit.text) for unit in units]
    content = [set(content_words(unit.text)) for unit in units]
    chosen = [(number[c[0]], number[c[1]] if len(c) > 1 else len(units)) for c in choices]
    sizes = [len(w) for w in own] + [0]
    said = [*content, set[str]()]
    return Seen(
        [[row(w) for w in part] or [0] for part in own],
        [_counts(article, u, len(w), c) for u, w, c in zip(units, own, content, strict=True)],
        [row(w) for sentence in article.sentences[:_READ] for w in words(sentence)] or [0],
        [row(w) for sentence in article.sentences[:1] for w in words(sentence)] or [0],
        chosen,
        [_pair_counts(sizes, said, a, b, len(units)) for a, b in chosen],
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
    """The network's weights.

    `vectors`: float16, BUCKETS rows of `size` numbers. `rows`: for each hidden unit, and for what the inputs say of
    themselves, its weights by input. Inputs are the counts of the first unit, of the second (zeros where there is none)
    and of the choice, the choice's words, the article's, and the products of the first with the article's and with
    those of its first sentence. `bias` of each row; `outer`: what each counts for, the last one being added as it is.
    """

    vectors: bytes
    size: int
    rows: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    outer: tuple[float, ...]

    @classmethod
    def load(cls, folder: Path) -> Selector | None:
        """Read `selector.safetensors` of a model folder; None where there is none.

        Raises:
            ModelCorruptError: the file cannot be read, or lacks a part.
        """
        path = folder / FILE
        if not path.is_file():
            return None
        from safetensors import SafetensorError, deserialize

        try:
            parts = dict(deserialize(path.read_bytes()))  # type: ignore[no-untyped-call]
            numbers = {name: _halves(bytes(part["data"])) for name, part in parts.items() if name != "vectors"}
            hidden = len(numbers["outer"])
            inner = [numbers["inner"][i::hidden] for i in range(hidden)]
            size = parts["vectors"]["shape"][1]
            if any(part["dtype"] != "F16" for part in parts.values()):
                raise ValueError("its numbers are not float16")
            if {len(row) for row in (*inner, numbers["direct"])} != {2 * UNIT_COUNTS + CHOICE_COUNTS + 4 * size}:
                raise ValueError("its parts do not fit together")
            rows, bias = (*inner, numbers["direct"]), (*numbers["inner_bias"], 0.0)
            return cls(bytes(parts["vectors"]["data"]), size, rows, bias, numbers["outer"])
        except (OSError, SafetensorError, KeyError, ValueError, IndexError) as error:
            raise ModelCorruptError(f"{path} is damaged ({error!r}); copy the whole model folder again.") from error

    def values(self, article: Article, choices: Sequence[Sequence[Unit]]) -> list[float]:
        """What each choice is worth beside the article's others, in summed ROUGE."""
        if not choices:
            return []
        given = seen(article, choices)
        whole = [total / len(given.article) for total in self._sum(given.article)]
        first = [total / len(given.first) for total in self._sum(given.first)]
        one, other, pair, own, wide, by_whole, by_first = self._by_input
        base = [bias + _dot(row, whole) for bias, row in zip(self.bias, wide, strict=True)]
        worded = [
            [p + 4 * (q * w + r * f) for p, q, r, w, f in zip(ps, qs, rs, whole, first, strict=True)]
            for ps, qs, rs in zip(own, by_whole, by_first, strict=True)
        ]
        sums = [self._sum(bag) for bag in given.bags]
        nothing = [0.0] * len(self.rows)
        as_first = {i: [_dot(row, given.counts[i]) for row in one] for i in {a for a, _ in given.chosen}}
        as_second = {
            i: [_dot(row, given.counts[i]) for row in other] for i in {b for _, b in given.chosen} if i < len(sums)
        }
        said = [[_dot(row, total) for row in worded] for total in sums] + [nothing]
        sizes = [len(bag) for bag in given.bags] + [0]
        found = []
        for (a, b), counts in zip(given.chosen, given.choice_counts, strict=True):
            scale = 1 / (4 * math.sqrt(sizes[a] + sizes[b]))
            rows = zip(base, as_first[a], as_second.get(b, nothing), said[a], said[b], pair, strict=True)
            hidden = [x + y + z + scale * (v + w) + _dot(row, counts) for x, y, z, v, w, row in rows]
            found.append(hidden[-1] + sum(h * o for h, o in zip(hidden, self.outer, strict=False) if h > 0))
        return found

    def _sum(self, bag: Iterable[int]) -> list[float]:
        """The sum of the vectors of some words."""
        form = f"<{self.size}e"
        vectors = [struct.unpack_from(form, self.vectors, 2 * self.size * number) for number in bag]
        return list(map(sum, zip(*vectors, strict=True)))

    @cached_property
    def _by_input(self) -> list[list[tuple[float, ...]]]:
        """The rows' weights by kind of input."""
        sizes = (UNIT_COUNTS, UNIT_COUNTS, CHOICE_COUNTS, self.size, self.size, self.size, self.size)
        starts = [sum(sizes[:i]) for i in range(len(sizes))]
        return [[row[a : a + n] for row in self.rows] for a, n in zip(starts, sizes, strict=True)]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    total: float = sum(map(mul, one, other))
    return total


def _halves(data: bytes) -> tuple[float, ...]:
    return struct.unpack(f"<{len(data) // 2}e", data)
