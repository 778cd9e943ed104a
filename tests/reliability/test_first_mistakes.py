"""The most likely mistakes of a first-time user: each gets a message that says what happened, and how to fix it.

`python tests/reliability/test_first_mistakes.py` prints the table as documents show it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import summarize as package
from summarize import SummarizeError, Summarizer, read_document, summarize, translate
from summarize.cli import app

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = (ROOT / "seeds" / "article.fr.txt").read_text(encoding="utf-8")

#: In Python: what is written, what is run, and what the message must say: first what happened, then how to fix it.
CALLS: list[tuple[str, Callable[[], Any], tuple[str, ...]]] = [
    (
        'summarize("article.txt")',
        lambda: summarize("article.txt"),
        ("'article.txt' is no article but a file's name", "read_document(path).text"),
    ),
    (
        'summarize("/home/me/my-article.html")',
        lambda: summarize("/home/me/my-article.html"),
        ("a file's name", "read_document(path).text"),
    ),
    ('summarize(Path("article.txt"))', lambda: summarize(Path("article.txt")), ("PosixPath", "read_document")),  # type: ignore[call-overload]
    (
        'summarize("https://www.lemonde.fr/article")',
        lambda: summarize("https://www.lemonde.fr/article"),
        ("a URL", "fetches no pages", "save the page"),
    ),
    ("summarize(article.encode())", lambda: summarize(ARTICLE.encode()), ("not bytes", "decode")),  # type: ignore[call-overload]
    ("summarize(open(path))", lambda: _opened(), ("not TextIOWrapper", "read_document")),
    ("summarize(a for a in articles)", lambda: summarize(a for a in [ARTICLE]), ("not generator", "stream")),  # type: ignore[call-overload]
    ('summarize({"text": article})', lambda: summarize({"text": ARTICLE}), ("not dict", "['text']")),  # type: ignore[call-overload]
    ('summarize([{"text": article}])', lambda: summarize([{"text": ARTICLE}]), ("is dict", "['text']")),  # type: ignore[list-item]
    ("summarize(None)", lambda: summarize(None), ("not NoneType", "article's text")),  # type: ignore[call-overload]
    ('summarize(article, to="xx")', lambda: summarize(ARTICLE, to="xx"), ("'xx' is not a language", "'fr'")),
    ('summarize(article, to="englsh")', lambda: summarize(ARTICLE, to="englsh"), ("Did you mean 'english'?",)),
    ('summarize(article, to=["en"])', lambda: summarize(ARTICLE, to=["en"]), ("to=['en']", "as a str")),
    (
        'summarize(article, to="de")',
        lambda: summarize(ARTICLE, to="de"),
        ("French (fr) into German (de)", "summarize models pull opus-mt-fr-de"),
    ),
    (
        'summarize(article, model="fr-new-mini")',
        lambda: summarize(ARTICLE, model="fr-new-mini"),
        ("'fr-new-mini'", "Did you mean 'fr-news-mini'?", "owner/name"),
    ),
    (
        'summarize(article, model="barthez-orangesum", offline=True)',
        lambda: summarize(ARTICLE, model="barthez-orangesum", offline=True),
        ("no network may be used", "summarize models pull barthez-orangesum"),
    ),
    (
        'summarize(article, model="owner/name", offline=True)',
        lambda: summarize(ARTICLE, model="owner/name", offline=True),
        ("owner/name is not on this machine", "summarize models pull owner/name"),
    ),
    (
        'summarize(article, length="court")',
        lambda: summarize(ARTICLE, length="court"),  # type: ignore[arg-type]
        ("length='court'", "headline, short, medium, long"),
    ),
    (
        'summarize(article, lenght="short")',
        lambda: summarize(ARTICLE, lenght="short"),
        ("unknown option 'lenght'", "Did you mean 'length'?"),
    ),
    (
        "summarize(article, max_length=100)",
        lambda: summarize(ARTICLE, max_length=100),
        ("unknown option 'max_length'", "Did you mean 'length'?"),
    ),
    (
        'summarize(article, device="gpu")',
        lambda: summarize(ARTICLE, device="gpu"),
        ("device='gpu'", "auto, cpu, cuda"),
    ),
    (
        'translate("Bonjour.", source="fr", target="ja")',
        lambda: translate("Bonjour.", source="fr", target="ja"),
        ("from fr to ja", "pass model="),
    ),
    ("Summarizer().stream(article)", lambda: list(Summarizer().stream(ARTICLE)), ("stream takes many texts",)),
    ('read_document("none.txt")', lambda: read_document("none.txt"), ("no file 'none.txt'", "check the path")),
]


def _opened() -> Any:
    with open(ROOT / "seeds" / "article.fr.txt", encoding="utf-8") as file:
        return summarize(file)  # type: ignore[call-overload]


def message_of(call: Callable[[], Any]) -> str:
    """What a call's error says."""
    try:
        return f"no error: {call()!r}"
    except SummarizeError as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize(("call", "says"), [pytest.param(c, s, id=w) for w, c, s in CALLS])
def test_in_python(call: Callable[[], Any], says: tuple[str, ...]) -> None:
    found = message_of(call)
    assert not found.startswith("no error")
    for piece in says:
        assert piece in found
    assert "\n" not in found and len(found) < 500


#: On the command line: arguments (files as `_files` makes them), exit code, and what stderr must say.
COMMANDS: list[tuple[str, int, tuple[str, ...]]] = [
    ("missing.txt", 1, ("no file 'missing.txt'", "check the path")),
    ("folder", 1, ("is a folder", "summarize batch")),
    ("article.pdf", 1, ("article.pdf cannot be read (damaged?)",)),
    ("article.docx", 1, ("Word file that is cut short", "save it as text")),
    ("article.txt.gz", 1, ("compressed", "summarize batch")),
    ("https://www.lemonde.fr/article", 1, ("a URL", "fetches no pages", "save the page")),
    ("article.txt --to xx", 2, ("'xx' is not a language",)),
    ("article.txt --to englsh", 2, ("Did you mean 'english'?",)),
    ("article.txt --length court", 2, ("length='court'", "headline, short, medium, long")),
    ("article.txt --model fr-new-mini", 2, ("Did you mean 'fr-news-mini'?",)),
    ("--to en", 1, ("empty: there is no text to summarise",)),
    ("batch folder", 2, ("Missing option '--output' / '-o'", "summarize batch articles/ -o out.jsonl")),
    ("batch folder -o out.txt", 2, ("'out.txt'", ".jsonl")),
    ("list", 2, ("no command and no file 'list'", "models")),
    ("modles list", 2, ("no command and no file 'modles'", "Did you mean 'models'?")),
    ("summarise article.txt", 2, ("no command and no file 'summarise'", "Commands: text")),
    ("article.txt --lenght short", 2, ("No such option: --lenght", "--length")),
    ("article.txt folder", 2, ("unexpected extra argument", "summarize batch IN")),
    ("article.txt --longueur long", 2, ("No such option: --longueur\n",)),
    ("models pull barthez", 2, ("Did you mean 'barthez-orangesum' or",)),
    ("models pull opus-mt-xx", 2, ("unknown model 'opus-mt-xx'", "'opus-mt-fr-en'", "'opus-mt-en-fr'")),
    ("models pull gpt", 2, ("unknown model 'gpt'. Give one of", "'fr-news-mini'", "'opus-mt-fr-en'")),
]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make_files(folder: Path) -> None:
    """What the commands name."""
    (folder / "folder").mkdir()
    (folder / "folder" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "article.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\n")
    (folder / "article.docx").write_bytes(b"PK\x03\x04\x14\x00\x06\x00")
    (folder / "article.txt.gz").write_bytes(b"\x1f\x8b\x08\x00\x00")


@pytest.mark.parametrize(("line", "code", "says"), [pytest.param(*c, id=c[0]) for c in COMMANDS])
def test_on_the_command_line(line: str, code: int, says: tuple[str, ...], files: Path) -> None:
    result = CliRunner().invoke(app, line.split(), prog_name="summarize")
    assert result.exit_code == code, result.output
    for piece in says:
        assert piece in result.stderr
    assert result.stdout == "" and "Traceback" not in result.stderr


@pytest.mark.parametrize("to", ["anglais", "English", "ENG", "en-GB"])
def test_a_languages_name_is_no_mistake(to: str) -> None:
    assert Summarizer(to=to).options == Summarizer(to="en").options and Summarizer(to=to).options.to == "en"


def test_a_list_is_no_mistake() -> None:
    first, second = summarize([ARTICLE, "Bonjour monde"])
    assert first.status == "ok" and (second.status, second.text) == ("too_short", "Bonjour monde")
    assert [notice.code for notice in second.warnings] == ["too_short"] and summarize([]) == []


def test_the_british_spelling_is_answered_by_python() -> None:
    """From 3.12 on Python itself adds "Did you mean: 'summarize'?", from `dir()` of the package."""
    done = subprocess.run(
        [sys.executable, "-c", "from summarize import summarise"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and "cannot import name 'summarise' from 'summarize'" in done.stderr
    assert ("Did you mean: 'summarize'?" in done.stderr) == (sys.version_info >= (3, 12))
    with pytest.raises(AttributeError) as caught:
        package.Summariser  # noqa: B018
    assert (caught.value.name, caught.value.obj) == ("Summariser", package)  # what Python needs to add its hint


def print_tables() -> None:
    """The messages as they come, for documents."""
    import tempfile

    print("| in Python | message |\n|---|---|")
    for written, call, _ in CALLS:
        print(f"| `{written}` | {_cell(message_of(call))} |")
    print("\n| on the command line | exit | message |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        make_files(Path(name))
        os.chdir(name)
        for line, _, _ in COMMANDS:
            result = CliRunner().invoke(app, line.split(), prog_name="summarize")
            said = _cell(result.stderr.strip().splitlines()[-1])
            print(f"| `summarize {line}` | {result.exit_code} | {said} |")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print_tables()
