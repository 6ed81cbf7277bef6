"""The dates of a text: what other steps call. How each is read stands in the files these names come from."""

from __future__ import annotations

from transforms.date_expressions import CalendarDate, as_expression, calendar_dates, find_dates
from transforms.date_lines import DateLine, read_date_line
from transforms.relative_dates import RelativeDate, RelativeMention, relative_mentions

__all__ = [
    "CalendarDate",
    "DateLine",
    "RelativeDate",
    "RelativeMention",
    "as_expression",
    "calendar_dates",
    "find_dates",
    "read_date_line",
    "relative_mentions",
]
