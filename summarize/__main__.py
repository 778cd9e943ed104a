"""The `summarize` command, and `python -m summarize`: signals are taken before anything heavy is imported.

Ctrl-C and SIGTERM end a call with one line and exit code 130, at any moment, twice too.
"""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType

#: A batch keeps what its workers are at after the first; the second ends it; others change nothing any more.
_MOST_SIGNALS = 2
#: Two that come so soon one after the other are one.
_DOUBLE_SECONDS = 1.0
_signals, _last = 0, 0.0


def main() -> None:
    """Run the command."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        from .cli import main as run

        try:
            run()
        finally:
            _deaf()  # what comes while the interpreter ends changes nothing any more
    except KeyboardInterrupt:
        _deaf()
        print("summarize: interrupted", file=sys.stderr, flush=True)
        raise SystemExit(130) from None


def _interrupt(number: int, frame: FrameType | None) -> None:
    global _signals, _last
    now = time.monotonic()
    if _signals and now - _last < _DOUBLE_SECONDS:
        return
    _signals, _last = _signals + 1, now
    if _signals >= _MOST_SIGNALS:
        _deaf()
    raise KeyboardInterrupt


def _deaf() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    main()
