"""Words, their forms, and what of a text is a matter of form alone.

Input: text. Output: words with the forms under which they count as the same; whether a text repeats itself or breaks
off.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, pairwise

from .french import FUNCTION_WORDS
from .quotations import straight_marks

#: Scripts that write no blanks between words, for the brackets of a pattern: Thai, Lao, Khmer, Japanese, Chinese.
UNSPACED = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
#: A word with what hyphens and apostrophes join to it, and a run of letters alone.
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
LETTERS = re.compile(r"[^\W\d_]+")
ELISION = re.compile(r"^(?:[ldjnsmtcLDJNSMTC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)['’]")
_POSSESSIVE = re.compile(r"['’]s?$")
_BLANKS = re.compile(r"[-‑–]")
_PARTS = re.compile(r"[-'’]")
_FINISHED = re.compile(r"[.!?…][\"”»)\s]*$")
_TITLE_LAST = re.compile(r"\b(?:MM?|Mmes?|Mlles?|Mgr|Me|Dr|Pr)\.[\"”»)\s]*$")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
#: Words that each cache keeps. 20,000 held 9 MB more after 300 articles and filled for thousands; the difference in
#: speed is under 2 %.
_KEPT_WORDS = 8_192


@lru_cache(maxsize=_KEPT_WORDS)
def fold(word: str) -> str:
    """A word in lower case, without accents, ligatures opened, apostrophes straight."""
    lower = word.lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFD", lower.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_FUNCTION_WORDS = frozenset(fold(word) for word in FUNCTION_WORDS)
#: Letters of a stem.
STEM_LETTERS = 6


@lru_cache(maxsize=_KEPT_WORDS)
def bare(word: str) -> str:
    """A word without its French elision ("l'", "qu'") or its English possessive."""
    return _POSSESSIVE.sub("", ELISION.sub("", word)) or word


#: Spanish, Italian, Portuguese, Dutch and German words that end no headline: they wait for a noun or a clause.
OPEN_WORDS = frozenset(
    """
    a à às ao aos al alla alle allo ai agli ante bajo como con contra da dal dalla de degli dei del della delle dello
    desde di do dos das e ed el em en entre es fra gli hasta i il in la las le lo los na nas nel nella no nos o os
    para pela pelo per por que che se si sin su sul sulla sulle sobre tra tras um uma un una uno y ma pero mas não non
    nicht niet aan als bij dat den der des die door een het hun met naar of om onder op over te tegen tot uit van voor
    waar wegen zijn maar am an auf aus bei beim dass dem durch ein eine einem einen einer eines für gegen im ins mit
    nach oder seit seine seinem seiner sich über und unter vom von vor zu zum zur zwischen aber
    """.split()
)


def parts(word: str) -> list[str]:
    """What hyphens and apostrophes join."""
    return [p for p in _PARTS.split(word) if p]


@lru_cache(maxsize=_KEPT_WORDS)
def forms(word: str) -> frozenset[str]:
    """Folded forms under which a word counts as the same: without its elision, without a plural ending, its parts."""
    whole, own = fold(word), fold(bare(word))
    found = {whole, own, *(p for p in parts(own) if len(p) > 1)}
    return frozenset({form for f in found for form in (f, singular(f)) if form})


def singular(word: str) -> str:
    """A folded word without a plural s or x, where it is long enough to have one."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


@lru_cache(maxsize=_KEPT_WORDS)
def stem(word: str) -> str:
    """The first letters of a folded word without elision or plural, which its inflected forms share ("annonc")."""
    return singular(fold(bare(word)))[:STEM_LETTERS]


def whole_words(by_language: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Patterns of words by language, in capitals or not, that are no part of another one or of one with a hyphen."""
    return {
        language: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
        for language, words in by_language.items()
    }


def has_stem(word: str, text: str) -> bool:
    """True where a text has a form of a word."""
    wanted = stem(word)
    return any(stem(w) == wanted for w in WORD.findall(text))


def content_stems(text: str) -> frozenset[str]:
    """Stems of what a text is about: its numbers, and its words of three letters or more that are no function words."""
    words = {fold(bare(part)) for match in WORD.finditer(text) for part in _BLANKS.split(match.group())}
    return frozenset(stem(w) for w in words if (len(w) > 2 or w.isdigit()) and w not in _FUNCTION_WORDS)


def words_of(text: str) -> list[str]:
    """Words of a text as they stand, hyphens and apostrophes inside kept."""
    return [m.group() for m in WORD.finditer(text)]


def has_words(text: str, fewest: int) -> bool:
    """True where a text has so many words or more; reads no further than it must."""
    return next(islice(WORD.finditer(text), fewest - 1, None), None) is not None


def repeats_itself(text: str) -> bool:
    """True where three words in a row stand three times, one word thrice in a row, or two words twice in a row."""
    words = [m.group().lower() for m in WORD.finditer(text)]
    if any(a == b == c for a, b, c in zip(words, words[1:], words[2:], strict=False)):
        return True
    if any(a == c and b == d for a, b, c, d in zip(words, words[1:], words[2:], words[3:], strict=False)):
        return True
    trigrams = list(zip(words, words[1:], words[2:], strict=False))
    return len(trigrams) - len(set(trigrams)) >= 2 and any(n >= 3 for n in Counter(trigrams).values())


def stutters(text: str) -> int:
    """How often a word stands twice in a row ("prevents prevents"), or at once again as a part ("Imagine Imagines")."""
    return len(stuttered_pairs(text))


def stuttered_pairs(text: str) -> list[tuple[str, str]]:
    """The neighbouring words, lower case, that `stutters` counts."""
    words = [m.group().lower() for m in WORD.finditer(text)]
    return [(a, b) for a, b in pairwise(words) if len(a) > 3 and (b.startswith(a) or (a.endswith(b) and len(b) > 3))]


def is_finished(text: str) -> bool:
    """True where the text ends like a sentence, not with a title before a name ("le renvoi de M."), and its quotation
    marks and brackets are closed."""
    closed = text.count("(") == text.count(")") and text.count("«") == text.count("»")
    return bool(_FINISHED.search(text)) and not _TITLE_LAST.search(text) and closed and straight_marks(text) % 2 == 0
