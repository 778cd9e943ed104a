"""Many threads on one summariser, and forks after a model was loaded; `python -m benchmarks stress` does it longer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from benchmarks.stress.load import _Load, forks, many_threads, memory_facts, plain
from summarize import Summarizer
from summarize.engines.backend import Decoding
from summarize.errors import EngineError
from summarize.forks import ForkLock, KeptProperty

DECODING = Decoding(beam_size=1, max_output_tokens=10)


def test_sixteen_threads_get_what_one_gets(seed_text: str) -> None:
    lines = [line for line in seed_text.splitlines() if len(line.split()) > 20]
    texts = [seed_text, " ".join(lines[:3]), " ".join(lines[2:6]), "Trop court.", ""]
    trial = many_threads(texts, seconds=5.0, seed=1, say=lambda line: None)
    wrong = [failure for failure in trial.failures if "memory" not in failure]  # five seconds are a warm-up
    assert wrong == [] and trial.worked >= 16


def test_another_result_and_an_error_are_noted() -> None:
    with Summarizer(threads=1) as summarizer:
        right = plain(summarizer("Trop court."))
        load = _Load(summarizer, ["Trop court.", None], [right | {"text": "autre"}, right], time.monotonic() + 1.0)  # type: ignore[list-item]
        load.work(Random(0))
    assert any("article 0: text differ" in failure for failure in load.failures)
    assert any("article 1: InputError" in failure for failure in load.failures)


def test_growing_memory_is_told_from_flat() -> None:
    flat = memory_facts([100.0, 150.0, 200.0, *[201.0, 199.0] * 10])
    assert abs(flat["growth"]) < 0.02
    assert memory_facts([100.0 + i for i in range(100)])["growth"] > 0.4


def test_children_forked_while_threads_work_get_the_same(seed_text: str) -> None:
    trial = forks(seed_text, tries=4, seed=1, threads=2)
    assert trial.failures == [] and trial.worked == 5


def test_a_lock_that_another_thread_holds_is_free_in_a_child() -> None:
    lock, held, release = ForkLock(), threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            held.set()
            release.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    try:
        assert _child_ends(lambda: lock.__enter__())
    finally:
        release.set()
        thread.join()


def test_a_property_that_another_thread_works_out_is_to_be_had_in_a_child() -> None:
    started, release = threading.Event(), threading.Event()

    class Owner:
        is_slow = True

        @KeptProperty
        def value(self) -> int:
            if self.is_slow:
                started.set()
                release.wait()
            return 7

    slow, other = Owner(), Owner()
    other.is_slow = False
    thread = threading.Thread(target=lambda: slow.value)
    thread.start()
    started.wait()
    try:
        assert _child_ends(lambda: other.value, seconds=5.0)
    finally:
        release.set()
        thread.join()
    assert (slow.value, vars(other).get("value"), other.value) == (7, None, 7)
    assert vars(slow)["value"] == vars(other)["value"] == 7


def test_a_child_ends_by_itself_after_the_parent_loaded_a_model() -> None:
    """Freeing the parent's model at the end of a child would wait for threads that are not there."""
    code = """
import os, sys
from summarize import Summarizer
summarizer = Summarizer(threads=1, language="fr")
summarizer("Le maire est parti hier de la ville. " * 20)
if os.fork() == 0:
    sys.exit(0)
_, status = os.wait()
sys.exit(os.waitstatus_to_exitcode(status))
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


def test_the_transformers_engine_works_in_a_child_of_a_process_with_threads(tiny_marian: Path) -> None:
    """OpenMP's threads are not in a child either: without `after_fork`, its first large product never ends."""
    import torch

    from summarize.engines.tokenization import TransformersTokenizer
    from summarize.engines.transformers_backend import TransformersBackend

    threads, square = torch.get_num_threads(), torch.ones(400, 400)
    backend = TransformersBackend(
        tiny_marian, TransformersTokenizer(tiny_marian), device="cpu", compute_type="float32", max_source_tokens=512
    )
    torch.set_num_threads(2)
    try:
        square @ square
        assert _child_ends(lambda: (square @ square, backend.generate(["Le maire part."], DECODING)))
    finally:
        torch.set_num_threads(threads)


def test_a_model_on_a_gpu_says_that_it_cannot_be_used_in_a_child(tiny_marian: Path) -> None:
    from summarize.engines.tokenization import TransformersTokenizer
    from summarize.engines.transformers_backend import TransformersBackend

    backend = TransformersBackend(
        tiny_marian, TransformersTokenizer(tiny_marian), device="cpu", compute_type="float32", max_source_tokens=512
    )
    backend._device = "cuda"
    import torch

    threads = torch.get_num_threads()
    backend.after_fork()
    torch.set_num_threads(threads)
    with pytest.raises(EngineError, match="spawn"):
        backend.generate(["Le maire part."], DECODING)


def _child_ends(action: Callable[[], object], *, seconds: float = 60.0) -> bool:
    """Whether a forked child does something and ends without an error, in time."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            action()
            code = 0
        finally:
            os._exit(code)
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return False
