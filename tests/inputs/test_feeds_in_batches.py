"""A feed in a batch is as many rows as it has articles, with title, date and link."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.batch.sources import SourceOptions, read
from summarize.errors import UnreadableInputError

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Le Phare</title>
<item><title>Grève</title><link>https://phare.example/1</link><pubDate>Mon, 11 Mar 2024 08:00:00 +0100</pubDate>
<description>&lt;p&gt;Les bus ne circuleront pas mardi.&lt;/p&gt;</description></item>
<item><title>Incendie</title><description>Un entrepôt a brûlé dimanche.</description></item></channel></rss>"""


def test_a_feed_is_rows(tmp_path: Path) -> None:
    path = tmp_path / "fil.xml"
    path.write_text(FEED, encoding="utf-8")
    first, second = read([str(tmp_path)], SourceOptions())
    assert (first.id, first.text) == ("https://phare.example/1", "Les bus ne circuleront pas mardi.")
    assert first.kept == {
        "title": "Grève",
        "author": None,
        "date": "Mon, 11 Mar 2024 08:00:00 +0100",
        "link": "https://phare.example/1",
    }
    assert (second.id, second.text) == (f"{path}#1", "Un entrepôt a brûlé dimanche.")
    assert second.kept["title"] == "Incendie" and second.kept["link"] is None


def test_columns_of_a_feed_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "fil.rss"
    path.write_text(FEED, encoding="utf-8")
    first, _ = read([str(path)], SourceOptions(keep=("title",)))
    assert first.kept == {"title": "Grève"}


def test_an_empty_feed_alone_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "vide.atom"
    path.write_text("<feed xmlns='http://www.w3.org/2005/Atom'></feed>", encoding="utf-8")
    with pytest.raises(UnreadableInputError, match="no article in"):
        list(read([str(path)], SourceOptions()))
