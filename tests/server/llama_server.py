"""llama.cpp's own server with a GGUF file, on loopback, until it is killed: `python tests/server/llama_server.py FILE
--port 8080`.

One thread, one slot. Without the cache of prompts the same request gets the same answer, whatever was asked before:
nothing is computed together with another request.
"""

from __future__ import annotations

import argparse
import signal

import xllamacpp


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", help="a GGUF file")
    parser.add_argument("--name", help="of the model, as the server lists it; else the file's path")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--context", type=int, default=4096, help="tokens of prompt and answer together")
    parser.add_argument("--cache", action="store_true", help="keep what was computed of a prompt")
    asked = parser.parse_args()
    server = xllamacpp.Server(_settings(asked))
    print(server.listening_address, flush=True)
    signal.pause()


def _settings(asked: argparse.Namespace) -> xllamacpp.CommonParams:
    made = xllamacpp.CommonParams()
    made.model.path, made.hostnames, made.port = asked.model, ["127.0.0.1"], asked.port
    if asked.name:
        made.model_alias = {asked.name}
    made.n_parallel, made.n_ctx = 1, asked.context
    made.cpuparams.n_threads = made.cpuparams_batch.n_threads = 1
    made.cache_prompt, made.warmup, made.verbosity = asked.cache, False, 1
    return made


if __name__ == "__main__":
    main()
