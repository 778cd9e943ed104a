"""Long documents: related articles come together, once each, and a sentence finds the part that it speaks of."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.errors import BenchmarkError
from benchmarks.long_documents import make_documents, part_of
from summarize.text.words import words_of

FIRES = [f"L'incendie a détruit un entrepôt de peinture, les pompiers ont lutté {n} heures." for n in (2, 3, 4)]
VOTES = [f"Les députés débattent du budget à l'Assemblée, et {n} amendements sont déposés." for n in (10, 20, 30)]
ARTICLES = [text for pair in zip(FIRES, VOTES, strict=True) for text in pair]


def test_related_articles_make_a_document_in_their_order() -> None:
    made = make_documents(ARTICLES, [f"Résumé {i}." for i in range(6)], parts=3, most=5)
    assert sorted(document.parts for document in made) == sorted([FIRES, VOTES])
    assert {tuple(document.abstracts) for document in made} == {
        ("Résumé 0.", "Résumé 2.", "Résumé 4."),
        ("Résumé 1.", "Résumé 3.", "Résumé 5."),
    }


def test_no_article_stands_twice_and_few_are_refused() -> None:
    made = make_documents(ARTICLES, ARTICLES, parts=4, most=5)
    assert len(made) == 1
    assert len(set(made[0].parts)) == 4
    assert len(make_documents(ARTICLES, ARTICLES, parts=2, most=2)) == 2
    with pytest.raises(BenchmarkError, match="needs as many"):
        make_documents(ARTICLES[:2], ARTICLES[:2], parts=3, most=1)


def test_a_sentence_belongs_to_the_part_it_shares_most_word_pairs_with() -> None:
    parts = [frozenset(pairwise([w.lower() for w in words_of(text)])) for text in (FIRES[0], VOTES[0])]
    assert part_of("Les députés débattent du budget.", parts) == 1
    assert part_of("Les pompiers ont lutté.", parts) == 0
    assert part_of("Rien de cela.", parts) is None
