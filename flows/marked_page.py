"""Marked articles as a page that needs nothing else: no script, nothing to load, every word of a capture escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TextIO

from flows.marked import MarkedArticle, Piece
from flows.marked_forms import LEGEND, by_type, heading, legend, sums
from flows.printable import printable
from transforms.types import Entity

_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Copydesk: who and what the articles name</title>
<style>
:root { color-scheme: light dark; --person: #cfe8f7; --organization: #ecd9f5; --place: #d5efd3; --event: #f9ecc0; --faint: #777; }
@media (prefers-color-scheme: dark) {
  :root { --person: #17465f; --organization: #4b2a5c; --place: #1f4f2a; --event: #5a4a10; --faint: #999; }
}
body { font: 17px/1.6 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1rem; overflow-wrap: anywhere; }
h2 { line-height: 1.3; }
mark { color: inherit; border-radius: 3px; padding: 0 .15em; }
.person { background: var(--person); } .organization { background: var(--organization); }
.place { background: var(--place); } .event { background: var(--event); }
.note, mark small, table { font: 13px/1.4 system-ui, sans-serif; }
.note, mark small { color: var(--faint); }
mark small { margin-inline-start: .35em; unicode-bidi: isolate; }
table { border-collapse: collapse; margin: 1.5rem 0 3rem; }
th, td { text-align: start; padding: .15rem .8rem .15rem .3rem; }
</style>
</head>
<body>
"""


class PageForm:
    """One page that needs nothing else: no script, nothing to load."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def begin(self) -> None:
        """The page's head."""
        self._out.write(_HEAD)

    def add(self, uri: str, article: MarkedArticle) -> None:
        """Heading, marked text, legend."""
        title, *paragraphs = article.marked()
        name = f"<h1>{_safe(uri)}</h1>\n" if article.position == 0 else ""
        self._out.write(
            f'{name}<p class="note">{_safe(heading(article))}</p>\n<article lang="{_safe(article.language or "")}">\n'
        )
        if title:
            self._out.write(f'<h2 dir="auto">{_marked(title)}</h2>\n')
        self._out.writelines(f'<p dir="auto">{_marked(pieces)}</p>\n' for pieces in paragraphs)
        self._out.write(f'</article>\n<p class="note">{_safe(sums(article) or "nothing is named")}</p>\n')
        if article.entities:
            self._out.write(f"<table>\n{_row('th', LEGEND)}")
            self._out.writelines(_row("td", legend(entity), entity.type) for entity in by_type(article.entities))
            self._out.write("</table>\n")

    def end(self) -> None:
        """The page's foot."""
        self._out.write("</body>\n</html>\n")


def _marked(pieces: Iterable[Piece]) -> str:
    return "".join(_mark(piece, piece.entity) if piece.entity else _safe(piece.words) for piece in pieces)


def _mark(piece: Piece, entity: Entity) -> str:
    note = f"<small>{_safe(entity.id)} {_safe(piece.method)}</small>"
    return f'<mark class="{_safe(entity.type)}" title="{_safe(entity.name)}">{_safe(piece.words)}{note}</mark>'


def _row(cell: str, values: Iterable[str], kind: str = "") -> str:
    first, *others = (f"<{cell}>{_safe(value)}</{cell}>" for value in values)
    marked = first.replace(f"<{cell}>", f'<{cell} class="{_safe(kind)}">', 1) if kind else first
    return f"<tr>{marked}{''.join(others)}</tr>\n"


def _safe(words: str) -> str:
    return escape(printable(words))
