"""What a translator's layers make of sentences, and of translations of them.

Input: texts. Output: numbers a token (`Features`; of a sentence alone, the states of its tokens). The translator is a
Marian model in CTranslate2's format with its tokenizer, as it ships.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from .states import Floats, TranslatorStates, normed
from .store import CONVERTED
from .tokenization import load_tokenizer

_T = TypeVar("_T")

#: A text with more tokens is not read.
_MOST_TOKENS = 220
#: Texts that are read at once: 2 MB each.
_AT_ONCE = 32
#: The least log-probability (nats) that is told apart; what numbers are multiplied by.
_LEAST, _SCALE = -12.0, 0.3


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


class Layers:
    """A translator's layers and its tokenizer.

    Args:
        folder: of the translator: CTranslate2's files and the tokenizer's.
    """

    def __init__(self, folder: Path):
        self._states = TranslatorStates(folder / CONVERTED / "model.bin")
        self._tokenizer = load_tokenizer(folder)
        self._ids = [_ids_of(folder / CONVERTED, side) for side in ("source", "target")]

    def sentences(self, texts: Sequence[str]) -> list[Floats | None]:
        """The states of each sentence's tokens, (tokens, 512) each; None for one that is too long."""
        rows = [_numbered(tokens, self._ids[0]) for tokens in self._tokenizer.encode(list(texts))]
        fits = [len(row) <= _MOST_TOKENS for row in rows]
        fitting = [row for row, fit in zip(rows, fits, strict=True) if fit]
        found = iter(self._states.encode(fitting) if fitting else ())
        return [next(found) if fit else None for fit in fits]

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Features | None]:
        """What is read of each pair of a sentence and its translation; None for one that is too long."""
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

    def sentence_tokens(self, sentence: str) -> list[str]:
        """The tokens of a sentence, without its end."""
        return self._tokenizer.encode([sentence])[0][:-1]


def in_chunks(texts: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Texts, or pairs of them, as many at a time as are read at once."""
    return (texts[start : start + _AT_ONCE] for start in range(0, len(texts), _AT_ONCE))


def _numbered(tokens: Sequence[str], ids: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(ids.get(token, ids["<unk>"]) for token in tokens)


def _ids_of(folder: Path, side: str) -> dict[str, int]:
    path = folder / f"{side}_vocabulary.txt"
    path = path if path.exists() else folder / "shared_vocabulary.txt"
    tokens = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return {token: number for number, token in enumerate(tokens)}
