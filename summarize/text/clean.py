"""Text as it was copied from a page, to the article alone.

Enters: any string. Leaves: the article (Unicode NFC, one paragraph a line) and a list of what was taken out, each
with its kind. Refuses nothing: a lone surrogate or a control character is replaced and reported, never raised on.
Quotes, apostrophes, no-break spaces, accents, numbers and case are left as they stand. Every pattern here runs in
time linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece of text that was not part of the article: its `kind` (a stable code) and the `text` as it stood."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """The article's `text`, paragraphs separated by one line feed, and what was `removed`, in order."""

    text: str
    removed: tuple[Removal, ...]


#: A line that is wholly furniture: kind -> pattern matched from the line's start. Sources: the seed article, French
#: and English news sites' own wording.
_LINE_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("related", r"READ(?:\s{2,}|\s*:|\s+(?:ALSO|MORE)\b)\s*\S.*$"),
        ("related", r"(?i:lire|voir|à lire|a lire|à voir|a voir) (?i:aussi|également|la suite|plus)\s*(?:[:>»…].*)?$"),
        ("related", r"(?i:read more|read also|see also|related(?: articles| stories)?|more on this)\s*(?::.*)?$"),
        ("related", r"(?i:sur le même sujet|pour aller plus loin|nos autres articles|articles? liés?)\s*(?::.*)?$"),
        ("related", r"(?i:en savoir plus)(?: (?:sur|:) .{1,80})?$"),
        ("agency", r"\((?i:avec|with|source ?:|par) [^()\n]{2,60}\)$"),
        ("agency", r"(?i:avec) (?:l'|l’)?(?:AFP|Reuters|AP|dpa|EFE|ANSA|Belga|ATS)(?:(?:,| et) [A-Z]\w+){0,3}\.?$"),
        ("subscription", r"(?i:abonnez-vous|inscrivez-vous|suivez-nous|rejoignez-nous)\b[^.!?]{0,120}[.!?]?$"),
        ("subscription", r"(?i:cet article est réservé|il vous reste \S+ de cet article|déjà abonné)\b.{0,120}$"),
        ("subscription", r"(?i:subscribe|sign up|follow us)\b[^.!?]{0,120}[.!?]?$"),
        ("share", r"(?i:partager|tweeter|envoyer par (?:e-?mail|courriel)|imprimer)(?: .{0,60})?$"),
        ("share", r"(?i:partagez) cet article\b.{0,80}$"),
        ("notice", r"(?i:publicité|annonce|advertisement|contenu sponsorisé)$"),
        ("notice", r"(?:©|\(c\)|Copyright)\s.{2,100}$"),
        ("notice", r"(?i:tous droits réservés|all rights reserved).{0,80}$"),
        ("notice", r"(?i:temps de lecture)\s*:.{0,40}$"),
        ("credit", r"(?i:crédits?(?: photos?| illustrations?)?|photo|légende)\s*:\s.{1,80}$"),
    )
)
#: A heading after which short lines without a full stop are titles of other articles.
_LIST_HEADING = re.compile(
    r"(?i:(?:à |a )?(?:lire|voir) (?:aussi|également)|sur le même sujet|read (?:also|more))\s*:?\s*$"
)
_EMBED = re.compile(
    r"window\.\w{1,80}\s*=\s*new \w{1,40}\([^\n]{0,2000}?\}\s*\)\s*;?|<script\b[^>]{0,500}>[^<]{0,20000}</script>"
)
_CREDIT_AT_END = re.compile(r"(?<=[.!?…»\"])\s*Crédits? (?:photos?|illustrations?)\s*:\s[^.\n]{1,80}$", re.MULTILINE)
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ0-9)%»\"”€])((?:[.!?…]{1,3}|[ \u00a0\u202f][!?])[\"”»]?)"
    r"(?=(?:[\"“«(]\s?)?[A-ZÀ-ÖØ-Þ][a-zà-ÿ'’ ])"
)
#: Headings inside an article end without a mark: "des retraitesIl a exhorté", 'ce qu'il faisait"Dix-sept ans après'.
_GLUED_HEADING = re.compile(
    r"(?<=[a-zà-ÿ]{3})(?=(?:Ils?|Elles?|L[ea]s?|Une?|Des|Ce|Cette|Ces|Dans|Pour|Selon|En|Aux?|Mais|On|Nous|Après|Depuis"
    r"|Autre|Deux|Trois|Plusieurs)\s)|(?<=[a-zà-ÿ][\"”»])(?=[A-ZÀ-ÖØ-Þ][a-zà-ÿ'’ -])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}|\b[\w.-]{1,60}@[\w.-]{1,60}")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_RUN_OF_MARKS = re.compile("[^\\w\\s\x00-\u02ff]{31,}")
#: Combining marks in a row that are kept: the Stream-Safe Text Format of Unicode (UAX #15, section 13). No language
#: writes more, and putting them in canonical order takes time in the square of their number.
_MOST_MARKS = 30
_END_OF_SENTENCE = re.compile(r"[.!?…:;,][\"”»’)\s]*$")
_MOST_TITLE_WORDS = 25


def clean(text: str) -> CleanText:
    """Return the article in `text` and what was taken out of it.

    Args:
        text: an article as plain text, of any length. Lines are paragraphs or parts of them.

    Returns:
        The cleaned article (empty if nothing but furniture or blanks came in) and the removals in reading order.
    """
    text, removed = _repair_characters(text)
    text = _EMBED.sub(lambda match: _note(removed, "embed", match.group()) + "\n", text)
    text = _CREDIT_AT_END.sub(lambda match: _note(removed, "credit", match.group()), text)
    kept: list[str] = []
    in_list = False
    for line in "\n".join(_unglue(paragraph) for paragraph in text.split("\n")).splitlines():
        stripped = line.strip()
        if not stripped:
            # A list of titles may be set off by one blank line from its heading, and ends at the next.
            in_list = in_list and not (removed and removed[-1].kind == "related-title")
            continue
        if in_list and _looks_like_title(stripped):
            _note(removed, "related-title", stripped)
            continue
        kind = _furniture_kind(stripped)
        in_list = kind == "related" and _LIST_HEADING.match(stripped) is not None
        if kind:
            _note(removed, kind, stripped)
        else:
            kept.append(stripped)
    return CleanText("\n".join(kept), tuple(removed))


def _repair_characters(text: str) -> tuple[str, list[Removal]]:
    removed: list[Removal] = []
    bad = _CONTROL.findall(text)
    if bad:
        text = _CONTROL.sub(lambda m: "\ufffd" if "\ud800" <= m.group() <= "\udfff" else " ", text)
        removed.append(Removal("control", " ".join(f"U+{ord(c):04X}" for c in sorted(set(bad))[:8])))
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u0085", "\n"))
    fewer = stream_safe(text)
    if len(fewer) < len(text):
        removed.append(Removal("control", f"{len(text) - len(fewer):,} combining marks in a row"))
    return unicodedata.normalize("NFC", fewer), removed


def stream_safe(text: str) -> str:
    """The text with at most 30 combining marks in a row, so that it can be normalised in linear time."""
    return _RUN_OF_MARKS.sub(lambda match: _limited(match.group()), text)


def _limited(run: str) -> str:
    kept, marks = [], 0
    for character in run:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _furniture_kind(line: str) -> str | None:
    if len(line) > 400:
        return None
    return next((kind for kind, pattern in _LINE_PATTERNS if pattern.match(line)), None)


def _looks_like_title(line: str) -> bool:
    return len(line.split()) <= _MOST_TITLE_WORDS and not _END_OF_SENTENCE.search(line[-12:])


def _note(removed: list[Removal], kind: str, text: str) -> str:
    removed.append(Removal(kind, text.strip()))
    return ""


def _unglue(paragraph: str) -> str:
    """Set a line feed between sentences glued without a space ("Pradesh.Opérée"), outside addresses."""
    protected = [match.span() for match in _ADDRESS.finditer(paragraph)]

    def separate(match: re.Match[str]) -> str:
        inside = any(start <= match.start() < end for start, end in protected)
        return match.group() if inside else match.group() + "\n"

    return _GLUED_HEADING.sub("\n", _GLUED.sub(separate, paragraph))
