"""langdetect's language profiles as the one file that the library ships (its format: summarize/text/profiles.py).

Input: the profiles of the installed langdetect. Output: summarize/text/data/langdetect.profiles.

    python -m tools.language_profiles
"""

from __future__ import annotations

import json
import sys
from array import array
from pathlib import Path

from summarize.text.profiles import FILE, Profiles


def build(target: Path) -> None:
    """Write the file from the profiles of the installed langdetect."""
    from langdetect.detector_factory import PROFILES_DIRECTORY

    loaded = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(PROFILES_DIRECTORY).iterdir())]
    found: dict[str, list[tuple[int, int]]] = {}
    for number, profile in enumerate(loaded):
        for gram, count in profile["freq"].items():
            if 1 <= len(gram) <= 3:
                found.setdefault(gram, []).append((number, count))
    grams = sorted(found)
    pairs = [pair for gram in grams for pair in found[gram]]
    counts = array("I", [count for _, count in pairs])
    if sys.byteorder == "big":
        counts.byteswap()
    parts = [
        "\n".join(grams).encode(),
        bytes(len(found[gram]) for gram in grams),
        bytes(number for number, _ in pairs),
        counts.tobytes(),
    ]
    header = {
        "languages": [profile["name"] for profile in loaded],
        "totals": [profile["n_words"] for profile in loaded],
        "bytes": [len(part) for part in parts],
    }
    target.write_bytes(json.dumps(header).encode() + b"\n" + b"".join(parts))


if __name__ == "__main__":
    build(FILE)
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes, {len(Profiles()):,} n-grams")
