"""Reports as Markdown, as LaTeX, and as files named by what was measured.

Enters: a report. Leaves: text for a README or a paper, shares x100; a file's name. Refuses nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.report import ALPHA, Measure, Pairs, Report, Section
from summarize.metrics.statistics import holm

_LATEX_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


def markdown(report: Report) -> str:
    """All tables of a report as Markdown: sections, then one square of differences for each metric that was tested."""
    head = f"{report.data}, {report.rows} rows, SHA-256 `{report.sha256[:12]}`"
    tables = [_markdown_section(section) for section in report.sections]
    return "\n\n".join([head, *tables, *(_markdown_pairs(pairs) for pairs in report.pairs or ())]) + "\n"


def overview(report: Report, labels: Sequence[str]) -> str:
    """One Markdown table of chosen columns from all sections, systems in their order.

    Args:
        report: where the columns stand, each in one section.
        labels: which; one that no system has is left out.
    """
    found: dict[str, dict[str, str]] = {name: {} for section in report.sections for name in section.systems}
    for section in report.sections:
        for name, measures in section.systems.items():
            found[name] |= {measure.label: measure.text() for measure in measures}
    there = [label for label in labels if any(label in cells for cells in found.values())]
    rows = [[name, *(cells.get(label, "-") for label in there)] for name, cells in found.items()]
    return _markdown_table(["system", *there], rows)


def latex(report: Report) -> str:
    """All sections of a report as LaTeX tables for the package booktabs."""
    return "\n".join(_latex_section(section) for section in report.sections)


def file_name(report: Report) -> str:
    """A file's name for a report: what was measured on what, and twelve digits of a hash of all its signatures.

    The same measurement has the same name on every run, whatever its speed.
    """
    signatures = [
        f"{name} {measure.label} {measure.signature}"
        for section in report.sections
        for name, measures in section.systems.items()
        for measure in measures
    ]
    digest = hashlib.sha256("\n".join(signatures).encode()).hexdigest()[:12]
    data = re.sub(r"[^A-Za-z0-9.-]+", "-", Path(report.data).name).strip("-")
    return f"{report.command}-{data}-n{report.rows}-{digest}.json"


def _labels(section: Section) -> list[str]:
    return list(dict.fromkeys(m.label for measures in section.systems.values() for m in measures))


def _rows(section: Section) -> list[list[str]]:
    labels = _labels(section)
    rows = []
    for name, measures in section.systems.items():
        by_label = {measure.label: measure.text() for measure in measures}
        rows.append([name, *(by_label.get(label, "-") for label in labels)])
    return rows


def _markdown_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headers, ["---", *("--:" for _ in headers[1:])], *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _markdown_section(section: Section) -> str:
    return f"**{section.title}**\n\n{_markdown_table(['system', *_labels(section)], _rows(section))}"


def _markdown_pairs(pairs: Pairs) -> str:
    tests, names = pairs.tests, pairs.tests.systems
    upper = np.triu_indices(len(names), k=1)
    corrected = np.full(tests.difference.shape, np.nan)
    corrected[upper] = corrected.T[upper] = holm(tests.randomisation_p[upper])
    rows = []
    for row, name in enumerate(names):
        cells = []
        for column in range(len(names)):
            star = "\\*" if corrected[row, column] <= ALPHA else ""
            cells.append("" if row == column else f"{100 * tests.difference[row, column]:+.2f}{star}")
        rows.append([name, *cells])
    title = (
        f"**{pairs.metric} x100, row less column; \\*: not chance (approximate randomisation, Holm-corrected "
        f"p <= {ALPHA})**"
    )
    return f"{title}\n\n{_markdown_table(['', *names], rows)}"


def _latex_section(section: Section) -> str:
    labels = _labels(section)
    lines = [
        f"% {section.title}; signature of the first score: {_first(section).signature}",
        rf"\begin{{tabular}}{{l{'r' * len(labels)}}}",
        r"\toprule",
        " & ".join(_escaped(cell) for cell in ["system", *labels]) + r" \\",
        r"\midrule",
        *(" & ".join(_escaped(cell) for cell in row) + r" \\" for row in _rows(section)),
        r"\bottomrule",
        r"\end{tabular}",
        "",
    ]
    return "\n".join(lines)


def _first(section: Section) -> Measure:
    return next(iter(section.systems.values()))[0]


def _escaped(text: str) -> str:
    return "".join(_LATEX_SPECIAL.get(character, character) for character in text)
