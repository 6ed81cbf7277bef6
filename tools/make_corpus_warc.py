"""Write corpus/web-crawl.warc.gz: pages of the corpus as a crawler would have kept them, and what it keeps besides.

    python tools/make_corpus_warc.py [--check]

Each page is sent in another way (gzip, chunks, brotli, a charset that only HTTP declares), a comment is added so that its bytes
are its own, and the last record is cut short. corpus/web-crawl.expected.json names the pages: their articles are those that
stand beside the pages themselves. The same input gives the same records; `--check` says whether the file holds them.
"""  # noqa: INP001 - a script

import argparse
import gzip
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import brotli

CORPUS = Path(__file__).parents[1] / "corpus"
TARGET = CORPUS / "web-crawl.warc.gz"
_CUT = 60  # bytes that the last record lacks


@dataclass(frozen=True)
class Sent:
    """A page of the corpus and how its server sent it."""

    page: str
    url: str
    date: str
    way: str = "plain"


SENT = (
    Sent("en-html-json-ld", "https://www.theguardian.com/uk-news/2019/aug/21/tide-mill-grinds-again", "2019-08-22T06:00:00Z", "gzip"),
    Sent("de-html-consent", "https://www.spiegel.de/panorama/bahnhofsuhr-husum-a-1.html", "2021-01-29T06:00:00Z", "chunked"),
    Sent("es-html-meta", "https://elpais.com/sociedad/2017/10/19/actualidad/1508400000_000000.html", "2017-10-20T06:00:00Z", "brotli"),
    Sent("fr-html-microdata", "https://www.ouest-france.fr/sete/joutes-en-silence", "2018-08-27T06:00:00Z"),
    Sent("ru-html-windows-1251", "https://www.interfax.ru/russia/199999", "2011-07-16T06:00:00Z", "charset"),
    Sent("ar-html-rtl", "https://www.hespress.com/societe/460000.html", "2020-02-24T06:00:00Z", "resource"),
)  # fmt: skip


def warc() -> bytes:
    """The whole file."""
    whole = [gzip.compress(record, mtime=0) for record in records()]
    return b"".join(whole)[:-_CUT]


def records() -> Iterator[bytes]:
    """Every record, inflated."""
    first = SENT[0]
    yield _record(
        "warcinfo",
        "",
        first.date,
        b"software: a crawler\r\nformat: WARC File Format 1.1\r\n",
        "application/warc-fields",
    )
    robots = "https://www.theguardian.com/robots.txt"
    yield _response(robots, first.date, _http(b"User-agent: *\nDisallow:\n", "text/plain"))
    for sent in SENT:
        request = f"GET {sent.url} HTTP/1.1\r\nUser-Agent: a crawler\r\n\r\n".encode()
        yield _record("request", sent.url, sent.date, request, "application/http; msgtype=request")
        yield _page(sent)
    old, gone, photo = (f"https://www.spiegel.de/{name}" for name in ("alt.html", "weg.html", "uhr.png"))
    yield _response(old, first.date, b"HTTP/1.1 301 Moved Permanently\r\nLocation: /neu.html\r\n\r\n")
    yield _response(gone, first.date, _http(b"<html><p>Nicht gefunden</p></html>", "text/html", "404 Not Found"))
    yield _response(photo, first.date, _http(b"\x89PNG\r\n\x1a\n", "image/png"))
    yield _record("metadata", first.url, first.date, b"fetchTimeMs: 120\r\n", "application/warc-fields")
    yield _response(f"{first.url}/comments", first.date, _http(_bytes(first), "text/html"))


def _page(sent: Sent) -> bytes:
    body = _bytes(sent)
    if sent.way == "resource":
        return _record("resource", sent.url, sent.date, body, "text/html; charset=utf-8")
    if sent.way == "charset":  # only HTTP says it
        body = body.replace(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', b"")
        return _response(sent.url, sent.date, _http(body, "text/html; charset=windows-1251"))
    more = {
        "gzip": "Content-Encoding: gzip\r\n",
        "brotli": "Content-Encoding: br\r\n",
        "chunked": "Transfer-Encoding: chunked\r\n",
    }.get(sent.way, "")
    encode = {"gzip": lambda data: gzip.compress(data, mtime=0), "brotli": brotli.compress, "chunked": _chunks}
    return _response(
        sent.url, sent.date, _http(encode.get(sent.way, bytes)(body), "text/html; charset=utf-8", more=more)
    )


def _bytes(sent: Sent) -> bytes:
    return (CORPUS / f"{sent.page}.html").read_bytes() + f"<!-- {sent.date} -->\n".encode()


def _chunks(body: bytes, size: int = 700) -> bytes:
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def _http(body: bytes, media: str, status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def _response(url: str, date: str, block: bytes) -> bytes:
    return _record("response", url, date, block, "application/http; msgtype=response")


def _record(kind: str, url: str, date: str, block: bytes, media: str) -> bytes:
    name = uuid5(NAMESPACE_URL, f"{kind} {url} {date}")
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    header = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: {date}\r\n{target}"
        f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def is_current() -> bool:
    """Whether the file holds these records, however deflated."""
    return TARGET.exists() and _inflated(TARGET.read_bytes()) == _inflated(warc())


def _inflated(data: bytes) -> list[bytes]:
    """Of each whole member; of the cut one nothing, because how much is left depends on the deflater."""
    found = []
    while data:
        decoder = zlib.decompressobj(31)
        record = decoder.decompress(data)
        found.append(record if decoder.eof else b"")
        data = decoder.unused_data
    return found


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    if options.parse_args().check:
        sys.exit(0 if is_current() else f"{TARGET.name} is not what its pages are: python tools/make_corpus_warc.py")
    TARGET.write_bytes(warc())
