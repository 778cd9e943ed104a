"""`python -m benchmarks`: hands over to `benchmarks.cli` and leaves with its exit code."""

from __future__ import annotations

import sys

from benchmarks.cli import main

if __name__ == "__main__":
    sys.exit(main())
