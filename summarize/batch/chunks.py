"""Articles to chunks: consecutive ones, by a budget of tokens.

Input: items in order. Output: chunks in order. Which articles share a chunk depends on the input alone, not on what is
already done or on the machine: floating point makes an article's summary depend, rarely, on its neighbours in the
batch, and a run that goes on must find the same neighbours as one that was never stopped.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from .sources.items import Item

#: Characters a token, for sizing chunks before anything is tokenised (French news by the shipped tokenizer: 4.1).
_CHARACTERS_A_TOKEN = 4
_MOST_ITEMS = 512
#: The end of the input, up to two budgets, is dealt out in such parts of a budget: the workers end together, and a
#: small input has something for each of them.
_LAST_PARTS = 4


def chunks_of(items: Iterable[Item], batch_tokens: int) -> Iterator[list[Item]]:
    """Consecutive items whose texts hold about `batch_tokens` together, less near the end; at least one item each."""
    ahead: deque[tuple[Item, int]] = deque()
    held = 0
    for item in items:
        # A least cost bounds the number of items, empty and unreadable ones too.
        cost = max(len(item.text or "") // _CHARACTERS_A_TOKEN, -(-batch_tokens // _MOST_ITEMS))
        ahead.append((item, cost))
        held += cost
        while held > 2 * batch_tokens:
            chunk, spent = _taken(ahead, batch_tokens)
            held -= spent
            yield chunk
    while ahead:
        yield _taken(ahead, max(1, batch_tokens // _LAST_PARTS))[0]


def _taken(ahead: deque[tuple[Item, int]], budget: int) -> tuple[list[Item], int]:
    """Items off the front, as many as the budget has room for and at least one, and what they cost."""
    item, spent = ahead.popleft()
    chunk = [item]
    while ahead and spent + ahead[0][1] <= budget:
        item, cost = ahead.popleft()
        chunk.append(item)
        spent += cost
    return chunk, spent
