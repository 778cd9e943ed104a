"""Summaries made wrong on purpose: one number, day or name of each changed into another that its article lacks.

Enters: articles with their abstracts, and a seed. Leaves: corrupted abstracts of several kinds, with the place of the
change. Refuses nothing: an abstract that has nothing of a kind is passed over. What is a number or a name is told here
by plain patterns and lists, not by the check that is measured, so that what it overlooks counts against it. Changed is
only what stands in the article as the abstract writes it, and put in is only what does not stand there, save for the
kinds of `LIMITS`, which show what a check of words cannot see.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from babel import Locale

_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[ .,\u00a0\u202f]\d+)*")
_WORDS = dict(
    zip(
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
        "cinquante soixante".split(),
        [*range(2, 17), 20, 30, 40, 50, 60],
        strict=True,
    )
)
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_WORDS)})(?![\w-])")
_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_DATE = re.compile(rf"\b(?:{'|'.join(_DAYS + _MONTHS)})\b")
_CAPITAL = r"[A-ZÀ-Þ][\w’'-]*[^\W\d_]"
#: First names of the news; whoever bears one is a person.
_FIRST_NAMES = (
    "Adrien Agnès Alain Alexandre Alexis Amélie André Angela Anne Anthony Antoine Arnaud Audrey Aurélie Barack "
    "Benjamin Benoît Bernard Bertrand Boris Brigitte Bruno Camille Caroline Catherine Cédric Céline Charles Christian "
    "Christine Christophe Claire Claude Clément Cyril Daniel David Denis Didier Dominique Donald Édouard Edouard "
    "Élisabeth Elisabeth Emmanuel Éric Eric Fabien Florence Florian François Françoise Frédéric Gabriel Geoffroy "
    "Georges Gérald Gérard Gilles Guillaume Guy Hélène Henri Hervé Hillary Hugo Isabelle Jacques James Jean Jérôme "
    "Joe John Jonathan Joseph Julie Julien Karim Karine Kevin Kylian Laura Laurence Laurent Lionel Louis Luc Lucas "
    "Manuel Marc Marie Marine Marion Marlène Martin Martine Mathieu Matthieu Maxime Michael Michel Michèle Mohamed "
    "Muriel Najat Nathalie Nicolas Nicole Olivier Pascal Patrice Patrick Paul Philippe Pierre Rachida Raphaël Raymond "
    "Rémi Richard Robert Roger Roland Romain Sandrine Sarah Sébastien Ségolène Serge Simon Sophie Stéphane Stéphanie "
    "Sylvain Sylvie Theresa Thierry Thomas Valérie Véronique Victor Vincent Vladimir William Xavier Yannick Yves"
).split()
_PERSON = re.compile(
    rf"\b(?:{'|'.join(_FIRST_NAMES)})(?:-(?:{'|'.join(_FIRST_NAMES)}))? (?P<family>(?:de |Le |La )?{_CAPITAL})"
)
_PLACE = re.compile(
    rf"\b(?:à|près de|maire de|ville de|gare de|aéroport de|habitants de) (?P<name>{_CAPITAL})(?!\w| ?[A-ZÀ-Þ])"
)
_ACRONYM = re.compile(r"(?<![\w.-])[A-Z]{3,6}(?![\w.-])")
_NO_ACRONYMS = frozenset("VIDEO PHOTO PHOTOS INFO DIRECT CARTE AUDIO III VIII XIII XIV XVI XXI".split())
#: A place or an acronym is one that the corpus names so often, and a place never follows a first name or a title.
_FEWEST = 3
_TITLED = re.compile(rf"\b(?:M\.|Mme|MM\.|{'|'.join(_FIRST_NAMES)}) (?P<name>{_CAPITAL})")
_COUNTRIES = frozenset(
    name for code, name in Locale("fr").territories.items() if code.isalpha() and re.fullmatch(_CAPITAL, name)
)
_COUNTRY = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_COUNTRIES, key=len, reverse=True))})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Corruption:
    """One change: of which `kind`, in which `row`; the changed `text`; from `start` to `end` there, what was put in
    for what `was` there."""

    kind: str
    row: int
    text: str
    start: int
    end: int
    was: str

    @property
    def now(self) -> str:
        """What was put in."""
        return self.text[self.start : self.end]


@dataclass(frozen=True)
class Corpus:
    """Articles and their abstracts, of equal number, with the real names of the articles by kind."""

    articles: Sequence[str]
    abstracts: Sequence[str]
    folded: list[str] = field(default_factory=list)
    pools: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: Sequence[str], abstracts: Sequence[str]) -> Corpus:
        """Collect the names of all articles, most frequent first."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in _NAME_KINDS}
        titled: set[str] = set()
        for article in articles:
            titled |= {m["name"] for m in _TITLED.finditer(article)}
            counts["person"].update({m.group() for m in _PERSON.finditer(article)})
            counts["family name"].update({m["family"] for m in _PERSON.finditer(article)})
            counts["place"].update({m["name"] for m in _PLACE.finditer(article)})
            counts["country"].update({m.group() for m in _COUNTRY.finditer(article)})
            counts["acronym"].update({m.group() for m in _ACRONYM.finditer(article)} - _NO_ACRONYMS)
        for name in titled | _COUNTRIES | {name for name in counts["place"] if name.isupper() or len(name) < 4}:
            del counts["place"][name]
        fewest = {"place": _FEWEST, "acronym": _FEWEST}
        pools = {k: sorted(n for n, times in c.items() if times >= fewest.get(k, 1)) for k, c in counts.items()}
        return cls(articles, abstracts, [fold(article) for article in articles], pools)


def corruptions(corpus: Corpus, kind: str, rows: Iterable[int], *, most: int, seed: int) -> list[Corruption]:
    """Corrupt the abstracts of some rows, each at one place.

    Args:
        corpus: all articles; names are taken from any of them.
        kind: one of `KINDS`.
        rows: which abstracts, in the order in which they are tried.
        most: stop after so many.
        seed: of the choice of place and of what is put in.
    """
    random = Random(f"{kind} {seed}")
    found: list[Corruption] = []
    for row in rows:
        places = list(KINDS[kind][0](corpus, row))
        random.shuffle(places)
        for start, end in places:
            was = corpus.abstracts[row][start:end]
            now = KINDS[kind][1](corpus, row, was, random)
            if now is not None:
                text = corpus.abstracts[row][:start] + now + corpus.abstracts[row][end:]
                found.append(Corruption(kind, row, text, start, start + len(now), was))
                break
        if len(found) == most:
            break
    return found


def fold(text: str) -> str:
    """Lower case without accents, apostrophes straight."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


Span = tuple[int, int]
_NAME_KINDS = ("person", "family name", "place", "country", "acronym")


def _matches(pattern: re.Pattern[str], group: str | int = 0) -> Callable[[Corpus, int], Iterator[Span]]:
    """Places of an abstract that a pattern finds and whose text stands in the article too."""

    def places(corpus: Corpus, row: int) -> Iterator[Span]:
        for match in pattern.finditer(corpus.abstracts[row]):
            if _stands(match[group], corpus.articles[row]):
                yield match.span(group)

    return places


def _stands(text: str, article: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(text)}(?![\w]|[.,]\d)", article) is not None


def _named(kind: str) -> Callable[[Corpus, int], Iterator[Span]]:
    """Places of an abstract where a name of the pool stands that the article has too."""
    pattern = re.compile(rf"(?<![\w-]){_CAPITAL}(?![\w-])")

    def places(corpus: Corpus, row: int) -> Iterator[Span]:
        known = corpus.pools[kind]
        for match in pattern.finditer(corpus.abstracts[row]):
            if match.group() in known and _stands(match.group(), corpus.articles[row]):
                yield match.span()

    return places


def _values(article: str) -> set[str]:
    """Every figure of an article, digits alone, whole and in its pieces, with the small numbers written as words."""
    found = {re.sub(r"\D", "", m.group()) for m in _FIGURE.finditer(article)} | set(re.findall(r"\d+", article))
    return found | {str(_WORDS[m.group()]) for m in _WORD.finditer(article.lower())}


def _other_digit(corpus: Corpus, row: int, was: str, random: Random) -> str | None:
    """A figure with one digit changed; the first digit does not become 0."""
    there = _values(corpus.articles[row])
    places = [i for i, c in enumerate(was) if c.isdigit()]
    changes = [(i, d) for i in places for d in "0123456789" if d != was[i] and (d != "0" or i != places[0])]
    random.shuffle(changes)
    made = (was[:i] + d + was[i + 1 :] for i, d in changes)
    return next((now for now in made if re.sub(r"\D", "", now) not in there), None)


def _other_word(corpus: Corpus, row: int, was: str, random: Random) -> str | None:
    there = _values(corpus.articles[row])
    return _pick([word for word, value in _WORDS.items() if str(value) not in there], random)


def _figure_of_article(corpus: Corpus, row: int, was: str, random: Random) -> str | None:
    """Another figure of the article, as long as the one it replaces."""
    found = {m.group() for m in _FIGURE.finditer(corpus.articles[row])}
    return _pick(sorted(f for f in found if f != was and len(f) == len(was)), random)


def _other_date(corpus: Corpus, row: int, was: str, random: Random) -> str | None:
    """Another day of the week for one, another month for one."""
    same = _DAYS if was in _DAYS else _MONTHS
    return _pick([word for word in same if fold(word) not in corpus.folded[row]], random)


def _person_of_article(corpus: Corpus, row: int, was: str, random: Random) -> str | None:
    """Another person of the article."""
    found = {m.group() for m in _PERSON.finditer(corpus.articles[row])}
    return _pick(sorted(name for name in found if name.split()[-1] != was.split()[-1]), random)


def _other_name(kind: str) -> Callable[[Corpus, int, str, Random], str | None]:
    def other(corpus: Corpus, row: int, was: str, random: Random) -> str | None:
        """A name of the pool of which no word stands in the article."""
        pool = corpus.pools[kind]
        for _ in range(50):
            now = pool[random.randrange(len(pool))]
            if not any(word in corpus.folded[row] for word in re.findall(r"\w{2,}", fold(now))):
                return now
        return None

    return other


def _pick(choices: Sequence[str], random: Random) -> str | None:
    return random.choice(choices) if choices else None


Maker = tuple[Callable[[Corpus, int], Iterator[Span]], Callable[[Corpus, int, str, Random], str | None]]
#: Kind -> the places where an abstract can be changed so, and what is put in there.
KINDS: dict[str, Maker] = {
    "figure": (_matches(_FIGURE), _other_digit),
    "number word": (_matches(_WORD), _other_word),
    "day or month": (_matches(_DATE), _other_date),
    "person": (_matches(_PERSON), _other_name("person")),
    "family name": (_matches(_PERSON, "family"), _other_name("family name")),
    "place": (_named("place"), _other_name("place")),
    "country": (_matches(_COUNTRY), _other_name("country")),
    "acronym": (_matches(_ACRONYM), _other_name("acronym")),
    "figure of the article": (_matches(_FIGURE), _figure_of_article),
    "person of the article": (_matches(_PERSON), _person_of_article),
}
NUMBERS = ("figure", "number word")
NAMES = _NAME_KINDS
#: Put in is what the article says of something else: who did what is out of reach.
LIMITS = ("figure of the article", "person of the article")
