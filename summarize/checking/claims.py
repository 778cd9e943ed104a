"""What a text claims, claim by claim, and where a source says it.

Input: two Documents, of a text and of its source. Output: claims with the spans of the source that support them; those
that none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..result import Unsupported
from ..text.document import Document
from ..text.numbers import Quantity, compatible, quantities
from ..text.words import bare, fold, singular
from . import names
from .amounts import READ, Known, amounts
from .quotations import find_quotation

#: A round figure ("une vingtaine") is supported by what lies this near.
_NEAR = 0.15
_MOST_SPANS = 3
#: Before a figure; a hyphen between figures or words is none.
_SIGN = re.compile(r"(?<![\w)\]%°.,/–-])[+−-]$")
_MINUS = re.compile(r"[-−–]\s?$")
#: What says of a number near by that it is below zero, or what something lost.
_LESS = re.compile(
    r"\b(?:moins|sous|au[- ]dessous|baiss|recul|repli|perd|pert|chut|diminu|rédui|réduct|plong|dégring|effondr|cèd|céd|"
    r"lâch|abandonn|minus|below|under|down|fell|fall|drop|declin|decreas|los[est]|slump|plung|cut)",
    re.IGNORECASE,
)
_LESS_BEFORE, _LESS_AFTER = 80, 40  #: Characters.


@dataclass(frozen=True, slots=True)
class Claim:
    """A number, date, name or quotation of a text.

    `kind` is "number", "date", "name" or "quotation"; `text` stands from character `start` to `end`; `is_supported`
    says whether the source has it.
    """

    kind: str
    text: str
    start: int
    end: int
    is_supported: bool


def claims(text: Document, source: Document) -> list[Claim]:
    """All claims of a text, in reading order.

    Args:
        text: a summary or translation. French and English number words, days and months are read; in other languages
            figures, names (where capitals tell them) and quotations are.
        source: the article.
    """
    found = [*_numbers(text, source), *_amounts(text, source), *_words(text, source), *_quoted(text, source)]
    return sorted(found, key=lambda claim: (claim.start, claim.end))


def find_unsupported(text: Document, source: Document, *, where: str = "text") -> tuple[Unsupported, ...]:
    """Claims of `text` that `source` lacks, in reading order.

    Args:
        text: a summary or translation.
        source: the article.
        where: what the offsets refer to, "text" or "translation".

    Returns:
        Numbers whose value does not occur with such a unit, days and months that are not named, capitalised words (not
        those that merely open a sentence) of which no form occurs, quotations whose words do not stand in the source.
        Names side by side are one claim.
    """
    return unsupported(text.text, claims(text, source), where=where)


def unsupported(text: str, found: list[Claim], *, where: str = "text") -> tuple[Unsupported, ...]:
    """The claims of a text that are not supported; names side by side are one."""
    lacking = _joined(text, [claim for claim in found if not claim.is_supported])
    return tuple(Unsupported(c.kind, c.text, c.start, c.end, where) for c in lacking)


def spans_of(claim: Claim, source: Document) -> tuple[tuple[int, int], ...]:
    """Where a source supports a claim: at most three spans of its text, in reading order; none where it does not.

    A name that is known by another word of its family, or by what its letters stand for, is supported and has no span.
    """
    if not claim.is_supported:
        return ()
    if claim.kind == "quotation":
        return (find_quotation(claim.text, source) or ())[:_MOST_SPANS]
    if claim.kind == "number":
        return _first(source.number_places, {v for q in quantities(claim.text) for v in q.values})
    return _first(source.word_places, {fold(bare(claim.text)), singular(fold(bare(claim.text)))})


def _first(places: Mapping[str, Sequence[tuple[int, int]]], wanted: set[str]) -> tuple[tuple[int, int], ...]:
    spans = {span for key in wanted for span in places.get(key, ())[:_MOST_SPANS]}
    return tuple(sorted(spans)[:_MOST_SPANS])


def has_number(quantity: Quantity, source: Document) -> bool:
    """True where a source has one of the values that a number may mean, with such a unit."""
    for value in quantity.values:
        units = source.numbers.get(value)
        if units and any(compatible(quantity.unit, unit) for unit in units):
            return True
    if not quantity.is_round:
        return False
    about = float(quantity.values[0])
    near = (v for v in source.numbers if len(v) < 12 and ":" not in v)
    return any(abs(float(v) - about) <= _NEAR * about for v in near)


def _numbers(text: Document, source: Document) -> Iterator[Claim]:
    for quantity in text.stated:
        if quantity.is_claim:
            is_supported = has_number(quantity, source) and _has_sign(text.text, quantity, source)
            yield Claim("number", quantity.text, quantity.start, quantity.end, is_supported)


def _amounts(text: Document, source: Document) -> Iterator[Claim]:
    if {text.language, source.language} <= READ and (found := list(amounts(text))):
        known = Known.of(source)
        for amount in found:
            yield Claim("number", amount.text, amount.start, amount.end, known.has(amount))


def _has_sign(text: str, number: Quantity, source: Document) -> bool:
    """True for a figure without a sign; for "-5 %" where the source says so, or in words that something fell by 5 %;
    for "+5 %" unless the source has minus signs alone."""
    sign = _SIGN.search(text[max(0, number.start - 2) : number.start])
    if sign is None:
        return True
    places = [span for value in number.values for span in source.number_places.get(value, ())]
    befores = [source.text[max(0, start - _LESS_BEFORE) : start] for start, _ in places]
    if sign.group() == "+":
        return not all(map(_MINUS.search, befores))
    afters = (source.text[end : end + _LESS_AFTER] for _, end in places)
    return any(_MINUS.search(b) or _LESS.search(f"{b} {a}") for b, a in zip(befores, afters, strict=True))


def _words(text: Document, source: Document) -> Iterator[Claim]:
    for word in text.mentions:
        kind = word.kind(text.language)
        if kind == "date":
            yield Claim(kind, word.text, word.start, word.end, names.has_date(word.text, source))
        elif kind == "name":
            is_supported = (
                names.has_name(word.text, source, language=text.language)
                or names.has_first_name(text.text, word, source)
                or names.spelled_out(text.text, word, source)
            )
            yield Claim(kind, word.text, word.start, word.end, is_supported)


def _quoted(text: Document, source: Document) -> Iterator[Claim]:
    for quotation in text.quotations:
        found = find_quotation(quotation.text, source)
        if found != ():
            yield Claim("quotation", quotation.text, quotation.start, quotation.end, found is not None)


def _joined(text: str, lacking: list[Claim]) -> list[Claim]:
    """Names that only a blank parts are one: "Emmanuel Macron"."""
    found: list[Claim] = []
    for claim in lacking:
        last = found[-1] if found else None
        if last and claim.kind == last.kind == "name" and text[last.end : claim.start] in (" ", "\u00a0"):
            found[-1] = Claim("name", text[last.start : claim.end], last.start, claim.end, False)
        else:
            found.append(claim)
    return found
