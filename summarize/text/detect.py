"""The language of a text.

Input: cleaned text. Output: an ISO 639-1 code with confidence and candidates; "und" and a reason where the text does
not tell. langdetect (Shuyo 2010) does the work, through a factory of our own: its global one is seeded by chance and is
not safe to load from two threads. Text in capitals is put in lower case first, and in a short text the function words
have a vote. A language that few function words of the text belong to is unsure. What stands outside quotation marks
tells the language, where it is long enough to. A text whose two ends are in different languages is said to be mixed: it
is in that of its beginning, but for a first line that is a note above a longer text.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from ..forks import ForkLock
from ..languages import UNDETERMINED, normalise_language
from .other_languages import RUNNING_TEXT, UNSURE, Candidates, by_other_words, by_script, letters_in
from .quotations import PRIME
from .votes import languages, votes
from .words import LETTERS, UNSPACED

#: Characters looked at: langdetect samples n-grams, and more text changes nothing but the cost.
_MOST_CHARACTERS = 4_000
_FEWEST_LETTERS = 12
_LEAST_CONFIDENCE = 0.70
#: Thai, Lao, Khmer, Chinese, Japanese, Korean: a character says about as much as two letters of an alphabet.
_DENSE = re.compile(rf"[{UNSPACED}\uac00-\ud7af]")
_NOT_WORDS = re.compile(r"https?://\S{1,300}|\S{1,64}@\S{1,64}|[\d_]+")
#: Welsh function words: what langdetect takes for Welsh without them is another Celtic language.
_WELSH = re.compile(
    r"(?<!\w)(?:yn|mae|wedi|yr|y|ei|eu|gan|bod|oedd|fod|ac|mewn|sydd|roedd|ond|neu|hefyd|am|fel|bydd|nid|oes|yw|hyn|dim)(?!\w)"
)
#: Words in lower case that stand between names.
_BETWEEN_NAMES = frozenset(
    "de la le du des van von der den zu di da del della dos do e y i et und and en og och of".split()
)
#: Words of the longest text in which function words have a vote; a longer one needs none.
_MOST_VOTING = 25
#: What a vote weighs: natural logarithm of how much likelier it makes a language.
_VOTE = 1.5
#: Probability of a language that has most votes and that langdetect does not name: where it names one of the votes'
#: table, where it names one that has two votes less or fewer, and where it names one that is not in the table.
_UNNAMED, _UNNAMED_LEADING, _UNNAMED_ELSEWHERE = 0.02, 0.2, 0.0005
#: Confidence from which on a language is sure, and a half of a text is in one language.
_SURE = 0.9
#: Characters of the shortest and the longest half of a text whose language is told by itself.
_LEAST_HALF, _MOST_HALF = 80, 1_000
#: Of a running text the share of function words that it has at least: of 1,000 French articles none had under 0.34, of
#: Icelandic texts of 50 words that langdetect takes for Norwegian half had under 0.1.
_LEAST_FUNCTION_WORDS = 0.15
#: Languages whose function words the votes' table has most of.
_WELL_LISTED = frozenset("fr en es de it pt nl".split())
#: Words of the longest text that a function word of several languages leaves unsure, and of the longest that needs a
#: letter beyond Latin-1 to be surely in a language that is not in the table.
_FEW_WORDS, _FEWEST_WORDS = 6, 4
#: Words of the longest first line that is a note above a text in another language, and how many times as long the text
#: is, at least.
_MOST_IN_NOTE, _LEAST_BELOW_NOTE = 25, 1.5
#: A short word that may be part of a name: "Le Monde", "The Guardian".
_NAMED = re.compile(r"\b[A-ZÀ-Þ][a-zß-ÿ]{0,3}(?= [A-ZÀ-Þ])")
#: Punctuation marks and other signs for each letter of a text that is no code and no table, at most.
_MOST_SIGNS = 0.25
#: What stands between quotation marks. An apostrophe within is between letters; a closing mark is not before one.
_QUOTED = re.compile(
    r"«[^«»]+»|“[^“”]+”|„[^„“”\"]+[“”\"]|»[^«»]+«|(?<![^\s(\[–—-])”(?=\S)[^“”]+”|「[^「」]+」|『[^『』]+』"
    rf"|(?!{PRIME})\"(?:[^\"\n]|{PRIME}|\n(?!\n))+\"|‘[^‘]+?’(?!\w)|(?<!\S)‚(?=\S)[^‚‘’]+[‘’]|›[^‹›]+‹|‹[^‹›]+›|"
    r"(?<![\w'])'(?:[^'\n]|(?<=\w)'(?=\w))+'(?!\w)"
)
_lock = ForkLock()
_factory: Any = None


@dataclass(frozen=True, slots=True)
class Detection:
    """`language` (ISO 639-1 or "und"), its `confidence` 0-1, all `candidates`, and the `reason` for "und".

    `also` is the language of the other half of a text that is half in one language and half in another.
    """

    language: str
    confidence: float
    candidates: tuple[tuple[str, float], ...] = ()
    reason: str | None = None
    also: str | None = None

    @property
    def is_unsure(self) -> bool:
        """True where a language was told with a confidence under 0.9."""
        return self.language != UNDETERMINED and self.confidence < _SURE


def detect_language(text: str) -> Detection:
    """Tell the language of a text.

    Args:
        text: any text; its first and middle parts are looked at.

    Returns:
        The language, or "und" with a reason: "no_letters", "too_short" or "ambiguous". The same text always gives
        the same answer, from any thread.
    """
    found = _told_outside_quotations(text)
    return _made_unsure(found) if _are_words_shared(text, found.language) else found


def _told_outside_quotations(text: str) -> Detection:
    """The language of what stands outside quotation marks, where it is long enough to tell one."""
    whole = _told(text)
    outside = _QUOTED.sub(" ", text)
    is_clear = whole.confidence >= _SURE and not whole.also
    if outside == text or (is_clear and _is_by_words(outside, whole.language)):
        return whole
    own = _told(outside)
    best = own.language
    if best == UNDETERMINED != whole.language and own.candidates:
        best = own.candidates[0][0]
    if _is_by_words(outside, best):
        return replace(own, language=best, reason=None)
    is_long = len(outside.split()) >= RUNNING_TEXT
    if own.language == UNDETERMINED:
        is_mostly_quoted = 0 < 2 * letters_in(outside) < letters_in(text)
        return _made_unsure(whole) if is_long or is_mostly_quoted else whole
    # Names alone are in no language.
    has_words = any(len(word) > 1 and not word[0].isupper() for word in LETTERS.findall(outside))
    if is_long or (has_words and own.language != whole.language and own.confidence >= UNSURE):
        return own
    return whole if own.language == whole.language else _made_unsure(whole)


def _is_by_words(text: str, language: str) -> bool:
    """True where no other language has more function words in a text, and, in a longer text, enough are its own."""
    words = LETTERS.findall(text.lower())
    cast = votes(" ".join(words))
    own = cast.get(language, 0.0)
    least = _LEAST_FUNCTION_WORDS * len(words) if len(words) >= RUNNING_TEXT else 1
    return own >= least and own == max(cast.values(), default=0.0)


def _are_words_shared(text: str, language: str) -> bool:
    """True where a few words have no function word by which one language is told from another."""
    if len(LETTERS.findall(text[:_MOST_CHARACTERS])) > _FEW_WORDS:
        return False
    cast = dict(votes(_NAMED.sub("", _QUOTED.sub(" ", text)).lower()))
    own = cast.pop(language, 0.0)
    rivals = {other for other, most in cast.items() if most == own}
    if language in _WELL_LISTED:
        return own == 1 and not rivals.isdisjoint(_WELL_LISTED)
    return not rivals.isdisjoint(_WELL_LISTED) or (own == 1 and bool(rivals))


def _told(text: str) -> Detection:
    """The language of a text, quotations or not."""
    sample = text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS // 2] + " " + _middle(text)
    sample = _in_lower_case(_NOT_WORDS.sub(" ", sample))
    letters = letters_in(sample)
    if letters == 0:
        return Detection(UNDETERMINED, 0.0, (), "no_letters")
    if letters + len(_DENSE.findall(sample)) < _FEWEST_LETTERS:
        return Detection(UNDETERMINED, 0.0, (), "too_short")
    candidates = by_script(sample, letters) or _candidates(sample)
    if not candidates or candidates[0][0] == UNDETERMINED:
        return Detection(UNDETERMINED, 0.0, (), "ambiguous")
    ends = _ends(text)
    if ends and ends[0] != ends[1]:
        first, second = ends
        if _is_below_note(text, second):
            first, second = second, first
        shares = dict(candidates)
        return Detection(first, shares.get(first, 0.5), candidates, also=second)
    language, confidence = candidates[0]
    if confidence < _LEAST_CONFIDENCE or letters < 0.3 * len("".join(sample.split())):
        return Detection(UNDETERMINED, confidence, candidates, "ambiguous")
    found = Detection(language, confidence, candidates)
    if _is_names(sample):
        return _made_unsure(found)
    signs = sum(unicodedata.category(c)[0] in "PS" for c in sample)
    return _made_unsure(found) if signs > _MOST_SIGNS * letters else found


def _is_names(sample: str) -> bool:
    """True for words with a capital alone, which are in no language, in scripts that have capitals."""
    words = [word for word in LETTERS.findall(sample) if len(word) > 1]
    is_cased = any(word[0].isupper() for word in words)
    return is_cased and all(word[0].isupper() or word in _BETWEEN_NAMES for word in words)


def _made_unsure(found: Detection) -> Detection:
    """The same language, with a confidence that is not sure."""
    if found.language == UNDETERMINED:
        return found
    confidence = min(found.confidence, UNSURE)
    return replace(found, confidence=confidence, candidates=((found.language, confidence), *found.candidates[1:]))


def _ends(text: str) -> tuple[str, str] | None:
    """The languages of a text's beginning and end, where both are sure."""
    half = min(len(text) // 2, _MOST_HALF)
    if half < _LEAST_HALF:
        return None
    found = []
    for part in (text[:half], text[-half:]):
        sample = _in_lower_case(_NOT_WORDS.sub(" ", part))
        if (letters := letters_in(sample)) < _LEAST_HALF // 2:
            return None
        told = by_script(sample, letters) or _candidates(sample)
        if not told or told[0][1] < _SURE or told[0][0] == UNDETERMINED:
            return None
        found.append(told[0][0])
    return found[0], found[1]


def _is_below_note(text: str, language: str) -> bool:
    """True where all of a text but a short first line is in a language."""
    note, _, rest = text.strip().partition("\n")
    is_short = len(note.split()) <= _MOST_IN_NOTE and _LEAST_BELOW_NOTE * len(note) <= len(rest)
    return is_short and _ends(rest) == (language, language)


def _candidates(sample: str) -> Candidates:
    """langdetect's languages, best first, with the votes of function words."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _load_factory().create()
    detector.append(sample)
    try:
        probabilities = detector.get_probabilities()
    except LangDetectException:
        return ()
    found: dict[str, float] = {}
    for told in probabilities:
        language = normalise_language(told.lang)  # Chinese has two profiles
        found[language] = found.get(language, 0.0) + float(told.prob)
    voted = _voted(sample, found)
    return by_other_words(sample, voted) or _doubted(sample, voted)


def _doubted(sample: str, candidates: Candidates) -> Candidates:
    """The same, the first less sure where no word, or few of many, or fewer than of another, are its function words.

    A language that is not in the table is less sure in few words without a letter beyond Latin-1.
    """
    found = LETTERS.findall(sample)
    words = len(found)
    if candidates and candidates[0][0] == "cy" and not _WELSH.search(sample.lower()):
        return (("cy", min(candidates[0][1], UNSURE)), *candidates[1:])
    if not candidates or not words:
        return candidates
    language, p = candidates[0]
    if language not in languages():
        if words <= _FEWEST_WORDS and max("".join(found).lower()) <= "ÿ":
            p = min(p, UNSURE)
        return ((language, p), *candidates[1:])
    is_long = words >= RUNNING_TEXT
    cast = votes((sample if is_long else _NAMED.sub("", sample)).lower())
    own = cast.get(language, 0.0)
    if is_long:
        p *= min(1.0, own / words / _LEAST_FUNCTION_WORDS)
    if own == 0 or own < max(cast.values()):
        p = min(p, UNSURE)
    return ((language, round(p, 4)), *candidates[1:])


def _in_lower_case(text: str) -> str:
    """Text that is mostly in capitals, in lower case: langdetect takes it for German."""
    capitals, small = sum(c.isupper() for c in text), sum(c.islower() for c in text)
    return text.lower() if capitals > small else text


def _voted(sample: str, found: dict[str, float]) -> Candidates:
    """langdetect's probabilities, best first; in a short text, made likelier by each function word of a language.

    A word counts once: Hungarian has "a" in every sentence, which is a function word of other languages too.
    """
    words = " ".join(dict.fromkeys(LETTERS.findall(sample.lower())))
    if found and len(sample.split()) <= _MOST_VOTING and (cast := votes(words)):
        first = max(found, key=lambda language: found[language])
        most = max(cast.values())
        lead = most - cast.get(first, 0.0)
        unnamed = _UNNAMED_ELSEWHERE if first not in languages() else _UNNAMED_LEADING if lead >= 2 else _UNNAMED
        named = {**{language: unnamed for language in cast if cast[language] == most}, **found}
        # Votes are counted from the most that any has: exp of many would overflow.
        weighed = {language: p * math.exp(_VOTE * (cast.get(language, 0.0) - most)) for language, p in named.items()}
        total = sum(weighed.values())
        found = {language: p / total for language, p in weighed.items() if p > 0.001 * total}
    ordered = sorted(found.items(), key=lambda pair: -pair[1])
    return tuple((language, round(p, 4)) for language, p in ordered)


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
