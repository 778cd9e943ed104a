"""One system in one process: reads jobs as JSON lines on standard input, answers each with seconds and peak memory.

    python -m benchmarks.speed.worker SYSTEM '{"folder": …, "threads": 2, …}'

Systems: transformers-one (float32, one by one), transformers-batched (bfloat16, padded), by-hand (CTranslate2 called
directly), ours, pipeline, batch, loop, replay; for the decoder of `fr-news-gemma` writer-ours, writer-transformers-one,
writer-transformers-batched, writer-llama; for the article's own sentences sentences-ours, sentences-sumy. A job:
{"texts": […], "tokens": forced output length, "beams": …}; its
answer: {"seconds", "megabytes", "texts"}.
The peers do what a user would write after reading the first page of the documentation.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

Generate = Callable[[list[str], int, int], list[str]]


def transformers_one(settings: dict[str, Any]) -> Generate:
    """A loop over `generate`, one text at a time, float32."""
    return _transformers(settings, batch=1, low_precision=False)


def transformers_batched(settings: dict[str, Any]) -> Generate:
    """`generate` over padded batches of eight, weights in bfloat16."""
    return _transformers(settings, batch=8, low_precision=True)


def _transformers(settings: dict[str, Any], *, batch: int, low_precision: bool) -> Generate:
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(settings["folder"], local_files_only=True)
    dtype = torch.bfloat16 if low_precision else torch.float32
    model = AutoModelForSeq2SeqLM.from_pretrained(settings["folder"], dtype=dtype, local_files_only=True).eval()
    return _by_transformers(settings, tokenizer, model, batch=batch, no_repeat_ngram_size=3)


def _by_transformers(settings: dict[str, Any], tokenizer: Any, model: Any, *, batch: int, **own: Any) -> Generate:
    import torch

    torch.set_num_threads(settings["threads"])

    def generate(texts: list[str], tokens: int, beams: int) -> list[str]:
        found = []
        with torch.inference_mode():
            for i in range(0, len(texts), batch):
                rows = tokenizer(
                    texts[i : i + batch], return_tensors="pt", padding=True, truncation=True, max_length=1000
                )
                out = model.generate(
                    rows["input_ids"], attention_mask=rows["attention_mask"], num_beams=beams, min_new_tokens=tokens,
                    max_new_tokens=tokens, do_sample=False, **own,
                )  # fmt: skip
                found += tokenizer.batch_decode(out, skip_special_tokens=True)
        return found

    return generate


def writer_ours(settings: dict[str, Any]) -> Generate:
    """This library's backend of `fr-news-gemma`, int8."""
    from summarize.engines.backend import Decoding
    from summarize.engines.load import load_model
    from summarize.options import make_options

    options = make_options(engine="ctranslate2", threads=settings["threads"])
    backend = load_model("fr-news-gemma", "summarization", options).backend

    def generate(texts: list[str], tokens: int, beams: int) -> list[str]:
        decoding = Decoding(beam_size=beams, max_output_tokens=tokens, min_output_tokens=tokens, control="{text}")
        return [row[0].text for row in backend.generate(texts, decoding)]

    return generate


def writer_transformers_one(settings: dict[str, Any]) -> Generate:
    """Its base by transformers, one text at a time, float32."""
    return _writer_transformers(settings, batch=1, low_precision=False)


def writer_transformers_batched(settings: dict[str, Any]) -> Generate:
    """Its base by transformers, eight texts at a time, bfloat16."""
    return _writer_transformers(settings, batch=8, low_precision=True)


def _writer_transformers(settings: dict[str, Any], *, batch: int, low_precision: bool) -> Generate:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    folder, _, name = settings["base"].rpartition("/")
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=name, padding_side="left")
    dtype = torch.bfloat16 if low_precision else torch.float32
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=name, dtype=dtype).eval()
    return _by_transformers(settings, tokenizer, model, batch=batch)


def writer_llama(settings: dict[str, Any]) -> Generate:
    """Its base by llama.cpp, four bits a weight as the file has them, one text at a time: it searches no beams."""
    import xllamacpp

    made = xllamacpp.CommonParams()
    made.model.path, made.hostnames, made.port = settings["base"], ["127.0.0.1"], 0
    made.n_parallel, made.n_ctx, made.cache_prompt, made.verbosity = 1, 2048, False, 1
    made.cpuparams.n_threads = made.cpuparams_batch.n_threads = settings["threads"]
    server = xllamacpp.Server(made)

    def generate(texts: list[str], tokens: int, beams: int) -> list[str]:
        asked = {"n_predict": tokens, "temperature": 0, "ignore_eos": True, "cache_prompt": False}
        answers = [server.handle_completions({"prompt": text, **asked}) for text in texts]
        return [answer["choices"][0]["text"] for answer in answers]

    return generate


def by_hand(settings: dict[str, Any]) -> Generate:
    """CTranslate2 int8 called directly; workers, threads and batch size come from the settings."""
    import ctranslate2
    import sentencepiece

    folder = settings["folder"]
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=f"{folder}/sentencepiece.bpe.model")
    translator = ctranslate2.Translator(
        settings["converted"], device="cpu", compute_type="int8", inter_threads=settings["workers"],
        intra_threads=settings["worker_threads"],
    )  # fmt: skip

    def generate(texts: list[str], tokens: int, beams: int) -> list[str]:
        rows = [["<s>", *row[:998], "</s>"] for row in tokenizer.encode(texts, out_type=str)]
        results = translator.translate_batch(
            rows, beam_size=beams, min_decoding_length=tokens, max_decoding_length=tokens, no_repeat_ngram_size=3,
            max_input_length=0, max_batch_size=settings["batch_tokens"], batch_type="tokens",
        )  # fmt: skip
        return [str(tokenizer.decode_pieces(r.hypotheses[0])) for r in results]

    return generate


def ours(settings: dict[str, Any]) -> Generate:
    """This library's backend, with its own choice of workers and batches."""
    from summarize.engines.backend import Decoding
    from summarize.engines.load import load_model
    from summarize.options import make_options

    options = make_options(engine="ctranslate2", threads=settings["threads"])
    backend = load_model(settings["folder"], "summarization", options).backend

    def generate(texts: list[str], tokens: int, beams: int) -> list[str]:
        decoding = Decoding(beam_size=beams, max_output_tokens=tokens, min_output_tokens=tokens, no_repeat_ngram_size=3)
        return [row[0].text for row in backend.generate(texts, decoding)]

    return generate


def whole_pipeline(settings: dict[str, Any]) -> Generate:
    """`Summarizer.summarize_many` with the shipped models: lengths and beams are the library's own."""
    from summarize import Summarizer

    summarizer = Summarizer(
        language="fr", to=settings.get("to"), threads=settings["threads"], engine=settings["engine"]
    )

    def generate(texts: list[str], tokens: int, beams: int) -> list[str]:
        return [s.text for s in summarizer.summarize_many(texts)]

    return generate


def batch_job(settings: dict[str, Any]) -> Generate:
    """`summarize.batch.run` from a Parquet file to a new output."""
    from benchmarks.speed.jobs import run_batch

    def generate(texts: list[str], tokens: int, beams: int) -> list[str]:
        run_batch(texts, settings["ending"], settings["threads"], to="en")
        return texts

    return generate


def loop(settings: dict[str, Any]) -> Generate:
    """What one writes first: `summarize(text, to="en")` for each article."""
    from summarize import summarize

    def generate(texts: list[str], tokens: int, beams: int) -> list[str]:
        return [str(summarize(text, to="en", language="fr", threads=settings["threads"])) for text in texts]

    return generate


class Replay:
    """CTranslate2 by hand on the inputs that the pipeline makes of the same articles; `prepare` records those."""

    def __init__(self, settings: dict[str, Any]):
        from summarize import Summarizer

        self._summarizer = Summarizer(language="fr", to="en", threads=settings["threads"])
        self._searches: dict[tuple[int, Any], list[str]] = {}
        self._readings: dict[tuple[int, str | None], tuple[list[str], list[str]]] = {}
        self._backends: dict[int, Any] = {}

    def prepare(self, texts: list[str]) -> None:
        """Run the pipeline, noting every text its engines are handed, by engine and decoding, to search or to score."""
        from summarize.engines.ctranslate2_backend import CTranslate2Backend as Engine

        generate, score = Engine.generate, Engine.score

        def noting_generate(backend: Any, sources: Any, decoding: Any) -> Any:
            self._backends[id(backend)] = backend
            self._searches.setdefault((id(backend), decoding), []).extend(sources)
            return generate(backend, sources, decoding)

        def noting_score(backend: Any, sources: Any, outputs: Any, control: Any = None) -> Any:
            self._backends[id(backend)] = backend
            noted = self._readings.setdefault((id(backend), control), ([], []))
            noted[0].extend(sources)
            noted[1].extend(outputs)
            return score(backend, sources, outputs, control)

        self._searches.clear()
        self._readings.clear()
        with patch.multiple(Engine, generate=noting_generate, score=noting_score):
            self._summarizer.summarize_many(texts)

    def __call__(self, texts: list[str], tokens: int, beams: int) -> list[str]:
        """Every recorded input, all of one kind in one call: sorted, batched by tokens, all workers busy."""
        for (backend, decoding), sources in self._searches.items():
            self._backends[backend].generate(sources, decoding)
        for (backend, control), (sources, outputs) in self._readings.items():
            self._backends[backend].score(sources, outputs, control)
        return texts


def sentences_ours(settings: dict[str, Any]) -> Generate:
    """What `summarize(text)` does where no model writes: cleaning, detection, the article's own sentences, checks."""
    from summarize import Summarizer

    summarizer = Summarizer(threads=1)

    def generate(texts: list[str], tokens: int, beams: int) -> list[str]:
        return [summarizer(text).text for text in texts]

    return generate


def sentences_sumy(settings: dict[str, Any]) -> Generate:
    """langdetect and one of sumy's summarisers: three sentences, with its stemmer and stop words of the language.

    Sentences end at ".!?" before a blank and words are runs of letters, as nltk's models are no part of a package.
    """
    import importlib
    import re

    from langdetect import DetectorFactory, detect
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.utils import get_stop_words

    from benchmarks.extractive import SUMY, SUMY_LANGUAGES

    DetectorFactory.seed = 0
    module, name = SUMY[settings["kind"]]
    kind = getattr(importlib.import_module(f"sumy.summarizers.{module}"), name)

    class Words:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(re.findall(r"[^\W\d_]+", text))

    def generate(texts: list[str], tokens: int, beams: int) -> list[str]:
        found = []
        for text in texts:
            language = SUMY_LANGUAGES[detect(text)]
            summarizer = kind(Stemmer(language))
            summarizer.stop_words = get_stop_words(language)
            paragraphs = [
                Paragraph([Sentence(own, Words()) for own in re.split(r"(?<=[.!?])\s+", line) if own])
                for line in text.split("\n")
                if line.strip()
            ]
            found.append(" ".join(map(str, summarizer(ObjectDocumentModel(paragraphs), 3))))
        return found

    return generate


SYSTEMS = {
    "batch": batch_job,
    "loop": loop,
    "replay": Replay,
    "transformers-one": transformers_one,
    "transformers-batched": transformers_batched,
    "by-hand": by_hand,
    "ours": ours,
    "pipeline": whole_pipeline,
    "writer-ours": writer_ours,
    "writer-transformers-one": writer_transformers_one,
    "writer-transformers-batched": writer_transformers_batched,
    "writer-llama": writer_llama,
    "sentences-ours": sentences_ours,
    "sentences-sumy": sentences_sumy,
}


def main() -> None:
    """Load the system, say so, then answer jobs until the input ends."""
    generate = SYSTEMS[sys.argv[1]](json.loads(sys.argv[2]))
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        job = json.loads(line)
        if isinstance(generate, Replay):
            generate.prepare(job["texts"])
        started = time.perf_counter()
        texts = generate(job["texts"], job.get("tokens", 0), job.get("beams", 0))
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "megabytes": peak, "texts": len(texts)}), flush=True)


if __name__ == "__main__":
    main()
