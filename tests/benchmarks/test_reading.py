"""A reader's sheet: blind order, the key, what is shown and where, answers that do not fit, counts by hand."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from reading_files import HOSTILE, answer, make, read_key, read_lines, write_lines

import summarize
from benchmarks.cli import main
from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.extractive import lead
from benchmarks.reading.count import wilson
from benchmarks.reading.sheet import blind, draw, under_titles

Printed = pytest.CaptureFixture[str]


def _page(sheet: Path) -> Any:
    text = (sheet / "sheet.html").read_text(encoding="utf-8")
    return html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))


def _whole(sheet: Path) -> list[dict[str, Any]]:
    """An answer to every question of a sheet."""
    key = read_key(sheet)
    return [answer(key, article, better="one") for article in key["articles"]]


def _count(folder: Path, rows: list[dict[str, Any]], *more: str) -> int:
    path = write_lines(folder / "answers.jsonl", rows)
    return main(["read", "count", str(path), str(folder / "sheet" / "key.json"), *more])


class TestBlinding:
    """Which articles, and which summary first."""

    @pytest.mark.parametrize("count", [1, 2, 7, 60])
    @pytest.mark.parametrize("seed", [0, 1, 7])
    def test_each_system_is_first_in_half_of_the_articles(self, count: int, seed: int) -> None:
        orders = blind([str(number) for number in range(count)], seed=seed)
        firsts = [order[0] for order in orders]
        assert {sum(firsts), count - sum(firsts)} == {count // 2, count - count // 2}
        assert all(sorted(order) == [0, 1] for order in orders)

    def test_the_order_depends_on_the_article_and_the_seed_alone(self) -> None:
        ids = [f"n{number}" for number in range(60)]
        orders = dict(zip(ids, blind(ids, seed=7), strict=True))
        again = dict(zip(ids[::-1], blind(ids[::-1], seed=7), strict=True))
        assert orders == again
        assert orders != dict(zip(ids, blind(ids, seed=8), strict=True))
        runs = re.findall(r"0+|1+", "".join(str(order[0]) for order in orders.values()))
        assert max(map(len, runs)) < 15

    def test_a_smaller_draw_is_the_start_of_a_larger_one(self) -> None:
        ids = [str(number) for number in range(500)]
        assert draw(ids, 60, seed=7)[:20] == draw(ids, 20, seed=7)
        assert draw(ids, 60, seed=7) != draw(ids, 60, seed=8)
        assert len(set(draw(ids, 500, seed=7))) == 500

    def test_the_same_command_makes_the_same_bytes(self, tmp_path: Path) -> None:
        folders = [tmp_path / "a", tmp_path / "b"]
        for folder in folders:
            folder.mkdir()
        first, second = (make(folder) for folder in folders)
        for name in ("sheet.html", "sheet.txt", "key.json"):
            assert (first / name).read_bytes() == (second / name).read_bytes()

    def test_the_key_names_what_the_sheet_shows(self, tmp_path: Path) -> None:
        sheet = make(tmp_path, count=7)
        words = {"system-one.jsonl": "premier", "system-two.jsonl": "second"}
        page = _page(sheet)
        for article in read_key(sheet)["articles"]:
            section = page.xpath(f"//section[@data-article='{article['id']}']")[0]
            for side in ("A", "B"):
                shown = section.xpath(f".//*[@aria-label='Summary {side}']/p[@class='text']")[0].text_content()
                assert shown == f"{words[article[side]]} {article['id']}"
        assert [a["id"] for a in read_key(sheet)["articles"]] == page.xpath("//section/@data-article")

    def test_a_reader_sees_no_name_of_a_system(self, tmp_path: Path) -> None:
        sheet = make(tmp_path)
        for name in ("sheet.html", "sheet.txt"):
            assert not re.search("system-(one|two)", (sheet / name).read_text(encoding="utf-8"))


class TestPage:
    """The page as a file; what it does in a browser: test_reading_browser.py."""

    def test_texts_are_escaped(self, tmp_path: Path) -> None:
        sheet = make(tmp_path, count=2, texts={"id0": HOSTILE})
        page = _page(sheet)
        section = page.xpath("//section[@data-article='id0']")[0]
        assert [p.text_content() for p in section.xpath(".//p[@class='text']")].count(HOSTILE) == 2
        assert len(page.xpath("//script")) == 1
        assert page.xpath("//img | //@onerror | //form | //iframe") == []

    def test_nothing_is_loaded(self, tmp_path: Path) -> None:
        sheet = make(tmp_path)
        text = (sheet / "sheet.html").read_text(encoding="utf-8")
        assert re.findall(r"https?:|wss?:|//[a-z0-9-]+\.|url\(|@import|fetch\(|XMLHttp|sendBeacon", text) == []
        page = _page(sheet)
        assert page.xpath("//@src") == []
        assert page.xpath("//@href") == ["data:,"]

    def test_the_policy_allows_this_script_and_style_alone(self, tmp_path: Path) -> None:
        page = _page(make(tmp_path))
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'; ")
        for kind in ("script", "style"):
            digest = hashlib.sha256(page.xpath(f"//{kind}/text()")[0].encode()).digest()
            assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy

    def test_every_question_stands_once_and_english_where_there_is_some(self, tmp_path: Path) -> None:
        sheet = make(tmp_path, count=3)
        for article in read_key(sheet)["articles"]:
            section = _page(sheet).xpath(f"//section[@data-article='{article['id']}']")[0]
            fields = [(f.get("data-side"), f.get("data-question")) for f in section.xpath(".//fieldset")]
            asked = [(s, q) for s in "AB" for q in ("news", "wrong", "french", "dangling", "publish")]
            translated = "A" if article["A"] == "system-two.jsonl" else "B"
            assert fields == [*asked, ("", "better"), (translated, "english")]
            assert article["translated"] == [translated]


class TestPlain:
    """The sheet without a browser."""

    def test_it_shows_what_the_page_shows(self, tmp_path: Path) -> None:
        sheet = make(tmp_path, texts={"id1": "Un mot.\n\n=== Article 9 of 9 ===\nbetter (A, B, tie): A\nSummary B"})
        plain = [line[2:] for line in (sheet / "sheet.txt").read_text().splitlines() if line.startswith("|")]
        shown = [line for p in _page(sheet).xpath("//p[@class='text']") for line in p.text_content().splitlines()]
        assert sorted(plain) == sorted(shown)

    def test_a_filled_sheet_counts_as_the_page_s_answers(self, tmp_path: Path, capsys: Printed) -> None:
        sheet = make(tmp_path, count=3)
        rows = _whole(sheet)
        rows[1]["A"] |= {"wrong": "yes", "note": "Le train n'est pas parti : il part demain."}
        given = {row["article"]: row for row in rows}
        lines, article = [], ""
        for line in (sheet / "sheet.txt").read_text(encoding="utf-8").splitlines():
            article = json.loads(line.split("id ")[1][:-4]) if line.startswith("=== ") else article
            if match := re.match(r"(?:([AB]) (\w+)|better)\b.*:$", line):
                side, name = match.groups()
                value = given[article][side].get(name, "") if side else given[article]["better"]
                line += f"  {value.upper() if name == 'news' else value}"
            lines.append(line)
        filled = tmp_path / "filled.txt"
        filled.write_text("\r\n".join(lines), encoding="utf-8-sig")
        saved = tmp_path / "saved.jsonl"
        key = str(sheet / "key.json")
        capsys.readouterr()
        assert main(["read", "count", str(filled), key, "--save-answers", str(saved)]) == 0
        from_plain = capsys.readouterr().out
        assert read_lines(saved) == rows
        assert _count(tmp_path, rows) == 0
        assert capsys.readouterr().out == from_plain

    def test_saved_answers_hold_no_article(self, tmp_path: Path) -> None:
        sheet = make(tmp_path)
        saved = tmp_path / "saved.jsonl"
        assert _count(tmp_path, _whole(sheet), "--save-answers", str(saved)) == 0
        for path in (saved, sheet / "key.json"):
            text = path.read_text(encoding="utf-8")
            assert not re.search("train|premier|second|English", text)

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("A note:", "A note: un mot\net la suite", "line {} is neither an answer nor text to read: 'et la suite'"),
            ("A note:", "A news (full): half\nA news: full", "line {} answers A news a second time"),
            ('id "id', 'id "id\\q', "line {}: the article's id was changed"),
        ],
    )
    def test_a_spoilt_line_is_named(self, tmp_path: Path, capsys: Printed, old: str, new: str, said: str) -> None:
        sheet = make(tmp_path, count=1)
        text = (sheet / "sheet.txt").read_text(encoding="utf-8").replace(old, new, 1)
        place = text[: text.index(new)].count("\n") + 1 + new.count("\n")
        (sheet / "sheet.txt").write_text(text, encoding="utf-8")
        assert main(["read", "count", str(sheet / "sheet.txt"), str(sheet / "key.json")]) == 1
        assert said.format(place) in capsys.readouterr().err

    def test_an_empty_sheet_names_every_article(self, tmp_path: Path, capsys: Printed) -> None:
        sheet = make(tmp_path, count=3)
        assert main(["read", "count", str(sheet / "sheet.txt"), str(sheet / "key.json")]) == 1
        order = ", ".join(article["id"] for article in read_key(sheet)["articles"])
        assert f"not answered: {order}" in capsys.readouterr().err


class TestCount:
    """Counts, intervals and the test of the preference."""

    def test_counts_by_hand(self, tmp_path: Path, capsys: Printed) -> None:
        """Six articles: "one" is better in five, "two" in one; told by system while sides differ."""
        sheet = make(tmp_path, count=6)
        key = read_key(sheet)
        assert {article["A"] for article in key["articles"]} == {"system-one.jsonl", "system-two.jsonl"}
        rows = [
            answer(
                key,
                article,
                better="two" if number == 0 else "one",
                one={"news": "half"} if number < 2 else {},
                two={"wrong": "yes", "note": f"faux {number}", "publish": "no", "english": "adequate"}
                if number < 3
                else {"dangling": "yes"},
            )
            for number, article in enumerate(key["articles"])
        ]
        target = tmp_path / "counts.json"
        assert _count(tmp_path, rows, "--json", str(target)) == 0
        found = json.loads(target.read_text(encoding="utf-8"))
        counts = {
            (question, answer): tuple((s["count"], s["total"]) for s in shares.values())
            for question, answers in found["verdicts"].items()
            for answer, shares in answers.items()
        }
        assert counts[("news", "full")] == ((4, 6), (6, 6))
        assert counts[("news", "half")] == ((2, 6), (0, 6))
        assert counts[("news", "missing")] == ((0, 6), (0, 6))
        assert counts[("wrong", "yes")] == ((0, 6), (3, 6))
        assert counts[("french", "yes")] == ((0, 6), (0, 6))
        assert counts[("dangling", "yes")] == ((0, 6), (3, 6))
        assert counts[("publish", "yes")] == ((6, 6), (3, 6))
        assert counts[("english", "adequate")] == ((0, 0), (3, 6))
        assert counts[("english", "wrong")] == ((0, 0), (3, 6))
        preference = found["preference"]
        assert {n: s["count"] for n, s in preference["better"].items()} == {
            "system-one.jsonl": 5,
            "system-two.jsonl": 1,
        }
        # Of six throws of a coin, 2 x (1 + 6) of 64 outcomes are at least as uneven.
        assert preference["p_value"] == pytest.approx(14 / 64)
        first = [article["id"] for article in key["articles"]][:3]
        assert [(n["article"], n["system"], n["text"]) for n in found["notes"]] == [
            (name, "system-two.jsonl", f"faux {number}") for number, name in enumerate(first)
        ]
        printed = capsys.readouterr().out
        assert re.search(r"wrong or misleading +0 of 6  0\.0 % .* 3 of 6  50\.0 % \[18\.8, 81\.2\]", printed)
        assert "system-one.jsonl in 5 of 6" in printed and "p=0.2188" in printed
        assert f"article {first[0]}, system-two.jsonl: faux 0" in printed

    def test_ties_are_counted_apart(self, tmp_path: Path, capsys: Printed) -> None:
        sheet = make(tmp_path, count=4)
        key = read_key(sheet)
        assert _count(tmp_path, [answer(key, article, better="tie") for article in key["articles"]]) == 0
        assert "preferred: neither in any article, 4 ties" in capsys.readouterr().out

    def test_the_interval_is_wilsons(self) -> None:
        """Half of ten: the centre is 1/2, the half width z / 2 x sqrt(10 + z^2) / (10 + z^2) with z = 1.959964."""
        z = 1.959963984540054
        half = z / (2 * (10 + z * z) ** 0.5)
        share = wilson(5, 10)
        assert (share.low, share.high) == (pytest.approx(0.5 - half), pytest.approx(0.5 + half))
        none = wilson(0, 10)
        assert (none.low, none.high) == (pytest.approx(0), pytest.approx(z * z / (10 + z * z)))
        assert wilson(0, 0).low is None

    def test_the_order_of_answers_does_not_matter(self, tmp_path: Path, capsys: Printed) -> None:
        rows = _whole(make(tmp_path))
        capsys.readouterr()
        assert _count(tmp_path, rows) == 0
        straight = capsys.readouterr().out
        assert _count(tmp_path, rows[::-1]) == 0
        assert capsys.readouterr().out == straight


class TestRefused:
    """Answers, keys, systems and folders that are not as they should be."""

    def test_missing_doubled_and_foreign_articles_are_named(self, tmp_path: Path, capsys: Printed) -> None:
        rows = _whole(make(tmp_path))
        foreign = rows[0] | {"article": "elsewhere"}
        assert _count(tmp_path, [*rows[2:], rows[3], foreign]) == 1
        said = capsys.readouterr().err
        assert "not in the key: elsewhere" in said
        assert f"answered more than once: {rows[3]['article']}" in said
        assert f"not answered: {rows[0]['article']}, {rows[1]['article']}" in said
        assert said.count("\n") == 1

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"news": "ful"}, "A news is 'ful', and must be one of full, half, missing"),
            ({"news": None}, "A news is not answered"),
            ({"news": ["full"]}, "A news is ['full']"),
            ({"wrong": "yes"}, "A note is empty: say what is wrong"),
            ({"wrong": "yes", "note": " "}, "A note is empty: say what is wrong"),
            ({"note": 3}, "A note is no text: 3"),
            ({"style": "good"}, "A style was not asked"),
            ({"english": "fine"}, "A english "),
        ],
    )
    def test_an_answer_that_the_form_lacks(
        self, tmp_path: Path, capsys: Printed, change: dict[str, Any], said: str
    ) -> None:
        rows = _whole(make(tmp_path))
        rows[2]["A"] |= change
        assert _count(tmp_path, rows) == 1
        assert f"article {rows[2]['article']}: {said}" in capsys.readouterr().err

    def test_english_is_answered_where_it_was_asked(self, tmp_path: Path, capsys: Printed) -> None:
        sheet = make(tmp_path)
        rows = _whole(sheet)
        side = read_key(sheet)["articles"][0]["translated"][0]
        other = "B" if side == "A" else "A"
        rows[0][other]["english"] = rows[0][side].pop("english")
        assert _count(tmp_path, rows) == 1
        said = capsys.readouterr().err
        assert f"{side} english is not answered" in said
        assert f"{other} english was not asked" in said

    @pytest.mark.parametrize(
        ("spoil", "said"),
        [
            (lambda row: row.pop("A"), "A is not answered"),
            (lambda row: row.pop("better"), "better is not answered"),
            (lambda row: row.update(better="a"), "better is 'a', and must be one of A, B, tie"),
            (lambda row: row.update(article_text="Le train"), "article_text is no part of the form"),
            (lambda row: row.update(sheet="0123"), "these are answers of the sheet 0123"),
        ],
    )
    def test_a_spoilt_row(self, tmp_path: Path, capsys: Printed, spoil: Any, said: str) -> None:
        rows = _whole(make(tmp_path))
        spoil(rows[1])
        assert _count(tmp_path, rows) == 1
        assert said in capsys.readouterr().err

    @pytest.mark.parametrize("content", ["", "[]", "{}", "{", '{"sheet": "a", "systems": [{"name": "x"}]}'])
    def test_no_key(self, tmp_path: Path, capsys: Printed, content: str) -> None:
        rows = _whole(make(tmp_path))
        (tmp_path / "sheet" / "key.json").write_text(content)
        assert _count(tmp_path, rows) == 1
        assert "key.json is no key of a sheet" in capsys.readouterr().err

    @pytest.mark.parametrize("content", ["{", "[1]", "\xff"])
    def test_no_answers(self, tmp_path: Path, capsys: Printed, content: str) -> None:
        sheet = make(tmp_path)
        path = tmp_path / "answers.jsonl"
        path.write_bytes(content.encode("latin-1"))
        assert main(["read", "count", str(path), str(sheet / "key.json")]) == 1
        assert "answers.jsonl" in capsys.readouterr().err

    def test_a_changed_key(self, tmp_path: Path, capsys: Printed) -> None:
        sheet = make(tmp_path)
        rows, key = _whole(sheet), read_key(sheet)
        key["articles"][0]["A"] = key["articles"][0]["B"]
        (sheet / "key.json").write_text(json.dumps(key))
        assert _count(tmp_path, rows) == 1
        assert "key.json was changed" in capsys.readouterr().err

    def test_no_sheet_is_ever_replaced(self, tmp_path: Path, capsys: Printed) -> None:
        sheet = make(tmp_path, count=2)
        kept = (sheet / "sheet.txt").read_bytes() + b"filled"
        (sheet / "sheet.txt").write_bytes(kept)
        (sheet / "sheet.html").unlink()
        (sheet / "key.json").unlink()
        arguments = [
            "--data",
            str(tmp_path / "articles.jsonl"),
            "--first-system",
            "lead-1",
            "--second-system",
            "lead-2",
        ]
        assert main(["read", "make", *arguments, "--articles", "2", "--output", str(sheet)]) == 1
        assert "holds sheet.txt already" in capsys.readouterr().err
        assert [path.name for path in sheet.iterdir()] == ["sheet.txt"]
        assert (sheet / "sheet.txt").read_bytes() == kept

    def test_counts_replace_no_other_file(self, tmp_path: Path, capsys: Printed) -> None:
        sheet = make(tmp_path)
        rows = _whole(sheet)
        own = tmp_path / "counts.json"
        assert _count(tmp_path, rows, "--json", str(own)) == 0
        assert _count(tmp_path, rows, "--json", str(own)) == 0
        capsys.readouterr()
        answers, foreign = tmp_path / "answers.jsonl", tmp_path / "notes.json"
        foreign.write_text("{}")
        for option, path in [
            ("--json", answers),
            ("--json", sheet / "key.json"),
            ("--json", sheet / "sheet.txt"),
            ("--json", foreign),
            ("--save-answers", foreign),
            ("--save-answers", answers),
        ]:
            assert _count(tmp_path, rows, option, str(path)) == 1
            assert path.name in capsys.readouterr().err
        new = str(tmp_path / "new.json")
        assert _count(tmp_path, rows, "--json", new, "--save-answers", new) == 1
        assert "the same file was given twice" in capsys.readouterr().err
        assert read_lines(answers) == rows
        assert foreign.read_text() == "{}"

    @pytest.mark.parametrize(
        ("first", "said"),
        [
            ("led-2", "unknown system 'led-2'"),
            ("lead-0", "unknown system 'lead-0'"),
            ("oracle", "the oracle chooses by the references"),
            ("none.jsonl", "no such file"),
            ("length=huge", "length='huge'"),
            ("modle=x", "'modle=x' is no option"),
            ("shipped,to=", "'to=' is no option"),
            ("to=de", "give to=en"),
            ("lead-2", "both systems are 'lead-2'"),
        ],
    )
    def test_no_such_system(self, tmp_path: Path, data_file: Path, capsys: Printed, first: str, said: str) -> None:
        arguments = ["--data", str(data_file), "--first-system", first, "--second-system", "lead-2"]
        target = tmp_path / "sheet"
        assert main(["read", "make", *arguments, "--articles", "2", "--output", str(target)]) == 1
        assert said in capsys.readouterr().err
        assert not target.exists()

    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            ([{"id": "1", "text": "Un."}], "no output for 2 articles: "),
            ([{"id": str(n), "text": "Un."} for n in (1, 2, 3, 3)], "the article 3 stands in it twice"),
            ([{"text": "Un."}], "row 1: expected id and text"),
            ([{"id": "1", "text": None}], "row 1: expected id and text"),
            ([{"id": "1", "text": "\ud800"}], "row 1: the text holds half a character"),
        ],
    )
    def test_outputs_of_another_kind(
        self, tmp_path: Path, data_file: Path, capsys: Printed, rows: list[dict[str, Any]], said: str
    ) -> None:
        path = tmp_path / "outputs.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        arguments = ["--data", str(data_file), "--first-system", "lead-1", "--second-system", str(path)]
        assert main(["read", "make", *arguments, "--articles", "3", "--output", str(tmp_path / "s")]) == 1
        assert said in capsys.readouterr().err

    def test_more_articles_than_there_are(self, tmp_path: Path, data_file: Path, capsys: Printed) -> None:
        arguments = ["--data", str(data_file), "--first-system", "lead-1", "--second-system", "lead-2"]
        assert main(["read", "make", *arguments, "--articles", "4", "--output", str(tmp_path / "s")]) == 1
        assert "--articles 4: the data have 3; give 1 to 3" in capsys.readouterr().err


@dataclass
class _Result:
    text: str
    translation: str | None
    model: str = "fr-news-mini"
    model_revision: str = "0123"
    translator: str | None = None
    translator_revision: str | None = None


class _Library:
    """Stands in for `Summarizer`: says which options it was given."""

    def __init__(self, **options: Any) -> None:
        self.options = options

    def __enter__(self) -> _Library:
        return self

    def __exit__(self, *details: object) -> None:
        return None

    def summarize_many(self, texts: list[str]) -> list[_Result]:
        return [_Result(f"{self.options}: {text[:12]}", "It." if "to" in self.options else None) for text in texts]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("shipped", {}),
        ("model=fr-news-mini", {"model": "fr-news-mini"}),
        ("shipped,to=en,doubtful=show,length=2", {"to": "en", "doubtful": "show", "length": 2}),
    ],
)
def test_the_library_beside_the_opening(
    tmp_path: Path, data_file: Path, monkeypatch: pytest.MonkeyPatch, name: str, options: dict[str, Any]
) -> None:
    monkeypatch.setattr("summarize.Summarizer", _Library)
    arguments = ["--data", str(data_file), "--first-system", "lead-2", "--second-system", name]
    sheet = tmp_path / "sheet"
    assert main(["read", "make", *arguments, "--articles", "3", "--output", str(sheet)]) == 0
    articles = {row: text["article"] for row, text in enumerate(read_lines(data_file), start=1)}
    for article in read_key(sheet)["articles"]:
        section = _page(sheet).xpath(f"//section[@data-article='{article['id']}']")[0]
        source = articles[int(article["id"])]
        expected = {"lead-2": lead(source, sentence_count=2), name: f"{options}: {source[:12]}"}
        for side in ("A", "B"):
            shown = section.xpath(f".//*[@aria-label='Summary {side}']/p[@class='text']")[0].text_content()
            assert shown == expected[article[side]]
        assert len(article["translated"]) == ("to" in options)
    settings = f"{name} summarize-{summarize.__version__} fr-news-mini@0123"
    assert read_key(sheet)["systems"][1] == {"name": name, "settings": settings}


@pytest.mark.slow
def test_the_shipped_models(tmp_path: Path) -> None:
    seed = Path("seeds/article.fr.txt").read_text(encoding="utf-8")
    data = write_lines(tmp_path / "seed.jsonl", [{"id": "seed", "article": seed}])
    arguments = ["--data", str(data), "--first-system", "lead-2", "--second-system", "shipped,to=en,doubtful=show"]
    assert main(["read", "make", *arguments, "--articles", "1", "--output", str(tmp_path / "sheet")]) == 0
    plain = (tmp_path / "sheet" / "sheet.txt").read_text(encoding="utf-8")
    assert re.search(r"English translation of [AB]\n\| .*Japan", plain)
    assert "fr-en-opus@sha256:" in read_key(tmp_path / "sheet")["systems"][1]["settings"]


def test_articles_stand_under_their_titles_and_those_without_one_as_they_are() -> None:
    data = DataFile("set", "0", {"article": ["Un.", "Deux."], "title": ["", "Titre"]}, ids=["a", "b"])
    found = under_titles(data, "article", "title")
    assert (found.columns["article"], list(found.ids)) == (
        ["Un.", "Titre\n\nDeux."],
        ["a", "b"],
    ) and "title" in found.name
    with pytest.raises(BenchmarkError, match="no column 'headline'; it has: article, title"):
        under_titles(data, "article", "headline")
