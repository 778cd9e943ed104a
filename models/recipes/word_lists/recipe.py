"""The lists of English and French words that translations are checked with: summarize/checking/data/*.txt.gz.

Input: the wheel of wordfreq (PyPI, 3.1.1), a folder with SCOWL's american-english-large and british-english-large
(Debian's wamerican-large and wbritish-large, 2020.12.07), and OrangeSum's training articles. Output: the two files. A
word that is far more French than English, such as "château", is in no English list, so that it is told when a
translator leaves it. A French word that the articles write with a capital nearly always, such as "Macron", has one in
the list: it is a name, whatever else it means.

    python -m models.recipes.word_lists.recipe wordfreq-3.1.1-py3-none-any.whl /usr/share/dict orangesum/train.parquet
"""

from __future__ import annotations

import gzip
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path

import msgpack

_OUT = Path(__file__).resolve().parents[3] / "summarize" / "checking" / "data"
#: Zipf frequencies (log10 of occurrences in a billion words).
_COMMON_ENGLISH, _COMMON_FRENCH = 3.2, 2.3
#: A name stands with a capital inside sentences so often at least, and in so large a share of its occurrences.
_LEAST_CAPITALS, _CAPITAL_SHARE = 5, 0.9
_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"[^\W\d_][,'’]? ?$")


def main(wheel: str, scowl: str, articles: str) -> None:
    """Write both lists."""
    english, french = (_frequencies(Path(wheel), language) for language in ("en", "fr"))

    def is_french(word: str) -> bool:
        own, other = french.get(word, 0.0), english.get(word, 0.0)
        return own >= 3 and own > other + 1.7 and other < 3

    listed = {w for name in ("american-english-large", "british-english-large") for w in _words(Path(scowl, name))}
    lower = {w for w in listed if w.islower()}
    names = listed - lower
    frequent = {w for w, f in english.items() if f >= _COMMON_ENGLISH and f > french.get(w, 0.0) - 0.3}
    words = {w for w in lower | (frequent - {n.lower() for n in names}) if not is_french(w)}
    _write("en", words | {n for n in names if n.lower() not in words})
    named = _names(Path(articles))
    common = (w for w, f in french.items() if f >= _COMMON_FRENCH and f > english.get(w, 0.0) - 1)
    _write("fr", {w.capitalize() if w in named else w for w in common})


def _frequencies(wheel: Path, language: str) -> dict[str, float]:
    """Zipf frequency by word, of words of two letters or more."""
    packed = zipfile.ZipFile(wheel).read(f"wordfreq/data/large_{language}.msgpack.gz")
    _, *bins = msgpack.unpackb(gzip.decompress(packed), raw=False)
    return {w: 9 - i / 100 for i, words in enumerate(bins) for w in words if w.isalpha() and len(w) > 1}


def _names(articles: Path) -> set[str]:
    """Words, in lower case, that French articles write with a capital inside sentences."""
    from pyarrow import parquet

    lower: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for text in parquet.read_table(articles, columns=["article"])["article"].to_pylist():
        for match in _WORD.finditer(text):
            word = match.group()
            if word.islower():
                lower[word] += 1
            elif word[1:].islower() and _INSIDE.search(text[max(0, match.start() - 3) : match.start()]):
                capitals[word.lower()] += 1
    return {w for w, n in capitals.items() if n >= _LEAST_CAPITALS and n >= _CAPITAL_SHARE * (n + lower[w])}


def _words(path: Path) -> set[str]:
    return {w for w in path.read_text(encoding="utf-8").split() if w.isalpha() and len(w) > 1}


def _write(language: str, words: set[str]) -> None:
    text = "\n".join(sorted(words)) + "\n"
    (_OUT / f"{language}.txt.gz").write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(language, len(words))


if __name__ == "__main__":
    main(*sys.argv[1:])
