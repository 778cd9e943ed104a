"""Extracts whose opening a model has read: one that refers to what the summary does not say is said not to stand.

Input: articles and a length. Output: an Extract each. The rules (`references`) find most of what a sentence refers to;
of the openings that they leave, the model tells some in which readers could not follow. It reads the sentence alone,
never the article. It is built where its base is installed (extra `[gemma]`); elsewhere the rules decide alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ..engines.load import Model
from ..engines.verdicts import doubts_of
from ..options import Length
from ..text.document import Document
from .extract import Extract, extract, opening_as_it_is

if TYPE_CHECKING:
    from ..engines.causal import CausalBackend
    from ..engines.pool import ModelPool

#: Why an extract does not stand.
DOUBTED = "dangling_doubted"


def prompt_of(before: str, sentence: str) -> tuple[str, str, str]:
    """What the model reads, in the parts in which it is tokenised: the sentence stands in it twice, so that each of its
    words is read with all of it in view.

    Args:
        before: what stands before the sentence in its summary; "" for nothing.
        sentence: the one in question.
    """
    return f"Résumé : {before} {sentence}".replace("  ", " ") + "\nPhrase :", f" {sentence}", "\nVerdict:"


@dataclass(frozen=True)
class ReferenceEstimator:
    """The model, loaded, and the doubt above which an opening is said not to stand."""

    backend: CausalBackend
    most_doubt: float

    @classmethod
    def of(cls, model: Model) -> ReferenceEstimator:
        """Of a loaded model for quality estimation."""
        limit = model.entry.most_opening_doubt
        return cls(cast("CausalBackend", model.backend), 1.0 if limit is None else limit)

    @classmethod
    def at_hand(cls, models: ModelPool, language: str) -> ReferenceEstimator | None:
        """The one for the options and a language; None where there is none here, or nothing is to be read."""
        if not models.options.verify or models.options.length == "headline":
            return None
        model = models.reference_estimator(language)
        return cls.of(model) if model else None

    def doubts(self, openings: Sequence[str]) -> list[float]:
        """From 0, surely clear or too long to be read, to 1, surely dangling, for each first sentence of a summary."""
        return [doubt or 0.0 for doubt in doubts_of([prompt_of("", own) for own in openings], self.backend)]


def extracts_of(
    articles: Sequence[Document], length: Length, at_hand: Callable[[], ReferenceEstimator | None]
) -> list[Extract]:
    """The articles' sentences for summaries of some length.

    Args:
        articles: cleaned, in one language, each with at least one sentence.
        length: see `Options.length`.
        at_hand: gives the model, None where nothing is to be read; called where there is an opening to read.
    """
    found = [extract(article, length) for article in articles]
    # A title names what the sentence under it refers to, and is itself read as a title.
    asked = [i for i, own in enumerate(found) if own.stands and own.units[0].fault != "title"]
    if asked and (estimator := at_hand()):
        for i, doubt in zip(asked, estimator.doubts([found[i].shown[0] for i in asked]), strict=True):
            if doubt > estimator.most_doubt:
                found[i] = opening_as_it_is(articles[i], length, DOUBTED)
    return found
