"""Every error this library raises on purpose.

SummarizeError
├── InputError                 the text or file given cannot be summarised
│   ├── UnreadableInputError   missing, a folder, not permitted, binary
│   └── InputTooLargeError     longer than the limit in force
├── OptionError                an argument has a value that is not allowed
│   └── UnknownLanguageError   not the name or code of a language
├── UnsupportedLanguageError   no model at hand reads or writes this language
├── ModelError                 a model cannot be had or used
│   ├── UnknownModelError      no such name, folder or hub id
│   ├── ModelNotFoundError     known, but not on this machine, and offline
│   ├── ModelDownloadError     the hub could not be reached or refused
│   ├── ModelCorruptError      a file is missing, truncated or altered
│   └── ServerError            the server of a model is away, refuses or lacks it, or its budget is spent
├── EngineError                the engine failed, or is not installed
│   └── AnswerError            a server gave no usable answer to one text
├── MissingExtraError          an optional package is not installed
├── OutputError                a batch's output cannot be written, or must not be
│   ├── OverwriteError         a file that this library did not make would be replaced, or an input
│   └── LedgerError            its ledger cannot be used, or is damaged
├── MetricError                outputs cannot be scored as asked
├── SupportError               strict=True, and the source does not support the summary
└── UnforeseenError            a fault of this library: an error that nothing in it expects

A message says what happened, the value received, the values allowed, and how to fix it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SummarizeError(Exception):
    """Root of all errors raised on purpose."""


class InputError(SummarizeError):
    """The text or file given cannot be summarised."""


class UnreadableInputError(InputError):
    """The file is missing, a folder, not permitted or binary."""


class InputTooLargeError(InputError):
    """The text is longer than the limit in force."""


class OptionError(SummarizeError):
    """An argument has a value that is not allowed."""


class UnknownLanguageError(OptionError):
    """Not the name or code of a language."""


class UnsupportedLanguageError(SummarizeError):
    """No model at hand reads or writes this language."""


class ModelError(SummarizeError):
    """A model cannot be had or used."""


class UnknownModelError(ModelError):
    """No such name, folder or hub id."""


class ModelNotFoundError(ModelError):
    """The model is known but not on this machine, and no download is allowed."""


class ModelDownloadError(ModelError):
    """The hub could not be reached, or refused."""


class ModelCorruptError(ModelError):
    """A file of the model is missing, truncated or altered."""


class ServerError(ModelError):
    """The server of a model is away, refuses or lacks it, or the budget is spent: no other text would fare better."""


class EngineError(SummarizeError):
    """The engine failed, or is not installed."""


class AnswerError(EngineError):
    """A server gave no usable answer to one text, or refuses it."""


class MissingExtraError(SummarizeError):
    """A package that only some uses need is not installed; `extra` names the extra that brings it."""

    def __init__(self, extra: str, use: str):
        super().__init__(f"{use} needs packages that are not installed: pip install 'summarize[{extra}]'")
        self.extra = extra
        self.use = use

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return type(self), (self.extra, self.use)


class MetricError(SummarizeError):
    """Outputs cannot be scored as asked: lists that do not pair, an unknown tokenizer, numbers that are not finite."""


class SupportError(SummarizeError):
    """Raised with strict=True where the source does not support the summary."""


class UnforeseenError(SummarizeError):
    """A fault of this library: an error that nothing in it expects; the cause stands behind it."""


class OutputError(SummarizeError):
    """A batch's output cannot be written, or must not be: it is in use, or somebody else's."""


class OverwriteError(OutputError):
    """A file that this library did not make would be replaced, or an input; nothing was written."""


class LedgerError(OutputError):
    """A batch's ledger cannot be read or written, or is damaged."""


def as_ours(error: Exception) -> SummarizeError:
    """An error of ours as it is; one that nothing foresaw, or too little memory, as one of ours."""
    if isinstance(error, SummarizeError):
        return error
    if isinstance(error, MemoryError):
        made: SummarizeError = EngineError("out of memory; give shorter texts, or fewer at once")
    else:
        made = UnforeseenError(f"unforeseen {type(error).__name__}: {error}"[:500])
    made.__cause__ = error
    return made


@contextmanager
def own_file(path: Path) -> Iterator[None]:
    """Reading a file that came with the library: whatever a missing or damaged one raises is a ModelCorruptError."""
    try:
        yield
    except (OSError, EOFError, ValueError, LookupError, TypeError, RecursionError, re.error, zlib.error) as error:
        raise ModelCorruptError(f"{path} is missing or damaged ({error!r}); install summarize again.") from error
