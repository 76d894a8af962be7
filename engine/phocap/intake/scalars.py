"""Single values of a record: texts, counts, dates, yes or no, rates. ``None`` is missing, or a reported fault."""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from phocap.intake.reading import Reading
from phocap.model.record import Interval
from phocap.source.yaml import Node

MOST: Final = 10**12
"""The largest count: far more than there are people; beyond it stands a typing mistake."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = re.compile(r"[0-9]+")
_SEPARATED = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_BARE = re.compile(r"\s*[0-9]+(?:[.,][0-9]+)?\s*")
_PLAIN = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?")


def text(reading: Reading, node: Node) -> str | None:
    """Return a text without white space around it; an empty one is missing."""
    value = node.value
    if isinstance(value, str):
        stripped = value.strip()
        return (stripped if stripped.isascii() else unicodedata.normalize("NFC", stripped)) or None
    if isinstance(value, dict | tuple):
        reading.fault("wrong-type", node.place, expected="text", found=node.kind)
    elif value is not None:
        reading.fault("text-not-quoted", node.place, value=node.raw, found=node.kind)
    return None


def word(reading: Reading, node: Node) -> str | None:
    """Return one of a list of names; a number or a yes or no is none of them, and told as such by the caller."""
    if node.value is None or isinstance(node.value, str | dict | tuple):
        return text(reading, node)
    return node.raw


def is_quoted_yes_no(node: Node) -> bool:
    """Return whether quotes make a text of a yes or no."""
    return node.quoted and node.raw.strip().casefold() in ("true", "false")


def yes_no(reading: Reading, node: Node) -> bool | None:
    """Return a true or false."""
    if isinstance(node.value, bool):
        return node.value
    if is_quoted_yes_no(node):
        reading.fault("quoted-value", node.place, value=node.raw)
    elif node.value is not None:
        reading.fault("wrong-type", node.place, expected="yes/no", found=node.kind)
    return None


def day(reading: Reading, node: Node) -> date | None:
    """Return a day written 2013-10-31."""
    value = node.value
    if value is None:
        return None
    if isinstance(value, dict | tuple | bool):
        reading.fault("wrong-type", node.place, expected="date", found=node.kind)
        return None
    written = node.raw.strip()
    if _DAY.fullmatch(written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    reading.fault("not-a-date", node.place, value=node.raw)
    return None


def count(reading: Reading, node: Node) -> int | None:
    """Return a count: a whole number, not negative and not absurdly large."""
    value = node.value
    if type(value) is int and 0 <= value <= MOST and _DIGITS.fullmatch(node.raw):
        return value
    if value is None:
        return None
    if node.quoted and _DIGITS.fullmatch(node.raw):
        reading.fault("quoted-value", node.place, value=node.raw)
    elif isinstance(value, dict | tuple):
        reading.fault("wrong-type", node.place, expected="whole number", found=node.kind)
    elif isinstance(value, bool | str) or not _PLAIN.fullmatch(node.raw) or _SEPARATED.fullmatch(node.raw):
        # 1.234 is a thousand and more to its writer and a fraction to YAML: the advice is to leave the point out.
        reading.fault("not-a-count", node.place, value=node.raw)
    elif value < 0:
        reading.fault("negative-count", node.place, value=node.raw)
    elif isinstance(value, Decimal):
        reading.fault("fractional-count", node.place, value=node.raw)
    elif value > MOST:
        reading.fault("count-too-large", node.place, value=node.raw, limit=MOST)
    else:
        return value
    return None


def level(reading: Reading, node: Node, programme: str | None) -> int | None:
    """Return the number of a level that the programme has under some instrument."""
    value = node.value
    if value is None:
        return None
    if node.quoted and _DIGITS.fullmatch(node.raw):
        reading.fault("quoted-value", node.place, value=node.raw)
        return None
    if type(value) is not int:
        reading.fault("wrong-type", node.place, expected="whole number", found=node.kind)
        return None
    allowed = reading.known.levels.get(programme or "")
    if allowed is not None and value not in allowed:
        reading.fault("unknown-level", node.place, level=value, allowed=allowed)
        return None
    return value


def rate(reading: Reading, node: Node, part: bool) -> Interval | None:
    """Return what a printed rate can stand for; a ``part`` of a whole lies within 100 %."""
    from phocap.model.quantity import parse_printed  # only where somebody printed one

    value = node.value
    if value is None:
        return None
    if isinstance(value, dict | tuple):
        reading.fault("wrong-type", node.place, expected="number", found=node.kind)
        return None
    try:
        interval = parse_printed(value)
    except ValueError as error:
        reading.fault(str(error), node.place, value=node.raw)
        return None
    if not part:
        return interval
    if interval.low > 1 or (interval.low == 1 and interval.low_open):
        bare = _BARE.fullmatch(node.raw)
        reading.fault("no-percent-sign" if bare else "share-over-100", node.place, value=node.raw)
        return None
    if interval.high is None or interval.high > 1:
        return replace(interval, high=Fraction(1), high_open=False)
    return interval


def within(value: Fraction, interval: Interval) -> bool:
    """Return whether a value is one that an interval stands for."""
    if value < interval.low or (value == interval.low and interval.low_open):
        return False
    high = interval.high
    return high is None or value < high or (value == high and not interval.high_open)
