"""How likely a strict reader is to object to a text, told by a decoder-only model that was taught on readers' verdicts.

Input: prompts, each of which ends where the verdict is to stand. Output: a doubt from 0 to 1 for each. The verdicts are
three tokens of the base that no text has; how likely each of them is the next is the model's answer. What is asked, and
above which doubt the answer counts, is the caller's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, cast

from .load import Model
from .registry import Entry

if TYPE_CHECKING:
    from typing import Self

    from .causal import CausalBackend

#: Tokens of the base, by the verdicts for which they stand.
VERDICTS = {"adequate": "<unused0>", "understandable": "<unused1>", "wrong": "<unused2>"}
#: What a verdict adds to the doubt.
DOUBTS = (0.0, 0.5, 1.0)
#: A doubt whose log-odds are told is not nearer than this to 0 or 1.
_SURE = 1e-4
#: A longer prompt is not read.
MOST_TOKENS = 480


@dataclass(frozen=True)
class Judge:
    """The model, loaded, and what the registry says of it."""

    backend: CausalBackend
    entry: Entry

    @classmethod
    def of(cls, model: Model) -> Self:
        """Of a loaded model for quality estimation."""
        return cls(cast("CausalBackend", model.backend), model.entry)

    def read(self, prompts: Sequence[tuple[str, ...]]) -> list[float | None]:
        """From 0, surely adequate, to 1, surely wrong, for each prompt; None for one too long to be read.

        Args:
            prompts: in the parts in which they are tokenised.
        """
        fits = [sum(self.backend.count_tokens(parts)) <= MOST_TOKENS for parts in prompts]
        fitting = [parts for parts, is_read in zip(prompts, fits, strict=True) if is_read]
        found = iter(self.backend.choose(fitting, list(VERDICTS.values())) @ DOUBTS)
        return [float(next(found)) if is_read else None for is_read in fits]


def doubt_of(log_odds: float) -> float:
    """The doubt (0-1) that has some log-odds."""
    return 1 / (1 + math.exp(-log_odds))


def log_odds_of(doubt: float) -> float:
    """The log-odds of a doubt (0-1); those of 0 and 1 are of 1 in 10,000, and all but 1 in 10,000."""
    doubt = min(max(doubt, _SURE), 1 - _SURE)
    return math.log(doubt / (1 - doubt))
