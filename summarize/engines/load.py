"""Entry to loaded model: the one place that chooses an engine.

Input: a registry Entry and Options. Output: a Model (backend, entry, revision). Raises for: what store and the engines
refuse.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import EngineError
from ..options import Options
from .arithmetic import REPRODUCIBLE_COMPUTE_TYPE
from .backend import Backend
from .conversion import CONVERTIBLE
from .registry import Entry, Task, find_entry
from .server.backend import ServerBackend
from .server.client import Client
from .server.entry import client_for, revision_of, with_options
from .settings import model_type
from .store import Located, built, converted, is_int8_alone, is_offline, locate, require_unaltered


@dataclass(frozen=True)
class Model:
    """A loaded model, what is known of it, and at which revision its files are."""

    backend: Backend
    entry: Entry
    revision: str


def load_model(name: str, task: Task, options: Options, client: Client | None = None) -> Model:
    """Find, fetch if needed, and load a model.

    Args:
        name: registry name, hub id or folder.
        task: "summarization" or "translation".
        options: engine, device, compute_type, threads, offline and what says of a server are used.
        client: for a model by server, one that others use too; None makes one.
    """
    entry = find_entry(name, task)
    if entry.server:
        return _by_server(entry, options, client)
    if entry.base and options.reproducible:
        raise EngineError(
            f"{entry.name} is built on each machine, by sums that differ between processors; reproducible=True needs "
            f"another model, such as those that ship whole."
        )
    located = locate(entry, offline=is_offline(options.offline))
    require_unaltered(entry, located.folder)
    kind = model_type(located.folder)
    device = "cpu" if options.reproducible else _device(options.device)
    if entry.base:
        backend = _causal(entry, located, options, device)
    elif _engine(options, kind, device, located.folder) == "ctranslate2":
        backend = _ctranslate2(entry, located, options, device)
    else:
        backend = _transformers(entry, located, options, device)
    return Model(backend, entry, located.revision)


def _by_server(entry: Entry, options: Options, client: Client | None) -> Model:
    entry = with_options(entry, options)
    prompt = entry.controls["abstract" if entry.task == "summarization" else "translation"]
    backend = ServerBackend(str(entry.server), client or client_for(options), prompt=prompt)
    return Model(backend, entry, revision_of(entry))


def _engine(options: Options, kind: str, device: str, folder: Path) -> str:
    if is_int8_alone(folder):
        if options.engine == "transformers":
            raise EngineError(f"{folder.name} ships for CTranslate2 alone; take engine='auto' or 'ctranslate2'.")
        return "ctranslate2"
    if options.engine != "auto" or options.reproducible:
        if options.engine != "transformers" and kind not in CONVERTIBLE:
            raise EngineError(f"CTranslate2 is not used for models of type {kind!r} here; take engine='transformers'.")
        return options.engine if options.engine != "auto" else "ctranslate2"
    return "ctranslate2" if kind in CONVERTIBLE and device == "cpu" else "transformers"


def _device(asked: str) -> str:
    if asked == "cpu":
        return "cpu"
    import importlib.util

    # Asking torch costs a second; without a driver there is nothing to ask.
    if asked == "auto" and not Path("/proc/driver/nvidia").exists():
        return "cpu"
    if importlib.util.find_spec("torch") is not None:
        import torch

        if torch.cuda.is_available():
            return "cuda"
    if asked == "cuda":
        raise EngineError("device='cuda': no CUDA device can be used here; take device='cpu', or install a CUDA torch.")
    return "cpu"


def _ctranslate2(entry: Entry, located: Located, options: Options, device: str) -> Backend:
    from .ctranslate2_backend import CTranslate2Backend, cpu_threads
    from .tokenization import load_tokenizer

    compute_type = options.compute_type if options.compute_type != "auto" else "int8"
    # The files are those in int8, which ship, either way: what they hold is exact in float32.
    folder = converted(located, entry, compute_type="int8" if options.reproducible else compute_type)
    require_unaltered(entry, folder)
    tokenizer = load_tokenizer(located.folder, source_language=entry.source_code, target_language=entry.target_code)
    return CTranslate2Backend(
        folder,
        tokenizer,
        device=device,
        compute_type=REPRODUCIBLE_COMPUTE_TYPE if options.reproducible else compute_type,
        threads=cpu_threads(options.threads),
        reproducible=options.reproducible,
        max_source_tokens=entry.max_source_tokens + 8,
        target_prefix=[entry.target_code] if entry.target_code else [],
    )


def _causal(entry: Entry, located: Located, options: Options, device: str) -> Backend:
    from .causal import CausalBackend
    from .ctranslate2_backend import cpu_threads

    if options.engine == "transformers":
        raise EngineError(f"{entry.name} is built for CTranslate2 alone; take engine='auto' or 'ctranslate2'.")
    compute_type = options.compute_type if options.compute_type != "auto" else "int8"
    quantization = "float32" if compute_type.startswith("float") or compute_type == "bfloat16" else "int8"
    folder = built(located, entry, quantization=quantization)
    require_unaltered(entry, folder)
    return CausalBackend(
        folder,
        device=device,
        compute_type=compute_type,
        threads=cpu_threads(options.threads),
        max_source_tokens=entry.max_source_tokens,
    )


def _transformers(entry: Entry, located: Located, options: Options, device: str) -> Backend:
    from .tokenization import TransformersTokenizer
    from .transformers_backend import TransformersBackend

    return TransformersBackend(
        located.folder,
        TransformersTokenizer(located.folder, source_language=entry.source_code, target_language=entry.target_code),
        device=device,
        compute_type=options.compute_type,
        max_source_tokens=entry.max_source_tokens + 8,
        target_prefix=[entry.target_code] if entry.target_code else [],
    )
