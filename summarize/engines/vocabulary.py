"""Text to tokens and back for a decoder-only model that keeps a part of its base's vocabulary, or all of it.

Input: the base's tokenizer, the ids that were kept. Output: tokens as strings, as CTranslate2 takes them. A token that
was not kept is written as the longest kept tokens that make it up, and what is left over as its bytes, so every text
can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from ..errors import EngineError, MissingExtraError, ModelCorruptError
from .base import BYTE_PAIRS, SENTENCEPIECE

#: Ids of the special tokens of a sentencepiece base, kept by every pruned vocabulary.
PAD, EOS, BOS, UNKNOWN = "<pad>", "<eos>", "<bos>", "<unk>"
#: What ends a turn of Qwen2's chat, and what stands where a file asks for tokens that it does not have.
END_OF_TURN, END_OF_TEXT = "<|im_end|>", "<|endoftext|>"


class Vocabulary(Protocol):
    """What a causal model's backend asks of its tokens."""

    @property
    def start(self) -> Sequence[str]:
        """Tokens before every prompt."""
        ...

    @property
    def end(self) -> str:
        """The token that ends an output."""
        ...

    @property
    def joint(self) -> str:
        """What stands between a prompt and an output that is given, as in training."""
        ...

    @property
    def never_written(self) -> Sequence[str]:
        """Tokens that stand for no character of their own."""
        ...

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """Tokens of each text, without tokens that begin or end it. Special tokens spelled out in a text are text."""
        ...

    def encode_prompt(self, prompt: str) -> list[str]:
        """Tokens of a part of a prompt; special tokens spelled out in it are tokens."""
        ...

    def decode(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """Text of each row of tokens; bytes that are no UTF-8 become U+FFFD."""
        ...

    def count(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text."""
        ...


def read_vocabulary(folder: Path, kept: np.ndarray) -> Vocabulary:
    """The vocabulary of a folder that `build.py` wrote."""
    if (folder / BYTE_PAIRS).is_file():
        return BytePairVocabulary(folder / BYTE_PAIRS)
    return PrunedVocabulary(folder / SENTENCEPIECE, kept)


class BytePairVocabulary:
    """A whole vocabulary of merged bytes, as Qwen2's: every text can be written in it."""

    start: Sequence[str] = ()
    end, joint = END_OF_TURN, ""
    never_written: Sequence[str] = ()

    def __init__(self, tokenizer_file: Path):
        try:
            from tokenizers import Tokenizer
        except ImportError as error:
            raise MissingExtraError("hub", f"reading {tokenizer_file.name}") from error
        try:
            self._tokenizer: Any = Tokenizer.from_file(str(tokenizer_file))
        except Exception as error:  # the library raises a bare Exception
            raise ModelCorruptError(f"the tokenizer {tokenizer_file} cannot be read: {error}") from error
        self._prompts: Any = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.encode_special_tokens = True

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """Tokens of each text. Special tokens spelled out in a text are text."""
        return [row.tokens for row in self._tokenizer.encode_batch(list(texts))]

    def encode_prompt(self, prompt: str) -> list[str]:
        """Tokens of a part of a prompt; special tokens spelled out in it are tokens."""
        tokens: list[str] = self._prompts.encode(prompt).tokens
        return tokens

    def decode(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """Text of each row of tokens; bytes that are no UTF-8 become U+FFFD."""
        ids = [[self._tokenizer.token_to_id(token) for token in row] for row in rows]
        texts: list[str] = self._tokenizer.decode_batch(ids, skip_special_tokens=True)
        return texts

    def count(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text."""
        return [len(row) for row in self.encode(texts)]


class PrunedVocabulary:
    """The whole sentencepiece tokenizer of a base, and the tokens that the model at hand has rows for."""

    start, end, joint = (BOS,), EOS, " "

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
        self._bytes = [self._tokenizer.piece_to_id(f"<0x{byte:02X}>") for byte in range(256)]
        self._split = cache(self._split_token)
        # A text of whole characters never needs the tokens of single bytes, and a lone byte is no character.
        self.never_written = [self._tokenizer.id_to_piece(token) for token in self._bytes]

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """Tokens of each text, without tokens that begin or end it. Special tokens spelled out in a text are text."""
        rows: list[list[int]] = self._tokenizer.encode(list(texts))
        return [[self._tokenizer.id_to_piece(token) for token in self.kept_ids(row)] for row in rows]

    def encode_prompt(self, prompt: str) -> list[str]:
        """Tokens of a part of a prompt; this vocabulary's prompts have no special tokens."""
        (tokens,) = self.encode([prompt])
        return tokens

    def decode(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """Text of each row of tokens; bytes that are no UTF-8 become U+FFFD."""
        specials = {PAD, EOS, BOS, UNKNOWN}
        return [self._tokenizer.decode_pieces([token for token in row if token not in specials]) for row in rows]

    def count(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text."""
        return [len(self.kept_ids(row)) for row in self._tokenizer.encode(list(texts))]

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
