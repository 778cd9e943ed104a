"""What a caller gives as a server's address, to the addresses that are asked.

Input: "localhost:11434", "http://host:8000/v1", ".../v1/completions". Output: an Endpoint. Raises for: what is no
address, one that holds a password, one that is not on this machine where the network must not be used.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from ...errors import OptionError

Kind = Literal["chat", "completions"]
_PATHS: dict[str, Kind] = {"/chat/completions": "chat", "/completions": "completions"}
_EXAMPLE = "give one such as http://localhost:11434 or https://host/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server is asked: its `base` (ends in a version such as /v1), and for which kind of answers."""

    base: str
    kind: Kind

    @property
    def answers(self) -> str:
        """The address that writes."""
        return self.base + next(path for path, kind in _PATHS.items() if kind == self.kind)

    @property
    def models(self) -> str:
        """The address that lists models."""
        return f"{self.base}/models"

    @property
    def is_here(self) -> bool:
        """True for an address of this machine that no network is needed for."""
        host = urlsplit(self.base).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")


def endpoint_of(address: str) -> Endpoint:
    """Read an address.

    Args:
        address: of a server, with or without /v1; one that ends in /completions takes text completions, every other
            one chat completions.

    Raises:
        OptionError: it is none, or it holds a user, a password or a query; the message does not repeat those.
    """
    given = address.strip()
    if "://" not in given:
        given = f"http://{given}"
    try:
        parts = urlsplit(given)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise OptionError(f"the server's address cannot be read; {_EXAMPLE}.") from None
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise OptionError(
            "the server's address must hold no user, password or query; a key is taken from SUMMARIZE_SERVER_KEY alone."
        )
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s\x00-\x1f]", given):
        raise OptionError(f"server={address!r} is no address of a server; {_EXAMPLE}.")
    path, kind = parts.path.rstrip("/"), "chat"
    for end, own in _PATHS.items():
        if path.endswith(end):
            path, kind = path.removesuffix(end), own
            break
    if not re.search(r"/v\d+\w*$", path):
        path += "/v1"
    return Endpoint(f"{parts.scheme}://{parts.netloc}{path}", kind)  # type: ignore[arg-type]
