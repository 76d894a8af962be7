"""What the figures of one record must add up to. Only figures that are given are compared."""

from collections.abc import Mapping
from fractions import Fraction

from phocap.intake import scalars
from phocap.intake.known import Ratio, Terms
from phocap.intake.reading import Reading
from phocap.model.record import Given, Interval
from phocap.model.vocabulary import Constraint
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang

Figures = Mapping[str, Given[int]]


def check_constraints(reading: Reading, figures: Figures) -> None:
    """Report parts that are larger than their whole, alone or together, or that do not make it up."""
    for constraint in reading.known.constraints:
        if constraint.whole in figures:
            _check(reading, constraint, figures)


def _check(reading: Reading, constraint: Constraint, figures: Figures) -> None:
    known, whole = reading.known, figures[constraint.whole]
    given = [name for name in constraint.parts if name in figures]
    larger = [name for name in given if figures[name].value > whole.value]
    for name in larger:
        facts = {"part": known.label(name), "part_value": figures[name].value}
        reading.fault(
            "part-over-whole",
            figures[name].place,
            **facts,
            whole=known.label(constraint.whole),
            whole_value=whole.value,
        )
    if larger or not given:
        return
    total = sum(figures[name].value for name in given)
    complete = constraint.exhaustive and len(given) == len(constraint.parts)
    if total > whole.value or (complete and total != whole.value):
        labels = [known.label(name) for name in given]
        label, value = known.label(constraint.whole), _count(whole.value)
        reading.fault("parts-not-whole", whole.place, parts=labels, sum=total, whole=label, value=value)


def check_rates(reading: Reading, figures: Figures, rates: Mapping[str, Given[Interval]]) -> None:
    """Report a printed rate that the counts of its measure, all given, do not print as."""
    for name, given in rates.items():
        ratio = reading.known.ratios[name]
        if not all(field in figures for field, _ in (*ratio.of, *ratio.to)):
            continue
        above, below = _sum(ratio.of, figures), _sum(ratio.to, figures)
        # Nobody to count makes no rate, so none can disagree; a negative difference is told as a part over its whole.
        if below > 0 <= above and not scalars.within(Fraction(above, below), given.value):
            exact = Bilingual(*(_exact(above, below, ratio, lang) for lang in Lang))
            facts = {"printed": given.value.printed, "exact": exact}
            reading.fault("rate-disagrees", given.place, rate=reading.known.title(name), **facts)


def _sum(terms: Terms, figures: Figures) -> int:
    return sum(sign * figures[field].value for field, sign in terms)


def _exact(above: int, below: int, ratio: Ratio, lang: Lang) -> str:
    show = numbers.percent if ratio.part else numbers.decimal
    return f"{numbers.fraction(above, below, lang)} ({show(Fraction(above, below), lang)})"


def _count(value: int) -> Bilingual:
    return Bilingual(*(numbers.count(value, lang) for lang in Lang))
