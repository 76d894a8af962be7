"""Typed quantities read from text: thresholds of rule files, and rates as reports print them.

Everything is exact. A printed rate is not a number but evidence of one: it may have been rounded or cut,
so it becomes the interval of all rates that print so.
"""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from phocap.model.record import Interval

MOST_DIGITS: Final = 12
MOST_DECIMALS: Final = 9

_SPACE = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u2060\ufeff]+")
_NUMBER = re.compile(r"(?P<sign>[-\u2212]\s*)?(?P<whole>[0-9]+)(?:[.,](?P<part>[0-9]+))?\s*(?P<percent>%)?")
_FRACTION = re.compile(r"(?P<sign>[-\u2212]\s*)?(?P<n>[0-9]+)\s*/\s*(?P<d>[0-9]+)")
_PERCENT_WORD = re.compile(r"(?<=[0-9])\s*(?:％|phần trăm|percent|per cent)$")
_OR_MORE = re.compile(r"\s+(?:trở lên|or more|and above)$")

_ABOVE, _NEARLY, _AT_LEAST, _AT_MOST, _BELOW = "above", "nearly", "at-least", "at-most", "below"
_HEDGES: Final = {
    **dict.fromkeys(("trên", "hơn", "more than", "over", "above", ">"), _ABOVE),
    **dict.fromkeys(("gần", "nearly", "almost"), _NEARLY),
    **dict.fromkeys(("ít nhất", "tối thiểu", "từ", "at least", "≥", ">="), _AT_LEAST),
    **dict.fromkeys(("không quá", "tối đa", "at most", "no more than", "≤", "<="), _AT_MOST),
    **dict.fromkeys(("dưới", "under", "less than", "below", "<"), _BELOW),
}
# A word must not run on into another, as in "overall"; longer ones first, so that ">=" is not read as ">".
_HEDGED = re.compile(
    "|".join(
        f"(?:{re.escape(hedge)}){r'(?=[ 0-9])' if hedge[-1].isalpha() else ''}"
        for hedge in sorted(_HEDGES, key=len, reverse=True)
    )
)
_EXACT_WORDS: Final = {
    **dict.fromkeys(("tất cả", "toàn bộ", "all"), Fraction(1)),
    **dict.fromkeys(("không có", "none"), Fraction(0)),
}


class _Number(NamedTuple):
    value: Fraction
    unit: Fraction | None
    """The unit of the last place as printed; None for a fraction of counts, which is exact."""
    percent: bool


def parse_share(value: str | int | Decimal | Fraction) -> Fraction:
    """Return a threshold of a rule file as an exact fraction (1 = all): ``75%``, ``62,5 %``, ``1/2``, ``0.6``, ``1``.

    A ratio may exceed 1; :func:`parse_part` refuses that for shares of a whole.

    Raises:
        ValueError: ``not-a-share``; floats too are refused, for they are not what was written.
    """
    if isinstance(value, Fraction) and value >= 0:
        return value
    try:
        return _number(_text(value)).value
    except ValueError:
        raise ValueError("not-a-share") from None


def parse_part(value: str | int | Decimal | Fraction) -> Fraction:
    """Return a threshold that is a share of a whole, as :func:`parse_share` does.

    Raises:
        ValueError: ``not-a-share``, or ``percent-over-100`` when no part can be that large.
    """
    share = parse_share(value)
    if share > 1:
        raise ValueError("percent-over-100")
    return share


def parse_printed(value: str | int | Decimal) -> Interval:
    """Return what a printed rate can stand for; 1 = 100 %, and without a percent sign it is a plain ratio.

    ``98,2 %`` is [98.15 %, 98.3 %): half a unit of the last place below, for rounding, and a whole one above,
    for cutting. ``trên 94 %`` is (94 %, 100 %], ``gần 86 %`` [85 %, 86 %), ``12709/12710`` exact. Decimal comma
    and point mean the same; there is no mark for thousands. Percentages up to 100 % stop at 100 %; larger ones,
    which only a ratio of two different populations can reach, stand as they are.

    Raises:
        ValueError: ``not-a-rate``, ``rate-negative`` or ``rate-too-precise`` (more than 9 decimals or 12 digits).
    """
    text = _text(value)
    printed = value if isinstance(value, str) else text
    if text in _EXACT_WORDS:
        return Interval(_EXACT_WORDS[text], _EXACT_WORDS[text], printed=printed)
    hedge = _HEDGED.match(text)
    if hedge:
        kind = _HEDGES[hedge.group()]
        rest = text[hedge.end() :]
        number = _number((_OR_MORE.sub("", rest) if kind == _AT_LEAST else rest).strip())
        return _hedged(kind, number, printed)
    if _OR_MORE.search(text):
        return _hedged(_AT_LEAST, _number(_OR_MORE.sub("", text)), printed)
    return _as_printed(_number(text), printed)


def _as_printed(number: _Number, printed: str) -> Interval:
    x, unit, percent = number
    if unit is None:
        return Interval(x, x, printed=printed)
    low, high = max(Fraction(0), x - unit / 2), x + unit
    if percent and x <= 1 < high:
        return Interval(low, Fraction(1), printed=printed)
    return Interval(low, high, high_open=True, printed=printed)


def _hedged(kind: str, number: _Number, printed: str) -> Interval:
    x, unit, percent = number
    zero = Fraction(0)
    if kind in (_ABOVE, _AT_LEAST):
        # "More than 100 %" can only be a rate that may exceed the whole, so nothing bounds it above.
        bounded = percent and (x < 1 or (x == 1 and kind == _AT_LEAST))
        return Interval(x, Fraction(1) if bounded else None, low_open=kind == _ABOVE, printed=printed)
    if kind == _AT_MOST:
        return Interval(zero, x, printed=printed)
    if x == 0 or (kind == _NEARLY and unit is None):
        raise ValueError("not-a-rate")  # nothing lies below 0, and "nearly 1/2" does not say how near
    low = max(zero, x - unit) if kind == _NEARLY and unit is not None else zero
    return Interval(low, x, high_open=True, printed=printed)


def _number(text: str) -> _Number:
    exact = _FRACTION.fullmatch(text)
    if exact:
        if exact["sign"]:
            raise ValueError("rate-negative")
        if max(len(exact["n"]), len(exact["d"])) > MOST_DIGITS:
            raise ValueError("rate-too-precise")
        if not int(exact["d"]):
            raise ValueError("not-a-rate")
        return _Number(Fraction(int(exact["n"]), int(exact["d"])), None, False)
    found = _NUMBER.fullmatch(text)
    if not found:
        raise ValueError("not-a-rate")
    if found["sign"]:
        raise ValueError("rate-negative")
    part = found["part"] or ""
    if len(part) > MOST_DECIMALS or len(found["whole"]) + len(part) > MOST_DIGITS:
        raise ValueError("rate-too-precise")
    unit = Fraction(1, 10 ** len(part) * (100 if found["percent"] else 1))
    return _Number(int(found["whole"] + part) * unit, unit, bool(found["percent"]))


def _text(value: object) -> str:
    """Return the number as comparable text; YAML gives numbers without a percent sign as int or Decimal."""
    if isinstance(value, Decimal) and value.is_finite():
        if value.adjusted() > MOST_DIGITS or value.adjusted() < -2 * MOST_DIGITS:
            raise ValueError("rate-too-precise")  # before it is written out in full
        return format(value, "f")
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= 10**MOST_DIGITS:
            raise ValueError("rate-negative" if value < 0 else "rate-too-precise")
        return str(value)
    if not isinstance(value, str):
        raise ValueError("not-a-rate")
    text = _SPACE.sub(" ", unicodedata.normalize("NFC", value)).strip().casefold()
    return _PERCENT_WORD.sub("%", unicodedata.normalize("NFC", text))
