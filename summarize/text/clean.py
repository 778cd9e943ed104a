"""Text as it comes to the article alone.

Input: any string: copied from a page, wrapped at a width, taken out of a PDF file, subtitles, Markdown. Output: the
article (Unicode NFC, one paragraph a line) and a list of what was taken out, each with its kind. A lone surrogate or a
control character is replaced and reported, never raised on. Quotes (but for two commas), apostrophes, no-break spaces,
accents, numbers and case are left as they stand, but for the first letter below a greeting. Every pattern here runs in
time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .boilerplate import (
    ENDED,
    LIST_HEADING,
    LOWER_BYLINE,
    MOST_TITLE_WORDS,
    VERB,
    captions,
    kind_of_line,
    kinds_of_lines,
    titles_below,
)
from .characters import repair_characters, repair_spacing
from .comments import start_of_comments
from .datelines import without_datelines
from .exports import without_fields, without_head
from .glued import unglued
from .labels import without_labels
from .live import label_of, times_of
from .mails import mail_headers, quoted_mail, without_letterhead
from .markup import plain_lines, without_item_marks
from .notes import without_notes
from .orders import without_orders
from .pages import without_pages
from .paragraphs import join_lines, join_turns, join_verse
from .quotations import with_closing_marks
from .removal import Removal, taken_out


@dataclass(frozen=True, slots=True)
class CleanText:
    """The article's `text`, paragraphs separated by one line feed, and what was `removed`, in order."""

    text: str
    removed: tuple[Removal, ...]


_EMBED = re.compile(
    r"window\.\w{1,80}\s*=\s*new \w{1,40}\([^\n]{0,2000}?\}\s*\)\s*;?|<script\b[^>]{0,500}>[^<]{0,20000}</script>"
)
#: A page's link on a line of its own, before what it owns: "Pakistan\n's army".
_OWN_S = re.compile(r"(?<=[A-Za-z])[ \t]*\n+[ \t]*(?=['’]s [a-z\"“])")
#: Credits of pictures inside a paragraph.
_CREDIT_INSIDE = re.compile(
    r"[ \t]?\((?:(?:Crédits?(?: photos?)?|Photos?|Photo credit|Image)\s?[:©]\s?|©)[^()\n]{1,80}\)(?!\.?[ \t]*$)",
    re.MULTILINE,
)
#: A link behind a paragraph: "en 2027. → Lire l'article".
_LINK_BEHIND = re.compile(r"(?<=[.!?…»”\"])[ \t]*[→►▶][ \t]*(?i:lire|voir|read)\b[^\n.!?]{0,60}$", re.MULTILINE)
_END_OF_SENTENCE = re.compile(r"[.!?…:;,][\"”»’)\s]*$")
#: Characters of several titles that a width set on one line.
_LONGEST_TITLES = 400
#: Times that lines are joined; texts made up at random took three at most.
_MOST_PASSES = 8
#: A German verdict below its heading, which is a sentence of the article and no heading itself.
_BARE_VERDICT = re.compile(
    r"^(?:Bewertung|Einschätzung|Fazit|Urteil)\n(?i:(?:größtenteils|überwiegend|teilweise|weitgehend) )?"
    r"(?i:falsch|frei erfunden|unbelegt|irreführend|manipuliert|fälschung|satire)$",
    re.MULTILINE,
)
#: Words of the shortest sentence in a list, its mark among them.
_FEWEST_WORDS = 5
_AROUND_TIMES = " -–—:|•.])"
_RULE = re.compile(r"[-–—_=*~•·. ]{3,}$|[-–—_=*~•·|¦]$")


def clean(text: str) -> CleanText:
    """Return the article in `text` and what was taken out of it.

    Args:
        text: an article as plain text, of any length. Lines are paragraphs or parts of them.

    Returns:
        The cleaned article (empty if nothing but boilerplate or blanks came in) and the removals, in reading order for
        each step: characters, marks of subtitles and Markdown, ends of pages, embedded code, credits, lines.
    """
    text, removed = repair_characters(text)
    text = _without_lines(text, quoted_mail, removed)
    text = without_pages(plain_lines(text, removed), removed)
    text = without_letterhead(without_head(without_fields(text, removed), removed), removed)
    text = without_notes(text, removed)
    text = _OWN_S.sub("", text)
    text = _EMBED.sub(lambda match: taken_out(removed, "embed", match.group()) + "\n", text)
    text = _CREDIT_INSIDE.sub(lambda match: taken_out(removed, "credit", match.group()), text)
    text = _LINK_BEHIND.sub(lambda match: taken_out(removed, "related", match.group()), text)
    text = without_labels(without_datelines(text, removed), removed)
    text = "\n".join(unglued(repair_spacing(line)) if line else "" for line in text.split("\n"))
    lines = _without_lines(text, titles_below, removed).split("\n")
    end = start_of_comments(lines)
    kept = _without_boilerplate([line.strip() for line in _joined(lines[:end]).split("\n")], removed)
    for line in map(str.strip, lines[end:] if end is not None else ()):
        if line:
            taken_out(removed, "comment", line)
    # Once more: what was taken out may have stood in the middle of a sentence.
    kept = _joined_for_good(kept)
    kept = _with_ends([_without_orders(line, removed) for line in kept])
    text = "\n".join(with_closing_marks([without_item_marks(line) for line in kept if line]))
    return CleanText(_BARE_VERDICT.sub(r"\g<0>.", text), tuple(removed))


def _without_lines(text: str, kinds_of: Callable[[Sequence[str]], Mapping[int, str]], removed: list[Removal]) -> str:
    """A text without the lines that a function finds; a blank one stands in the place of each."""
    lines = [line.strip() for line in text.split("\n")]
    kinds = kinds_of(lines)
    for i, kind in sorted(kinds.items()):
        if lines[i]:
            taken_out(removed, kind, lines[i])
    return "\n".join("" if i in kinds else line for i, line in enumerate(text.split("\n")))


def _joined(lines: Sequence[str]) -> str:
    """The text of lines joined to paragraphs; boilerplate (in lower case, bylines) is joined to no line before it."""
    bare = [line.strip() for line in lines]
    is_boilerplate = [kind is not None for kind in kinds_of_lines(bare)]
    bylines = {line for line, taken in zip(bare, is_boilerplate, strict=True) if taken and LOWER_BYLINE.match(line)}
    if not any(is_boilerplate) and not any(times_of(lines)):
        text = join_verse("\n".join(lines))
    else:
        text = "\n".join("\n" * apart + line for line, apart in zip(lines, is_boilerplate, strict=True))
    return join_lines(text, over_blank=True, apart=bylines)


def _joined_for_good(lines: list[str]) -> list[str]:
    """Paragraphs joined until nothing is left to join: longer lines may show that a text is wrapped, or is verse. A
    mark that began a line has a blank before it."""
    for _ in range(_MOST_PASSES):
        lines, before = [repair_spacing(line) for line in lines], len(lines)
        lines = join_turns(join_lines(join_verse("\n".join(lines))).split("\n"))
        if len(lines) == before:
            break
    return lines


def _without_boilerplate(lines: Sequence[str], removed: list[Removal]) -> list[str]:
    end = start_of_comments(lines)
    kinds = kinds_of_lines(lines[:end])
    headers, credits = mail_headers(lines[:end], kinds), captions(lines[:end])
    stamps, times = times_of(lines[:end])
    kept: list[str] = []
    in_list, heading_time, is_greeted = False, "", False
    for i, line in enumerate(lines[:end]):
        if _RULE.match(line):
            continue
        if not line:
            # A list of titles may be set off by one blank line from its heading, and ends at the next.
            in_list = in_list and not (removed and removed[-1].kind == "related-title")
            continue
        if in_list and _looks_like_title(line):
            taken_out(removed, "related-title", line)
            continue
        kind = "mail" if i in headers else None if i in stamps or i in times else kinds[i]
        in_list = kind == "related" and LIST_HEADING.match(line) is not None
        if kind:
            taken_out(removed, kind, line)
            is_greeted = kind == "mail" and line[-1] in ",!"
            continue
        if i in stamps:
            told = line[stamps[i] :]
            taken_out(removed, "stamp", line[: stamps[i]])
            if told and (kind := kind_of_line(told)):
                told = taken_out(removed, kind, told)
            kept += [told] * bool(told)
        elif i in times:
            time, told = line[: times[i]].rstrip(_AROUND_TIMES).lstrip("[("), line[times[i] :]
            kind = kind_of_line(told or next(filter(None, lines[i + 1 : end]), ""))
            if kind and (told or kind == "notice"):  # the entry that closes a blog
                taken_out(removed, kind, line)
                continue
            is_heading = bool(told) and not ENDED.search(told)  # the sentence below it has its time
            kept.append(told if is_heading else f"{time} : {told}".rstrip())
            heading_time = f"{time} : " if is_heading else ""
            continue
        elif kept and (labelled := label_of(line))[1]:  # above all text it is read as a title
            taken_out(removed, "date", labelled[1])
            kept.append(heading_time + labelled[0])
        elif i in credits:
            taken_out(removed, "credit", line[credits[i] :])
            kept += [heading_time + line[: credits[i]].rstrip()] * bool(credits[i])
        else:
            kept.append(
                heading_time + (line[0].upper() + line[1:] if is_greeted and line.split()[0].islower() else line)
            )
        heading_time, is_greeted = "", False
    for line in lines[end:] if end is not None else ():
        if line:
            taken_out(removed, "comment", line)
    return kept


def _with_ends(lines: Sequence[str]) -> list[str]:
    """Lines, with full stops behind the sentences of a list that has none: "- Le Roi se rendra demain à Verviers"."""
    is_open = [
        without_item_marks(line) != line
        and (line[-1].isalnum() or line[-1] in "%€»)")
        and len(line.split()) > _FEWEST_WORDS
        and VERB.search(line.lower()) is not None
        for line in lines
    ]
    is_beside = [a or b for a, b in zip([False, *is_open], [*is_open[1:], False], strict=False)]
    return [line + "." * (a and b) for line, a, b in zip(lines, is_open, is_beside, strict=True)]


def _without_orders(paragraph: str, removed: list[Removal]) -> str:
    text, found = without_orders(paragraph)
    for order in found:
        taken_out(removed, "order", order)
    return text


def _looks_like_title(line: str) -> bool:
    is_short = len(line.split()) <= MOST_TITLE_WORDS or (len(line) <= _LONGEST_TITLES and ". " not in line)
    return is_short and not _END_OF_SENTENCE.search(line[-12:])
