"""The key of an article's result: the hash of its text and of everything that decides its summary.

Input: options, and a text. Output: a digest of the settings, and the key. Raises for: a model that cannot be had.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from ..options import Options

#: Options that decide nothing of a summary.
_IDLE_OPTIONS = (
    "threads", "batch_articles", "offline", "prompt", "timeout_seconds", "requests_at_once", "max_requests",
    "max_tokens",
)  # fmt: skip


def settings_digest(options: Options) -> str:
    """Everything that decides a summary besides the article: options, models at their revisions, this library."""
    from .. import __version__
    from ..engines.registry import Entry, find_entry, registry
    from ..engines.server.entry import revision_of, with_options
    from ..engines.store import is_local, is_offline, locate

    entries = {e.name: e for e in registry().values() if is_local(e)}
    if options.model:
        entries["model"] = find_entry(options.model, "summarization")
    if options.translator:
        entries["translator"] = find_entry(options.translator, "translation")
    offline = is_offline(options.offline)

    def revision(entry: Entry) -> str:
        return revision_of(with_options(entry, options)) if entry.server else locate(entry, offline=offline).revision

    revisions = {name: revision(entry) for name, entry in sorted(entries.items())}
    values = {name: value for name, value in asdict(options).items() if name not in _IDLE_OPTIONS}
    said = json.dumps([__version__, values, revisions], sort_keys=True)
    return hashlib.blake2b(said.encode("utf-8"), digest_size=16).hexdigest()


def content_key(settings: str, text: str) -> bytes:
    """The key of an article's result: 16 bytes of BLAKE2b over the settings' digest and the text."""
    digest = hashlib.blake2b(settings.encode("utf-8"), digest_size=16)
    digest.update(b"\0" + text.encode("utf-8", "surrogatepass"))
    return digest.digest()
