"""`summarize models`: models by name, listed, fetched, found, checked and removed.

Input: names, or hub ids with their task. Output: lines on stdout; what was fetched, in the cache, and what was removed,
gone from it. Refuses a name that is no model, and to remove a model that ships.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import OptionError
from .frame import errors_to_exit, print_json, print_line, remark

if TYPE_CHECKING:
    from ..api import AvailableModel

models_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="List, fetch, check and remove models.")
_TASKS = ("summarization", "translation")
_Task = Annotated[str, typer.Option(help="summarization or translation, for a hub id.")]


@models_app.command("list")
@errors_to_exit()
def models_list(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Models by name, with their languages, origin and licence; * marks those on this machine."""
    from dataclasses import asdict

    from ..api import available_models

    found = available_models()
    if as_json:
        print_json([asdict(m) for m in found], indent=2)
        return
    width = max(len(m.name) for m in found)
    for m in found:
        mark, languages = "*" if m.local else " ", _languages(m)
        print_line(f"{mark} {m.name:<{width}}  {m.task:<13}  {languages:<22}  {m.licence:<16}  {m.origin}")


def _languages(model: AvailableModel) -> str:
    """The languages of a summariser, the first six; the way of a translator."""
    if model.task != "summarization":
        return "->".join(model.languages)
    return " ".join(model.languages[:6]) + (" ..." if len(model.languages) > 6 else "")


@models_app.command("pull")
@errors_to_exit()
def models_pull(name: str, task: _Task = "summarization") -> None:
    """Fetch a model by name or hub id, so that it works offline from then on."""
    entry = _entry(name, task)
    from ..engines.store import locate

    located = locate(entry, offline=False)
    print_line(located.folder)
    remark(f"{entry.name} at revision {located.revision}")


@models_app.command("path")
@errors_to_exit()
def models_path(name: str, task: _Task = "summarization") -> None:
    """Print the folder of a model that is on this machine."""
    from ..engines.store import locate

    print_line(locate(_entry(name, task), offline=True).folder)


@models_app.command("verify")
@errors_to_exit()
def models_verify(
    names: Annotated[list[str] | None, typer.Argument(help="Models; all local ones by default.")] = None,
) -> None:
    """Compare every file of the models with its recorded hash."""
    from ..engines.registry import registry
    from ..engines.store import is_local, verify_files

    chosen = [_entry(n, "summarization") for n in names] if names else [e for e in registry().values() if is_local(e)]
    damaged = 0
    for entry in chosen:
        wrong = verify_files(entry)
        print_line(f"{entry.name}: {'ok' if not wrong else 'damaged: ' + ', '.join(wrong)}")
        damaged += bool(wrong)
    if damaged:
        remark("summarize: damaged models; reinstall summarize, or pull them again after `models remove`")
        raise typer.Exit(1)


@models_app.command("remove")
@errors_to_exit()
def models_remove(name: str, task: _Task = "summarization") -> None:
    """Delete a fetched model and its conversions from the cache (shipped models stay)."""
    from ..engines.store import remove

    for folder in remove(_entry(name, task)):
        print_line(folder)


def _entry(name: str, task: str) -> Any:
    from ..engines.registry import find_entry, registry

    if task not in _TASKS:
        raise OptionError(f"task={task!r}: give one of {', '.join(_TASKS)}.")
    known = registry().get(name)
    return known or find_entry(name, task, of_any_task=True)  # type: ignore[arg-type]
