"""The sheet as plain text, and a filled one back to rows of answers.

Input: a sheet, or the text of a filled one. Output: its text, or rows (see `benchmarks.reading.form`). Raises
`BenchmarkError`: a line that is neither text to read nor an answer, an answer given twice.

Every line of an article or a summary begins with "|", so that none can be taken for an answer. Translations stand last:
one system alone may have them, and a reader who has seen that prefers no longer blindly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from benchmarks.errors import BenchmarkError
from benchmarks.reading.form import BETTER, ENGLISH, NOTE, OF_SUMMARY, SIDES, Question

if TYPE_CHECKING:
    from benchmarks.reading.sheet import Pair, Sheet

START = "Reader's sheet "
_HOW = """\
After each colon write one of the words in brackets; after "note", what is wrong, in one line.
Lines that begin with | are to be read. docs/reading.md says what each answer means.
"""
_TITLE = re.compile(rf"{START}(\S+): \d+ articles?, .*")
_ARTICLE = re.compile(r'=== Article \d+ of \d+, id (".*") ===')
_ANSWER = re.compile(r"(?:([AB]) (\w+)|(better))(?: \([^)]*\))?:(.*)")
_HEADINGS = {"Article", *(f"{title} {side}" for side in SIDES for title in ("Summary", "English translation of"))}
_QUESTIONS = {question.name: question for question in (*OF_SUMMARY, ENGLISH, BETTER)}


def render(sheet: Sheet) -> str:
    """The sheet, to be filled with any editor."""
    count = len(sheet.pairs)
    title = f"{START}{sheet.id}: {count} {'article' if count == 1 else 'articles'}, {_one_line(sheet.data)}"
    lines = [title, *_HOW.splitlines()]
    for number, pair in enumerate(sheet.pairs, start=1):
        lines += ["", f"=== Article {number} of {count}, id {json.dumps(pair.id)} ===", *_pair(pair)]
    return "\n".join(lines) + "\n"


def parse(text: str) -> list[dict[str, Any]]:
    """Rows of answers; an article without any answer has none, a question without an answer is left out.

    Raises:
        BenchmarkError: see above; the message has the line's number.
    """
    lines = text.splitlines()
    title = _TITLE.fullmatch(lines[0].strip()) if lines else None
    if title is None:
        raise BenchmarkError(f"the first line must begin with {START!r} and the sheet's id, as it was made")
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(lines[1 + len(_HOW.splitlines()) :], start=2 + len(_HOW.splitlines())):
        stripped = line.strip()
        if not stripped or line.startswith("|") or stripped in _HEADINGS:
            continue
        article, answer = _ARTICLE.fullmatch(stripped), _ANSWER.fullmatch(stripped)
        if article:
            rows.append({"sheet": title.group(1), "article": _id(article.group(1), number)})
        elif answer and rows:
            _put(rows[-1], answer, number)
        else:
            raise BenchmarkError(f"line {number} is neither an answer nor text to read: {stripped[:60]!r}")
    return [row for row in rows if len(row) > 2]


def _pair(pair: Pair) -> Iterator[str]:
    yield from ("", "Article", *_quoted(pair.article))
    for side, written in zip(SIDES, pair.written, strict=True):
        yield from ("", f"Summary {side}", *_quoted(written.text))
    for side in SIDES:
        yield ""
        for question in OF_SUMMARY:
            yield f"{side} {_asked(question)}"
            if question.name == "wrong":
                yield f"{side} {NOTE}:"
    yield from ("", _asked(BETTER))
    for side, written in zip(SIDES, pair.written, strict=True):
        if written.translation is not None:
            yield from ("", f"English translation of {side}", *_quoted(written.translation))
            yield from ("", f"{side} {_asked(ENGLISH)}")


def _asked(question: Question) -> str:
    return f"{question.name} ({', '.join(question.answers)}):"


def _quoted(text: str) -> list[str]:
    return [f"| {line}".rstrip() for line in text.splitlines()] or ["| (no text)"]


def _put(row: dict[str, Any], answer: re.Match[str], number: int) -> None:
    side, name, better, value = answer.groups()
    value = value.strip()
    if not value:
        return
    target = row if better else row.setdefault(side, {})
    if (better or name) in target:
        raise BenchmarkError(f"line {number} answers {better or f'{side} {name}'} a second time")
    target[better or name] = value if name == NOTE else _spelt(better or name, value)


def _spelt(name: str, value: str) -> str:
    """The allowed answer that a reader wrote, whatever the case; the value as it is if there is none."""
    question = _QUESTIONS.get(name)
    allowed = question.answers if question else ()
    return next((answer for answer in allowed if answer.casefold() == value.casefold()), value)


def _id(quoted: str, number: int) -> str:
    try:
        return str(json.loads(quoted))
    except ValueError as error:
        raise BenchmarkError(f"line {number}: the article's id was changed: {quoted}") from error


def _one_line(text: str) -> str:
    return " ".join(text.split())
