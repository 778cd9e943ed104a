"""A real Chromium for tests of pages.

Skips the module that imports it where selenium is not installed, and its tests (`pytestmark = MARKS`) where
chromium or chromedriver is not (Debian: apt-get install chromium chromium-driver).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("selenium", reason="selenium is not installed: pip install selenium")
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
MARKS = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER), reason="no chromium and chromedriver: apt-get install chromium chromium-driver"
    ),
]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

Browser = Any


@contextmanager
def open_chromium(folder: Path) -> Iterator[Browser]:
    """A browser whose profile is in `folder`, where it also puts what a page lets it save."""
    with pytest.MonkeyPatch.context() as patch:
        # selenium would look for a driver, and send statistics, over the network.
        patch.setenv("SE_OFFLINE", "true")
        patch.setenv("SE_AVOID_STATS", "true")
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for flag in [*FLAGS, f"--user-data-dir={folder}"]:
            options.add_argument(flag)
        options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        browser = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        yield browser
        browser.quit()


def as_on(browser: Browser, *, width: int, scheme: str) -> None:
    """Show pages as on a screen so wide (pixels), to a person who asked for "light" or "dark"."""
    device = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
    asked = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": asked})


def check_shown(browser: Browser, *, width: int, scheme: str) -> None:
    """The page is no wider than its window, in the colours asked for, readable; the browser complains of nothing."""
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    text, ground = (_lightness(browser, name) for name in ("color", "backgroundColor"))
    assert (ground < 0.2) == (scheme == "dark")
    # WCAG 2, contrast of ordinary text at the level AAA.
    assert (max(text, ground) + 0.05) / (min(text, ground) + 0.05) >= 7
    assert [entry for entry in browser.get_log("browser") if entry["level"] != "INFO"] == []


def _lightness(browser: Browser, name: str) -> float:
    """Relative luminance (WCAG 2) of a colour of the page's body."""
    value = browser.execute_script(f"return getComputedStyle(document.body).{name}")
    shares = [int(part) / 255 for part in re.findall(r"\d+", value)[:3]]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def press(browser: Browser, *keys: str) -> None:
    """Type keys into whatever has the focus."""
    webdriver.ActionChains(browser).send_keys(*keys).perform()
