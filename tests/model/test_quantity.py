"""Thresholds and printed rates as exact fractions and intervals."""

import unicodedata
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phocap.model.quantity import parse_part, parse_printed, parse_share
from phocap.model.record import Interval


def percent(text: str) -> Fraction:
    return Fraction(text) / 100


@pytest.mark.parametrize(
    ("given_", "share"),
    [
        ("90%", Fraction(9, 10)),
        ("90 %", Fraction(9, 10)),
        (" 90  % ", Fraction(9, 10)),
        ("90\u00a0%", Fraction(9, 10)),
        ("97.5%", Fraction(39, 40)),
        ("97,5 %", Fraction(39, 40)),
        ("1/2", Fraction(1, 2)),
        ("0,7", Fraction(7, 10)),
        (1, Fraction(1)),
        (Decimal("0.7"), Fraction(7, 10)),
        (Decimal("1.20"), Fraction(6, 5)),
        (Fraction(1, 3), Fraction(1, 3)),
        ("120%", Fraction(6, 5)),
    ],
)
def test_shares_are_exact(given_: str | int | Decimal | Fraction, share: Fraction) -> None:
    assert parse_share(given_) == share


@pytest.mark.parametrize(
    "given_",
    [
        "",
        "%",
        "abc",
        "-5%",
        "1/0",
        "1/2%",
        "1.2.3",
        "٩٠%",
        0.7,
        True,
        None,
        -1,
        Fraction(-1, 2),
        Decimal("NaN"),
        Decimal("1E+99"),
        "1" * 40,
    ],
)
def test_other_things_are_no_shares(given_: object) -> None:
    with pytest.raises(ValueError, match=r"^not-a-share$"):
        parse_share(given_)  # type: ignore[arg-type]


def test_a_part_is_not_over_the_whole() -> None:
    assert parse_part("100%") == 1
    with pytest.raises(ValueError, match=r"^percent-over-100$"):
        parse_part("100.1%")
    with pytest.raises(ValueError, match=r"^percent-over-100$"):
        parse_part(90)
    with pytest.raises(ValueError, match=r"^not-a-share$"):
        parse_part("x")


@pytest.mark.parametrize(
    ("printed", "low", "high", "high_open"),
    [
        ("98,2 %", "98.15", "98.3", True),
        ("98.2%", "98.15", "98.3", True),
        ("98,0 %", "97.95", "98.1", True),
        ("99,9 %", "99.85", "100", True),
        ("99,99 %", "99.985", "100", True),
        ("100 %", "99.5", "100", False),
        ("100,00 %", "99.995", "100", False),
        ("0 %", "0", "1", True),
        ("0,1 %", "0.05", "0.2", True),
        ("103,39 %", "103.385", "103.40", True),
        ("1.234 %", "1.2335", "1.235", True),
        ("98,2 phần trăm", "98.15", "98.3", True),
        ("1,53", "152.5", "154", True),
    ],
)
def test_a_printed_rate_may_be_rounded_or_cut(printed: str, low: str, high: str, high_open: bool) -> None:
    assert parse_printed(printed) == Interval(percent(low), percent(high), high_open=high_open, printed=printed)


@pytest.mark.parametrize(
    ("printed", "low", "high", "low_open", "high_open"),
    [
        ("trên 94 %", "94", "100", True, False),
        ("trên94%", "94", "100", True, False),
        ("Hơn 94%", "94", "100", True, False),
        ("more than 94%", "94", "100", True, False),
        ("over 94.5 %", "94.5", "100", True, False),
        (">94%", "94", "100", True, False),
        ("trên 100 %", "100", None, True, False),
        ("trên 1,5", "150", None, True, False),
        ("gần 86 %", "85", "86", False, True),
        ("nearly 86.5%", "86.4", "86.5", False, True),
        ("almost 0,5 %", "0.4", "0.5", False, True),
        ("ít nhất 90 %", "90", "100", False, False),
        ("từ 90 % trở lên", "90", "100", False, False),
        ("90 % trở lên", "90", "100", False, False),
        ("at least 100%", "100", "100", False, False),
        ("≥ 90%", "90", "100", False, False),
        (">=90%", "90", "100", False, False),
        ("at least 1.5", "150", None, False, False),
        ("không quá 5 %", "0", "5", False, False),
        ("tối đa 5 %", "0", "5", False, False),
        ("no more than 5%", "0", "5", False, False),
        ("<= 5%", "0", "5", False, False),
        ("dưới 5 %", "0", "5", False, True),
        ("less than 5%", "0", "5", False, True),
        ("<5%", "0", "5", False, True),
        ("tất cả", "100", "100", False, False),
        ("Toàn bộ", "100", "100", False, False),
        ("không có", "0", "0", False, False),
        ("none", "0", "0", False, False),
    ],
)
def test_hedges(printed: str, low: str, high: str | None, low_open: bool, high_open: bool) -> None:
    expected = Interval(percent(low), percent(high) if high else None, low_open, high_open, printed)
    assert parse_printed(printed) == expected
    decomposed = unicodedata.normalize("NFD", printed).replace(" ", "\u00a0")
    assert parse_printed(decomposed) == Interval(expected.low, expected.high, low_open, high_open, decomposed)


def test_fractions_of_counts_are_exact() -> None:
    assert parse_printed("12709/12710") == Interval(
        Fraction(12709, 12710), Fraction(12709, 12710), printed="12709/12710"
    )
    assert parse_printed("trên 1/2") == Interval(Fraction(1, 2), None, low_open=True, printed="trên 1/2")


def test_numbers_of_yaml_are_plain_ratios() -> None:
    assert parse_printed(Decimal("1.50")) == Interval(
        Fraction("1.495"), Fraction("1.51"), high_open=True, printed="1.50"
    )
    assert parse_printed(2) == Interval(Fraction("1.5"), Fraction(3), high_open=True, printed="2")


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("", "not-a-rate"),
        ("khoảng", "not-a-rate"),
        ("trên", "not-a-rate"),
        ("trênh 94 %", "not-a-rate"),
        ("overall 94 %", "not-a-rate"),
        ("98,2 %%", "not-a-rate"),
        ("1.234,5", "not-a-rate"),
        ("98 2 %", "not-a-rate"),
        ("5/0", "not-a-rate"),
        ("gần 1/2", "not-a-rate"),
        ("gần 0 %", "not-a-rate"),
        ("dưới 0 %", "not-a-rate"),
        ("dưới 90 % trở lên", "not-a-rate"),
        (True, "not-a-rate"),
        (0.5, "not-a-rate"),
        (None, "not-a-rate"),
        (Decimal("Infinity"), "not-a-rate"),
        ("-5 %", "rate-negative"),
        ("\u22125 %", "rate-negative"),
        ("trên -5 %", "rate-negative"),
        (-1, "rate-negative"),
        (Decimal("-0.5"), "rate-negative"),
        ("1,1234567891 %", "rate-too-precise"),
        ("1234567890123", "rate-too-precise"),
        ("1234567890123/2", "rate-too-precise"),
        (10**12, "rate-too-precise"),
        (Decimal("1E+999999"), "rate-too-precise"),
        (Decimal("1E-999999"), "rate-too-precise"),
    ],
)
def test_other_things_are_no_rates(printed: object, code: str) -> None:
    with pytest.raises(ValueError, match=f"^{code}$"):
        parse_printed(printed)  # type: ignore[arg-type]


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4), st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
def test_the_interval_holds_every_rate_that_prints_so(n: int, d: int, decimals: int, rounding: str) -> None:
    n = min(n, d)
    exact = Fraction(n, d)
    scaled = n * 10 ** (decimals + 2)
    units = (2 * scaled + d) // (2 * d) if rounding == ROUND_HALF_UP else scaled // d
    shown = format(Decimal(units).scaleb(-decimals), "f")
    found = parse_printed(f"{shown} %")
    assert found.high is not None
    assert found.low <= exact <= found.high
    assert not (found.high_open and exact == found.high)
    assert found.high - found.low <= Fraction(15, 10 ** (decimals + 3))
