"""One HTML page about a batch: how many, how fast, how long, in which languages, and what failed.

Input: rows and reports while the batch runs. Output: a page without scripts or anything fetched.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import OutputError
from .guard import PAGE_MARK, is_page, move_aside

if TYPE_CHECKING:
    from .job import Report

_MOST_FAILURES = 200
_MOST_SKIPPED = 1_000
_WORDS_A_BAR = 10
_MOST_POINTS = 60
_STYLE = """
:root { color-scheme: light dark; --bar: #3b6ea5; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --bar: #7fb0e6; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: .2rem .5rem; text-align: left; vertical-align: top; }
tr { border-bottom: 1px solid var(--line); } td.n { text-align: right; white-space: nowrap; width: 1%; }
td.b { width: 60%; } td.b span { display: block; height: .9rem; background: var(--bar); min-width: 1px; }
.id { overflow-wrap: anywhere; }
"""


@dataclass
class Collected:
    """What the page shows, gathered in bounded memory."""

    languages: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)  #: summaries by words, in steps of _WORDS_A_BAR
    warnings: Counter[str] = field(default_factory=Counter)
    translations: Counter[str] = field(default_factory=Counter)  #: by status, where they were asked for
    failures: list[tuple[str, str, str]] = field(default_factory=list)  #: the first ones: id, code, message
    points: list[tuple[float, int]] = field(default_factory=list)  #: seconds, articles written by then

    def row(self, row: Mapping[str, Any]) -> None:
        """Take in a row."""
        if row["status"] == "error":
            if len(self.failures) < _MOST_FAILURES:
                self.failures.append((row["id"], row["error_code"], row["error_message"]))
            return
        self.languages[row["language"]] += 1
        self.lengths[len(row["text"].split()) // _WORDS_A_BAR * _WORDS_A_BAR] += 1
        if row["translation_status"]:
            self.translations[row["translation_status"]] += 1
        self.warnings.update(warning["code"] for warning in row["warnings"])

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
    name = escape(Path(report.output).name)
    state = "finished" if report.finished else "stopped before the end"
    tokens = report.source_tokens / report.seconds if report.seconds else 0.0
    facts = {
        "articles": f"{report.articles:,}",
        "summarised in this run": f"{report.computed:,}",
        "known before": f"{report.reused:,}",
        "failed": f"{report.failed:,}",
        "files passed over": f"{len(report.skipped):,}",
        "seconds": f"{report.seconds:,.1f}",
        "articles a second": f"{report.articles_per_second:.2f}",
        "source tokens a second": f"{tokens:,.0f}",
    }
    lengths = {f"{n} to {n + _WORDS_A_BAR - 1}": count for n, count in sorted(collected.lengths.items())}
    parts = [
        f"<h1>Batch {name}: {state}</h1>",
        "<table>" + "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in facts.items()) + "</table>",
        _bars("Status", dict(report.statuses.most_common())),
        _bars("Translations", dict(collected.translations.most_common())),
        _bars("Words of the summaries", lengths),
        _bars("Languages of the articles", dict(collected.languages.most_common())),
        _bars("Articles a second, as the run went", _speeds(collected.points)),
        _bars("Remarks", dict(collected.warnings.most_common())),
        _bars("Errors", dict(report.errors.most_common())),
        _failures(collected.failures, report.failed),
        _skipped(report.skipped),
    ]
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{PAGE_MARK}<title>Batch {name}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _bars(title: str, values: Mapping[str, float]) -> str:
    if not values:
        return ""
    most = max(values.values()) or 1
    rows = "".join(
        f'<tr><th>{escape(str(name))}</th><td class="n">{value:,.6g}</td>'
        f'<td class="b"><span style="width:{100 * value / most:.1f}%"></span></td></tr>'
        for name, value in values.items()
    )
    return f"<h2>{title}</h2><table>{rows}</table>"


def _speeds(points: list[tuple[float, int]]) -> dict[str, float]:
    """Articles a second in ten stretches of the run, by the second they begin at."""
    if len(points) < 2:
        return {}
    step = max(1, len(points) // 10)
    chosen = [(0.0, 0), *points[step - 1 :: step]]
    return {f"from {a:,.0f} s": round((n - m) / (b - a), 2) for (a, m), (b, n) in pairwise(chosen) if b > a}


def _skipped(skipped: Sequence[tuple[str, str]]) -> str:
    if not skipped:
        return ""
    rows = "".join(
        f'<tr><td class="id">{escape(name)}</td><td>{escape(reason)}</td></tr>'
        for name, reason in skipped[:_MOST_SKIPPED]
    )
    shown = f"the first {_MOST_SKIPPED:,} of {len(skipped):,}" if len(skipped) > _MOST_SKIPPED else f"{len(skipped):,}"
    return f"<h2>Files passed over: {shown}</h2><table>{rows}</table>"


def _failures(failures: list[tuple[str, str, str]], count: int) -> str:
    if not failures:
        return ""
    rows = "".join(
        f'<tr><td class="id">{escape(id)}</td><td>{escape(code)}</td><td class="id">{escape(message)}</td></tr>'
        for id, code, message in failures
    )
    shown = f"the first {len(failures):,} of {count:,}" if count > len(failures) else f"{count:,}"
    return f"<h2>Failed articles: {shown}</h2><table>{rows}</table>"
