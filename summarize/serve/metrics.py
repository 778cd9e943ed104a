"""Counts of a server, in the text format of Prometheus (version 0.0.4).

Input: a request's path, status and seconds. Output: text.
"""

from __future__ import annotations

from collections import Counter, defaultdict

#: Upper bounds of the histogram, seconds.
_BOUNDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counters since the start; changed by the event loop alone."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._within: Counter[tuple[str, float]] = Counter()

    def count(self, path: str, status: int, seconds: float) -> None:
        """A request that was answered; `path` must be a route's own, of which there are few."""
        self._requests[path, status] += 1
        self._seconds[path] += seconds
        for bound in _BOUNDS:
            self._within[path, bound] += seconds <= bound

    def text(self, gauges: dict[str, float]) -> str:
        """All counts, and the values that hold now."""
        lines = ["# TYPE summarize_requests_total counter"]
        lines += [
            f'summarize_requests_total{{path="{path}",status="{status}"}} {count}'
            for (path, status), count in sorted(self._requests.items())
        ]
        lines.append("# TYPE summarize_request_seconds histogram")
        for path, seconds in sorted(self._seconds.items()):
            total = sum(count for (other, _), count in self._requests.items() if other == path)
            lines += [
                f'summarize_request_seconds_bucket{{path="{path}",le="{bound:g}"}} {self._within[path, bound]}'
                for bound in _BOUNDS
            ]
            lines.append(f'summarize_request_seconds_bucket{{path="{path}",le="+Inf"}} {total}')
            lines.append(f'summarize_request_seconds_sum{{path="{path}"}} {seconds:.6f}')
            lines.append(f'summarize_request_seconds_count{{path="{path}"}} {total}')
        for name, value in gauges.items():
            kind = "counter" if name.endswith("_total") else "gauge"
            lines += [f"# TYPE summarize_{name} {kind}", f"summarize_{name} {value:g}"]
        return "\n".join(lines) + "\n"
