"""Broken, invisible and printers' characters of a text set right, before anything reads it.

Input: any string. Output: the same text in Unicode NFC, and what was replaced. A form feed stays: it marks the end of a
page for `pages`.
"""

from __future__ import annotations

import html
import re
import unicodedata

from .removal import Removal

#: Joiners stay between two characters of emoji, and of scripts that are written with them (Persian, Hindi).
_JOINED = "[^\x00-\u02ff\u2000-\u20ff\ufeff]"
_INVISIBLE = re.compile(f"[\u00ad\u200b\u2060\ufeff]|(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})")
#: UTF-8 that was read as cp1252: what the bytes from 0x80 to 0xBF become, letters that are told by it, all others.
_CP1252 = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "\x80-\x9f"
_SURELY_MISREAD = re.compile("Ã[©¨ª«§¢´®¯»¹¼¶¤‰€‡]|â€[™œ“”¦˜]|Å“")
_MISREAD = re.compile(f"(?:[ÂÃÅ][{_CP1252}]|â[{_CP1252}]{{2}})+|Ã(?= )")
_LEAST_MISREAD = 2
#: A quotation that two commas open, as typewriters set a German or Dutch one: ",,Ja'', sagte er".
_COMMAS = re.compile(r"(?<![^\s(\[–—-]),,(?=\w)(?P<said>(?:[^,'„“”\"\n]|,(?!,)|'(?!')){1,2000})(?:''|[“”\"])")
_SOFT_HYPHEN_AT_LINE_END = re.compile("[\u00ad¬][ \t]*\n[ \t]*")
_LINE_END = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
#: What XML forbids.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Control characters as Excel's files write them; and the underscore of what only looks like one.
_OF_EXCEL = re.compile("_x00([01][0-9A-Fa-f]|5[Ff](?=_x[0-9A-Fa-f]{4}_))_")
#: What a program wrote in the place of a line break, a quotation mark or a letter: of a text that was escaped twice.
_LINE_ESCAPE = re.compile(r"(?:\\r)?\\n")
_LINE_ESCAPE_BEFORE_CAPITAL = re.compile(r"\\n\s?(?:[«\"“‘'(–—-]\s?)?[A-ZÀ-ÖØ-Þ\d]")
_MARK_ESCAPE = re.compile(r"(?<=\w)\\'(?=\w)|(?<=\s)\\\"(?=\w)")
_ANY_MARK_ESCAPE = re.compile(r"\\(['\"])")
_LETTER_ESCAPE = re.compile(r"\\u00[c-fC-F][0-9a-fA-F]")
_ANY_LETTER_ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_LEAST_ESCAPED = _MOST_LINES = 2
#: Characters as HTML writes them: of text that was copied out of a page's source, or of a table that a website wrote.
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});")
_RUN_OF_MARKS = re.compile("[^\\w\\s\x00-\u02ff]{31,}")
#: Combining marks in a row that are kept: the Stream-Safe Text Format of Unicode (UAX #15, section 13). No language
#: writes more, and putting them in canonical order takes time in the square of their number.
_MOST_MARKS = 30
#: Letters that printers tie together; PDF files hold them as one character.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_TIED = str.maketrans(LIGATURES)
_SPACED_LETTERS = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){4,80}(?!\S)")
#: A line of letters set apart, its words set further apart.
_SPACED_LINE = re.compile(r"[^\W\d_](?: {1,8}[^\W\d_]){4,120}")
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_SPACE_BEFORE_MARK = re.compile(r"(?:(?<=[\w)\]»”“])|(?<=[\w.!?…]\")) (?=[,.](?:\s|$))")
#: A full stop that stands twice at a sentence's end: "o pacote anticorrupção.. O ministro", "do Brasil. . O governo".
#: Before a small letter two are an ellipsis; three are one everywhere.
_STOPPED_TWICE = re.compile(
    r"(?<=[\w)\]%»”“\"])\.[ \t]?\.(?=\s+[\"“„«(¿¡–—-]{0,2}[ \t]?[A-ZÀ-ÖØ-ÞŁŠŽČА-ЯЁ\d]|\s*$)(?!\s?[.…])"
)


def repair_characters(text: str) -> tuple[str, list[Removal]]:
    """Replace control characters and lone surrogates, drop invisible ones, untie ligatures, compose accents.

    Returns:
        The text, its lines ended by line feeds, and removals of kind "control".
    """
    removed: list[Removal] = []
    text, number = _unescaped(of_excel(text))
    if number:
        removed.append(Removal("control", f"escapes such as \\n and \\u00e9 in the place of characters, {number:,}"))
    text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    if len(_SURELY_MISREAD.findall(text)) >= _LEAST_MISREAD:
        text, number = _MISREAD.subn(_read_again, text)
        removed.append(Removal("control", f"UTF-8 that had been read as cp1252, in {number:,} places"))
    bad = _CONTROL.findall(text)
    if bad:
        text = _CONTROL.sub(lambda m: "\ufffd" if "\ud800" <= m.group() <= "\udfff" else " ", text)
        removed.append(Removal("control", " ".join(f"U+{ord(c):04X}" for c in sorted(set(bad))[:8])))
    text = _LINE_END.sub("\n", text)
    text = _COMMAS.sub(lambda match: f"„{match['said']}“", text)
    text = _INVISIBLE.sub("", _SOFT_HYPHEN_AT_LINE_END.sub("", text)).translate(_TIED)
    fewer = stream_safe(text)
    if len(fewer) < len(text):
        removed.append(Removal("control", f"{len(text) - len(fewer):,} combining marks in a row"))
    return unicodedata.normalize("NFC", fewer), removed


def of_excel(text: str) -> str:
    """Control characters that a spreadsheet's file holds as _xHHHH_ (ECMA-376, ST_Xstring), such as _x000D_."""
    return _OF_EXCEL.sub(lambda match: chr(int(match[1], 16)), text) if "_x00" in text else text


def repair_spacing(line: str) -> str:
    """Undo what character recognition does to blanks: letters set apart ("C R U E"), runs of blanks, a blank before a
    full stop or comma; and what exports do, a full stop set twice. No-break spaces are left: French sets them before
    its other marks.
    """
    if "  " in line and _SPACED_LINE.fullmatch(line.strip()):
        return " ".join(word.replace(" ", "") for word in re.split(" {2,}", line.strip()))
    line = _SPACED_LETTERS.sub(lambda match: match.group().replace(" ", ""), line)
    return _STOPPED_TWICE.sub(".", _SPACE_BEFORE_MARK.sub("", _SPACES.sub(" ", line)))


def stream_safe(text: str) -> str:
    """The text with at most 30 combining marks in a row, so that it can be normalised in linear time."""
    return _RUN_OF_MARKS.sub(lambda match: _limited(match.group()), text)


def _read_again(match: re.Match[str]) -> str:
    """The characters that were misread; what is none stays."""
    if match.group() == "Ã":  # of "à", whose second byte became a blank
        return "à"
    data = b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252") for c in match.group())
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def _unescaped(text: str) -> tuple[str, int]:
    """The text, what was escaped in it set right, and in how many places; a text that is about escapes stays.

    Each kind is told by two of its own: letters; quotation marks within words; line ends before capitals, where the
    text has two lines at most (a title and the rest).
    """
    if "\\" not in text:
        return text, 0
    number = in_marks = in_lines = 0
    if len(_LETTER_ESCAPE.findall(text)) >= _LEAST_ESCAPED:
        text, number = _ANY_LETTER_ESCAPE.subn(_letters_of, text)
    lines = sum(bool(line.strip()) for line in text.splitlines())
    if lines <= _MOST_LINES and len(_LINE_ESCAPE_BEFORE_CAPITAL.findall(text)) >= _LEAST_ESCAPED:
        text, in_lines = _LINE_ESCAPE.subn("\n", text)
    if number or in_lines or len(_MARK_ESCAPE.findall(text)) >= _LEAST_ESCAPED:
        text, in_marks = _ANY_MARK_ESCAPE.subn(r"\1", text)
    return text, number + in_lines + in_marks


def _letters_of(match: re.Match[str]) -> str:
    """The characters that stand as their codes in UTF-16."""
    return bytes.fromhex(match.group().replace("\\u", "")).decode("utf-16-be", "surrogatepass")


def _limited(run: str) -> str:
    kept, marks = [], 0
    for character in run:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
