"""A real Chromium for tests of pages.

Skips the module that imports it where selenium is not installed, and its tests (`pytestmark = MARKS`) where
chromium or chromedriver is not (Debian: apt-get install chromium chromium-driver).
"""

from __future__ import annotations

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


def press(browser: Browser, *keys: str) -> None:
    """Type keys into whatever has the focus."""
    webdriver.ActionChains(browser).send_keys(*keys).perform()
