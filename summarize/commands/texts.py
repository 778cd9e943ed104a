"""`summarize text` and `summarize detect`: one text in, its summary or its language out.

Input: a file, standard input, or the text itself; an address where it may be fetched. Output: the summary or the
language on stdout, remarks on stderr. Refuses a file that is not there, an address that may not be fetched, and tables.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from ..batch.command import (
    ContextTokens,
    Device,
    Doubtful,
    Engine,
    Length,
    Offline,
    Prompt,
    Reproducible,
    Server,
    TimeoutSeconds,
    length_of,
)  # fmt: skip
from ..documents import NO_FETCHING, Document, kind_of_address, read_document, read_stream, said_of_document
from ..errors import UnreadableInputError
from ..terminal import is_writable
from .frame import errors_to_exit, print_json, print_line, remark

#: A word that ends as files' names do, whatever the ending.
_FILE_NAME = re.compile(r"[\w.+%~@()-]{1,250}\.[A-Za-z][A-Za-z0-9]{1,4}")
#: What is said of a summary, by its kind.
_KINDS = {
    "abstractive": "a model wrote this; check it against the article",
    "opening": "these are the article's first sentences, trimmed",
    "extractive": "these are sentences of the article, trimmed",
}
_BRIEF = """Summarise news articles, offline.

summarize article.txt                    a file's summary; without a file, of standard input
summarize article.txt --to en            and its English translation
summarize batch articles/ -o out.jsonl   every article of a folder

`summarize --help` shows all commands and options."""
_SOURCE: Any = typer.Argument(
    metavar="FILE|-|TEXT",
    help="A file, - for standard input, or the text itself; standard input too where nothing is given.",
    show_default=False,
)


@errors_to_exit()
def summarize_text(
    source: Annotated[str | None, _SOURCE] = None,
    to: Annotated[str | None, typer.Option(help="Language of a translation of the summary, such as en.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the text; detected by default.")] = None,
    length: Length = "medium",
    model: Annotated[str | None, typer.Option(help="Model name, hub id, folder, or server:NAME.")] = None,
    translator: Annotated[str | None, typer.Option(help="The same, for the translation.")] = None,
    doubtful: Doubtful = "withhold",
    server: Server = None,
    prompt: Prompt = None,
    context_tokens: ContextTokens = 4096,
    timeout_seconds: TimeoutSeconds = 300.0,
    engine: Engine = "auto",
    device: Device = "auto",
    offline: Offline = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="FILE may be an http(s) address: fetch the page.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail where the summary would be doubtful, or the opening as it is.")
    ] = False,
    reproducible: Reproducible = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything that is known, as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no remarks on stderr.")] = False,
) -> None:
    """Summarise one text: the summary on the first line, its translation (--to) after a blank line."""
    from ..api import summarize
    from ..options import make_options

    if fetch:
        from ..engines.store import require_network

        require_network("--fetch", offline)
    options: Any = {
        "to": to, "language": language, "length": length_of(length), "model": model, "translator": translator,
        "doubtful": doubtful, "engine": engine, "device": device, "offline": offline, "strict": strict,
        "server": server, "prompt": prompt, "context_tokens": context_tokens, "timeout_seconds": timeout_seconds,
        "reproducible": reproducible,
    }  # fmt: skip
    given = _given(source)
    make_options(**options)  # refused before the article is read
    document = _read(given, fetch=fetch)
    note = "; ".join(said_of_document(document))
    result = summarize(document, **options)
    if as_json:
        print_json(result.to_dict() | ({"encoding_note": note} if note else {}), indent=2)
    elif result.text:
        print_line(result.text + (f"\n\n{result.translation}" if result.translation else ""))
    if not quiet:
        _remarks(result, f"{source or 'standard input'}: {note}" if note else "", as_json=as_json)
    if result.status in ("empty", "undetermined"):
        raise typer.Exit(1)


@errors_to_exit()
def detect(
    source: Annotated[str | None, _SOURCE] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With confidence and candidates, as JSON.")] = False,
) -> None:
    """Print the language of a text (ISO 639-1), or und."""
    from dataclasses import asdict

    from ..text.clean import clean
    from ..text.detect import detect_language

    found = detect_language(clean(_read(_given(source)).text).text)
    if as_json:
        print_json(asdict(found))
    else:
        print_line(found.language)
        if found.reason:
            remark(f"undetermined: {found.reason}")
        elif found.also:
            remark(f"mixed: the text is in {found.language} and in {found.also}")
        elif found.is_unsure:
            remark(f"unsure: {found.language} with a confidence of {found.confidence:.2f}")


def _say_what_is_lost(text: str) -> None:
    """That standard output has other characters than a text."""
    encoding = sys.stdout.encoding
    if not is_writable(text, encoding):
        lost = sum(not is_writable(character, encoding) for character in text)
        fix = "PYTHONIOENCODING=utf-8 keeps them"
        remark(f"encoding: {encoding} lacks {lost} of these characters, and ? stands in their place; {fix}")


def _say_what_it_is(result: Any) -> None:
    """The kind of a summary, and the status of a translation that is not ok, unless a warning says it."""
    said = {notice.code for notice in result.warnings}
    if result.kind in _KINDS and not said & {"doubtful", "fallback", "extractive"}:
        remark(f"{result.kind}: {_KINDS[result.kind]}")
    status = result.translation_status
    if status not in (None, "ok") and f"translation_{status}" not in said:
        remark(f"translation: {status}")


def _remarks(result: Any, note: str, *, as_json: bool) -> None:
    """What a summary leaves to say: that characters are lost and what it is only where it is not printed as JSON."""
    if not as_json:
        _say_what_is_lost(result.text + (result.translation or ""))
    if note:
        remark(note)
    if not as_json:
        _say_what_it_is(result)
    for notice in result.warnings:
        remark(f"{notice.code}: {notice.message}")
    for item in result.unsupported:
        missing = "article" if item.where == "text" else "summary"
        remark(f"unsupported {item.kind} in the {item.where}: {item.text!r} is not in the {missing}")


def _given(source: str | None) -> str:
    """The argument, or - where none was given; on a terminal the short help is shown instead."""
    if source is None and sys.stdin and sys.stdin.isatty():
        print_line(_BRIEF)
        raise typer.Exit
    return "-" if source is None else source


def _read(source: str, *, fetch: bool = False) -> Document:
    """The document of a FILE|-|TEXT argument; of an address where it may be fetched."""
    if source == "-":
        if sys.stdin is None:
            raise UnreadableInputError("standard input is closed; name a file, or give the text itself.")
        if sys.stdin.isatty():
            remark("summarize: reading the article from the terminal; Ctrl-D ends it")
            return read_stream(sys.stdin.buffer, name="standard input")
        return _read_piped(sys.stdin.buffer)
    if fetch and kind_of_address(source) == "url":
        return read_document(source, fetch=True)
    return read_document(source) if _is_path(source) else Document(source, "utf-8", "text")


def _read_piped(stream: BinaryIO) -> Document:
    """The document of standard input; a table is refused as a file of that kind is."""
    from ..batch.sources.readers import reader_of_rows, sampling

    sampled = sampling(stream)
    if reader_of_rows(sampled):
        raise UnreadableInputError(
            "standard input may hold many articles; summarize each of them with: summarize batch - -o out.jsonl"
        )
    return read_stream(sampled, name="standard input")


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
