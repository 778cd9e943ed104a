"""Names that a sentence of a summary lacks: of a person whom it calls by the family name alone, where the article
introduces them in full, and of a newspaper or magazine ("raconte-t-elle au magazine").

Input: a sentence, what stands before it in the summary; for persons the article too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import french
from ..text.document import Document
from ..text.words import WORD, fold, has_stem

_TITLED = re.compile(r"(?<![\w'-])(?:MM?\.|Mmes?|Mme|Mlle|Me)\s+(?P<name>[A-ZÀ-Þ][\w'’-]+)")
#: ", précise le quotidien", and no daily life ("les objets du quotidien").
_MEDIUM = re.compile(
    r"(?<![\w'-])(?:(?:(?:[Ll]e|(?:colonnes|informations|site|supplément) du) (quotidien))|"
    r"(?:(?:[Ll]e|[Ll]a|du|au) |[Ll]')(journal|magazine|hebdomadaire|mensuel|revue|site))(?=[,.;]|$)"
)
#: A medium by its name: "selon Closer", "Le Monde".
_NAMED = re.compile(r"\b(?:(?:[Ss]elon|[Dd]'après|dans|à|au|par) (?:[Ll]e |[Ll]a |[Ll]')?|L[ea] |L'|Les |The )[A-ZÀ-Þ]")


def is_unnamed(text: str, before: str) -> bool:
    """True for a newspaper or magazine of which the sentence and the text before it do not tell the name."""
    medium = _MEDIUM.search(text)
    return medium is not None and not (has_stem(medium[1] or medium[2], before) or _NAMED.search(f"{before} {text}"))


def missing_name(text: str, before: str, article: Document) -> str | None:
    """ "name" for a person's family name whose full name the article gives, and the summary does not; None for none."""
    introduced = _full_names(article)
    said = before + " "
    for match in WORD.finditer(text):
        word = match.group()
        if not word[:1].isupper():
            continue
        own = fold(word)
        titled = _TITLED.search(text[max(0, match.start() - 6) : match.end()])
        following = text[match.end() : match.end() + 24]
        if (own not in introduced and not titled) or re.match(
            r" (?:(?:de|el|al|ben|van|von|le|la) )?[A-ZÀ-Þ]\w", following
        ):
            continue
        known = has_stem(word, said + text[: match.start()])
        follows_name = re.search(
            r"[A-ZÀ-Þ][\w'’-]+ (?:(?:de|d'|du|le|la|van|von|ben|el|al) ?)?$", text[: match.start()]
        )
        if not known and (titled or not follows_name):
            return "name"
    return None


@lru_cache(maxsize=64)
def _full_names(article: Document) -> frozenset[str]:
    """Family names, folded, that the article gives with a first name where it first gives them."""
    seen: set[str] = set()
    found = set()
    tokens = article.tokens
    for i, token in enumerate(tokens):
        if not token.is_capital or token.folded in seen:
            continue
        seen.add(token.folded)
        last = tokens[i - 1] if i else None
        gap = article.text[last.end : token.start] if last else ""
        if not (last and last.is_capital and gap == " " and len(last.folded) > 2):
            continue
        opens = _opens_sentence(article, last.start)
        is_word = last.folded in french.TITLES or (opens and last.folded in french.FUNCTION_WORDS)
        if not is_word and (opens or not article.as_it_stands(token).isupper()):
            found.add(token.folded)
    return frozenset(found)


def _opens_sentence(article: Document, place: int) -> bool:
    return any(sentence.start == place for sentence in article.sentences)
