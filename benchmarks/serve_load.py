"""Load on `summarize serve`: `python -m benchmarks.serve_load ARTICLES.jsonl --clients 40 --seconds 300 --json FILE`.

Input: articles, a JSON string a line. Starts a server of its own, asks for summaries from many clients at once for the
time given, ends it. Output: answers a second, p50 and p99 in seconds, how often each status was answered, requests
without an answer, answers that are another article's, and the server's memory every ten seconds. A client that gets 503
waits as long as Retry-After says, at most a second.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import httpx

_BETWEEN_SAMPLES = 10.0


@dataclass
class Load:
    """What a load gave. Seconds of answers with status 200; memory is resident, in MB (2^20 bytes)."""

    clients: int
    seconds: float
    cores: int  #: that server and clients may use together
    sent: int = 0
    unanswered: int = 0
    wrong: int = 0  #: answers that hold no sentence of their own article
    statuses: Counter[int] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def to_dict(self) -> dict[str, object]:
        """JSON-safe values; of the seconds, p50, p99 and the longest."""
        took = sorted(self.took)
        values = asdict(self) | {"statuses": dict(self.statuses)}
        del values["took"]
        return values | {
            "answers_per_second": round(len(took) / self.seconds, 2),
            "p50": round(took[len(took) // 2], 3),
            "p99": round(took[int(len(took) * 0.99)], 3),
            "longest": round(took[-1], 3),
        }


def load(address: str, process: int, texts: list[str], *, clients: int, seconds: float) -> Load:
    """Ask a server for summaries of the texts, again and again."""
    found = Load(clients, seconds, len(os.sched_getaffinity(0)))
    end, lock = time.monotonic() + seconds, threading.Lock()

    def ask(number: int) -> None:
        with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
            while time.monotonic() < end:
                text = texts[number % len(texts)]
                wait = _ask(client, text, found, lock)
                if wait:
                    time.sleep(wait)
                else:
                    number += clients

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    while time.monotonic() < end:
        found.memory.append(round(_resident(process), 1))
        time.sleep(max(0.0, min(_BETWEEN_SAMPLES, end - time.monotonic())))
    for thread in threads:
        thread.join()
    found.memory.append(round(_resident(process), 1))
    return found


def _ask(client: httpx.Client, text: str, found: Load, lock: threading.Lock) -> float:
    """One request; the seconds to wait where the queue was full, else 0."""
    started = time.monotonic()
    with lock:
        found.sent += 1
    try:
        answer = client.post("/summarize", json={"text": text})
    except httpx.HTTPError:
        with lock:
            found.unanswered += 1
        return 0.0
    took = time.monotonic() - started
    with lock:
        found.statuses[answer.status_code] += 1
        if answer.status_code == 200:
            found.took.append(took)
            # The text as it was read is cleaned; its first words stand in the article.
            words = answer.json()["clean_text"].split()[:5]
            found.wrong += " ".join(words) not in " ".join(text.split())
    return min(1.0, float(answer.headers["Retry-After"])) if answer.status_code == 503 else 0.0


def _resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def served(queue: int) -> Iterator[tuple[str, int]]:
    """The address and process of a server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "summarize", "serve", "--port", str(port), "--queue", str(queue)]
    server = subprocess.Popen(command)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, server)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait()


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{address}/health", trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
        if server.poll() is not None:
            break
    raise SystemExit("the server did not start")


def main() -> None:
    """Print one line, and write the whole as JSON where asked."""
    parser = argparse.ArgumentParser(description="Load on `summarize serve`.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--queue", type=int, default=16)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    texts = [json.loads(line) for line in given.articles.read_text(encoding="utf-8").splitlines()]
    with served(given.queue) as (address, process):
        found = load(address, process, texts, clients=given.clients, seconds=given.seconds)
    values = found.to_dict()
    print(json.dumps(values))
    if given.json:
        given.json.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    if found.unanswered or found.wrong or set(found.statuses) - {200, 503}:
        raise SystemExit("something was lost, or answered otherwise than 200 and 503")


if __name__ == "__main__":
    main()
