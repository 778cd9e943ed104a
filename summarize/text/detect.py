"""The language of a text.

Enters: cleaned text. Leaves: an ISO 639-1 code with confidence and candidates; "und" and a reason where the text
does not tell. Refuses nothing. langdetect (Shuyo 2010) does the work, through a factory of our own: its global one
is seeded by chance and is not safe to load from two threads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ..forks import ForkLock
from ..languages import UNDETERMINED, normalise_language

#: Characters looked at: langdetect samples n-grams, and more text changes nothing but the cost.
_MOST_CHARACTERS = 4_000
_FEWEST_LETTERS = 12
_LEAST_CONFIDENCE = 0.70
#: Thai, Lao, Khmer, Chinese, Japanese, Korean: a character says about as much as two letters of an alphabet.
_DENSE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOT_WORDS = re.compile(r"https?://\S{1,300}|\S{1,64}@\S{1,64}|[\d_]+")
#: Scripts that langdetect has no profile for, and would give to any language at all; None where several languages
#: use one (Ethiopic: Amharic and Tigrinya).
_OTHER_SCRIPTS: dict[str, str | None] = {
    "\u0530-\u058f": "hy", "\u10a0-\u10ff": "ka", "\u1780-\u17ff": "km", "\u0e80-\u0eff": "lo", "\u1000-\u109f": "my",
    "\u0d80-\u0dff": "si", "\u0b00-\u0b7f": "or", "\u0f00-\u0fff": "bo", "\u1200-\u137f": None,
}  # fmt: skip
_SCRIPT_PATTERNS = [(re.compile(f"[{span}]"), language) for span, language in _OTHER_SCRIPTS.items()]
_lock = ForkLock()
_factory: Any = None


@dataclass(frozen=True, slots=True)
class Detection:
    """`language` (ISO 639-1 or "und"), its `confidence` 0-1, all `candidates`, and the `reason` for "und"."""

    language: str
    confidence: float
    candidates: tuple[tuple[str, float], ...] = ()
    reason: str | None = None


def detect_language(text: str) -> Detection:
    """Tell the language of a text.

    Args:
        text: any text; its first and middle parts are looked at.

    Returns:
        The language, or "und" with a reason: "no_letters", "too_short" or "ambiguous". The same text always gives
        the same answer, from any thread.
    """
    sample = text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS // 2] + " " + _middle(text)
    sample = _NOT_WORDS.sub(" ", sample)
    letters = sum(c.isalpha() for c in sample)
    if letters == 0:
        return Detection(UNDETERMINED, 0.0, (), "no_letters")
    if letters + len(_DENSE.findall(sample)) < _FEWEST_LETTERS:
        return Detection(UNDETERMINED, 0.0, (), "too_short")
    candidates = _by_script(sample, letters) or _candidates(sample)
    if not candidates or candidates[0][0] == UNDETERMINED:
        return Detection(UNDETERMINED, 0.0, (), "ambiguous")
    language, confidence = candidates[0]
    if confidence < _LEAST_CONFIDENCE or letters < 0.3 * len(sample.replace(" ", "")):
        return Detection(UNDETERMINED, confidence, candidates, "ambiguous")
    return Detection(language, confidence, candidates)


def _by_script(sample: str, letters: int) -> tuple[tuple[str, float], ...]:
    """The language of a script that is most of the text and that langdetect does not know, with its share."""
    for pattern, language in _SCRIPT_PATTERNS:
        share = sum(c.isalpha() for c in pattern.findall(sample)) / letters
        if share > 0.5:
            return ((language or UNDETERMINED, round(share, 4)),)
    return ()


def _candidates(sample: str) -> tuple[tuple[str, float], ...]:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _load_factory().create()
    detector.append(sample)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return ()
    return tuple((normalise_language(f.lang), round(float(f.prob), 4)) for f in found)


def _load_factory() -> Any:
    global _factory
    with _lock:
        if _factory is None:
            from .profiles import factory

            _factory = factory()
    return _factory


def _middle(text: str) -> str:
    start = (len(text) - _MOST_CHARACTERS // 2) // 2
    return text[start : start + _MOST_CHARACTERS // 2]
