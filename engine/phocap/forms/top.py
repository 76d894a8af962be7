"""What stands above a table: whose figures they are and of which day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from phocap.faults import Place
from phocap.forms.workbook import Sheet
from phocap.intake.known import Known
from phocap.value import dataclass

_GAP = re.compile(r"\\\{(day|month|year)\\\}")
_END = re.compile(r"\s{2,}|[;|]|\s[-–—]\s|,\s*(?=[^\W\d_])")
_DOTS = re.compile(r"[.…_]{2,}")


@dataclass(frozen=True)
class Named:
    """A unit named on a form: its tier, its name as written, and where."""

    tier: str
    name: str
    place: Place


def texts(sheet: Sheet, rows: int) -> Iterator[tuple[str, Place]]:
    """Yield the texts in the first rows of a sheet with their places."""
    for row in range(min(rows, len(sheet.rows))):
        for column in range(sheet.width):
            text = sheet.text(row, column)
            if text and not text.isdecimal():
                yield text, sheet.place(row, column)


def day(found: Iterable[tuple[str, Place]], patterns: Sequence[str]) -> tuple[date, Place] | None:
    """Return the day that the first of the texts gives in one of the patterns."""
    compiled = [_pattern(pattern) for pattern in patterns]
    for text, place in found:
        for pattern in compiled:
            match = pattern.search(text)
            if match is None:
                continue
            parts = {name: int(digits) for name, digits in match.groupdict().items()}
            try:
                return date(parts["year"], parts.get("month", 1), parts.get("day", 1)), place
            except ValueError:
                continue
    return None


def _pattern(text: str) -> re.Pattern[str]:
    escaped = re.sub(r"(?:\\ )+", r"\\s*", re.escape(text))
    return re.compile(_GAP.sub(r"(?P<\1>[0-9]{1,4})", escaped), re.IGNORECASE)


def units(
    known: Known, tier: str, on: date | None, found: Sequence[tuple[str, Place]]
) -> tuple[Named | None, Named | None]:
    """Return the unit of a tier that the texts name, and the nearest unit above it that they name."""
    own = next((named for text, place in found if (named := _named(known, tier, text, place))), None)
    above = [name for name in known.tiers[tier].above if on is None or known.tiers[name].in_force.holds_on(on)]
    for name in above:
        rest = [(text, place) for text, place in found if own is None or place != own.place]
        for text, place in rest:
            parent = _named(known, name, text, place)
            # A title that two tiers have belongs to the higher one unless that is named apart.
            if parent and not (_is_shared(known, name, above, text) and not _apart(known, above, rest, text)):
                return own, parent
    return own, None


def _is_shared(known: Known, tier: str, above: Sequence[str], text: str) -> bool:
    higher = above[above.index(tier) + 1 :]
    return any(_named(known, name, text, Place("")) for name in higher)


def _apart(known: Known, above: Sequence[str], found: Sequence[tuple[str, Place]], text: str) -> bool:
    return any(other != text and _named(known, above[-1], other, Place("")) for other, _ in found)


def _named(known: Known, tier: str, text: str, place: Place) -> Named | None:
    """Return the unit of a tier in a text such as ``UBND xã Tiên Nội`` or ``Tỉnh: Hà Nam``."""
    for title in sorted(known.tiers[tier].titles, key=len, reverse=True):
        match = re.search(rf"(?:^|[\s:/(])({re.escape(title)})(?=[\s:])\s*:?\s*(?P<name>\S.*)$", text, re.IGNORECASE)
        if match is None or match.start() > 24:
            continue
        name = _DOTS.sub("", _END.split(match["name"])[0]).strip(" :.,")
        if name and not name[0].islower():
            return Named(tier, f"{match[1]} {name}", place)
    return None
