"""Text to tokens and back, as the model at hand wants it.

Input: a model folder and what its registry entry says of it. Output: a SourceTokenizer. Folders that hold sentencepiece
files in the Marian layout, or ours (`summarize.json`), are read with sentencepiece alone, in milliseconds; every other
folder goes through transformers' AutoTokenizer. Raises for: a folder without a tokenizer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from ..errors import MissingExtraError, ModelCorruptError
from .settings import read_settings

#: Marks that some models were never shown, their texts having been written plainly before they were trained.
_PLAIN_MARKS = {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"'}
_CONTROL = re.compile(r"<(?=/?[\w-]{1,24}>)")


class SourceTokenizer(Protocol):
    """Source text to tokens (with the model's own control tokens), target tokens to text."""

    def encode(self, texts: Sequence[str], control: str | None = None) -> list[list[str]]:
        """Tokens of each source, ready for the encoder."""
        ...

    def encode_target(self, texts: Sequence[str]) -> list[list[str]]:
        """Tokens of each target, without the tokens that begin and end it."""
        ...

    def decode(self, tokens: Sequence[Sequence[str]]) -> list[str]:
        """Text of each target."""
        ...

    def count(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, control tokens not counted."""
        ...


class SentencePieceTokenizer:
    """Sentencepiece files read directly: `prefix` [control] tokens `suffix`.

    Curled quotation marks and apostrophes that a file has no token for are written straight.
    """

    def __init__(self, source: Path, target: Path, *, prefix: Sequence[str], suffix: Sequence[str]):
        self._source = _load_sentencepiece(source)
        self._target = self._source if target == source else _load_sentencepiece(target)
        unknown = [m for m in _PLAIN_MARKS if any(f.unk_id() in f.encode(m) for f in (self._source, self._target))]
        self._unknown_marks = str.maketrans({mark: _PLAIN_MARKS[mark] for mark in unknown})
        self._prefix, self._suffix = list(prefix), list(suffix)
        self._special = {*prefix, *suffix, "<s>", "</s>", "<pad>", "<unk>"}

    def encode(self, texts: Sequence[str], control: str | None = None) -> list[list[str]]:
        """Tokens of each source, ready for the encoder."""
        before = self._prefix + ([control] if control else [])
        rows = self._source.encode(self._plain(texts), out_type=str)
        return [before + tokens + self._suffix for tokens in rows]

    def encode_target(self, texts: Sequence[str]) -> list[list[str]]:
        """Tokens of each target, without the tokens that begin and end it."""
        rows: list[list[str]] = self._target.encode(self._plain(texts), out_type=str)
        return rows

    def decode(self, tokens: Sequence[Sequence[str]]) -> list[str]:
        """Text of each target."""
        return [self._target.decode_pieces([p for p in row if p not in self._special]).strip() for row in tokens]

    def count(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text."""
        return [len(ids) for ids in self._source.encode(self._plain(texts))]

    def _plain(self, texts: Sequence[str]) -> list[str]:
        return [_defuse(text.translate(self._unknown_marks)) for text in texts]


class TransformersTokenizer:
    """Any tokenizer that transformers loads; `source_language` and `target_language` for those that take codes."""

    def __init__(self, folder: Path, *, source_language: str | None = None, target_language: str | None = None):
        try:
            from transformers import AutoTokenizer
        except ImportError as error:
            raise MissingExtraError("hub", f"the tokenizer of {folder.name}") from error
        codes = {"src_lang": source_language, "tgt_lang": target_language}
        try:
            self.tokenizer: Any = AutoTokenizer.from_pretrained(
                folder, trust_remote_code=False, local_files_only=True, **{k: v for k, v in codes.items() if v}
            )
        except Exception as error:
            raise ModelCorruptError(f"the tokenizer in {folder} cannot be read: {error}") from error

    def encode(self, texts: Sequence[str], control: str | None = None) -> list[list[str]]:
        """Tokens of each source, ready for the encoder."""
        if not texts:
            return []
        rows = self.tokenizer([_defuse(text) for text in texts], add_special_tokens=True)["input_ids"]
        tokens = [self._ended(self.tokenizer.convert_ids_to_tokens(row)) for row in rows]
        if control:
            begins = self.tokenizer.bos_token
            tokens = [[*row[:1], control, *row[1:]] if row[:1] == [begins] else [control, *row] for row in tokens]
        return tokens

    def _ended(self, row: list[str]) -> list[str]:
        """transformers 5 sets no <s> and </s> for BARThez where it builds the tokenizer from sentencepiece alone."""
        begin, end = self.tokenizer.bos_token, self.tokenizer.eos_token
        if not type(self.tokenizer).__name__.startswith("Barthez") or row[-1:] == [end]:
            return row
        return [begin, *row, end]

    def encode_target(self, texts: Sequence[str]) -> list[list[str]]:
        """Tokens of each target, without the tokens that begin and end it."""
        if not texts:
            return []
        rows = self.tokenizer(text_target=[_defuse(text) for text in texts], add_special_tokens=False)["input_ids"]
        return [self.tokenizer.convert_ids_to_tokens(row) for row in rows]

    def decode(self, tokens: Sequence[Sequence[str]]) -> list[str]:
        """Text of each target."""
        rows = [self.tokenizer.convert_tokens_to_ids(list(row)) for row in tokens]
        return [text.strip() for text in self.tokenizer.batch_decode(rows, skip_special_tokens=True)]

    def count(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text."""
        if not texts:
            return []
        plain = [_defuse(text) for text in texts]
        return [len(row) for row in self.tokenizer(plain, add_special_tokens=False)["input_ids"]]


def load_tokenizer(
    folder: Path, *, source_language: str | None = None, target_language: str | None = None
) -> SourceTokenizer:
    """Choose and load the tokenizer of a model folder.

    Raises:
        ModelCorruptError: a tokenizer file is missing or cannot be read.
    """
    own = folder / "summarize.json"
    if own.is_file():
        source, target, prefix, suffix = _layout(own)
        return SentencePieceTokenizer(folder / source, folder / target, prefix=prefix, suffix=suffix)
    if (folder / "source.spm").is_file() and (folder / "target.spm").is_file():
        return SentencePieceTokenizer(folder / "source.spm", folder / "target.spm", prefix=[], suffix=["</s>"])
    return TransformersTokenizer(folder, source_language=source_language, target_language=target_language)


def _layout(own: Path) -> tuple[str, str, list[str], list[str]]:
    """Names of the source's and the target's tokenizer in a folder, and the tokens before and after a source."""
    layout = read_settings(own).get("sentencepiece")
    keys = ("source", "target", "prefix", "suffix")
    values: list[Any] = [layout.get(key) for key in keys] if isinstance(layout, dict) else []
    names, tokens = values[:2], values[2:]
    if not values or not all(isinstance(name, str) and name and Path(name).name == name for name in names):
        raise ModelCorruptError(f"{own}: sentencepiece needs source and target, names of files in the model's folder.")
    if not all(isinstance(row, list) and all(isinstance(token, str) for token in row) for row in tokens):
        raise ModelCorruptError(f"{own}: sentencepiece needs prefix and suffix, lists of tokens.")
    return names[0], names[1], tokens[0], tokens[1]


def _defuse(text: str) -> str:
    """Set a blank into what looks like a control token: an article must not steer the model ("<headline>", "</s>")."""
    return _CONTROL.sub("< ", text) if "<" in text else text


def _load_sentencepiece(path: Path) -> Any:
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelCorruptError(
            f"the tokenizer file {path.name} in {path.parent} is missing or damaged: {error}"
        ) from error
