"""Where the store is and how to get in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_ALIAS = "articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """An Elasticsearch and the alias in it. Secrets never show in the repr, nor in `shown_url`."""

    url: str = field(repr=False)  # may hold user:password@; several are separated by commas
    alias: str = DEFAULT_ALIAS
    api_key: str | None = field(default=None, repr=False)
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_certs: Path | None = None  # None: the system's
    verify_certs: bool = True
    request_timeout: float = 60.0  # seconds for one request
    patience: float = 120.0  # seconds that a load waits for a store that is away or too busy, before it gives up
    number_of_replicas: int | None = None  # None: 0 on a single node, 1 otherwise
    bulk_documents: int = 500  # at most so many in a request
    bulk_requests: int = 4  # at most so many under way at a time
    bulk_bytes: int = 10_000_000  # at most so many in a request; one larger document goes alone

    @property
    def addresses(self) -> tuple[str, ...]:
        """One for each node that may be asked."""
        return tuple(address.strip() for address in self.url.split(","))

    @property
    def shown_url(self) -> str:
        """The addresses without credentials: the only form to print or to log."""
        return ",".join(_without_credentials(address) for address in self.addresses)


def _without_credentials(address: str) -> str:
    scheme, slashes, rest = address.rpartition("//")
    return f"{scheme}{slashes}{rest.rpartition('@')[2]}"


def from_environment(environment: Mapping[str, str] | None = None, *, url: str | None = None) -> StoreSettings | None:
    """The store that the environment names; `url` is for one found otherwise (the local node). None: no store named.

    Reads ELASTICSEARCH_URL, COPYDESK_ALIAS, ELASTICSEARCH_API_KEY, ELASTICSEARCH_USERNAME, ELASTICSEARCH_PASSWORD and
    ELASTICSEARCH_CA_CERTS. Empty is as good as unset.
    """
    env = os.environ if environment is None else environment
    address = url or env.get("ELASTICSEARCH_URL")
    if not address:
        return None
    ca_certs = env.get("ELASTICSEARCH_CA_CERTS")
    return StoreSettings(
        url=address,
        alias=env.get("COPYDESK_ALIAS") or DEFAULT_ALIAS,
        api_key=env.get("ELASTICSEARCH_API_KEY") or None,
        username=env.get("ELASTICSEARCH_USERNAME") or None,
        password=env.get("ELASTICSEARCH_PASSWORD") or None,
        ca_certs=Path(ca_certs) if ca_certs else None,
    )
