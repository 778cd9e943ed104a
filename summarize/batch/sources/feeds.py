"""The entries of a feed, RSS, Atom or JSON, to items.

Input: entries as `summarize.feeds` reads them. Output: an item each; with linked pages, the text of the page that an
entry links to, or why it is the feed's own. Raises nothing: an entry that is cut short is an error in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...documents import read_document
from ...errors import SummarizeError
from ...feeds import Entry
from ...webpages import Source, titled
from ..addresses import is_page_address
from .columns import Columns
from .items import Item
from .reading import item_of, said_of


def about(source: Source) -> dict[str, str | None]:
    """What a page or an entry of a feed says of itself, as the columns of a table."""
    return {"title": source.title, "author": source.author, "date": source.date, "link": source.url}


def feed_items(
    entries: Iterable[Entry], name: str, columns: Columns, max_bytes: int, said: tuple[str, ...]
) -> Iterator[Item]:
    """The articles of a feed; title, author, date and link go along as the columns of a table do."""
    of_feed = replace(columns, text="text", id="link")
    for i, entry in enumerate(entries):
        place = f"{name}#{i}"
        read, told = _with_page(entry, said) if i < columns.linked_pages else (entry, said)
        row = {**about(read.source), "text": read.text}
        item = item_of(row, place, name, of_feed, max_bytes, told)
        if read.is_cut:
            cut = ("unreadable_input", f"{place}: the file ends within this article, it is cut short.")
            item = Item.failed(item.id, name, cut, item.kept)
        yield replace(item, kept=item.kept | ({"link": read.source.url} if columns.keep is None else {}))


def _with_page(entry: Entry, said: tuple[str, ...]) -> tuple[Entry, tuple[str, ...]]:
    """An entry with the text of the page that it links to; where that gives none, as it is, and why."""
    link = entry.source.url or ""
    if not is_page_address(link):
        return entry, (*said, "the text of the feed: the entry links to no page")
    try:
        page = read_document(link, fetch=True)
    except SummarizeError as error:
        return entry, (*said, f"the text of the feed: {error}")
    if len(page.text) < len(entry.text):
        return entry, (*said, f"the text of the feed: {link} has less")
    own, theirs = entry.source, page.source or Source()
    source = Source(own.title or theirs.title, own.author or theirs.author, own.date or theirs.date, link)
    return Entry(titled(page.text, source.title), source), said_of(page.encoding)
