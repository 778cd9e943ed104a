"""Which one or two of a model's sentences make the best summary: a small linear model over what can be counted.

Enters: an article's sentences and the units (abstracts, extracts, gists) that passed every gate. Leaves: the parts of
the summary, best first. Refuses nothing.

The weights are fitted on validation articles, to predict how much better than its article's other choices a choice
scores in ROUGE; they stand in a model folder's `ranker.json`. Six wishes come on top, with weights set by hand: new
wording, but of words that the article has (what it lacks, a small model has mostly made up); no opening pronoun whose
noun is left behind; nobody's speech without its quotation marks; no sentence in which a reader, or a small translator,
loses the thread; and no part at some point of which the model faltered: there it has often lost a word, or run two
sentences into one ("Le New York Times a décidé d'instaurer des visas").
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain, pairwise
from pathlib import Path
from typing import Literal

from ..errors import ModelCorruptError
from .speech import is_bare_speech

Kind = Literal["abstract", "extract", "gist"]
FEATURES = (
    "score",  #: of the first part, mean log-probability a piece
    "abstract",  #: 1 where the first part is an abstract
    "drawn",  #: see select.Judge.drawn_share
    "length",  #: words, in thirties (or what the length asked for wants)
    "length_squared",
    "shortness",  #: words up to twenty, in twenties
    "novel",  #: share of word pairs that the article lacks
    "salience",  #: weight of the content words said, against that of the article's fifteen heaviest
    "density",  #: mean weight of the content words said
    "first_sentence",  #: share of the content words that stand in the article's first sentence
    "repetition",  #: share of the content words that were said before
    "second",  #: 1 where there is a second part
    "gist",  #: 1 where the second part is a gist
)
_WORD = re.compile(r"[^\W_]+")
_HEAVIEST = 15
#: Letters by which a content word is known again in another form ("annoncer", "annoncé").
_STEM = 5
#: Pieces whose mean log-probability tells whether the model faltered.
_LEAST = 3
#: Words of the longest sentence that costs nothing.
_READABLE = 40
_FINAL_MARK = re.compile(r"(?<=[.!?…]) ")
_PRONOUNS = frozenset(
    "il elle ils elles eux celui celle ceux celles lui leur y en cela ça mais et or donc car he she they it".split()
)
#: French words of four letters or more that say nothing of what a text is about. Leaving them out of the content words
#: was worth 0.3 points of ROUGE-L on 480 validation articles; leaving out short words instead was worth less.
_FUNCTION_WORDS = frozenset(
    """
    ainsi alors après aussi avant avec avoir cette comme dans deux dont elle elles entre être fait leur leurs lors mais
    même nous plus pour quoi sans selon ses sont sous tous tout toute toutes très vous été
    """.split()
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or two that may stand in a summary: where it came from, the model's score (None: the model did not
    write it), `Judge.drawn_share`, and the text as the model wrote it, where that was condensed since."""

    text: str
    kind: Kind
    score: float | None
    drawn: float
    written: str = ""

    @property
    def scored(self) -> str:
        """What the model is asked how likely it is: its own words, not what rules made of them."""
        return self.written or self.text


@dataclass(frozen=True)
class Article:
    """What the features compare a choice with, counted once an article."""

    weights: Mapping[str, float]
    heaviest: float
    first: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    stems: frozenset[str]

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Article:
        """Weigh content words by the sentences they stand in: three for the first, two for the next two, else one."""
        weights: Counter[str] = Counter()
        for i, sentence in enumerate(sentences):
            for word in set(content_words(sentence)):
                weights[word] += 3 if i == 0 else 2 if i < 3 else 1
        heaviest = sum(n for _, n in weights.most_common(_HEAVIEST)) or 1
        pairs = frozenset(chain.from_iterable(pairwise(words(s)) for s in sentences))
        stems = frozenset(word[:_STEM] for sentence in sentences for word in words(sentence))
        return cls(weights, heaviest, frozenset(content_words(sentences[0]) if sentences else ()), pairs, stems)


@dataclass(frozen=True)
class Ranker:
    """Weights by feature, and those set by hand.

    `invention_penalty` is for each content word that the article has in no form, `length_penalty` for each word by
    which the longest sentence exceeds forty, `falter_penalty` for each nat by which `least_likely` of a part lies under
    `falter_below`.
    """

    weights: Mapping[str, float]
    novelty_bonus: float = 0.0
    invention_penalty: float = 0.0
    pronoun_penalty: float = 0.0
    speech_penalty: float = 0.0
    length_penalty: float = 0.0
    falter_penalty: float = 0.0
    falter_below: float = 0.0

    @classmethod
    def load(cls, folder: Path) -> Ranker | None:
        """Read `ranker.json` of a model folder; None where there is none.

        Raises:
            ModelCorruptError: the file cannot be read, or lacks a feature.
        """
        path = folder / "ranker.json"
        if not path.is_file():
            return None
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            weights = {name: float(values["weights"][name]) for name in FEATURES}
            by_hand = (f.name for f in fields(cls) if f.name != "weights")
            return cls(weights, *(float(values[name]) for name in by_hand))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelCorruptError(f"{path} is damaged ({error!r}); copy the whole model folder again.") from error

    def worth(self, article: Article, parts: Sequence[Unit], wanted_words: int) -> float:
        """What a choice is expected to be worth, for comparison with other choices for the same article; what the
        `faltering` of its parts costs is not taken off yet."""
        values = features(article, parts, wanted_words)
        fitted = sum(self.weights[name] * value for name, value in zip(FEATURES, values, strict=True))
        dangling = sum(refers_back(part.text) for part in parts)
        invented = sum(word[:_STEM] not in article.stems for part in parts for word in content_words(part.text))
        wished = self.novelty_bonus * values[FEATURES.index("novel")]
        speech = self.speech_penalty * any(is_bare_speech(part.text) for part in parts)
        too_long = self.length_penalty * max(0, max(longest_sentence(part.text) for part in parts) - _READABLE)
        return fitted + wished - self.invention_penalty * invented - self.pronoun_penalty * dangling - speech - too_long

    def faltering(self, log_probabilities: Sequence[float]) -> float:
        """What a part loses for its least likely pieces, given the log-probability (nats) of each in order."""
        return self.falter_penalty * max(0.0, self.falter_below - least_likely(log_probabilities))


def refers_back(text: str) -> bool:
    """True where a text opens on a pronoun or a conjunction ("Il", "Selon lui", "Mais")."""
    opening = words(text)[:2]
    return opening[:1] != [] and (opening[0] in _PRONOUNS or (opening[0] == "selon" and opening[-1] in _PRONOUNS))


def longest_sentence(text: str) -> int:
    """Words of the longest sentence of a text, by its final marks."""
    return max(len(words(sentence)) for sentence in _FINAL_MARK.split(text))


def least_likely(log_probabilities: Sequence[float]) -> float:
    """Mean of the three least log-probabilities (nats a piece), that of the first piece left out; 0.0 of nothing."""
    least = sorted(log_probabilities[1:])[:_LEAST]
    return sum(least) / len(least) if least else 0.0


def features(article: Article, parts: Sequence[Unit], wanted_words: int) -> list[float]:
    """The values of `FEATURES` for one choice of parts, in their order."""
    own = list(chain.from_iterable(words(part.text) for part in parts))
    pairs = list(pairwise(own))
    content = [w for part in parts for w in content_words(part.text)]
    said = set(content)
    weight = sum(article.weights.get(w, 0.0) for w in said)
    length = len(own) / wanted_words
    return [
        parts[0].score or 0.0,
        float(parts[0].kind == "abstract"),
        min(part.drawn for part in parts),
        length,
        length**2,
        min(1.0, 1.5 * length),
        sum(p not in article.pairs for p in pairs) / max(1, len(pairs)),
        weight / article.heaviest,
        weight / max(1, len(said)),
        len(said & article.first) / max(1, len(said)),
        1 - len(said) / max(1, len(content)),
        float(len(parts) > 1),
        float(len(parts) > 1 and parts[1].kind == "gist"),
    ]


def words(text: str) -> list[str]:
    """Letters and digits in runs, lower case."""
    return _WORD.findall(text.lower())


def content_words(text: str) -> list[str]:
    """Words of four letters or more that are no function words, lower case."""
    return [w for w in words(text) if len(w) > 3 and w not in _FUNCTION_WORDS]
