"""The connection to Elasticsearch: who waits, for how long, and what people are told when it fails."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from elastic_transport import ConnectionError as Unreachable
from elastic_transport import ConnectionTimeout, TlsError
from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.serializer import OrjsonSerializer

from stores.results import StoreAwayError, StoreError
from stores.settings import StoreSettings

BUSY = frozenset({429, 502, 503, 504})  # passes by itself: too many requests, a node or a shard not there yet
_FIRST_WAIT, _LONGEST_WAIT = 0.1, 5.0  # seconds
_WORTH_A_WORD = 1.0  # seconds: a wait longer than this is told once
_HASTE = 10.0  # seconds
_PAGE = 1000
_NO_ADDRESS = "ELASTICSEARCH_URL is not usable: expected http(s)://host:port"

_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Connection:
    """A client and how patient it is."""

    client: Elasticsearch
    settings: StoreSettings
    patience: Patience  # for what can wait: loading
    haste: Patience  # for what somebody waits for: status, search


def connect(settings: StoreSettings) -> Connection:
    """The connection that the settings tell; nothing is sent yet."""
    return Connection(_client(settings), settings, Patience(settings), Patience(settings, _HASTE))


def _client(settings: StoreSettings) -> Elasticsearch:
    """A client that retries nothing by itself: Patience does, with pauses."""
    if settings.ca_certs and not settings.ca_certs.is_file():
        raise StoreError(f"there is no certificate {settings.ca_certs}: mend ELASTICSEARCH_CA_CERTS")
    if not all(address.startswith(("http://", "https://")) for address in settings.addresses):
        raise StoreError(_NO_ADDRESS)
    try:
        return Elasticsearch(
            list(settings.addresses),
            request_timeout=settings.request_timeout,
            max_retries=0,
            retry_on_timeout=False,
            serializer=OrjsonSerializer(),
            **_credentials(settings),
            **_certificates(settings),
        )
    except ValueError as error:
        # The client's own words may repeat the address with its password.
        raise StoreError(_NO_ADDRESS) from error


def _credentials(settings: StoreSettings) -> dict[str, Any]:
    """The API key if there is one, otherwise name and password; those in the address the client finds itself."""
    if settings.api_key:
        return {"api_key": settings.api_key}
    return {"basic_auth": (settings.username, settings.password or "")} if settings.username else {}


def _certificates(settings: StoreSettings) -> dict[str, Any]:
    """Whom to trust; only for https."""
    if not all(address.startswith("https:") for address in settings.addresses):
        return {}
    trusted = {"ca_certs": str(settings.ca_certs)} if settings.ca_certs else {}
    return trusted if settings.verify_certs else {"verify_certs": False, "ssl_show_warn": False}


class Patience:
    """How long to wait for a store that is away or too busy; begins anew after each success."""

    def __init__(self, settings: StoreSettings, at_most: float | None = None) -> None:
        self._where = settings.shown_url
        self._seconds = settings.patience if at_most is None else min(at_most, settings.patience)
        self.renew()

    def renew(self) -> None:
        """Something went well: the whole patience is there again."""
        self._until: float | None = None  # counted from the first failure
        self._wait = _FIRST_WAIT

    def wait(self, why: str) -> None:
        """Pause, twice as long as the last time. StoreAwayError when patience has run out."""
        now = time.monotonic()
        if self._until is None:
            self._until = now + self._seconds
        left = self._until - now
        if left <= 0:
            raise StoreAwayError(
                f"Elasticsearch at {self._where} is not usable: {why}; waited {self._seconds:.0f} s. "
                "What was not loaded is taken again by the next run."
            )
        if self._wait > _WORTH_A_WORD >= self._wait / 2:
            _log.warning("Elasticsearch at %s: %s; waiting up to %.0f s", self._where, why, left)
        time.sleep(min(self._wait * random.uniform(0.5, 1), left))  # not all that wait come back at once
        self._wait = min(self._wait * 2, _LONGEST_WAIT)

    def ask(self, request: Callable[[], T]) -> T:
        """The answer to a request that may be sent more than once. StoreError if waiting does not help."""
        while True:
            try:
                answer = request()
            except (Unreachable, ConnectionTimeout, ApiError) as error:
                self.wait(passing(error, self._where))
            else:
                self.renew()
                return answer


def passing(error: Exception, where: str) -> str:
    """Why a request failed, if it may go well later; StoreError otherwise."""
    if isinstance(error, TlsError):
        raise StoreError(
            f"Elasticsearch at {where} has a certificate that is not trusted: set ELASTICSEARCH_CA_CERTS"
        ) from error
    if isinstance(error, ApiError):
        status = error.meta.status
        if status in BUSY:
            return f"it answers {status} ({error.message})"
        if status in {401, 403}:
            raise StoreError(
                f"Elasticsearch at {where} refuses us ({status}): set ELASTICSEARCH_API_KEY, or "
                "ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD"
            ) from error
        raise StoreError(f"Elasticsearch at {where} refuses a request ({status} {error.message})") from error
    return "it does not answer" if isinstance(error, ConnectionTimeout) else "no connection"


def scan(
    client: Elasticsearch, patience: Patience, index: str, query: Mapping[str, object], sort: str = "_shard_doc"
) -> Iterator[dict[str, object]]:
    """The sources of all documents that match, as of one point in time; nothing if there is no such index."""
    try:
        point = patience.ask(lambda: client.open_point_in_time(index=index, keep_alive="5m"))["id"]
    except StoreError as error:
        if isinstance(error.__cause__, NotFoundError):  # nothing was ever loaded
            return
        raise
    request: dict[str, Any] = {"pit": {"id": point, "keep_alive": "5m"}, "query": query, "sort": [sort], "size": _PAGE}
    try:
        while True:
            hits = patience.ask(lambda: client.search(track_total_hits=False, **request))["hits"]["hits"]
            yield from (hit["_source"] for hit in hits)
            if len(hits) < _PAGE:
                return
            request["search_after"] = hits[-1]["sort"]
    finally:
        with suppress(ApiError, Unreachable, ConnectionTimeout):  # it ends by itself after five minutes
            client.close_point_in_time(id=point)
