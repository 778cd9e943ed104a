"""JSON files of model folders: small, shallow objects, or a clear error.

Input: a path. Output: the object in it. Raises for: a file that cannot be read, is larger than `MOST_BYTES`, nested too
deep, or holds no object.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..errors import ModelCorruptError

MOST_BYTES = 1_000_000


def read_settings(path: Path) -> dict[str, Any]:
    """The object of a JSON file.

    Raises:
        ModelCorruptError: there is none that can be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ValueError(f"it has more than {MOST_BYTES:,} bytes")
        values = json.loads(data)
        if not isinstance(values, dict):
            raise TypeError(f"a {type(values).__name__} in the place of an object")
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise ModelCorruptError(f"{path} cannot be read: {error}; copy the whole model folder again.") from error
    return values


def model_type(folder: Path) -> str:
    """`model_type` of a folder's config.json.

    Raises:
        ModelCorruptError: config.json is missing, damaged or not a model's.
    """
    kind = read_settings(folder / "config.json").get("model_type")
    if not isinstance(kind, str):
        raise ModelCorruptError(f"{folder / 'config.json'} is not a model's configuration: it has no model_type")
    return kind
