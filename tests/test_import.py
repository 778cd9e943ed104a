"""The public names, and what importing and the embedded path load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import summarize

HEAVY = ("torch", "transformers", "datasets", "tensorflow")
_REPORT = f"import sys, json; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"


def _loaded_after(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{code}\n{_REPORT}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout.splitlines()[-1]))


def test_the_probe_sees_heavy_modules() -> None:
    assert _loaded_after("sys = __import__('sys'); sys.modules['torch'] = sys") == ["torch"]


@pytest.mark.parametrize(
    "code",
    [
        "import summarize",
        "from summarize import *",
        "import summarize; summarize.available_models()",
        "import summarize; summarize.detect_language('Le maire a ouvert la nouvelle école du village.')",
    ],
)
def test_light_uses_load_nothing_heavy(code: str) -> None:
    assert _loaded_after(code) == []


def test_a_summary_with_translation_loads_nothing_heavy(root: Path) -> None:
    seed = str(root / "seeds" / "article.fr.txt")
    code = (
        "import pathlib, summarize\n"
        f"text = pathlib.Path({seed!r}).read_text(encoding='utf-8')\n"
        "result = summarize.summarize(text, to='en', doubtful='show', threads=1)\n"
        "assert result.text and result.translation and result.engine == 'ctranslate2', result"
    )
    _loaded_after(code)  # the first time it may put a model together, for which torch is used
    assert _loaded_after(code) == []


def test_every_public_name_resolves() -> None:
    assert len(set(summarize.__all__)) == len(summarize.__all__)
    for name in summarize.__all__:
        assert getattr(summarize, name) is not None
    assert set(summarize.__all__) <= set(dir(summarize))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        summarize.no_such_name  # noqa: B018


def test_summarize_stays_the_function() -> None:
    """A submodule of the same name would hide the function once imported."""
    from summarize import api

    assert summarize.summarize is api.summarize
    assert not (Path(summarize.__file__).parent / "summarize.py").exists()


@pytest.mark.parametrize("command", [["-m", "summarize"], ["-m", "summarize.cli"]])
def test_help_works_and_loads_nothing_heavy(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command, "--help"], capture_output=True, text=True, check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == 0
    for word in ("detect", "models", "text"):
        assert word in done.stdout
    imported = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "summarize.cli" in imported or "summarize" in imported
    assert not imported & {*HEAVY, "ctranslate2", "sentencepiece", "langdetect", "trafilatura"}


def test_version_is_the_packages() -> None:
    from importlib.metadata import version

    assert summarize.__version__ == version("summarize")


def test_all_errors_share_one_root() -> None:
    from summarize import errors

    kinds = [v for v in vars(errors).values() if isinstance(v, type) and issubclass(v, Exception)]
    assert len(kinds) >= 12
    for kind in kinds:
        assert issubclass(kind, summarize.SummarizeError)
        assert kind.__name__ in str(errors.__doc__), f"{kind.__name__} is missing from the drawn tree"
