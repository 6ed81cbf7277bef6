"""`copydesk entities`: a capture's articles with every person, organization, place and event marked, and how each was recognised."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TextIO

from flows import limits as capture_limits
from flows.extract import rejection_line
from flows.limits import Limits
from flows.marked import MarkedArticle, MarkedCapture, mark_by_model, mark_by_table
from flows.marked_forms import Form, JsonForm, TextForm
from flows.marked_page import PageForm
from flows.shown import shown_captures
from transforms.types import Rejected

FORMS: dict[str, Callable[[TextIO], Form]] = {"text": TextForm, "html": PageForm, "json": JsonForm}


def entities(  # noqa: PLR0913 - its options
    path: str | os.PathLike[str],
    out: TextIO,
    err: TextIO,
    *,
    form: str = "text",
    model: bool = False,
    limits: Limits | None = None,
) -> int:
    """Writes the articles of a capture, or of every file in a folder, to `out`, and to `err` what was rejected and what else there is.

    `form`: "text" (in colour on a terminal, with brackets elsewhere), "html" (a page that needs nothing else) or "json" (a line an article).
    With `model` the name models that are installed look at the articles, too. Of a file that holds several captures, the
    first. `limits` hold for each capture; None: those of the environment. Gives the exit status: 0, or 1 where something was rejected.
    """
    limits = capture_limits.from_environment() if limits is None else limits
    written = FORMS[form](out)
    status = 0
    written.begin()
    for uri, article in _articles(path, limits, err, model=model):
        if isinstance(article, Rejected):
            err.write(rejection_line(article) + "\n")
            status = 1
        else:
            written.add(uri, article)
    written.end()
    return status


def _articles(
    path: str | os.PathLike[str], limits: Limits, err: TextIO, *, model: bool
) -> Iterator[tuple[str, MarkedArticle | Rejected]]:
    def tell(line: str) -> None:
        err.write(line + "\n")

    work = mark_by_model if model else mark_by_table
    for capture, found in shown_captures(path, f"{work.__module__}:{work.__name__}", limits, tell):
        marked: MarkedCapture = MarkedCapture((), (found,)) if isinstance(found, Rejected) else found
        uri = capture.uri if capture else ""
        yield from ((uri, article) for article in marked.articles)
        yield from ((uri, rejected) for rejected in marked.rejected)
