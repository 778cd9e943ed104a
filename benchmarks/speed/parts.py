"""What the speed benchmark measures, part by part; see `runner` for how.

Enters: rounds, threads, a folder for the random model. Leaves: Parts. The random weights have BARThez's exact shape
and every output is forced to the same length, so all systems do the same work.
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.errors import BenchmarkError
from benchmarks.speed.random_model import articles, ensure
from benchmarks.speed.runner import ROOT, Part, Say, Spread, compared, interleaved, wall_seconds, workers
from summarize.engines.packages import assemble

TOKENS, BEAMS, WORDS = 60, 4, 400
#: What `fr-news-gemma` is an adapter of, and words that it reads.
BASE, WRITER_WORDS = "gemma-3-270m", 150
#: Words of an article where up to ten thousand of them are summarised.
FEW_WORDS = 60
GENRES = ROOT / "benchmarks" / "languages" / "genres.jsonl"
SEED = str(ROOT / "seeds" / "article.fr.txt")


@dataclass(frozen=True, slots=True)
class Setting:
    """Rounds of every comparison, threads of every system, the folder where the random model is kept."""

    rounds: int
    threads: int
    folder: Path
    say: Say


def _hand_settings(base: Mapping[str, Any], threads: int) -> list[dict[str, Any]]:
    """The grid in which CTranslate2's best setting is looked for."""
    splits = {(1, threads), (threads, 1)}
    return [
        {**base, "workers": workers_, "worker_threads": inner, "batch_tokens": tokens}
        for workers_, inner in sorted(splits)
        for tokens in (1024, 4096, 16384)
    ]


def barthez_shape(setting: Setting) -> Part:
    """Articles a second: ours, the two ways with transformers, and CTranslate2 by hand at its best setting."""
    folder = ensure(setting.folder)
    converted = _converted(folder)
    base = {"folder": str(folder), "converted": str(converted), "threads": setting.threads}
    texts = articles(32, WORDS)
    best = _best_by_hand(setting, base, texts[:16])
    systems = {
        "ours": ("ours", base),
        "CTranslate2 by hand": ("by-hand", best),
        "transformers, batched, bfloat16": ("transformers-batched", base),
        "transformers, one by one, float32": ("transformers-one", base),
    }
    jobs = dict(zip(systems, (texts, texts, texts[:16], texts[:4]), strict=True))
    with workers(systems) as running:
        seconds = interleaved(running, jobs, rounds=setting.rounds, say=setting.say, tokens=TOKENS, beams=BEAMS)
    notes = {
        "articles a round": {name: len(own) for name, own in jobs.items()},
        "by hand, best of the grid": {k: best[k] for k in ("workers", "worker_threads", "batch_tokens")},
        "work": f"{WORDS} words in, {TOKENS} tokens out (forced), beams {BEAMS}, random weights of BARThez's shape",
    }
    return compared("BARThez-shaped model", seconds, ours="ours", notes=notes)


def writer(setting: Setting) -> Part:
    """Articles a second that the decoder of `fr-news-gemma` writes: ours, transformers, llama.cpp, all on its base.

    Raises:
        BenchmarkError: a peer or the base is not installed.
    """
    for name in ("accelerate", "xllamacpp"):
        if not _is_installed(name):
            raise BenchmarkError(f"{name} is not installed, without which a peer does not run: pip install {name}")
    file = setting.folder.parent / f"{BASE}.gguf"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        assemble(BASE, file)
    base = {"base": str(file), "threads": setting.threads}
    texts = articles(16, WRITER_WORDS)
    systems = {
        "ours, int8": ("writer-ours", base),
        "llama.cpp, 4 bits": ("writer-llama", base),
        "transformers, batched, bfloat16": ("writer-transformers-batched", base),
        "transformers, one by one, float32": ("writer-transformers-one", base),
    }
    jobs = dict(zip(systems, (texts, texts, texts[:8], texts[:4]), strict=True))
    with workers(systems) as running:
        seconds = interleaved(running, jobs, rounds=setting.rounds, say=setting.say, tokens=TOKENS, beams=1)
    notes = {
        "articles a round": {name: len(own) for name, own in jobs.items()},
        "work": f"{WRITER_WORDS} words in, {TOKENS} tokens out (forced), no beams; the peers without the adapter",
    }
    return compared("Gemma 3 270M", seconds, ours="ours, int8", notes=notes)


def sentences(setting: Setting) -> Part:
    """Articles a second in one process where no model writes: ours, and langdetect with sumy's summarisers.

    The articles are those of `benchmarks/languages/genres.jsonl`, in five languages, each under its title.

    Raises:
        BenchmarkError: sumy is not installed.
    """
    if not _is_installed("sumy"):
        raise BenchmarkError("sumy is not installed, which is compared with: pip install 'summarize[bench]'")
    rows = [json.loads(line) for line in GENRES.read_text("utf-8").splitlines()]
    texts = [f"{row['title']}\n\n{row['text']}" for row in rows]
    systems: dict[str, tuple[str, Mapping[str, Any]]] = {"ours": ("sentences-ours", {"threads": 1})}
    for name in ("LexRank", "TextRank", "LSA"):
        own = {"threads": 1, "kind": name.lower()}
        systems[f"langdetect and sumy's {name}"] = ("sentences-sumy", own)
    with workers(systems) as running:
        jobs = dict.fromkeys(systems, texts)
        seconds = interleaved(running, jobs, rounds=setting.rounds, say=setting.say, tokens=0, beams=0)
        megabytes = {name: round(worker.run(texts[:1])["megabytes"]) for name, worker in running.items()}
    words = round(sum(len(text.split()) for text in texts) / len(texts))
    work = f"{len(texts)} articles of {words} words on average in five languages, one process of one thread"
    return compared("the article's own sentences", seconds, ours="ours", notes={"work": work, "peak MB": megabytes})


def _converted(folder: Path) -> Path:
    from summarize.engines.registry import find_entry
    from summarize.engines.store import converted, locate

    entry = find_entry(str(folder), "summarization")
    return converted(locate(entry, offline=True), entry, compute_type="int8")


def _best_by_hand(setting: Setting, base: Mapping[str, Any], texts: list[str]) -> dict[str, Any]:
    found = []
    for own in _hand_settings(base, setting.threads):
        with workers({"by hand": ("by-hand", own)}) as running:
            seconds = interleaved(running, {"by hand": texts}, rounds=1, say=lambda _: None, tokens=TOKENS, beams=BEAMS)
        how = f"{own['workers']} workers of {own['worker_threads']} threads, {own['batch_tokens']} tokens a batch"
        setting.say(f"by hand, {how}: {1 / seconds['by hand'][0]:.2f} articles/s")
        found.append((seconds["by hand"][0], own))
    return min(found, key=lambda pair: pair[0])[1]


def cold_start(setting: Setting) -> list[Part]:
    """Seconds and peak memory from a cold process to the printed summary, ours and through transformers."""
    models, original = ROOT / "models", ROOT / ".work" / "opus-mt" / "opus-mt-fr-en"
    if not original.is_dir():
        raise BenchmarkError(f"{original} holds no translator for transformers; make convert-fr-en-opus fetches it")
    command = [sys.executable, "-m", "summarize", SEED]
    peer = [sys.executable, "-m", "benchmarks.speed.cold_peer", SEED, str(models / "fr-news-mini")]
    pairs = {
        "summary": (command, peer),
        "summary and translation": ([*command, "--to", "en"], [*peer, str(original)]),
        "import summarize (less python itself)": (
            [sys.executable, "-c", "import summarize"],
            [sys.executable, "-c", "import transformers"],
        ),
    }
    parts = []
    for title, both in pairs.items():
        times: dict[str, list[float]] = {"ours": [], "transformers": []}
        memory: dict[str, list[float]] = {"ours": [], "transformers": []}
        for number in range(setting.rounds + 1):
            empty, _ = wall_seconds([sys.executable, "-c", "pass"])
            for name, own in zip(times, both, strict=True):
                seconds, megabytes = wall_seconds(own, environment={"HF_HUB_OFFLINE": "1"})
                if number:
                    times[name].append(seconds - (empty if "import" in title else 0.0))
                    memory[name].append(megabytes)
            setting.say(f"{title}: round {number} of {setting.rounds}")
        for what, unit, found in (("seconds", "s", times), ("peak memory", "MB", memory)):
            ratio = {
                "transformers": Spread.of([p / o for p, o in zip(found["transformers"], found["ours"], strict=True)])
            }
            values = {name: Spread.of(own) for name, own in found.items()}
            parts.append(Part(f"cold process, {title}: {what}", unit, values, ratio))
    return parts


def scaling(setting: Setting, *, most_articles: int) -> list[Part]:
    """Seconds an article by number of articles, and seconds a thousand words by length, with the shipped models."""
    base = {"threads": setting.threads, "engine": "ctranslate2", "to": "en"}
    counts = [n for n in (10, 100, 1_000, 10_000) if n <= most_articles]
    lengths = (200, 2_000, 20_000)
    with workers({"ours": ("pipeline", base)}) as running:
        worker = running["ours"]
        worker.run(articles(8, WORDS))
        by_count, by_length, memory = {}, {}, {}
        for count in counts:
            texts = articles(count, FEW_WORDS)
            found = [worker.run(texts) for _ in range(1 if count > 100 else setting.rounds)]
            by_count[f"{count} articles"] = Spread.of([a["seconds"] / count for a in found])
            memory[f"{count} articles"] = round(found[-1]["megabytes"])
            setting.say(f"{count} articles: {by_count[f'{count} articles'].median:.3f} s each")
        for length in lengths:
            texts = articles(max(1, 8_000 // length), length)
            found = [worker.run(texts) for _ in range(setting.rounds)]
            words = len(texts) * length / 1000
            by_length[f"{length} words"] = Spread.of([a["seconds"] / words for a in found])
            setting.say(f"{length} words: {by_length[f'{length} words'].median:.3f} s a thousand")
    return [
        Part(
            "cost by number of articles, summary and translation",
            "s/article",
            by_count,
            {},
            {"peak memory, MB": memory, "words an article": FEW_WORDS},
        ),
        Part("cost by length of the article", "s/1,000 words", by_length, {}),
    ]


def batch_sizes(setting: Setting) -> Part:
    """Articles a second by how many go through the stages together, shipped models."""
    texts = articles(64, WORDS)
    found: dict[str, list[float]] = {}
    with workers({"ours": ("pipeline", {"threads": setting.threads, "engine": "ctranslate2"})}) as running:
        for number in range(setting.rounds + 1):
            for size in (1, 4, 16, 64):
                seconds = sum(running["ours"].run(texts[i : i + size])["seconds"] for i in range(0, 64, size))
                if number:
                    found.setdefault(f"{size} at once", []).append(64 / seconds)
        setting.say("batch sizes done")
    return Part("shipped summariser by batch", "articles/s", {k: Spread.of(v) for k, v in found.items()}, {})


def machine(threads: int) -> dict[str, Any]:
    """What it ran on."""
    from importlib.metadata import version

    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    model = next((line.split(":", 1)[1].strip() for line in lines if "model name" in line), platform.processor())
    packages = ("ctranslate2", "torch", "transformers", "summarize")
    return {"cpu": model, "threads": threads, "python": platform.python_version()} | {
        name: version(name) for name in packages if _is_installed(name)
    }


def _is_installed(name: str) -> bool:
    from importlib.metadata import PackageNotFoundError, version

    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
