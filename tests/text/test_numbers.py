"""How numbers and dates are printed in both languages."""

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phocap.text import numbers
from phocap.text.language import Lang

VI, EN = Lang.VI, Lang.EN


def value_of(printed: str) -> Fraction:
    return Fraction(re.sub(r"[ %.]", "", printed).replace(",", ".")) / 100


def test_counts() -> None:
    assert [numbers.count(n, VI) for n in (0, 999, 1000, 1234567, -12709)] == [
        "0",
        "999",
        "1.000",
        "1.234.567",
        "-12.709",
    ]
    assert numbers.count(1234567, EN) == "1,234,567"


@pytest.mark.parametrize(
    ("q", "decimals", "vi", "en"),
    [
        (Fraction(9846, 10000), 2, "98,46 %", "98.46%"),
        (Fraction(1808, 2009), 2, "90,00 %", "90.00%"),
        (Fraction(12709, 12710), 2, "99,99 %", "99.99%"),
        (Fraction(1, 8), 0, "13 %", "13%"),
        (Fraction(98465, 100000), 2, "98,47 %", "98.47%"),
        (Fraction(-98465, 100000), 2, "-98,47 %", "-98.47%"),
        (Fraction(123456, 10), 1, "1.234.560,0 %", "1,234,560.0%"),
        (Fraction(1, 1000), 2, "0,10 %", "0.10%"),
    ],
)
def test_percents_are_rounded_half_up(q: Fraction, decimals: int, vi: str, en: str) -> None:
    assert numbers.percent(q, VI, decimals) == vi
    assert numbers.percent(q, EN, decimals) == en


@pytest.mark.parametrize(
    ("q", "threshold", "vi"),
    [
        (Fraction(1808, 2009), Fraction(9, 10), "89,995 %"),
        (Fraction(12709, 12710), Fraction(1), "99,99 %"),
        (Fraction(9, 10), Fraction(9, 10), "90,00 %"),
        (Fraction(97125, 100000), Fraction(97125, 100000), "97,125 %"),
        (Fraction(1, 3), Fraction(1, 3), "33,33 %"),
        (Fraction(1, 3), Fraction(3333, 10000), "33,333 %"),
        (Fraction(10**9 - 1, 10**9), Fraction(1), "99,9999999 %"),
        (Fraction(10**20 - 1, 10**20), Fraction(1), "99,999999999999 %"),
        (Fraction(10**20 + 1, 10**20), Fraction(1), "100,000000000001 %"),
    ],
)
def test_a_percent_is_printed_exactly_enough(q: Fraction, threshold: Fraction, vi: str) -> None:
    assert numbers.percent_exactly_enough(q, threshold, VI) == vi


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 1000))
def test_no_print_lies_about_its_side(n: int, d: int, thousandths: int) -> None:
    q, threshold = Fraction(n, d), Fraction(thousandths, 1000)
    shown = value_of(numbers.percent_exactly_enough(q, threshold, VI))
    assert (shown > threshold, shown < threshold) == (q > threshold, q < threshold)


def test_decimals_and_fractions() -> None:
    assert (numbers.decimal(Fraction(153, 100), VI), numbers.decimal(Fraction(153, 100), EN)) == ("1,53", "1.53")
    assert numbers.decimal(Fraction(5, 2), VI, 0) == "3"
    assert numbers.decimal(Fraction(-1, 1000), VI) == "0,00"
    assert (numbers.fraction(12709, 12710, VI), numbers.fraction(12709, 12710, EN)) == (
        "12.709/12.710",
        "12,709/12,710",
    )


@pytest.mark.parametrize(
    ("q", "vi", "en"),
    [
        (Fraction(9, 10), "90 %", "90%"),
        (Fraction(39, 40), "97,5 %", "97.5%"),
        (Fraction(1, 3), "1/3", "1/3"),
        (Fraction(1), "100 %", "100%"),
        (Fraction(0), "0 %", "0%"),
    ],
)
def test_thresholds_are_printed_exactly_and_short(q: Fraction, vi: str, en: str) -> None:
    assert (numbers.threshold(q, VI), numbers.threshold(q, EN)) == (vi, en)


def test_dates() -> None:
    assert numbers.date_text(date(2013, 10, 31), VI) == "31/10/2013"
    assert numbers.date_text(date(2014, 2, 5), VI) == "05/02/2014"
    assert numbers.date_text(date(2014, 2, 5), EN) == "5 February 2014"
