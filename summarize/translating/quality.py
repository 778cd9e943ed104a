"""How likely a reader is to find a translated sentence wrong, told by a model: quality estimation without a reference.

Input: sentences and their translations, French and English. Output: a doubt from 0 to 1 for each pair. The models are
taught on sentences that strict readers called adequate, understandable or wrong (Specia and others 2018, Quality
Estimation for Machine Translation): `fr-en-quality`, a pretrained decoder-only model, where its base is installed
(extra `[gemma]`), and a small one that reads the translator's own layers, which doubts right ones more often. Where
both are at hand they decide together. Translations into French are read by
the small one alone, turned round: as if the French were the sentence, and the English its translation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ..checking import weakest
from ..engines.registry import Entry
from ..engines.verdicts import Judge, doubt_of, log_odds_of

if TYPE_CHECKING:
    from ..engines.pool import ModelPool
    from ..engines.reader import Reader

#: The most doubt of both models together: the mean of their log-odds.
_MOST_OF_BOTH = 0.4
#: The most doubt of a translation that is surely right: by one model alone, by each of two.
_RIGHT_TO_ONE, _RIGHT_TO_BOTH = 0.3, 0.45
#: Of the three tokens of which the translator was least sure, in the mean over judged sentences (nats a token).
_USUAL_SURENESS = -1.0


def prompt_of(sentence: str, translation: str) -> tuple[str, str, str]:
    """What the model reads, in the parts in which it is tokenised: the translation stands in it twice, so that each of
    its words is read with all of it in view."""
    return f"French: {sentence}\nEnglish: {translation}\nCheck:", f" {translation}", "\nVerdict:"


class Estimator(Protocol):
    """Estimates the quality of translations."""

    @property
    def most_doubt(self) -> float | None:
        """Above which a translation fails."""
        ...

    def doubts(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[float]:
        """From 0, surely adequate, to 1, surely wrong or too long to be read, for each sentence and its translation.

        Args:
            pairs: of sentences and translations.
            own: the translator's log-probabilities of each translation's tokens (nats), where they are known.
        """
        ...

    def vouches(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[bool]:
        """Whether each sentence and its translation are surely adequate, so that a name or a word which no list can
        place is no fault; see `doubts`."""
        ...


def estimator_at_hand(models: ModelPool, languages: tuple[str, ...], translator: str | None = None) -> Estimator | None:
    """The one for translations between two languages; None where there is none here.

    Args:
        models: where the models come from.
        languages: of sentences and translations.
        translator: its name; None for the one whose layers are read, which know no other's words as well.
    """
    model, found = models.estimator(languages), models.reader(languages)
    layers = LayerEstimator(*found) if found else None
    if model is None or layers is None:
        return PretrainedEstimator.of(model) if model else layers
    pretrained = PretrainedEstimator.of(model)
    return BothEstimators(pretrained, layers) if translator in (None, layers.entry.name) else pretrained


@dataclass(frozen=True)
class LayerEstimator:
    """By what the translator's layers make of a sentence and its translation."""

    reader: Reader
    entry: Entry

    @property
    def most_doubt(self) -> float | None:
        """The translator's."""
        return self.entry.most_doubt

    def doubts(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[float]:
        """See `Estimator`; how sure the translator was is among what is read of its own translations."""
        read = self.reader.log_odds(pairs)
        return [
            1.0 if odds is None else doubt_of(odds + _unsureness(scores, self.entry))
            for odds, scores in zip(read, own or [None] * len(read), strict=True)
        ]

    def vouches(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[bool]:
        """See `Estimator`; never for translations that are read turned round: "le Near Est" is surely right to it."""
        if self.entry.read_by:
            return [False] * len(pairs)
        return [doubt <= _RIGHT_TO_ONE for doubt in self.doubts(pairs, own)]


class PretrainedEstimator(Judge):
    """By a pretrained decoder-only model."""

    @property
    def most_doubt(self) -> float | None:
        """The model's."""
        return self.entry.most_doubt

    def doubts(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[float]:
        """See `Estimator`; how sure the translator was of the three least sure tokens counts too."""
        found = self.read([prompt_of(*pair) for pair in pairs])
        read = [1.0 if doubt is None else doubt for doubt in found]
        return [
            doubt_of(log_odds_of(doubt) + _unsureness(scores, self.entry)) if 0 < doubt < 1 else doubt
            for doubt, scores in zip(read, own or [None] * len(read), strict=True)
        ]

    def vouches(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[bool]:
        """See `Estimator`."""
        return [doubt <= _RIGHT_TO_ONE for doubt in self.doubts(pairs, own)]


@dataclass(frozen=True)
class BothEstimators:
    """By a pretrained model and the translator's own layers together."""

    pretrained: PretrainedEstimator
    layers: LayerEstimator
    most_doubt: float = _MOST_OF_BOTH

    def doubts(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[float]:
        """See `Estimator`: the mean of the two in log-odds."""
        both = zip(self.pretrained.doubts(pairs, own), self.layers.doubts(pairs, own), strict=True)
        return [doubt_of((log_odds_of(one) + log_odds_of(other)) / 2) for one, other in both]

    def vouches(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[bool]:
        """See `Estimator`."""
        both = zip(self.pretrained.doubts(pairs, own), self.layers.doubts(pairs, own), strict=True)
        return [max(doubts) <= _RIGHT_TO_BOTH for doubts in both]


def _unsureness(own: Sequence[float] | None, entry: Entry) -> float:
    """What a translator's own sureness adds to the log-odds of a doubt; nothing where it is as usual."""
    return -entry.sureness_weight * (weakest(own) - _USUAL_SURENESS) if own else 0.0
