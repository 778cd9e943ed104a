"""The HTML report in a real Chromium: what it draws, how it is used by keyboard, on a phone, in the dark, on paper.

Skipped where selenium, chromium or chromedriver is not installed (Debian: apt-get install chromium chromium-driver).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium_browser import MARKS, Browser, open_chromium, press
from report_files import HOSTILE, PLACES, make_run, read_lines
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from benchmarks.html_report.page import write_report

#: W3C, Web Content Accessibility Guidelines 2.2, success criterion 1.4.3 (AA) for text.
LEAST_CONTRAST = 4.5

pytestmark = MARKS


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("report")
    run, outputs = make_run(folder)
    write_report(run, outputs, folder / "report.html", language="fr")
    return folder / "report.html", read_lines(outputs)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def page(chromium: Browser, report: tuple[Path, list[dict[str, Any]]]) -> Browser:
    _show(chromium, report[0])
    return chromium


@pytest.fixture
def articles(report: tuple[Path, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return report[1]


def _show(browser: Browser, path: Path, *, width: int = 1400, dark: bool = False, still: bool = True) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [
        {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
        {"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    browser.get("about:blank")
    browser.get(path.as_uri())


def _run(browser: Browser, script: str, *arguments: object) -> Any:
    return browser.execute_script(script, *arguments)


def _choose(browser: Browser, field: str, value: str) -> None:
    script = "const [id, value, event] = arguments; const field = document.getElementById(id); field.value = value;"
    script += "field.dispatchEvent(new Event(event))"
    _run(browser, script, field, value, "input" if field == "query" else "change")


def _rows(browser: Browser) -> list[str]:
    return _run(browser, "return [...document.querySelectorAll('#list .row-id')].map((row) => row.textContent)")


def _shown(browser: Browser) -> str:
    return str(
        _run(browser, "return document.getElementById('position').textContent.split('id ').slice(1).join('id ')")
    )


def _marks(browser: Browser, where: str, kind: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((mark) => mark.textContent)"
    return list(_run(browser, script, f"{where} mark.{kind}"))


def test_hostile_texts_are_shown_and_do_nothing(page: Browser) -> None:
    assert _shown(page) == HOSTILE
    assert HOSTILE in page.find_element(By.ID, "source").get_attribute("textContent")
    assert HOSTILE in page.find_element(By.ID, "outputs").get_attribute("textContent")
    assert _run(page, "return window.hacked ?? null") is None
    assert _run(page, "return [document.images.length, document.forms.length, document.scripts.length]") == [0, 0, 3]
    assert _run(page, "return performance.getEntriesByType('resource').map((entry) => entry.name)") == []
    assert page.get_log("browser") == []


def test_the_policy_stops_what_a_text_might_try(page: Browser) -> None:
    script = (
        "const s = document.createElement('script'); s.textContent = 'window.hacked = 3'; document.body.append(s);"
        "const i = document.createElement('img'); i.src = 'https://example.org/x.png'; document.body.append(i);"
        "document.body.insertAdjacentHTML('beforeend', '<b onclick=\"window.hacked=4\" id=probe>x</b>');"
        "document.getElementById('probe').click(); return window.hacked ?? null"
    )
    assert _run(page, script) is None
    assert "Content Security Policy" in " ".join(entry["message"] for entry in page.get_log("browser"))


@pytest.mark.parametrize("width", [320, 400, 768, 1400])
def test_no_width_scrolls_sideways(chromium: Browser, report: tuple[Path, Any], width: int) -> None:
    _show(chromium, report[0], width=width)
    script = (
        "for (const details of document.querySelectorAll('details')) details.open = true;"
        "for (const button of document.querySelectorAll('.source-button')) button.click();"
        "return [document.documentElement.scrollWidth, window.innerWidth]"
    )
    wide, seen = _run(chromium, script)
    assert wide <= width
    assert seen == width


#: Contrast of every text with what lies behind it, as WCAG computes it; backgrounds are opaque or absent.
_CONTRAST = """
const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
const behind = (node) => {
  for (let at = node; at; at = at.parentElement) {
    const colour = numbers(getComputedStyle(at).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
  }
  throw new Error("nothing behind " + node.outerHTML);
};
for (const details of document.querySelectorAll("details")) details.open = true;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const poor = [];
let seen = 0;
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !node.checkVisibility()) continue;
  if (node.closest("script, svg, :disabled, option")) continue;
  const [a, b] = [light(numbers(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
  seen += 1;
  const contrast = (a + 0.05) / (b + 0.05);
  if (contrast < arguments[0]) poor.push(`${contrast.toFixed(2)} ${node.outerHTML.slice(0, 120)}`);
}
return [seen, poor];
"""


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_in_light_and_dark(chromium: Browser, report: tuple[Path, Any], dark: bool) -> None:
    _show(chromium, report[0], dark=dark)
    _run(chromium, "for (const button of document.querySelectorAll('.source-button')) button.click()")
    seen, poor = _run(chromium, _CONTRAST, LEAST_CONTRAST)
    assert seen > 300
    assert poor == []


def test_the_theme_follows_the_system_until_one_is_chosen(chromium: Browser, report: tuple[Path, Any]) -> None:
    paper = "return getComputedStyle(document.body).backgroundColor"
    _show(chromium, report[0])
    light = _run(chromium, paper)
    _show(chromium, report[0], dark=True)
    dark = _run(chromium, paper)
    assert light != dark
    button = chromium.find_element(By.ID, "theme")
    assert button.text == "Theme: automatic"
    button.click()
    assert (button.text, _run(chromium, paper)) == ("Theme: light", light)

    def is_remembered(browser: Browser) -> bool:
        _show(browser, report[0], dark=True)
        if _run(browser, paper) == light:
            return True
        browser.find_element(By.ID, "theme").click()
        return False

    # Chromium keeps the choice in a process of its own, and on a busy machine may lose the one just made.
    WebDriverWait(chromium, 60).until(is_remembered)
    chromium.find_element(By.ID, "theme").click()
    assert _run(chromium, paper) == dark
    chromium.find_element(By.ID, "theme").click()
    assert chromium.find_element(By.ID, "theme").text == "Theme: automatic"


def test_reduced_motion_is_respected(chromium: Browser, report: tuple[Path, Any]) -> None:
    behaviour = "return getComputedStyle(document.documentElement).scrollBehavior"
    _show(chromium, report[0], still=False)
    assert _run(chromium, behaviour) == "smooth"
    _show(chromium, report[0], still=True)
    assert _run(chromium, behaviour) == "auto"


def test_tab_reaches_everything_in_order_sees_it_and_leaves_again(page: Browser) -> None:
    script = (
        "return [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]')].filter("
        "(node) => node.checkVisibility() && !node.disabled && (node.type !== 'radio' || node.checked)).length"
    )
    expected = _run(page, script)
    places, outlines = [], []
    for _ in range(expected + 5):
        press(page, Keys.TAB)
        place, outline = _run(
            page,
            "const node = document.activeElement; const all = [...document.querySelectorAll('*')];"
            "const seen = node.matches('.switch input') ? node.nextElementSibling : node;"
            "return [node === document.body ? -1 : all.indexOf(node), getComputedStyle(seen).outlineStyle !== 'none']",
        )
        if place == -1 or place in places:
            break
        places.append(place)
        outlines.append(outline)
    assert places == sorted(places), "the focus follows the page"
    assert len(places) == expected
    assert all(outlines), "the focus is visible"


def test_the_first_stop_skips_to_the_reader(page: Browser) -> None:
    press(page, Keys.TAB, Keys.ENTER)
    assert _run(page, "return [location.hash, document.activeElement.id]") == ["#reader", "reader"]
    press(page, Keys.TAB)
    assert _run(page, "return document.activeElement.id") == "query"


def test_keys_move_between_articles(page: Browser, articles: list[dict[str, Any]]) -> None:
    ids = [article["id"] for article in articles]
    assert _rows(page) == ids
    for key, at in [("j", 1), ("j", 2), ("k", 1), (Keys.ARROW_RIGHT, 2), (Keys.ARROW_LEFT, 1), ("k", 0), ("k", 0)]:
        press(page, key)
        assert _shown(page) == ids[at]
    _run(page, "document.getElementById('list').focus()")
    for key, at in [(Keys.ARROW_DOWN, 1), (Keys.END, 11), (Keys.PAGE_UP, 1), (Keys.HOME, 0), (Keys.ARROW_UP, 0)]:
        press(page, key)
        assert _shown(page) == ids[at]
        selected = "return document.querySelector('#list [aria-selected=true]').id"
        assert page.find_element(By.ID, "list").get_attribute("aria-activedescendant") == _run(page, selected)
    assert _run(page, "return document.querySelectorAll('#list [aria-selected=true]').length") == 1
    assert page.find_element(By.ID, "previous").get_attribute("disabled")


def test_keys_are_left_to_fields_and_can_be_turned_off(page: Browser, articles: list[dict[str, Any]]) -> None:
    page.find_element(By.ID, "query").send_keys("j'", Keys.ARROW_LEFT)
    assert _shown(page) == articles[0]["id"]
    page.find_element(By.ID, "query").clear()
    _choose(page, "query", "")
    page.find_element(By.ID, "keys").click()
    _run(page, "document.activeElement.blur()")
    press(page, "j")
    assert _shown(page) == articles[0]["id"]
    page.find_element(By.ID, "keys").click()
    _run(page, "document.activeElement.blur()")
    press(page, "j")
    assert _shown(page) == articles[1]["id"]


def test_an_address_opens_its_article(chromium: Browser, report: tuple[Path, list[dict[str, Any]]]) -> None:
    _show(chromium, report[0])
    chromium.get("about:blank")
    chromium.get(f"{report[0].as_uri()}#article-4")
    assert _shown(chromium) == report[1][3]["id"]
    chromium.find_element(By.ID, "next").click()
    assert chromium.current_url.endswith("#article-5")


def test_articles_are_found_by_text_system_status_and_claims(page: Browser, articles: list[dict[str, Any]]) -> None:
    ids = [article["id"] for article in articles]
    # Accents and case do not matter; the place stands in article, reference and output.
    for query, found in [("NANTES", [1]), ("ecole de", []), ("promised a school", range(12)), ("id-7", [7])]:
        _choose(page, "query", query)
        assert _rows(page) == [ids[at] for at in found]
    _choose(page, "query", "nothing of the kind")
    assert "None of 12 articles fits" in page.find_element(By.ID, "status").text
    assert not page.find_element(By.CSS_SELECTOR, ".pane").is_displayed()
    _choose(page, "query", "")
    _choose(page, "show", "status:fallback")
    assert _rows(page) == [ids[at] for at in (2, 5, 8, 11)]
    assert page.find_element(By.ID, "status").text == "4 of 12 articles"
    _choose(page, "show", "claims")
    assert len(_rows(page)) == 12
    _choose(page, "system", "0")
    assert _rows(page) == [a["id"] for a in articles if a["systems"]["close"]["unsupported"]]


def test_articles_are_sorted_by_any_score_of_any_system(page: Browser, articles: list[dict[str, Any]]) -> None:
    def by(name: str, label: str, sign: int) -> list[str]:
        return [a["id"] for a in sorted(articles, key=lambda a: sign * a["systems"][name]["scores"][label])]

    _choose(page, "system", "0")
    _choose(page, "order", "low")
    assert _rows(page) == by("close", "R-1", 1)
    assert _shown(page) == _rows(page)[0]
    _choose(page, "metric", "1")
    _choose(page, "order", "high")
    assert _rows(page) == by("close", "R-2", -1)

    def gap(article: dict[str, Any]) -> float:
        scores = [output["scores"]["R-2"] for output in article["systems"].values()]
        return min(scores) - max(scores)

    _choose(page, "order", "gap")
    assert _rows(page) == [a["id"] for a in sorted(articles, key=gap)]
    _choose(page, "order", "file")
    assert _rows(page) == [a["id"] for a in articles]


def test_shared_words_unsupported_words_and_sources_are_marked(page: Browser, articles: list[dict[str, Any]]) -> None:
    press(page, "j")
    place = PLACES[1]
    close, far = "#outputs [data-system=A] > .text", "#outputs [data-system=B] > .text"
    assert _marks(page, close, "gram") == [f"Le maire de {place}", "une nouvelle école avant l'été"]
    assert _marks(page, "#outputs .reference", "gram") == [f"Le maire de {place}", "une nouvelle école avant l'été"]
    _choose(page, "run-length", "4")
    assert _marks(page, close, "gram") == [f"Le maire de {place}", "une nouvelle école avant l'été"]
    _choose(page, "against", "article")
    assert f"Le maire de {place} a" in _marks(page, close, "gram")[0]
    assert _marks(page, "#outputs .reference", "gram") == []
    assert _marks(page, "#source", "gram")
    _choose(page, "against", "none")
    assert _marks(page, "body .pane .columns", "gram") == []

    claims = [claim["text"] for claim in articles[1]["systems"]["far"]["unsupported"]]
    assert {"Toulouse", "Jean Dupont"} <= set(claims)
    assert _marks(page, far, "claim") == claims
    assert "Not in the article: Toulouse (name)" in page.find_element(By.CSS_SELECTOR, "[data-system=B] .claims").text

    support = articles[1]["systems"]["close"]["support"]
    sources = [articles[1]["source"][span["source_start"] : span["source_end"]] for span in support]
    assert len(sources) == 2
    assert _marks(page, "#source", "source") == sorted(sources, key=articles[1]["source"].index)


def test_a_number_after_a_sentence_opens_its_source(page: Browser, articles: list[dict[str, Any]]) -> None:
    press(page, "j")
    button = page.find_element(By.CSS_SELECTOR, "#outputs [data-system=A] .source-button")
    assert (button.get_attribute("aria-expanded"), button.accessible_name) == ("false", "Source of sentence 1")
    button.send_keys(Keys.ENTER)
    span = articles[1]["systems"]["close"]["support"][0]
    quote = page.find_element(By.CSS_SELECTOR, "#outputs [data-system=A] blockquote").get_attribute("textContent")
    assert quote == f"1 {articles[1]['source'][span['source_start'] : span['source_end']]}"
    assert button.get_attribute("aria-expanded") == "true"
    button.send_keys(Keys.ENTER)
    assert page.find_elements(By.CSS_SELECTOR, "#outputs blockquote") == []


def test_another_system_can_be_compared_and_systems_hidden(page: Browser) -> None:
    button = page.find_element(By.CSS_SELECTOR, "#outputs [data-system=B] .compare")
    assert button.get_attribute("aria-pressed") == "false"
    button.send_keys(Keys.SPACE)
    focused = "return document.activeElement.closest('[data-system]').dataset.system"
    assert _run(page, focused) == "B", "the focus stays on the button that was drawn anew"
    assert page.find_element(By.CSS_SELECTOR, ".card.compared").get_attribute("data-system") == "B"
    cards = "return [...document.querySelectorAll('#outputs [data-system]')].map((card) => card.dataset.system)"
    assert _run(page, cards) == ["B", "A"], "the system compared stands beside the reference"
    assert "B" in page.find_element(By.ID, "source-title").text
    page.find_element(By.CSS_SELECTOR, "#shown input").click()
    assert _run(page, cards) == ["B"]


def test_one_chart_of_a_group_is_shown_and_arrows_change_it(page: Browser) -> None:
    shown = (
        "return [...document.querySelectorAll('#distributions .choice')].filter((c) => c.checkVisibility())"
        ".map((c) => c.dataset.index)"
    )
    assert _run(page, shown) == ["0"]
    page.find_element(By.CSS_SELECTOR, "#distributions .switch input").send_keys(Keys.ARROW_RIGHT)
    assert _run(page, shown) == ["1"]
    assert _shown(page) == HOSTILE, "the arrow belongs to the switch"


def test_a_term_opens_its_explanation_by_keyboard_inside_the_window(
    chromium: Browser, report: tuple[Path, Any]
) -> None:
    for width in (400, 1400):
        _show(chromium, report[0], width=width)
        term = chromium.find_element(By.CSS_SELECTOR, "#scores .panel .term")
        _run(chromium, "arguments[0].focus()", term)
        press(chromium, Keys.ENTER)
        popover = chromium.find_element(By.ID, term.get_attribute("popovertarget"))
        assert popover.is_displayed()
        assert popover.text.startswith("R-1")
        # The place is set when the browser has told the page of the opening.
        WebDriverWait(chromium, 5).until(
            lambda browser: _run(browser, "return !!document.querySelector('[popover][style]')")
        )
        assert 12 <= popover.rect["x"] <= width - 12 - popover.rect["width"]
        press(chromium, Keys.ESCAPE)
        assert not popover.is_displayed()


def test_on_paper_all_charts_stand_and_no_control(page: Browser) -> None:
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    seen = "return [...document.querySelectorAll(arguments[0])].map((node) => node.checkVisibility())"
    assert all(_run(page, seen, ".choice, #source, .card, .matrix"))
    assert not any(_run(page, seen, ".top, .controls, .list, .options, .compare, .switch, .steps button"))
    assert page.execute_cdp_cmd("Page.printToPDF", {})["data"]


def test_without_outputs_the_page_still_works(chromium: Browser, report: tuple[Path, Any], tmp_path: Path) -> None:
    write_report(report[0].with_name("run.json"), None, tmp_path / "report.html")
    _show(chromium, tmp_path / "report.html", width=400)
    assert chromium.get_log("browser") == []
    assert "made without the outputs" in chromium.find_element(By.ID, "reader").text
    assert chromium.find_element(By.CSS_SELECTOR, "#tests .matrix").is_displayed()
