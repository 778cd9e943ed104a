"""What was taken out of a text before it was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Removal:
    """A passage that was not part of the article: its `kind` (a stable code) and the `text` as it stood."""

    kind: str
    text: str


def taken_out(removed: list[Removal], kind: str, text: str) -> str:
    """Add what is taken out of a text to a list; what stands in its place, which is nothing."""
    removed.append(Removal(kind, text.strip()))
    return ""
