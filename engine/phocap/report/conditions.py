"""The rows of a table of conditions: figures, exact rate, threshold, margin or shortfall, outcome, clause."""

from collections.abc import Iterator, Sequence

from phocap.explain import quantities
from phocap.explain import words as said
from phocap.explain.informing import informing, is_silent
from phocap.explain.sentences import level_name, level_outcome
from phocap.model.law import Status
from phocap.model.outcome import Outcome
from phocap.model.result import Comparison, ConditionResult, LevelResult, Verdict
from phocap.model.rulefile import Effect
from phocap.report import words
from phocap.report.layout import Column
from phocap.text.language import Lang
from phocap.value import dataclass

HEADINGS = (
    words.CONDITION,
    words.FIGURES,
    words.RATE,
    words.BOUND,
    words.DISTANCE,
    words.OUTCOME,
    words.CLAUSE,
)
NUMBERS = (1, 2, 3, 4)
"""Columns whose cells stand to the right."""

LEAST = {2: 10, 5: 9, 6: 8}
"""Columns that can be squeezed: rate, outcome and clause, each made of several words."""

OUTCOME_CELL = 5

STARS = {Status.RECOLLECTED: ("*", words.RECOLLECTED), Status.SECONDARY: ("†", words.SECONDARY)}


@dataclass(frozen=True)
class Row:
    """A condition, or the ``heading`` of those that follow."""

    cells: tuple[str, ...] = ()
    outcome: Outcome = Outcome.MET
    heading: str | None = None
    status: Status | None = None
    printed: bool = False


def columns(lang: Lang) -> tuple[Column, ...]:
    """Return the columns of the table."""
    return tuple(
        Column(heading[lang], right=place in NUMBERS, least=LEAST.get(place)) for place, heading in enumerate(HEADINGS)
    )


def rows(verdict: Verdict, lang: Lang) -> Iterator[Row]:
    """Yield the levels with the conditions that decide them, then what is told for information only."""
    provisional = frozenset(str(level.level) for level in verdict.levels if level.provisional)
    for level in verdict.levels:
        article = f" ({level.cite})" if level.cite else ""
        yield Row(heading=f"{level_name(level.level, lang)}{article}: {level_outcome(level, lang)}")
        for condition in level.conditions:
            if condition.effect is Effect.DECIDES:
                yield from _condition(condition, level, lang, provisional)
    having = [level for level in verdict.levels if informing(level)]
    for level in having[-1:]:
        told = [c for c in informing(level) if not is_silent(c) and c.comparison is not None]
        if told:
            form = said.REFERENCE_AT if len(verdict.levels) > 1 else said.REFERENCE
            name = form[lang].format(level=level_name(level.level, lang))
            yield Row(heading=name)
        for condition in told:
            yield from _condition(condition, level, lang)


def footnotes(listed: Sequence[Row], lang: Lang) -> Iterator[str]:
    """Yield what the marks at conditions mean."""
    found = {row.status for row in listed}
    for status, (_, text) in STARS.items():
        if status in found:
            yield text[lang]
    if any(row.printed for row in listed):
        yield words.AS_PRINTED[lang]


def _condition(
    condition: ConditionResult,
    level: LevelResult,
    lang: Lang,
    provisional: frozenset[str] = frozenset(),
    depth: int = 0,
) -> Iterator[Row]:
    star = STARS[condition.status][0] if condition.status in STARS else ""
    name = f"{'  ' * depth}{condition.title[lang]}{' ' + star if star else ''}"
    clause = condition.cite.removeprefix(level.cite).strip()
    found = condition.comparison
    outcome = said.OUTCOME[condition.outcome][lang]
    figures = rate = bound = distance = ""
    if found is not None:
        figures, rate = figures_cell(found, lang), rate_cell(found, lang)
        bound, distance = bound_cell(found, lang), quantities.signed_distance(found, lang)
        if found.threshold is None:
            outcome = "–"
    elif condition.kind == "finding":
        outcome = said.FINDING[condition.outcome][lang]
    elif condition.kind == "level" and condition.subject in provisional:
        outcome = said.PROVISIONAL[lang].format(outcome=outcome)
    elif condition.kind == "quorum" and condition.needs is not None:
        passed = sum(member.outcome.passes for member in condition.members)
        facts = {"passed": passed, "members": len(condition.members), "needs": condition.needs}
        figures = words.QUORUM[lang].format(**facts)
    cells = (name, figures, rate, bound, distance, outcome, clause)
    printed = found is not None and found.printed is not None and not quantities.is_exact(found)
    yield Row(cells, condition.outcome, status=condition.status, printed=printed)
    for member in condition.members:
        yield from _condition(member, level, lang, provisional, depth + 1)


def figures_cell(found: Comparison, lang: Lang) -> str:
    """Return the counts, or the rate as it was printed where there are none."""
    if found.printed and not quantities.is_exact(found):
        return words.PRINTED[lang].format(text=found.printed)
    if quantities.no_counts(found) and not quantities.is_exact(found):
        return ""
    return quantities.counts(found, lang)


def rate_cell(found: Comparison, lang: Lang) -> str:
    """Return the exact rate, or the interval in which it lies, shorter than in a sentence."""
    low, high = found.low, found.high
    if quantities.is_empty(found) or low is None or quantities.says_nothing(found):
        return ""
    least = quantities.value(low, found, lang, quantities.BOUND_DECIMALS)
    if low == high:
        return quantities.value(low, found, lang)
    least = words.OVER[lang].format(low=least) if found.low_open else least
    if high is None:
        return least if found.low_open else words.AT_LEAST[lang].format(bound=least)
    most = quantities.value(high, found, lang, quantities.BOUND_DECIMALS)
    most = words.UNDER[lang].format(high=most) if found.high_open else most
    if low == 0 and not found.low_open:
        return most if found.high_open else words.AT_MOST[lang].format(bound=most)
    return words.BETWEEN[lang].format(low=least, high=most)


def bound_cell(found: Comparison, lang: Lang) -> str:
    """Return the threshold with its sense: ``≥ 1,5``; empty when none is established."""
    if found.threshold is None:
        return ""
    bound = quantities.bound(found, lang)
    if found.open_threshold is not None and found.open_flag and found.open_threshold != found.threshold:
        other = quantities.bound(found, lang, found.open_threshold)
        bound = words.EITHER[lang].format(bound=bound, other=other)
    form = words.AT_MOST if found.sense == "at_most" else words.AT_LEAST
    return form[lang].format(bound=bound)
