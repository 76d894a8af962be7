"""Verdicts in full, unit by unit: every level with its conditions, cautions, firmness and published decisions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from phocap.evaluate.cautions import Cautions
from phocap.evaluate.cells import Cells
from phocap.evaluate.detail import Details
from phocap.evaluate.facts import Facts
from phocap.evaluate.programme import ProgrammeEvaluation
from phocap.infer.port import Fired
from phocap.language.pack import Pack
from phocap.language.ruleset import LevelRules, MeasureTest
from phocap.model.outcome import OUTCOMES, Outcome
from phocap.model.record import Record
from phocap.model.result import (
    Alternative,
    Caution,
    LevelResult,
    PublishedVerdict,
    ReadingUsed,
    UnitName,
    Verdict,
)
from phocap.value import dataclass


@dataclass(frozen=True, slots=True)
class _Follows:
    """What follows for all units of one pattern."""

    fired: Mapping[str, Fired]
    outcomes: tuple[Outcome, ...]
    """Of the levels."""
    because: tuple[tuple[str, ...], ...]
    cautions: tuple[tuple[Caution, ...], ...]
    """Those of a level that is judged by units below are each unit's own."""
    firm: tuple[bool | None, ...]
    """Of the levels; None where other readings were not tried."""
    deciding: tuple[str, ...]
    alternatives: tuple[Alternative, ...]


@dataclass
class Writer:
    """The verdicts of one tier under one programme; what hangs on the pattern alone is worked out once."""

    pack: Pack
    records: Sequence[Record]
    evaluated: ProgrammeEvaluation
    tier: str
    details: Details = field(init=False)
    cautions: Cautions = field(init=False)
    facts: Facts = field(init=False)
    _follows: dict[int, _Follows] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare what all units share."""
        self.here = self.evaluated.tiers[self.tier]
        self.levels = self.here.rules[0].levels
        self.choice = dict(self.evaluated.rule_sets[0].choice)
        tests = [test for rules in self.here.rules for test in rules.tests.values() if isinstance(test, MeasureTest)]
        cells = Cells(self.here.columns, [case.measure for test in tests for case in test.cases])
        self.details = Details(self.pack, self.here, self.evaluated.programme, self.choice, cells)
        self.cautions = Cautions(self.evaluated, self.tier)
        self.facts = Facts(self.here, cells)
        self.patterns = self.here.numbers
        asked = self.evaluated.choices[0]
        self.readings = tuple(ReadingUsed(name, self.choice[name]) for name in sorted(asked))
        self.differing = [
            frozenset(name for name, option in choice.items() if option != asked[name])
            for choice in self.evaluated.choices
        ]

    def verdict(self, row: int) -> Verdict:
        """Return the verdict of the unit in a row of the tier."""
        record = self.records[self.here.units[row]]
        pattern = self.patterns[row]
        if pattern not in self._follows:
            self._follows[pattern] = self._of_pattern(pattern, row)
        follows = self._follows[pattern]
        levels = tuple(self._level(row, place, follows, record) for place in range(len(self.levels)))
        met = [level.level for level in levels if level.outcome is Outcome.MET]
        possible = [level.level for level in levels if level.outcome in (Outcome.MET, Outcome.UNDETERMINED)]
        file = self.evaluated.model
        return Verdict(
            unit=unit_name(record),
            programme=file.programme,
            title=file.title,
            rule_set=self.evaluated.in_force.id,
            instrument=self.evaluated.rule_sets[0].instrument.number,
            as_of=record.as_of,
            levels=levels,
            highest_level=max(met, default=0),
            highest_possible_level=max(possible, default=0),
            provisional=any(level.provisional for level in levels),
            firm=all(follows.firm) if self.evaluated.tried else None,
            readings=self.readings,
            deciding_readings=follows.deciding,
            cautions=tuple(sorted({caution for level in levels for caution in level.cautions})),
            published=tuple(self._published(record, {level.level: level.outcome for level in levels})),
            alternatives=follows.alternatives,
            facts=self.facts.of(row, record),
        )

    def _of_pattern(self, pattern: int, row: int) -> _Follows:
        """Return what follows from a pattern, which the unit in ``row`` shows."""
        fired = {found.node: found for found in self.here.conclusions[0][pattern].trace}
        ways = [
            tuple(OUTCOMES[conclusions.quorums[rules.node].codes[pattern]] for rules in self.levels)
            for conclusions in self.here.conclusions
        ]
        deciding = self._deciding(ways)
        return _Follows(
            fired,
            ways[0],
            tuple(self._because(rules, fired) for rules in self.levels),
            tuple(self._cautions(row, *level, fired) for level in zip(self.levels, ways[0], strict=True)),
            tuple(len(set(outcomes)) == 1 if self.evaluated.tried else None for outcomes in zip(*ways, strict=True)),
            deciding,
            tuple(self._alternatives(ways, deciding)),
        )

    def _alternatives(self, ways: Sequence[tuple[Outcome, ...]], deciding: tuple[str, ...]) -> Iterator[Alternative]:
        """Yield the outcomes under every option of the readings that change them, the others as asked for."""
        names = frozenset(deciding)
        for number, choice in enumerate(self.evaluated.choices if deciding else ()):
            if self.differing[number] <= names:
                outcomes = ways[self.evaluated.made_by[number]]
                levels = zip(self.levels, outcomes, strict=True)
                met = [rules.level for rules, outcome in levels if outcome is Outcome.MET]
                readings = tuple(ReadingUsed(name, choice[name]) for name in deciding)
                yield Alternative(readings, outcomes, max(met, default=0))

    def _level(self, row: int, place: int, follows: _Follows, record: Record) -> LevelResult:
        rules, outcome = self.levels[place], follows.outcomes[place]
        cautions = follows.cautions[place]
        if self.cautions.by_unit:
            cautions = self._cautions(row, rules, outcome, follows.fired)
        return LevelResult(
            level=rules.level,
            node=rules.node,
            cite=rules.cite,
            outcome=outcome,
            because=follows.because[place],
            conditions=self.details.conditions(row, rules, record),
            cautions=cautions,
            provisional=any(caution.provisional for caution in cautions),
            firm=follows.firm[place],
        )

    def _cautions(
        self, row: int, rules: LevelRules, outcome: Outcome, fired: Mapping[str, Fired]
    ) -> tuple[Caution, ...]:
        return self.cautions.of_level(row, rules, fired) if outcome in (Outcome.MET, Outcome.NOT_MET) else ()

    def _because(self, rules: LevelRules, fired: dict[str, Fired]) -> tuple[str, ...]:
        """Return the rules of this level that decided it; a level that it requires stands for its own rule."""
        by_member = {rule.outcome_node: rule.node for rule in rules.walk()}
        return tuple(by_member.get(member, member) for member in fired[rules.node].because)

    def _deciding(self, ways: Sequence[tuple[Outcome, ...]]) -> tuple[str, ...]:
        """Return the readings that change an outcome, each alone or, where only together, the fewest together."""
        changing = {
            names for names, made in zip(self.differing, self.evaluated.made_by, strict=True) if ways[made] != ways[0]
        }
        fewest = [names for names in changing if not any(other < names for other in changing)]
        return tuple(sorted(set().union(*fewest)))

    def _published(self, record: Record, outcomes: dict[int, Outcome]) -> Iterator[PublishedVerdict]:
        programme = self.evaluated.programme
        decided = record.recognised.get(programme)
        if decided is not None:
            found = decided.value
            agrees = _agrees(found.level, True, outcomes)
            yield PublishedVerdict(found.level, True, "decision", found.decision, found.on, agrees)
        for published in record.published:
            if published.programme == programme:
                agrees = _agrees(published.level, published.met, outcomes)
                yield PublishedVerdict(published.level, published.met, published.basis, None, None, agrees)


def _agrees(level: int | None, met: bool, outcomes: dict[int, Outcome]) -> bool | None:
    """Whether a published level is what we found: it is met and the next one is not, or it is not met."""
    if level is None:
        level = min(outcomes)
    found = outcomes.get(level)
    if found not in (Outcome.MET, Outcome.NOT_MET):
        return None
    if not met:
        return found is Outcome.NOT_MET
    return found is Outcome.MET and outcomes.get(level + 1) is not Outcome.MET


def unit_name(record: Record) -> UnitName:
    """Return how results name the unit of a record."""
    unit = record.unit
    parent = unit.parent
    above = (parent.name or parent.code, parent.code) if parent else (None, None)
    return UnitName(unit.tier, unit.code, unit.name, *above)
