"""Every type that travels between the steps, from a capture's bytes to the article document.

All are frozen: a step gives a new value and never hands its input back changed. A failure that belongs to the data is a
`Rejected`; an exception is a bug. In `Article` and the types inside it, each field carries a `Doc`: the document's
schema, docs/schema.md and the index mapping are all generated from these lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

# --- from bytes to blocks ---------------------------------------------------------------------------------------------

MediaType = Literal["text/plain", "text/html"]


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as somebody kept them, and what is known beside them."""

    uri: str  # where the capture lies; for a file the absolute file:// address
    payload: bytes
    media_type: MediaType
    sha256: str  # of the payload, hexadecimal
    url: str | None = None  # where the page was published; None: not told
    captured_at: datetime | None = None  # when it was taken; None: not told
    declared_charset: str | None = None  # what the transport says (HTTP, MIME); it goes before the page's own word
    truncated: bool = False  # whoever took the capture stopped before its end, and says so


@dataclass(frozen=True, slots=True)
class Skipped:
    """Records of an archive that are no captures and were never meant as such: requests, images, redirects."""

    uri: str  # the archive
    reason: str  # one of few keywords: "request", "status-404", "media-image", ...
    count: int


class Stage(StrEnum):
    """The step at which something was rejected."""

    READ = "read"
    DECODE = "decode"
    CLEAN = "clean"
    SEGMENT = "segment"
    ENRICH = "enrich"
    LOAD = "load"


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not go on, named so that nothing is lost without a word."""

    uri: str
    stage: Stage
    reason: str  # a short keyword that can be counted: "empty", "binary", "only-boilerplate", ...
    detail: str = ""  # one line for people
    capture_id: str | None = None
    article_id: str | None = None  # None: the whole capture


@dataclass(frozen=True, slots=True)
class Page:
    """A capture's text, decoded and not yet cut up."""

    text: str  # line ends are "\n"; nothing else is changed
    encoding: str  # Python's name of the codec that won
    encoding_rule: str  # which witness won: bom, transport, declared, utf-8, detected
    mended: bool = False  # mojibake was found and mended


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a page's structured data, and the path that leads to it."""

    value: str
    path: str  # "json-ld:NewsArticle.datePublished", "meta:article:published_time"


@dataclass(frozen=True, slots=True)
class Structured:
    """What an HTML page says of itself beside its visible text; each None where it says nothing."""

    title: Fact | None = None
    description: Fact | None = None
    section: Fact | None = None
    tags: tuple[Fact, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    publisher: Fact | None = None
    language: Fact | None = None
    url: Fact | None = None
    authors: tuple[Fact, ...] = ()
    credits: tuple[Fact, ...] = ()  # names declared as author or source, agencies among them
    origins: tuple[Fact, ...] = ()  # addresses that the page gives for itself, and first publishers that it names
    text: Fact | None = None  # the article's words as JSON-LD repeats them: a witness, never copied
    is_free: bool | None = None  # whether the page says that anybody may read it
    is_live: bool = False  # it says that it is a live blog


class Kind(StrEnum):
    """What a block is by its form alone."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a text, or a block element of a page: plain text and HTML meet here."""

    kind: Kind
    text: str  # one line; spaces folded, invisible marks gone, otherwise the capture's own characters
    raw: str  # as it stands in the capture (may span lines): evidence is taken from here
    where: int  # the first line in the capture, counted from 1 (HTML: the block's number)
    lines: int = 1  # how many lines of the capture it covers
    gap: int = 0  # blank lines before it
    indent: int = 0  # spaces before its first word
    level: int = 0  # of a heading, 1 to 6; 0: no heading, or a text, which does not say
    link_density: float = 0.0  # share of its characters inside links, 0 to 1; text has none


class Reason(StrEnum):
    """Why a block was taken out."""

    AD = "ad"
    BIOGRAPHY = "biography"
    CAPTION = "caption"
    COLLECTION_TITLE = "collection-title"  # a headline over several articles
    COMMENT = "comment"
    CONTACT = "contact"
    COOKIE = "cookie"
    COUNTER = "counter"
    CREDIT = "credit"
    EMBED = "embed"
    METADATA = "metadata"  # story codes, reading times, "Updated" labels: read, then taken out
    NAVIGATION = "navigation"
    NEWSLETTER = "newsletter"
    PAYWALL = "paywall"
    RELATED = "related"
    RIGHTS = "rights"
    SECTION = "section"
    SOCIAL = "social"
    TAGS = "tags"
    TITLE_REPEAT = "title-repeat"
    TRANSLATION = "translation"  # links to the same page in other languages


@dataclass(frozen=True, slots=True)
class Removed:
    """A block that cleaning took out."""

    block: Block
    reason: Reason
    rule: str  # the rule's name: the table and the row, or the function, that decided


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Every block of a page, in order, in one of two places."""

    kept: tuple[Block, ...]
    removed: tuple[Removed, ...]
    pages: tuple[int, ...] = ()  # `where` of the first line of each page after the first; none: it is one page


# --- articles inside a capture ----------------------------------------------------------------------------------------


class Role(StrEnum):
    """What a kept block does for its article."""

    TITLE = "title"
    SUMMARY = "summary"
    SECTION = "section"
    DATE = "date"
    BYLINE = "byline"
    DATELINE = "dateline"  # a line of its own; a dateline inside a paragraph leaves the paragraph a PARAGRAPH
    CREDIT = "credit"  # "First published by TASS."
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A kept block and its role."""

    block: Block
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """One article's share of a capture."""

    blocks: tuple[Labelled, ...]
    removed: tuple[Removed, ...]  # what cleaning took out within the article's reach
    position: int  # from 0
    count: int  # articles in the capture
    evidence: str  # why the cut is here: "whole", "headline+date", "byline+headline", ...


@dataclass(frozen=True, slots=True)
class Context:
    """What the capture as a whole knows and one segment may not say."""

    url: str | None = None
    captured_at: datetime | None = None
    language: str | None = None  # of the segment; ISO 639-1
    outlet_country: str | None = None  # ISO 3166-1 alpha-2
    outlet_id: str | None = None


# --- findings ---------------------------------------------------------------------------------------------------------


class Precision(StrEnum):
    """The smallest unit that the words give."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An absolute date as it stands in a text."""

    start: int  # span in the text that was searched
    end: int
    value: datetime  # parts below the precision are the lowest; aware only where the words name a zone
    precision: Precision
    ambiguous: bool = False  # day and month could be exchanged; `value` then takes the language's order


@dataclass(frozen=True, slots=True)
class Doc:
    """What a document field is: read by transforms/schema.py."""

    es: str  # Elasticsearch type: keyword, text, date, integer, float, boolean, geo_point, disabled
    means: str
    absent: str = ""  # what it means that the field is not there; empty: it always is
    origin: str = ""  # where the value is read from


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoPoint:
    """WGS 84, degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureInfo:
    """Which capture an article came from."""

    id: Annotated[str, Doc("keyword", "SHA-256 of the capture's bytes, hexadecimal", "", "the bytes")]
    uri: Annotated[
        str, Doc("keyword", "where the capture lies; for a file its absolute file:// address", "", "the path")
    ]
    url: Annotated[
        str | None, Doc("keyword", "where the page was published", "nobody said", "--url, sidecar, the page")
    ] = None
    captured_at: Annotated[
        datetime | None, Doc("date", "when the capture was taken", "nobody said", "--captured-at, sidecar")
    ] = None
    media_type: Annotated[str, Doc("keyword", "text/plain or text/html", "", "the name, then the bytes")]
    encoding: Annotated[
        str, Doc("keyword", "the codec that decoded the capture", "", "BOM, declaration, UTF-8, detector")
    ]
    position: Annotated[int, Doc("integer", "the article's place in its capture, from 0", "", "segmentation")]
    count: Annotated[int, Doc("integer", "articles in the capture", "", "segmentation")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date with its precision and the words that say it."""

    date: Annotated[
        date | datetime,
        Doc(
            "date",
            "a day (2015-10-07), or a time (2017-06-17T04:18:00, with its offset where one is known); below the precision the lowest value",
        ),
    ]
    precision: Annotated[Precision, Doc("keyword", "second, minute, hour, day, month or year", "", "the words")]
    timezone_known: Annotated[bool, Doc("boolean", "the words or the markup name a zone or an offset", "", "the words")]
    rule: Annotated[
        str, Doc("keyword", "which rule found it: date-line, dateline, masthead, meta:article:published_time, ...")
    ]
    evidence: Annotated[
        str, Doc("text", "the words as they stand in the capture, or path and value in its structured data")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionedDate:
    """A date that the body speaks of."""

    text: Annotated[str, Doc("keyword", "the words as they stand in the body")]
    date: Annotated[date | datetime | None, Doc("date", "the day meant", "relative words without an anchor")] = None
    precision: Annotated[Precision | None, Doc("keyword", "of `date`", "no `date`")] = None
    anchor: Annotated[
        str | None,
        Doc(
            "keyword",
            "what relative words were resolved against: published, captured",
            "an absolute date, or no anchor known",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where the report was filed."""

    place: Annotated[str, Doc("keyword", "the place's canonical name, or as written where it is not known")]
    country: Annotated[str | None, Doc("keyword", "ISO 3166-1 alpha-2", "the place is not in the table")] = None
    location: Annotated[
        GeoPoint | None, Doc("geo_point", "the place's coordinates", "the place is not in the table")
    ] = None
    raw: Annotated[str, Doc("keyword", "the dateline as it stands in the capture")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who published the article."""

    id: Annotated[str, Doc("keyword", "the outlet's id in transforms/data/outlets.tsv, or its domain")]
    name: Annotated[str, Doc("keyword", "the outlet's name")]
    domain: Annotated[str | None, Doc("keyword", "its registrable domain", "not known")] = None
    country: Annotated[str | None, Doc("keyword", "ISO 3166-1 alpha-2", "not known")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person who wrote the article: never an agency, a job title or an address."""

    name: Annotated[str, Doc("keyword", "the name as written, without title and address")]
    role: Annotated[str, Doc("keyword", "author, reporter, editor, photographer, translator, ...")] = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organization, place or event that the article names, under one identity."""

    id: Annotated[
        str,
        Doc(
            "keyword",
            "Wikidata's id where it is certain, otherwise our own: person:anna-lind, the same in all documents",
        ),
    ]
    name: Annotated[str, Doc("keyword", "the canonical English name, whatever alias the text used")]
    type: Annotated[str, Doc("keyword", "person, organization, place, event")]
    mentions: Annotated[int, Doc("integer", "how often title, summary and body name it")]
    method: Annotated[
        str,
        Doc(
            "keyword",
            "how it was recognised, the surest way: table; acronym (defined in brackets); surname (alone); title (a job title before "
            "it); pattern (a given name); model; fuzzy (nearly another name)",
        ),
    ]
    quoted: Annotated[
        int | None, Doc("integer", "how many quotations, direct or indirect, are its words", "none for certain")
    ] = None
    country: str | None = None  # places only; feeds nothing by itself
    location: GeoPoint | None = None  # places only; feeds `locations`


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedText:
    """What cleaning took out, kept for people to see; not indexed."""

    reason: Annotated[Reason, Doc("disabled", "why it was taken out")]
    text: Annotated[str, Doc("disabled", "the words as they stood")]
    where: Annotated[int, Doc("disabled", "the line in the capture, from 1 (HTML: the block)")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The cluster of near duplicates that an article belongs to."""

    id: Annotated[str, Doc("keyword", "the cluster")]
    size: Annotated[int, Doc("integer", "articles in it")]
    role: Annotated[str, Doc("keyword", "original or copy")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What tells the same and nearly the same text apart."""

    exact: Annotated[str, Doc("keyword", "hash of title and body with case, spaces and punctuation folded")]
    bands: Annotated[
        tuple[str, ...],
        Doc("keyword", "near-duplicate bands: two texts that share one are candidates", "the body is too short"),
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: the Elasticsearch document, field by field."""

    id: Annotated[str, Doc("keyword", "the document's _id: from the capture's id and the position", "", "the capture")]
    capture: Annotated[CaptureInfo, Doc("object", "which capture the article came from", "", "the capture")]
    title: Annotated[
        str | None,
        Doc("text", "the headline, without the site's name", "the capture has none", "its line, or h1 and og:title"),
    ] = None
    summary: Annotated[
        str | None, Doc("text", "the standfirst between headline and body", "there is none", "its lines")
    ] = None
    section: Annotated[
        str | None,
        Doc("keyword", "the outlet's section, as written", "not named", "a line at the head, breadcrumbs, metadata"),
    ] = None
    body: Annotated[
        str,
        Doc(
            "text",
            "paragraphs separated by one blank line; subheads are paragraphs of their own",
            "",
            "the blocks kept",
        ),
    ]
    subheads: Annotated[
        tuple[str, ...],
        Doc("keyword", "the paragraphs of the body that are subheads, in order", "none", "the blocks kept"),
    ] = ()
    word_count: Annotated[
        int, Doc("integer", "words in the body; in Chinese, Japanese and Thai, characters", "", "the body")
    ]
    language: Annotated[
        str | None,
        Doc("keyword", "ISO 639-1", "too short or too mixed to say", "the body's words, script, declaration"),
    ] = None
    language_confidence: Annotated[
        float | None, Doc("float", "how sure that is, 0 to 1", "no language", "the detector")
    ] = None
    published: Annotated[
        Moment | None,
        Doc(
            "object",
            "when the article was published",
            "unknown: never a guess",
            "date line, dateline, masthead, metadata",
        ),
    ] = None
    modified: Annotated[
        Moment | None, Doc("object", "when it was last changed", "unknown", "Updated lines, metadata")
    ] = None
    mentioned_dates: Annotated[
        tuple[MentionedDate, ...], Doc("object", "dates that the body speaks of", "it speaks of none", "the body")
    ] = ()
    dateline: Annotated[
        Dateline | None, Doc("object", "where the report was filed", "there is none", "the dateline")
    ] = None
    outlet: Annotated[
        Outlet | None,
        Doc("object", "who published it", "nothing in the capture says", "address, masthead, rights line, metadata"),
    ] = None
    syndicated_from: Annotated[
        Outlet | None,
        Doc(
            "object",
            "the outlet that published it first, where `outlet` took it over: not a wire agency, not of the same house",
            "its own article, or nothing says so",
            "declared addresses, lines like Originally published by, a service's name, source labels",
        ),
    ] = None
    agencies: Annotated[
        tuple[str, ...],
        Doc("keyword", "wire services that the text credits as its source", "none", "dateline, credit lines, the body"),
    ] = ()
    authors: Annotated[tuple[Author, ...], Doc("object", "the people who wrote it", "nobody is named", "bylines")] = ()
    entities: Annotated[
        tuple[Entity, ...], Doc("object", "whom and what it names", "nothing known is named", "title and body")
    ] = ()
    people: Annotated[tuple[str, ...], Doc("keyword", "names of the persons in `entities`", "none", "`entities`")] = ()
    organizations: Annotated[
        tuple[str, ...], Doc("keyword", "names of the organizations in `entities`", "none", "`entities`")
    ] = ()
    people_quoted: Annotated[
        tuple[str, ...],
        Doc("keyword", "names of the persons whose words the article gives", "none for certain", "verbs of saying"),
    ] = ()
    organizations_quoted: Annotated[
        tuple[str, ...], Doc("keyword", "the same of organizations", "none for certain", "verbs of saying")
    ] = ()
    places: Annotated[tuple[str, ...], Doc("keyword", "names of the places in `entities`", "none", "`entities`")] = ()
    locations: Annotated[
        tuple[GeoPoint, ...],
        Doc("geo_point", "coordinates of those places, WGS 84", "none known", "the table of places"),
    ] = ()
    removed: Annotated[
        tuple[RemovedText, ...], Doc("disabled", "what cleaning took out", "nothing was removed", "cleaning")
    ] = ()
    removed_reasons: Annotated[
        tuple[Reason, ...], Doc("keyword", "the reasons in `removed`, each once", "nothing was removed", "`removed`")
    ] = ()
    flags: Annotated[
        tuple[str, ...],
        Doc("keyword", "paywalled, live-blog, truncated, mojibake-mended, no-name-model, ...", "none", "several steps"),
    ] = ()
    evidence: Annotated[
        tuple[Evidence, ...],
        Doc("disabled", "for each field the words it was read from", "nothing was read from words", "every step"),
    ] = ()
    fingerprint: Annotated[
        Fingerprint, Doc("object", "what tells the same and nearly the same text apart", "", "title and body")
    ]
    story: Annotated[
        Story | None,
        Doc("object", "the cluster of near duplicates", "not clustered yet", "the fingerprints of all articles"),
    ] = None
    pipeline_version: Annotated[
        str, Doc("keyword", "the version of the rules that made this document", "", "the program")
    ]
    ingested_at: Annotated[
        datetime | None, Doc("date", "when the run began that loaded it", "not loaded: `copydesk extract`", "the run")
    ] = None
    run_id: Annotated[str | None, Doc("keyword", "which run loaded it", "not loaded", "the run")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Which words of the capture a field was read from."""

    field: Annotated[str, Doc("disabled", "the document's field: published, authors, outlet, ...")]
    words: Annotated[str, Doc("disabled", "as they stand in the capture, or path and value in its structured data")]
    where: Annotated[
        int, Doc("disabled", "the line (HTML: the block); 0 for what stands beside the capture or in structured data")
    ]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one capture gave."""

    articles: tuple[Article, ...] = ()
    rejected: tuple[Rejected, ...] = field(default=())
