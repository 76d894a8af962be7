"""What a unit's data say of everything that its rules test, under any reading: enough to decide it anew."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial

from phocap.evaluate.cells import Cells, Known
from phocap.evaluate.tier import TierEvaluation
from phocap.language.ruleset import (
    BelowKey,
    Case,
    FindingTest,
    Measure,
    MeasureTest,
    ProgrammeTest,
    Rule,
    ShareCase,
    ShareTest,
    WindowTest,
)
from phocap.model.outcome import Outcome
from phocap.model.record import Record
from phocap.model.result import CaseTested, Fact
from phocap.value import dataclass

ANSWER: Mapping[bool | None, Outcome] = {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.UNDETERMINED}


@dataclass
class Facts:
    """The facts of one tier, unit by unit, from the columns that decide its verdicts."""

    here: TierEvaluation
    cells: Cells
    _untold: dict[object, Fact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """List what is tested; the readings asked for come first, as their shares are those of the verdict."""
        listed: dict[str, Callable[[int, Record], Fact]] = {}
        for choice, rules in enumerate(self.here.rules):
            for rule in rules.walk():
                for name in _names(rule.test):
                    if name not in listed and not name.startswith("share:"):
                        listed[name] = self._teller(name, choice, rule)
        for choice, below in enumerate(self.here.below):
            for key in below:
                listed.setdefault(share_id(key), partial(self._share, share_id(key), key, choice))
        self._tellers = [listed[name] for name in sorted(listed)]

    def of(self, row: int, record: Record) -> tuple[Fact, ...]:
        """Return the facts of the unit in ``row``, by id."""
        return tuple(told(row, record) for told in self._tellers)

    def _teller(self, name: str, choice: int, rule: Rule) -> "Callable[[int, Record], Fact]":
        """Return what tells a fact of a unit."""
        kind, _, subject = name.partition(":")
        back = -int(subject.partition("@")[2] or 0)
        test = rule.test.test if isinstance(rule.test, WindowTest) else rule.test
        if kind == "flag":
            return partial(self._answer, _answers(name), self.cells.flag(subject))
        if kind == "programme":
            return partial(self._programme, name, choice, rule.node)
        if isinstance(test, FindingTest):
            return partial(self._answer, _answers(name), self.cells.year(back).finding(test.field))
        assert isinstance(test, MeasureTest)
        if kind == "mean":
            assert isinstance(rule.test, WindowTest)
            window = rule.test
            measure = next(c.measure for c in test.cases if mean_id(c.measure, window) == name)
            return partial(self._mean, name, window, measure)
        measure = next(c.measure for c in test.cases if fact_id("measure", c.measure.id, back) == name)
        return partial(self._own, name, back, measure)

    def _answer(self, answers: Mapping[bool | None, Fact], column: Sequence[bool | None], row: int, _: Record) -> Fact:
        return answers[column[row]]

    def _programme(self, name: str, choice: int, node: str, row: int, record: Record) -> Fact:
        decided = name.partition(":")[2].split("/")[0] in record.recognised
        return Fact(name, self.here.outcome(row, node, choice), basis=("decision",) if decided else ())

    def _own(self, name: str, back: int, measure: Measure, row: int, record: Record) -> Fact:
        """Return what the unit's own figures say, in the year that the fact names."""
        shown = record.in_year(record.as_of.year - back) if back else record
        cells = self.cells.year(back)
        if measure.id in shown.rates or any(field in shown.figures for field in measure.fields):
            return _ratio(name, cells.known(row, measure, shown))
        key = (name, *cells.parts(row, measure))
        if key not in self._untold:
            self._untold[key] = _ratio(name, cells.known(row, measure, shown))
        return self._untold[key]

    def _mean(self, name: str, window: WindowTest, measure: Measure, row: int, _: Record) -> Fact:
        """Return where the mean of a window lies; whether there is anybody may be open."""
        means = self.cells.means(row, window, measure)
        found = [mean for mean in means if mean is not None]
        if not found:
            return Fact(name, nobody=True)
        nobody = None if len(found) < len(means) else False
        low, low_open = min((mean.low, mean.low_open) for mean in found)
        highs = [(mean.high, not mean.high_open) for mean in found if mean.high is not None]
        if len(highs) < len(found):
            return Fact(name, None, low, None, low_open, False, nobody)
        high, closed = max(highs)
        return Fact(name, None, low, high, low_open, not closed, nobody)

    def _share(self, name: str, key: BelowKey, choice: int, row: int, _: Record) -> Fact:
        below = self.here.below[choice][key][row]
        high, high_open = below.high
        nobody = True if below.total_high == 0 else None
        if nobody is None and (below.total_low > 0 or "printed" in below.evidence):
            nobody = False
        return Fact(name, None, below.low, high, False, high_open, nobody, tuple(sorted(below.evidence)))


def _answers(name: str) -> Mapping[bool | None, Fact]:
    return {answer: Fact(name, outcome) for answer, outcome in ANSWER.items()}


def _ratio(name: str, found: Known) -> Fact:
    least = found.denominator[0] if found.denominator else 1
    nobody = True if found.empty else None if least == 0 and found.printed is None else False
    if found.span is None:
        return Fact(name, nobody=nobody)
    return Fact(name, None, found.span.low, found.span.high, found.span.low_open, found.span.high_open, nobody)


def fact_id(kind: str, subject: str, back: int = 0) -> str:
    """Return the id of a fact; ``back`` is how many years before the record's own."""
    return f"{kind}:{subject}{f'@-{back}' if back else ''}"


def mean_id(measure: Measure, window: WindowTest) -> str:
    """Return the id of the mean of a measure over a window: ``mean:repeaters/5``, and the field that shortens it."""
    return fact_id("mean", f"{measure.id}/{window.years}{f'/{window.age}' if window.age else ''}")


def share_id(key: BelowKey) -> str:
    """Return the id of a share of units: ``share:commune/primary/3``, with the flags of those that count."""
    tier, programme, level, among = key
    flags = "".join(f";{flag}={'yes' if value else 'no'}" for flag, value in among)
    return fact_id("share", f"{tier}/{programme}/{level}{flags}")


def cases_of(rule: Rule, back: int = 0) -> tuple[CaseTested, ...]:
    """Return what a rule tests, flag by flag; nothing for quorums, levels and windows other than means."""
    match rule.test:
        case MeasureTest(cases=cases):
            return tuple(_tested(case, fact_id("measure", case.measure.id, back)) for case in cases)
        case WindowTest(mean=True, test=MeasureTest(cases=cases)) as window:
            return tuple(_tested(case, mean_id(case.measure, window)) for case in cases)
        case ShareTest(cases=shares, key=key):
            return tuple(_tested(case, share_id(key)) for case in shares)
        case FindingTest(field=name):
            return (CaseTested(None, fact_id("finding", name, back)),)
        case ProgrammeTest(programme=programme, level=level):
            return (CaseTested(None, fact_id("programme", f"{programme}/{level}")),)
    return ()


def _tested(case: Case | ShareCase, fact: str) -> CaseTested:
    bound = case.bound
    return CaseTested(case.flag, fact, bound.sense if bound else None, bound.value if bound else None)


def empty_of(rule: Rule) -> Outcome | None:
    """Return the outcome of a rule when there is nobody to count."""
    test = rule.test.test if isinstance(rule.test, WindowTest) and rule.test.mean else rule.test
    return test.empty if isinstance(test, MeasureTest | ShareTest) else None


def _names(test: object) -> Iterator[str]:
    """Yield the ids of the facts on which a test rests."""
    match test:
        case WindowTest(mean=True, test=MeasureTest(cases=cases)) as window:
            for case in cases:
                yield mean_id(case.measure, window)
                yield from [fact_id("flag", case.flag)] if case.flag else []
        case WindowTest(test=inner, years=years):
            for back in range(years):
                for name in _names(inner):
                    yield name if name.startswith("flag:") or not back else f"{name}@-{back}"
        case MeasureTest(cases=cases):
            for case in cases:
                yield fact_id("measure", case.measure.id)
                yield from [fact_id("flag", case.flag)] if case.flag else []
        case ShareTest(cases=shares, key=key):
            yield share_id(key)
            yield from (fact_id("flag", case.flag) for case in shares if case.flag)
        case FindingTest(field=name):
            yield fact_id("finding", name)
        case ProgrammeTest(programme=programme, level=level):
            yield fact_id("programme", f"{programme}/{level}")
