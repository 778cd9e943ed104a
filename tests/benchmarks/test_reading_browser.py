"""A reader's sheet in a real Chromium: filled by keyboard, kept over a reload, saved, and counted.

Skipped where selenium, chromium or chromedriver is not installed (Debian: apt-get install chromium chromium-driver).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium_browser import MARKS, Browser, open_chromium, press
from reading_files import HOSTILE, make, read_key, read_lines
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from benchmarks.cli import main

pytestmark = MARKS


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")
def chromium(profile: Path) -> Iterator[Browser]:
    with open_chromium(profile) as found:
        yield found


@pytest.fixture
def sheet(tmp_path: Path, chromium: Browser) -> Path:
    """A sheet of three articles, shown; nothing kept from an earlier one."""
    folder = make(tmp_path, count=3, texts={"id1": HOSTILE})
    chromium.get((folder / "sheet.html").as_uri())
    # Chromium keeps and forgets in a process of its own, which on a busy machine may be late.
    WebDriverWait(chromium, 60).until(_is_cleared)
    return folder


def _is_cleared(browser: Browser) -> bool:
    browser.execute_script("localStorage.clear()")
    browser.refresh()
    return _progress(browser) == "article 1 of 3, 0 finished"


def _visible(browser: Browser) -> list[str]:
    script = "return [...document.querySelectorAll('.article')].filter((a) => a.checkVisibility())"
    return list(browser.execute_script(script + ".map((a) => a.dataset.article)"))


def _focus(browser: Browser) -> str:
    script = "const f = document.activeElement; return f.name ?? f.id ?? f.tagName"
    return str(browser.execute_script(script)) or str(browser.execute_script("return document.activeElement.id"))


def _progress(browser: Browser) -> str:
    return str(browser.find_element(By.ID, "progress").text)


def _fill(browser: Browser, *, first: str = "fnnny", second: str = "fnnny", better: str = "a") -> None:
    press(browser, *first, *second, better, "a")


def test_one_article_is_shown_and_texts_do_nothing(sheet: Path, chromium: Browser) -> None:
    ids = [article["id"] for article in read_key(sheet)["articles"]]
    seen = []
    for _ in ids:
        seen += _visible(chromium)
        press(chromium, "j")
    assert seen == ids
    assert chromium.execute_script("return window.hacked ?? null") is None
    assert chromium.execute_script("return document.images.length") == 0
    assert chromium.execute_script("return performance.getEntriesByType('resource').map((e) => e.name)") == []
    assert chromium.get_log("browser") == []


def test_filled_by_keyboard_saved_and_counted(sheet: Path, chromium: Browser, profile: Path, tmp_path: Path) -> None:
    key = read_key(sheet)
    _fill(chromium)
    assert "1 finished" in _progress(chromium)
    press(chromium, "j")
    # Wrong in summary B: the note is asked for next, and letters are text there.
    press(chromium, *"hnyynhy", *"Faux : j'y vais.", Keys.ENTER, *"yyn", "t", "w")
    assert "2 finished" in _progress(chromium)
    press(chromium, "j")
    _fill(chromium, better="b")
    assert "3 finished" in _progress(chromium)
    assert _focus(chromium) == "save"
    press(chromium, Keys.ENTER)
    saved = profile / f"answers-{key['sheet']}.jsonl"
    WebDriverWait(chromium, 10).until(lambda _: saved.exists())
    rows = read_lines(saved)
    saved.unlink()
    assert [row["article"] for row in rows] == [article["id"] for article in key["articles"]]
    base = {"news": "half", "wrong": "no", "french": "yes", "dangling": "yes", "publish": "no"}
    other = base | {"wrong": "yes", "note": "Faux : j'y vais."}
    english = key["articles"][1]["translated"][0]
    expected: dict[str, Any] = {"A": base, "B": other}
    expected[english] = expected[english] | {"english": "wrong"}
    assert {side: rows[1][side] for side in "AB"} == expected
    assert [row["better"] for row in rows] == ["A", "tie", "B"]
    copy = tmp_path / "answers.jsonl"
    copy.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert main(["read", "count", str(copy), str(sheet / "key.json")]) == 0


def test_answers_are_kept_over_a_reload(sheet: Path, chromium: Browser) -> None:
    _fill(chromium)
    press(chromium, "j", "h", "y", *"À demi")
    chromium.refresh()
    second = read_key(sheet)["articles"][1]["id"]
    assert _visible(chromium) == [second]
    chosen = "return [...document.querySelectorAll('.article:not([hidden]) input:checked')].map((i) => i.value)"
    assert chromium.execute_script(chosen) == ["half", "yes"]
    note = ".article:not([hidden]) [data-note=A]"
    assert chromium.find_element(By.CSS_SELECTOR, note).get_attribute("value") == "À demi"
    assert "1 finished" in _progress(chromium)


def test_a_translation_is_shown_once_the_better_one_is_chosen(sheet: Path, chromium: Browser) -> None:
    translation = chromium.find_element(By.CSS_SELECTOR, ".article:not([hidden]) .translations")
    press(chromium, *"fnnnyfnnny")
    assert not translation.is_displayed()
    press(chromium, "t")
    assert translation.is_displayed()
    assert "0 finished" in _progress(chromium)
    press(chromium, "u")
    assert "1 finished" in _progress(chromium)
    assert _focus(chromium) == "next"


def test_mouse_and_buttons_do_the_same(sheet: Path, chromium: Browser) -> None:
    shown = ".article:not([hidden])"
    for question, answer in [("news", "missing"), ("better", "tie")]:
        selector = f"{shown} [data-question={question}] input[value={answer}]"
        found = chromium.find_elements(By.CSS_SELECTOR, selector)[0]
        chromium.execute_script("arguments[0].scrollIntoView({ block: 'center' })", found)
        found.click()
    # What is not answered yet is marked: ten of A and B without the one, and the translation.
    assert len(chromium.find_elements(By.CSS_SELECTOR, f"{shown} [data-missing]")) == 10
    WebDriverWait(chromium, 20).until(lambda browser: browser.find_element(By.ID, "previous").get_attribute("disabled"))
    for button, place in [("next", 1), ("next", 2), ("previous", 1), ("open", 2), ("open", 0)]:
        chromium.find_element(By.ID, button).click()
        assert _visible(chromium) == [read_key(sheet)["articles"][place]["id"]]


@pytest.mark.parametrize("width", [320, 1400])
def test_no_width_scrolls_sideways_or_hides_the_question_asked(sheet: Path, chromium: Browser, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    chromium.refresh()
    assert chromium.execute_script("return document.documentElement.scrollWidth") <= width
    covered = (
        "const at = document.activeElement.getBoundingClientRect(); const y = (at.top + at.bottom) / 2;"
        "return !document.activeElement.contains(document.elementFromPoint((at.left + at.right) / 2, y))"
    )
    for key in "fnnnyfnnnyta":
        press(chromium, key)
        assert not chromium.execute_script(covered), key
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
