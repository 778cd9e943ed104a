"""Where the readers' comments under an article begin.

Input: all lines of a text. Output: the number of the first line of its comments, or None. Comments are told by their
headings, by the line that says who wrote one and when, by their buttons, and by names in turn with paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .boilerplate import AGO, SENTENCE, kind_of_line
from .dates import FRENCH_DAY, FRENCH_WEEKDAY

_COMMENT_HEADING = re.compile(
    r"(?:(?:(?:lire|voir|afficher|tous|toutes|les|vos|des|view|show|read|see|all|the|your) ){0,4}"
    r"(?:\d{1,5} )?(?:commentaires?|réactions?|comments?|reactions?)"
    r"(?: (?:des|de nos|d['’]) ?(?:lecteurs|internautes|abonnés))?\s*(?:\(?\s?\d{1,5}\s?\)?|:)?\s?:?"
    r"|(?:(?:laisser|ajouter|poster|écrire) un commentaire|réagir|réagissez|leave a (?:comment|reply)"
    r"|(?:post|add) a comment|join the (?:conversation|discussion))(?: à cet article)?(?:\s?\(\d{1,5}\))?\s?:?"
    r"|(?:(?:les|nos) (?:internautes|lecteurs|abonnés) ont|vous avez) la parole\s?:?"
    r"|la parole (?:est )?(?:aux|à nos) (?:internautes|lecteurs|abonnés)\s?:?"
    r"|(?:donnez|laissez|partagez|exprimez|postez)(?:[- ]nous)? (?:votre|vos|un) "
    r"(?:avis|opinions?|commentaires?|réactions?)(?: (?:ici|ci-dessous))?\s?[:!]?"
    r"|votre avis(?: nous intéresse)?\s?[:!?]?"
    r"|(?:\d{1,5}|une?) (?:réflexions?|pensées?|commentaires?|réponses?|thoughts?|comments?|responses?|replies)"
    r" (?:sur|à|on|to) [«“\"][^«»“”\"]{1,120}[»”\"]"
    r"|(?:l['’])?avis (?:des|de nos) (?:internautes|lecteurs|abonnés)\s?:?"
    r")$"
)
#: Headings that an article may have over what others say: "Réactions".
_OWN_HEADING = re.compile(
    r"(?:(?:tous|toutes|les|all|the) ){0,2}(?:commentaires?|comments?|(?:\d+ )?r[eé]actions?)[ :\d()]*$"
)
#: Headings that stand nowhere but over readers' comments; others are a button above an article too.
_READERS_HEADING = re.compile(r"vos|votre|[»”\"]$|your|lecteurs|internautes|abonnés|parole")
#: A heading that no article has: "3 réflexions sur « … »".
_SURE_HEADING = re.compile(r"(?:\d{1,5}|une?) (?:réflexions?|thoughts?) (?:sur|on) [«“\"]")
_COUNTED = re.compile(r"[^\d]{0,40}(\d{1,5})[^\d]{0,40}$")
_DAY = rf"(?:le )?(?:\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|{FRENCH_DAY} \d{{4}})"
_CLOCK = r",? (?:à|at)? ?\d{1,2} ?[h:] ?\d{2}(?: min)?"
_ON_A_DATE = rf"{_DAY}(?:{_CLOCK})?"
#: The first line of a comment: who wrote it, and when.
_COMMENT_STAMP = re.compile(
    rf"\S{{1,40}}(?: \S{{1,40}}){{0,3}}[ ,|•·–—-]{{1,4}}(?:{AGO}|hier|yesterday|{_ON_A_DATE})\s*$"
)
#: The same in so many words that it needs no button under it: "Paul56 le 4 mars 2025 à 10:12".
_SURE_STAMP = re.compile(rf"(?!{FRENCH_WEEKDAY}\b)\S{{1,40}}(?: \S{{1,40}})?[ ,|•·–—-]{{1,4}}{_DAY}{_CLOCK}\s*$")
#: A commenter over a line with the date: "Yann dit :".
_SAYS = re.compile(r"\S{1,40}(?: \S{1,40}){0,3} (?:dit|a dit|says|said)\s?:$")
_BUTTONS = (
    r"(?:répondre|signaler(?: un abus| ce commentaire)?|j['’]aime|j['’]approuve|reply|report(?: abuse)?|like|flag)"
)
#: Buttons under a comment; "J'aime" alone stands under articles too.
_COMMENT_BUTTON = re.compile(
    rf"(?=.*(?:répondre|signaler|reply|report|flag)){_BUTTONS}(?:[ |•·(\d)]{{1,10}}{_BUTTONS}?){{0,4}}$"
)
_ABUSE = re.compile(r"signaler (?:un abus|ce commentaire)|report abuse")
#: Lines after a heading of comments among which the first comment's button must stand.
_COMMENT_NEAR = 4
#: Headings of comments that are looked at; a text has a few, and each takes time.
_MOST_HEADINGS = 8
#: A line that is a commenter's name: a few words without a mark at the end, but for an initial.
_COMMENTER = re.compile(r"(?=.{1,40}$)[^\s.!?:;,«»]{1,30}(?: [^\s.!?:;,«»]{1,30}){0,3}(?:(?<= \w)\.)?$")
#: The same behind what was written: "— Yann, Quiberon".
_SIGNATURE = re.compile(r"[—–-] ?(?=.{1,60}$)[^\s.!?:;«»]{1,30}(?: [^\s.!?:;«»]{1,30}){0,5}\.?$")


def start_of_comments(lines: Sequence[str]) -> int | None:
    """The number of the line from which on a text is its readers' comments; None where it has none.

    Comments follow a sentence of the article. They start at a heading ("Commentaires (3)") with comments after it, or
    without one at the first of two first lines of comments ("Jojo89 il y a 2 heures") with buttons ("Répondre") or the
    time of the clock, or where somebody "dit :" over a date.
    """
    filled = [i for i, line in enumerate(lines) if line.strip()]
    lines = [lines[i].strip() for i in filled]
    article = next((i for i, line in enumerate(lines) if SENTENCE.match(line)), len(lines))
    says = [i for i in range(len(lines) - 1) if _says(lines[i]) and kind_of_line(lines[i + 1]) == "date"]
    stamps = [i for i, line in enumerate(lines) if len(line) < 120 and _COMMENT_STAMP.match(line.lower())]
    stamps = sorted({*stamps, *says})
    buttons = [i for i, line in enumerate(lines) if len(line) < 60 and _COMMENT_BUTTON.match(line.lower())]
    headings = [i for i, line in enumerate(lines) if len(line) <= 160 and _COMMENT_HEADING.match(line.lower())]
    for number, i in enumerate(headings[:_MOST_HEADINGS]):
        # What stands under the next heading says nothing of this one.
        end = next((h for h in headings[number + 1 : number + 3] if h > i + 1), len(lines))
        marks = [[mark for mark in found if i < mark < end] for found in (stamps, buttons)]
        if i > article and _are_comments(lines, i, *marks):
            return filled[i]
    sure = [i for i in stamps if _SURE_STAMP.match(lines[i].lower())]
    if says[:1] > [article] or (len(sure) > 1 and sure[0] > article):
        return filled[min((*says, *sure))]
    if len(stamps) < 2 or stamps[0] < article:
        return None
    buttons = [i for i in buttons if i > stamps[0]]
    is_sure = len(buttons) > 1 or any(_ABUSE.search(lines[i].lower()) for i in buttons)
    return filled[stamps[0]] if is_sure else None


def _says(line: str) -> bool:
    return len(line) < 120 and _SAYS.match(line.lower()) is not None


def _are_comments(lines: Sequence[str], i: int, stamps: Sequence[int], buttons: Sequence[int]) -> bool:
    """True where the heading in line `i`, with these first lines and buttons of comments under it, is over comments."""
    heading = lines[i].lower()
    stamp_is_near, button_is_near = (bool(found) and found[0] <= i + _COMMENT_NEAR for found in (stamps, buttons))
    if button_is_near or _SURE_HEADING.match(heading) or (stamp_is_near and len(buttons) > 1):
        return True
    counted, of_readers = _COUNTED.match(heading), _READERS_HEADING.search(heading) is not None
    if _OWN_HEADING.match(heading) and not (counted and "comment" in heading):
        # Dated statements are part of an article; a commenter's come with how long ago they were written.
        ago = [stamp for stamp in stamps if not lines[stamp][-2:].isdigit()]
        return stamp_is_near and len(ago) > 1 and "comment" in heading
    rest = [line for line in lines[i + 1 :] if not kind_of_line(line) and not _COMMENT_HEADING.match(line.lower())]
    is_short = sum(map(len, lines[i + 1 :])) < sum(map(len, lines[: i + 1]))
    if stamp_is_near and (of_readers or is_short or len(stamps) + len(buttons) > 1):
        return True
    if not rest:
        return counted is not None or of_readers
    count = int(counted[1]) if counted else 0
    return (is_short and count <= len(rest) <= 3 * count) or ((of_readers or is_short) and _are_named(rest, count))


def _are_named(lines: Sequence[str], count: int) -> bool:
    """True for comments under or over the names of who wrote them: each of one paragraph, or as many as are counted."""
    are_names = [_COMMENTER.match(line) is not None for line in lines]
    if _SIGNATURE.match(lines[-1]):
        are_names = [_SIGNATURE.match(line) is not None for line in lines]
    if are_names[-1]:
        are_names.reverse()
    if not are_names[0] or are_names[-1] or any(a and b for a, b in pairwise(are_names)):
        return False
    return sum(are_names) == count or 2 * sum(are_names) == len(lines)
