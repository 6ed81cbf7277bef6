"""Who takes part in benchmarks/extraction.py: Copydesk and its peers, each called as its own documentation says.

Every `load` imports its package only when it is called, so that a package that is not there is a row and no error.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from page_text import decode, page_text


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contestant read from a page; None or empty: nothing."""

    text: str | None = None
    lead: str | None = None  # title and summary, where they stand apart from the text
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None  # YYYY-MM-DD


Read = Callable[[bytes], Answer]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A row of the table."""

    name: str
    package: str  # on the package index; "" for Copydesk
    gives: frozenset[str]  # of: text, title, authors, date
    load: Callable[[], Read]
    install: str = "make setup-bench"


ALL = frozenset(["text", "title", "authors", "date"])


def _copydesk() -> Read:
    from sources.files import make_capture  # noqa: PLC0415
    from transforms.pipeline import extract_capture  # noqa: PLC0415
    from transforms.types import Article, Moment, Precision  # noqa: PLC0415

    def day(moment: Moment | None) -> str | None:
        vague = moment is None or moment.precision in (Precision.MONTH, Precision.YEAR)
        return None if vague else moment.date.isoformat()[:10]

    def lead(article: Article) -> str:
        return "\n".join(part for part in (article.title, article.summary) if part)

    def read(raw: bytes) -> Answer:
        articles = extract_capture(make_capture("page", raw, "page.html")).articles
        if not articles:
            return Answer()
        first = articles[0]
        return Answer(
            "\n".join(article.body for article in articles),
            "\n".join(map(lead, articles)),
            first.title,
            tuple(author.name for author in first.authors),
            day(first.published),
        )

    return read


_TRAFILATURA = {"include_comments": False, "include_tables": True, "include_formatting": False}  # as in its evaluation


def _trafilatura() -> Read:
    from trafilatura import bare_extraction  # noqa: PLC0415

    def read(raw: bytes) -> Answer:
        found = bare_extraction(raw, with_metadata=True, **_TRAFILATURA)
        if found is None:
            return Answer()
        authors = tuple(found.author.split("; ")) if found.author else ()
        return Answer(found.text, found.title, found.title, authors, found.date)

    return read


def _trafilatura_fast() -> Read:
    from trafilatura import extract  # noqa: PLC0415

    return lambda raw: Answer(extract(raw, fast=True, **_TRAFILATURA))


def _readability() -> Read:
    from readability import Document  # noqa: PLC0415

    def read(raw: bytes) -> Answer:
        page = Document(decode(raw))
        text = page_text(page.summary())
        title = page.short_title()
        return Answer(text, title, title)

    return read


def _newspaper() -> Read:
    from newspaper import Article  # noqa: PLC0415

    def read(raw: bytes) -> Answer:
        article = Article(url="", fetch_images=False)
        article.download(input_html=decode(raw))
        article.parse()
        return Answer(article.text, article.title, article.title, tuple(article.authors), _day(article.publish_date))

    return read


def _news_please() -> Read:
    from newsplease import NewsPlease  # noqa: PLC0415

    def read(raw: bytes) -> Answer:
        article = NewsPlease.from_html(decode(raw), url=None, fetch_images=False)
        lead = "\n".join(filter(None, (article.title, article.description)))
        return Answer(article.maintext, lead, article.title, tuple(article.authors or ()), _day(article.date_publish))

    return read


def _resiliparse() -> Read:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding  # noqa: PLC0415
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415

    def read(raw: bytes) -> Answer:
        tree = HTMLTree.parse(bytes_to_str(raw, detect_encoding(raw)))
        return Answer(extract_plain_text(tree, main_content=True))

    return read


def _htmldate() -> Read:
    from htmldate import find_date  # noqa: PLC0415

    return lambda raw: Answer(date=find_date(decode(raw), original_date=True, extensive_search=True))


def _day(moment: dt.datetime | str | None) -> str | None:
    return str(moment)[:10] if moment else None


CONTESTANTS = {
    contestant.name: contestant
    for contestant in (
        Contestant("Copydesk", "", ALL, _copydesk),
        Contestant("trafilatura", "trafilatura", ALL, _trafilatura),
        Contestant("trafilatura-fast", "trafilatura", frozenset(["text"]), _trafilatura_fast),
        Contestant("readability", "readability-lxml", frozenset(["text", "title"]), _readability),
        Contestant("newspaper4k", "newspaper4k", ALL, _newspaper),
        Contestant(
            "news-please",
            "news-please",
            ALL,
            _news_please,
            "`pip install news-please lxml_html_clean` into a virtual environment of its own (it brings Scrapy and boto3), "
            "then --interpreter news-please=THAT/bin/python",
        ),
        Contestant("resiliparse", "resiliparse", frozenset(["text"]), _resiliparse),
        Contestant("htmldate", "htmldate", frozenset(["date"]), _htmldate),
    )
}


def quiet() -> None:
    """Peers log what they think of a page; the table is all that is wanted."""
    logging.disable(logging.CRITICAL)
