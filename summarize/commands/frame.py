"""What stands around every command: a line is read, and what fails becomes one line on stderr and an exit code.

Input: the arguments of a line; what a command raises. Output: data on stdout, everything else on stderr, and the exit
codes that cli.py names. Refuses a first word that is no command and no file.
"""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from ..errors import OptionError, OverwriteError, SummarizeError, UnknownModelError, as_ours
from ..terminal import drop, one_line, printable, printable_json, say

_COMMANDS = ("text", "batch", "serve", "detect", "models", "doctor")
#: That stand before any command.
_OPTIONS = ("--help", "-h", "--version", "--install-completion", "--show-completion")
#: The parser's own error: typer keeps it in a private package, or takes click's.
_UsageError: Any = typer.BadParameter.__mro__[1]
#: Errors of the call rather than of the article: a value that an option cannot have, an output that is no batch's.
_MISUSE = (OptionError, OverwriteError, UnknownModelError)
#: Of standard output: a full disk or quota, or closed.
_NOT_WRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EBADF)
#: What fixes the mistake that a first call makes, by its command and a part of the parser's own message.
_FIXES = {
    ("batch", "'--output' / '-o'."): " Name the file to write: summarize batch articles/ -o out.jsonl",
    ("text", "unexpected extra argument"): "; quote a text, or for several files: summarize batch IN… -o out.jsonl",
}
#: Of an option's name that is suggested in place of another: "--longueur" is no slip of "--language" (0.70).
_LEAST_ALIKE = 0.75
#: Anywhere on the line: what nothing foresaw is shown with its traceback.
_DEBUG = "--debug"


class DefaultCommand(TyperGroup):
    """`summarize FILE` is short for `summarize text FILE`."""

    debug = False

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """The same, misuse said without the control sequences that a file's name may hold."""
        DefaultCommand.debug = _DEBUG in args
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
        elif args and args[0] not in (*_COMMANDS, *_OPTIONS):
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
    """The parser's errors in one line, with what fixes them."""
    try:
        yield
    except KeyboardInterrupt:  # while the line is parsed; click would say "Aborted!"
        remark("summarize: interrupted")
        raise typer.Exit(130) from None
    except OSError as error:  # of --help and --version
        if error.errno not in _NOT_WRITTEN:
            raise
        raise _not_written(error) from None
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # it shows the help of a group by itself
            raise
        if possible := getattr(error, "possibilities", None):
            name = error.option_name
            error.possibilities = [one for one in possible if one.startswith(name) or _alike(one, name) > _LEAST_ALIKE]
        said = one_line(error.format_message())
        command = getattr(error.ctx, "info_name", None)
        fix = next((fix for (name, part), fix in _FIXES.items() if name == command and part in said), "")
        raise _UsageError(said + fix, ctx=error.ctx) from None


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _refuse_word(word: str, ctx: Any) -> None:
    """A word alone is no article: a command or a file that is not there."""
    if not re.fullmatch(r"[A-Za-z][\w-]{0,40}", word, re.ASCII) or Path(word).exists():
        return
    near = get_close_matches(word, _COMMANDS, n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    raise _UsageError(f"there is no command and no file {word!r}.{meant} Commands: {', '.join(_COMMANDS)}.", ctx=ctx)


@contextmanager
def errors_to_exit() -> Iterator[None]:
    """Around a command: what it raises, as one line on stderr and an exit code."""
    try:
        yield
        sys.stdout.flush()  # what cannot be written is an error here, not at exit
    except SummarizeError as error:
        remark(f"summarize: {one_line(str(error))}")
        raise typer.Exit(2 if isinstance(error, _MISUSE) else 1) from None
    except KeyboardInterrupt:
        remark("summarize: interrupted")
        raise typer.Exit(130) from None
    except BrokenPipeError:
        drop(sys.stdout)  # the reader (such as `head`) has gone
        raise typer.Exit(0) from None
    except (typer.Exit, typer.Abort, _UsageError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _NOT_WRITTEN:
            raise _not_written(error) from None
        if DefaultCommand.debug:
            raise
        where = "" if isinstance(error, MemoryError) else f"; {_DEBUG} shows where; please report it"
        remark(f"summarize: {one_line(str(as_ours(error)))}{where}")
        raise typer.Exit(1) from None


def _not_written(error: OSError) -> typer.Exit:
    """Say that standard output takes nothing more; what ends the command."""
    remark(f"summarize: nothing more can be written: {error.strerror}")
    drop(sys.stdout)
    return typer.Exit(1)


def remark(line: str) -> None:
    """Say a line on stderr."""
    say(printable(line))


def print_line(line: object) -> None:
    """Print a line, which must arrive."""
    print(printable(str(line)), flush=True)


def print_json(value: Any, indent: int | None = None) -> None:
    """Print a value as JSON that standard output can hold."""
    print_line(printable_json(value, indent, sys.stdout.encoding))
