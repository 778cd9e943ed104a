"""What is asked of a batch, and what is refused before anything is written.

Input: the arguments of `run`. Output: a Request: inputs, the files that the run makes, plan, sources and options, all
of them checked. Raises for: arguments of another kind or out of range, an output that is an input or that no batch
made, a process that may start no others.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ..errors import EngineError, InputError, OptionError, OutputError, OverwriteError
from ..options import Options, make_options, uses_server
from .addresses import exists, is_address, local_path, normal
from .guard import ENDINGS, OwnFiles, check, is_ledger
from .sources import SourceOptions, files_read, require_network_for, require_switches


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run a batch; what to summarise and how stands in SourceOptions and Options."""

    workers: int | None = None  #: processes; None takes the cores this process may use. By server: threads, 2
    batch_tokens: int | None = None  #: source tokens, about, that a worker takes at once; None: 32,000, by server 4,000
    retry_failed: bool = False  #: compute again what the ledger holds as an error
    fresh: bool = False  #: move ledger and output of earlier runs aside, and begin anew
    on_error: Literal["keep", "stop"] = "keep"
    executor: Literal["local", "ray"] = "local"  #: where chunks are computed
    tally: str | None = None  #: a file to which local workers add a byte for each article that they are done with
    work_dir: str | None = None  #: where the ledger of an output at an address stands; None: the user's cache folder

    def validated(self) -> Plan:
        """Return it.

        Raises:
            OptionError: a value is out of range.
        """
        for name, low, high in (("workers", 1, 1024), ("batch_tokens", 1, 10**8)):
            value = getattr(self, name)
            is_whole = isinstance(value, int) and not isinstance(value, bool)
            if value is not None and not (is_whole and low <= value <= high):
                raise OptionError(f"{name}={value!r}: give a whole number from {low} to {high}.")
        require_switches(self, ("retry_failed", "fresh"))
        for name in ("tally", "work_dir"):
            if not isinstance(value := getattr(self, name), str | None):
                raise OptionError(f"{name}={value!r}: give a path as a str, or None.")
        for name, allowed in (("on_error", ("keep", "stop")), ("executor", ("local", "ray"))):
            if getattr(self, name) not in allowed:
                raise OptionError(f"{name}={getattr(self, name)!r}: give one of {', '.join(allowed)}.")
        return self


@dataclass(frozen=True, slots=True)
class Request:
    """A batch that may be run."""

    inputs: list[str | os.PathLike[str]]
    target: str  #: path or address of the output
    own: OwnFiles
    plan: Plan
    sources: SourceOptions
    options: Options

    def to_read(self) -> SourceOptions:
        """How to read the inputs, but for what earlier runs made."""
        return passing_over(self.sources, self.target, self.own)


def accepted(inputs: object, output: Any, *, plan: Any, sources: Any, page: Any, **options: Any) -> Request:
    """The arguments of `run`, checked; what it says of errors before the first write holds here."""
    listed = _listed(inputs)
    _check_kinds(output=output, page=page, plan=plan, sources=sources)
    plan = (plan or Plan()).validated()
    target, own = local_path(os.fspath(output)), own_files(output, plan, page)
    _check_ending(own.path)
    made, sources = make_options(**options), (sources or SourceOptions()).validated()
    require_network_for(listed, target, sources, offline=made.offline)
    _check_process(plan, made)
    request = Request(listed, target, own, plan, sources, made)
    to_read = request.to_read()
    if is_address(target):
        _check_address(request, to_read)
    check(own, files_read(listed, to_read), fresh=plan.fresh)
    return request


def own_files(output: str | os.PathLike[str], plan: Plan, page: str | os.PathLike[str] | None = None) -> OwnFiles:
    """The files that a run with this output makes on this machine."""
    path = _local_copy(os.fspath(output), plan.work_dir)
    if not path.name:
        raise OverwriteError(f"{os.fspath(output)!r} is a folder; give the name of a file.")
    return OwnFiles(_followed(path), _followed(Path(page)) if page else None)


def passing_over(sources: SourceOptions, target: str, own: OwnFiles) -> SourceOptions:
    """The same, but that no article is read from the files of earlier runs."""
    remote = (target,) if is_address(target) and is_ledger(own.ledger) else ()
    return replace(sources, exclude=(*sources.exclude, *own.passed_over(), *remote))


def _followed(path: Path) -> Path:
    """Where a link leads: the link stays."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _listed(inputs: object) -> list[str | os.PathLike[str]]:
    """The inputs of `run` as a list of paths."""
    is_list = isinstance(inputs, Iterable) and not isinstance(inputs, str | bytes | Mapping | os.PathLike)
    given: list[Any] = list(inputs) if is_list else [inputs]  # type: ignore[call-overload]
    for one in given:
        if not isinstance(one, str | os.PathLike):
            raise InputError(f"inputs: {one!r} is no path; give a path (str or Path), or a list of paths.")
    return given


def _check_kinds(*, output: object, page: object, plan: object, sources: object) -> None:
    """Refuse arguments of `run` of another kind."""
    for name, value, needed in (("output", output, True), ("page", page, False)):
        if not isinstance(value, str | os.PathLike) and (needed or value is not None):
            raise OptionError(f"{name}={value!r}: give the path of the file to write, as a str or Path.")
    for name, value, kind in (("plan", plan, Plan), ("sources", sources, SourceOptions)):
        if value is not None and not isinstance(value, kind):
            example = "workers=2" if kind is Plan else "recursive=True"
            raise OptionError(f"{name}={value!r}: give a {kind.__name__}, such as {kind.__name__}({example}).")


def _check_process(plan: Plan, options: Options) -> None:
    """Refuse to start processes where Python allows none."""
    if plan.executor == "local" and not uses_server(options) and multiprocessing.current_process().daemon:
        raise EngineError(
            "a worker of multiprocessing.Pool may start no processes, and a batch does; call run() in the main "
            "process, or in a worker of concurrent.futures.ProcessPoolExecutor."
        )


def _check_ending(path: Path) -> None:
    if path.suffix.lower() not in ENDINGS and not path.is_dir():
        raise OptionError(f"output {str(path)!r}: give a name that ends in .jsonl, .csv, .xlsx or .parquet.")


def _check_address(request: Request, to_read: SourceOptions) -> None:
    """Refuse an output at an address that is an input, or that no batch made."""
    target, ledger = request.target, request.own.ledger
    address = normal(target)
    if any(name == address for name in files_read(request.inputs, to_read, remote=True)):
        raise OverwriteError(f"{target!r} would be written by this run and is read by it; give another name.")
    if not request.plan.fresh and not is_ledger(ledger) and exists(target):
        raise OverwriteError(
            f"{target!r} exists and has no ledger at {str(ledger)!r}, so no batch wrote it; give another name, or "
            f"--fresh to move it aside."
        )


def _local_copy(output: str, work_dir: str | None) -> Path:
    """Where the rows are gathered: the output itself, or a file of this machine that is put up in the end."""
    if not is_address(output):
        if work_dir is not None:
            raise OptionError(f"work_dir={work_dir!r} (--work-dir) is for an output at an address; leave it out.")
        return Path(local_path(output))
    from ..engines.store import cache_folder

    name = output.rsplit("/", 1)[-1]
    if work_dir is not None:
        return Path(work_dir, name)
    folder = cache_folder() / "batch" / hashlib.blake2b(output.encode("utf-8"), digest_size=8).hexdigest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{str(folder)!r} cannot be made: {error.strerror or error}; name a --work-dir.") from error
    return folder / name
