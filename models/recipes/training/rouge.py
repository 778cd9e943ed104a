"""ROUGE of many texts beside one reference, as the recipes learn from it.

In: a reference and texts. Out: ROUGE-1, -2 and -L F1 (0-1) of each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

#: What choosing is taught to raise: ROUGE F1 with these weights.
TARGET = {"rouge1": 1.0, "rouge2": 0.5, "rougeL": 1.0}
_TOKEN = re.compile(r"[a-z0-9]+")


class Rouge:
    """ROUGE-1, -2 and -L F1 (0-1) beside one reference, with rouge-score's tokens, without stemming.

    rouge-score itself takes a millisecond a text; this one takes its longest common subsequence from the bits of an
    integer (Hyyrö 2004). A test compares the two.
    """

    def __init__(self, reference: str):
        self.tokens = tokens(reference)
        self.counts = [Counter(self.tokens), Counter(pairwise(self.tokens))]
        self.masks: dict[str, int] = {}
        for place, token in enumerate(self.tokens):
            self.masks[token] = self.masks.get(token, 0) | (1 << place)

    def of(self, text: str) -> list[float]:
        """The three scores of a text."""
        own = tokens(text)
        pairs = Counter(pairwise(own))
        common = [(Counter(own) & self.counts[0]).total(), (pairs & self.counts[1]).total(), self._subsequence(own)]
        sizes = [(n - less, len(self.tokens) - less) for n, less in zip([len(own)] * 3, (0, 1, 0), strict=True)]
        return [2 * c / (a + b) if c else 0.0 for c, (a, b) in zip(common, sizes, strict=True)]

    def _subsequence(self, own: Sequence[str]) -> int:
        """Length of the longest common subsequence with the reference."""
        full = (1 << len(self.tokens)) - 1
        rest = full
        for token in own:
            met = rest & self.masks.get(token, 0)
            rest = ((rest + met) | (rest - met)) & full
        return len(self.tokens) - rest.bit_count()


def tokens(text: str) -> list[str]:
    """rouge-score's tokens: letters a to z and digits in runs, lower case."""
    return _TOKEN.findall(text.lower())
