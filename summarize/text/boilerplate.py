"""Lines of a page that are no part of its article: which they are, and of what kind.

Input: a line, or all lines of a text. Output: kinds (stable codes). Patterns are rows of a table, each with a line that
it is for; the sources are the wording of French and English news sites. They are written so that no sentence of an
article matches: `python -m benchmarks removals` measures how often one does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path

from ..errors import own_file
from ..tables import rows_of
from .dates import MONTHS, WEEKDAYS
from .french import VERBS, one_of

_MONTHS = (
    r"janv(?:ier|\.)?|févr(?:ier|\.)?|mars|avr(?:il|\.)|mai|juin|juil(?:let|\.)?|août|sept(?:embre|\.)?|oct(?:obre|\.)?"
    rf"|nov(?:embre|\.)?|déc(?:embre|\.)?|{'|'.join(MONTHS['en'])}|jan|feb|mar|apr|jun|jul|aug|sep|dec"
)
_DAYS = (
    rf"{'|'.join(WEEKDAYS['fr'])}|lun|mer|jeu|ven|sam|dim|{'|'.join(WEEKDAYS['en'])}|"
    r"aujourd['’]hui|hier|today|yesterday"
)
#: A word of a line that says when something was published, and nothing else.
_DATE_WORD = (
    rf"(?:\d{{1,4}}(?:er|st|nd|rd|th)?|{_MONTHS}|{_DAYS}|le|la|à|a|at|on|h|min|mn|il|y|ago|et|and|heures?|hours?"
    r"|minutes?|jours?|days?|am|pm|utc|gmt|ces?t|es?t|bst|publiée?s?|mise?s?|jour|modifiée?|actualisée?|posté|créé|rédigé"
    r"|published|updated|last|posted|modified|première|publication|dernière|first|temps|de|lecture|read|reading)"
)
#: Without one of these, a date alone may be a heading of a chronology, and a time alone one of a programme.
_PUBLISHING = (
    r"publi|mise? à jour|modifi|actualis|post|updat|\b(?:min|h)(?:eures?|ours?|utes?)? ago|il y a \d+ (?:min|h)"
    r"|\d min\w* (?:de lecture|read)"
    r"|(?:(?:19|20)\d\d|\d/\d\d?|hier|aujourd['’]hui|today|yesterday)\b.{0,20}\d ?(?:[h:] ?\d\d|min)"
)
_DATE_LINE = (
    rf"[\[(]?(?:(?:cet |l['’])?article )?(?=.*\d)(?=.*(?:{_PUBLISHING})){_DATE_WORD}"
    rf"(?:[\s\u00a0\u202f,.:;/|()•·–—-]{{0,4}}{_DATE_WORD}){{1,24}}[\s).\]]*$"
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'.-]{0,30}"
_LINKS = r"(?:(?:de|du|des|la|le|van|von|el|ben|et|and|avec|with|pour|for|à|in|&)\s+)"
_NAMES = rf"{_NAME}(?:\s+{_LINKS}{{0,2}}{_NAME}){{0,7}}"
_AGENCIES = (
    r"(?:AFP|Reuters|AP|REUTERS|Getty(?: Images)?|SIPA|Sipa|EPA|PA|dpa|EFE|ANSA|Belga|MAXPPP|Maxppp|Abaca|ABACA|ATS|DR"
    r"|Keystone|Shutterstock|iStock|Pixabay|Unsplash|Pexels|Hans Lucas|Bestimage|Panoramic|Icon Sport|D\.R\.)"
)

#: What stands between the names of those who wrote, edited or translated a text.
_CREDIT_WORDS = (
    r"(?i:(?:reporting|writing|editing|additional|compiled|by|in|and|with|from|for|reportage|rédigé|édité|traduit"
    r"|traduction|version|française?|par|de|du|des|la|le|à|et|avec|pour|service|bureau|rédaction|newsroom|desk)\b)"
)

_NETWORKS = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|messenger|instagram|telegram|tiktok|youtube|bluesky|pinterest|e-?mail"
    r"|google (?:news|actualités))"
)

#: Kind, "any case" or "as written", pattern from a line's start to its end, a line that it is for. A pattern for any
#: case is written and matched in lower case.
TABLE = Path(__file__).resolve().parent / "data" / "boilerplate.tsv"
_PLACEHOLDERS = {
    "<names>": _NAMES,
    "<name>": rf"(?:[dl]['’])?{_NAME}",
    "<credit words>": _CREDIT_WORDS,
    "<agencies>": _AGENCIES,
    "<date line>": _DATE_LINE,
    "<networks>": _NETWORKS,
}
#: In what a pattern calls the rest of a line, a verb makes the line a sentence of the article.
_VERB = re.compile(
    rf"(?<![\w'’-])(?:{one_of(VERBS)}|is|are|was|were|has|have|had|would|could|must|said|says|did|does|not)(?![\w'’-])"
    r"|\b(?:[ns]|qu)['’]\w|\w(?:aient|[ed]ra|[ed]ront|[ed]rait)\b"
)
#: A heading after which short lines without a full stop are titles of other articles.
LIST_HEADING = re.compile(
    r"(?i:(?:à |a )?(?:lire|voir) (?:aussi|également)|sur le même (?:sujet|thème)|dans la même rubrique|les plus lus"
    r"|à ne pas manquer|read (?:also|more)|most read|you may also like|le[ea] también|lesen sie auch|lees ook"
    r"|leggi anche|leia também)\s*:?\s*$"
)
#: A heading of advertisements.
_ADVERTISING_HEADING = re.compile(
    r"(?i:contenus sponsorisés|ailleurs sur le web|(?:contenus )?(?:recommandés |proposés )?par (?:outbrain|taboola)"
    r"|(?:sponsored|promoted) (?:content|stories|links)|(?:from )?around the web)\s*:?\s*$"
)
_LONGEST = 400
#: Words of a title of another article; advertisements at the end of a page.
MOST_TITLE_WORDS, _MOST_ADVERTISEMENTS = 25, 8
#: A photo's credit at the end of a line: "LUDOVIC MARIN / AFP", "| Jean Petit / AFP", "REUTERS/Jean Petit", "© Sipa",
#: "Photo Ouest-France", "(Photo Jean Petit)", "(Capture d'écran BFMTV)".
_PHOTO = r"(?i:photos?|image|capture d['’]écran|photo credit|file photo|photograph|vidéo|illustration)"
_SOURCES = rf"{_NAMES}(?:\s?[/|,–—-]\s?{_NAMES}){{0,3}}"
_AFTER_MARK = r"(?<=[.!?…»\"”|–—-])\s"
_CREDIT = re.compile(
    rf"\s?\((?:{_PHOTO}(?: d['’](?:archives?|illustration))?\s?(?:[:©][^()]{{1,80}}|{_SOURCES})?|©[^()]{{1,80}}"
    rf"|(?i:crédits?)\s?:[^()]{{1,80}}|{_NAMES}\s?/\s?{_AGENCIES}|{_AGENCIES}(?: Photo)?\s?/\s?{_NAMES})\)\.?$"
    rf"|\s?©\s?[^.!?]{{1,80}}$"
    rf"|{_AFTER_MARK}(?:(?:{_PHOTO}|(?i:crédit)\s?:)\s?:?\s?{_SOURCES}|(?P<signed>{_NAMES}\s?(?:/|\||via)\s?{_AGENCIES}))$"
    rf"|(?:\s[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]{{0,30}}){{1,5}}\s?(?:/|\||via)\s?{_AGENCIES}(?:\s?/\s?{_NAMES})?$"
    rf"|\s(?:[/|]\s?{_AGENCIES}|{_AGENCIES}\s?/\s?{_NAMES})$"
    r"|(?<=[.!?…»\"”])\s*(?P<page>Crédits? (?:photos?|illustrations?)\s*:\s?[^.]{1,80})$"
)
#: Characters at the end of a line in which its credit is looked for, and words of the longest caption.
_LONGEST_CREDIT, _LONGEST_CAPTION = 160, 45
_NEXT_SENTENCE = re.compile(
    r"(?<![ '’(][A-ZÀ-ÖØ-Þ])(?<!\bM)(?<!Mme)(?<!\bDr)(?<!\bSt)[.!?…][»\"”)]*\s+(?=[A-ZÀ-ÖØ-Þ«\"“])"
)

_MAIL_HEADER = re.compile(
    r"(de|from|à|a|to|cc|cci|bcc|objet|sujet|subject|date|envoyé|sent|répondre à|reply-to|pièces? jointes?|attachments?"
    r"|importance) ?:",
    re.IGNORECASE,
)
#: Over a mail that is answered.
_ANSWERED = re.compile(
    r"(?i:le|on|am|el|il|em|op)\s(?=[^>]{0,60}\d)(?:.{3,200}(?:>|[\s<][A-ZÀ-ÖØ-Þ][^\s>]{0,30}|@[^\s>]{1,60})\s"
    r"(?:a écrit|wrote|escribió|ha scritto|escreveu)|.{3,100}\b(?:schrieb|schreef)\b.{2,100})\s?:$"
)
_HOUR = re.compile(r"\d{1,2} ?[:h] ?\d\d")
#: Lines of the longest header of a mail.
_LONGEST_HEADER = 12
_SENDER, _SUBJECT = frozenset({"de", "from"}), frozenset({"objet", "sujet", "subject"})
_COMMENT_HEADING = re.compile(
    r"(?:(?:(?:lire|voir|afficher|tous|toutes|les|vos|des|view|show|read|see|all|the|your) ){0,4}"
    r"(?:\d{1,5} )?(?:commentaires?|réactions?|comments?|reactions?)"
    r"(?: (?:des|de nos|d['’]) ?(?:lecteurs|internautes|abonnés))?\s*(?:\(?\s?\d{1,5}\s?\)?|:)?\s?:?"
    r"|(?:(?:laisser|ajouter|poster|écrire) un commentaire|réagir|réagissez|leave a (?:comment|reply)"
    r"|(?:post|add) a comment|join the (?:conversation|discussion))(?: à cet article)?(?:\s?\(\d{1,5}\))?\s?:?"
    r"|(?:(?:les|nos) (?:internautes|lecteurs|abonnés) ont|vous avez) la parole\s?:?"
    r"|la parole (?:est )?(?:aux|à nos) (?:internautes|lecteurs|abonnés)\s?:?"
    r"|(?:l['’])?avis (?:des|de nos) (?:internautes|lecteurs|abonnés)\s?:?"
    r")$"
)
#: Headings that an article may have over what others say: "Réactions".
_OWN_HEADING = re.compile(
    r"(?:(?:tous|toutes|les|all|the) ){0,2}(?:commentaires?|comments?|(?:\d+ )?r[eé]actions?)[ :\d()]*$"
)
#: Headings that stand nowhere but over readers' comments; others are a button above an article too.
_READERS_HEADING = re.compile(r"vos|your|lecteurs|internautes|abonnés|parole")
_COUNTED = re.compile(r"[^\d]{0,40}(\d{1,5})[^\d]{0,40}$")
_AGO = (
    r"(?:il y a (?:\d{1,3}|une?|quelques) (?:secondes?|minutes?|min|heures?|h|jours?|semaines?|mois|ans?)"
    r"|(?:\d{1,3}|an?) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|\d{1,3} ?(?:min|h|j|d))"
)
_ON_A_DATE = r"(?:le )?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?:,? (?:à|at)? ?\d{1,2}[h:]\d{2})?"
#: The first line of a comment: who wrote it, and when.
_COMMENT_STAMP = re.compile(
    rf"\S{{1,40}}(?: \S{{1,40}}){{0,3}}[ ,|•·–—-]{{1,4}}(?:{_AGO}|hier|yesterday|{_ON_A_DATE})\s*$"
)
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
#: A line of an article, before which nothing is a comment.
_SENTENCE = re.compile(r"\S.{20,}[.!?…][»\"”’)\s]{0,4}$")
_ENDED = re.compile(r"[.!?…][»\"”’)\s]*$")
_LIVE_STAMP = re.compile(
    r"(?:[\[(]?(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s)?(?:[01]?\d|2[0-3])[hH:][0-5]\d(?::[0-5]\d)?[\])]?"
    rf"|\d{{1,2}}[.:][0-5]\d ?[ap]m(?: [A-Z]{{2,4}})?|(?i:{_AGO}))"
    r"(?:\s*[-–—:|•.])?(?:\s+(?=[A-ZÀ-ÖØ-Þ«\"“])|\s*$)"
)
_CLOCK = re.compile(r"(\d{1,2})[hH:]([0-5]\d)(?!.*m)")
#: A time alone on its line.
_TIME = re.compile(r"\d{1,2} ?(?:[hH:] ?[0-5]\d|h|heures)")
#: Entries of the shortest live blog whose order is told.
_FEWEST_ENTRIES = 3
#: Words of the shortest entry of a live blog.
_SHORTEST_ENTRY = 3
_LABELS = (
    r"(?:mise? à jour|actualisé|actualisation|updated?|rectificatif|erratum|corrig\w{1,4}|correct(?:ion|ed)|précision"
    r"|clarification)"
)
#: "[Mise à jour : …]", "Mis à jour le 4 mars à 20 h : …".
_BRACKETED = re.compile(rf"[\[(]((?i:{_LABELS})\b[^\[\]()]{{3,}}[.!?])[\])]\.?$")
_DATED_LABEL = re.compile(
    rf"(?i:(?P<label>{_LABELS})(?P<date>(?:[\s,.·–—-]{{1,3}}{_DATE_WORD}|[:/]\d\d){{1,12}})\s?(?P<mark>[:–—])\s(?=\S))"
)


def kind_of_line(line: str) -> str | None:
    """The kind of boilerplate that a line is as a whole; None for a line of the article.

    A line whose open end (group "rest" of a pattern) has a verb says something and is no boilerplate.
    """
    if not line or len(line) > _LONGEST:
        return None
    written = {"any case": line.lower(), "as written": line}
    for kind, case, pattern in _rows():
        match = pattern.match(written[case])
        if match and not _VERB.search(match.groupdict().get("rest") or ""):
            return kind
    return None


def captions(lines: Sequence[str]) -> dict[int, int]:
    """Lines that end with a photo's credit: number -> where what is no news begins; 0 for a caption, all of which goes.

    A caption is one sentence among others of an article. A credit that may be of the whole page, or the author's name
    in the last line, takes no sentence with it.
    """
    tails = [(i, max(0, len(line) - _LONGEST_CREDIT)) for i, line in enumerate(lines)]
    credits = {i: (credit, start) for i, start in tails if (credit := _CREDIT.search(lines[i][start:]))}
    has_article = any(_SENTENCE.match(line) for i, line in enumerate(lines) if i not in credits)
    found: dict[int, int] = {}
    for i, (credit, start) in credits.items():
        place = start + credit.start()
        before = lines[i][:place].strip()
        is_alone = not credit["page"] and not (credit["signed"] and not any(lines[i + 1 :]))
        is_caption = len(before.split()) <= _LONGEST_CAPTION and not _NEXT_SENTENCE.search(before)
        found[i] = 0 if has_article and is_alone and is_caption else place
    return found


def kinds_of_lines(lines: Sequence[str]) -> list[str | None]:
    """The kind of each line. Times alone on their lines are of a programme only where all are full five minutes."""
    kinds = list(map(kind_of_line, lines))
    alone = [i for i, line in enumerate(lines) if _TIME.fullmatch(line[:20])]
    if any(kinds[i] for i in alone):
        kinds = ["date" if _TIME.fullmatch(line[:20]) else kind for line, kind in zip(lines, kinds, strict=True)]
    return kinds


@cache
def _rows() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = []
    for kind, case, pattern, _ in rows_of(TABLE, 4):
        for name, meaning in _PLACEHOLDERS.items():
            pattern = pattern.replace(name, meaning)
        with own_file(TABLE):
            rows.append((kind, case, re.compile(pattern)))
    return tuple(rows)


def mail_headers(lines: Sequence[str], kinds: Sequence[str | None]) -> frozenset[int]:
    """Numbers of the lines that are the header of a mail: sender, subject and others; `kinds` are those of the lines.

    A header stands at the start of a text, or after a line of boilerplate of the kind `mail`: "Forwarded message".
    """
    headers: list[int] = []
    may_start = True
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if may_start and line:
            header = _mail_header(lines[i : i + _LONGEST_HEADER])
            headers += range(i, i + header)
        may_start = (may_start and not line) or kind == "mail"
    return frozenset(headers)


def _mail_header(lines: Sequence[str]) -> int:
    """How many lines at the start are the header of a mail; 0 for none."""
    fields = [match[1].lower() for match in takewhile(bool, map(_MAIL_HEADER.match, lines)) if match]
    return len(fields) if len(fields) > 2 and _SENDER & set(fields) and _SUBJECT & set(fields) else 0


def titles_below(lines: Sequence[str]) -> dict[int, str]:
    """Titles of other articles and advertisements that end as sentences do: line number -> kind.

    They stand directly under a heading ("À lire également"), up to a blank line, where blank lines part the paragraphs
    of the article; or, few, under a heading of advertisements ("Contenus sponsorisés") at the end of the text.
    """
    sentences = {i for i, line in enumerate(lines) if _SENTENCE.match(line)}
    starts = [i for i, line in enumerate(lines) if line and not (i and lines[i - 1])]
    found: dict[int, str] = {}
    has_article, is_parted = False, True
    for start in starts:
        end = next((i for i in range(start, len(lines)) if not lines[i]), len(lines))
        at_end = range(max(start, end - _MOST_ADVERTISEMENTS), end if start == starts[-1] else 0)
        for i in sorted({start, *at_end}):
            is_apart = i == start and is_parted
            is_list = is_apart and LIST_HEADING.match(lines[i]) and any(map(_ENDED.search, lines[i + 1 : end]))
            is_advertising = (is_apart or i in at_end) and _ADVERTISING_HEADING.match(lines[i])
            is_below = has_article or not sentences.isdisjoint(range(start, i))
            is_short = all(len(line.split()) <= MOST_TITLE_WORDS for line in lines[i + 1 : end])
            if is_below and is_short and (is_list or is_advertising):
                found |= dict.fromkeys(range(i, end), "related-title" if is_list else "notice")
                found[i] = "related" if is_list else "notice"
                break
        else:
            has_article = has_article or not sentences.isdisjoint(range(start, end))
            is_parted = is_parted and sentences.isdisjoint(range(start, end - 1))
    return found


def quoted_mail(lines: Sequence[str]) -> dict[int, str]:
    """Lines of a mail that is answered, line number -> kind: "Le 3 mars, Anne a écrit :", and under it lines with ">".

    Without an hour or address in its header it is taken for one only at the end of the text.
    """
    found: dict[int, str] = {}
    filled = [i for i, line in enumerate(lines) if line.strip()]
    for k, start in enumerate(filled):
        if not k or not _is_quoted(lines[start]) or _is_quoted(lines[filled[k - 1]]):
            continue
        header = next((h for h in (filled[k - 1 : k], filled[max(0, k - 2) : k]) if _answers(lines, h)), [])
        block = list(takewhile(lambda i: not lines[i].strip() or _is_quoted(lines[i]), range(start, len(lines))))
        text = " ".join(lines[i] for i in header)
        if header and header[0] > filled[0] and (block[-1] == len(lines) - 1 or "@" in text or _HOUR.search(text)):
            found |= dict.fromkeys([*header, *block], "mail")
    return found


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _answers(lines: Sequence[str], header: Sequence[int]) -> bool:
    return _ANSWERED.match(" ".join(lines[i].strip() for i in header)) is not None


def start_of_comments(lines: Sequence[str]) -> int | None:
    """The number of the line from which on a text is its readers' comments; None where it has none.

    Comments follow a sentence of the article. They start at a heading ("Commentaires (3)") with comments after it, or
    without one at the first of two first lines of comments ("Jojo89 il y a 2 heures") with buttons ("Répondre").
    """
    filled = [i for i, line in enumerate(lines) if line.strip()]
    lines = [lines[i].strip() for i in filled]
    article = next((i for i, line in enumerate(lines) if _SENTENCE.match(line)), len(lines))
    stamps = [i for i, line in enumerate(lines) if len(line) < 120 and _COMMENT_STAMP.match(line.lower())]
    buttons = [i for i, line in enumerate(lines) if len(line) < 60 and _COMMENT_BUTTON.match(line.lower())]
    headings = [i for i, line in enumerate(lines) if len(line) <= 60 and _COMMENT_HEADING.match(line.lower())]
    for number, i in enumerate(headings[:_MOST_HEADINGS]):
        # What stands under the next heading says nothing of this one.
        end = next((h for h in headings[number + 1 : number + 3] if h > i + 1), len(lines))
        marks = [[mark for mark in found if i < mark < end] for found in (stamps, buttons)]
        if i > article and _are_comments(lines, i, *marks):
            return filled[i]
    if len(stamps) < 2 or stamps[0] < article:
        return None
    buttons = [i for i in buttons if i > stamps[0]]
    is_sure = len(buttons) > 1 or any(_ABUSE.search(lines[i].lower()) for i in buttons)
    return filled[stamps[0]] if is_sure else None


def _are_comments(lines: Sequence[str], i: int, stamps: Sequence[int], buttons: Sequence[int]) -> bool:
    """True where the heading in line `i`, with these first lines and buttons of comments under it, is over comments."""
    heading = lines[i].lower()
    stamp_is_near, button_is_near = (bool(found) and found[0] <= i + _COMMENT_NEAR for found in (stamps, buttons))
    if button_is_near or (stamp_is_near and len(buttons) > 1):
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
        are_names = [_SIGNATURE.match(line) is not None for line in reversed(lines)]
    if not are_names[0] or are_names[-1] or any(a and b for a, b in pairwise(are_names)):
        return False
    return sum(are_names) == count or 2 * sum(are_names) == len(lines)


def live_stamps(lines: Sequence[str]) -> dict[int, int]:
    """Where a text is a live blog: line number -> how many of its characters are the time at its start.

    A time before what has no mark at its end, or is shorter than a sentence, may be of a programme, which says nothing
    without its times. Nor does a live blog whose newest entry comes first: `kept_times` has its times.
    """
    found = _live_stamps(lines)
    return {} if _falls(lines, found) else found


def kept_times(lines: Sequence[str]) -> dict[int, int]:
    """The same for times that an article needs: of a live blog, newest first, and several alone on their lines."""
    found = _live_stamps(lines)
    if _falls(lines, found):
        return found
    alone = {i: len(line) for i, line in enumerate(lines) if i not in found and _TIME.fullmatch(line[:20])}
    return alone if len(alone) > 1 and not any(kind_of_line(lines[i]) for i in alone) else {}


def _falls(lines: Sequence[str], stamps: Mapping[int, int]) -> bool:
    """True where all times are of the clock and each is as early as the one before it or earlier."""
    times = [_CLOCK.search(lines[i][:end]) for i, end in stamps.items()]
    minutes = [60 * int(time[1]) + int(time[2]) for time in times if time]
    is_sorted = all(a >= b for a, b in pairwise(minutes))
    return len(minutes) == len(stamps) >= _FEWEST_ENTRIES and is_sorted and minutes[0] > minutes[-1]


def _live_stamps(lines: Sequence[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    filled = [i for i, line in enumerate(lines) if line.strip()]
    for k, i in enumerate(filled):
        match = _LIVE_STAMP.match(lines[i][:60])
        told = match and (lines[i][match.end() :] or "".join(lines[j] for j in filled[k + 1 : k + 2]))
        if match and told and len(told.split()) >= _SHORTEST_ENTRY and _ENDED.search(told[-8:]):
            found[i] = match.end()
    return found if len(found) > 1 else {}


def label_of(line: str) -> tuple[str, str]:
    """A line without what only says when a text was updated, and this: ("Mis à jour : le ministre nie.", "le 4 mars").

    The brackets around an update or correction go with it; what it says, and that it is one, stays.
    """
    bracketed = _BRACKETED.match(line)
    line = bracketed[1] if bracketed else line
    label = _DATED_LABEL.match(line)
    if not label:
        return line, "[]" if bracketed else ""
    return line[: label.end("label")] + " " + line[label.start("mark") :], label["date"].strip()
