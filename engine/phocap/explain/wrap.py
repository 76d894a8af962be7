"""Lines of plain text that fit a width, with Vietnamese letters counted once each."""

import re
import textwrap
import unicodedata
from functools import lru_cache

WIDTH = 100
"""Columns of a text when nobody says otherwise."""

FIXED = "\N{NO-BREAK SPACE}"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
TIED = re.compile(r" (?=%|= |(?:[0-9]+|[a-zđ])[);:.,?]*(?:\s|$))")
"""A space at which no line ends."""

NARROWEST = 20
"""However deep the text is indented, so many characters are left for it."""


def clean(text: str) -> str:
    """Return a text in composed letters and without control characters, which a name in a record may hold."""
    if text.isprintable() and "  " not in text and text.strip() == text and unicodedata.is_normalized("NFC", text):
        return text
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", composed)


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> tuple[str, ...]:
    """Return the lines of a text; ``first`` stands before the first of them and ``rest`` before the others.

    A number and its percent sign are never parted, nor what stands around ``=``, nor a lone number or letter and the
    word before it: ``Điều 9 khoản 2 điểm a``. Units say much in the same words: these are wrapped once.
    """
    rest = " " * len(first) if rest is None else rest
    text = clean(text)
    if len(first) + len(text) <= width:
        return (first + text,) if text else ()
    width = max(width, len(rest) + NARROWEST)
    filled = _filled(text, width, first, rest) if len(first) <= len(rest) else None
    if filled is not None:
        return filled
    fixed = TIED.sub(FIXED, text).replace(f"{FIXED}= ", f"{FIXED}={FIXED}")
    lines = textwrap.wrap(fixed, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return tuple(line.replace(FIXED, " ") for line in lines)


def _filled(text: str, width: int, indent: str, rest: str) -> tuple[str, ...] | None:
    """Return what :mod:`textwrap` does, at a tenth of the work; None where a word is too long for a line."""
    lines, start = [], 0
    while len(text) - start > width - len(indent):
        end = text.rfind(" ", start, start + width - len(indent) + 1)
        while end > start and (TIED.match(text, end) or text.startswith(" =", end - 2)):
            end = text.rfind(" ", start, end)
        if end <= start:
            return None
        lines.append(indent + text[start:end])
        start, indent = end + 1, rest
    return (*lines, indent + text[start:])
