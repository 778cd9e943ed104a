"""How likely a reader is to find a translated sentence wrong, told by a model: quality estimation without a reference.

Input: French sentences and their English translations. Output: a doubt from 0 to 1 for each pair. The model
(`fr-en-quality`) is a pretrained decoder-only model, taught on sentences that strict readers called adequate,
understandable or wrong (Specia and others 2018, Quality Estimation for Machine Translation). It is built where its base
is installed (extra `[gemma]`); elsewhere the checks do without it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..checking import weakest
from ..engines.verdicts import Judge

if TYPE_CHECKING:
    from ..engines.pool import ModelPool

#: Of the three tokens of which the translator was least sure, in the mean over judged sentences (nats a token).
_USUAL_SURENESS = -1.0


def prompt_of(sentence: str, translation: str) -> tuple[str, str, str]:
    """What the model reads, in the parts in which it is tokenised: the translation stands in it twice, so that each of
    its words is read with all of it in view."""
    return f"French: {sentence}\nEnglish: {translation}\nCheck:", f" {translation}", "\nVerdict:"


class Estimator(Judge):
    """Estimates the quality of translations."""

    @classmethod
    def at_hand(cls, models: ModelPool, languages: tuple[str, ...]) -> Estimator | None:
        """The one for translations between two languages; None where there is none here."""
        model = models.estimator(languages)
        return cls.of(model) if model else None

    def doubts(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[float]:
        """From 0, surely adequate, to 1, surely wrong or too long to be read, for each sentence and its translation.

        Args:
            pairs: of French sentences and English translations.
            own: the translator's log-probabilities of each translation's tokens (nats), where they are known: how sure
                it was of the three least sure ones counts too.
        """
        found = self.read([prompt_of(*pair) for pair in pairs])
        read = [1.0 if doubt is None else doubt for doubt in found]
        return [self._weighed(doubt, scores) for doubt, scores in zip(read, own or [None] * len(read), strict=True)]

    def _weighed(self, doubt: float, own: Sequence[float] | None) -> float:
        """A doubt with what the translator's own sureness adds to its log-odds; nothing where it is as usual."""
        if not own or not 0 < doubt < 1:
            return doubt
        odds = math.log(doubt / (1 - doubt)) - self.entry.sureness_weight * (weakest(own) - _USUAL_SURENESS)
        return 1 / (1 + math.exp(-odds))
