"""The process that children of hard use are forked from: everything is imported, no model is loaded.

Enters: jobs on standard input, a JSON line each: `cache`, `count` children at once, `kill_after` seconds or null,
`timeout_seconds`, `offline`, `delete` (remove the cache between two uses). Leaves: a JSON line a job, an answer a
child: `text` and `revision`, or `error` and `message` (the library's own), or `crash`, `killed`, `hung`.

Importing torch takes longer than all the rest; a fork of this process is killed many times within a minute.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.stress.hub import HUB_ID

SENTENCE = "Le président a présenté mercredi un projet de loi sur le logement à Paris."
CONVERSIONS = "conversions.log"  #: beside the cache: a line for every conversion that was started
_PAUSE_SECONDS = 0.002


def main() -> None:
    """Answer jobs until standard input ends."""
    _import_all()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), flush=True)


def _import_all() -> None:
    import ctranslate2.converters  # noqa: F401
    import huggingface_hub  # noqa: F401
    import torch  # noqa: F401
    import transformers.models.marian.modeling_marian
    import transformers.models.marian.tokenization_marian  # noqa: F401

    import summarize.engines.load  # noqa: F401


def _run(job: Mapping[str, Any]) -> list[dict[str, Any]]:
    children = [_fork(lambda: _use_model(job)) for _ in range(job["count"])]
    started, kill_after = time.monotonic(), job["kill_after"]
    statuses: dict[int, str] = {}
    while len(statuses) < len(children):
        for pid, _ in children:
            if pid not in statuses and os.waitpid(pid, os.WNOHANG)[0]:
                statuses[pid] = "ended"
        elapsed = time.monotonic() - started
        limits = (("killed", kill_after), ("hung", job["timeout_seconds"]))
        reason = next((why for why, limit in limits if limit is not None and elapsed >= limit), None)
        if reason:
            statuses |= {pid: _kill(pid, reason) for pid, _ in children if pid not in statuses}
        time.sleep(_PAUSE_SECONDS)
    seconds = time.monotonic() - started
    return [_answer(pipe, statuses[pid]) | {"seconds": seconds} for pid, pipe in children]


def _fork(action: Callable[[], dict[str, Any]]) -> tuple[int, int]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os.write(writing, json.dumps(_attempt(action)).encode())
    os._exit(0)


def _kill(pid: int, reason: str) -> str:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return reason


def _answer(pipe: int, status: str) -> dict[str, Any]:
    with os.fdopen(pipe, "rb") as file:
        data = file.read()
    if data:
        return dict(json.loads(data))
    return {status: True} if status != "ended" else {"crash": "it ended without an answer"}


def _attempt(action: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    from summarize.errors import SummarizeError

    try:
        return action()
    except SummarizeError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except BaseException as error:  # whatever else comes out is what is looked for
        return {"crash": f"{type(error).__name__}: {error}"[:300]}


def _use_model(job: Mapping[str, Any]) -> dict[str, Any]:
    from summarize.engines import store
    from summarize.engines.backend import Decoding
    from summarize.engines.load import load_model
    from summarize.options import make_options

    os.environ["SUMMARIZE_CACHE"] = job["cache"]
    log, convert = Path(job["cache"]).parent / CONVERSIONS, store.convert

    def counted(*arguments: Any) -> None:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
        convert(*arguments)

    store.convert = counted
    model = load_model(HUB_ID, "translation", make_options(offline=job["offline"], device="cpu", threads=1))
    if job["delete"]:
        model.backend.generate([SENTENCE], Decoding(beam_size=1, max_output_tokens=20))
        shutil.rmtree(job["cache"])
    [[candidate]] = model.backend.generate([SENTENCE], Decoding(beam_size=1, max_output_tokens=20))
    return {"text": candidate.text, "revision": model.revision}


if __name__ == "__main__":
    main()
