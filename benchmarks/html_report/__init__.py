"""The HTML report of a run: one file that opens anywhere, offline.

Enters: the JSON of a run, and, where there is one, the JSON Lines of its outputs. Leaves: one self-contained HTML file.
Refused: files that are missing, cut short, not of the contract (`benchmarks.html_report.inputs`), or not of one run.

Every text of an article is taken for hostile: the page escapes it, inserts it as text only, and forbids the browser to
load or run anything but what the page itself holds.
"""

from __future__ import annotations

from benchmarks.html_report.page import write_report

__all__ = ["write_report"]
