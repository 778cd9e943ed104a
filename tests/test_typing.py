"""A user's script under `mypy --strict` and pyright: typed from end to end, options listed, wrong ones refused."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import summarize
from summarize.options import ModelValues, OptionValues

SCRIPT = """
from summarize import Origin, Summarizer, Summary, detect_language, read_document, summarize, translate

one: Summary = summarize("Un article.", length="short", to="en", beam_size=2)
many: list[Summary] = summarize(["Un article.", "Un autre."], language="fr")
spans: list[tuple[int, int]] = [s.source for s in one.sentences if s.source]
with Summarizer(length=3, strict=True) as summarizer:
    texts: list[str] = [summary.text for summary in summarizer.summarize_many(["Un article."])]
language: str = detect_language("Un article.").language
page: Summary = summarize(read_document("article.html"))
english: str | None = translate("Bonjour.", source="fr", target="en").status
reveal_type(summarize("Un article."))
reveal_type(many[0].sentences[0].share)
reveal_type(Summarizer())
reveal_type(translate(["Bonjour."], source="fr", target="en"))
reveal_type(Origin)
"""
WRONG = {
    "an unknown option": 'summarize("Un article.", lenght="short")',
    "a value that is not allowed": 'summarize("Un article.", length="tiny")',
    "an unknown option of a Summarizer": "Summarizer(lenght=2)",
    "an option that a translation has not": 'translate("Bonjour.", source="fr", target="en", to="en")',
    "a number for a text": "summarize(12)",
}


def _checked(tmp_path: Path, text: str, checker: list[str]) -> tuple[int, str]:
    script = tmp_path / "script.py"
    script.write_text(text, encoding="utf-8")
    package = str(Path(summarize.__file__).parents[1])
    environment = {**os.environ, "MYPYPATH": package, "PYTHONPATH": package}
    done = subprocess.run(
        [*checker, str(script)], capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    return done.returncode, done.stdout + done.stderr


def _mypy(tmp_path: Path, text: str) -> tuple[int, str]:
    # The project's own settings: strict, and the types of torch and such, which take minutes to read, left out.
    root = Path(summarize.__file__).parents[1]
    own = ["--config-file", str(root / "pyproject.toml"), "--cache-dir", str(root / ".mypy_cache")]
    return _checked(tmp_path, text, [sys.executable, "-m", "mypy", "--strict", *own])


def _revealed(said: str) -> list[str]:
    return [line for line in said.splitlines() if "Revealed type" in line or 'is "' in line]


@pytest.mark.slow
def test_a_users_script_passes_mypy_strict_with_nothing_any(tmp_path: Path) -> None:
    code, said = _mypy(tmp_path, SCRIPT)
    assert code == 0, said
    assert len(_revealed(said)) == 5 and not any("Any" in line for line in _revealed(said)), said


@pytest.mark.slow
def test_mypy_finds_each_mistake(tmp_path: Path) -> None:
    lines = ["from summarize import Summarizer, summarize, translate", *WRONG.values()]
    code, said = _mypy(tmp_path, "\n".join(lines) + "\n")
    assert code == 1
    for number, mistake in enumerate(WRONG, 2):
        assert f"script.py:{number}: error" in said, (mistake, said)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("pyright") is None, reason="pyright is not installed: pip install pyright")
def test_a_users_script_passes_pyright(tmp_path: Path) -> None:
    settings = '{"typeCheckingMode": "strict", "pythonVersion": "3.11"}'
    (tmp_path / "pyrightconfig.json").write_text(settings, encoding="utf-8")
    code, said = _checked(tmp_path, SCRIPT, [sys.executable, "-m", "pyright", "--pythonpath", sys.executable])
    if "script.py:" not in said:  # it fetches itself from npm at its first use
        pytest.skip(f"pyright cannot run here: {said[-200:]}")
    assert code == 0, said
    assert len(_revealed(said)) == 5 and not any("Any" in line or "Unknown" in line for line in _revealed(said)), said


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(summarize.__file__).parent / "py.typed").is_file()


@pytest.mark.parametrize(
    ("call", "values"),
    [
        (summarize.summarize, OptionValues),
        (summarize.Summarizer, OptionValues),
        (summarize.translate, ModelValues),
    ],
)
def test_help_shows_every_option_with_its_default_and_meaning(call: Any, values: Any) -> None:
    parameters = inspect.signature(call).parameters
    for option in (field for field in fields(summarize.Options) if field.name in values.__annotations__):
        assert parameters[option.name].default == option.default
        assert parameters[option.name].annotation == option.type
        assert len(re.findall(rf"^ {{4}}{option.name}: \S", call.__doc__, re.MULTILINE)) == 1, option.name
    assert "`Options`" not in call.__doc__ and "options" not in parameters


def test_type_checkers_and_help_know_the_same_options() -> None:
    of = {option.name: option.type for option in fields(summarize.Options)}
    told = {name: getattr(kind, "__forward_arg__", kind) for name, kind in OptionValues.__annotations__.items()}
    assert told == of


def test_without_docstrings_the_options_still_stand_in_the_signature() -> None:
    code = "import inspect, summarize; print('to' in inspect.signature(summarize.summarize).parameters)"
    done = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_an_unknown_option_still_says_what_was_meant() -> None:
    unknown: Any = {"lenght": "short"}
    with pytest.raises(summarize.SummarizeError, match="Did you mean 'length'"):
        summarize.summarize("Un article.", **unknown)
    with pytest.raises(summarize.SummarizeError, match="Did you mean 'length'"):
        summarize.Summarizer(**unknown)
