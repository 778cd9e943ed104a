"""Verdicts counted by system.

Input: answers that fit their key. Output: for each system how often each verdict was given, with 95 % intervals
(Wilson 1927), which system was preferred among the articles where one was (exact binomial test, two-sided, against
one half), and the notes. Raises nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.reading.answers import Key, Row
from benchmarks.reading.form import BETTER, ENGLISH, NOTE, OF_SUMMARY, SIDES, Question
from benchmarks.report import table

_LEVEL = 0.95
#: Of a question with yes and no, only this is shown in the table.
_LABELS = {
    "wrong": "wrong or misleading",
    "french": "fault of French",
    "dangling": "dangling reference",
    "publish": "to be published",
}


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `total`, and the bounds of the 95 % interval of the share (0-1); None where the total is 0."""

    count: int
    total: int
    low: float | None
    high: float | None

    def text(self) -> str:
        """As it stands in a table: the count, and the share x100."""
        if self.low is None or self.high is None:
            return "-"
        share = 100 * self.count / self.total
        return f"{self.count} of {self.total}  {share:.1f} % [{100 * self.low:.1f}, {100 * self.high:.1f}]"


@dataclass(frozen=True, slots=True)
class Preference:
    """How often each system was the better one: `better` of the decided articles, `ties`, and the test's p-value."""

    better: Mapping[str, Share]
    ties: int
    p_value: float | None


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader wrote about a summary."""

    article: str
    system: str
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """A sheet's outcome.

    Attributes:
        key: the sheet's.
        verdicts: question -> answer -> system -> share.
        preference: see `Preference`.
        same_text: articles where both summaries were the same text.
        notes: in the order of the sheet.
    """

    key: Key
    verdicts: Mapping[str, Mapping[str, Mapping[str, Share]]]
    preference: Preference
    same_text: int
    notes: Sequence[Note]

    def text(self) -> str:
        """The table, the preference, the notes."""
        head = f"{self.key.data}  n={len(self.key.articles)}  sheet={self.key.sheet}  sha256={self.key.sha256[:12]}"
        rows = [[label, *(shares[name].text() for name in self.key.systems)] for label, shares in self._lines()]
        return "\n\n".join([head, table(["verdict", *self.key.systems], rows), *self._preference(), *self._notes()])

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe values; no text but the notes."""
        return {
            "command": "read count",
            "data": {"name": self.key.data, "sha256": self.key.sha256, "rows": len(self.key.articles)},
            "sheet": self.key.sheet,
            "systems": list(self.key.systems),
            "verdicts": {
                question: {
                    answer: {name: asdict(share) for name, share in shares.items()} for answer, shares in a.items()
                }
                for question, a in self.verdicts.items()
            },
            "preference": asdict(self.preference),
            "same_text": self.same_text,
            "notes": [asdict(note) for note in self.notes],
        }

    def _lines(self) -> list[tuple[str, Mapping[str, Share]]]:
        found = []
        for question, answers in self.verdicts.items():
            if question in _LABELS:
                found.append((_LABELS[question], answers["yes"]))
            else:
                found += [(f"{question} {answer}", shares) for answer, shares in answers.items()]
        return found

    def _preference(self) -> list[str]:
        shares, ties = self.preference.better, self.preference.ties
        p = self.preference.p_value
        if p is None:
            lines = [f"preferred: neither in any article, {ties} ties"]
        else:
            said = ", ".join(f"{name} in {share.text()}" for name, share in shares.items())
            lines = [f"preferred, of the articles decided: {said}; {ties} ties; p={p:.4f} (exact binomial test)"]
        same = [f"both summaries were the same text in {self.same_text} articles"] if self.same_text else []
        return ["\n".join([*lines, *same])]

    def _notes(self) -> list[str]:
        lines = [f"  article {note.article}, {note.system}: {note.text}" for note in self.notes]
        return ["\n".join(["notes", *lines])] if lines else []


def count(rows: Mapping[str, Row], key: Key) -> Count:
    """Count answers.

    Args:
        rows: by article, as `benchmarks.reading.answers.fit` gives them.
        key: says which system is A and which B.
    """
    by_system = {name: _of(name, rows, key) for name in key.systems}
    questions = [*OF_SUMMARY]
    if any(ENGLISH.name in summary for found in by_system.values() for summary in found.values()):
        questions.append(ENGLISH)
    return Count(
        key,
        {question.name: _shares(question, by_system) for question in questions},
        _preference(rows, key),
        sum(entry.is_same_text for entry in key.articles.values()),
        [
            Note(article, name, summary[NOTE].strip())
            for article in rows
            for name, found in by_system.items()
            if (summary := found[article]).get(NOTE, "").strip()
        ],
    )


def wilson(count: int, total: int) -> Share:
    """A share with its 95 % interval by Wilson's score (Wilson 1927, https://doi.org/10.2307/2276774)."""
    if not total:
        return Share(count, total, None, None)
    from scipy.stats import binomtest

    bounds = binomtest(count, total).proportion_ci(_LEVEL, method="wilson")
    return Share(count, total, float(bounds.low), float(bounds.high))


def _of(system: str, rows: Mapping[str, Row], key: Key) -> dict[str, Row]:
    """The answers about a system's summaries, by article."""
    sides = {article: next(side for side in SIDES if key.articles[article].systems[side] == system) for article in rows}
    return {article: row[sides[article]] for article, row in rows.items()}


def _shares(question: Question, by_system: Mapping[str, Mapping[str, Row]]) -> dict[str, dict[str, Share]]:
    given = {
        name: [summary[question.name] for summary in found.values() if question.name in summary]
        for name, found in by_system.items()
    }
    return {
        answer: {name: wilson(answers.count(answer), len(answers)) for name, answers in given.items()}
        for answer in question.answers
    }


def _preference(rows: Mapping[str, Row], key: Key) -> Preference:
    sides = [(row[BETTER.name], key.articles[article].systems) for article, row in rows.items()]
    better = [systems[side] for side, systems in sides if side in SIDES]
    shares = {name: wilson(better.count(name), len(better)) for name in key.systems}
    p_value = None
    if better:
        from scipy.stats import binomtest

        p_value = float(binomtest(better.count(key.systems[0]), len(better), 0.5).pvalue)
    return Preference(shares, len(rows) - len(better), p_value)
