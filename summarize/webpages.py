"""Web pages to text, with what they say of themselves: title, author, date, address.

Input: HTML as text. Output: an article's text and its Source. Raises for pages of more elements than `MAX_TAGS`.
Nothing is fetched.
"""

from __future__ import annotations

import html as entities
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

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
PROLOGUE = r"\s*+(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*+(?:\[.*?\]\s*+)?>)\s*+)*+"
PROLOGUE_CHARACTERS = 6_000
_PAGE = re.compile(rf"\s*+<!doctype html\b|{PROLOGUE}<(?:html|head|body|article)\b", re.IGNORECASE | re.DOTALL)
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


def is_page(text: str) -> bool:
    """True for what begins as a page of HTML does."""
    return _PAGE.match(text[:PROLOGUE_CHARACTERS]) is not None


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
    """The objects of a page's JSON-LD."""
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
    """The objects in a value of JSON, as deep as so many levels, but for those of other texts."""
    if depth and isinstance(value, dict):
        yield value
        value = [inner for name, inner in value.items() if name not in _OTHERS]
    if depth and isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth - 1)


def _source(metadata: Any, told: dict[str, Any]) -> Source:
    """What a page's metadata and its JSON-LD say of it; the title and the date of the JSON-LD come first."""
    author = told.get("author")
    author = author[0] if isinstance(author, list) and author else author
    author = author.get("name") if isinstance(author, dict) else author
    headline, date = told.get("headline"), told.get("datePublished")
    return Source(
        title=text_of(headline) or text_of(getattr(metadata, "title", None)),
        author=text_of(getattr(metadata, "author", None)) or text_of(author),
        date=text_of(date) or text_of(getattr(metadata, "date", None)),
        url=text_of(getattr(metadata, "url", None)),
    )


def text_of(value: Any) -> str | None:
    """A value that may be a fragment of HTML as text; None of what is no text, or empty."""
    return plain_text(value) or None if isinstance(value, str) else None
