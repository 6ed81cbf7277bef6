"""Patterns that are compiled when they are first asked.

Python compiles a range of Han signs by counting through it, which takes 3 to 7 ms a pattern: a dozen of them would be a tenth of
what a command's start may take, and most captures are written in an alphabet.
"""

import re
from typing import cast

_ASKED = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn")


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        """Called only until the pattern is compiled: from then on its methods are attributes."""
        compiled = re.compile(self._pattern, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _ASKED)
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What re.compile gives, later; for patterns that most captures do not need."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
