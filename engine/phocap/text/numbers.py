"""Numbers and dates as Vietnamese and English readers write them. For printing only: nothing is compared here."""

import math
from datetime import date
from fractions import Fraction

from phocap.text.language import Lang

MOST_DECIMALS = 12
"""A print never shows more decimals than this."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def count(n: int, lang: Lang) -> str:
    """Return a whole number with thousands set apart: ``1.234.567`` / ``1,234,567``."""
    grouped = f"{n:,}"
    return grouped.replace(",", ".") if lang == Lang.VI else grouped


def nearest(q: Fraction, parts: int) -> int:
    """Return how many of so many parts of 1 a number is, rounded half up (away from zero)."""
    return _half_up(q.numerator * parts, q.denominator, 0)


def decimal(q: Fraction, lang: Lang, decimals: int = 2) -> str:
    """Return a number rounded half up (away from zero): ``1,53`` / ``1.53``."""
    return _point(_half_up(q.numerator, q.denominator, decimals), decimals, lang)


def percent(q: Fraction, lang: Lang, decimals: int = 2) -> str:
    """Return a share (1 = all) as a percentage rounded half up: ``98,46 %`` / ``98.46%``."""
    return _signed(_point(_half_up(q.numerator * 100, q.denominator, decimals), decimals, lang), lang)


def side(q: Fraction, threshold: Fraction) -> int:
    """Return 1 where a value is above a threshold, 0 where it is the threshold, -1 where it is below."""
    return _side(q.numerator, q.denominator, threshold)


def rounded_side(q: Fraction, threshold: Fraction, decimals: int = 2) -> int:
    """Return on which side of a threshold the print of a share stands, rounded half up."""
    return _side(_half_up(q.numerator * 100, q.denominator, decimals), 100 * 10**decimals, threshold)


def _side(n: int, d: int, threshold: Fraction) -> int:
    distance = n * threshold.denominator - threshold.numerator * d
    return (distance > 0) - (distance < 0)


def percent_exactly_enough(q: Fraction, threshold: Fraction, lang: Lang, decimals: int = 2) -> str:
    """Return a share as a percentage that lies on the same side of the threshold as the exact value.

    Decimals are added while the rounded print would claim something else: 29999/40000 against 75 % prints 74,998 %,
    never 75,00 %. Where even the last decimal allowed would round across, it is cut instead.
    """
    side = _side(q.numerator, q.denominator, threshold)
    size, unit = q.numerator * 100, q.denominator
    for places in range(decimals, MOST_DECIMALS + 1):
        shown = _half_up(size, unit, places)
        if _side(shown, 100 * 10**places, threshold) == side:
            return _signed(_point(shown, places, lang), lang)
    if not side:  # a share such as 1/3 has no exact print: more decimals would not bring it nearer
        return percent(q, lang, decimals)
    scaled = q * 100 * 10**MOST_DECIMALS
    cut = math.floor(scaled) if q < threshold else math.ceil(scaled)
    return _signed(_point(cut, MOST_DECIMALS, lang), lang)


def threshold(q: Fraction, lang: Lang) -> str:
    """Return the shortest exact print of a threshold: ``75 %``, ``62,5 %``, or ``1/3`` when no percentage is exact."""
    for places in range(MOST_DECIMALS + 1):
        if not 100 * 10**places % q.denominator:
            return percent(q, lang, places)
    return fraction(q.numerator, q.denominator, lang)


def fraction(n: int, d: int, lang: Lang) -> str:
    """Return counts over counts, not reduced: ``12.709/12.710``."""
    return f"{count(n, lang)}/{count(d, lang)}"


def date_text(d: date, lang: Lang) -> str:
    """Return a date: ``31/10/2013`` / ``31 October 2013``."""
    if lang == Lang.VI:
        return f"{d.day:02}/{d.month:02}/{d.year:04}"
    return f"{d.day} {_MONTHS[d.month - 1]} {d.year}"


def _half_up(n: int, d: int, decimals: int) -> int:
    """Return n/d in units of the last decimal, halves rounded away from zero, by integers alone."""
    rounded: int = (2 * abs(n) * 10**decimals + d) // (2 * d)
    return -rounded if n < 0 else rounded


def _point(units: int, decimals: int, lang: Lang) -> str:
    whole, rest = divmod(abs(units), 10**decimals)
    sign = "-" if units < 0 else ""
    if not decimals:
        return sign + count(whole, lang)
    return f"{sign}{count(whole, lang)}{',' if lang == Lang.VI else '.'}{rest:0{decimals}}"


def _signed(number: str, lang: Lang) -> str:
    return f"{number} %" if lang == Lang.VI else f"{number}%"
