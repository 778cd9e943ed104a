"""What is known of a model by server: its name, its prompts, how much it is given.

Input: "server:NAME", a task, Options. Output: an Entry, a Client. Raises for: no name, no address, an address outside
this machine where the network must not be used, a prompt that cannot be read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...errors import OptionError
from ...options import SERVER_PREFIX, SERVER_VARIABLE, Options, is_by_server
from .address import endpoint_of
from .client import Client, Limits
from .prompts import KINDS, digest, own_prompt, shipped_prompts

if TYPE_CHECKING:
    from ..registry import Entry, Task

#: Tokens of the prompt around a text, and of an answer: of Decoding, and of the model's context what is left to a text.
_PROMPT_TOKENS, _OUTPUT_TOKENS, _TRANSLATION_TOKENS = 512, 512, 256
_CANDIDATES = 2
_FEWEST_SOURCE_TOKENS = 256


def server_entry(name: str, task: Task) -> Entry:
    """The entry of "server:NAME", with the prompts of the wheel."""
    from ..registry import Entry

    model = name.removeprefix(SERVER_PREFIX).strip()
    if not model:
        raise OptionError(f"{name!r} names no model; give one such as server:gemma3:4b, as the server lists it.")
    is_summary = task == "summarization"
    prompts = {
        name: text for name, text in shipped_prompts().items() if name.startswith("translation") is not is_summary
    }
    return Entry(
        name=name,
        task=task,
        languages=(),
        server=model,
        licence="the server's model's own",
        max_output_tokens=_OUTPUT_TOKENS if is_summary else _TRANSLATION_TOKENS,
        min_output_tokens=1,
        beam_size=_CANDIDATES if is_summary else 1,
        no_repeat_ngram_size=0,
        controls=prompts,
        least_translation_score=None,
    )


def with_options(entry: Entry, options: Options) -> Entry:
    """The entry with a caller's own prompt and the size of the context."""
    room = max(_FEWEST_SOURCE_TOKENS, options.context_tokens - _PROMPT_TOKENS - entry.max_output_tokens)
    if options.server and endpoint_of(options.server).kind == "completions":
        entry = replace(entry, goes_on=True)
    # One prompt is the writer's; the translator's where it alone is a server's.
    is_owned = entry.task == "summarization" or not is_by_server(options.model)
    if options.prompt is None or not is_owned:
        return replace(entry, max_source_tokens=room)
    text = own_prompt(options.prompt)
    return replace(entry, max_source_tokens=room, controls=dict.fromkeys(KINDS, text))


def revision_of(entry: Entry) -> str:
    """What of a model by server is known to be the same: its prompts."""
    return f"prompts-{digest(entry.controls)}"


def client_for(options: Options) -> Client:
    """The client of the server that the options name.

    Raises:
        OptionError: they name none, or one outside this machine while offline.
    """
    from ..store import is_offline

    if not options.server:
        raise OptionError(
            f"a model by server needs the server's address: server='http://localhost:11434' (--server), or "
            f"{SERVER_VARIABLE}."
        )
    endpoint = endpoint_of(options.server)
    if is_offline(options.offline) and not endpoint.is_here:
        raise OptionError(
            f"offline, and {endpoint.base} is not on this machine; give a server of this machine, or offline=False "
            f"(--online)."
        )
    return Client(
        endpoint,
        Limits(
            timeout_seconds=options.timeout_seconds,
            requests_at_once=options.requests_at_once,
            max_requests=options.max_requests,
            max_tokens=options.max_tokens,
        ),
    )
