"""`copydesk replay`: take once more what was rejected, after the rules or the captures were mended."""

from __future__ import annotations

from flows.run import OK, Order, run
from flows.settings import Settings
from flows.which_store import running_store
from stores.elastic import Store
from transforms import PIPELINE_VERSION


def replay(settings: Settings, *, reason: str | None = None, debug: bool = False) -> int:
    """Ingest the rejected captures again, all or those of one `reason`; the exit status, as of an ingest."""
    with Store(running_store(settings), PIPELINE_VERSION) as store:
        addresses = sorted({item.uri for item in store.rejects() if reason in (None, item.reason)})
    if not addresses:
        print(f"nothing to replay: nothing was rejected{f' for {reason}' if reason else ''}")  # noqa: T201 - a command
        return OK
    return run(Order(paths=addresses, force=True), settings, debug=debug)
