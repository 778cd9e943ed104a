"""Training data of the writer: articles, their titles and abstracts, and sentence pairs, as token ids by task.

    python -m models.recipes.gemma.prepare --data DATA --output FOLDER

In: OrangeSum and the parallel sets as Parquet files, the base's installed package. Out, under FOLDER: `base/` (see
`base.py`), `kept.npy` (the ids of the vocabulary that is used, ascending), one `TASK.npz` a task and split, and
`prompts.json`. A headline or an abstract that makes a claim which its article lacks is left out: what is taught here
is what the library checks later, by the same function.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sentencepiece import SentencePieceProcessor

from models.recipes.gemma.base import open_base, write_base
from summarize.engines.vocabulary import PrunedVocabulary

#: What follows the article or the sentence; the model goes on from there.
PROMPTS = {
    "brief": "\n\nTitre :",
    "abstract": "\n\nEn bref :",
    "fr-en": "\nEnglish:",
    "en-fr": "\nFrançais :",
}
#: Between headline and abstract of one target.
ABSTRACT_MARK = "\nEn bref :"
#: A target that ends so is taught without an end: what would follow is not known.
UNFINISHED = "\n"
#: The article is read up to the last whole sentence within so many characters (about 320 tokens).
MOST_CHARACTERS = 1_300
MOST_TARGET_TOKENS = 120
#: A place or a subject in front of a headline ("Rhône : …", "Coronavirus : …"): one to four words.
SUBJECT = re.compile(r"[^\s:«\"“]+(?: [^\s:«\"“]+){0,3} ?: (?![«\"“])")
#: Least share of a headline's and of an abstract's longer words that stand in what is read: below it they tell
#: something else (a teaser, a comment, another day's news).
LEAST_SHARED = {"title": 0.7, "abstract": 0.5}
#: Parallel sets: file, most pairs.
PARALLEL = (
    ("news_tune", 20_000),
    ("cds_blog", 3_000),
    ("canada_blog", 3_000),
    ("tico19_dev", 1_000),
    ("tatoeba_anki", 5_000),
    ("europarl", 20_000),
)
VOCABULARY = 56_000


class Example(NamedTuple):
    """One example as text: what is read, and what is to be written."""

    source: str
    target: str


def articles(path: Path) -> dict[str, list[Example]]:
    """Briefs, abstracts and headlines of one OrangeSum file; see the module for what is left out."""
    import pyarrow.parquet as parquet

    from summarize.text.clean import clean

    rows = parquet.read_table(path).to_pydict()
    count = len(rows["id"])
    flags = zip(rows.get("has_abstract", [True] * count), rows.get("has_title", [True] * count), strict=True)
    found: dict[str, list[Example]] = {"brief": [], "abstract": []}
    kinds: Counter[tuple[bool, bool]] = Counter()
    for article, title, abstract, (has_abstract, has_title) in zip(
        rows["article"], rows["title"], rows["abstract"], flags, strict=True
    ):
        if not has_abstract and not has_title:
            continue
        text = opening(clean(article or "").text)
        title = without_subject(tidy(clean(title or "").text)) if has_title else ""
        abstract = tidy(clean(abstract or "").text) if has_abstract else ""
        told = is_told(title, text, LEAST_SHARED["title"]), is_told(abstract, text, LEAST_SHARED["abstract"])
        kinds[told] += 1
        if all(told):
            found["brief"].append(Example(text, f" {title}{ABSTRACT_MARK} {abstract}"))
        elif told[0]:
            found["brief"].append(Example(text, f" {title}{UNFINISHED}"))
        elif told[1]:
            found["abstract"].append(Example(text, f" {abstract}"))
    print(path.name, {k: len(v) for k, v in found.items()}, "title, abstract told:", dict(kinds), flush=True)
    return found


def opening(text: str) -> str:
    """The article's first sentences, as they stand, up to MOST_CHARACTERS; at least one."""
    from summarize.text.sentences import split_sentences

    end = 0
    for sentence in split_sentences(text, "fr"):
        if end and sentence.start + len(sentence.text) > MOST_CHARACTERS:
            break
        end = sentence.start + len(sentence.text)
    return text[:end]


def is_told(said: str, text: str, least_shared: float) -> bool:
    """True where what is said is no question, and its claims and most of its longer words stand in the text."""
    from summarize.checking import claims
    from summarize.text.document import Document

    stems = {word[:6] for word in longer_words(said)}
    there = {word[:6] for word in longer_words(text)}
    return (
        bool(stems)
        and "?" not in said
        and len(stems & there) >= least_shared * len(stems)
        and all(claim.is_supported for claim in claims(Document(said, "fr"), Document(text, "fr")))
    )


def longer_words(text: str) -> list[str]:
    """Words of five letters and more, in lower case."""
    return [word for word in re.findall(r"\w+", text.lower()) if len(word) >= 5]


def tidy(text: str) -> str:
    """One line, without the marks of a video or a live page in front."""
    text = " ".join(text.split())
    text = re.sub(r"^(?:VIDEO|VIDÉO|EN DIRECT|DIRECT|INFOGRAPHIE|PHOTOS?)\s*[.:–-]\s*", "", text)
    return re.sub(r"\s*: actualité automobile.*$", "", text)


def without_subject(title: str) -> str:
    """A headline without the place or subject in front, where five words or more remain."""
    subject = SUBJECT.match(title)
    if subject is None or len((rest := title[subject.end() :]).split()) < 5:
        return title
    return rest[:1].upper() + rest[1:]


def pairs(data: Path, rng: random.Random) -> list[Example]:
    """(French, English) sentences of like length that the library's own check of translations finds no fault in.

    A third of the news pairs fails it: both sides were translated from a third language, and names, days or quotation
    marks of one are missing in the other. A model that is taught these loses names and days too.
    """
    import pyarrow.parquet as parquet

    from summarize.checking import find_faults
    from summarize.text.document import Document

    found = []
    for name, most in PARALLEL:
        rows = parquet.read_table(data / "parallel" / f"{name}.parquet").to_pydict()
        known = [(fr.strip(), en.strip()) for fr, en in zip(rows["fr"], rows["en"], strict=True) if alike(fr, en)]
        rng.shuffle(known)
        faultless = (Example(fr, en) for fr, en in known if not find_faults(Document(fr, "fr"), Document(en, "en")))
        found.append(list(islice(faultless, most)))
        print(name, len(found[-1]), flush=True)
    # The order is that of their worth: real news and good prose first, then the rest shuffled together.
    rest = [pair for part in found[4:] for pair in part]
    rng.shuffle(rest)
    return [pair for part in found[:4] for pair in part] + rest


def alike(french: str, english: str) -> bool:
    """True for a pair worth learning from."""
    words = len(french.split()), len(english.split())
    return (
        min(words) >= 3
        and max(words) <= 60
        and 0.5 < len(english) / max(1, len(french)) < 1.8
        and sorted(re.findall(r"\d+", french)) == sorted(re.findall(r"\d+", english))
    )


def choose_vocabulary(tokenizer: Any, rows: Iterable[Sequence[int]], size: int) -> np.ndarray:
    """The ids to keep, ascending: specials, bytes, single characters, what the prompts need, then the most frequent."""
    counts: Counter[int] = Counter()
    for row in rows:
        counts.update(row)
    kept = {0, 1, 2, 3, *(tokenizer.piece_to_id(f"<0x{byte:02X}>") for byte in range(256))}
    for prompt in (*PROMPTS.values(), ABSTRACT_MARK):
        kept.update(tokenizer.encode(prompt))
    for token in counts:
        kept.update(
            own for own in map(tokenizer.piece_to_id, tokenizer.id_to_piece(token)) if own != tokenizer.unk_id()
        )
    for token, _ in counts.most_common():
        if len(kept) >= size:
            break
        kept.add(token)
    total = sum(counts.values())
    covered = sum(n for token, n in counts.items() if token in kept)
    print(f"{len(kept)} tokens cover {100 * covered / total:.2f} % of {total}", flush=True)
    return np.array(sorted(kept), dtype=np.int64)


def save(path: Path, sources: Sequence[Sequence[int]], targets: Sequence[Sequence[int]]) -> None:
    """Write ids as uint16 in two flat arrays with the ends of the rows."""
    flat = {}
    for name, rows in (("source", sources), ("target", targets)):
        flat[name] = np.concatenate([np.asarray(row, dtype=np.uint16) for row in rows])
        flat[f"{name}_ends"] = np.cumsum([len(row) for row in rows], dtype=np.int64)
    np.savez(path, **flat)


def main() -> None:
    """Write everything; about four minutes on one core."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", default="gemma-3-270m", help="name of an installed base")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    rng = random.Random(0)
    base = open_base(options.base, options.output)
    tokenizer = SentencePieceProcessor(model_file=str(options.output / "tokenizer.model"))
    tasks: dict[str, list[Example]] = dict(articles(options.data / "orangesum" / "train.parquet"))
    for name, found in articles(options.data / "orangesum" / "valid.parquet").items():
        tasks[f"valid-{name}"] = found
    for name in ("brief", "abstract"):
        rng.shuffle(tasks[name])
    both = pairs(options.data, rng)
    tasks["fr-en"] = [Example(fr, f" {en}") for fr, en in both]
    tasks["en-fr"] = [Example(en, f" {fr}") for fr, en in both]
    import pyarrow.parquet as parquet

    dev = parquet.read_table(options.data / "mt_eval" / "flores-dev.parquet").to_pydict()
    tasks["valid-fr-en"] = [Example(fr, f" {en}") for fr, en in zip(dev["fr"], dev["en"], strict=True)]
    tasks["valid-en-fr"] = [Example(en, f" {fr}") for fr, en in zip(dev["fr"], dev["en"], strict=True)]
    encoded = {
        name: [tokenizer.encode([example[side] for example in rows], num_threads=2) for side in (0, 1)]
        for name, rows in tasks.items()
    }
    everything = (row for sides in encoded.values() for side in sides for row in side)
    kept = choose_vocabulary(tokenizer, everything, VOCABULARY)
    np.save(options.output / "kept.npy", kept)
    vocabulary = PrunedVocabulary(options.output / "tokenizer.model", kept)
    places = {int(token): i for i, token in enumerate(kept)}

    def placed(row: Sequence[int]) -> list[int]:
        return [places[token] for token in vocabulary.kept_ids(row)]

    for name, (sources, targets) in encoded.items():
        both_sides = [(placed(s), placed(t)) for s, t in zip(sources, targets, strict=True)]
        good = [(s, t) for s, t in both_sides if 0 < len(t) <= MOST_TARGET_TOKENS and s]
        save(options.output / f"{name}.npz", [s for s, _ in good], [t for _, t in good])
        print(name, len(good), "tokens", sum(len(s) for s, _ in good), sum(len(t) for _, t in good), flush=True)
    prompts = {name: placed(tokenizer.encode(text)) for name, text in PROMPTS.items()}
    (line_feed,) = placed(tokenizer.encode(UNFINISHED))
    own = {"prompts": prompts, "bos": places[2], "eos": places[1], "pad": places[0], "line_feed": line_feed}
    (options.output / "prompts.json").write_text(json.dumps(own, indent=1) + "\n", encoding="utf-8")
    write_base(base, kept, options.output / "base")


if __name__ == "__main__":
    main()
