"""The fixed form: what is asked of each summary and of each pair, and whether a row of answers is whole.

Input: a row of answers. Output: what is wrong with it, in words; nothing where it is whole.

A row: {"sheet": ID, "article": ID, "A": SUMMARY, "B": SUMMARY, "better": "A" | "B" | "tie"}, SUMMARY being {"news",
"wrong", "note", "french", "dangling", "publish", "english"}: one of the answers below each; `note` is free text, needed
where `wrong` is "yes"; `english` stands where a translation was shown, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SIDES = ("A", "B")
NOTE = "note"


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name in answers, how a reader is asked, and the answers allowed."""

    name: str
    asked: str
    answers: tuple[str, ...]


OF_SUMMARY = (
    Question("news", "The main news is told", ("full", "half", "missing")),
    Question("wrong", "Something is wrong or misleading", ("no", "yes")),
    Question("french", "A fault of French", ("no", "yes")),
    Question("dangling", "A reference to something the summary does not say", ("no", "yes")),
    Question("publish", "I would publish it", ("yes", "no")),
)
ENGLISH = Question("english", "The English translation is", ("adequate", "understandable", "wrong"))
BETTER = Question("better", "The better summary is", ("A", "B", "tie"))


def faults(row: Mapping[str, Any], translated: Mapping[str, bool]) -> list[str]:
    """What keeps a row of answers from being counted.

    Args:
        row: see above.
        translated: for A and B, whether a translation was shown.
    """
    found = [f"{name} is no part of the form" for name in row if name not in ("sheet", "article", *SIDES, "better")]
    for side in SIDES:
        summary = row.get(side)
        if not isinstance(summary, Mapping):
            found.append(f"{side} is not answered")
        else:
            found += [f"{side} {fault}" for fault in _summary_faults(summary, translated=translated[side])]
    return [*found, *_answer_faults(row, BETTER)]


def _summary_faults(summary: Mapping[str, Any], *, translated: bool) -> Iterator[str]:
    questions = (*OF_SUMMARY, ENGLISH) if translated else OF_SUMMARY
    for question in questions:
        yield from _answer_faults(summary, question)
    yield from (f"{name} was not asked" for name in summary if name not in (NOTE, *(q.name for q in questions)))
    note = summary.get(NOTE, "")
    if not isinstance(note, str):
        yield f"note is no text: {note!r}"
    elif summary.get("wrong") == "yes" and not note.strip():
        yield "note is empty: say what is wrong"


def _answer_faults(answers: Mapping[str, Any], question: Question) -> Iterator[str]:
    answer = answers.get(question.name)
    if answer is None:
        yield f"{question.name} is not answered"
    elif answer not in question.answers:
        yield f"{question.name} is {answer!r}, and must be one of {', '.join(question.answers)}"
