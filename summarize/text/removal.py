"""What was taken out of a text before it was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Removal:
    """A passage that was not part of the article: its `kind` (a stable code) and the `text` as it stood."""

    kind: str
    text: str
