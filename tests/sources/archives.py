"""Small archives for tests, made byte by byte so that they can be wrong."""

import gzip
import io
import tracemalloc
from contextlib import contextmanager

from sources.address import parse_part
from sources.warc import read_warc
from transforms.types import Capture, Rejected, Skipped

DATE = "2021-04-05T10:00:00Z"


def page(words="bridge", times=20):
    return f"<html><body><p>{words}</p></body></html>".encode() * times


def http(body, status="200 OK", **headers):
    """An HTTP response."""
    fields = {
        "Content-Type": "text/html; charset=utf-8",
        **{name.replace("_", "-"): text for name, text in headers.items()},
    }
    lines = "".join(f"{name}: {text}\r\n" for name, text in fields.items() if text is not None)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def record(block, kind="response", url="https://example.org/a", length=None, **headers):
    """A WARC record; `length` is what it says of itself."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000000>",
        "WARC-Date": DATE,
        "WARC-Target-URI": url,
        "Content-Type": "application/http; msgtype=response",
        **{name.replace("_", "-"): text for name, text in headers.items()},
        "Content-Length": len(block) if length is None else length,
    }
    lines = "".join(f"{name}: {text}\r\n" for name, text in fields.items() if text is not None)
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def members(*records):
    """Each in a gzip member of its own, as WARC has it."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def plain(*records):
    return b"".join(records)


def one_member(*records):
    """All in one gzip member, as `gzip file.warc` does."""
    return gzip.compress(plain(*records), mtime=0)


PACKINGS = {"plain": plain, "members": members, "one member": one_member}


def read(data, part=""):
    """What a WARC gives."""
    return list(read_warc(io.BytesIO(data), "file:///x", part=parse_part(part)))


def urls(found):
    """The pages' last letters, in order."""
    return "".join(item.url[-1] for item in found if isinstance(item, Capture))


def reasons(found):
    return [item.reason for item in found if isinstance(item, Rejected)]


def skipped(found):
    return {item.reason: item.count for item in found if isinstance(item, Skipped)}


@contextmanager
def at_most(limit):
    """What is done inside takes no more memory, in bytes."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()
