"""Web pages and feeds to text, with what they say of themselves: title, author, date, address.

Input: HTML or XML as text. Output: an article's text and its Source, or a feed's entries. Raises for pages of more
elements than `MAX_TAGS`. Nothing is fetched.
"""

from __future__ import annotations

import html as entities
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from .errors import InputTooLargeError, MissingExtraError, UnreadableInputError
from .page_head import is_title, own_title, title_apart, titles, with_standfirst
from .text.characters import stream_safe
from .text.dates import WEEKDAYS

#: Elements that trafilatura is given: its time grows faster than their number (10^5 paragraphs: 19 s).
MAX_TAGS = 100_000
#: Attributes of one tag: libxml2 compares each with all before it (40,000: 9 s, in C code that no signal ends).
MAX_ATTRIBUTES = 1_000
_ATTRIBUTE = r"""[\s/]+[^\s/>=]+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_CROWDED = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{{MAX_ATTRIBUTES},{MAX_ATTRIBUTES}}}+")
#: The attributes of all of these of a page become those of one.
_ROOTS = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
#: Levels of JSON-LD that are looked through for an article's text.
_MAX_DEPTH = 8
#: What JSON-LD says of other texts than the page's article.
_OTHERS = frozenset(
    {"itemListElement", "liveBlogUpdate", "comment", "hasPart", "isPartOf", "mentions", "citation", "isBasedOn"}
)
#: Words of a title that is an article's, not a site's.
_LEAST_TITLE = 4
#: What may stand before the first element: a declaration, comments, a document type.
_PROLOGUE = r"\s*+(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*+(?:\[.*?\]\s*+)?>)\s*+)*+"
_PROLOGUE_CHARACTERS = 6_000
_FEED = re.compile(rf"{_PROLOGUE}<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_PAGE = re.compile(rf"\s*+<!doctype html\b|{_PROLOGUE}<(?:html|head|body|article)\b", re.IGNORECASE | re.DOTALL)
#: What feeds hold unescaped, and XML does not allow.
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_BARE = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,30};)|<(?![A-Za-z/!?])")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Parts of a feed that a whole one ends.
_ROOT_END = re.compile(r"</(?:rss|feed|rdf:RDF)\s*>")
_ENTRY, _ENTRY_END = re.compile(r"<(?:item|entry)\b"), re.compile(r"</(?:item|entry)\s*>")
#: Elements of a feed's entry that hold its text.
_BODIES = ("encoded", "content", "description", "summary")
#: Namespaces of what is said of pictures and sounds.
_OF_MEDIA = ("{http://search.yahoo.com/mrss", "{http://www.itunes.com/")
#: The prefix of an element's namespace.
_PREFIX = re.compile(r"<(/?)\w[\w.-]*:")
_LINKED_DATA = re.compile(r"<script\b[^<>]{0,200}application/ld\+json[^<>]{0,200}>", re.IGNORECASE)
#: Where the JSON of a script begins, whatever comment it is wrapped in.
_JSON_START = re.compile(r"\{|(?<!CDATA)\[\s*[{\]]")
_END_OF_SCRIPT = re.compile(r"</script", re.IGNORECASE)
#: Titles and lines of what a site sends to those whom it takes for robots, in the place of a page; its most words; what
#: no such page has.
_CHECK = re.compile(
    r"(?:(?:just a moment|un (?:instant|moment)(?:,? s['’]il vous plaît)?|attention required|are you a robot"
    r"|access denied|pardon our interruption|(?:sorry,? )?you have been blocked|(?:désolé,? )?vous avez été bloqué)"
    r"[\s.…!?]*(?:\| cloudflare)?|access to this page has been denied.*|checking if the site connection is secure.*"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human\b.*|vérifi(?:ez|ons|cation) que vous êtes (?:un )?humain\b.*"
    r"|we['’]ve detected unusual activity from your (?:computer )?network.*"
    r"|please enable js and disable any ad blocker.*"
    r"|redirecting[\s.…]*|(?:[^.!?]{0,60}\bmoved\b[^.!?]{0,60}[.!]\s*)?if you are not (?:automatically )?redirected\b.*"
    r"|(?:[^.!?]{0,60}[.!]\s*)?(?:si vous n['’]êtes pas|vous allez être) (?:automatiquement )?redirigée?\b.*"
    r"|(?:[^.!?]{0,60}[.!]\s*)?(?:sie werden|falls sie nicht) (?:automatisch )?weitergeleitet\b.*)",
    re.IGNORECASE,
)
_LONGEST_CHECK = 200
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(map('|'.join, WEEKDAYS.values()))})\b", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_BREAK = re.compile(r"<br\b[^<>]{0,40}>", re.IGNORECASE)
_BREAKS = re.compile(r"(?:<br\b[^<>]{0,40}>\s*){2,}", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|tr|table|section|article)\b[^<>]{0,500}>", re.IGNORECASE)
#: Tags within a paragraph.
_INLINE = "a|abbr|b|big|br|cite|code|del|em|font|i|img|ins|mark|q|s|script|small|span|strike|strong|style|su[bp]|time|u"
#: Double breaks, and the tags of which one stands before the paragraph that they end.
_BREAKS_OR_TAG = re.compile(
    rf"(?P<breaks>{_BREAKS.pattern})"
    rf"|<(?P<tag>/?(?!(?:{_INLINE})\b)[a-z][a-z\d-]*+)[^<>]*+>",
    re.IGNORECASE,
)
#: Bold words without a mark, on a line of their own at the start of a paragraph.
_HEADING_ABOVE = re.compile(
    r"(?P<start><p(?:\s[^<>]{0,300})?>\s*+)(?P<heading><(?P<bold>b|strong)(?:\s[^<>]{0,300})?>[^<>]{3,120}(?<![\s.,:;!?…])\s*+"
    r"</(?P=bold)\s*>)\s*+<br\b[^<>]{0,40}>(?=\s*+(?-i:[A-ZÀ-ÖØ-Þ\d„«“\"]))",
    re.IGNORECASE,
)
#: Double breaks within these part no paragraphs.
_UNPARTED = ("h1", "h2", "h3", "h4", "h5", "h6", "pre")
_STRUCK = re.compile(r"<(del|s|strike)(?:\s[^<>]{0,300})?>.{0,600}?</\1\s*>", re.IGNORECASE | re.DOTALL)
#: Raised marks, alone, with links or within one.
_RAISED = re.compile(
    r"(?P<link><a\b[^<>]{0,500}>\s*)?<sup\b[^<>]{0,300}>"
    r"(?P<mark>[^<>]{0,12}(?:</?(?:a|span)\b[^<>]{0,500}>[^<>]{0,12}){0,6})</sup\s*>(?(link)\s*</a\s*>)(?!\w)",
    re.IGNORECASE,
)
#: Characters before a raised mark that are looked at.
_BEFORE_MARK = 400
#: Marks of notes, and of the page of one (": 207"); what they stand behind: a word, a figure or the end of something;
#: units and powers, which are raised to a number.
_NOTE_MARK = re.compile(r"[\s\[(]*+(?:(?::\s*+)?\d{1,3}(?:[\s,;–-]{1,3}\d{1,3}){0,5}|[*†‡]{1,3})[\s\])]*+")
_NOTED = re.compile(r"(?:[^\W\d_]{3}|[\d%.,;:!?…»”\"’')\]])$")
_RAISED_TO = re.compile(r"(?<![\w.,])(?:2|10|(?:[a-z]{0,6}m[èe]t(?:re|er)s?|miles?|feet|pieds?|inch(?:es)?|pouces?))$")
_TAG = re.compile(r"<!--[^<>]{0,2000}-->|<(script|style)\b[^<]{0,20000}</\1>|</?[a-zA-Z][^<>]{0,2000}>", re.IGNORECASE)
_ARTICLE = re.compile(r"<(/?)article\b", re.IGNORECASE)
_LINKED_HEADINGS = "|".join(f".//h{level}//a|.//a//h{level}" for level in (2, 3, 4)) + "|ancestor::a"
#: Captions and boxes of an article by a part of their class in French (trafilatura knows the English ones); the most
#: characters of one, as an article may stand in a box, too.
_CLASSES = ("legende", "légende", "encadre", "encadré", "encart", "infobox")
_MOST_BESIDE = 800
_BESIDE = " or ".join(f"contains(concat(' ', translate(@class, '-_', '  '), ' '), ' {part} ')" for part in _CLASSES)
_WHOLE = "self::article or self::main or self::body or .//h1 or .//article"
_PRUNED = f"//*[@class and ({_BESIDE}) and string-length(.) < {_MOST_BESIDE} and not({_WHOLE})]"
_CELL = re.compile(r"<(/?)(?:table|tbody|thead|tr|td|th)\b[^<>]{0,500}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """What a page or an entry of a feed says of itself; None where it does not: `title`, `author`, `date`, `url`.

    The date is ISO 8601 where a page gives it, and as it stands in a feed or mail.
    """

    title: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a feed: its `text`, and its `source`; `is_cut` where the file ends within it."""

    text: str
    source: Source
    is_cut: bool = False


def read_page(html: str, name: str) -> tuple[str, Source]:
    """The article of a page.

    It is looked for with precision, then, where that finds nothing, with recall and in the cells of tables. The
    articleBody of the page's JSON-LD is taken where it has more than twice as much text.

    Args:
        html: the page.
        name: of the file, for messages.

    Raises:
        MissingExtraError: trafilatura is not installed.
        UnreadableInputError: no article was found, or a check for robots or a redirection in its place.
        InputTooLargeError: more than `MAX_TAGS` elements, or `MAX_ATTRIBUTES` attributes of one.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtraError("documents", f"{name} is HTML, and reading it") from error
    html = html.replace("\x00", "")
    tags = html.count("<")
    if tags > MAX_TAGS:
        raise InputTooLargeError(f"{name} has {tags:,} HTML tags, more than the limit of {MAX_TAGS:,}; split it first.")
    if _CROWDED.search(html) or len(_ROOTS.findall(html)) > MAX_ATTRIBUTES:
        raise InputTooLargeError(f"{name} has a tag of {MAX_ATTRIBUTES:,} attributes or more; it is no article's page.")
    html = without_notes(html)
    head = trafilatura.load_html(html)
    told = _linked_article(html, head)
    page = _BREAK.sub(" ", _HEADING_ABOVE.sub(r"\g<start>\g<heading></p><p>", _parted(html)))
    if head is not None and _is_of_posts(head):
        page = _ARTICLE.sub(r"<\1div", page)
    text = _extracted(page, favor_precision=True, prune_xpath=_PRUNED)
    body = plain_text(str(told.get("articleBody") or ""))
    if not text and not body:
        text = _extracted(_CELL.sub(r"<\1div>", page), favor_recall=True)
    if len(body) > 2 * len(text):
        text = body
    if not text:
        raise UnreadableInputError(f"no article text was found in the HTML of {name}; pass the text itself.")
    if head is None:
        return text, Source()
    if _is_check(head, text):
        raise UnreadableInputError(
            f"{name} is no article but a check for robots or a redirection, sent in its place; open the page in a "
            "browser and save that."
        )
    source = _source(trafilatura.extract_metadata(head, extensive=False), told)
    source = replace(source, title=own_title(source.title, head, source.url))
    title = source.title or ""
    return titled(with_standfirst(title_apart(text, title), head, told, title), source.title), source


def _is_check(tree: Any, text: str) -> bool:
    """True for a short page that a title, a main heading or a line of its text tells to be a check for robots or a
    redirection, and that tells of no day."""
    if len(text.split()) > _LONGEST_CHECK or _WEEKDAY.search(text):
        return False
    lines = [*map(str, tree.xpath("//title//text()|//h1//text()")), *text.split("\n")]
    return any(_CHECK.fullmatch(line.strip()) for line in lines)


def _is_of_posts(tree: Any) -> bool:
    """True for a page whose <article> elements are parts of one article: the posts of a live page, below its title.

    trafilatura takes the first for the article, and sets it above all else. Teasers of other articles have a link in
    their heading; an article beside such, or above comments, is longer than they are.
    """
    posts = [one for one in tree.iter("article") if not one.xpath(_LINKED_HEADINGS)]
    if len(posts) < 2 or not any(next(h1.iterancestors("article"), None) is None for h1 in tree.iter("h1")):
        return False
    first, *others = (len(_SPACES.sub("", "".join(post.itertext()))) for post in posts)
    return first < 2 * max(others)


def _parted(html: str) -> str:
    """A page with paragraphs where it has double breaks.

    The text before the first break becomes one too: trafilatura leaves out what an element holds beside paragraphs.
    """
    parts: list[str] = []
    place = start = 0
    above = ""
    for found in _BREAKS_OR_TAG.finditer(html):
        if found["tag"]:
            above = found["tag"].lower()
            parts.append(html[place : found.end()])
            place, start = found.end(), len(parts)
            continue
        parts += [html[place : found.start()], found.group() if above in _UNPARTED else "</p><p>"]
        if above not in ("p", *_UNPARTED):
            parts.insert(start, "<p>")
            above = "p"
        place = found.end()
    return "".join([*parts, html[place:]])


def _extracted(page: str, **options: Any) -> str:
    """The text that trafilatura finds, in Unicode NFC. Its own `extract` takes time in the square of marks in a row."""
    import trafilatura

    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, **options)
    return unicodedata.normalize("NFC", stream_safe(found.text or "")).strip() if found else ""


def without_notes(html: str) -> str:
    """HTML without marks of notes and without what is struck out.

    trafilatura keeps their text: "2019<sup>1</sup>" becomes "20191", and an old figure stands beside the new one.
    """
    return _RAISED.sub(_without_note, _STRUCK.sub("", html))


def _without_note(match: re.Match[str]) -> str:
    mark = entities.unescape(_TAG.sub("", match["mark"]))
    before = entities.unescape(_TAG.sub("", match.string[max(0, match.start() - _BEFORE_MARK) : match.start()]))
    is_link = (match["link"] or "<a" in match["mark"]) and _NOTE_MARK.fullmatch(mark)
    return "" if is_link or is_note_mark(mark, before) else match.group()


def is_note_mark(raised: str, before: str) -> bool:
    """True for what stands raised behind a text and is the mark of a note: no square metres, no power of ten."""
    is_mark = _NOTE_MARK.fullmatch(raised) is not None and _NOTED.search(before[-3:]) is not None
    return is_mark and _RAISED_TO.search(before[-20:]) is None


def is_feed(text: str) -> bool:
    """True for RSS and Atom."""
    return _FEED.match(text[:_PROLOGUE_CHARACTERS]) is not None


def is_page(text: str) -> bool:
    """True for what begins as a page of HTML does."""
    return _PAGE.match(text[:_PROLOGUE_CHARACTERS]) is not None


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
    said = {name: text for name, text in item.items() if isinstance(text, str)}
    authors = item.get("authors") or [item.get("author")]
    first = authors[0] if isinstance(authors, list) else None
    author = first.get("name") if isinstance(first, dict) else None
    body = plain_text(said["content_html"]) if said.get("content_html") else said.get("content_text", "")
    title = _text(said.get("title"))
    source = Source(title, _text(author), said.get("date_published"), said.get("url"))
    return Entry(titled(body or said.get("summary", ""), title), source)


def _allowed(text: str) -> str:
    """A feed without the characters that XML forbids, and with those escaped that it wants to be."""
    text, place, parts = _NOT_XML.sub(" ", text), 0, []
    while (start := text.find(_CDATA, place)) >= 0 and (end := text.find(_CDATA_END, start)) >= 0:
        parts += [_repaired(text[place:start]), text[start : end + len(_CDATA_END)]]
        place = end + len(_CDATA_END)
    return "".join([*parts, _repaired(text[place:])])


def _repaired(markup: str) -> str:
    return _REFERENCE.sub(_referred, _BARE.sub(_escaped, markup))


def _escaped(match: re.Match[str]) -> str:
    return entities.escape(match.group())


def _referred(match: re.Match[str]) -> str:
    """A reference to a character, a blank where XML forbids that."""
    number = int(match[1], 16) if match[1] else int(match[2])
    is_allowed = number <= 0x10FFFF and number > 0 and not _NOT_XML.match(chr(number))
    return match.group() if is_allowed else " "


def _is_cut(text: str) -> bool:
    """True where a feed ends within its last entry."""
    if _ROOT_END.search(text):
        return False
    begun = max((found.start() for found in _ENTRY.finditer(text)), default=0)
    return _ENTRY_END.search(text, begun) is None


def titled(text: str, title: str | None) -> str:
    """A text with its title as the first line, where it does not begin with it and the title is no mere name."""
    words = (title or "").split()
    first = text[: 2 * len(title or "") + 40].casefold().split()
    if not text.strip() or len(words) < _LEAST_TITLE or " ".join(words).casefold() in " ".join(first):
        return text
    return f"{' '.join(words)}\n\n{text}"


def plain_text(html: str) -> str:
    """A fragment of HTML as text, a paragraph a line, blank lines between them; plain text as it is."""
    text = _BLOCK.sub("\n\n", _BREAK.sub(" ", _BREAKS.sub("\n\n", without_notes(html))))
    lines = (" ".join(line.split()) for line in entities.unescape(_TAG.sub("", text)).split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def _entry(element: Any) -> Entry:
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


def _linked_article(html: str, head: Any) -> dict[str, Any]:
    """The object of a page's JSON-LD that has the longest articleBody; else one that has a headline; else nothing.

    Where one has a title of the page as headline, those with other headlines are of other articles.
    """
    known = frozenset() if head is None else titles(head)
    objects = [(one, is_title(str(one.get("headline") or ""), known)) for one in _linked_objects(html)]
    is_told = any(is_own for _, is_own in objects)
    best: dict[str, Any] = {}
    for found, is_own in objects:
        if is_told and not is_own and "headline" in found:
            continue
        if isinstance(found.get("articleBody"), str):
            best = max(best, found, key=lambda one: len(one.get("articleBody") or ""))
        elif "headline" in found:
            best = best or found
    return best


def _linked_objects(html: str) -> Iterator[dict[str, Any]]:
    for script in _LINKED_DATA.finditer(html):
        end = _END_OF_SCRIPT.search(html, script.end())
        if end is None:
            break
        start = _JSON_START.search(html, script.end(), end.start())
        if start is None:
            continue
        try:
            value, _ = json.JSONDecoder(strict=False).raw_decode(html[start.start() : end.start()])
        except (ValueError, RecursionError):
            continue
        yield from _objects(value, _MAX_DEPTH)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name not in _OTHERS:
                yield from _objects(inner, depth - 1)
    elif depth and isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth - 1)


def _source(metadata: Any, told: dict[str, Any]) -> Source:
    author = told.get("author")
    author = author[0] if isinstance(author, list) and author else author
    author = author.get("name") if isinstance(author, dict) else author
    headline, date = told.get("headline"), told.get("datePublished")
    return Source(
        title=_text(headline) or _text(getattr(metadata, "title", None)),
        author=_text(getattr(metadata, "author", None)) or _text(author),
        date=_text(date) or _text(getattr(metadata, "date", None)),
        url=_text(getattr(metadata, "url", None)),
    )


def _text(value: Any) -> str | None:
    return plain_text(value) or None if isinstance(value, str) else None
