"""SECURITY.md names tests that exist, and limits that are the code's."""

from __future__ import annotations

import re
from pathlib import Path

from summarize.batch.sources.json_tables import MOST_BLANK_LINES
from summarize.documents import MAX_BYTES
from summarize.engines.settings import MOST_BYTES
from summarize.options import Options
from summarize.webpages import MAX_ATTRIBUTES, MAX_TAGS


def test_the_tests_that_it_names_exist(root: Path) -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", (root / "SECURITY.md").read_text(encoding="utf-8")))
    assert len(named) >= 8 and all((root / name).is_file() for name in named)


def test_the_limits_are_those_of_the_code(root: Path) -> None:
    text = (root / "SECURITY.md").read_text(encoding="utf-8")
    options = Options()
    limits = (options.max_characters, options.max_translation_characters, MAX_BYTES, MAX_TAGS, MAX_ATTRIBUTES)
    assert all(f"{limit:,}" in text for limit in (*limits, MOST_BYTES, MOST_BLANK_LINES))
