"""Which one or two sentences make the best summary: a small linear model over what can be counted, and the Selector.

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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain, islice, pairwise
from pathlib import Path

from ...errors import ModelCorruptError
from ..speech import is_bare_speech
from .article import STEM, Article, Unit, content_words, longest_sentence, refers_back, words
from .selector import Selector

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
    "selected",  #: what the Selector says of the choice; 0.0 where there is none
)
_NOVEL = FEATURES.index("novel")
#: Pieces whose mean log-probability tells whether the model faltered.
_LEAST = 3
#: Copied sentences of an article that are put together two by two. Five choose as well as sixteen do (models/LOG.md).
_MOST_COPIES = 5
#: Words of the longest sentence that costs nothing.
_READABLE = 40


@dataclass(frozen=True, slots=True)
class _Faults:
    """What a reader would rather not have in a text: content words that the article has in no form, an opening that
    `refers_back`, bare speech, and words by which the longest sentence exceeds what reads well."""

    invented: int
    refers_back: bool
    is_speech: bool
    words_too_many: int

    @classmethod
    def of(cls, article: Article, text: str) -> _Faults:
        """Look for them."""
        invented = sum(word[:STEM] not in article.stems for word in content_words(text))
        return cls(invented, refers_back(text), is_bare_speech(text), max(0, longest_sentence(text) - _READABLE))


@dataclass(frozen=True)
class Ranker:
    """Weights by feature, and those set by hand.

    `invention_penalty` is for each content word that the article has in no form, `length_penalty` for each word by
    which the longest sentence exceeds forty, `falter_penalty` for each nat by which `least_likely` of a part lies under
    `falter_below`.
    """

    weights: Mapping[str, float]
    selector: Selector | None = None
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
            by_hand = (f.name for f in fields(cls) if f.name not in ("weights", "selector"))
            return cls(weights, Selector.load(folder), *(float(values[name]) for name in by_hand))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelCorruptError(f"{path} is damaged ({error!r}); copy the whole model folder again.") from error

    def worths(self, article: Article, wanted_words: int, choices: Sequence[Sequence[Unit]]) -> list[float]:
        """What choices for one article are expected to be worth beside each other; what the `faltering` of their parts
        costs is not taken off yet."""
        values = all_features(article, wanted_words, choices, self.selector)
        units = {unit: None for choice in choices for unit in choice}
        faults = {unit: _Faults.of(article, unit.text) for unit in units}
        return [
            self._fitted(own) - self._wishes([faults[part] for part in parts])
            for parts, own in zip(choices, values, strict=True)
        ]

    def _fitted(self, values: Sequence[float]) -> float:
        fitted = sum(self.weights[name] * value for name, value in zip(FEATURES, values, strict=True))
        return fitted + self.novelty_bonus * values[_NOVEL]

    def _wishes(self, faults: Sequence[_Faults]) -> float:
        """What a choice loses for the faults of its parts."""
        of_each = sum(self.invention_penalty * f.invented + self.pronoun_penalty * f.refers_back for f in faults)
        speech = self.speech_penalty * any(f.is_speech for f in faults)
        return of_each + speech + self.length_penalty * max(f.words_too_many for f in faults)

    def shortlist(
        self, article: Article, wanted_words: int, units: Sequence[Unit], is_sound: Callable[[Unit], bool]
    ) -> list[Unit]:
        """The units that are no copies, and the few sound copies that alone are worth most: only these are put together
        two by two. Whether a copy is sound is asked from the best on, since it takes longer to tell than its worth."""
        copies = [unit for unit in units if unit.kind == "extract"]
        worths = self.worths(article, wanted_words, [[unit] for unit in copies])
        by_worth = sorted(range(len(copies)), key=lambda i: -worths[i])
        kept = set(islice((copies[i] for i in by_worth if is_sound(copies[i])), _MOST_COPIES))
        return [unit for unit in units if unit.kind != "extract" or unit in kept]

    def faltering(self, log_probabilities: Sequence[float]) -> float:
        """What a part loses for its least likely pieces, given the log-probability (nats) of each in order."""
        return self.falter_penalty * max(0.0, self.falter_below - least_likely(log_probabilities))


def least_likely(log_probabilities: Sequence[float]) -> float:
    """Mean of the three least log-probabilities (nats a piece), that of the first piece left out; 0.0 of nothing."""
    least = sorted(log_probabilities[1:])[:_LEAST]
    return sum(least) / len(least) if least else 0.0


def all_features(
    article: Article, wanted_words: int, choices: Sequence[Sequence[Unit]], selector: Selector | None
) -> list[list[float]]:
    """The values of `FEATURES`, in their order, for each choice of parts."""
    selected = selector.values(article, choices) if selector else [0.0] * len(choices)
    return [features(article, wanted_words, own, float(s)) for own, s in zip(choices, selected, strict=True)]


def features(article: Article, wanted_words: int, parts: Sequence[Unit], selected: float = 0.0) -> list[float]:
    """The values of `FEATURES` for one choice of parts, in their order, given what the Selector says of it."""
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
        selected,
    ]
