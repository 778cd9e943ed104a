"""The command line: parse, call, print. Data goes to stdout, everything else to stderr.

Exit codes: 0 done, 1 failed (one line on stderr says why and how to fix it; a traceback stands there with --debug
alone), 2 misuse.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated, TextIO

import typer

from .batch.command import HELP as BATCH_HELP
from .batch.command import batch
from .commands.frame import DefaultCommand, errors_to_exit, print_json, print_line, remark
from .commands.models import models_app
from .commands.texts import detect, summarize_text
from .serve.command import serve

app = typer.Typer(
    cls=DefaultCommand,
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
app.add_typer(models_app, name="models")
app.command("text")(summarize_text)
app.command("batch", help=BATCH_HELP)(errors_to_exit()(batch))
app.command("serve", help=serve.__doc__)(errors_to_exit()(serve))
app.command("detect")(detect)


@app.command()
@errors_to_exit()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Check this installation: versions, engines, models and their hashes, a canary a model, what works offline."""
    from .doctor import examine, report_lines

    report = examine()
    if as_json:
        print_json(report.to_dict(), indent=2)
    else:
        print_line("\n".join(report_lines(report)))
    if not report.ok:
        raise typer.Exit(1)


def _version(asked: bool) -> None:
    if asked:
        from . import __version__

        print_line(f"summarize {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


class _Lines(logging.Handler):
    """What the library logs, as lines on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        remark(record.getMessage())


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
