"""An HTML page as the plain text that a reader's copy, or a crawler that keeps text only, would hold: all that is visible, furniture too.

Not the product's reading of pages: the benchmarks need a text with nothing cleaned. Block elements end a line, paragraphs leave
a blank line. Charset: UTF-8, then the one declared, then Windows-1252.
"""

import gzip
import re
from html.parser import HTMLParser

_PARAGRAPH = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "ol",
        "table",
        "article",
        "header",
        "footer",
        "section",
        "figure",
    ]
)
_BLOCK = _PARAGRAPH | frozenset(
    [
        "address",
        "aside",
        "body",
        "button",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "form",
        "hr",
        "html",
        "label",
        "li",
        "main",
        "nav",
        "pre",
        "summary",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "br",
    ]
)
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "head",
        "select",
        "object",
        "video",
        "audio",
        "canvas",
        "textarea",
    ]
)
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _UNSEEN and (not self.unseen or tag == self.unseen[-1]):
            self.unseen.append(tag)
        elif not self.unseen:
            self._end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen and tag == self.unseen[-1]:
            self.unseen.pop()
        elif not self.unseen:
            self._end_line(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.lines[-1] += re.sub(r"\s+", " ", data)

    def _end_line(self, tag: str) -> None:
        if tag in _PARAGRAPH:
            self.lines += ["", ""]
        elif tag in _BLOCK:
            self.lines.append("")


def decode(raw: bytes) -> str:
    """A page's text as a browser would read it, near enough for a benchmark."""
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    declared = _CHARSET.search(raw[:4000])
    for name in ["utf-8", *([declared.group(1).decode()] if declared else [])]:
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("cp1252", "replace")


def page_text(html: str) -> str:
    """The page's visible lines, one blank line at most between them."""
    reader = _Reader()
    reader.feed(re.sub(r"(?is)<(script|style|noscript|svg|template)\b[^>]*>.*?</\1\s*>", "", html))
    reader.close()
    lines = [" ".join(line.split()) for line in reader.lines]
    text: list[str] = []
    for before, line in zip(["x", *lines], lines, strict=False):
        if line:
            text.append(line)
        elif text and text[-1] and not before:
            text.append("")
    return "\n".join(text) + "\n"
