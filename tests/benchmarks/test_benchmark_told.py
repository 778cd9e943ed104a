"""News told: shares counted by hand, and lengths between the leads."""

from __future__ import annotations

import pytest

from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.told import Told, at_length, lines, measure, tell


def test_shares_are_counted_by_stems() -> None:
    found = measure(
        ["Le maire de Brest ferme la piscine.", "Rien de neuf."],
        ["Brest ferme sa piscine", "Un séisme frappe Lima"],
        ["Les nageurs de Brest protestent.", "Trente morts."],
    )
    # Brest, ferme, piscine of the first; none of three of the second. Brest of three; none of two.
    assert found == Told(words=5.0, headline=0.5, abstract=pytest.approx(1 / 6), missed=0.5)


def test_headlines_without_content_are_refused() -> None:
    with pytest.raises(BenchmarkError, match="content word"):
        measure(["Le maire."], ["La"], ["Le maire."])


def test_leads_between_their_lengths() -> None:
    leads = [Told(20, 0.2, 0.1, 0.6), Told(40, 0.4, 0.3, 0.4), Told(80, 0.6, 0.5, 0.2)]
    found = at_length(leads, 60)
    assert (found.headline, found.abstract, found.missed) == (0.5, 0.4, pytest.approx(0.3))
    assert at_length(leads, 10).headline == 0.2


def test_a_whole_measurement() -> None:
    article = "Le maire de Brest ferme la piscine. Les clubs protestent devant la mairie. La région paiera les travaux."
    columns = {
        "article": [article] * 2,
        "title": ["Brest ferme sa piscine", "…"],
        "abstract": ["Les clubs protestent."] * 2,
    }
    found = tell(
        DataFile("x", "0" * 64, columns), source="article", headline="title", abstract="abstract", systems=["lead-2"]
    )
    assert list(found) == ["lead-1", "lead-2", "lead-3", "lead-2, lead at its length"]
    assert found["lead-1"].headline == 1.0 and found["lead-2"].abstract == 1.0
    assert lines(found)[2] == "| lead-1 | 7.0 | 100.0 | 0.0 | 0.0 |"
