"""The commands from end to end: tables, JSON, exit codes, one line on standard error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT, ROWS, FakeLibrary, FakeResult

from benchmarks.cli import main
from benchmarks.extractive import lead
from summarize.metrics.rouge import Rouge
from summarize.metrics.statistics import bootstrap_interval, paired_bootstrap_p

Output = pytest.CaptureFixture[str]


def _measures(path: Path, section: int, system: str) -> dict[str, dict[str, object]]:
    found = json.loads(path.read_text(encoding="utf-8"))
    return {measure["label"]: measure for measure in found["sections"][section]["systems"][system]}


def _score(data_file: Path, *more: str) -> list[str]:
    return ["score", "--data", str(data_file), "--reference", "abstract", "--hypothesis", "good", *more]


def test_score_prints_and_writes_the_same_numbers(data_file: Path, tmp_path: Path, capsys: Output) -> None:
    target = tmp_path / "scores.json"
    assert main(_score(data_file, "--hypothesis", "bad", "--json", str(target))) == 0
    rows = Rouge("fr-v1").score_rows([r["good"] for r in ROWS], [[r["abstract"]] for r in ROWS])
    expected = bootstrap_interval(rows["rouge1"][:, 2])
    found = _measures(target, 0, "good")["R-1"]
    assert (found["value"], found["low"], found["high"]) == (expected.mean, expected.low, expected.high)
    printed = capsys.readouterr()
    assert f"{100 * expected.mean:.2f} [{100 * expected.low:.2f}, {100 * expected.high:.2f}]" in printed.out
    assert printed.err == ""
    assert [path.name for path in tmp_path.iterdir() if "tmp" in path.name] == []


def test_signatures_say_what_a_score_depends_on(data_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "scores.json"
    assert main(_score(data_file, "--source", "article", "--tokenizer", "rouge-score", "--json", str(target))) == 0
    sha256 = json.loads(target.read_text(encoding="utf-8"))["data"]["sha256"]
    found = _measures(target, 0, "good")["R-2"]["signature"]
    assert found == f"rouge2-f1|rouge-score-0.1.2|rouge-score|n=3|seed=12345x1000|data={sha256[:12]}:abstract"
    assert "sentencex" in str(_measures(target, 0, "good")["R-Lsum"]["signature"])
    for measure in _measures(target, 1, "good").values():
        assert str(measure["signature"]).count("|") == 5


def test_p_values_compare_with_the_first_system(data_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "scores.json"
    assert main(_score(data_file, "--hypothesis", "bad", "--hypothesis", "abstract", "--json", str(target))) == 0
    good, bad = (
        Rouge().score_rows([r[name] for r in ROWS], [[r["abstract"]] for r in ROWS])["rouge1"][:, 2]
        for name in ("good", "bad")
    )
    assert _measures(target, 0, "good")["R-1"]["p_value"] is None
    assert _measures(target, 0, "bad")["R-1"]["p_value"] == paired_bootstrap_p(bad, good)


def test_equal_systems_do_not_differ(tmp_path: Path) -> None:
    data_file, target = tmp_path / "twins.jsonl", tmp_path / "scores.json"
    rows = [{"abstract": r["abstract"], "good": r["good"], "twin": r["good"]} for r in ROWS]
    data_file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(_score(data_file, "--hypothesis", "twin", "--json", str(target))) == 0
    assert _measures(target, 0, "twin")["R-1"]["p_value"] == 1


def test_several_references_and_chosen_metrics(data_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "scores.json"
    more = ["--reference", "good", "--metric", "rouge1", "--aggregate", "mean", "--json", str(target)]
    assert main(_score(data_file, *more)) == 0
    found = _measures(target, 0, "good")
    assert list(found) == ["R-1"]
    assert str(found["R-1"]["signature"]).startswith("rouge1-f1-mean-of-2|")
    single = np.mean([Rouge().score(r["good"], r["abstract"])["rouge1"].f1 for r in ROWS])
    assert found["R-1"]["value"] == pytest.approx((single + 1) / 2)


def test_run_scores_and_describes_systems(
    data_file: Path, tmp_path: Path, library: FakeLibrary, capsys: Output
) -> None:
    target = tmp_path / "run.json"
    answers = iter(
        [
            FakeResult("échauffement"),
            FakeResult("Le maire", status="fallback"),
            FakeResult("Le train est parti hier.", unsupported=("hier",)),
            FakeResult("", status="too_short"),
        ]
    )
    library.answer = lambda text: next(answers)
    systems = ["--system", "lead-1", "--system", "fr-news-mini", "--system", "column:bad"]
    assert main(["run", "--data", str(data_file), *systems, "--json", str(target)]) == 0
    found = _measures(target, 1, "fr-news-mini")
    shares = {label: found[label]["value"] for label in ("fallback", "unsupported", "refused", "empty", "unfinished")}
    assert shares == pytest.approx(dict.fromkeys(shares, 1 / 3))
    assert float(str(found["articles/s"]["value"])) > 0
    assert _measures(target, 1, "lead-1")["new-2"]["value"] == 0
    assert _measures(target, 1, "lead-1")["coverage"]["value"] == 1
    assert "fallback" not in _measures(target, 1, "column:bad")
    expected = np.mean([Rouge().score(lead(r["article"], sentence_count=1), r["abstract"])["rouge1"].f1 for r in ROWS])
    assert _measures(target, 0, "lead-1")["R-1"]["value"] == pytest.approx(expected)
    assert capsys.readouterr().err == ""


def test_a_limit_is_obeyed_and_one_row_has_no_interval(data_file: Path, tmp_path: Path, capsys: Output) -> None:
    target = tmp_path / "run.json"
    systems = ["--system", "lead-1", "--system", "lead-2"]
    assert main(["run", "--data", str(data_file), *systems, "--limit", "1", "--json", str(target)]) == 0
    written = json.loads(target.read_text(encoding="utf-8"))
    assert (written["data"]["rows"], written["pairs"]) == (1, [])
    assert _measures(target, 0, "lead-2")["R-1"]["p_value"] is None
    found = _measures(target, 0, "lead-1")["R-1"]
    assert (found["low"], found["high"]) == (None, None)
    assert "seed=none" in str(found["signature"])
    assert "[" not in capsys.readouterr().out


def test_translate_measures_the_model_and_the_reference(data_file: Path, tmp_path: Path, library: FakeLibrary) -> None:
    target = tmp_path / "translate.json"
    command = ["translate", "--data", str(data_file), "--source", "article", "--reference", "en"]
    assert main([*command, "--json", str(target)]) == 0
    found = _measures(target, 0, "fr-en-opus")
    assert set(found) == {"BLEU", "chrF", "TER", "numbers kept", "sentences/s"}
    # The fake keeps "3,5" as it stands; English reads it by value. The reference holds no number.
    assert found["numbers kept"]["value"] == 1
    assert _measures(target, 0, "reference (en)")["numbers kept"]["value"] == 0
    assert str(found["BLEU"]["signature"]).startswith("bleu|sacrebleu-")
    assert "|fr-en-opus@sha256:" in str(found["BLEU"]["signature"])


def test_seed_scores_the_model_beside_the_leads(tmp_path: Path, library: FakeLibrary, capsys: Output) -> None:
    references = json.loads((ROOT / "seeds" / "references.json").read_text(encoding="utf-8"))
    library.answer = lambda text: FakeResult(references["references_fr"][1], references["references_en"][1])
    target = tmp_path / "seed.json"
    assert main(["seed", "--json", str(target)]) == 0
    assert library.asked == [(None, "en")]
    model, leads = _measures(target, 0, "summarize"), _measures(target, 0, "lead-2")
    assert all(measure["value"] == 1 for measure in model.values())
    assert set(model) == {f"R-{n} {t}" for n in ("1", "2", "L") for t in ("rouge-score", "fr-v1")}
    article = (ROOT / "seeds" / "article.fr.txt").read_text(encoding="utf-8")
    expected = Rouge("fr-v1").score_multi(lead(article, sentence_count=2), references["references_fr"])
    assert leads["R-1 fr-v1"]["value"] == expected["rouge1"].f1
    translation = _measures(target, 1, "summarize")
    assert translation["BLEU"]["value"] == pytest.approx(1)
    assert translation["chrF"]["value"] == pytest.approx(1)
    assert "lead-3" in capsys.readouterr().out


def test_seed_without_a_translation_fails_in_one_line(library: FakeLibrary, capsys: Output) -> None:
    library.answer = lambda text: FakeResult("Résumé.", None)
    assert main(["seed"]) == 1
    printed = capsys.readouterr()
    assert printed.err == "error: summarize returned no translation into English (status ok)\n"
    assert printed.out == ""


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--reference", "absent"], "no column absent"),
        (["--json", "/no/such/folder/x.json"], "its folder is missing"),
        (["--reference", "bad"], "column bad, row 2: the text is empty"),
    ],
)
def test_failures_are_one_line_and_exit_code_1(data_file: Path, capsys: Output, more: list[str], message: str) -> None:
    assert main(_score(data_file, *more)) == 1
    printed = capsys.readouterr()
    assert message in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_an_unknown_model_is_one_line(data_file: Path, library: FakeLibrary, capsys: Output) -> None:
    assert main(["run", "--data", str(data_file), "--system", "no-such-model"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("error: the library failed: unknown summarization model 'no-such-model'. Give one of fr-")
    assert error.count("\n") == 1


def test_the_seed_is_run_by_name_with_all_its_references(tmp_path: Path) -> None:
    target = tmp_path / "run.json"
    assert main(["run", "--data", "seed", "--system", "lead-2", "--json", str(target)]) == 0
    found = _measures(target, 0, "lead-2")["R-1"]
    article = (ROOT / "seeds" / "article.fr.txt").read_text(encoding="utf-8")
    references = json.loads((ROOT / "seeds" / "references.json").read_text(encoding="utf-8"))["references_fr"]
    assert found["value"] == Rouge().score_multi(lead(article, sentence_count=2), references)["rouge1"].f1
    assert str(found["signature"]).startswith("rouge1-f1-best-of-3|")


def test_a_run_says_pairs_speed_and_settings(data_file: Path, tmp_path: Path, library: FakeLibrary) -> None:
    target = tmp_path / "run.json"
    systems = ["--system", "lead-1", "--system", "fr-news-mini", "--system", "column:good"]
    assert main(["run", "--data", str(data_file), *systems, "--json", str(target)]) == 0
    found = json.loads(target.read_text(encoding="utf-8"))
    assert [pairs["metric"] for pairs in found["pairs"]] == ["R-1", "R-L"]
    pairs = found["pairs"][0]
    assert pairs["systems"] == ["lead-1", "fr-news-mini", "column:good"]
    means = [_measures(target, 0, name)["R-1"]["value"] for name in pairs["systems"]]
    assert pairs["difference"][0][2] == pytest.approx(float(str(means[0])) - float(str(means[2])))
    assert pairs["randomisation_p"][1][1] is None
    assert set(found["speed"]) == {"lead-1", "fr-news-mini"}
    signature = str(_measures(target, 0, "fr-news-mini")["R-1"]["signature"])
    assert "|fr-news-mini@0123abcd:ctranslate2-auto:length=medium:beams=" in signature
    assert str(_measures(target, 0, "column:good")["R-1"]["signature"]).count("|") == 5


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["score"],
        ["score", "--data", "x.csv", "--reference", "a", "--hypothesis", "b", "--tokenizer", "fr-v9"],
        ["score", "--data", "x.csv", "--reference", "a", "--hypothesis", "b", "--metric", "rouge9"],
        ["score", "--data", "x.csv", "--reference", "a", "--hypothesis", "b", "--hypothesis", "b"],
        ["run", "--data", "x.csv", "--system", "lead-1", "--limit", "0"],
    ],
)
def test_misuse_is_exit_code_2(arguments: list[str], capsys: Output) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.err
    assert printed.out == ""


def test_an_existing_json_file_survives_a_failed_write(
    data_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "scores.json"
    target.write_text("before", encoding="utf-8")

    def fail(*details: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("benchmarks.report.os.fsync", fail)
    assert main(_score(data_file, "--json", str(target))) == 1
    assert target.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows.jsonl", "scores.json"]


def test_the_module_runs_and_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, runpy; sys.argv = ['benchmarks', '--help']\n"
        "try: runpy.run_module('benchmarks', run_name='__main__')\n"
        "except SystemExit as finished: assert finished.code == 0, finished.code\n"
        "heavy = {'torch', 'transformers', 'datasets', 'rouge_score', 'sacrebleu'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    finished = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    for command in ("seed", "score", "run", "translate"):
        assert command in finished.stdout


def test_a_wrong_name_stops_a_run_before_its_first_system(
    data_file: Path, library: FakeLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["run", "--data", str(data_file), "--system", "fr-news-mini", "--system", "no-such-model"]
    assert main(command) == 1
    assert "no-such-model" in capsys.readouterr().err
    assert library.asked == []


def test_other_references_have_another_signature_and_another_file(data_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    command = ["score", "--data", str(data_file), "--hypothesis", "good", "--results-dir", str(folder)]
    assert main([*command, "--reference", "abstract"]) == 0
    assert main([*command, "--reference", "en"]) == 0
    assert main([*command, "--reference", "en"]) == 0
    assert len(list(folder.iterdir())) == 2


def test_one_file_for_two_outputs_is_refused(
    data_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "out")
    command = ["score", "--data", str(data_file), "--hypothesis", "good", "--json", target, "--markdown", target]
    assert main(command) == 1
    assert "the same file was given twice" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
