"""What every engine offers, and what it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .arithmetic import Arithmetic


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search. Lengths are in the model's own tokens."""

    beam_size: int = 4
    num_candidates: int = 1  #: best hypotheses returned, at most beam_size
    max_output_tokens: int = 80
    min_output_tokens: int = 1
    length_penalty: float = 1.0  #: exponent of the length that divides the log-probability
    no_repeat_ngram_size: int = 3  #: 0 allows every repetition
    control: str | None = None  #: control token set before the source, such as "<abstract>"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One hypothesis: its `text`, its mean log-probability per token (nats; None where the engine tells none), and
    whether it ended by itself."""

    text: str
    score: float | None
    finished: bool


class Backend(Protocol):
    """A loaded model. Safe to call from several threads."""

    name: str

    @property
    def arithmetic(self) -> Arithmetic | None:
        """How it computes; None where a server does."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, control tokens not counted."""
        ...

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        """Best candidates of each text, best first; one list a text, in order. No text may be empty."""
        ...

    def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> list[list[float]]:
        """Log-probability (nats) of each token of a given output for each text, and of the end after it, in order."""
        ...

    def close(self) -> None:
        """Free the model. A second call does nothing."""
        ...
