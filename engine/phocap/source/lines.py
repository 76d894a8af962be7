"""The lines of a text, cut only when a place is asked for: most files are read without a fault."""

import re
from functools import cached_property

from phocap.faults import Place

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""The line breaks that the YAML parser counts; ``str.splitlines`` knows others."""


class Lines:
    """A text under the path by which it is shown."""

    def __init__(self, path: str, text: str) -> None:
        """Keep the text; nothing is cut yet."""
        self.path = path
        self._text = text

    @cached_property
    def _cut(self) -> list[str]:
        return _BREAK.split(self._text)

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._cut)

    def text_of(self, line: int) -> str:
        """Return a line counted from 0, without its break; empty beyond the last."""
        return self._cut[line] if 0 <= line < len(self._cut) else ""

    def place(self, line: int, column: int) -> Place:
        """Return the place of a line and column counted from 0, with the line as excerpt."""
        return Place(self.path, line + 1, column + 1, self.text_of(line))
