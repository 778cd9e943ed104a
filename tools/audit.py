"""The dependencies of audited.txt among known vulnerabilities, by pip-audit and its database (PyPI's).

Input: nothing. Output: a line for each vulnerability. Exit codes: 0 none is known, 1 some are, 3 the database was not
reached, or does not know all of them: nothing is said of these.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LIST = Path(__file__).with_name("audited.txt")
NOT_AUDITED = 3


def main() -> int:
    """Ask, and say what came back."""
    arguments = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json", "-r", str(LIST)]
    done = subprocess.run([sys.executable, "-m", "pip_audit", *arguments], capture_output=True, text=True)
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"not audited: {(done.stderr.strip().splitlines() or ['no answer'])[-1][:300]}", file=sys.stderr)
        return NOT_AUDITED
    return told(found)


def told(found: list[dict[str, object]]) -> int:
    """Print what pip-audit found of each dependency; the exit code."""
    known = [one for one in found if one.get("vulns")]
    unknown = [str(one["name"]) for one in found if "skip_reason" in one]
    for one in known:
        print(f"{one['name']} {one['version']}: {json.dumps(one['vulns'])[:500]}")
    if unknown:
        print(f"not audited, {len(unknown)} of {len(found)}: {', '.join(unknown[:10])}", file=sys.stderr)
    return 1 if known else NOT_AUDITED if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
