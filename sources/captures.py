"""A capture of bytes that are at hand: HTML or text, and what is known beside them."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from transforms.types import Capture, MediaType, Rejected, Skipped, Stage

Found = Capture | Rejected | Skipped

HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_LOOKS_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.{0,400}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a caller or a sidecar says of a capture; it wins over what an archive says."""

    url: str | None = None
    captured_at: datetime | None = None

    def or_else(self, url: str | None, captured_at: datetime | None) -> "Told":
        """The same, and where it is silent the other."""
        return Told(self.url or url, self.captured_at or captured_at)


def make_capture(  # noqa: PLR0913 - what may be known of a capture
    uri: str,
    payload: bytes,
    name: str,
    *,
    url: str | None = None,
    captured_at: datetime | None = None,
    charset: str | None = None,
) -> Capture:
    """`name` with its suffix, then the bytes, tell text from HTML; `charset` is what the transport declares."""
    media_type: MediaType = "text/html" if is_html(name, payload) else "text/plain"
    return Capture(uri, payload, media_type, hashlib.sha256(payload).hexdigest(), url, captured_at, charset)


def is_html(name: str, payload: bytes) -> bool:
    """By the name's suffix, or by how the bytes begin."""
    return name.lower().endswith(HTML_SUFFIXES) or bool(_LOOKS_HTML.match(payload[:2048]))


def unread(uri: str, reason: str, detail: str) -> Rejected:
    """What could not be read."""
    return Rejected(uri, Stage.READ, reason, detail)


def parse_moment(text: str) -> datetime:
    """An ISO 8601 time as people write it; without a zone it is UTC, as crawlers note it. ValueError if it is none."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def moment_or_none(text: str | None) -> datetime | None:
    """As parse_moment; None for what is no time."""
    try:
        return parse_moment(text) if text else None
    except ValueError:
        return None
