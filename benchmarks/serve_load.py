"""Load on a running `summarize serve`: `python -m benchmarks.serve_load URL ARTICLES.jsonl --clients 8 --seconds 60`.

Input: the server's address; articles, a JSON string a line. Output: answers a second, p50 and p99 in seconds, and how
often each status was answered. A client that gets 503 waits as long as Retry-After says, at most a second.
"""

from __future__ import annotations

import argparse
import json
import threading
import time
from collections import Counter
from pathlib import Path

import httpx


def load(address: str, texts: list[str], *, clients: int, seconds: float) -> tuple[list[float], Counter[int]]:
    """Seconds of each answer, in order of length, and the statuses."""
    end, took, statuses = time.monotonic() + seconds, list[float](), Counter[int]()

    def ask(number: int) -> None:
        with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
            while time.monotonic() < end:
                started = time.monotonic()
                answer = client.post("/summarize", json={"text": texts[number % len(texts)]})
                statuses[answer.status_code] += 1
                if answer.status_code == 503:
                    time.sleep(min(1.0, float(answer.headers["Retry-After"])))
                    continue
                took.append(time.monotonic() - started)
                number += clients

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(took), statuses


def main() -> None:
    """Print one line."""
    parser = argparse.ArgumentParser(description="Load on a running `summarize serve`.")
    parser.add_argument("address")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    texts = [json.loads(line) for line in given.articles.read_text(encoding="utf-8").splitlines()]
    took, statuses = load(given.address, texts, clients=given.clients, seconds=given.seconds)
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    print(f"{len(took) / given.seconds:.1f} answers/s, p50 {p50:.2f} s, p99 {p99:.2f} s, statuses {dict(statuses)}")


if __name__ == "__main__":
    main()
