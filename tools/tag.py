"""A tag at this commit names the version that is built: `python -m tools.tag`, before a release is built.

Input: git's tags at HEAD. Output: nothing. Exit code 1, with one line, where there are tags of versions and none is
that of `summarize.__version__`; a commit without a tag, and a folder without git, pass.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from summarize import __version__


def tags(folder: Path) -> list[str]:
    """Tags at HEAD that name a version (v1.2.3); none where there is no git."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "tag", "--points-at", "HEAD"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return []
    return [tag for tag in done.stdout.split() if re.match(r"v\d", tag)]


def main(folder: Path) -> int:
    """Compare; the exit code."""
    found = tags(folder)
    if not found or f"v{__version__}" in found:
        return 0
    print(f"this commit is tagged {', '.join(found)} and summarize.__version__ is {__version__}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[1]))
