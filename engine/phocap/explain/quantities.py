"""Quantities in words and digits: counts, rates, intervals, and how they stand to a bound."""

from fractions import Fraction
from functools import lru_cache

from phocap.explain import words
from phocap.model.result import Comparison
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang

UNKNOWN = "?"

FEW_DECIMALS = 2
"""An exact value with at most so many decimals is printed as it is, without zeros at its end."""

BOUND_DECIMALS = 4
"""The same for the ends of an interval, which come from printed rates."""


def is_exact(found: Comparison) -> bool:
    """Whether numerator and denominator are known."""
    n, d = found.numerator, found.denominator
    return n[0] == n[1] and (d is None or d[0] == d[1])


def is_empty(found: Comparison) -> bool:
    """Whether there is surely nobody to count."""
    return found.denominator is not None and found.denominator[1] == 0


def says_nothing(found: Comparison) -> bool:
    """Whether everything is still possible."""
    top = Fraction(1) if found.percent else None
    return found.low in (None, 0) and not found.low_open and found.high in (None, top) and not found.high_open


def counts(found: Comparison, lang: Lang) -> str:
    """Return ``1.808/2.009``; what is not known is ``?``, what is bounded an interval."""
    if found.denominator is None:
        return _side(found.numerator, lang)
    low, high = found.numerator
    unknown = low == 0 and found.percent and high is not None and high == found.denominator[1] != 0
    above = UNKNOWN if unknown else _side(found.numerator, lang)
    return f"{above}/{_side(found.denominator, lang)}"


def no_counts(found: Comparison) -> bool:
    """Whether neither numerator nor denominator is bounded from above: there is nothing to show."""
    return found.numerator[1] is None and (found.denominator is None or found.denominator[1] is None)


def _side(bounds: tuple[int, int | None], lang: Lang) -> str:
    low, high = bounds
    if low == high:
        return numbers.count(low, lang)
    if high is None:
        return UNKNOWN
    return f"{numbers.count(low, lang)}–{numbers.count(high, lang)}"


def bound(found: Comparison, lang: Lang, value: Fraction | None = None) -> str:
    """Return the threshold as the law prints it: ``75 %``, or ``1,5`` for what is not a share."""
    value = found.threshold if value is None else value
    return "" if value is None else _shortest(value, found.percent, lang)


def value(q: Fraction, found: Comparison, lang: Lang, decimals: int = FEW_DECIMALS) -> str:
    """Return a value of the quantity, never on the other side of the threshold than it is.

    Nor on the other side of a whole percentage: 89,995 % is not printed as 90,00 % beside a threshold of another
    level, and what is not all is not printed as 100,00 %.
    """
    if found.percent:
        return share(q, lang, found.threshold, decimals)
    if not 10**decimals % q.denominator:
        return _shortest(q, found.percent, lang)
    whole = Fraction(round(q))
    limits = {whole, whole if found.threshold is None else found.threshold}
    shown = (numbers.percent_exactly_enough(q / 100, limit / 100, lang) for limit in sorted(limits))
    return _number(max(shown, key=len))


def share(q: Fraction, lang: Lang, threshold: Fraction | None = None, decimals: int = FEW_DECIMALS) -> str:
    """Return a share (1 = all) as conditions print it, also where none looks at it."""
    if not 100 * 10**decimals % q.denominator:
        return _shortest(q, True, lang)
    whole = _whole(q.numerator * 100 // q.denominator, 2 * (q.numerator * 100 % q.denominator) > q.denominator)
    shown = numbers.percent_exactly_enough(q, whole, lang)
    if threshold is None or threshold == whole:
        return shown
    return max(shown, numbers.percent_exactly_enough(q, threshold, lang), key=len)


@lru_cache(maxsize=1 << 10)
def _whole(percent: int, up: bool) -> Fraction:
    return Fraction(percent + up, 100)


def interval(found: Comparison, lang: Lang) -> str:
    """Return what is known of the quantity: ``từ 98,15 % đến dưới 98,3 %``."""
    low = None if found.low is None else value(found.low, found, lang, BOUND_DECIMALS)
    high = None if found.high is None else value(found.high, found, lang, BOUND_DECIMALS)
    if found.low == found.high:
        return low or UNKNOWN
    if high is None:
        return (words.MORE_THAN if found.low_open else words.FROM)[lang].format(low=low or 0)
    if not found.low and not found.low_open:
        return (words.UNDER if found.high_open else words.UP_TO)[lang].format(high=high)
    both = words.OVER_TO_UNDER if found.low_open and found.high_open else words.FROM_TO
    if found.low_open != found.high_open:
        both = words.OVER_TO if found.low_open else words.FROM_TO_UNDER
    return both[lang].format(low=low, high=high)


def relation(found: Comparison, lang: Lang) -> str:
    """Return how what is known stands to the threshold; empty when it does not lie on one side."""
    threshold = found.threshold
    if threshold is None or found.low is None:
        return ""
    form = _relation(found, threshold)
    return form[lang].format(bound=bound(found, lang)) if form else ""


def _relation(found: Comparison, threshold: Fraction) -> Bilingual | None:
    low, high = found.low, found.high
    if low is None:
        return None
    below = numbers.side(low, threshold)
    above = 1 if high is None else below if high is low else numbers.side(high, threshold)
    if not below and not above:
        return words.EQUAL
    if below > 0 or (not below and found.low_open):
        return words.ABOVE
    if above < 0 or (not above and found.high_open):
        return words.BELOW
    if not below:
        return words.NOT_BELOW
    return words.NOT_ABOVE if not above else None


def distance(found: Comparison, lang: Lang) -> str:
    """Return margin or shortfall in words: ``dư 53 trẻ``, ``thiếu 1 xã``; empty when figures are missing."""
    least = found.sense == "at_least"
    if found.margin is not None:
        form, none_left = (words.SPARE, words.NO_SPARE) if least else (words.ROOM, words.NO_ROOM)
        return (form if found.margin else none_left)[lang].format(n=counted(found.margin, found, lang))
    if found.shortfall is not None:
        form = words.SHORT if least else words.OVER
        return form[lang].format(n=counted(found.shortfall, found, lang))
    return ""


def counted(n: int, found: Comparison, lang: Lang) -> str:
    """Return so many of what the numerator counts, ``1 child`` or ``3 children``, or the number where nothing says."""
    shown = numbers.count(n, lang)
    return f"{shown} {found.noun.of(n, lang)}" if found.noun else shown


def misleading_print(found: Comparison, lang: Lang) -> str:
    """Return the rate rounded to two decimals where so rounded it would stand on the other side of the threshold."""
    if found.low is None or found.low != found.high or found.threshold is None or not found.percent:
        return ""
    exact, shown = numbers.side(found.low, found.threshold), numbers.rounded_side(found.low, found.threshold)
    same = (shown >= 0) == (exact >= 0) if found.sense == "at_least" else (shown <= 0) == (exact <= 0)
    return "" if same else numbers.percent(found.low, lang)


def signed_distance(found: Comparison, lang: Lang) -> str:
    """Return margin or shortfall for a cell of a table: ``+53``, ``−2``."""
    if found.margin is not None:
        return f"+{numbers.count(found.margin, lang)}" if found.margin else "0"
    return "" if found.shortfall is None else f"−{numbers.count(found.shortfall, lang)}"


@lru_cache(maxsize=1 << 10)
def _shortest(q: Fraction, percent: bool, lang: Lang) -> str:
    if percent:
        return numbers.threshold(q, lang)
    shown = numbers.threshold(q / 100, lang)
    return numbers.fraction(q.numerator, q.denominator, lang) if "/" in shown else _number(shown)


def _number(percentage: str) -> str:
    """Return the digits of a percentage: what is not a share is printed by the same rules, without the sign."""
    return percentage.removesuffix("%").rstrip()
