"""How large a capture may be, on the disk and inflated."""

import os

MAX_BYTES = 32 * 1024 * 1024  # no news page comes near; COPYDESK_MAX_BYTES changes it
HONEST = 1024 * 1024  # bytes: what inflates to no more than this is never called a bomb
SWELLING = 250  # times: pages are deflated to a fifth, the most repetitive ones to a hundredth


class LimitError(ValueError):
    """COPYDESK_MAX_BYTES is no number: the user's to mend, and not one capture's fault."""


def max_bytes() -> int:
    """The most bytes that one capture may have: a file, a record of an archive, a line of JSON, inflated. LimitError."""
    given = os.environ.get("COPYDESK_MAX_BYTES") or str(MAX_BYTES)
    if not given.isdecimal():
        raise LimitError(f"COPYDESK_MAX_BYTES={given}: give a number of bytes, such as {MAX_BYTES}")
    return int(given)
