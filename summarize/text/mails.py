"""Lines of a text that belong to a mail: the header of a forwarded one, and the one that is answered; of a letter, what
stands above its subject.

Input: all lines of a text. Output: the numbers of such lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from .removal import Removal, taken_out

#: Fields of a mail's header that no letter has; others may stand above its subject ("Datum: 3. Mai 2024").
_FIELDS = (
    r"de|from|à|a|to|cc|cci|bcc|objet|sujet|subject|date|envoyé|sent|répondre à|reply-to|pièces? jointes?|attachments?"
    r"|importance|von|gesendet|da|inviato|van|verzonden"
)
_MAIL_HEADER = re.compile(
    rf"({_FIELDS}|an|betreff|datum|anlagen?|oggetto|data|enviado(?: el)?|para|asunto|assunto|aan|onderwerp) ?:",
    re.IGNORECASE,
)
_FIELD = re.compile(rf"(?:{_FIELDS}) ?:", re.IGNORECASE)
#: Over a mail that is answered.
_ANSWERED = re.compile(
    r"(?i:le|on|am|el|il|em|op)\s(?=[^>]{0,60}\d)(?:.{3,200}(?:>|[\s<][A-ZÀ-ÖØ-Þ][^\s>]{0,30}|@[^\s>]{1,60})\s"
    r"(?:a écrit|wrote|escribió|ha scritto|escreveu)|.{3,100}\b(?:schrieb|schreef)\b.{2,100})\s?:$"
)
_HOUR = re.compile(r"\d{1,2} ?[:h] ?\d\d")
#: Lines of the longest header of a mail.
_LONGEST_HEADER = 12
#: Words of the shortest title below what a sender writes.
_LEAST_TITLE = 4
#: Characters of the longest line above the subject of a letter ("Direction de la communication").
_LONGEST_LINE = 90
_LETTER_SUBJECT = re.compile(r"(?:objet|betreff|asunto|oggetto) ?: ?(?=\S)", re.IGNORECASE)
#: A line over the title of a press release, and what its letterhead begins with.
_RELEASE = re.compile(r"(?:communiqué(?: de presse)?|déclaration à la presse)(?:\s?[|:,–—-].{2,60})?$", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:ministère|préfecture|mairie|ville|commune|région|département|conseil|direction|agence|université|syndicat|union"
    r"|fédération|association|collectif)\b",
    re.IGNORECASE,
)
#: What else tells that a letter begins: where and when it is written, an address, a greeting.
_LETTERHEAD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’' -]{1,40}, le \d|.{0,60}(?:@|(?<!\d)\d{5} [A-ZÀ-ÖØ-Þ])")
_GREETING = re.compile(
    r"(?:madame|monsieur|mesdames|messieurs|chers?|chères?|sehr geehrter?|estimad[ao]s?|gentil[ei])\b.{0,80}[,:]$", re.I
)
#: What who forwards an article writes above it: "Salut Paul, regarde ça. Bises", "Pour info, à lire ! Marie".
_OWN_WORDS = re.compile(
    r"(?:salut|coucou|hello|(?:pour|à titre d['’]) ?info(?:rmation)?|fyi)\b.{0,300}|"
    r".{0,300}(?<!\w)(?:bises|bisous|amicalement|cordialement|à (?:plus|bientôt|lire !?))[\s,.!]{0,3}\w{0,20}$",
    re.IGNORECASE,
)
_SENDER = frozenset("de from von da van".split())
_SUBJECT = frozenset("objet sujet subject betreff oggetto asunto assunto onderwerp".split())


def mail_headers(lines: Sequence[str], kinds: Sequence[str | None]) -> frozenset[int]:
    """Numbers of the lines that are the header of a mail: sender, subject and others, and below it the words of who
    forwards an article, above its title; `kinds` are those of the lines.

    A header stands at the start of a text, or after a line of boilerplate of the kind `mail`: "Forwarded message".
    """
    headers: list[int] = []
    may_start = True
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if may_start and line:
            header = _mail_header(lines[i : i + _LONGEST_HEADER])
            headers += range(i, i + header)
            headers += _own_words(lines, i + header) if header else ()
        may_start = (may_start and not line) or kind == "mail"
    return frozenset(headers)


def _own_words(lines: Sequence[str], start: int) -> list[int]:
    """The number of the first line from `start` on where it is what a sender writes above an article and its title."""
    filled = [i for i in range(start, len(lines)) if lines[i]][:3]
    if len(filled) < 3 or filled[1] == filled[0] + 1 or not _OWN_WORDS.match(lines[filled[0]]):
        return []
    title, sentence = lines[filled[1]], lines[filled[2]]
    is_title = len(title.split()) >= _LEAST_TITLE and title[-1] not in ".!?…,;:"
    return filled[:1] if is_title and len(sentence) > _LONGEST_LINE and sentence[-1] in '.!?…»"”' else []


def _mail_header(lines: Sequence[str]) -> int:
    """How many lines at the start are the header of a mail; 0 for none."""
    fields = [match[1].lower() for match in takewhile(bool, map(_MAIL_HEADER.match, lines)) if match]
    return len(fields) if len(fields) > 2 and _SENDER & set(fields) and _SUBJECT & set(fields) else 0


def without_letterhead(text: str, removed: list[Removal]) -> str:
    """A letter or press release without what stands above its subject or title, and without the word for this: who
    sends it, to whom, from where and when."""
    lines = [line.strip() for line in text.split("\n")]
    found = next((i for i, line in enumerate(lines) if _LETTER_SUBJECT.match(line)), 0)
    if not found and _OFFICE.match(next(filter(None, lines), "")):
        release = next((i for i, line in enumerate(lines) if _RELEASE.match(line)), -1)
        title = next((i for i in range(release + 1, len(lines)) if lines[i]), 0)
        found = title if release > 0 and lines[title][-1:] not in ("", ".", "…") else 0
    above = [line for line in lines[:found] if line]
    is_head = 0 < len(above) <= _LONGEST_HEADER and all(
        len(line) <= _LONGEST_LINE and line[-1] not in ".!?…" and not _FIELD.match(line) for line in above
    )
    if not is_head or _FIELD.match("".join(lines[found + 1 : found + 2])):
        return text
    below = next(filter(None, lines[found + 1 :]), "")
    is_letter = any(_OFFICE.match(line) or _LETTERHEAD.match(line) for line in above) or _GREETING.match(below)
    if not is_letter:
        return text
    for line in above:
        taken_out(removed, "mail", line)
    subject = _LETTER_SUBJECT.sub("", lines[found])
    return "\n".join([subject[:1].upper() + subject[1:], *text.split("\n")[found + 1 :]])


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
