"""One article as a source gave it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ...errors import SummarizeError


@dataclass(frozen=True, slots=True)
class Item:
    """An article's place and text, or why there is none."""

    id: str  #: the id column's value, else the path, with #row (from 0) in a table
    source: str  #: path or data set, for people
    text: str | None  #: None with an error
    warnings: tuple[str, ...] = ()  #: such as an encoding that is not UTF-8
    error: tuple[str, str] | None = None  #: stable code, message
    kept: dict[str, Any] = field(default_factory=dict)  #: columns of the input that go along into the output

    @classmethod
    def failed(
        cls, id: str, source: str, error: SummarizeError | tuple[str, str], kept: dict[str, Any] | None = None
    ) -> Item:
        """An article that could not be read."""
        if isinstance(error, SummarizeError):
            error = (snake_case(type(error).__name__), str(error))
        return cls(id, source, None, error=error, kept=kept or {})


def snake_case(name: str) -> str:
    """The stable code of an error class: InputTooLargeError -> input_too_large."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name.removesuffix("Error")).lower()
