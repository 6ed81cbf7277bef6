"""What tells the same text, and nearly the same text, from another.

Near duplicates: MinHash over shingles of five words (Broder 1997) by rensa, cut into bands for locality-sensitive hashing
(Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4): 21 bands of 6 rows, so that two texts with a Jaccard
similarity of 0.7 share a band with a probability of .93, and two with 0.3 with .015.
"""

import hashlib
import struct
from collections.abc import Sequence

from rensa import RMinHash

from transforms.types import Fingerprint
from transforms.words import words

_BANDS, _ROWS = 21, 6
_BYTES = 8 * _ROWS  # of a band
_SHINGLE = 5
_FEWEST_WORDS = 20  # below this, two different briefs share too much by chance


def fingerprint(title: str | None, body: str) -> Fingerprint:
    """The exact hash of title and body, and the body's near-duplicate bands (none for a body of under 20 words)."""
    tokens = words(body.casefold())
    head = words((title or "").casefold())
    exact = hashlib.sha256(" ".join([*head, "", *tokens]).encode("utf-8", "replace")).hexdigest()[:32]
    return Fingerprint(exact=exact, bands=_bands(tokens) if len(tokens) >= _FEWEST_WORDS else ())


def _bands(tokens: Sequence[str]) -> tuple[str, ...]:
    minhash = RMinHash(num_perm=_BANDS * _ROWS, seed=1)
    minhash.update(list(map(" ".join, zip(*(tokens[start:] for start in range(_SHINGLE)), strict=False))))
    digest = minhash.digest()
    packed = struct.pack(f"<{_BANDS * _ROWS}Q", *digest)
    return tuple(_band(number, packed[number * _BYTES : (number + 1) * _BYTES]) for number in range(_BANDS))


def _band(number: int, rows: bytes) -> str:
    # The number keeps band 3 of one text from meeting band 7 of another.
    return f"{number:02d}{hashlib.blake2b(rows, digest_size=6).hexdigest()}"
