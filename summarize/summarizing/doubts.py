"""Extracts whose opening a model has read: one that refers to what the summary does not say is said not to stand.

Input: articles and a length. Output: an Extract each. The rules (`references`) find most of what a sentence refers to;
of the openings that they leave, the model tells some in which readers could not follow. It reads the sentence alone,
never the article. It is built where its base is installed (extra `[gemma]`); elsewhere the rules decide alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..engines.verdicts import Judge
from ..options import Length
from ..text.document import Document
from .extract import Extract, extract, opening_as_it_is
from .headline import title_of

if TYPE_CHECKING:
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


class ReferenceEstimator(Judge):
    """Estimates whether openings refer to what stands nowhere in their summaries."""

    @classmethod
    def at_hand(cls, models: ModelPool, language: str) -> ReferenceEstimator | None:
        """The one for the options and a language; None where there is none here, or nothing is to be read."""
        if not models.options.verify:
            return None
        model = models.reference_estimator(language)
        return cls.of(model) if model else None

    def doubts(self, openings: Sequence[str]) -> list[float]:
        """From 0, surely clear or too long to be read, to 1, surely dangling, for each first sentence of a summary."""
        return [doubt or 0.0 for doubt in self.read([prompt_of("", own) for own in openings])]

    def are_doubted(self, openings: Sequence[str]) -> list[bool]:
        """True for those above the limit, above which a summary is said not to stand."""
        limit = self.entry.most_opening_doubt
        return [limit is not None and doubt > limit for doubt in self.doubts(openings)]


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
    if length == "headline":
        asked = [i for i in asked if not title_of(articles[i], found[i].units[0])]
    if asked and (estimator := at_hand()):
        for i, is_doubted in zip(asked, estimator.are_doubted([found[i].shown[0] for i in asked]), strict=True):
            if is_doubted:
                found[i] = opening_as_it_is(articles[i], length, DOUBTED)
    return found
