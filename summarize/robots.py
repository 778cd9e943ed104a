"""What a site's robots.txt asks of a program, as RFC 9309 has it, and the seconds between two pages that some ask for.

Input: the text of the file, the name of the program. Output: `Rules`. Refuses nothing: lines that say nothing known are
passed over.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

_AGENT = re.compile(r"[a-z_-]+|\*", re.IGNORECASE)
_SECONDS = re.compile(r"\d{1,9}(?:[.,]\d{1,3})?")
_ESCAPED = re.compile("%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one program."""

    paths: tuple[tuple[str, bool], ...] = ()  #: patterns of paths, and whether they are allowed
    delay_seconds: float = 0.0  #: between two pages

    def allow(self, path: str) -> bool:
        """True where a path with its query may be fetched: the longest pattern decides, of two the one that allows."""
        wanted = _normal(path)
        matching = [(len(pattern), allowed) for pattern, allowed in self.paths if _matches(pattern, wanted)]
        return max(matching, default=(0, True))[1]


NOTHING_ALLOWED = Rules(paths=(("/", False),))


def rules_for(agent: str, text: str) -> Rules:
    """The rules of all groups that name the program, else of all that name every program.

    Args:
        agent: the program's name, without a version.
        text: of robots.txt.
    """
    own: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    agents: set[str] = set()
    is_named, has_rules = False, True
    for key, value in _lines(text):
        if key == "user-agent":
            agents = set() if has_rules else agents
            has_rules = False
            found = _AGENT.match(value)
            agents.add(found.group().casefold() if found else "")
            is_named |= agent.casefold() in agents
            continue
        has_rules = True
        if agent.casefold() in agents:
            own.append((key, value))
        elif "*" in agents:
            others.append((key, value))
    lines = own if is_named else others
    paths = tuple((_normal(value), key == "allow") for key, value in lines if key in ("allow", "disallow") and value)
    delays = [_SECONDS.match(value) for key, value in lines if key == "crawl-delay"]
    return Rules(paths, max((float(found.group().replace(",", ".")) for found in delays if found), default=0.0))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        key, is_there, value = line.partition("#")[0].partition(":")
        if is_there and key.strip().casefold() in ("user-agent", "allow", "disallow", "crawl-delay"):
            yield key.strip().casefold(), value.strip()


def _matches(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern says: * stands for anything, $ at its end for the end of the path."""
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    if pattern.endswith("$"):
        if not others:
            return place == len(path)
        last = others.pop()
        if len(path) - len(last) < place or not path.endswith(last):
            return False
        path = path.removesuffix(last)
    for part in others:
        place = path.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


def _normal(path: str) -> str:
    """A path as all spell it: what is not ASCII escaped, and nothing that need not be."""
    escaped = quote(path, safe=string.punctuation)
    return _ESCAPED.sub(lambda m: c if (c := chr(int(m[1], 16))) in _UNRESERVED else m[0].upper(), escaped)
