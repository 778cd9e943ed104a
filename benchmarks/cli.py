"""The commands of `python -m benchmarks`: parse, call, print.

Enters: the command line. Leaves: tables on standard output, progress and errors on standard error, files where asked.
Exit codes: 0 done, 1 failed (one line says why), 2 misuse.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from benchmarks.commands import checks, data, machine, reading, scores, translations
from benchmarks.errors import BenchmarkError
from summarize.errors import MetricError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Measure summaries and translations.",
)
for group in (scores, translations, checks, machine, reading, data):
    app.add_typer(group.app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: the command line without the program's name; None takes the process's own.

    Returns:
        The exit code: 0 done, 1 failed, 2 misuse.
    """
    try:
        app(args=None if arguments is None else list(arguments), prog_name="python -m benchmarks")
    except (BenchmarkError, MetricError) as error:
        print(f"error: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    except SystemExit as finished:
        return finished.code if isinstance(finished.code, int) else 0
    return 0
