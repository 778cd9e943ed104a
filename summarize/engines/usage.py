"""What servers counted for some work: requests, and tokens read and written.

Input: nothing. Output: a Usage that grows while the work is done, in whatever depth a server is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass


@dataclass
class Usage:
    """Requests sent (those tried again included), and tokens as the servers count them."""

    requests: int = 0
    prompt_tokens: int = 0
    output_tokens: int = 0

    @property
    def tokens(self) -> int:
        """Read and written."""
        return self.prompt_tokens + self.output_tokens

    def add(self, *, requests: int = 0, prompt_tokens: int = 0, output_tokens: int = 0) -> None:
        """Add to the counts."""
        self.requests += requests
        self.prompt_tokens += prompt_tokens
        self.output_tokens += output_tokens

    def share(self, parts: int) -> dict[str, float]:
        """Each of `parts` equal shares by name; nothing where no server was asked."""
        return {name: count / parts for name, count in asdict(self).items()} if self.requests else {}


_current: ContextVar[Usage | None] = ContextVar("usage", default=None)


@contextmanager
def counted() -> Iterator[Usage]:
    """Count what servers are asked inside, in this thread; a count around it gets the same."""
    usage, around = Usage(), _current.get()
    token = _current.set(usage)
    try:
        yield usage
    finally:
        _current.reset(token)
        if around is not None:
            around.add(**asdict(usage))


def current_usage() -> Usage | None:
    """The innermost count that is open in this thread; None where there is none."""
    return _current.get()
