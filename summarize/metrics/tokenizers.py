"""Named tokenizers: a text to the tokens that overlap metrics compare.

Enters: any string. Leaves: a list of tokens, empty for text without any. An unknown name is refused. Scores under
different tokenizers cannot be compared, which is why the name stands in every signature.

Tokenizers have a `tokenize` method, the interface that `rouge_score.rouge_scorer.RougeScorer` takes.
"""

from __future__ import annotations

import importlib.metadata
import re
import unicodedata
from typing import Protocol

from ..errors import MetricError, MissingExtraError
from ..text.characters import stream_safe


class Tokenizer(Protocol):
    """What metrics ask of a tokenizer: its `name`, as it stands in signatures, and its tokens."""

    @property
    def name(self) -> str:
        """Its name, with that of its stemmer."""
        ...

    def tokenize(self, text: str) -> list[str]:
        """Return the tokens of `text` in order."""
        ...


_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\uff07"), "'")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011"), "-")
_INVISIBLE: dict[int, None] = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_FOLDED: dict[int, str | None] = {**_APOSTROPHES, **_HYPHENS, **_INVISIBLE, ord("œ"): "oe"}

#: Tried in this order at each place of the text. The parts that repeat share no character with what may follow them,
#: and a branch that fails has looked at no more than the next branch consumes: the scan is linear in the text.
_TOKEN = re.compile(
    r"""
      (?P<thousands> [1-9]\d{0,2}
          (?: (?P<space>[\u0020\u00a0\u2009\u202f])\d{3} (?:(?P=space)\d{3})* (?:[.,]\d+)?
            | (?:\.\d{3})+ (?:,\d+)? )
          (?![.,]?\d) )
    | \d+(?:[.,]\d+)+                                                # 3,5   3.5   12.05.2019
    | \d+(?!\w)                                                      # 50, but not the 20 of 20h30
    | [%\u2030$\u00a2\u00a3\u00a5\u20a0-\u20cf]                      # per cent, per mille, currencies
    | (?:jusqu|lorsqu|puisqu|quoiqu|qu|[ldjnsctm])'                  # elisions
    | [^\W_]+(?:['-][^\W_]+)*                                        # words: aujourd'hui, peut-être, 20h30
    """,
    re.VERBOSE,
)


_LETTERS_DIGITS = re.compile(r"[^\W_]+")


class FrenchTokenizer:
    """`fr-v1`: French words with their accents, elisions split off, numbers whole (specified in docs/fr-v1.md)."""

    #: With its version: 1.1 writes "œ" as "oe".
    name = "fr-v1.1"

    def tokenize(self, text: str) -> list[str]:
        """Return the tokens of `text`; empty for blank text or punctuation alone."""
        # Lower-casing can decompose ("İ"), so the text is composed again after it.
        lower = unicodedata.normalize("NFC", stream_safe(text)).lower()
        folded = unicodedata.normalize("NFC", lower).translate(_FOLDED)
        return [_join_thousands(match) for match in _TOKEN.finditer(folded)]


def _join_thousands(match: re.Match[str]) -> str:
    if match.group("thousands") is None:
        return match.group()
    if match.group("space") is None:
        return match.group().replace(".", "")
    return match.group().replace(match.group("space"), "")


class RougeScoreTokenizer:
    """`rouge-score`: the default of the package rouge-score, without a stemmer.

    It cuts at every character but a-z and 0-9, so "péché", "pêche" and "pâché" all become "p", "ch" and what is left:
    French systems score higher under it than their words deserve. Published French figures use it.
    """

    name = "rouge-score"

    def __init__(self) -> None:
        try:
            from rouge_score.tokenizers import DefaultTokenizer
        except ImportError as error:
            raise MissingExtraError("metrics", "the tokenizer rouge-score") from error

        self._tokenizer = DefaultTokenizer(use_stemmer=False)

    def tokenize(self, text: str) -> list[str]:
        """Return the tokens of `text` as rouge-score makes them."""
        tokens: list[str] = self._tokenizer.tokenize(text)
        return tokens


class UnicodeTokenizer:
    """`unicode`: rouge-score's rule with every letter and digit of Unicode kept, not a-z and 0-9 alone.

    Between the other two, it tells what the accents change from what fr-v1's elisions and numbers do.
    """

    name = "unicode"

    def tokenize(self, text: str) -> list[str]:
        """Return the runs of letters and digits, in lower case."""
        return _LETTERS_DIGITS.findall(unicodedata.normalize("NFC", stream_safe(text)).lower())


class StemmingTokenizer:
    """Another tokenizer's tokens, each cut to its stem by the French Snowball stemmer (Porter 2001, snowballstem.org).

    Elisions and what holds no letter stay as they are. The stemmer strips endings by rule, so that "promis" and
    "promise" meet, and now and then words that have nothing to do with each other.
    """

    def __init__(self, inner: Tokenizer) -> None:
        try:
            from nltk.stem.snowball import FrenchStemmer
        except ImportError as error:
            raise MissingExtraError("metrics", "a stemmer") from error

        self._inner = inner
        self._stemmer = FrenchStemmer()
        self._known: dict[str, str] = {}
        version = importlib.metadata.version("nltk")
        self.name = f"{inner.name}+snowball-fr(nltk-{version})"

    def tokenize(self, text: str) -> list[str]:
        """Return the stems of the inner tokenizer's tokens, as many and in the same order."""
        return [self._stem(token) for token in self._inner.tokenize(text)]

    def _stem(self, token: str) -> str:
        if token not in self._known:
            keeps = token.endswith("'") or not any(character.isalpha() for character in token)
            self._known[token] = token if keeps else str(self._stemmer.stem(token))
        return self._known[token]


_TOKENIZERS: dict[str, type[FrenchTokenizer | RougeScoreTokenizer | UnicodeTokenizer]] = {
    "rouge-score": RougeScoreTokenizer,
    "unicode": UnicodeTokenizer,
    "fr-v1": FrenchTokenizer,
}
TOKENIZER_NAMES = tuple(_TOKENIZERS)


#: Stemmers by name; `fr` is French Snowball.
STEMMER_NAMES = ("fr",)


def get_tokenizer(name: str, *, stemmer: str | None = None) -> Tokenizer:
    """Return the tokenizer of that name.

    Args:
        name: one of `TOKENIZER_NAMES`.
        stemmer: one of `STEMMER_NAMES`, or None: no stemming.

    Raises:
        MetricError: no tokenizer or stemmer has that name.
    """
    if name not in _TOKENIZERS:
        raise MetricError(f"unknown tokenizer {name!r}; choose one of: {', '.join(TOKENIZER_NAMES)}")
    if stemmer is not None and stemmer not in STEMMER_NAMES:
        raise MetricError(f"unknown stemmer {stemmer!r}; choose one of: {', '.join(STEMMER_NAMES)}")
    inner = _TOKENIZERS[name]()
    return inner if stemmer is None else StemmingTokenizer(inner)
