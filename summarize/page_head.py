"""What stands above a page's article: its title without the site's name, and its standfirst.

A standfirst is the sentence or two between title and article that tell the news. Pages give it as their description
too, and that is how it is known; trafilatura often leaves it out of the article.

Input: the tree of a page (lxml), what its JSON-LD says, its article's text. Output: text. Nothing is raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from .text.boilerplate import ENDED, FOR_PRESS, SECTION, kind_of_line

#: Elements that a standfirst can be.
_HOLDERS = ("p", "h2", "h3", "h4", "div", "span", "strong", "em", "section", "header")
#: Characters of a standfirst.
_LEAST, _MOST = 40, 700
#: Letters and figures of a description that its page may cut off: so many are compared.
_CUT = 90
#: Letters and figures that a title and a headline begin with, where one of them goes on.
_LEAST_BEGIN = 20
#: Letters and figures by which the article's first paragraph is known.
_START = 40
#: Parts of the class of a standfirst; of a line above the article that is none; elements that hold none.
_CLASSES = frozenset(
    "chapo chapeau standfirst lead lede intro introduction excerpt subtitle subhead subheadline deck dek".split()
)
_OTHER_CLASSES = frozenset(
    "caption legend credit image photo media author byline date meta share tags newsletter promo related".split()
)
_NO_HEADS = ("nav", "aside", "footer", "figure", "form", "li", "a")
_BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "ul", "section", "header", "figure")
#: Elements above a standfirst that are looked at; its words.
_MOST_ABOVE, _STANDFIRST_WORDS = 30, 8
#: Characters of a headline in JSON-LD, of which sites cut off the rest (https://schema.org/headline, as search engines
#: once wanted it); what else shows that a title was cut off.
_MOST_HEADLINE, _CUT_MARKS = 100, ("…", "...")
#: Headings that are looked at.
_HEADINGS = 12
#: Words of a heading that is taken for a title.
_TITLE_WORDS = 3
_DESCRIPTIONS = ("//meta[@property='og:description' or @name='description' or @name='twitter:description']/@content",)
_SITES = ("//meta[@property='og:site_name' or @name='application-name']/@content",)
_TITLES = ("//meta[@property='og:title']/@content", "//title/text()")
#: Characters of what stands on one line with a title and says nothing.
_BESIDE_TITLE = 40
#: Words of what stands behind a title and is no part of it.
_SITE_WORDS = 4
#: What stands between a title and a site's name: a bar, point or angle anywhere, a dash, colon or bracket where the
#: name is known.
_BAR = re.compile(r"\s+[|•›]+\s+|\s+[|•›]+$|^[|•›]+\s+")
_DASH = re.compile(r"\s+[-–—·]+(?:\s+|$)|:\s+|\s+\((?=[^()]{2,40}\)$)")
#: Before a title, what it is filed under: "Medienmitteilungen - ".
_SECTION = re.compile(rf"^(?:{SECTION} [-–—|»]|{FOR_PRESS} ?[-–—|:»]) (?=(?:\S+ ){{3}})", re.IGNORECASE)
_JOINTS = ("|", "•", "›", "»", "-", "–", "—", "·")
_BYLINE = re.compile(r"(?:by|von|par|por|di) [A-ZÀ-ÖØ-Þ]")
_SPACES, _NO_LETTERS = re.compile(r"\s+"), re.compile(r"[\W_]+")


def own_title(title: str | None, tree: Any, url: str | None) -> str | None:
    """A page's title, whole, without what its site adds: the site's name, a section, a date.

    "Losing face: 6,000 masks stolen | The Japan Times" is "Losing face: 6,000 masks stolen". The title is compared with
    the page's headings first, then cut at bars, then at dashes before or behind a name of the site. Where it is the
    beginning of another title of the page, cut off in a word or after `_MOST_HEADLINE` characters, the other is taken;
    so is one that is a heading too, for a title of one or two words ("L'essentiel").
    """
    if not title:
        return title
    sites = _names_of_site(tree, url)
    headings = [_joined(heading.itertext()) for heading in tree.iter("h1")][:_HEADINGS]
    known = {_letters(heading) for heading in headings}
    given = list(_attributes(tree, _TITLES))
    others = [*headings, *given]
    title = next((other for other in others if _goes_on(other, title)), title)
    if len(title.split()) < _TITLE_WORDS:
        longer = (other for other in given if len(other.split()) > _TITLE_WORDS)
        title = next((other for other in longer if _letters(other) in known), title)
    for heading in others:
        if len(heading.split()) >= _TITLE_WORDS and _is_all_of(heading, title, sites):
            return heading
    parts = [part for part in _BAR.split(title) if _letters(part) not in sites]
    title = next((part for part in parts if _letters(part) in known), max(parts, key=len, default=title))
    return _SECTION.sub("", _without_site(title, sites), count=1)


def titles(tree: Any) -> frozenset[str]:
    """The letters of what a page calls its article: in its main headings and in the titles of its head."""
    headings = (_joined(heading.itertext()) for heading in islice(tree.iter("h1"), _HEADINGS))
    return frozenset(filter(None, map(_letters, [*headings, *_attributes(tree, _TITLES)])))


def is_title(headline: str, known: frozenset[str]) -> bool:
    """True for a headline that is one of these titles, or as much of one as no two articles begin with."""
    letters = _letters(unescape(headline))
    if letters in known:
        return True
    return any(
        min(len(letters), len(title)) >= _LEAST_BEGIN and (title.startswith(letters) or letters.startswith(title))
        for title in known
    )


def title_apart(text: str, title: str) -> str:
    """An article's text with the title alone on its first line, where it stands there among other words.

    A section before it goes ("Premier League Liverpool verliert bei Everton"), and so does a date or name behind it; a
    sentence behind it is a paragraph of its own.
    """
    line, end, rest = text.partition("\n")
    letters, wanted = _letters(line), _letters(title)
    if len(title.split()) <= _TITLE_WORDS or letters == wanted or wanted not in letters:
        return text
    is_short = len(line) <= len(title) + _BESIDE_TITLE
    if letters.endswith(wanted):
        return f"{title}{end}{rest}" if is_short else text
    behind = line[_place_after(line, len(wanted)) :].strip(" -–—|:") if letters.startswith(wanted) else ""
    if len(behind) > _BESIDE_TITLE and (behind[0].isupper() or not behind[0].isalpha()):
        return f"{title}\n\n{behind}{end}{rest}"
    is_beside = is_short and behind and (not behind[0].islower() or _BYLINE.match(behind))
    return f"{title}{end}{rest}" if is_beside else text


def with_standfirst(text: str, tree: Any, told: dict[str, Any], title: str) -> str:
    """An article's text with its page's standfirst, below the title where that is the first line.

    Where it stands behind the article, alone or under the title once more, it is moved. A title that the text begins
    with in another spelling, or twice, is read once.
    """
    line, _, below = text.partition("\n")
    is_titled = _letters(line) == _letters(title) != ""
    body = below.lstrip("\n") if is_titled else text
    found = standfirst(tree, told, title, body)
    rest = None if found is None else _without(found, title, body)
    if found is None or rest is None:
        return f"{title}\n\n{_without_title(body, title)}" if is_titled else text
    return "\n\n".join([title, found, _without_title(rest, title)] if is_titled else [found, rest])


def standfirst(tree: Any, told: dict[str, Any], title: str, text: str) -> str | None:
    """What a page shows above its article and describes itself by, where the article does not begin with it; else None.

    Where a page describes itself in other words, what it marks as a standfirst below its title.

    Args:
        tree: of the page.
        told: what its JSON-LD says of the article.
        title: of the article; a description that begins with it is none.
        text: of the article, without the title.
    """
    described = [_letters(one) for one in [*_attributes(tree, _DESCRIPTIONS), _text_of(told)]]
    titled = _letters(title)
    wanted = [one for one in described if len(one) >= _LEAST and not (titled and one.startswith(titled))]
    begin = _letters(text[: 4 * _START])[:_START]
    shown: list[str] = []
    marked = ""
    is_below = False
    for element in tree.iter("h1", *_HOLDERS) if begin else ():
        own = _joined(_up_to(element.itertext(), _MOST))
        letters = _letters(own)
        is_below = is_below or (element.tag == "h1" and titled != "" and is_title(own, frozenset({titled})))
        if len(own) < _LEAST or element.tag == "h1":
            continue
        if letters.startswith(begin):
            break
        if len(letters) < _LEAST or len(own) > _MOST:
            continue
        if any(_is_described(letters, one) for one in wanted):
            shown.append(own)
        elif is_below and not marked and _is_marked(element, own):
            marked = own
    # An element that holds others has what stands in them, and may have more.
    best = min(shown, key=len, default=marked)
    return _ended(best) if best else None


def _is_marked(element: Any, own: str) -> bool:
    """True for a paragraph whose class, or that of what holds it, is a standfirst's, and for a sentence within the
    header of an article."""
    above = [one for one in islice(element.iterancestors(), _MOST_ABOVE) if isinstance(one.tag, str)]
    linked = sum(len("".join(_up_to(link.itertext(), _MOST))) for link in element.iter("a"))
    if any(one is not element for one in element.iter(*_BLOCKS)) or 2 * linked > len(own):
        return False
    if any(one.tag in _NO_HEADS for one in above) or len(own.split()) < _STANDFIRST_WORDS or kind_of_line(own):
        return False
    classes = {part for one in [element, *above[:1]] for part in _NO_LETTERS.split(one.get("class", "").casefold())}
    if not classes.isdisjoint(_OTHER_CLASSES):
        return False
    is_headed = any(one.tag == "header" for one in above[:2]) and element.tag in ("p", "h2")
    return not classes.isdisjoint(_CLASSES) or (is_headed and ENDED.search(own) is not None)


def _without_title(text: str, title: str) -> str:
    """A text without the title that it begins with once more, spelt in another way."""
    lead, _, rest = text.partition("\n")
    return rest.lstrip("\n") if rest and _letters(lead) == _letters(title) else text


def _without(found: str, title: str, text: str) -> str | None:
    """A text without a line that is its standfirst, and a title above that; None where the standfirst is its first line
    or part of a longer one."""
    lines = text.split("\n")
    letters = _letters(found)
    if letters[:_CUT] not in _letters(text):
        return text
    place = next((number for number, line in enumerate(lines) if _letters(line) == letters), 0)
    if place == 0:
        return None
    above = place - 1 if _letters(lines[place - 1]) == _letters(title) else place
    return "\n".join([*lines[:above], *lines[place + 1 :]])


def _goes_on(other: str, title: str) -> bool:
    """True where a title is the beginning of another one, cut off."""
    begin, whole = _letters(title), _letters(other)
    if len(whole) <= len(begin) or not whole.startswith(begin) or len(begin) < _LEAST:
        return False
    place = _place_after(other, len(begin))
    return other[place - 1].isalnum() or len(title) >= _MOST_HEADLINE or title.endswith(_CUT_MARKS)


def _is_all_of(heading: str, title: str, sites: set[str]) -> bool:
    """True where a title is this heading and, behind or before it, what a site adds to it."""
    letters, whole = _letters(heading), _letters(title)
    if not letters or letters == whole or letters in sites:
        return False
    if whole.endswith(letters) and whole.removesuffix(letters) in sites:
        return True
    if not whole.startswith(letters):
        return False
    place = _place_after(title, len(letters))
    joint, rest = title[:place].rstrip(), title[place:]
    added = [part for cut in _BAR.split(rest) for part in _DASH.split(cut)]
    is_added = all(_letters(part) in sites or len(part.split()) <= _SITE_WORDS for part in added)
    return is_added and joint.endswith(_JOINTS)


def _place_after(text: str, count: int) -> int:
    """Where the next letter or figure stands in a text after so many of them."""
    for place, character in enumerate(text):
        if count <= 0 and character.isalnum():
            return place
        count -= len(_letters(character))
    return len(text)


def _is_described(shown: str, described: str) -> bool:
    """True where a page's description is what it shows, or the beginning of that."""
    return shown == described or (len(described) >= _CUT and shown.startswith(described[:-3]))


def _text_of(told: dict[str, Any]) -> str:
    """The description that JSON-LD gives."""
    description = told.get("description")
    return description if isinstance(description, str) else ""


def _ended(sentence: str) -> str:
    """A sentence with its full stop, for one that has none."""
    sentence = sentence.rstrip(" ,;:")
    return sentence if sentence[-1] in ".!?…»”\"'’)" else f"{sentence}."


def _without_site(title: str, sites: set[str]) -> str:
    """A title without the site's name before or behind a dash or colon, however many parts that name has."""
    cuts = list(_DASH.finditer(title))
    for cut in cuts:
        if _letters(title[cut.end() :]) in sites:
            return title[: cut.start()]
    for cut in (one for one in reversed(cuts) if "(" not in one.group()):
        if _letters(title[: cut.start()]) in sites:
            return title[cut.end() :]
    return title


def _names_of_site(tree: Any, url: str | None) -> set[str]:
    """The letters of a site's names: those that its page gives, whole and in parts, and of its host; no letters too."""
    given = list(_attributes(tree, _SITES))
    parts = [part for name in given for part in [name, *_BAR.split(name), *_DASH.split(name)]]
    host = (urlsplit(url).hostname or "" if url else "").removeprefix("www.")
    return {_letters(part) for part in [*parts, host, host.rpartition(".")[0], ""]}


def _attributes(tree: Any, paths: tuple[str, ...]) -> Iterator[str]:
    """What stands there, unescaped once more: pages escape some marks twice ("&amp;nbsp;")."""
    for path in paths:
        for found in tree.xpath(path):
            yield _SPACES.sub(" ", unescape(str(found))).strip()


def _up_to(texts: Iterator[str], most: int) -> Iterator[str]:
    """The pieces of a text until they have more than so many characters, or are as many themselves."""
    length = 0
    for text in islice(texts, most):
        yield text
        length += len(text)
        if length > 2 * most:
            return


def _joined(texts: Any) -> str:
    return _SPACES.sub(" ", "".join(texts)).strip()


def _letters(text: str) -> str:
    """The letters and figures of a text, by which two spellings of it are compared."""
    return _NO_LETTERS.sub("", text.casefold())
