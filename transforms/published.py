"""When an article was published and when it was last changed."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.dateline import DatelineMatch
from transforms.types import Context, Moment, Segment


@dataclass(frozen=True, slots=True)
class Dates:
    """An article's own dates."""

    published: Moment | None = None
    modified: Moment | None = None


def read_published(segment: Segment, context: Context, dateline: DatelineMatch | None) -> Dates:
    """The article's own dates, each only where words (or at last the url) say it."""
    del segment, context, dateline
    return Dates()
