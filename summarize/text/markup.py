"""Subtitles and Markdown to plain lines.

Input: any text. Output: plain lines, and what was taken out: numbers and times of cues (kind "cue"), sounds set in
brackets ("sound"), addresses behind links and pictures ("link"), front matter and code ("markup"). Text that is neither
comes back as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice, takewhile

from ..webpages import plain_text
from .removal import Removal, taken_out
from .votes import votes

_TIMES = re.compile(
    r"\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}(?:\s*-->\s*|,)(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}[^\n]*$"
)
_CUE_TAG = re.compile(r"</?(?:[bicuv]|font|lang|ruby|rt)\b[^<>\n]{0,80}>|<\d{2}:[\d:.]{4,12}>|\{\\[^{}\n]{0,80}\}")
#: Times of single words within a caption that rolls; the next caption has its line without them.
_WORD_TAG = re.compile(r"</?c\b[^<>\n]{0,80}>|<\d{2}:[\d:.]{4,12}>")
#: A dash before what somebody else says; a caption of a sound; lines of a caption.
_TURN = re.compile(r"^[-–—](?:\s+(?=[A-ZÀ-ÖØ-Þ\d«\"“…])|(?=[A-ZÀ-ÖØ-Þ«\"“…]))")
_CUE_LINES = 4
#: Marks of a new speaker and of a new story (ANSI/CTA-608) at the start of a caption.
_CHANGE = re.compile(r"^>{2,3}\s*")
_SOUND_CUE = re.compile(r"[(\[][^()\[\]]{2,60}[)\]]")
_SPEAKER_TAG = re.compile(r"<v(?:\.[\w.]{1,40})?\s+([^<>\n]{1,60})>")
#: Times of lyrics (LRC) at the start of a line: "[00:03.20]".
_LYRIC_TIMES = re.compile(r"^[ \t]*(?:\[\d{1,3}:\d{2}[.:]\d{2,3}\][ \t]*){1,20}", re.MULTILINE)
_SOUND = re.compile(
    r"[(\[](?:musique|rires?|applaudissements?|bruit|cris?|soupirs?|silence|inaudible|music|laughter|laughs|applause|noise"
    r"|cheering|sighs?|jingle|générique)(?: [^()\[\]\n]{0,40})?[)\]]|[♪♫]+",
    re.IGNORECASE,
)
#: Blocks of HTML, and what stands inside a paragraph of it; a table's field may hold such text.
_HTML_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|section|article)(?:\s[^<>\n]{0,300})?>", re.IGNORECASE
)
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HTML_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|a|sup|sub|small|mark)(?:\s[^<>\n]{0,500})?>", re.IGNORECASE)
_TASK = re.compile(r"^([ \t]*[-*+][ \t]+)\[[ xX]\][ \t]+", re.MULTILINE)
_LEAST_TAGS = 2
_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\n(?:[\w-]{1,40}[ \t]*:[^\n]*\n|[ \t]+[^\n]*\n|- [^\n]*\n){1,60}?---[ \t]*(?:\n|$)"
)
_FENCE = re.compile(r"^[ \t]*(```|~~~)[^\n]*\n(?:[^\n]*\n){0,400}?[ \t]*\1[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{1,500}(?:\s+\"[^\"\n]{0,200}\")?\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(([^()\s]{1,500}(?:\s+\"[^\"\n]{0,200}\")?)\)")
#: A footnote, with the lines that are indented below it; a box of Obsidian ("> [!info]"), but for quotations; what
#: MarkDownload sets above an article, and what r.jina.ai does.
_FOOTNOTE = re.compile(r"^\[\^[^\[\]\n]{1,40}\]:[ \t][^\n]*(?:\n[ \t]{2,}[^\n]+){0,20}", re.MULTILINE)
_BOX = re.compile(
    r"^> ?(?:\[!(?!quote\b|cite\b)\w[\w-]{0,20}\]|#{1,6} Excerpt[ \t]*$)[^\n]*(?:\n>[^\n]*){0,60}",
    re.MULTILINE | re.IGNORECASE,
)
_READER_HEAD = re.compile(r"\s*Title:[ \t]*([^\n]{1,400})\n+URL Source:[^\n]*\n+(?:[A-Z]\w+ [A-Z]\w+:[^\n]*\n+){1,5}")
#: Links of wikis ("[[page|text]]"), and their files and categories; strong text, notes, templates and headings of
#: MediaWiki.
_WIKI_LINK = re.compile(r"\[\[(?!\d+\])(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_WIKI_FILE = re.compile(
    r"!\[\[[^\[\]\n]{1,300}\]\]"
    r"|\[\[(?:fichier|file|image|datei|archivo|catégorie|category|kategorie)\s?:[^\[\]\n]{1,500}\]\]",
    re.IGNORECASE,
)
_WIKI_STRONG = re.compile(r"'{3}(?=[^\s'])([^\n]{1,300}?)(?<=\S)'{3}(?!')")
_WIKI_NOTE = re.compile(r"<ref\b[^<>\n]{0,200}(?:/>|>[^<>]{0,2000}</ref>)|\{\{[^{}]{1,500}\}\}", re.IGNORECASE)
_WIKI_HEADING = re.compile(r"^(={2,6})[ \t]*([^=\s][^=\n]{0,200})\1[ \t]*$", re.MULTILINE)
#: Numbers of links of a page that lynx or links printed ("[3]word", "[4][picture.jpg]"), and their list below it.
_LINK_NUMBER = re.compile(r"(?<![\w\])])\[\d{1,3}\](?:\[[^\[\]\n]{1,80}\]|(?=[\w«\"“]))")
_LINK_LIST = re.compile(
    r"^[ \t]*#\[1\][^\n]*$"
    r"|^[ \t]*(?:Références|References)[ \t]*\n(?:[ \t]*+(?:\d{1,3}\. \S+|Visible links:?)?[ \t]*+(?:\n|\Z)){2,999}\Z",
    re.MULTILINE,
)
_REFERENCE = re.compile(r"^\[[^\[\]\n]{1,80}\]:[ \t]+\S{1,500}[ \t]*$", re.MULTILINE)
_REFERRING = re.compile(r"(?<!\!)\[([^\[\]\n]{1,300})\][ ]?\[[^\[\]\n]{0,80}\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,500})>")
_NOTE_MARK = re.compile(r"\[\^[^\[\]\n]{1,40}\]")
#: "[1],[2]" directly behind a word or the end of a sentence, and Wikipedia's notes in words.
_NUMBERED_NOTE = re.compile(
    r"(?<=[^\W_]|[.!?…,;»”\"])"
    r"(?:\[(?:\d{1,3}|(?:note|N) \d{1,3}|réf\. (?:souhaitée|nécessaire)|citation needed)\](?:,(?=\[))?){1,9}"
    r"(?![\[(\w])"
)
_STRUCK = re.compile(r"~~(?=\S)([^~\n]{1,400})(?<=\S)~~ ?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")
_MAIL = re.compile(r"^> ?[^>\n][^\n]*\n(?:>[ \t]*\n)?> ?[^>\n]", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(\S[^\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ \t]*(?:={3,}|-{3,}|\*{3,}|_{3,}|(?:\* ){2,}\*|(?:- ){2,}-)[ \t]*$", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400})(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]{1,300})(?<=\S)\1(?![\w*_])")
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,4}", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*){0,40}\|?[ \t]*$", re.MULTILINE)
_TABLE_ROW = re.compile(r"^[ \t]*\|(.{1,2000})\|[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"(?<!`)`([^`\n]{1,200})`(?!`)")
#: What plain text does not have: any of these makes a text Markdown.
_EVIDENCE = (_HEADING, _STRONG, _LINK, _IMAGE, _FENCE, _TABLE_ROW, _MAIL, _BOX, _FOOTNOTE)
_ITEM_MARK = re.compile(r"[-*+•‣▪◦·●■✓➤→][ \t]+(?![a-zà-ÿ ])")


def plain_lines(text: str, removed: list[Removal]) -> str:
    """Subtitles or Markdown as plain text, other text as it is.

    Args:
        text: with line feeds only, repaired characters.
        removed: what is taken out is added here.
    """
    lines = text.split("\n")
    times = sum(len(line) < 200 and _TIMES.match(line) is not None for line in lines)
    if times > 1 or (times and lines[0].startswith("WEBVTT")):
        return _subtitles(lines, removed)
    if len(_LYRIC_TIMES.findall(text)) > 1:
        text = _LYRIC_TIMES.sub(_taken(removed, "cue"), text)
    text = _markdown(_without_html(_without_wiki(text, removed), removed), removed)
    return _NUMBERED_NOTE.sub(_taken(removed, "markup"), text)


def _without_wiki(text: str, removed: list[Removal]) -> str:
    """A text without the marks of wikis, and without the numbers that programs print in the place of links."""
    if head := _READER_HEAD.match(text):
        taken_out(removed, "markup", head.group())
        text = f"{head[1]}\n\n{text[head.end() :]}"
    if len(_LINK_NUMBER.findall(text)) >= _LEAST_TAGS:
        text = _LINK_NUMBER.sub(_taken(removed, "link"), _LINK_LIST.sub(_taken(removed, "link"), text))
    if not any(mark in text for mark in ("[[", "'''", "<ref")):
        return text
    for pattern, kind in ((_WIKI_FILE, "link"), (_WIKI_NOTE, "markup")):
        text = pattern.sub(_taken(removed, kind), text)
    return _WIKI_HEADING.sub(r"\n\2\n", _WIKI_STRONG.sub(r"\1", _WIKI_LINK.sub(r"\1", text)))


def _without_html(text: str, removed: list[Removal]) -> str:
    """A text without the marks of HTML in it: paragraphs where it has blocks, lines where it has breaks."""
    tags = [match.group() for pattern in (_HTML_BLOCK, _HTML_BREAK, _HTML_INLINE) for match in pattern.finditer(text)]
    if len(tags) < _LEAST_TAGS:
        return text
    removed.append(Removal("markup", " ".join(tags)))
    if len(_HTML_BLOCK.findall(text)) >= _LEAST_TAGS:
        return plain_text(text)
    return _HTML_INLINE.sub("", _HTML_BREAK.sub("\n", text))


def _subtitles(lines: list[str], removed: list[Removal]) -> str:
    spoken: list[str] = []
    cue: list[str] = []
    tags: list[str] = []
    sounds: list[Removal] = []
    in_note = False
    for i, line in enumerate(lines):
        bare = line.strip()
        following = lines[i + 1] if i + 1 < len(lines) else ""
        in_note = bool(bare) and (in_note or re.match(r"(?:NOTE|STYLE|REGION|WEBVTT)\b", bare) is not None)
        is_number = bare.isdigit() or not lines[i - 1].strip() or i == 0
        is_mark = in_note or _TIMES.match(line[:200]) or (bare and is_number and _TIMES.match(following[:200]))
        tags += _WORD_TAG.findall(bare)
        said = _CHANGE.sub("", _WORD_TAG.sub("", bare).strip())
        is_first = i > 0 and _TIMES.match(lines[i - 1][:200]) is not None
        below = takewhile(str.strip, islice(lines, i + 1, i + _CUE_LINES))
        if is_first and not any(map(_TURN.match, below)):
            said = _TURN.sub("", said, count=1)  # of the one who speaks; two in a cue are told apart by their dashes
        if is_mark or (bare and said in spoken[-1:]):  # captions that roll say a line twice
            cue.append(bare)
        elif is_first and not following.strip() and _SOUND_CUE.fullmatch(said):
            sounds.append(Removal("sound", said))
        elif said:
            spoken.append(said)
    removed += [Removal("cue", "\n".join(cue)), *sounds]
    text = _with_speakers("\n".join(spoken))
    if tags := [*tags, *_CUE_TAG.findall(text)]:
        removed.append(Removal("markup", " ".join(tags)))
        text = _CUE_TAG.sub("", text)
    text = _SOUND.sub(lambda match: taken_out(removed, "sound", match.group()), text)
    return " ".join(text.split())


def _with_speakers(text: str) -> str:
    """Captions with each speaker's name where somebody else spoke before, in French with a blank before the colon."""
    speaker, told = "", votes(text.lower())
    colon = " :" if told.get("fr", 0.0) >= max(told.values(), default=0.0) else ":"

    def name(match: re.Match[str]) -> str:
        nonlocal speaker
        before, speaker = speaker, match.group(1).strip()
        return "" if speaker == before else f"{speaker}{colon} "

    return _SPEAKER_TAG.sub(name, text)


def _markdown(text: str, removed: list[Removal]) -> str:
    front = _FRONT_MATTER.match(text)
    if not front and not any(pattern.search(text) for pattern in _EVIDENCE):
        return text
    if front:
        text = taken_out(removed, "markup", front.group()) + text[front.end() :]
    is_boxed = 2 * len(_BOX.sub("", text)) < len(text)
    for pattern in (*([] if is_boxed else [_BOX]), _FOOTNOTE, _FENCE, _STRUCK):
        text = pattern.sub(_taken(removed, "markup"), text)
    for pattern, kind in ((_REFERENCE, "link"), (_IMAGE, "link")):
        text = pattern.sub(_taken(removed, kind), text)
    text = _LINK.sub(lambda match: match.group(1) + taken_out(removed, "link", match.group(2)), text)
    text = _TASK.sub(r"\1", text)
    text = _NOTE_MARK.sub("", _ADDRESS.sub(r"\1", _REFERRING.sub(r"\1", text)))
    text = _HEADING.sub(r"\n\1\n", _TABLE_RULE.sub("", _UNDERLINE.sub("", text)))
    text = _TABLE_ROW.sub(lambda match: " ".join(re.sub(r"[ \t]*\|[ \t]*", " ; ", match.group(1)).split()), text)
    text = _CODE.sub(r"\1", _QUOTE.sub("", text))
    for pattern in (_STRONG, _EMPHASIS, _STRONG):  # emphasis inside strong, and strong inside emphasis
        text = pattern.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)


def without_item_marks(line: str) -> str:
    """A list's item without its bullet; one in lower case keeps it, or it would go on with the line before."""
    return _ITEM_MARK.sub("", line, count=1) if _ITEM_MARK.match(line) else line


def _taken(removed: list[Removal], kind: str) -> Callable[[re.Match[str]], str]:
    return lambda match: taken_out(removed, kind, match.group())
