"""A model folder in the hub's layout to CTranslate2's format, by its own converter.

Input: a folder, and what the registry says of the model. Output: a folder that `CTranslate2Backend` reads. Raises for:
no transformers and torch, an architecture that the converter does not know, a full disk. No code of the model is run.
"""

from __future__ import annotations

import errno
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import EngineError, MissingExtraError
from ..quiet import quiet_loading
from .registry import Entry
from .settings import read_settings

#: Files that may name code to be run ("auto_map"): they are copied without that.
_NAMING_CODE = ("config.json", "tokenizer_config.json")
#: Model types (config.json) whose conversion by CTranslate2 is tested or documented there.
CONVERTIBLE = frozenset({"mbart", "marian", "bart", "t5", "mt5", "m2m_100", "pegasus"})


def convert(folder: Path, target: Path, entry: Entry, quantization: str) -> None:
    """Convert a folder in the hub's layout to CTranslate2's format.

    MBart-class models get two repairs: the configuration says what BARThez's own says (normalisation before, and of
    the embeddings), and the decoder starts with the token that config.json names, whatever the tokenizer's class.
    T5-class models get one: transformers 5 says of every T5 that its embeddings are tied, for which the converter
    divides the logits by the root of the width; greedy search does not notice, wider search does.
    """
    try:
        import torch  # noqa: F401
        from ctranslate2.converters import TransformersConverter
    except ImportError as error:
        raise MissingExtraError("hub", f"converting {entry.name}") from error
    config = read_settings(folder / "config.json")
    with tempfile.TemporaryDirectory() as name:
        staged = Path(name)
        for path in folder.iterdir():
            if path.is_file() and path.suffix != ".py" and path.name not in _NAMING_CODE:
                (staged / path.name).symlink_to(path.resolve())
        if config.get("model_type") == "mbart":
            config.setdefault("normalize_before", True)
            config.setdefault("normalize_embedding", True)
            if not entry.target_code:
                config["tokenizer_class"] = config.get("tokenizer_class") or "BarthezTokenizer"
        config.pop("auto_map", None)
        (staged / "config.json").write_text(json.dumps(config), encoding="utf-8")
        try:
            _stage_tokenizer(folder, staged)
            with quiet_loading():
                converter = TransformersConverter(str(staged))
                converter.load_model = _repaired(converter.load_model)
                converter.convert(str(target), quantization=quantization, force=True)
        except Exception as error:
            if is_full(error):
                raise
            raise EngineError(
                f"CTranslate2 cannot convert {entry.name}: {error}; try engine='transformers'."
            ) from error
        if config.get("model_type") == "mbart" and not entry.target_code:
            _set_decoder_start(staged, target, config)


def _repaired(load: Callable[..., Any]) -> Callable[..., Any]:
    """The converter's way to load a model, T5's scaling put right."""

    def loaded(*args: Any, **settings: Any) -> Any:
        model = load(*args, **settings)
        if model.config.model_type in ("t5", "mt5", "umt5"):
            model.config.tie_word_embeddings = getattr(model.config, "scale_decoder_outputs", False)
        return model

    return loaded


def _stage_tokenizer(folder: Path, staged: Path) -> None:
    """The tokenizer's configuration without code: the converter lets transformers ask a terminal whether to run it."""
    path = folder / "tokenizer_config.json"
    if path.is_file():
        values = read_settings(path)
        values.pop("auto_map", None)
        (staged / path.name).write_text(json.dumps(values), encoding="utf-8")


def _set_decoder_start(staged: Path, target: Path, config: dict[str, Any]) -> None:
    """Name the token that the decoder starts with, as config.json does, in a converted folder."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(staged, local_files_only=True, trust_remote_code=False)
    path = target / "config.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    values["decoder_start_token"] = tokenizer.convert_ids_to_tokens(config.get("decoder_start_token_id", 2))
    path.write_text(json.dumps(values, indent=2), encoding="utf-8")


def is_full(error: Exception) -> bool:
    """True for no room, or no quota, on the disk: what ran into it is not to blame."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
