"""Feeds to their articles: RSS, Atom and JSON Feed, each article with what the feed says of it.

Input: XML as text, or a value of JSON. Output: entries. Raises for what is no XML. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urljoin

from .errors import MissingExtraError, UnreadableInputError
from .text.characters import NOT_XML
from .webpages import PROLOGUE, PROLOGUE_CHARACTERS, Source, plain_text, text_of, titled

_FEED = re.compile(rf"{PROLOGUE}<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
#: What feeds hold unescaped, and XML does not allow.
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_BARE = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,30};)|<(?![A-Za-z/!?])")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));", re.IGNORECASE)
#: Parts of a feed that a whole one ends.
_ROOT_END = re.compile(r"</(?:rss|feed|rdf:RDF)\s*>")
_ENTRY, _ENTRY_END = re.compile(r"<(?:item|entry)\b"), re.compile(r"</(?:item|entry)\s*>")
#: Elements of a feed's entry that hold its text.
_BODIES = ("encoded", "content", "description", "summary")
#: Namespaces of what is said of pictures and sounds.
_OF_MEDIA = ("{http://search.yahoo.com/mrss", "{http://www.itunes.com/")
#: The prefix of an element's namespace.
_PREFIX = re.compile(r"<(/?)\w[\w.-]*:")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a feed: its `text`, and its `source`; `is_cut` where the file ends within it."""

    text: str
    source: Source
    is_cut: bool = False


def is_feed(text: str) -> bool:
    """True for RSS and Atom."""
    return _FEED.match(text[:PROLOGUE_CHARACTERS]) is not None


def read_feed(text: str, name: str) -> Iterator[Entry]:
    """The articles of a feed, in order.

    Args:
        text: RSS or Atom.
        name: of the file, for messages.

    Raises:
        MissingExtraError: lxml is not installed.
        UnreadableInputError: it is no XML.
    """
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtraError("documents", f"{name} is a feed, and reading it") from error
    # What the file declares is the encoding that it was decoded from.
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    try:
        here = name if "://" in name else None
        root = etree.fromstring(_allowed(text).encode("utf-8"), parser, base_url=here)
    except etree.XMLSyntaxError as error:
        raise UnreadableInputError(f"{name} is no feed that can be read: {error}.") from error
    found = [e for e in root.iter() if _local(e.tag) in ("item", "entry")] if root is not None else []
    for element in found:
        entry = _entry(element)
        yield replace(entry, is_cut=True) if element is found[-1] and _is_cut(text) else entry


def json_feed(value: Any) -> list[Entry] | None:
    """The articles of a JSON Feed (https://jsonfeed.org/version/1.1); None of other JSON."""
    version = value.get("version") if isinstance(value, dict) else None
    items = value.get("items") if isinstance(version, str) and "jsonfeed.org/version" in version else None
    return [_json_entry(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else None


def _json_entry(item: dict[str, Any]) -> Entry:
    """An article of a JSON Feed."""
    said = {name: text for name, text in item.items() if isinstance(text, str)}
    authors = item.get("authors") or [item.get("author")]
    first = authors[0] if isinstance(authors, list) else None
    author = first.get("name") if isinstance(first, dict) else None
    body = plain_text(said["content_html"]) if said.get("content_html") else said.get("content_text", "")
    title = text_of(said.get("title"))
    source = Source(title, text_of(author), said.get("date_published"), said.get("url"))
    return Entry(titled(body or said.get("summary", ""), title), source)


def _allowed(text: str) -> str:
    """A feed without the characters that XML forbids, and with those escaped that it wants to be."""
    text, place, parts = NOT_XML.sub(" ", text), 0, []
    while (start := text.find(_CDATA, place)) >= 0 and (end := text.find(_CDATA_END, start)) >= 0:
        parts += [_repaired(text[place:start]), text[start : end + len(_CDATA_END)]]
        place = end + len(_CDATA_END)
    return "".join([*parts, _repaired(text[place:])])


def _repaired(markup: str) -> str:
    return _REFERENCE.sub(_referred, _BARE.sub(_escaped, markup))


def _escaped(match: re.Match[str]) -> str:
    return escape(match.group())


def _referred(match: re.Match[str]) -> str:
    """A reference to a character, a blank where XML forbids that."""
    number = int(match[1], 16) if match[1] else int(match[2])
    is_allowed = number <= 0x10FFFF and number > 0 and not NOT_XML.match(chr(number))
    return match.group() if is_allowed else " "


def _is_cut(text: str) -> bool:
    """True where a feed ends within its last entry."""
    if _ROOT_END.search(text):
        return False
    begun = max((found.start() for found in _ENTRY.finditer(text)), default=0)
    return _ENTRY_END.search(text, begun) is None


def _entry(element: Any) -> Entry:
    """An article of an RSS or Atom feed."""
    found: dict[str, str] = {}
    for child in element:
        name = "" if isinstance(child.tag, str) and child.tag.startswith(_OF_MEDIA) else _local(child.tag)
        value = _value(child, name)
        if value and name not in found:
            found[name] = value
    bodies = [plain_text(found[key]) for key in _BODIES if key in found]
    date = next((found[key] for key in ("pubDate", "published", "date", "updated") if key in found), None)
    title = plain_text(found.get("title", "")) or None
    author = found.get("creator") or found.get("author")
    link = found.get("link") or found.get("guid")
    address = urljoin(element.base or "", link) if link else None
    return Entry(titled(max(bodies, key=len, default=""), title), Source(title, author, date, address))


def _value(child: Any, name: str) -> str:
    """What an element of an entry says, HTML as text; "" of what says nothing."""
    value = "".join(child.itertext()).strip()
    if name == "link":
        return value or (child.get("href") or "" if child.get("rel", "alternate") == "alternate" else "")
    if name == "guid":
        return value if child.get("isPermaLink", "true") == "true" and "://" in value else ""
    if name == "author":
        named = [inner.text for inner in child if _local(inner.tag) == "name" and inner.text]
        return " ".join((named[0] if named else value).split())
    if name in _BODIES and len(child):
        from lxml import etree

        return _PREFIX.sub(r"<\1", etree.tostring(child, encoding="unicode", with_tail=False))
    return value


def _local(tag: Any) -> str:
    """A tag's name without its namespace; "" for comments and instructions."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
