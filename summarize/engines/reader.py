"""What strict readers are likely to object to, told from what a translator's own layers make of a text.

Input: sentences and translations of them, or openings of summaries alone. Output: for each the log-odds of a doubt. A
small encoder, taught on readers' verdicts (`models/recipes/quality`), reads the translator's states of each token of a
sentence; of a translation besides the state before each token, the token that the translator expected there, and how
likely it found either (a predictor-estimator: Kim and others 2017, Predictor-Estimator using Multilevel Task Learning,
WMT). Needs numpy alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from .encoder import Encoder
from .layers import Features, Layers, in_chunks
from .states import normed
from .threads import one_thread
from .verdicts import DOUBTS

#: What the verdicts "clear" and "dangling" add to the doubt of an opening.
REFERENCE_DOUBTS = (0.0, 1.0)


class Reader:
    """Reads pairs of a sentence and its translation.

    Args:
        layers: of a translator between the two languages.
        weights: name of a file in `data`.
        is_turned: that translator goes the other way: the sentence is read as if it were the translation.
    """

    def __init__(self, layers: Layers, weights: str, *, is_turned: bool = False):
        self._layers, self._encoder, self._is_turned = layers, Encoder(weights), is_turned

    def log_odds(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        """The log-odds of the doubt of each pair of a sentence and its translation; None for one that is too long."""
        found: list[float | None] = []
        if self._is_turned:
            pairs = [(translation, sentence) for sentence, translation in pairs]
        for some in in_chunks(pairs):
            with one_thread:
                found += [None if features is None else self._odds(features) for features in self._layers.pairs(some)]
        return found

    def _odds(self, found: Features) -> float:
        linear = self._encoder.linear
        words = (
            linear("before", normed(found.before))
            + linear("said", self._layers.embeddings(found.said))
            + linear("expected", self._layers.embeddings(found.expected))
            + linear("numbers", found.numbers)
        )
        return self._encoder.log_odds(DOUBTS, words, linear("sentence", normed(found.sentence)))


class OpeningReader:
    """Reads first sentences of summaries: whether each refers to what stands nowhere.

    Args:
        layers: of a translator from their language.
        weights: name of a file in `data`.
    """

    def __init__(self, layers: Layers, weights: str):
        self._layers, self._encoder = layers, Encoder(weights)

    def log_odds(self, openings: Sequence[str]) -> list[float | None]:
        """The log-odds of the doubt of each opening; None for one that is too long."""
        found: list[float | None] = []
        for some in in_chunks(openings):
            with one_thread:
                read = self._layers.sentences(some)
                linear, odds = self._encoder.linear, self._encoder.log_odds
                found += [
                    None if own is None else odds(REFERENCE_DOUBTS, linear("sentence", normed(own))) for own in read
                ]
        return found
