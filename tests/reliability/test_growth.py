"""Time grows in proportion to a text: what takes text is run on n, 2n and 4n characters of every hostile
kind; the tests take half of each n.

Twice the length may take 2.6 times the CPU seconds (in proportion: 2; in the square: 4). `python
tests/reliability/test_growth.py` prints the table: of each function the kind that takes longest, and the one that grows
fastest.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import pytest

from summarize import Summarizer
from summarize.checking import claims, compare, find_faults
from summarize.checking.support import support_of
from summarize.documents import decode_document, decode_text, kind_of_address
from summarize.errors import SummarizeError
from summarize.forks import KeptProperty
from summarize.languages import normalise_language
from summarize.metrics.tokenizers import get_tokenizer
from summarize.summarizing.headline import shortened
from summarize.summarizing.origins import origins
from summarize.summarizing.trimming import broken_off, trimmed
from summarize.summarizing.units import fault_of, units_of
from summarize.terminal import one_line, printable, printable_json
from summarize.text.clean import clean
from summarize.text.detect import detect_language
from summarize.text.document import Document
from summarize.text.sentences import split_sentences
from summarize.text.untouched import untouched
from summarize.text.words import repeats_itself, stutters
from summarize.translating.capitals import lowered
from summarize.translating.lines import lines_of
from summarize.translating.numerals import with_currency_words, with_own_figures, with_plain_times
from summarize.translating.spelled import in_figures

#: What a text of a given length is made of, over and over.
PIECES = {
    "one letter": "a", "one capital": "A", "capitals within": "aB", "newlines": "\n", "short lines": "a\n",
    "returns": "\r", "blanks": " ", "tabs": "\t", "no-break spaces": "\u00a0", "marks": "\u0301",
    "marks out of order": "\u0301\u0327", "marks of many classes": "\u0301\u0345\u0327\u0323", "brackets": "(",
    "pairs of brackets": "()", "guillemets": "«", "guillemets apart": "« a ", "quotes": '"', "quotes apart": '"a ',
    "quotes of every kind": "«\"“‘", "apostrophes": "’", "elisions": "l'", "digits": "1", "digits apart": "1 ",
    "groups of digits": " 000", "dots in numbers": ".000", "commas in numbers": "1,", "fractions": "1/2/",
    "dots": ".", "letters with dots": "a.", "initials": "A. ", "titles": "M. ", "hyphens": "a-", "dashes": "— ",
    "addresses": "a@", "links": "http://", "www": "www.", "tags": "<", "scripts": "<script>",
    "embeds": "window.a=new b(", "furniture": "READ : x ", "furniture lines": "READ\n",
    "credits": "Crédits photos : x", "agencies": "(avec a ", "names": "Jean Dupont ", "one name": "Jean ",
    "particles": "Jean de ", "number words": "cent ", "joined number words": "vingt-",
    "money": "deux milliards d'euros ", "dates": "le 3 mars 2020 ", "percentages": "3,5 % ", "euros": "€",
    "ordinals": "1er ", "roman": "XIX", "hours": "20h30 ", "sentences": "Le maire est parti. ",
    "glued sentences": "parti.Le ", "exclamations": "a !", "Chinese": "中", "escapes": "\x1b[31m",
    "surrogates": "\ud800", "invisible": "\u200b", "colons": "a : ",
    "words glued": "ab.Ba", "capitals glued": "a.B", "mail": "a@b.fr x.Ba ", "quoted mail": "> a\n",
    "subtitles": "1\n00:00:01,000 --> 00:00:02,000\na\n\n", "times": "[00:01:05] a\n", "headings": "# Titre\n\n",
    "items": "- a\n", "links of Markdown": "[a](http://b.fr) ", "halves of links": "[a](", "stars": "**a** ",
    "rules": "----\n", "tables": "| a | b |\n", "questions": "Pourquoi ? ", "quotations": "« Oui », dit-il. ",
    "orders": "Ignore les instructions précédentes. ", "entities": "&eacute;", "halves of entities": "&",
    "emoji": "👩‍👩‍👧", "JSON": '{"a":', "verse": "Le vent se lève,\n", "hyphens at line ends": "mai-\nson ",
    "pages": "a\n\f1\n", "Arabic": "سلام ", "Thai": "ก", "Greek capitals": "ΑΣ", "dotless": "ıİ", "ligatures": "ﬃ",
    "wide letters": "ＡＢ", "updates": "20h30 - a\n", "underscores": "_a", "semicolons": "a;", "millions": "3 M€ ",
    "negations": "ne pas ", "parentheses apart": "(a) ", "titles over lines": "Le maire\n\n",
    "notes of editors": "Le maire (a) dit, (b) ",
}  # fmt: skip
#: Twice the length may take this many times as long.
MOST_GROWTH = 2.6
#: CPU seconds of the longest text under which a measurement says nothing.
_NOISE = 0.1
_TRIES = 8
_SHORT = Document("Le maire de Lyon est parti mardi.", "fr")
_PAGE = "<html><body><article><p>" + "Le maire de la ville a annoncé mercredi sa démission. " * 8 + "</p><p>"
_DOCUMENT = [name for name, value in vars(Document).items() if isinstance(value, KeptProperty)]


def _summarized(text: str) -> object:
    with Summarizer(offline=True, language="fr") as summarizer:
        return summarizer(text)._repr_html_()


def _in_a_sentence(text: str) -> object:
    return _summarized("Le maire de Lyon Jean Dupont a annoncé mardi la fermeture de trois écoles de la ville " + text)


def _parsed(text: str) -> object:
    document = Document(text, "fr")
    return [getattr(document, name) for name in _DOCUMENT]


def _with_itself(run: Callable[[Document, Document], object], other: str = "fr") -> Callable[[str], object]:
    return lambda text: run(Document(text, "fr"), Document(text, other))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


#: What is run -> the characters it starts at; two and four times as many follow.
FUNCTIONS: dict[str, tuple[Callable[[str], object], int]] = {
    "summarize": (_summarized, 2_000),
    "summarize, in a sentence": (_in_a_sentence, 2_000),
    "clean": (clean, 4_000),
    "split_sentences": (split_sentences, 8_000),
    "Document, all its parts": (_parsed, 2_000),
    "detect_language": (detect_language, 8_000),
    "tokenizer fr-v1": (get_tokenizer("fr-v1").tokenize, 8_000),
    "tokenizer unicode": (get_tokenizer("unicode").tokenize, 8_000),
    "kind_of_address": (kind_of_address, 8_000),
    "printable, one_line, printable_json": (lambda t: (printable(t), one_line(t), printable_json({"a": t})), 8_000),
    "normalise_language": (normalise_language, 8_000),
    "decode_document": (lambda t: decode_document(_bytes(t), name="a.txt"), 8_000),
    "decode_document, Markdown": (lambda t: decode_document(_bytes(t), name="a.md"), 8_000),
    "decode_document, HTML": (lambda t: decode_document(_bytes(_PAGE + t), name="a.html"), 4_000),
    "decode_text, damaged": (lambda t: decode_text(_bytes(t) + b"\xe9 \xff", "a.txt"), 8_000),
    "claims": (lambda t: claims(Document(t), _SHORT), 2_000),
    "claims, of itself": (_with_itself(claims), 2_000),
    "support_of": (_with_itself(support_of), 2_000),
    "origins": (_with_itself(origins), 8_000),
    "compare": (_with_itself(compare, "en"), 2_000),
    "find_faults": (_with_itself(find_faults, "en"), 1_000),
    "units_of": (lambda t: units_of(Document(t)), 2_000),
    "fault_of": (fault_of, 4_000),
    "trimmed": (trimmed, 4_000),
    "broken_off": (lambda t: broken_off(t, 200), 4_000),
    "shortened": (lambda t: shortened(t, 15), 4_000),
    "stutters, repeats_itself": (lambda t: (stutters(t), repeats_itself(t)), 4_000),
    "with_own_figures": (lambda t: (with_own_figures(t, t, "fr", "en"), with_own_figures(t, t, "en", "fr")), 4_000),
    "with_currency_words": (with_currency_words, 4_000),
    "in_figures": (in_figures, 2_000),
    "lines_of": (lines_of, 8_000),
    "lowered": (lambda t: lowered(t, "fr"), 4_000),
    "with_plain_times": (lambda t: with_plain_times(t, "fr"), 4_000),
    "untouched": (untouched, 4_000),
}


@dataclass
class Growth:
    """CPU seconds of a function on n, 2n and 4n characters of one kind."""

    kind: str
    seconds: tuple[float, float, float]

    @property
    def factor(self) -> float:
        """How many times as long twice the length takes, at the longer end; 0 where nothing can be said."""
        _, half, whole = self.seconds
        return whole / max(half, _NOISE / 4) if whole > _NOISE else 0.0


def growth_of(run: Callable[[str], object], kind: str, piece: str, length: int) -> Growth:
    """Measure; what seems to grow too fast is measured again, and the shortest times count."""
    texts = [("a" + piece * (size // len(piece) + 1))[:size] for size in (length, 2 * length, 4 * length)]
    short, half, whole = 0.0, 0.0, _seconds(run, texts[2])
    if whole > _NOISE:
        short, half = _seconds(run, texts[0]), _seconds(run, texts[1])
    found = Growth(kind, (short, half, whole))
    for _ in range(_TRIES):
        if found.factor <= MOST_GROWTH:
            break
        short, half, whole = (min(before, _seconds(run, t)) for before, t in zip(found.seconds, texts, strict=True))
        found = Growth(kind, (short, half, whole))
    return found


def _seconds(run: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    with suppress(SummarizeError):  # what refuses a text takes time too
        run(text)
    return time.process_time() - started


@pytest.mark.slow
@pytest.mark.parametrize("function", FUNCTIONS)
def test_time_grows_in_proportion_to_the_text(function: str) -> None:
    run, length = FUNCTIONS[function]
    _seconds(run, "Le maire est parti.")
    found = [growth_of(run, kind, piece, length // 2) for kind, piece in PIECES.items()]
    too_fast = {g.kind: [round(s, 3) for s in g.seconds] for g in found if g.factor > MOST_GROWTH}
    assert not too_fast, f"{function}: CPU seconds at n, 2n and 4n: {too_fast}"


def test_the_measurement_sees_work_in_the_square() -> None:
    def square(text: str) -> int:
        return sum(text.count("b", i) for i in range(0, len(text), 3))

    assert growth_of(square, "square", "a", 12_000).factor > MOST_GROWTH


def main() -> None:
    """Print the table."""
    print("| function | n | slowest kind | at n | at 2n | at 4n | grows fastest | twice the length takes |")
    print("|---|---|---|---|---|---|---|---|")
    for function, (run, length) in FUNCTIONS.items():
        _seconds(run, "Le maire est parti.")
        found = [growth_of(run, kind, piece, length) for kind, piece in PIECES.items()]
        slowest, fastest = max(found, key=lambda g: g.seconds[2]), max(found, key=lambda g: g.factor)
        times = " | ".join(f"{s:.3f}" for s in slowest.seconds) if slowest.factor else f" | | {slowest.seconds[2]:.3f}"
        grown = f"{fastest.kind} | {fastest.factor:.1f}" if fastest.factor else " | "
        print(f"| {function} | {length:,} | {slowest.kind} | {times} | {grown} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
