"""What a translator must not touch: addresses, placeholders, tags, emoji and signs, out before and in after.

Input: a sentence. Output: the spans that must stay letter by letter; the sentence without the signs among them, and a
translation with the signs back in their places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .words import WORD

_ADDRESSES = (
    r"(?:https?|ftp)://[^\s<>\"«»“”()]+",
    r"www\.[^\s<>\"«»“”()]+",
    # An apostrophe inside ("o'brien"), but no elision in front ("l'adresse d'info@exemple.fr").
    r"(?<![\w.+-])(?!(?:[ldjnsmtc]|qu)['’])[\w.+-]{1,64}(?:['’][\w.+-]{1,30}){0,2}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}",
    r"(?<![\w.-])(?:[\w-]{1,63}\.){1,6}(?:fr|com|org|net|eu|info|be|ch|ca|io|uk|de|gouv|tv|paris)\b(?:/[^\s<>\"«»“”()]*)?",
)
_EXTENSIONS = (
    "pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|tsv|json|xml|html?|md|py|js|zip|rar|gz|tar|jpe?g|png|gif|svg|webp|"
    "mp[34]|wav|avi|mov|exe|log|ini|ya?ml"
)
_FILES = (
    r"(?<![\w/.:€$£¥])~?/[\w.@+-]{1,80}(?:/[\w.@+-]{1,80}){1,30}/?",
    r"(?<![\w/.])[A-Za-z]:\\[^\s<>\"«»“”|?*]+",
    rf"(?<![\w.-])[^\W_][\w-]{{0,80}}(?:\.[\w-]{{1,40}}){{0,3}}\.(?i:{_EXTENSIONS})(?!\w)",
    r"(?<![\w.-])(?:[^\W_]{1,40}-){0,3}[^\W_]{1,40}_[^\W_][\w-]{0,100}(?:\.\w{1,10}){0,2}",
)
#: Nine digits or more behind a 0 or a country's number: a date has fewer.
_PHONE = r"(?<![\w+.,])(?<!\d[ -])(?:\+\d{1,3}(?:[ .-]?\(0\))?|0)(?:[ .-]?\d){8,11}(?!\w)"
#: What a program puts words in the place of.
_PLACEHOLDER = r"\{\{[^{}\n]{0,80}\}\}|\$?\{[^{}\n]{0,80}\}|%\(\w+\)[sd]|%[sd]\b|\[\[[^\[\]\n]{0,80}\]\]"
#: Words of a sentence.
_NAMED = (
    *_ADDRESSES,
    *_FILES,
    r"\]\([^()\s]{1,500}\)",
    _PLACEHOLDER,
    rf"(?=\+){_PHONE}",
    r"(?<![\w&])[@#]\w+",
    r"`[^`\n]+`",
)
#: Signs beside the words of a sentence: they are taken out of it.
_LINK_OPENS = r"!?\[(?=[^\[\]\n]{1,300}\]\([^()\s]{1,500}\))"
_TAG = rf"</?[A-Za-z][^<>\n]{{0,200}}>|<!--[^\n]{{0,200}}?-->|&(?:[a-z]{{2,8}}|#\d{{1,6}});|{_LINK_OPENS}"
#: Letters, digits and punctuation that French and English text is made of. All else is a sign.
_PLAIN = r"A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\s.,;:!?'’‘\"“”«»()\[\]\-–—…/%&+°§="
#: Signs that belong to the figure behind them, and fractions.
_BEFORE_FIGURE, _FRACTIONS = frozenset("−×~≈≃±≤≥<>"), {"¼": "1[/⁄]4", "½": "1[/⁄]2", "¾": "3[/⁄]4"}
_OF_FIGURE = r"[−×~≈≃±≤≥<>](?=[ \u00a0\u202f]?\d)|[¼½¾]"
_SIGN = rf"[€$£¥]|{_OF_FIGURE}|(?:[^{_PLAIN}€$£¥](?:[\u200d\ufe0f\s]*(?!{_OF_FIGURE})[^{_PLAIN}€$£¥])*)"
_SPANS = re.compile("|".join([f"(?P<named>{'|'.join(_NAMED)})", f"(?P<tag>{_TAG})", f"(?P<sign>{_SIGN})"]))
#: What opens and closes around a span, and stays with it.
_AROUND = frozenset({"()", '""', "“”", "«»"})
_OPENS = re.compile(r"([(\"“«])(?:(?<=«)[ \u00a0\u202f])?$")
_CLOSES = re.compile(r"(?:[ \u00a0\u202f](?=»))?([)\"”»])")
_FIGURE = re.compile(r"[ \u00a0\u202f]?(\d+)")
#: What a translator is given for a sign of a figure, and for placeholders: names that it leaves as they are.
_GIVEN = {"−": "-", "×": "x"}
_STAND_INS = tuple(f"X{letter}" for letter in "ABCDEFGHJKLMNPQRSTUVWYZ")
#: Emphasis inside a sentence: a translator is given quotation marks for its signs.
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])[^*_\n]{1,300}(?<=\S)\1(?![\w*_])")
_EMPHASIS_GIVEN = '"'
_QUOTATION_MARK = re.compile(r"[«»“”\"]")
_ADDRESS = re.compile("|".join([*_ADDRESSES, _PHONE]))
_IS_PLACEHOLDER, _IS_ABROAD = re.compile(_PLACEHOLDER), re.compile(rf"(?=\+){_PHONE}")
_TRAILING = re.compile(r"[.,;:!?'’]+$")
_CLOSED = re.compile(r"[.!?…»\"”)]\s*$")
_END = re.compile(r"[\s.!?…»\"”)]*$")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a sentence that stays letter by letter; `is_word` tells a word of it from a sign beside them.

    `figure` is the digits that a sign stands before, `given` what a translator is given in its place.
    """

    start: int
    end: int
    text: str
    is_word: bool
    figure: str = ""
    given: str = ""


def untouched(sentence: str) -> list[Span]:
    """The spans of a sentence that a translation must have letter by letter, in reading order."""
    found: list[Span] = []
    stand_ins = iter(_stand_ins(sentence))
    emphasis = _emphasis(sentence)
    for match in _SPANS.finditer(sentence):
        text = match.group()
        if match["named"]:
            text = _TRAILING.sub("", text)
        start = match.start()
        stand_in = next(stand_ins, "") if _IS_PLACEHOLDER.fullmatch(text) else ""
        if given := _EMPHASIS_GIVEN if emphasis.get(start) == text else _given(text, stand_in):
            found.append(Span(start, start + len(text), text, bool(match["named"]), "", given))
            continue
        before, after = _OPENS.search(sentence, max(0, start - 2), start), _CLOSES.match(sentence, start + len(text))
        if before and after and (before[1] + after[1]) in _AROUND:
            start, text = before.start(), before.group() + text + after.group()
        if text.strip():
            figure, given = _of_figure(sentence, start, text)
            found.append(Span(start, start + len(text), text, bool(match["named"]), figure, given))
    return found


def _stand_ins(sentence: str) -> list[str]:
    """Names for the placeholders of a sentence; none where it has no word besides."""
    if not _IS_PLACEHOLDER.search(sentence) or not any(c.isalpha() for c in _SPANS.sub(" ", sentence)):
        return []
    return [name for name in _STAND_INS if name not in sentence]


def _emphasis(sentence: str) -> dict[int, str]:
    """The signs of emphasis inside a sentence, and where they stand; none of one that is emphasised as a whole."""
    found = [m for m in _EMPHASIS.finditer(sentence) if m.start() or not _END.fullmatch(sentence, m.end())]
    return {place: m[1] for m in found for place in (m.start(), m.end() - len(m[1]))}


def _given(text: str, stand_in: str) -> str:
    """What a translator is given for a placeholder, or a telephone number with a country's; "" for other spans."""
    return re.sub(r"[.-]", " ", text[1:]) if _IS_ABROAD.fullmatch(text) else stand_in


def _of_figure(sentence: str, start: int, sign: str) -> tuple[str, str]:
    """The digits that a sign stands before, and what a translator is given for it; nothing for other signs."""
    if sign in _FRACTIONS:
        return "", " " * sentence[start - 1 : start].isdigit() + sign
    figure = _FIGURE.match(sentence, start + 1) if sign in _BEFORE_FIGURE else None
    return (figure.group(1), _GIVEN.get(sign, "")) if figure else ("", "")


def addresses(text: str) -> list[str]:
    """The addresses of pages, those of mail, and telephone numbers of a text, in reading order."""
    return [_TRAILING.sub("", match.group()) for match in _ADDRESS.finditer(text)]


def without(sentence: str, spans: Sequence[Span]) -> str:
    """A sentence less some spans, and less the blanks that would stand double; what is given for a span stands."""
    parts, end = [], 0
    for span in spans:
        parts += [sentence[end : span.start], span.given]
        end = span.end
    return re.sub(r"[^\S\n]{2,}", " ", "".join([*parts, sentence[end:]])).strip()


def put_back(translation: str, sentence: str, spans: Sequence[Span]) -> str:
    """A translation with the spans that its original was given without.

    What was given for a span becomes the span again, and a sign of a figure stands before its figure. A span that
    opened or closed the sentence does so again; another stands behind the word that it stood behind, where the
    translation has that word (a name), else after the same share of the words.
    """
    translation = _with_emphasis(translation, sentence, spans)
    translation, spans = _with_given(translation, spans)
    words = list(WORD.finditer(without_inside(sentence, spans)))
    whole, last_place = translation, len(translation)
    for span in reversed(spans):
        before = [m for m in words if m.end() <= span.start]
        place = _place(whole, len(before), len(words), before[-1].group() if before else "")
        if len(before) == len(words) and _CLOSED.search(sentence[: span.start]):
            place = len(whole)
        place = min(place, last_place)
        left = " " if sentence[: span.start][-1:].isspace() else ""
        right = " " if sentence[span.end :][:1].isspace() else ""
        head, tail = translation[:place].rstrip(), translation[place:].lstrip()
        last_place = len(head)
        gap = right if tail and not re.match(r"[.,;:!?…)»”\"]", tail) else ""
        if span.is_word and span.text[0] != "]":  # a word does not run into others
            left, gap = (left or " " * head[-1:].isalnum()), (gap or " " * tail[:1].isalnum())
        translation = f"{head}{left if head else ''}{span.text}{gap}{tail}"
    return translation


def _with_emphasis(translation: str, sentence: str, spans: Sequence[Span]) -> str:
    """A translation with signs of emphasis for the quotation marks that were given for them, in their order; as it is
    where it has more or fewer marks."""
    signs = {span.start: span.text for span in spans if span.given == _EMPHASIS_GIVEN}
    if not signs:
        return translation
    left = without_inside(sentence, spans)
    places = sorted([*signs, *(mark.start() for mark in _QUOTATION_MARK.finditer(left))])
    found = list(_QUOTATION_MARK.finditer(translation))
    if len(found) != len(places):
        return translation
    for place, mark in reversed(list(zip(places, found, strict=True))):
        translation = translation[: mark.start()] + signs.get(place, mark.group()) + translation[mark.end() :]
    return translation


def _with_given(translation: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """A translation with the spans for what was given for them, and signs before the figures that they stood before;
    the spans that belong elsewhere."""
    elsewhere = []
    for span in spans:
        if not (span.figure or span.given):
            elsewhere.append(span)
            continue
        place = None if span.given == _EMPHASIS_GIVEN else _place_of_sign(span).search(translation)
        if place:
            translation = translation[: place.start()] + span.text + translation[place.end() :]
        elif not span.given:
            elsewhere.append(span)
    return translation, elsewhere


def _place_of_sign(span: Span) -> re.Pattern[str]:
    """What stands in a translation for a sign, or the place before its figure."""
    if span.text in _FRACTIONS:
        before = r"(?<=\d) ?" if span.given[0] == " " else r"(?<![\d/])"
        return re.compile(rf"{before}(?:{span.text}|{_FRACTIONS[span.text]})(?![\d/])")
    if span.is_word:
        return re.compile(rf"(?<!\w){re.escape(span.given)}(?!\w)")
    figure = rf"[ \u00a0\u202f]?{span.figure}(?!\d)"
    if span.given:
        return re.compile(rf"(?<![^\W\d_]){span.given}(?={figure})")
    return re.compile(rf"(?<![\w.,{re.escape(span.text)}])(?={span.figure}(?!\d))")


def without_inside(sentence: str, spans: Sequence[Span]) -> str:
    """A sentence with blanks in the place of spans, so that all else keeps its place."""
    for span in spans:
        sentence = sentence[: span.start] + " " * (span.end - span.start) + sentence[span.end :]
    return sentence


def _place(translation: str, before: int, count: int, last: str) -> int:
    """Where in a translation a span belongs that had `before` of `count` words before it, the last of them `last`."""
    words = list(WORD.finditer(translation))
    if not before or not words:
        return 0
    if before == count:
        end = _END.search(translation)
        return max(words[-1].end(), end.start() if end else 0)
    same = [i for i, m in enumerate(words) if m.group() == last]
    near = round(before * len(words) / count)
    number = min(same, key=lambda i: abs(i + 1 - near)) + 1 if same else max(1, near)
    return words[number - 1].end()
