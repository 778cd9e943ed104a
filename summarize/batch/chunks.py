"""Articles to chunks: consecutive ones, by a budget of tokens.

Enters: items in order. Leaves: chunks in order. Which articles share a chunk depends on the input alone, not on what is
already done: floating point makes an article's summary depend, rarely, on its neighbours in the batch, and a run that
goes on must find the same neighbours as one that was never stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .sources.items import Item

#: Characters a token, for sizing chunks before anything is tokenised (French news by the shipped tokenizer: 4.1).
_CHARACTERS_A_TOKEN = 4
_MOST_ITEMS = 512


def chunks_of(items: Iterable[Item], batch_tokens: int) -> Iterator[list[Item]]:
    """Consecutive items whose texts hold about `batch_tokens` together, at least one item each."""
    chunk: list[Item] = []
    room = batch_tokens
    for item in items:
        cost = len(item.text or "") // _CHARACTERS_A_TOKEN
        if chunk and (cost > room or len(chunk) >= _MOST_ITEMS):
            yield chunk
            chunk, room = [], batch_tokens
        chunk.append(item)
        room -= cost
    if chunk:
        yield chunk
