"""Text to tokens and back for a decoder-only model that keeps a part of its base's vocabulary.

Input: the base's sentencepiece model, the ids that were kept. Output: tokens as strings, as CTranslate2 takes them. A
token that was not kept is written as the longest kept tokens that make it up, and what is left over as its bytes, so
every text can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import EngineError, ModelCorruptError

#: Ids of the base's special tokens, kept by every pruned vocabulary.
PAD, EOS, BOS, UNKNOWN = "<pad>", "<eos>", "<bos>", "<unk>"
#: Tokens that were not kept, of which is remembered what makes them up; the base has hundreds of thousands.
_KEPT_SPLITS = 8_192


class PrunedVocabulary:
    """The whole tokenizer of the base and the tokens that the model at hand has rows for."""

    def __init__(self, tokenizer_file: Path, kept: np.ndarray):
        try:
            from sentencepiece import SentencePieceProcessor
        except ImportError as error:
            raise EngineError("sentencepiece is not installed: pip install sentencepiece") from error
        try:
            self._tokenizer: Any = SentencePieceProcessor(model_file=str(tokenizer_file))
        except (OSError, RuntimeError) as error:
            raise ModelCorruptError(f"the tokenizer {tokenizer_file} cannot be read: {error}") from error
        self._is_kept = np.zeros(self._tokenizer.get_piece_size(), dtype=bool)
        self._is_kept[kept] = True
        self._kept = kept
        self._bytes = [self._tokenizer.piece_to_id(f"<0x{byte:02X}>") for byte in range(256)]
        self._split = lru_cache(maxsize=_KEPT_SPLITS)(self._split_token)

    @property
    def byte_tokens(self) -> list[str]:
        """The tokens that stand for single bytes."""
        return [self._tokenizer.id_to_piece(token) for token in self._bytes]

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """Tokens of each text, without tokens that begin or end it. Special tokens spelled out in a text are text."""
        rows: list[list[int]] = self._tokenizer.encode(list(texts))
        return [[self._tokenizer.id_to_piece(token) for token in self.kept_ids(row)] for row in rows]

    def decode(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """Text of each row of tokens; bytes that are no UTF-8 become U+FFFD."""
        specials = {PAD, EOS, BOS, UNKNOWN}
        return [self._tokenizer.decode_pieces([token for token in row if token not in specials]) for row in rows]

    def count(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text."""
        return [len(self.kept_ids(row)) for row in self._tokenizer.encode(list(texts))]

    def places(self, tokens: Sequence[str]) -> np.ndarray:
        """Where tokens that were kept stand among the kept ones."""
        return np.searchsorted(self._kept, [self._tokenizer.piece_to_id(token) for token in tokens])

    def kept_ids(self, row: Sequence[int]) -> list[int]:
        """Ids of the whole vocabulary as ids that were kept."""
        ids = np.asarray(row, dtype=np.int64)
        if self._is_kept[ids].all():
            return list(row)
        return [own for token in row for own in ((token,) if self._is_kept[token] else self._split(token))]

    def _split_token(self, token: int) -> tuple[int, ...]:
        """The longest kept tokens that make up one that was not kept, from the left; bytes where there is none."""
        left, found = self._tokenizer.id_to_piece(token), []
        while left:
            for end in range(len(left), 0, -1):
                own = self._tokenizer.piece_to_id(left[:end])
                if self._is_kept[own] and own != self._tokenizer.unk_id():
                    found.append(own)
                    break
            else:
                end = 1
                found += [self._bytes[byte] for byte in left[0].replace("▁", " ").encode()]
            left = left[end:]
        return tuple(found)
