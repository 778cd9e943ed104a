"""How likely a reader is to find a translation wrong, told from what the translator's own layers make of it.

Input: sentences and translations of them. Output: for each pair the log-odds of a doubt. Each token of the translation
is read with the translator's state before it, with the token that the translator expected there, and with how likely
it found either (a predictor-estimator: Kim and others 2017, Predictor-Estimator using Multilevel Task Learning, WMT).
A transformer encoder over these and over the states of the sentence's tokens, taught on the verdicts of strict readers
(`models/recipes/quality`), gives the doubt. Needs numpy alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from itertools import count, takewhile
from pathlib import Path

import numpy as np

from ..forks import KeptProperty
from .states import Floats, TranslatorStates, attention, normed
from .store import CONVERTED
from .threads import one_thread
from .tokenization import load_tokenizer
from .verdicts import DOUBTS

#: Of the weights' attention.
HEADS = 4
#: A pair with more tokens on either side is not read.
_MOST_TOKENS = 220
#: Pairs that are read at once: 2 MB each.
_AT_ONCE = 32
#: The least log-probability (nats) that is told apart; what numbers and places are multiplied by.
_LEAST, _SCALE, _PLACE_SCALE = -12.0, 0.3, 0.3
#: A doubt is not nearer than this to 0 or 1.
_SURE = 1e-4


@dataclass(frozen=True)
class Features:
    """What the translator's layers make of a sentence and its translation.

    Args:
        sentence: states of the sentence's tokens, (tokens, 512).
        before: states before each token of the translation and its end, (tokens, 512).
        numbers: of each of these the log-probability (nats) of the token that stands there, that of the likeliest, the
            entropy, whether it is the likeliest, and how much likelier that is; scaled; (tokens, 5).
        said: ids of the tokens that stand there.
        expected: ids of the likeliest.
    """

    sentence: Floats
    before: Floats
    numbers: Floats
    said: tuple[int, ...]
    expected: tuple[int, ...]


class Reader:
    """A translator's layers and the weights that read them.

    Args:
        folder: of the translator: CTranslate2's files and the tokenizer's.
        weights: name of a file in `data`: matrices in int8 with a scale a row, and vectors in float32; None, to make
            `features` alone.
    """

    def __init__(self, folder: Path, weights: str | None):
        self._states = TranslatorStates(folder / CONVERTED / "model.bin")
        self._tokenizer = load_tokenizer(folder)
        self._ids = [_ids_in(folder / CONVERTED / f"{side}_vocabulary.txt") for side in ("source", "target")]
        self._file = weights

    def log_odds(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        """The log-odds of the doubt of each pair of a sentence and its translation; None for one that is too long."""
        found: list[float | None] = []
        for some in _chunks(pairs):
            with one_thread:
                found += [None if features is None else self._doubt(features) for features in self._features(some)]
        return found

    def features(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Features | None]:
        """What is read of each pair of a sentence and its translation; None for one that is too long."""
        for some in _chunks(pairs):
            yield from self._features(some)

    def _features(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Features | None]:
        sources = self._tokenizer.encode([sentence for sentence, _ in pairs])
        targets = [[*row, "</s>"] for row in self._tokenizer.encode_target([translation for _, translation in pairs])]
        fits = [max(len(a), len(b)) <= _MOST_TOKENS for a, b in zip(sources, targets, strict=True)]
        rows = [
            (_numbered(source, self._ids[0]), _numbered(target, self._ids[1]))
            for source, target, fit in zip(sources, targets, fits, strict=True)
            if fit
        ]
        if not rows:
            yield from (None for _ in fits)
            return
        unique = sorted({source for source, _ in rows})
        encoded = dict(zip(unique, self._states.encode(unique), strict=True))
        sentences = [encoded[source] for source, _ in rows]
        states = self._states.decode([target for _, target in rows], sentences)
        found = zip(sentences, states, self._states.log_probabilities(states), rows, strict=True)
        for fit in fits:
            if not fit:
                yield None
                continue
            sentence, before, likely, (_, said) = next(found)
            best = likely.argmax(axis=1)
            own, most = likely[np.arange(len(said)), list(said)], likely.max(axis=1)
            spread = -(np.exp(likely) * likely).sum(axis=1)
            numbers = np.stack([own, most, spread, best == np.array(said), own - most], axis=1).astype(np.float32)
            scaled = np.clip(numbers, _LEAST, -_LEAST) * np.float32(_SCALE)
            yield Features(sentence, before, scaled, said, tuple(best.tolist()))

    def embeddings(self, tokens: Sequence[int]) -> Floats:
        """The translator's embeddings of tokens of its translations, (tokens, 512), each with mean 0 and variance 1."""
        return normed(self._states.embeddings(tokens))

    @property
    def vocabulary_size(self) -> int:
        """Number of tokens that translations are made of."""
        return len(self._ids[1])

    def tokens(self, translation: str) -> list[str]:
        """The tokens of a translation, without its end."""
        return self._tokenizer.encode_target([translation])[0]

    def _doubt(self, found: Features) -> float:
        words = (
            self._linear("before", normed(found.before))
            + self._linear("said", self.embeddings(found.said))
            + self._linear("expected", self.embeddings(found.expected))
            + self._linear("numbers", found.numbers)
        )
        own = self._weights
        sides = zip((words, self._linear("sentence", normed(found.sentence))), own["side"], strict=True)
        states = np.concatenate([own["whole"][None], *(side + places(*side.shape) + kind for side, kind in sides)])
        for name in takewhile(lambda name: f"{name}.linear1.weight" in own, (f"layers.{n}" for n in count())):
            states = self._layer(name, states)
        words = states[1 : 1 + len(words)]
        pooled = np.concatenate([states[0], words.max(axis=0), words.mean(axis=0)])
        scores = self._linear("verdict", self._normed("pooled", pooled))
        chances = np.exp(scores - scores.max())
        doubt = float(np.clip(chances @ np.array(DOUBTS, np.float32) / chances.sum(), _SURE, 1 - _SURE))
        return math.log(doubt / (1 - doubt))

    def _layer(self, name: str, states: Floats) -> Floats:
        """A layer of a transformer encoder, its inputs normed (torch's `TransformerEncoderLayer`)."""
        inner = self._linear(f"{name}.self_attn.in_proj", self._normed(f"{name}.norm1", states))
        asked, keys, values = np.split(inner, 3, axis=1)
        read = attention(asked, keys, values, HEADS)
        states = states + self._linear(f"{name}.self_attn.out_proj", read)
        hidden = self._linear(f"{name}.linear1", self._normed(f"{name}.norm2", states))
        hidden *= 0.5 * (1 + np.tanh(np.float32(math.sqrt(2 / math.pi)) * (hidden + 0.044715 * hidden**3)))  # GELU
        return states + self._linear(f"{name}.linear2", hidden)

    def _linear(self, name: str, states: Floats) -> Floats:
        found: Floats = states @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _normed(self, name: str, states: Floats) -> Floats:
        found: Floats = normed(states) * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return found

    @KeptProperty
    def _weights(self) -> dict[str, Floats]:
        """All weights by name, in float32."""
        data = files(__package__).joinpath("data", str(self._file)).read_bytes()
        with np.load(BytesIO(data), allow_pickle=False) as stored:
            return {
                name: stored[name].astype(np.float32) * stored.get(f"{name}/scale", np.float32(1))
                for name in stored.files
                if not name.endswith("/scale")
            }


def _numbered(tokens: Sequence[str], ids: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(ids.get(token, ids["<unk>"]) for token in tokens)


def _ids_in(path: Path) -> dict[str, int]:
    tokens = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return {token: number for number, token in enumerate(tokens)}


def places(number: int, width: int) -> Floats:
    """What tells the places of tokens, (number, width): sines and cosines (Vaswani and others 2017), scaled."""
    angles = np.arange(number)[:, None] * np.exp(np.arange(0, width, 2) * (-math.log(10_000) / width))
    waves = np.stack([np.sin(angles), np.cos(angles)], axis=2).reshape(number, width)
    return (_PLACE_SCALE * waves).astype(np.float32)


def _chunks(pairs: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    return (pairs[start : start + _AT_ONCE] for start in range(0, len(pairs), _AT_ONCE))
