"""Extractive systems: by hand, against sumy asked directly, and on articles that have little to take."""

from __future__ import annotations

import sys
import warnings

import pytest
from conftest import ROOT

from benchmarks.errors import BenchmarkError
from benchmarks.extractive import _Words, extractor_for, greedy_oracle
from benchmarks.systems import Asked, run_system
from summarize.metrics.rouge import Rouge
from summarize.text.clean import clean
from summarize.text.sentences import split_sentences

SUMY = ("textrank", "lexrank", "lsa", "kl")
ARTICLE = (
    "Le maire a parlé hier soir devant le conseil. La ville attend une réponse du maire depuis un mois. "
    "Il pleut sur la côte. Le conseil votera le budget de la ville mardi. Le maire a promis au conseil un budget."
)


def _texts(name: str, articles: list[str], references: list[list[str]] | None = None) -> list[str]:
    return [output.text for output in run_system(name, articles, asked=Asked(references=references or ())).outputs]


def _sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(clean(text).text)]


@pytest.mark.parametrize("name", ["random", *SUMY])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_so_many_sentences_in_the_articles_order(name: str, count: int) -> None:
    (text,) = _texts(f"{name}-{count}", [ARTICLE])
    places = [_sentences(ARTICLE).index(sentence) for sentence in _sentences(text)]
    assert len(places) == count
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["lead", "random", "oracle", *SUMY])
@pytest.mark.parametrize(
    "article",
    [
        "",
        "Un seul mot",
        "…!",
        "Une phrase. Une phrase. Une phrase. Une phrase.",
        "Le chat. Le chien.",
        "12 %. 13 %. 14 %.",
    ],
)
def test_articles_that_have_little_to_take(name: str, article: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (text,) = _texts(name, [article], [["Une phrase."]])
    assert all(sentence in _sentences(article) for sentence in _sentences(text))
    if name != "oracle" and any(map(str.isalnum, article)):
        assert text


@pytest.mark.parametrize("name", SUMY)
def test_sumy_is_asked_as_it_would_be_by_hand(name: str) -> None:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.kl import KLSummarizer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    maker = {"textrank": TextRankSummarizer, "lexrank": LexRankSummarizer, "lsa": LsaSummarizer, "kl": KLSummarizer}
    summariser = maker[name](Stemmer("french"))
    summariser.stop_words = get_stop_words("french")
    article = (ROOT / "seeds" / "article.fr.txt").read_text(encoding="utf-8")
    document = ObjectDocumentModel([Paragraph([Sentence(text, _Words()) for text in _sentences(article)])])
    expected = " ".join(str(sentence._text) for sentence in summariser(document, 3))
    assert _texts(f"{name}-3", [article]) == [expected]


def test_sumys_words_are_ours_without_elisions_and_signs() -> None:
    assert _Words().to_words("L'été, 3,5 % d'œufs") == ("été", "oeufs")


def test_random_sentences_are_seeded_by_the_article_alone() -> None:
    articles = [f"{ARTICLE} Et la rue {number} aussi." for number in range(20)]
    forward, backward = _texts("random", articles), _texts("random", articles[::-1])
    assert forward == backward[::-1]
    assert (
        len({tuple(_sentences(a).index(s) for s in _sentences(t)) for a, t in zip(articles, forward, strict=True)}) > 3
    )


def test_the_oracle_by_hand() -> None:
    sentences = [["a", "b"], ["c", "d"], ["e"]]
    # "c d" first (2 of 4 words and 1 of 3 pairs: 2/3 + 1/2), then "e" (3 of 4: 6/7, and 2 of 3 pairs only if adjacent).
    score, chosen = greedy_oracle(sentences, ["c", "d", "e", "f"])
    assert chosen == [1, 2]
    assert score == pytest.approx(6 / 7 + 2 * 1 / (1 + 3))
    assert greedy_oracle(sentences, ["c", "d", "e", "f"], most=1) == (pytest.approx(2 * 2 / 6 + 2 * 1 / 4), [1])
    assert greedy_oracle(sentences, ["x"]) == (0.0, [])
    assert greedy_oracle([], ["x"]) == (0.0, [])


def test_the_oracle_beats_every_single_sentence_and_takes_the_best_reference() -> None:
    reference = "Le maire a promis un budget au conseil de la ville."
    (text,) = _texts("oracle", [ARTICLE], [[reference]])
    rouge = Rouge(kinds=("rouge1",))
    best = max(rouge.score(sentence, reference)["rouge1"].f1 for sentence in _sentences(ARTICLE))
    assert rouge.score(text, reference)["rouge1"].f1 >= best
    assert _texts("oracle", [ARTICLE], [["Autre chose.", "Il pleut sur la côte."]]) == ["Il pleut sur la côte."]


def test_settings_tell_versions_and_seeds() -> None:
    assert run_system("random", [ARTICLE]).settings == "random-2:seed=12345"
    assert run_system("lead-3", [ARTICLE]).settings == "lead-3"
    assert str(run_system("lsa", [ARTICLE]).settings).startswith("lsa-2:sumy-0.")


def test_a_language_without_a_stemmer_is_not_stemmed() -> None:
    found = extractor_for("lsa", (), language="ja")
    assert found is not None
    assert "no-stemmer" in found.settings


@pytest.mark.parametrize("name", ["lead-0", "random-x", "oracle-0", "kl-", "lsa-1000"])
def test_wrong_numbers_are_refused(name: str) -> None:
    with pytest.raises(BenchmarkError, match=f"unknown system '{name}'"):
        extractor_for(name, [["a"]])


def test_an_oracle_without_references_is_refused() -> None:
    with pytest.raises(BenchmarkError, match="chooses by the references"):
        run_system("oracle", [ARTICLE])


def test_missing_sumy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sumy.summarizers.lsa", None)
    with pytest.raises(BenchmarkError, match=r"lsa needs sumy .*pip install 'summarize\[bench\]'"):
        run_system("lsa", [ARTICLE])
