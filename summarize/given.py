"""What a caller gives as a text or as texts: a str, a list, or a column of another library.

Input: anything. Output: a str, or a list of str. Raises InputError, which says what to give instead. Columns of pandas,
polars, numpy, pyarrow and datasets are known by what they can do: none of these libraries is imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from .errors import InputError, InputTooLargeError

if TYPE_CHECKING:
    from .text.detect import Detection

#: What turns a column into a list: pandas and numpy, polars, pyarrow.
_TO_LIST = ("tolist", "to_list", "to_pylist")
_MOST_NAMES = 10


@overload
def detect_language(text: str) -> Detection: ...  # type: ignore[overload-overlap]
@overload
def detect_language(text: Sequence[str]) -> list[Detection]: ...
def detect_language(text: str | Sequence[str]) -> Detection | list[Detection]:
    """Tell the language of a text, or of each of a list of texts.

    Args:
        text: a text, of which the first and middle parts are looked at; or a list of texts, or a column of a table.

    Returns:
        For each text the language, or "und" with a reason: "no_letters", "too_short" or "ambiguous". The same text
        always gives the same answer, from any thread.

    Raises:
        InputError: what was given is no text.
    """
    from .text import detect

    given = texts_of(text, "detect_language")
    return detect.detect_language(given) if isinstance(given, str) else [detect.detect_language(t) for t in given]


def texts_of(given: object, call: str) -> str | list[str]:
    """A text as it is, or the texts of a list or column.

    Args:
        given: what the caller gave.
        call: the name of the function that was called, for messages.

    Raises:
        InputError: it is no text and no list of texts; or one of the list is no text.
    """
    found = listed(given, call)
    if isinstance(found, str):
        return found
    if isinstance(found, bytes | bytearray | Mapping) or not isinstance(found, Sequence):
        raise InputError(
            f"{call} takes a text (str) or a list of them, not {_named(found)}; {how_to_fix(found, call)}."
        )
    for i, text in enumerate(found):
        if not isinstance(text, str):
            raise InputError(f"{call} takes a text (str) or a list of them; {_wrong_item(found, i, call)}.")
    return list(found)


def require_texts(given: Sequence[object], call: str) -> None:
    """Refuse a list with an item that is no text.

    Raises:
        InputError: it names the place of the first such item.
    """
    wrong = next((i for i, text in enumerate(given) if not isinstance(text, str)), None)
    if wrong is not None:
        raise InputError(f"{call} takes a list of texts (str); {_wrong_item(given, wrong, call)}.")


def _wrong_item(given: Sequence[object], i: int, call: str) -> str:
    item = given[i]
    if isinstance(item, list | tuple):
        fix = "a list of texts has no lists in it; of a table of several columns give one"
    else:
        fix = how_to_fix(item, call) if _holds_text(item) else "leave it out, or put a text in its place"
    return f"item {i} (counted from 0) of the {len(given)} given is {_named(item)}; {fix}"


def listed(given: Any, call: str) -> Any:
    """A column of another library as a list; whatever else as it is.

    Raises:
        InputError: it is a table, of which a column must be chosen.
    """
    if given is None or isinstance(given, str | bytes | list | tuple):
        return given
    names = _columns_of(given)
    if names is not None:
        shown = ", ".join(map(str, names[:_MOST_NAMES])) or "none"
        column = repr(next((name for name in names if str(name).lower() in ("text", "texte", "body")), "text"))
        raise InputError(
            f"{call} takes texts, not a table ({type(given).__name__}); give the column that holds them: "
            f"{call}(table[{column}]). Its columns: {shown}."
        )
    method = next((name for name in _TO_LIST if callable(getattr(type(given), name, None))), None)
    return given if method is None else getattr(given, method)()


def list_of(given: object, call: str) -> Sequence[Any]:
    """A list, or a column of another library, whatever its items are.

    Raises:
        InputError: it is no list; a text is none.
    """
    if isinstance(given, str):
        raise InputError(f"{call} takes a list of texts; for one text call the summariser itself.")
    found = listed(given, call)
    if isinstance(found, bytes | bytearray | Mapping) or not isinstance(found, Sequence):
        raise InputError(
            f"give a text (str) or a list of texts, not {type(found).__name__}; {how_to_fix(found, call)}."
        )
    return list(found)


def require_size(text: str, limit: int, option: str = "max_characters") -> None:
    """Refuse a text that is longer than the limit, which an option sets.

    Raises:
        InputTooLargeError: it is; the message says how to raise the limit.
    """
    if len(text) > limit:
        raise InputTooLargeError(
            f"the text has {len(text):,} characters, more than the limit of {limit:,}; split it, or in Python raise "
            f"{option}={limit:,}."
        )


def _columns_of(given: object) -> list[Any] | None:
    """The names of a table's columns: pandas and polars have `columns`, pyarrow and datasets `column_names`."""
    if callable(getattr(type(given), "collect_schema", None)):  # polars, lazy ones too
        return list(given.collect_schema().names())  # type: ignore[attr-defined]
    for name in ("column_names", "columns"):
        # Of the type: a pandas Series has its labels as attributes.
        if hasattr(type(given), name):
            columns = getattr(given, name)
            return None if callable(columns) else [] if columns is None else list(columns)
    return None


def _named(given: object) -> str:
    name = type(given).__name__
    if given is None:
        return "NoneType (None: nothing)"
    if name in ("NAType", "NaTType"):
        return f"{name} (a missing value)"
    return "float (nan: a missing value)" if isinstance(given, float) and given != given else name


def _holds_text(given: object) -> bool:
    """True for what a text can be taken out of."""
    is_document = isinstance(getattr(given, "text", None), str)
    is_file = hasattr(given, "read") or hasattr(given, "__fspath__")
    return isinstance(given, bytes | bytearray | Mapping) or is_file or is_document


def how_to_fix(given: object, call: str) -> str:
    """What makes a text, or a list of texts, of what was given to the function `call`; a clause for a message."""
    if isinstance(given, bytes | bytearray):
        return "decode it: text.decode('utf-8')"
    if isinstance(given, Mapping):
        return "pass the text it holds, such as article['text']"
    if hasattr(given, "read") or hasattr(given, "__fspath__"):
        return "read the file first: read_document(path).text"
    if isinstance(getattr(given, "text", None), str):
        return f"give the text of the {type(given).__name__}, which is its .text"
    if isinstance(given, Iterator) and call.startswith("summarize"):
        return "make a list of it, or use Summarizer().stream(texts), which needs no list"
    if hasattr(given, "__iter__"):
        return "make a list of it, which has an order"
    return "pass the article's text"
