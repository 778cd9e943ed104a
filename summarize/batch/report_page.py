"""One HTML page about a batch: its articles, each summary beside the sentences it comes from; how many, how fast, how
long, in which languages, and what failed.

Input: rows and reports while the batch runs. Output: a page that fetches nothing; without scripts it shows everything
and searches nothing.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..errors import OutputError
from ..pages import page as whole_page
from ..shown import marked
from ..terminal import printable
from ..text.clean import clean
from .guard import PAGE_MARK, is_page, move_aside
from .report import Report

_MOST_FAILURES = 200
_MOST_SKIPPED = 1_000
#: Articles that the page shows, about 2 kB each.
MOST_ARTICLES = 2_000
_WORDS_A_BAR = 10
_MOST_POINTS = 60
#: Value of the field "Flags" -> what it says.
_FLAGS = {
    "unsupported": "not in the article",
    "partial": "translation in part",
    "withheld": "translation withheld",
    "doubtful": "translation doubtful",
    "warned": "any remark",
    "clean": "none",
}


@dataclass
class Collected:
    """What the page shows, gathered in bounded memory."""

    languages: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)  #: summaries by words, in steps of _WORDS_A_BAR
    warnings: Counter[str] = field(default_factory=Counter)
    translations: Counter[str] = field(default_factory=Counter)  #: by status, where they were asked for
    failures: list[tuple[str, str, str]] = field(default_factory=list)  #: the first ones: id, code, message
    points: list[tuple[float, int]] = field(default_factory=list)  #: seconds, articles written by then
    articles: list[str] = field(default_factory=list)  #: the first ones, as HTML
    statuses: Counter[str] = field(default_factory=Counter)  #: of those
    flags: Counter[str] = field(default_factory=Counter)  #: of those

    def row(self, row: Mapping[str, Any], text: str | None) -> None:
        """Take in a row, and the text of its article."""
        if row["status"] == "error":
            if len(self.failures) < _MOST_FAILURES:
                self.failures.append((row["id"], row["error_code"], row["error_message"]))
            return
        self.languages[row["language"]] += 1
        self.lengths[len(row["text"].split()) // _WORDS_A_BAR * _WORDS_A_BAR] += 1
        if row["translation_status"]:
            self.translations[row["translation_status"]] += 1
        self.warnings.update(warning["code"] for warning in row["warnings"])
        if len(self.articles) < MOST_ARTICLES:
            flags = _flags_of(row)
            self.statuses[row["status"]] += 1
            self.flags.update(flags)
            self.articles.append(_article(row, flags, text or "", len(self.articles)))

    def progress(self, report: Report) -> None:
        """Take in how far the batch is; of many points every second is kept."""
        self.points.append((report.seconds, report.articles))
        if len(self.points) > 2 * _MOST_POINTS:
            self.points = self.points[1::2]


def write_page(path: Path, report: Report, collected: Collected) -> None:
    """Write the page, whole or not at all; what came to be there during the run and is no report is moved aside.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        if os.path.lexists(path) and not is_page(path):
            report.moved[str(path)] = str(move_aside(path))
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        with temporary.open("xb") as file:
            file.write(page(report, collected).encode("utf-8", "replace"))
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"the report {str(path)!r} cannot be written: {error.strerror or error}.") from error


def page(report: Report, collected: Collected) -> str:
    """The page as HTML."""
    name = Path(report.output).name
    state = "finished" if report.finished else "stopped before the end"
    tokens = report.source_tokens / report.seconds if report.seconds else 0.0
    counted = report.counted
    facts = {
        "articles": f"{report.articles:,}",
        "summarised in this run": f"{counted['computed']:,}",
        "known before": f"{counted['reused']:,}",
        "repeated, the text of one before": f"{counted['repeated']:,}",
        "failed": f"{counted['failed']:,}",
        "damaged in the ledger, computed again": f"{report.damaged:,}",
        "files passed over": f"{len(report.skipped):,}",
        "seconds": f"{report.seconds:,.1f}",
        "articles a second": f"{report.articles_per_second:.2f}",
        **({"source tokens a second": f"{tokens:,.0f}"} if tokens else {}),
    }
    lengths = {f"{n} to {n + _WORDS_A_BAR - 1}": count for n, count in sorted(collected.lengths.items())}
    parts = [
        '<a class="skip" href="#articles">Skip to the articles</a><main><header class="title">',
        f'<p class="eyebrow">Batch report</p><h1>Batch {escape(name)}: {state}</h1></header>',
        _articles(collected, report),
        '<section aria-labelledby="run-title"><h2 id="run-title">The run</h2><table class="bars">'
        + "".join(f'<tr><th scope="row">{k}</th><td class="num">{v}</td></tr>' for k, v in facts.items())
        + "</table>",
        _bars("Status", dict(report.statuses.most_common())),
        _bars("Translations", dict(collected.translations.most_common())),
        _bars("Words of the summaries", lengths),
        _bars("Languages of the articles", dict(collected.languages.most_common())),
        _bars("Articles a second, as the run went", _speeds(collected.points)),
        _bars("Remarks", dict(collected.warnings.most_common())),
        _bars("Errors", dict(report.errors.most_common())),
        "</section>",
        _failures(collected.failures, report.failed),
        _skipped(report.skipped),
        "</main>",
    ]
    made = whole_page(
        f"Batch {name}", "".join(parts), styles=("articles.css",), scripts=("articles.js",), head=PAGE_MARK
    )
    return printable(made)  # names of files and ids may hold control characters and overrides


def _flags_of(row: Mapping[str, Any]) -> list[str]:
    flags = ["unsupported"] if row["unsupported"] else []
    if row["translation_status"] in ("partial", "withheld", "doubtful"):
        flags.append(row["translation_status"])
    if row["warnings"]:
        flags.append("warned")
    return flags or ["clean"]


def _article(row: Mapping[str, Any], flags: Sequence[str], text: str, number: int) -> str:
    """A card: each sentence of the summary, what it comes from, and what was found wrong."""
    facts = [row["status"], row["kind"], row["language"], row["departure"]]
    said = "".join(f"<span>{escape(str(fact))}</span> " for fact in facts if fact)
    # Spans count in the cleaned article; in a translation of it, which no row holds, where that was read.
    read = "" if any(step.startswith("translate:") for step in _before(row["route"])) else clean(text).text
    pairs = "".join(_pair(row, sentence, read) for sentence in row["sentences"])
    if not pairs:
        pairs = f'<div class="pair"><p dir="auto">{marked(row["text"], _claims(row, "text"))}</p><p></p></div>'
    translation = ""
    if row["translation"]:
        shown = marked(row["translation"], _claims(row, "translation"))
        translation = (
            f'<div class="pair"><p dir="auto">{shown}</p><p class="from">translation, '
            f"{escape(str(row['translation_status']))}</p></div>"
        )
    remarks = "".join(f"<li>{escape(w['code'])}: {escape(w['message'])}</li>" for w in row["warnings"])
    flagged = " flagged" if "clean" not in flags else ""
    return (
        f'<article class="item{flagged}" id="a{number}" data-status="{escape(row["status"])}" '
        f'data-language="{escape(row["language"])}" data-flags="{" ".join(flags)}"><h3>{escape(row["id"])}</h3>'
        f'<p class="facts">{said}</p><div class="pairs"><div class="pair head" aria-hidden="true">'
        f"<small>Summary</small><small>The article's sentence it comes from</small></div>{pairs}{translation}</div>"
        + (f'<ul class="remarks">{remarks}</ul>' if remarks else "")
        + "</article>"
    )


def _before(route: Sequence[str]) -> Iterable[str]:
    """The steps of a route before the summary."""
    for step in route:
        if step == "extract" or step.startswith("summarise:"):
            return
        yield step


def _pair(row: Mapping[str, Any], sentence: Mapping[str, Any], read: str) -> str:
    start, end = sentence["start"], sentence["end"]
    claims = [(a - start, b - start, x, y) for a, b, x, y in _claims(row, "text") if start <= a and b <= end]
    source = read[slice(*sentence["source"])] if sentence["source"] and read else ""
    how = "copied" if sentence["copied"] else f"{100 * sentence['share']:.0f} % of its words, in this order"
    beside = f"{escape(source)} <small>{how}</small>" if source else "<small>no one sentence</small>"
    return (
        f'<div class="pair"><p dir="auto">{marked(row["text"][start:end], claims)}</p>'
        f'<p class="from" dir="auto">{beside}</p></div>'
    )


def _claims(row: Mapping[str, Any], where: str) -> list[tuple[int, int, str, str]]:
    opened = '<mark class="claim" title="not in the source: {kind}">'
    return [
        (claim["start"], claim["end"], opened.format(kind=escape(claim["kind"])), "</mark>")
        for claim in row["unsupported"]
        if claim["where"] == where
    ]


def _articles(collected: Collected, report: Report) -> str:
    """The cards, and the fields that find among them."""
    count, total = len(collected.articles), report.articles - report.failed
    if not count:
        return ""
    note = f'<p class="note">The first {count:,} of {total:,} summaries.</p>' if count < total else ""
    statuses = [(status, status, n) for status, n in collected.statuses.most_common()]
    languages = [(code, code, n) for code, n in collected.languages.most_common()]
    flags = [(flag, said, collected.flags[flag]) for flag, said in _FLAGS.items() if collected.flags[flag]]
    return (
        '<section id="articles" aria-labelledby="articles-title" tabindex="-1">'
        f'<h2 id="articles-title">Articles</h2>{note}'
        '<ul class="legend"><li><mark class="claim">not in the article</mark></li></ul>'
        '<div class="find" id="find" role="search" aria-label="Find articles" hidden>'
        '<label>Words<input id="query" type="search" autocomplete="off" spellcheck="false"></label>'
        f"{_choice('status', 'Status', statuses)}{_choice('language', 'Language', languages)}"
        f"{_choice('flag', 'Flags', flags)}</div>"
        f'<p class="note" id="found" role="status"></p>{"".join(collected.articles)}</section>'
    )


def _choice(name: str, label: str, values: Iterable[tuple[str, str, int]]) -> str:
    options = "".join(f'<option value="{escape(v)}">{escape(said)} ({n:,})</option>' for v, said, n in values)
    return f'<label>{label}<select id="{name}"><option value="">all</option>{options}</select></label>'


def _bars(title: str, values: Mapping[str, float]) -> str:
    if not values:
        return ""
    most = max(values.values()) or 1
    rows = "".join(
        f'<tr><th scope="row">{escape(str(name))}</th><td class="num">{value:,.6g}</td>'
        f'<td class="bar-cell"><progress value="{value / most:.4f}" max="1" aria-hidden="true"></progress></td></tr>'
        for name, value in values.items()
    )
    return f'<h3>{title}</h3><table class="bars">{rows}</table>'


def _speeds(points: list[tuple[float, int]]) -> dict[str, float]:
    """Articles a second in ten stretches of the run, by the second they begin at."""
    if len(points) < 2:
        return {}
    step = max(1, len(points) // 10)
    chosen = [(0.0, 0), *points[step - 1 :: step]]
    return {f"from {a:,.0f} s": round((n - m) / (b - a), 2) for (a, m), (b, n) in pairwise(chosen) if b > a}


def _skipped(skipped: Sequence[tuple[str, str]]) -> str:
    shown = f"the first {_MOST_SKIPPED:,} of {len(skipped):,}" if len(skipped) > _MOST_SKIPPED else f"{len(skipped):,}"
    return _table(f"Files passed over: {shown}", skipped[:_MOST_SKIPPED])


def _failures(failures: list[tuple[str, str, str]], count: int) -> str:
    shown = f"the first {len(failures):,} of {count:,}" if count > len(failures) else f"{count:,}"
    return _table(f"Failed articles: {shown}", failures)


def _table(title: str, rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    cells = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<section><h2>{title}</h2><table class="bars">{cells}</table></section>'
