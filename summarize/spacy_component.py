"""The summariser as a component of spaCy: `nlp.add_pipe("summarize", config={"options": {"length": "short"}})`.

Input: a Doc, of which the text is read. Output: the same Doc, its Summary in `doc._.summary`. spaCy finds it by the
entry point `spacy_factories`; nothing else here imports it. Raises for: options that cannot be, no spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from .errors import EngineError
from .options import OptionValues
from .summarizer import Summarizer

try:
    from spacy.language import Language
    from spacy.tokens import Doc
except ImportError as error:
    raise EngineError("the component for spaCy needs spaCy: pip install spacy") from error


class Component:
    """Summarises each Doc; one text that fails does not stop the others: its Summary has the status "error".

    Args:
        options: see `Options`.
    """

    def __init__(self, options: OptionValues):
        self._summarizer = Summarizer(**options)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with its summary."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """The same Docs in order, summarised `batch_size` at once."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            summaries = self._summarizer.summarize_many([doc.text for doc in batch], keep_going=True)
            for doc, summary in zip(batch, summaries, strict=True):
                doc._.summary = summary
            yield from batch


@Language.factory("summarize", default_config={"options": {}}, assigns=["doc._.summary"])  # type: ignore[untyped-decorator]
def make(nlp: Language, name: str, options: dict[str, Any]) -> Component:
    """The component, for spaCy to call.

    Args:
        nlp: the pipeline.
        name: of the component in it.
        options: see `Options`.

    Raises:
        OptionError: an option is unknown or out of range.
    """
    if not Doc.has_extension("summary"):
        Doc.set_extension("summary", default=None)
    return Component(options)  # type: ignore[arg-type]
