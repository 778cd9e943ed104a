"""The command line: parse, call, print. Data goes to stdout, everything else to stderr.

Exit codes: 0 done, 1 failed (one line on stderr says why and how to fix it; a traceback stands there with --debug
alone), 2 misuse.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TextIO

import typer
from typer.core import TyperGroup

from .batch.command import CONTEXT_HELP, PROMPT_HELP, SERVER_HELP, batch
from .batch.command import HELP as BATCH_HELP
from .documents import NO_FETCHING, Document, kind_of_address, read_document, read_stream
from .errors import (
    OptionError,
    OverwriteError,
    SummarizeError,
    UnknownModelError,
    UnreadableInputError,
    as_ours,
)
from .serve.command import serve
from .terminal import drop, is_writable, one_line, printable, printable_json, say
from .text.damaged import said_of

_COMMANDS = ("text", "batch", "serve", "detect", "models", "doctor")
#: The parser's own error: typer keeps it in a private package, or takes click's.
_UsageError: Any = typer.BadParameter.__mro__[1]
#: Errors of the call rather than of the article: a value that an option cannot have, an output that is no batch's.
_MISUSE = (OptionError, OverwriteError, UnknownModelError)
#: A word that ends as files' names do, whatever the ending.
_FILE_NAME = re.compile(r"[\w.+%~@()-]{1,250}\.[A-Za-z][A-Za-z0-9]{1,4}")
#: Of standard output: a full disk or quota, or closed.
_NOT_WRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EBADF)
#: What is said of a summary that is not in a model's own words.
_KINDS = {
    "opening": "these are the article's first sentences, trimmed",
    "extractive": "these are sentences of the article, trimmed",
}
#: What fixes the mistake that a first call makes, by its command and a part of the parser's own message.
_FIXES = {
    ("batch", "'--output' / '-o'."): " Name the file to write: summarize batch articles/ -o out.jsonl",
    ("text", "unexpected extra argument"): "; quote a text, or for several files: summarize batch IN… -o out.jsonl",
}
_BRIEF = """Summarise news articles, offline.

summarize article.txt                    a file's summary; without a file, of standard input
summarize article.txt --to en            and its English translation
summarize batch articles/ -o out.jsonl   every article of a folder

`summarize --help` shows all commands and options."""


#: Anywhere on the line: what nothing foresaw is shown with its traceback.
_DEBUG = "--debug"


class _DefaultCommand(TyperGroup):
    """`summarize FILE` is short for `summarize text FILE`."""

    debug = False

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """The same, misuse said without the control sequences that a file's name may hold."""
        _DefaultCommand.debug = _DEBUG in args
        with _misuse():
            return super().make_context(info_name, [a for a in args if a != _DEBUG], parent=parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        """The same."""
        with _misuse():
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Set "text" before arguments that name no command; without any, standard input is the article."""
        if not args and not ctx.resilient_parsing:
            args = ["text"]
        elif args and args[0] not in (
            *_COMMANDS,
            "--help",
            "-h",
            "--version",
            "--install-completion",
            "--show-completion",
        ):
            if not ctx.resilient_parsing:
                _refuse_word(args[0], ctx)
            args = ["text", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The options of `summarize text` too, as it is what runs where no command is named."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            text = self.commands["text"]
            found += text.shell_complete(text.make_context("text", [], parent=ctx, resilient_parsing=True), incomplete)
        return list({item.value: item for item in found}.values())


@contextmanager
def _misuse() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:  # while the line is parsed; click would say "Aborted!"
        _say("summarize: interrupted")
        raise typer.Exit(130) from None
    except OSError as error:  # of --help and --version
        if error.errno not in _NOT_WRITTEN:
            raise
        raise _not_written(error) from None
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # it shows the help of a group by itself
            raise
        said = one_line(error.format_message())
        command = getattr(error.ctx, "info_name", None)
        fix = next((fix for (name, part), fix in _FIXES.items() if name == command and part in said), "")
        raise _UsageError(said + fix, ctx=error.ctx) from None


def _refuse_word(word: str, ctx: Any) -> None:
    """A word alone is no article: a command or a file that is not there."""
    if not re.fullmatch(r"[A-Za-z][\w-]{0,40}", word, re.ASCII) or Path(word).exists():
        return
    near = get_close_matches(word, _COMMANDS, n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    raise _UsageError(f"there is no command and no file {word!r}.{meant} Commands: {', '.join(_COMMANDS)}.", ctx=ctx)


app = typer.Typer(
    cls=_DefaultCommand,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Summarise news articles, offline, with small models that ship; translate the summary; say what was read,
what was cut and what the article does not support. By default a summary is extractive: the article's own opening
sentences, trimmed; --model names a model that writes.

\b
summarize article.txt                    summary of a file
summarize article.txt --to en            and its English translation
summarize "Le texte de l'article …"      text itself; without it, or for -, standard input
summarize --fetch https://…              a page, fetched
summarize article.html --json            everything that is known, as JSON
summarize batch articles/ -o out.jsonl   a folder; `summarize batch --help` shows more
summarize serve                          a page and an HTTP interface at http://127.0.0.1:8000
summarize detect article.txt             the language
summarize models list                    models by name; `models pull NAME` fetches one
summarize doctor                         what is installed, what works offline, what to fix
summarize --debug …                      any of these; an unforeseen error with its traceback
""",
)
models_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="List, fetch, check and remove models.")
app.add_typer(models_app, name="models")


@contextmanager
def _errors_to_exit() -> Iterator[None]:
    try:
        yield
        sys.stdout.flush()  # what cannot be written is an error here, not at exit
    except SummarizeError as error:
        _say(f"summarize: {one_line(str(error))}")
        raise typer.Exit(2 if isinstance(error, _MISUSE) else 1) from None
    except KeyboardInterrupt:
        _say("summarize: interrupted")
        raise typer.Exit(130) from None
    except BrokenPipeError:
        drop(sys.stdout)  # the reader (such as `head`) has gone
        raise typer.Exit(0) from None
    except (typer.Exit, typer.Abort, _UsageError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _NOT_WRITTEN:
            raise _not_written(error) from None
        if _DefaultCommand.debug:
            raise
        where = "" if isinstance(error, MemoryError) else f"; {_DEBUG} shows where; please report it"
        _say(f"summarize: {one_line(str(as_ours(error)))}{where}")
        raise typer.Exit(1) from None


def _not_written(error: OSError) -> typer.Exit:
    """Say that standard output takes nothing more; what ends the command."""
    _say(f"summarize: nothing more can be written: {error.strerror}")
    drop(sys.stdout)
    return typer.Exit(1)


def _say(line: str) -> None:
    say(printable(line))


def _print(line: object) -> None:
    """Print a line, which must arrive."""
    print(printable(str(line)), flush=True)


def _print_json(value: Any, indent: int | None = None) -> None:
    _print(printable_json(value, indent, sys.stdout.encoding))


def _version(asked: bool) -> None:
    if asked:
        from . import __version__

        _print(f"summarize {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _read(source: str, *, fetch: bool = False) -> Document:
    """The document of a FILE|-|TEXT argument; of an address where it may be fetched."""
    if source == "-":
        if sys.stdin is None:
            raise UnreadableInputError("standard input is closed; name a file, or give the text itself.")
        if sys.stdin.isatty():
            _say("summarize: reading the article from the terminal; Ctrl-D ends it")
            return read_stream(sys.stdin.buffer, name="standard input")
        return _read_piped(sys.stdin.buffer)
    if fetch and kind_of_address(source) == "url":
        return read_document(source, fetch=True)
    return read_document(source) if _is_path(source) else Document(source, "utf-8", "text")


def _read_piped(stream: BinaryIO) -> Document:
    """The document of standard input; a table is refused as a file of that kind is."""
    from .batch.sources.readers import reader_of_rows, sampling

    sampled = sampling(stream)
    if reader_of_rows(sampled):
        raise UnreadableInputError(
            "standard input may hold many articles; summarize each of them with: summarize batch - -o out.jsonl"
        )
    return read_stream(sampled, name="standard input")


def _given(source: str | None) -> str:
    """The argument, or - where none was given; on a terminal the short help is shown instead."""
    if source is None and sys.stdin and sys.stdin.isatty():
        _print(_BRIEF)
        raise typer.Exit
    return "-" if source is None else source


def _is_path(source: str) -> bool:
    try:
        if source.strip() and len(source) < 1024 and "\n" not in source and Path(source).exists():
            return True
    except (OSError, ValueError):
        return False
    kind = kind_of_address(source)
    if kind == "url":
        raise UnreadableInputError(f"{source!r} is a URL; {NO_FETCHING}.")
    if kind == "path" or _FILE_NAME.fullmatch(source.strip()):
        raise UnreadableInputError(f"there is no file {source!r}; check the path, or pass the text itself.")
    return False


_TASKS = ("summarization", "translation")
_Task = Annotated[str, typer.Option(help="summarization or translation, for a hub id.")]
_SOURCE: Any = typer.Argument(
    metavar="FILE|-|TEXT",
    help="A file, - for standard input, or the text itself; standard input too where nothing is given.",
    show_default=False,
)


@app.command("text")
@_errors_to_exit()
def summarize_text(
    source: Annotated[str | None, _SOURCE] = None,
    to: Annotated[str | None, typer.Option(help="Language of a translation of the summary, such as en.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the text; detected by default.")] = None,
    length: Annotated[str, typer.Option(help="headline, short, medium, long, or a number of sentences.")] = "medium",
    model: Annotated[str | None, typer.Option(help="Model name, hub id, folder, or server:NAME.")] = None,
    translator: Annotated[str | None, typer.Option(help="The same, for the translation.")] = None,
    doubtful: Annotated[str, typer.Option(help="Sentences that failed a check: withhold or show.")] = "withhold",
    server: Annotated[str | None, typer.Option(help=SERVER_HELP)] = None,
    prompt: Annotated[str | None, typer.Option(help=PROMPT_HELP)] = None,
    context_tokens: Annotated[int, typer.Option(help=CONTEXT_HELP)] = 4096,
    timeout_seconds: Annotated[float, typer.Option(help="For one answer of the server.")] = 300.0,
    engine: Annotated[str, typer.Option(help="auto, ctranslate2 or transformers.")] = "auto",
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
    offline: Annotated[
        bool | None, typer.Option("--offline/--online", help="Never use the network, or use it freely.")
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="FILE may be an http(s) address: fetch the page.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail where the summary would be a fallback: the opening as it is.")
    ] = False,
    reproducible: Annotated[
        bool, typer.Option("--reproducible", help="The same bytes on every x86-64 processor; models take longer.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything that is known, as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no remarks on stderr.")] = False,
) -> None:
    """Summarise one text: the summary on the first line, its translation (--to) after a blank line."""
    from .api import summarize
    from .options import make_options

    if fetch:
        from .engines.store import require_network

        require_network("--fetch", offline)
    wanted: Any = int(length) if re.fullmatch(r"[0-9]{1,9}", length) else length
    options: Any = {
        "to": to, "language": language, "length": wanted, "model": model, "translator": translator,
        "doubtful": doubtful, "engine": engine, "device": device, "offline": offline, "strict": strict,
        "server": server, "prompt": prompt, "context_tokens": context_tokens, "timeout_seconds": timeout_seconds,
        "reproducible": reproducible,
    }  # fmt: skip
    given = _given(source)
    make_options(**options)  # refused before the article is read
    document = _read(given, fetch=fetch)
    note = None if document.encoding in ("text", "pdf", "docx") else said_of(document.encoding)
    result = summarize(document, **options)
    if as_json:
        _print_json(result.to_dict() | ({"encoding_note": note} if note else {}), indent=2)
    elif result.text:
        _print(result.text + (f"\n\n{result.translation}" if result.translation else ""))
    if not quiet:
        if not as_json:
            _say_what_is_lost(result.text + (result.translation or ""))
        if note:
            _say(f"{source or 'standard input'}: {note}")
        if not as_json:
            _say_what_it_is(result)
        _remarks(result)
    if result.status in ("empty", "undetermined"):
        raise typer.Exit(1)


def _say_what_is_lost(text: str) -> None:
    """That standard output has other characters than a text."""
    encoding = sys.stdout.encoding
    if not is_writable(text, encoding):
        lost = sum(not is_writable(character, encoding) for character in text)
        fix = "PYTHONIOENCODING=utf-8 keeps them"
        _say(f"encoding: {encoding} lacks {lost} of these characters, and ? stands in their place; {fix}")


def _say_what_it_is(result: Any) -> None:
    """The kind of a summary that is not in a model's own words, and the status of a translation that is not ok, unless
    a warning says it."""
    said = {notice.code for notice in result.warnings}
    if result.kind in _KINDS and not said & {"fallback", "extractive"}:
        _say(f"{result.kind}: {_KINDS[result.kind]}")
    status = result.translation_status
    if status not in (None, "ok") and f"translation_{status}" not in said:
        _say(f"translation: {status}")


def _remarks(result: Any) -> None:
    for notice in result.warnings:
        _say(f"{notice.code}: {notice.message}")
    for item in result.unsupported:
        missing = "article" if item.where == "text" else "summary"
        _say(f"unsupported {item.kind} in the {item.where}: {item.text!r} is not in the {missing}")


app.command("batch", help=BATCH_HELP)(_errors_to_exit()(batch))
app.command("serve", help=serve.__doc__)(_errors_to_exit()(serve))


@app.command()
@_errors_to_exit()
def detect(
    source: Annotated[str | None, _SOURCE] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With confidence and candidates, as JSON.")] = False,
) -> None:
    """Print the language of a text (ISO 639-1), or und."""
    from dataclasses import asdict

    from .text.clean import clean
    from .text.detect import detect_language

    found = detect_language(clean(_read(_given(source)).text).text)
    if as_json:
        _print_json(asdict(found))
    else:
        _print(found.language)
        if found.reason:
            _say(f"undetermined: {found.reason}")
        elif found.also:
            _say(f"mixed: the text is in {found.language} and in {found.also}")
        elif found.is_unsure:
            _say(f"unsure: {found.language} with a confidence of {found.confidence:.2f}")


@models_app.command("list")
@_errors_to_exit()
def models_list(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Models by name, with their languages, origin and licence; * marks those on this machine."""
    from dataclasses import asdict

    from .api import available_models

    found = available_models()
    if as_json:
        _print_json([asdict(m) for m in found], indent=2)
        return
    width = max(len(m.name) for m in found)
    for m in found:
        pair = (
            "->".join(m.languages)
            if m.task != "summarization"
            else " ".join(m.languages[:6]) + (" ..." if len(m.languages) > 6 else "")
        )
        _print(f"{'*' if m.local else ' '} {m.name:<{width}}  {m.task:<13}  {pair:<22}  {m.licence:<16}  {m.origin}")


@models_app.command("pull")
@_errors_to_exit()
def models_pull(name: str, task: _Task = "summarization") -> None:
    """Fetch a model by name or hub id, so that it works offline from then on."""
    entry = _entry(name, task)
    from .engines.store import locate

    located = locate(entry, offline=False)
    _print(located.folder)
    _say(f"{entry.name} at revision {located.revision}")


@models_app.command("path")
@_errors_to_exit()
def models_path(name: str, task: _Task = "summarization") -> None:
    """Print the folder of a model that is on this machine."""
    from .engines.store import locate

    _print(locate(_entry(name, task), offline=True).folder)


@models_app.command("verify")
@_errors_to_exit()
def models_verify(
    names: Annotated[list[str] | None, typer.Argument(help="Models; all local ones by default.")] = None,
) -> None:
    """Compare every file of the models with its recorded hash."""
    from .engines.registry import registry
    from .engines.store import is_local, verify_files

    chosen = [_entry(n, "summarization") for n in names] if names else [e for e in registry().values() if is_local(e)]
    damaged = 0
    for entry in chosen:
        wrong = verify_files(entry)
        _print(f"{entry.name}: {'ok' if not wrong else 'damaged: ' + ', '.join(wrong)}")
        damaged += bool(wrong)
    if damaged:
        _say("summarize: damaged models; reinstall summarize, or pull them again after `models remove`")
        raise typer.Exit(1)


@models_app.command("remove")
@_errors_to_exit()
def models_remove(name: str, task: _Task = "summarization") -> None:
    """Delete a fetched model and its conversions from the cache (shipped models stay)."""
    from .engines.store import remove

    for folder in remove(_entry(name, task)):
        _print(folder)


@app.command()
@_errors_to_exit()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Check this installation: versions, engines, models and their hashes, a canary a model, what works offline."""
    from .doctor import examine, report_lines

    report = examine()
    if as_json:
        _print_json(report.to_dict(), indent=2)
    else:
        _print("\n".join(report_lines(report)))
    if not report.ok:
        raise typer.Exit(1)


def _entry(name: str, task: str) -> Any:
    from .engines.registry import find_entry, registry

    if task not in _TASKS:
        raise OptionError(f"task={task!r}: give one of {', '.join(_TASKS)}.")
    known = registry().get(name)
    return known or find_entry(name, task)  # type: ignore[arg-type]


class _Lines(logging.Handler):
    """What the library logs, as lines on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        _say(record.getMessage())


def _show_log() -> None:
    log = logging.getLogger("summarize")
    log.setLevel(logging.INFO)
    if not any(isinstance(handler, _Lines) for handler in log.handlers):
        log.addHandler(_Lines())
    log.propagate = False


def _in_place_of(number: int, flags: int) -> TextIO:
    """A stream in place of one that was closed, under its number: the processes that a batch starts need it too."""
    descriptor = -1
    while descriptor < number:  # those before it may be closed as well
        descriptor = os.open(os.devnull, flags)
        os.set_inheritable(descriptor, True)
    return open(descriptor, "w", encoding="utf-8")


def main() -> None:
    """Entry point of the `summarize` command."""
    if sys.stdout is None:
        sys.stdout = _in_place_of(1, os.O_RDONLY)  # to write to it is an error
    if sys.stderr is None:
        sys.stderr = _in_place_of(2, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    _show_log()
    app()


if __name__ == "__main__":
    main()
