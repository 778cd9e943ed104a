"""Short French articles for batches, all different, made of the seed article's sentences."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def articles(count: int, *, sentences: int = 3) -> list[str]:
    """That many articles of that many sentences, each with a sentence of its own."""
    text = (ROOT / "seeds" / "article.fr.txt").read_text(encoding="utf-8")
    known: list[str] = re.findall(r"[A-ZÀ-Ý][^.!?\n«»]{40,200}\.", text)
    assert len(known) >= 8
    made = []
    for i in range(count):
        own = f"Le conseil municipal de Lyon a voté mardi un budget de {i + 2} millions d'euros pour ses écoles."
        made.append(" ".join([own, *(known[(i * 3 + k) % len(known)] for k in range(sentences - 1))]))
    return made


def write_jsonl(path: Path, texts: list[str]) -> Path:
    """A table of articles with ids a0, a1, ..."""
    rows = [json.dumps({"id": f"a{i}", "text": text}, ensure_ascii=False) for i, text in enumerate(texts)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path
