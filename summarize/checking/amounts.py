"""Amounts in words that are no number: "des milliers", "plusieurs millions d'euros", "les deux tiers".

Input: a text and the Document of its source, in French or English. Output: the amounts of the text with their offsets,
and whether the source has such an amount, in words or in figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.document import Document
from ..text.number_words import FIGURES
from ..text.numbers import compatible, unit_after

#: Languages whose words are read.
READ = frozenset({"fr", "en"})
#: Zeros of a word in the plural, and of what may stand before it ("dizaines de milliers").
_ZEROS = {
    "dizaines": 1, "douzaines": 1, "tens": 1, "dozens": 1, "centaines": 2, "hundreds": 2, "milliers": 3, "thousands": 3,
    "millions": 6, "milliards": 9, "billions": 9,
}  # fmt: skip
_BEFORE = {"dizaine": 1, "vingtaine": 1, "trentaine": 1, "cinquantaine": 1, "centaine": 2} | _ZEROS
_MANY = re.compile(
    rf"(?<![^\W_])(?:(?:(?P<before>{'|'.join(_BEFORE)}) (?:de |of ))?(?P<word>{'|'.join(_ZEROS)})|"
    r"(?:several|few|many|some) (?P<single>hundred|thousand|million|billion))(?![^\W_])",
    re.IGNORECASE,
)
#: A word stands for less than twice the next one: "des dizaines" are not 1,000, and "des milliers" may be 45,000.
_NEXT = {1: 2, 2: 3, 3: 6, 4: 6, 5: 6, 6: 9, 7: 9, 8: 9}
_PARTS = {"moitié": 2, "half": 2, "demi": 2, "tiers": 3, "third": 3, "quart": 4, "quarter": 4}
_COUNT = rf"\d{{1,3}}|une?|one|a|{'|'.join(w for w, value in FIGURES.items() if int(value) < 11)}"
_SHARE = re.compile(
    rf"(?<![^\W_])(?:(?P<count>{_COUNT}|le|la)[ -])?(?P<part>{'|'.join(_PARTS)})(?:s|es?)?(?![^\W_])|"
    rf"(?<![^\W_])(?P<some>{_COUNT})(?: [^\W\d_]{{1,30}})? (?:sur|in|of|out of) (?P<all>{_COUNT})(?![^\W_])",
    re.IGNORECASE,
)
#: After a share that is one of something; "un quart d'heure" and "un quart de finale" are others.
_OF_WHOLE = re.compile(r" (?:d['’]|(?:de|des|du|of)(?! (?:finale|siècle|tour|hour|century)))(?!heure)")
_FIRST_OR_SECOND = re.compile(r"(?:première|seconde|deuxième|dernière|first|second) $", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
#: Two shares, or a share and a percentage, are the same that lie this near.
_NEAR = 0.15


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a text: `zeros` and `unit` of "milliers de personnes", or `share` (0-1) of "les deux tiers"."""

    text: str
    start: int
    end: int
    zeros: int = 0
    unit: str = ""
    share: float = 0.0


def amounts(text: Document) -> Iterator[Amount]:
    """The amounts of a text that are claims; those of figures ("3 millions") are numbers."""
    yield from _many(text)
    for amount in _shares(text.text):
        is_whole = amount.text.lower() in ("moitié", "half") or " " in amount.text or "-" in amount.text
        before = text.text[max(0, amount.start - 12) : amount.start]
        if is_whole and _OF_WHOLE.match(text.text, amount.end) and not _FIRST_OR_SECOND.search(before):
            yield amount


@dataclass(frozen=True, slots=True)
class Known:
    """What a source has: numbers and amounts as (unit, zeros, whether the first digit is 1); shares, in hundredths."""

    sizes: frozenset[tuple[str, int, bool]]
    shares: frozenset[int]

    @classmethod
    def of(cls, source: Document) -> Known:
        """Read a source once for all amounts that are looked up."""
        sizes = {(many.unit, many.zeros, True) for many in _many(source)}
        shares = {round(100 * share.share) for share in _shares(source.text)}
        for number in source.quantities:
            if number.unit == "" and _YEAR.fullmatch(number.text):
                continue
            wholes = [value.partition(".")[0] for value in number.values if ":" not in value]
            sizes |= {(number.unit, len(whole) - 1, whole.startswith("1")) for whole in wholes}
            if number.unit == "percent":
                shares |= {int(whole) for whole in wholes if len(whole) < 4}
        return cls(frozenset(sizes), frozenset(shares))

    def has(self, amount: Amount) -> bool:
        """True where the source has an amount or a number that a text may call so."""
        if amount.share:
            return any(abs(share - 100 * amount.share) <= _NEAR * 100 * amount.share for share in self.shares)
        most = _NEXT.get(amount.zeros, 18)
        return any(
            compatible(amount.unit, unit) and (amount.zeros <= zeros < most or (zeros == most and is_one))
            for unit, zeros, is_one in self.sizes
        )


def _many(text: Document) -> Iterator[Amount]:
    ends = {number.end for number in text.quantities}
    for match in _MANY.finditer(text.text):
        if match.end() in ends or match.start() - 1 in ends:
            continue
        said = (match["before"] or "", match["word"] or f"{match['single']}s")
        zeros = sum(_BEFORE[word.lower()] for word in said if word)
        yield Amount(match.group(), *match.span(), zeros=zeros, unit=unit_after(text.text, match.end()))


def _shares(text: str) -> Iterator[Amount]:
    for match in _SHARE.finditer(text):
        if match["part"]:
            parts, whole = _value(match["count"] or "1"), _PARTS[match["part"].lower()]
        else:
            parts, whole = _value(match["some"]), _value(match["all"])
        if 0 < parts < whole:
            yield Amount(match.group(), *match.span(), share=parts / whole)


def _value(count: str) -> int:
    return int(FIGURES.get(count.lower(), count if count.isdecimal() else 1))
