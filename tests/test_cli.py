"""The command: data on stdout, the rest on stderr, exit codes 0, 1 and 2, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from summarize.cli import app
from summarize.engines.registry import models_folder
from summarize.result import Notice, Summary

ARTICLE = (
    "La mairie de Lyon ouvrira deux écoles à la rentrée de septembre. Le conseil municipal a voté mardi un budget de "
    "3 millions d'euros pour ces travaux. L'opposition dénonce un coût trop élevé pour la ville."
)
Cli = Callable[..., Result]


@pytest.fixture
def cli() -> Cli:
    def run(*args: str | Path, stdin: bytes | str | None = None) -> Result:
        result = CliRunner().invoke(app, [str(a) for a in args], input=stdin, prog_name="summarize")
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
        assert "Traceback" not in result.stderr
        return result

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def _process(*args: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "summarize", *args], input=stdin, capture_output=True, check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1", **environment},
    )  # fmt: skip


def test_a_file_a_stream_and_a_text_are_summarised_alike(cli: Cli, article: Path) -> None:
    one, two, three = cli(article), cli("-", stdin=ARTICLE.encode()), cli(ARTICLE)
    assert one.exit_code == two.exit_code == three.exit_code == 0, one.stderr
    assert one.stdout == two.stdout == three.stdout
    assert one.stdout.count("\n") == 1 and len(one.stdout.split()) > 4


def test_text_is_the_default_command(cli: Cli, article: Path) -> None:
    assert cli("text", article).stdout == cli(article).stdout


def test_translation_follows_a_blank_line(cli: Cli, article: Path) -> None:
    result = cli(article, "--to", "en", "--doubtful", "show")
    summary, blank, translation = result.stdout.rstrip("\n").split("\n")
    assert (summary + "\n", blank) == (cli(article).stdout, "") and translation and translation != summary


def test_a_withheld_translation_is_not_printed_and_said(cli: Cli, tmp_path: Path) -> None:
    garbled = tmp_path / "article.txt"
    garbled.write_text("Le dégingandé chafouin a rabiboché les paltoquets goguenards.", encoding="utf-8")
    result = cli(garbled, "--to", "en", "--language", "fr")
    assert result.exit_code == 0 and len(result.stdout.splitlines()) == 1
    said = [line for line in result.stderr.splitlines() if line.startswith("translation_")]
    assert len(said) == 1 and said[0].startswith("translation_withheld: ") and "--doubtful show" in said[0]
    shown = cli(garbled, "--to", "en", "--language", "fr", "--doubtful", "show")
    assert len(shown.stdout.splitlines()) == 3 and "translation_doubtful: " in shown.stderr
    assert cli(garbled, "--doubtful", "maybe").stderr.count("give one of withhold, show") == 1


def test_a_summary_in_the_articles_words_is_said_to_be_one(cli: Cli, article: Path) -> None:
    assert cli(article).stderr == "opening: these are the article's first sentences, trimmed\n"
    teased = cli(f"La décision est tombée. {ARTICLE} {ARTICLE}")
    assert teased.stderr == "extractive: these are sentences of the article, trimmed\n"
    assert cli(article, "-q").stderr == "" and "opening: " not in cli(article, "--json").stderr


WRITTEN = "abstractive: a model wrote this; check it against the article\n"


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        (Summary("Le texte.", "ok", kind="abstractive"), WRITTEN),
        (Summary("Le texte.", "ok", kind="abstractive", translation="Text.", translation_status="ok"), WRITTEN),
        (
            Summary("Le texte.", "ok", kind="abstractive", translation="Text.", translation_status="doubtful"),
            WRITTEN + "translation: doubtful\n",
        ),
        (
            Summary("Le texte.", "fallback", kind="opening", warnings=(Notice("fallback", "as it is"),)),
            "fallback: as it is\n",
        ),
    ],
)
def test_what_is_said_beside_a_summary(summary: Summary, said: str, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.api.summarize", lambda *args, **options: summary)
    result = cli(ARTICLE)
    assert (result.stderr, result.exit_code) == (said, 0)
    assert cli(ARTICLE, "-q").stderr == ""


def test_json_is_all_and_only_on_stdout(cli: Cli, article: Path) -> None:
    result = cli(article, "--json", "--to", "en", "--doubtful", "show")
    data = json.loads(result.stdout)
    assert data["language"] == "fr" and data["text"] and data["translation"]
    assert {"status", "unsupported", "removed", "coverage", "model_revision", "warnings"} <= set(data)
    assert "\\u00e" not in result.stdout


@pytest.mark.parametrize("length", ["headline", "short", "2"])
def test_lengths(length: str, cli: Cli, article: Path) -> None:
    result = cli(article, "--length", length)
    assert result.exit_code == 0 and result.stdout.strip()


def test_options_may_come_first(cli: Cli, article: Path) -> None:
    assert cli("--length", "short", article).stdout == cli(article, "--length", "short").stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["none.txt"], "none.txt"),
        (["mon article.txt"], "no file 'mon article.txt'"),
        (["dossier/"], "no file 'dossier/'"),
        (["detect", "mon fichier.srt"], "no file 'mon fichier.srt'"),
        (["./no/such/file"], "./no/such/file"),
        ([ARTICLE, "--to", "ja"], "Japanese"),
        (
            ["El alcalde dijo el lunes que dos escuelas abrirían, y el ayuntamiento lo aprobó. " * 3, "--to", "ja"],
            "Spanish",
        ),
        ([""], "empty"),
        (["A lire aussi :"], "empty"),
        (["models", "path", "barthez-orangesum"], "summarize models pull barthez-orangesum"),
        (["models", "remove", "fr-news-mini"], "fr-news-mini"),
        (["detect", "none.txt"], "none.txt"),
    ],
)
def test_failures_are_one_line_and_exit_1(
    args: list[str], said: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path))
    result = cli(*args)
    assert result.exit_code == 1, result.output
    assert result.stdout == "" and said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "args",
    [
        ["--no-such-option"],
        ["text", "a", "b", "c"],
        ["models", "no-such-command"],
        ["models", "path"],
    ],
)
def test_misuse_exits_2(args: list[str], cli: Cli) -> None:
    result = cli(*args)
    assert result.exit_code == 2 and "Usage" in result.stderr and result.stdout == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([ARTICLE, "--model", "no-such-model"], "fr-news-mini"),
        ([ARTICLE, "--language", "klingon"], "klingon"),
        ([ARTICLE, "--to", "klingon"], "klingon"),
        ([ARTICLE, "--length", "tiny"], "headline"),
        ([ARTICLE, "--length", "²"], "headline"),
        ([ARTICLE, "--length", "0"], "1 to 20"),
        ([ARTICLE, "--engine", "onnx"], "ctranslate2"),
        ([ARTICLE, "--device", "tpu"], "cuda"),
        (["models", "path", "no-such-model"], "fr-news-mini"),
        (["models", "verify", "no-such-model"], "fr-news-mini"),
        (["no such file.txt", "--length", "tiny"], "headline"),
        ([ARTICLE, "--doubtful", "maybe"], "withhold"),
        ([ARTICLE, "--timeout-seconds", "nan"], "86400"),
        ([ARTICLE, "--context-tokens", "5"], "1024"),
        ([ARTICLE, "--translator", "no-such-model", "--to", "en"], "fr-en-opus"),
        (["models", "pull", "fr-news-mini", "--task", "poetry"], "summarization, translation"),
        (["models", "remove", "no-such-model"], "fr-news-mini"),
    ],
)
def test_a_value_that_is_not_allowed_is_one_line_and_exit_2(
    args: list[str], said: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path))
    result = cli(*args)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert said in result.stderr and result.stderr.count("\n") == 1


def test_a_folder_is_refused(cli: Cli, tmp_path: Path) -> None:
    result = cli(tmp_path)
    assert result.exit_code == 1 and "folder" in result.stderr


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01", bytes(range(256)) * 9, b"a\x00b"])
def test_binary_is_refused(data: bytes, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "article.bin").write_bytes(data)
    for result in (cli(tmp_path / "article.bin"), cli("-", stdin=data)):
        assert result.exit_code == 1 and "not text" in result.stderr and result.stdout == ""


def test_cp1252_is_read_and_said(cli: Cli, article: Path) -> None:
    expected = cli(article).stdout
    article.write_bytes(ARTICLE.encode("cp1252"))
    result = cli(article)
    assert result.stdout == expected and "cp1252" in result.stderr and result.exit_code == 0
    assert "cp1252" not in cli(article, "--quiet").stderr
    assert "cp1252" in json.loads(cli(article, "--json", "--quiet").stdout)["encoding_note"]


def test_a_text_that_is_named_as_something_else_is_read_and_said(cli: Cli, article: Path) -> None:
    expected = cli(article).stdout
    for ending in (".pdf", ".DOCX"):
        named = article.rename(article.with_suffix(ending))
        result, article = cli(named), named
        assert result.stdout == expected and f"{named}: named {ending.lower()}, but plain text" in result.stderr


def test_quiet_says_nothing(cli: Cli) -> None:
    assert "too_short" in cli("Le maire part.").stderr
    result = cli("Le maire part.", "--quiet")
    assert (result.stdout, result.stderr, result.exit_code) == ("Le maire part.\n", "", 0)


@pytest.mark.parametrize(
    "text", ["Le maire \x1b[31mpart\x1b[0m.", "Le maire\x07 part\x9b2J.", "Le\x1b]0;titre\x07 maire."]
)
def test_escape_sequences_are_not_printed(text: str, cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    text = f"{ARTICLE} {text}"
    path.write_text(text, encoding="utf-8")
    for result in (cli(path), cli(path, "--json"), cli("detect", path), cli(text), cli(text[-25:])):
        assert not set("\x1b\x07\x9b") & set(result.stdout + result.stderr)
        assert result.stdout


def test_escape_sequences_in_a_name_are_not_printed(cli: Cli) -> None:
    assert "\x1b" not in cli("\x1b[31mnone.txt").stderr


def test_detect(cli: Cli, article: Path) -> None:
    assert cli("detect", article).stdout == "fr\n"
    undetermined = cli("detect", "12 345")
    assert undetermined.stdout == "und\n" and "no_letters" in undetermined.stderr
    assert (
        cli("detect", ARTICLE).stderr == ""
        and cli("detect", "Angela Merkel und Olaf Scholz").stderr.count("unsure: ") == 1
    )
    data = json.loads(cli("detect", ARTICLE, "--json").stdout)
    assert data["language"] == "fr" and data["confidence"] > 0.7 and data["reason"] is None


def test_models_list(cli: Cli) -> None:
    lines = cli("models", "list").stdout.splitlines()
    assert any(line.startswith("* fr-news-mini ") and "shipped" in line for line in lines)
    assert any(line.startswith("  barthez-orangesum ") and "hub:" in line for line in lines)
    data = json.loads(cli("models", "list", "--json").stdout)
    assert len(data) == len(lines) and {m["name"] for m in data if m["local"]} >= {"fr-news-mini", "fr-en-opus"}


def test_models_path_and_verify(cli: Cli) -> None:
    assert cli("models", "path", "fr-news-mini").stdout == f"{models_folder() / 'fr-news-mini'}\n"
    result = cli("models", "verify", "fr-news-mini", "fr-en-opus")
    assert result.stdout == "fr-news-mini: ok\nfr-en-opus: ok\n" and result.exit_code == 0
    assert "fr-news-mini: ok" in cli("models", "verify").stdout


def test_models_verify_says_what_is_damaged(cli: Cli, tmp_path: Path, tiny_marian: Path) -> None:
    from tiny_models import copy_model

    from summarize.engines.store import record_hashes

    folder = copy_model(tiny_marian, tmp_path / "own-fr-en")
    record_hashes(folder)
    (folder / "vocab.json").write_text("{}", encoding="utf-8")
    result = cli("models", "verify", folder)
    assert result.exit_code == 1 and "damaged: vocab.json" in result.stdout and "damaged" in result.stderr


def test_version(cli: Cli) -> None:
    from summarize import __version__

    assert cli("--version").stdout == f"summarize {__version__}\n"


def test_standard_input_needs_no_argument(cli: Cli, article: Path) -> None:
    assert cli(stdin=ARTICLE).stdout == cli(article).stdout
    assert cli("--length", "short", stdin=ARTICLE).stdout == cli(article, "--length", "short").stdout
    assert cli("detect", stdin=ARTICLE).stdout == "fr\n"
    nothing = cli(stdin="")
    assert nothing.exit_code == 1 and nothing.stderr.startswith("empty: ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("args", [[], ["--to", "en"], ["text"], ["detect"]])
def test_on_a_terminal_no_argument_shows_three_examples(args: list[str]) -> None:
    import pty

    ours, theirs = pty.openpty()
    with open(ours, "rb"), open(theirs, "rb") as terminal:
        command = [sys.executable, "-m", "summarize", *args]
        done = subprocess.run(command, stdin=terminal, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0 and done.stderr == ""
    examples = [line for line in done.stdout.splitlines() if line.startswith("summarize ")]
    assert len(examples) == 3 and len(done.stdout.splitlines()) < 10


def test_models_alone_shows_its_commands(cli: Cli) -> None:
    said = cli("models").output
    assert "pull" in said and "verify" in said and "Error" not in said


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("summarize article.txt --le", {"--length"}),
        ("summarize --len", {"--length"}),
        ("summarize --vers", {"--version"}),
        ("summarize det", {"detect"}),
        ("summarize models ver", {"verify"}),
        ("summarize batch articles/ --text", {"--text-column"}),
    ],
)
def test_a_shell_completes_commands_and_options(words: str, offered: set[str]) -> None:
    code = "import sys; sys.argv = ['summarize']; from summarize.cli import main; main()"
    completing = {"_SUMMARIZE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, **completing}
    )
    assert set(done.stdout.split()) == offered, done.stderr


def test_what_the_library_logs_is_a_line_on_stderr() -> None:
    code = "import logging; from summarize import cli; cli._show_log(); cli._show_log(); "
    code += "logging.getLogger('summarize').info('fetching \x1b[31ma model')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "fetching \ufffd[31ma model\n")


def test_the_process(article: Path) -> None:
    done = _process(str(article), "--to", "en", "--doubtful", "show")
    assert done.returncode == 0 and done.stdout.decode().count("\n") == 3
    assert b"Traceback" not in done.stderr
    assert "é" in done.stdout.decode() or "é" not in ARTICLE


def test_the_process_on_an_ascii_terminal(article: Path) -> None:
    done = _process(str(article), PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    done.stdout.decode("ascii")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_what_an_encoding_lacks_is_escaped_in_json_and_said_of_text(encoding: str, article: Path) -> None:
    article.write_text(ARTICLE.replace("'", "’"), encoding="utf-8")
    found = _process(str(article), "--json", PYTHONIOENCODING=encoding)
    assert "3 millions d’euros" in json.loads(found.stdout.decode("ascii"))["clean_text"]
    assert b"encoding:" not in found.stderr
    text = _process(str(article), PYTHONIOENCODING=encoding)
    assert b"?" in text.stdout and b" of these characters, and ? stands in their place" in text.stderr


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full"])
def test_where_nobody_reads_remarks_they_are_dropped(closed: str, article: Path) -> None:
    code = f"{sys.executable} -m summarize {article} --language de --json {closed}"
    done = subprocess.run(["bash", "-c", code], capture_output=True, check=False)
    assert done.returncode == 0 and json.loads(done.stdout)["status"] == "fallback"


def test_output_that_cannot_be_written_is_one_line(article: Path) -> None:
    for rest in (
        f"{article} -q >&-",
        "detect Texte >&-",
        "--version >&-",
        "--help >/dev/full",
        "text --help >/dev/full",
    ):
        code = f"{sys.executable} -m summarize {rest}"
        done = subprocess.run(["bash", "-c", code], capture_output=True, check=False)
        said = done.stderr.decode()
        assert (
            done.returncode == 1 and said.startswith("summarize: nothing more can be written") and said.count("\n") == 1
        )


@pytest.mark.parametrize(
    "table",
    ['{"texte": "Un."}\n{"texte": "Deux."}\n', '[{"texte": "Un."}]', "id,texte\n1,Un.\n", "corps;titre\nUn.;Deux\n",
     "id\ttext\n1\tUn.\n"],
)  # fmt: skip
def test_a_table_on_standard_input_is_refused_as_its_file_is(table: str, cli: Cli) -> None:
    for args in ((), ("-",), ("detect",)):
        found = cli(*args, stdin=table)
        assert (found.exit_code, found.stdout) == (1, "") and "summarize batch - -o out.jsonl" in found.stderr


@pytest.mark.parametrize(
    "name", ["nope.log", "page.php", "lettre.eml", "mon article.eml", "page.mhtml", "v1.2-final.tx", "résumé(1).tex"]
)
def test_a_name_of_a_file_that_is_not_there_is_no_text(name: str, cli: Cli) -> None:
    for args in ((name,), ("text", name), ("detect", name)):
        found = cli(*args)
        assert found.exit_code == 1 and f"there is no file {name!r}" in found.stderr


@pytest.mark.parametrize("text", ["Texte…", "M.", "12.5", "U.S", "Bonjour.Monsieur", "Le site lemonde.fr"])
def test_a_word_with_a_point_is_a_text(text: str, cli: Cli) -> None:
    assert cli("text", text).exit_code == (1 if text == "12.5" else 0)


def test_the_process_is_interrupted_or_its_reader_goes() -> None:
    code = f"{sys.executable} -m summarize models list | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", code], capture_output=True, check=False)
    assert len(done.stdout) == 10
    assert b"Traceback" not in done.stderr and b"BrokenPipe" not in done.stderr


def test_a_failing_process_has_no_traceback() -> None:
    done = _process("none.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"summarize: ") and done.stderr.count(b"\n") == 1


def test_a_closed_input_and_a_full_disk_are_one_line() -> None:
    for rest, said in (("<&-", "standard input is closed"), ("models list >/dev/full", "nothing more can be written")):
        code = f"{sys.executable} -m summarize {rest}"
        done = subprocess.run(["bash", "-c", code], capture_output=True, check=False)
        assert done.returncode == 1 and said in done.stderr.decode() and done.stderr.count(b"\n") == 1
