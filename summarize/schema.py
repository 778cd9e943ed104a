"""The JSON schema of what `Summary.to_dict` gives, made from the types of its fields.

Output: a schema of draft 2020-12. `python -m summarize.schema` prints it; docs/summary.schema.json is that.
"""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from .result import Summary

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def summary_schema() -> dict[str, Any]:
    """The schema; every field is required, and no other is allowed."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Summary",
        "description": "The summary of one article, as Summary.to_dict() gives it.",
        **_schema_of(Summary),
    }


def _schema_of(kind: Any) -> dict[str, Any]:
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        properties = {field.name: _schema_of(hints[field.name]) for field in fields(kind)}
        return {
            "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False
        }  # fmt: skip
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema_of(argument) for argument in arguments]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(arguments[1])}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _schema_of(arguments[0])}
    if origin is tuple:
        items = [_schema_of(argument) for argument in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    raise TypeError(f"a field of type {kind} has no JSON schema here")


if __name__ == "__main__":
    print(json.dumps(summary_schema(), indent=2))
