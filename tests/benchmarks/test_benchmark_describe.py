"""What is measured of every output, and what tokenizers do to words: by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.cli import main
from benchmarks.compare_tokenizers import count_words
from benchmarks.data import DataFile
from benchmarks.describe import Description, describe_runs, unsupported_claims
from benchmarks.systems import Output, SystemRun
from summarize.errors import MetricError
from summarize.metrics.abstractiveness import compression
from summarize.metrics.rouge import Rouge
from summarize.metrics.tokenizers import get_tokenizer

ARTICLE = "Le maire de Lyon a parlé mardi. Il a promis 3 000 arbres de plus à la ville, et du calme."
OUTPUTS = [
    "Le maire de Lyon a promis 3 000 arbres.",
    "Jean Dupont a promis 4 000 arbres à Paris.",
    "The mayor of the city spoke about the trees on Tuesday.",
    "",
]
DATA = DataFile("x", "ab" * 32, {"article": [ARTICLE] * 4})


def _described(**more: object) -> dict[str, float]:
    run = SystemRun("s", [Output(text) for text in OUTPUTS], None)
    articles = [ARTICLE] * 4
    claims = unsupported_claims([run], articles)
    how = Description("fr-v1", None, "fr")
    found = describe_runs(
        [run], DATA, articles=articles if more.get("articles", True) else None, claims=claims, how=how
    )
    return {measure.label: measure.interval.mean for measure in found["s"]}


def test_outputs_are_measured_by_hand() -> None:
    found = _described()
    tokenize = get_tokenizer("fr-v1").tokenize
    lengths = [len(tokenize(text)) for text in OUTPUTS]
    assert found["length"] == sum(lengths) / 4
    # An empty output has no ratio; the others' mean.
    assert found["compression"] == pytest.approx(sum(len(tokenize(ARTICLE)) / n for n in lengths[:3]) / 3)
    # The second names persons and a number that the article lacks, the third a weekday and words of another language.
    assert found["unsupported"] >= 1 / 4
    assert found["in fr"] == 2 / 4
    assert found["empty"] == 1 / 4
    assert found["flawed"] == found["unfinished"] == found["repetition"] == 0
    assert "fallback" not in found


def test_without_articles_what_needs_them_is_left_out() -> None:
    found = _described(articles=False)
    assert {"length", "in fr", "repetition", "empty"} <= set(found)
    assert not {"new-1", "unsupported", "compression", "coverage"} & set(found)


def test_claims_are_found_with_their_places() -> None:
    run = SystemRun("s", [Output(text) for text in OUTPUTS[:2]], None)
    clean, wrong = unsupported_claims([run], [ARTICLE] * 2)["s"]
    assert clean == ()
    named = " ".join(claim.text for claim in wrong)
    assert all(text in named for text in ("Dupont", "4 000", "Paris"))
    assert all(OUTPUTS[1][claim.start : claim.end] == claim.text for claim in wrong)


def test_names_glued_to_the_next_sentence_count_as_support() -> None:
    run = SystemRun("s", [Output("Il vient de Paris.")], None)
    assert unsupported_claims([run], ["Une visite prévue à ParisIl a parlé ensuite."])["s"] == [()]


def test_compression_by_hand() -> None:
    assert compression(["a", "b"], ["a"] * 9) == 4.5
    assert compression([], ["a"]) == 0


def test_stems_meet_and_elisions_and_figures_stay() -> None:
    tokenizer = get_tokenizer("fr-v1", stemmer="fr")
    assert tokenizer.tokenize("L'an promis, l'année promise : 3,5 %")[0] == "l'"
    words = tokenizer.tokenize("continuation continueraient 3,5 %")
    assert words[0] == words[1]
    assert words[2:] == ["3,5", "%"]


def test_the_stemmer_changes_scores_and_signatures(tmp_path: Path) -> None:
    assert Rouge("fr-v1", stemmer="fr").score("continuation", "continueraient")["rouge1"].f1 == 1
    assert Rouge("fr-v1").score("continuation", "continueraient")["rouge1"].f1 == 0
    data, target = tmp_path / "x.jsonl", tmp_path / "x.json"
    data.write_text(
        json.dumps({"abstract": "Ils continueraient.", "out": "Ils continuation."}) + "\n", encoding="utf-8"
    )
    command = ["score", "--data", str(data), "--hypothesis", "out", "--stemmer", "fr", "--json", str(target)]
    assert main(command) == 0
    measures = json.loads(target.read_text(encoding="utf-8"))["sections"][0]["systems"]["out"]
    assert measures[0]["value"] == 1
    assert "|fr-v1.1+snowball-fr(nltk-" in measures[0]["signature"]


def test_an_unknown_stemmer_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(MetricError, match="unknown stemmer 'de'; choose one of: fr"):
        get_tokenizer("fr-v1", stemmer="de")
    assert main(["score", "--data", "x.csv", "--hypothesis", "b", "--stemmer", "de"]) == 2
    assert "'de' is none of: fr" in capsys.readouterr().err


def test_words_that_rouge_score_cuts_or_confuses_are_counted() -> None:
    found = count_words(["L'arrêt : arrêté, arrêté. Le mot, 12 fois", "mot à mot"])
    # arrêt, arrêté x 2, le, mot x 3, fois, à; the elision and the figure are no words.
    assert (found.running, found.distinct) == (9, 6)
    # arrêt and arrêté are cut into "arr" and "t"; "à" is dropped.
    assert found.cut == 4
    assert found.confused == 2
    assert found.examples == (("arrêté", "arrêt"),)


def test_the_same_outputs_under_several_tokenizers(tmp_path: Path) -> None:
    data, target = tmp_path / "x.jsonl", tmp_path / "x.json"
    rows = [{"abstract": "La pêche est bonne.", "out": "La pâche est bonne."}] * 2
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["tokenizers", "--data", str(data), "--hypothesis", "out", "--json", str(target)]) == 0
    found = json.loads(target.read_text(encoding="utf-8"))
    scores, differences, words = (section["systems"] for section in found["sections"])
    assert scores["out, rouge-score"][0]["value"] == 1
    assert scores["out, fr-v1.1"][0]["value"] == pytest.approx(3 / 4)
    assert differences["out, fr-v1.1"][0]["value"] == pytest.approx(-1 / 4)
    assert next(iter(words)) == "8 words, 4 distinct"


def test_a_flawed_output_repeats_itself_or_breaks_off_or_both() -> None:
    loop = "le chat noir, le chat noir, le chat noir"
    run = SystemRun("s", [Output(text) for text in (loop, f"{loop}.", "Il a", "Il dort.")], None)
    found = describe_runs([run], DATA, articles=None, claims={}, how=Description("fr-v1", None, "fr"))
    shares = {measure.label: measure.interval.mean for measure in found["s"]}
    assert (shares["repetition"], shares["unfinished"], shares["flawed"]) == (2 / 4, 2 / 4, 3 / 4)
