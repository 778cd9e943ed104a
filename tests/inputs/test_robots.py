"""robots.txt as RFC 9309 has it, and the time between two pages."""

from __future__ import annotations

import time

import pytest

from summarize.robots import Rules, rules_for


def _allows(text: str, path: str) -> bool:
    return rules_for("summarize", text).allow(path)


@pytest.mark.parametrize(
    ("rules", "path", "is_allowed"),
    [
        ("", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Allow: /\nDisallow: /prive", "/prive/a", False),
        ("Disallow: /prive\nAllow: /prive/presse", "/prive/presse/1", True),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/rapport/2024.pdf", False),
        ("Disallow: /*.pdf$", "/rapport/2024.pdf?p=1", True),
        ("Disallow: /*/interne/", "/a/b/interne/c", False),
        ("Disallow: /*?p=", "/fil?p=2", False),
        ("Disallow: /fil$", "/fil", False),
        ("Disallow: /fil$", "/filature", True),
        ("Disallow: /*a*b$", "/ab/ba", True),
        ("Disallow: /*a*b$", "/ba/ab", False),
        ("Disallow: /été", "/%C3%A9t%C3%A9/1", False),
        ("Disallow: /%c3%a9t%c3%a9", "/été/1", False),
        ("Disallow: /%7Eanne", "/~anne/a", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("disallow : /a # un mot", "/a", False),
    ],
)
def test_the_longest_pattern_decides(rules: str, path: str, is_allowed: bool) -> None:
    assert _allows(f"User-agent: *\n{rules}\n", path) == is_allowed


GROUPS = """\ufeffUser-agent: Autre
Disallow: /
Sitemap: https://phare.example/plan.xml

User-agent: encore
USER-AGENT: Summarize/1.0

Disallow: /a
User-agent: *
Disallow: /

User-agent: summarize
Disallow: /b
"""


def test_the_groups_that_name_the_program_are_one() -> None:
    rules = rules_for("summarize", GROUPS)
    assert [rules.allow(path) for path in ("/a", "/b", "/c")] == [False, False, True]
    assert not rules_for("lecteur", GROUPS).allow("/c")
    assert not _allows(
        "User-agent: *\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: *\nDisallow: /b\n", "/b"
    )
    assert _allows("User-agent: summarize\n\nUser-agent: *\nDisallow: /\n", "/a") is False
    assert _allows("User-agent: summarize\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/a") is True
    assert _allows("User-agent: summarizer\nDisallow: /\n", "/a") is True


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("10", 10.0), ("0.5", 0.5), ("2,5", 2.5), ("1 # un", 1.0), ("x", 0.0), ("", 0.0), ("-3", 0.0), ("nan", 0.0)],
)
def test_the_time_between_two_pages(said: str, seconds: float) -> None:
    assert rules_for("summarize", f"User-agent: *\nCrawl-delay: {said}\n") == Rules((), seconds)
    assert rules_for("summarize", f"User-agent: autre\nCrawl-delay: {said}\n") == Rules()


def test_patterns_of_many_stars_take_no_time() -> None:
    started = time.process_time()
    assert _allows(f"User-agent: *\nDisallow: /{'*a' * 2000}$\n", "/" + "a" * 1999 + "b" * 2000)
    assert time.process_time() - started < 1
