"""The HTML report as a file: what stands in it, what cannot get out of it, what is refused. No browser needed."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lxml import html
from report_files import HOSTILE, make_run, read_lines, write_lines

from benchmarks.cli import main
from benchmarks.html_report import charts, view
from benchmarks.html_report.inputs import PairTable
from benchmarks.html_report.page import write_report
from summarize.metrics.tokenizers import get_tokenizer

Files = tuple[Path, Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return make_run(tmp_path_factory.mktemp("run"))


@pytest.fixture
def files(made: Files, tmp_path: Path) -> Files:
    """A copy of the run that a test may spoil."""
    run, outputs = (tmp_path / path.name for path in made)
    run.write_bytes(made[0].read_bytes())
    outputs.write_bytes(made[1].read_bytes())
    return run, outputs


def _page(run: Path, outputs: Path | None, **options: Any) -> tuple[str, Any]:
    target = run.parent / "report.html"
    write_report(run, outputs, target, **options)
    text = target.read_text(encoding="utf-8")
    return text, html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))


def _text(node: Any) -> str:
    return " ".join(node.text_content().split())


def _section(page: Any, name: str) -> str:
    return _text(page.get_element_by_id(name))


def _cells(page: Any, name: str) -> str:
    """The texts of a section's elements, a space between them."""
    return " ".join(" ".join(page.get_element_by_id(name).itertext()).split())


def _data(page: Any) -> Any:
    return json.loads(page.get_element_by_id("data").text)


def _change_run(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    run = json.loads(path.read_text(encoding="utf-8"))
    change(run)
    path.write_text(json.dumps(run), encoding="utf-8")


def _change_line(path: Path, number: int, change: Callable[[dict[str, Any]], object]) -> None:
    articles = read_lines(path)
    change(articles[number])
    write_lines(path, articles)


# ---------------------------------------------------------------- what stands in it


def test_every_score_stands_with_its_interval_and_signature(files: Files) -> None:
    _, page = _page(*files)
    scores = _section(page, "scores")
    run = json.loads(files[0].read_text(encoding="utf-8"))
    for section in run["sections"]:
        for name, measures in section["systems"].items():
            assert name in scores
            for measure in measures:
                value = measure["value"] * (100 if measure["unit"] == "share" else 1)
                assert f"{value:,.2f}" in scores or f"{value:,.1f}" in scores
                assert measure["signature"] in scores
                if measure["low"] is not None:
                    assert f"{100 * measure['low']:.2f}–{100 * measure['high']:.2f}" in scores
    assert run["data"]["sha256"] in _text(page)


def test_an_interval_is_drawn_where_its_numbers_lie(files: Files) -> None:
    _, page = _page(*files)
    measure = json.loads(files[0].read_text(encoding="utf-8"))["sections"][0]["systems"]["close"][0]
    row = page.xpath("//*[@class='panel']//tr[@data-system='A']")[0]
    ticks = page.xpath("(//*[@class='panel'])[1]//*[@class='ticks']/*")
    places = [(float(tick.get("x")[:-1]), float(tick.text)) for tick in ticks]
    (x0, v0), (x1, v1) = places[0], places[-1]

    def place(value: float) -> float:
        return x0 + (100 * value - v0) * (x1 - x0) / (v1 - v0)

    line = row.xpath(".//*[@class='range']")[0]
    assert float(line.get("x1")[:-1]) == pytest.approx(place(measure["low"]), abs=0.02)
    assert float(line.get("x2")[:-1]) == pytest.approx(place(measure["high"]), abs=0.02)
    assert float(row.xpath(".//*[@class='dot']")[0].get("cx")[:-1]) == pytest.approx(place(measure["value"]), abs=0.02)


def test_the_reader_holds_every_text_with_its_scores_and_spans(files: Files) -> None:
    _, page = _page(*files, language="fr")
    data = _data(page)
    assert data["language"] == "fr"
    assert [system["name"] for system in data["systems"]] == ["close", "far"]
    for line, (identifier, source, references, rows) in zip(read_lines(files[1]), data["articles"], strict=True):
        assert (identifier, source, references) == (line["id"], line["source"], line["references"])
        for name, (text, scores, status, translation, claims, support) in zip(("close", "far"), rows, strict=True):
            output = line["systems"][name]
            assert (text, status, translation) == (output["text"], output["status"], output["translation"])
            assert scores == pytest.approx([output["scores"][label] for label in data["labels"]], abs=1e-4)
            assert [_cut(text, claim) for claim in claims] == [claim["text"] for claim in output["unsupported"]]
            sources = [line["source"][s["source_start"] : s["source_end"]] for s in output["support"]]
            assert [_cut(source, span[2:]) for span in support] == sources


def _cut(text: str, span: list[int]) -> str:
    """A slice as JavaScript cuts it: in UTF-16 units."""
    return text.encode("utf-16-le")[2 * span[0] : 2 * span[1]].decode("utf-16-le")


def test_distributions_are_those_of_the_outputs(files: Files) -> None:
    _, page = _page(*files)
    section = _cells(page, "distributions")
    articles = read_lines(files[1])
    scores = [100 * article["systems"]["close"]["scores"]["R-1"] for article in articles]
    low, middle, high = np.percentile(scores, [25, 50, 75])
    assert f"{middle:.1f} {low:.1f}–{high:.1f}" in section
    tokenize = get_tokenizer("fr-v1").tokenize
    lengths = [len(tokenize(text)) for article in articles for text in article["references"]]
    row = page.xpath("//*[@id='distributions']//tr[.//*[text()='references']]")[0]
    assert _text(row.xpath("./td")[1]) == f"{np.median(lengths):.1f}"
    for title in page.xpath("//*[@id='distributions']//*[@class='panel']"):
        counts = [int(bar.text_content().split(": ")[1]) for bar in title.xpath(".//*[@class='bar']")]
        rows = len(title.xpath(".//*[contains(@class, 'histogram')]"))
        assert sum(counts) == rows * len(articles)


def test_speed_stands_against_quality(files: Files) -> None:
    _, page = _page(*files)
    section = _cells(page, "speed")
    assert "A close 5.2" in section
    assert "B far 260" in section
    dots = page.xpath("(//*[@class='scatter'])[1]/g/circle")
    places = {dot.getparent().get("data-system"): float(dot.get("cx")[:-1]) for dot in dots}
    assert places == pytest.approx({"A": 100 * np.log10(5.2) / 3, "B": 100 * np.log10(260) / 3}, abs=0.01)


def test_terms_are_explained_and_nothing_points_nowhere(files: Files) -> None:
    _, page = _page(*files)
    ids = {node.get("id") for node in page.xpath("//*[@id]")}
    targets = page.xpath("//@popovertarget") + [link[1:] for link in page.xpath("//a/@href")]
    assert len(targets) > 20
    assert set(targets) <= ids
    assert len(ids) == len(page.xpath("//*[@id]"))
    labels = {m["label"] for m in json.loads(files[0].read_text())["sections"][1]["systems"]["close"]}
    assert labels <= {_text(node) for node in page.xpath("//*[@popover]/strong")}


def test_parts_that_a_run_lacks_say_so_in_their_place(files: Files) -> None:
    def strip(run: dict[str, Any]) -> None:
        del run["speed"], run["pairs"]
        for section in run["sections"]:
            section["systems"] = {"close": section["systems"]["close"]}

    _change_run(files[0], strip)
    _, page = _page(files[0], None)
    assert "compared no pairs" in _section(page, "tests")
    assert "No speed is known" in _section(page, "speed")
    for name in ("distributions", "reader"):
        assert "made without the outputs of the run" in _section(page, name)
        assert "--outputs" in _section(page, name)
    assert not page.xpath("//*[@id='data']")


def test_metrics_without_pairs_are_tested_against_the_first_system(files: Files) -> None:
    _, page = _page(*files)
    section = _cells(page, "tests")
    measure = json.loads(files[0].read_text(encoding="utf-8"))["sections"][0]["systems"]["far"][1]
    assert measure["label"] == "R-2"
    assert "All pairs were not tested on R-2" in section
    base = json.loads(files[0].read_text(encoding="utf-8"))["sections"][0]["systems"]["close"][1]
    assert f"B far −{100 * (base['value'] - measure['value']):.2f} {view.p_text(measure['p_value'])}" in section


@pytest.mark.parametrize("name", ["seed", "newstest2013", "orangesum-published-rouge-score"])
def test_runs_of_other_commands_make_a_report_too(name: str, root: Path, tmp_path: Path) -> None:
    write_report(root / "benchmarks" / "results" / f"{name}.json", None, tmp_path / "report.html")
    assert 'id="scores"' in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_same_files_make_the_same_page(files: Files) -> None:
    assert _page(*files)[0] == _page(*files)[0]


def test_fewer_articles_in_the_reader_are_announced(files: Files) -> None:
    _, page = _page(*files, articles=5)
    assert len(_data(page)["articles"]) == 5
    assert "The reader holds the first 5 of 12 articles." in _section(page, "reader")
    assert "over 12 articles" in _section(page, "distributions")


def test_two_hundred_articles_of_seven_systems_stay_below_five_megabytes(files: Files) -> None:
    first = read_lines(files[1])[0]
    output = {**first["systems"]["close"], "text": "Une phrase de résumé. " * 20}
    support = [{"start": 22 * k, "end": 22 * k + 21, "source_start": 0, "source_end": 9} for k in range(20)]
    output |= {"translation": output["text"], "support": support}
    names = [f"system-{number}" for number in range(7)]
    # Twice as long as the articles of OrangeSum.
    source = "Une phrase d'article assez longue, avec des accents. " * 90
    write_lines(
        files[1],
        [
            {"id": str(n), "source": source, "references": [output["text"]], "systems": dict.fromkeys(names, output)}
            for n in range(200)
        ],
    )

    def widen(run: dict[str, Any]) -> None:
        run["data"]["rows"] = 200
        for section in run["sections"]:
            section["systems"] = dict.fromkeys(names, section["systems"]["close"])
        for measure in run["sections"][0]["systems"]["system-0"]:
            measure["value"] = output["scores"].get(measure["label"], measure["value"])

    _change_run(files[0], widen)
    assert 1_000_000 < write_report(*files, files[0].parent / "report.html") < 5_000_000


# ---------------------------------------------------------------- what cannot get out of it


def test_no_text_becomes_markup_wherever_it_stands(files: Files) -> None:
    run, outputs = files
    renamed = outputs.read_text(encoding="utf-8").replace('"close"', json.dumps(HOSTILE, ensure_ascii=False))
    outputs.write_text(renamed, encoding="utf-8")

    def spoil_line(article: dict[str, Any]) -> None:
        output = article["systems"][HOSTILE]
        output["status"] = output["translation"] = HOSTILE
        output["unsupported"] = [{"text": HOSTILE, "kind": HOSTILE, "start": 0, "end": 5}]

    _change_line(outputs, 0, spoil_line)

    def spoil(found: dict[str, Any]) -> None:
        found["command"] = found["data"]["name"] = found["data"]["sha256"] = HOSTILE
        found["outputs"] = [HOSTILE]
        for section in found["sections"]:
            section["title"] = HOSTILE
            section["systems"][HOSTILE] = section["systems"].pop("close")
            for measure in section["systems"][HOSTILE]:
                measure["signature"] = HOSTILE
        found["sections"][1]["systems"][HOSTILE][0]["label"] = HOSTILE
        found["speed"] = {HOSTILE: 1.0}
        for pairs in found["pairs"]:
            pairs["systems"] = [HOSTILE, "far"]

    _change_run(run, spoil)
    text, page = _page(*files)
    assert len(page.xpath("//script")) == 3
    assert not page.xpath("//img | //iframe | //object | //embed | //form | //base | //comment()")
    assert not page.xpath("//@*[starts-with(name(), 'on')] | //@style | //@src")
    assert text.count("</script>") == 3
    assert "49" not in [_text(node) for node in page.xpath("//h3")], "a template ran a text"
    assert text.count("\u2028") > 0 and "\u2028" not in page.get_element_by_id("data").text
    assert HOSTILE in page.xpath("//title")[0].text
    assert [system["prefix"] + system["name"] for system in _data(page)["systems"]].count(HOSTILE) == 1
    assert _data(page)["articles"][0][0] == HOSTILE


def test_the_policy_allows_this_page_s_own_code_and_no_network(files: Files) -> None:
    text, page = _page(*files)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"

    def digest(code: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"

    code = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(code) == 2
    assert rules["script-src"].split() == [digest(part) for part in code]
    assert rules["style-src"] == digest(re.findall(r"<style>(.*?)</style>", text, re.DOTALL)[0])
    assert text.index("Content-Security-Policy") < text.index("<style>")
    assert {link for link in page.xpath("//@href") if not link.startswith("#")} == {"data:,"}
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|innerHTML|insertAdjacent|document\.write|eval\(", text)


# ---------------------------------------------------------------- what is refused


def _cut_file(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])


def _first_output(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    _change_line(path, 0, lambda article: change(article["systems"]["close"]))


SPOILED: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "no run": (lambda run, outputs: run.unlink(), "cannot read"),
    "no outputs": (lambda run, outputs: outputs.unlink(), "cannot read"),
    "run cut short": (lambda run, outputs: _cut_file(run, 0.7), "Invalid JSON: EOF"),
    "run of another shape": (lambda run, outputs: run.write_text("[1]"), "should be an object"),
    "run without tables": (
        lambda run, outputs: _change_run(run, lambda r: r.pop("sections")),
        "sections: Field required",
    ),
    "a number that is none": (
        lambda run, outputs: run.write_text(run.read_text().replace('"value": 0', '"value": NaN, "x": 0', 1)),
        "finite number, received nan",
    ),
    "pairs that are no square": (
        lambda run, outputs: _change_run(run, lambda r: r["pairs"][0]["difference"].pop()),
        "pairs of R-1: difference is not 2 by 2",
    ),
    "outputs cut within a line": (lambda run, outputs: _cut_file(outputs, 0.95), "line 12: Invalid JSON: EOF"),
    "outputs cut between lines": (
        lambda run, outputs: write_lines(outputs, read_lines(outputs)[:-1]),
        "not of one run: 12 rows and 11 articles",
    ),
    "no lines": (lambda run, outputs: outputs.write_text(""), "is empty"),
    "not JSON Lines": (lambda run, outputs: outputs.write_text("a,b\n1,2\n"), "line 1: Invalid JSON"),
    "an id twice": (
        lambda run, outputs: _change_line(outputs, 3, lambda a: a.update(id="id-2")),
        "stands in line 3 too",
    ),
    "another system": (
        lambda run, outputs: outputs.write_text(
            outputs.read_text(encoding="utf-8").replace('"far"', '"near"'), encoding="utf-8"
        ),
        "systems close, far and close, near",
    ),
    "a line of other systems": (
        lambda run, outputs: _change_line(outputs, 4, lambda a: a["systems"].pop("far")),
        "line 5: systems close, but close, far in line 1",
    ),
    "a line of other scores": (
        lambda run, outputs: _change_line(outputs, 4, lambda a: a["systems"]["far"]["scores"].pop("R-2")),
        "line 5: far has other scores than in line 1",
    ),
    "scores of another run": (
        lambda run, outputs: _first_output(outputs, lambda o: o["scores"].update({"R-1": 0.1})),
        "R-1 of close is",
    ),
    "a score above 1": (
        lambda run, outputs: _first_output(outputs, lambda o: o["scores"].update({"R-1": 31.4})),
        "systems.close.scores.R-1: Input should be less than or equal to 1, received 31.4",
    ),
    "a claim outside its text": (
        lambda run, outputs: _first_output(
            outputs, lambda o: o.update(unsupported=[{"text": "x", "kind": "name", "start": 5, "end": 9999}])
        ),
        "unsupported of close: 5 to 9999 lies outside its text",
    ),
    "a source outside its article": (
        lambda run, outputs: _first_output(outputs, lambda o: o["support"][0].update(source_end=9999)),
        "support of close",
    ),
    "a text that is none": (lambda run, outputs: _first_output(outputs, lambda o: o.update(text=None)), "valid string"),
}


@pytest.mark.parametrize("case", SPOILED)
def test_bad_input_is_one_line_and_leaves_nothing(case: str, files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    run, outputs = files
    spoil, message = SPOILED[case]
    spoil(run, outputs)
    before = {path.name for path in run.parent.iterdir()}
    target = run.parent / "report.html"
    assert main(["report", str(run), "--outputs", str(outputs), "-o", str(target)]) == 1
    printed = capsys.readouterr()
    assert message in printed.err
    assert printed.err.startswith("error: ")
    assert printed.err.count("\n") == 1
    assert printed.out == ""
    assert {path.name for path in run.parent.iterdir()} == before


def test_the_report_replaces_an_older_one_only_when_it_is_whole(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    target = files[0].parent / "report.html"
    target.write_text(before := "<title>before: benchmark report</title>", encoding="utf-8")

    def fail(*details: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("benchmarks.report.os.fsync", fail)
        assert main(["report", str(files[0]), "-o", str(target)]) == 1
    assert target.read_text(encoding="utf-8") == before
    assert {path.name for path in target.parent.iterdir()} == {"run.json", "outputs.jsonl", "report.html"}
    assert main(["report", str(files[0]), "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_report_beside_its_run_by_default_and_never_over_it(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    run, outputs = files
    assert main(["report", str(run)]) == 0
    assert (run.parent / "run.html").exists()
    capsys.readouterr()
    for target in (run, outputs):
        content = target.read_bytes()
        assert main(["report", str(run), "--outputs", str(outputs), "-o", str(target)]) == 1
        assert "would overwrite its own input" in capsys.readouterr().err
        assert target.read_bytes() == content
    assert main(["report", str(run), "-o", str(run.parent / "none" / "x.html")]) == 1
    assert "its folder is missing" in capsys.readouterr().err


# ---------------------------------------------------------------- parts


def test_axes_begin_and_end_on_round_numbers() -> None:
    axis = charts.linear_axis([0.152, 0.389], text=lambda value: f"{100 * value:g}")
    assert (axis.low, axis.high) == pytest.approx((0.1, 0.4))
    assert [tick.text for tick in axis.ticks] == ["10", "20", "30", "40"]
    assert [tick.percent for tick in axis.ticks] == pytest.approx([0, 33.33, 66.67, 100])
    assert axis.percent(0.25) == 50
    assert (axis.percent(-1), axis.percent(2)) == (0, 100)
    same = charts.linear_axis([0.0, 0.0], text=str)
    assert same.low < 0 < same.high
    powers = charts.log_axis([1.3, 260])
    assert [tick.text for tick in powers.ticks] == ["1", "10", "100", "1,000"]
    assert powers.percent(10) == pytest.approx(33.33)
    assert charts.log_axis([1.0]).high == 10


def test_histograms_lose_no_value() -> None:
    values = [0.0, 0.049, 0.05, 0.31, 1.0]
    edges = charts.bin_edges(values)
    axis = charts.linear_axis([edges[0], edges[-1]], text=str)
    bars = charts.histogram(values, edges, axis=axis, most=charts.tallest([values], edges))
    assert [bar.count for bar in bars] == [2, 1, 1, 1]
    assert max(bar.height for bar in bars) == 100
    assert all(bar.top + bar.height == pytest.approx(100) for bar in bars)
    assert charts.bin_edges([0.0])[-1] > 0


@pytest.mark.parametrize(
    ("p", "text"), [(0.000999, "<.001"), (0.0014, ".001"), (0.2534, ".253"), (1.0, "1"), (0.9996, "1"), (None, "–")]
)
def test_p_values_in_three_digits(p: float | None, text: str) -> None:
    assert view.p_text(p) == text


def test_systems_are_lettered() -> None:
    systems = view.name_systems([f"s{number}" for number in range(28)] + ["column:a", "reference (en)"])
    assert [systems[name].key for name in ("s0", "s25", "s26", "s27")] == ["A", "Z", "AA", "AB"]
    assert (systems["column:a"].prefix, systems["column:a"].name) == ("column:", "a")


def test_differences_are_real_only_after_holm_s_correction() -> None:
    # Corrected by hand: .01 x 3 = .03; .03 x 2 = .06; max(.06, .04 x 1) = .06.
    p = [[None, 0.01, 0.03], [0.01, None, 0.04], [0.03, 0.04, None]]
    difference = [[0.0, 0.02, -0.01], [-0.02, 0.0, -0.03], [0.01, 0.03, 0.0]]
    pairs = PairTable("R-1", ["a", "b", "c"], p, p, difference)
    matrix = view._matrix(pairs, view.name_systems(["a", "b", "c"]))
    assert (matrix.real, matrix.total) == (1, 3)
    levels = [[pair.level for pair in row] for row in matrix.rows]
    assert levels == [
        ["self", "better", "maybe-worse"],
        ["worse", "self", "maybe-worse"],
        ["maybe-better", "maybe-better", "self"],
    ]
    assert matrix.rows[0][2].corrected == ".060"
    assert matrix.rows[0][2].difference == "−1.00"


@pytest.mark.parametrize(
    ("heights", "placed"),
    [
        ([8, 60, 62, 90], [8, 57.1, 64.9, 90]),  # only those too close move, and both by as much
        ([99, 100], [92.2, 100]),
        ([0, 0, 0], [0, 7.8, 15.6]),
        ([50] * 21, [5.0 * number for number in range(21)]),
        ([], []),
    ],
)
def test_letters_of_close_points_stand_apart(heights: list[float], placed: list[float]) -> None:
    assert view._spread(heights) == pytest.approx(placed)


def test_one_endless_text_leaves_the_other_lengths_readable(tmp_path: Path) -> None:
    run, outputs = make_run(tmp_path, rows=200)
    articles = read_lines(outputs)
    articles[7]["systems"]["far"]["text"] = "mot " * 5_000
    articles[7]["systems"]["far"]["unsupported"] = []
    articles[7]["systems"]["far"]["support"] = []
    write_lines(outputs, articles)
    _, page = _page(run, outputs)
    # The other one is the hostile text of the first article.
    assert "The last bar holds 2 longer texts too." in _section(page, "distributions")
    ticks = page.xpath("//*[@id='distributions']//*[@class='ticks']")[-1].xpath("./text")
    assert float(_text(ticks[-1])) < 100
