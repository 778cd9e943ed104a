"""Extracts whose opening a model has read: one that refers to what the summary does not say is set under the article's
title, which names it, or said not to stand.

Input: articles and a length. Output: an Extract each. The rules (`references`) find most of what a sentence refers to;
of the openings that they leave, a small model tells some in which readers could not follow. It reads the sentence
alone, never the article, by the layers of the shipped translator (`summarize.engines.reader`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..engines.verdicts import doubt_of
from ..options import Length
from ..text.document import Document
from .extract import Extract, extract, instead_of_doubted
from .headline import title_of
from .hooks import is_hook_with_name

if TYPE_CHECKING:
    from ..engines.pool import ModelPool
    from ..engines.reader import OpeningReader

#: Why an extract does not stand.
DOUBTED = "dangling_doubted"


@dataclass(frozen=True)
class ReferenceEstimator:
    """Estimates whether openings refer to what stands nowhere in their summaries.

    Args:
        reader: the model.
        most_doubt: above which a summary is said not to stand (0-1).
    """

    reader: OpeningReader
    most_doubt: float

    @classmethod
    def at_hand(cls, models: ModelPool, language: str) -> ReferenceEstimator | None:
        """The one for the options and a language; None where there is none here, or nothing is to be read."""
        found = models.opening_reader(language) if models.options.verify else None
        return cls(found[0], found[1].most_opening_doubt or 1.0) if found else None

    def doubts(self, openings: Sequence[str]) -> list[float]:
        """From 0, surely clear or too long to be read, to 1, surely dangling, for each first sentence of a summary."""
        return [0.0 if odds is None else doubt_of(odds) for odds in self.reader.log_odds(openings)]

    def are_doubted(self, openings: Sequence[str]) -> list[bool]:
        """True for those above the limit."""
        return [doubt > self.most_doubt for doubt in self.doubts(openings)]


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
    asked = [i for i, own in enumerate(found) if own.stands and not _names_what_follows(own)]
    if length == "headline":
        asked = [i for i in asked if not title_of(articles[i], found[i].units[0])]
    if asked and (estimator := at_hand()):
        for i, is_doubted in zip(asked, estimator.are_doubted([found[i].shown[0] for i in asked]), strict=True):
            if is_doubted:
                found[i] = instead_of_doubted(found[i], articles[i], length, DOUBTED)
    return found


def _names_what_follows(own: Extract) -> bool:
    """True where an extract begins with a title, a quotation, or a line like one ("Camaïeu, c'est fini."), which names
    what the sentence behind it refers to, and is itself no sentence to be read as one."""
    return own.units[0].fault in ("title", "quotation") or is_hook_with_name(own.shown[0])
