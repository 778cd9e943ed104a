"""Summaries of news articles, offline: the article's own opening, trimmed, unless a model is named.

>>> from summarize import summarize
>>> result = summarize(article, to="en")            # doctest: +SKIP
>>> print(result, result.translation, result.unsupported)   # doctest: +SKIP

Importing this package loads no model and neither torch nor transformers; names are resolved when first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import available_models, summarize, translate
    from .documents import Document, read_document
    from .errors import SummarizeError
    from .given import detect_language
    from .options import Options
    from .result import Notice, Origin, Summary, TranslatedText, Unsupported
    from .summarizer import Summarizer
    from .text.detect import Detection
    from .text.removal import Removal

__version__ = "0.1.0"

_HOMES = {
    "Detection": ".text.detect",
    "Document": ".documents",
    "Notice": ".result",
    "Options": ".options",
    "Origin": ".result",
    "Removal": ".text.removal",
    "SummarizeError": ".errors",
    "Summarizer": ".summarizer",
    "Summary": ".result",
    "TranslatedText": ".result",
    "Unsupported": ".result",
    "available_models": ".api",
    "detect_language": ".given",
    "read_document": ".documents",
    "summarize": ".api",
    "translate": ".api",
}

__all__ = [
    "Detection",
    "Document",
    "Notice",
    "Options",
    "Origin",
    "Removal",
    "SummarizeError",
    "Summarizer",
    "Summary",
    "TranslatedText",
    "Unsupported",
    "__version__",
    "available_models",
    "detect_language",
    "read_document",
    "summarize",
    "translate",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        # With these two Python adds what was meant ("Did you mean: 'Summarizer'?").
        raise AttributeError(f"module 'summarize' has no attribute {name!r}", name=name, obj=sys.modules[__name__])
    value = getattr(import_module(home, __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
