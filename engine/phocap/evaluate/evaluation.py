"""From records to outcomes: days, programmes, choices of readings and tiers, in the order that they rest on each other.

The trip of a record: it joins the others of its day and tier as a row of columns; tests give it an outcome code
each; its pattern of codes is inferred once for all units that share it; the tier above counts the outcomes.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from phocap.evaluate.asked import conditions, programmes_told
from phocap.evaluate.below import Below
from phocap.evaluate.choices import alike
from phocap.evaluate.contradiction import Contradictions
from phocap.evaluate.evidence import Evidence, Records, Table, Tiers
from phocap.evaluate.hierarchy import same_unit
from phocap.evaluate.programme import ProgrammeEvaluation
from phocap.evaluate.rollup import Ancestors, RollUp, held
from phocap.evaluate.tier import TierEvaluation, evaluate_tier
from phocap.faults import Fault, Faulty
from phocap.infer import choose
from phocap.infer.port import Inference
from phocap.intake.table import TableRecords, read_table
from phocap.language.pack import Pack
from phocap.language.registry import InForce, Registry, choices
from phocap.language.ruleset import BelowKey, ProgrammeTest, ShareTest
from phocap.measure.columns import Columns
from phocap.model.record import Record
from phocap.model.result import Verdict
from phocap.model.rulefile import Effect
from phocap.text.nearest import nearest
from phocap.value import dataclass


@dataclass
class Evaluation:
    """What was evaluated: the records, and every programme of every day among them."""

    pack: Pack
    records: Sequence[Record]
    parents: Sequence[int | None]
    programmes: list[ProgrammeEvaluation]
    inference: Inference
    evidence: Evidence

    @cached_property
    def rows(self) -> list[tuple[ProgrammeEvaluation, str, int]]:
        """Every verdict asked for, as programme, tier and row: by day, programme and, from the top, tier and unit."""
        found = []
        for evaluated in self.programmes:
            if evaluated.asked:
                for tier in reversed(list(evaluated.tiers)):
                    found += [(evaluated, tier, row) for row in range(len(evaluated.tiers[tier].units))]
        return found

    @cached_property
    def verdicts(self) -> pl.DataFrame:
        """The outcome of every unit at every level, a row a unit and programme (see :mod:`phocap.evaluate.tables`)."""
        from phocap.evaluate.tables import verdict_table

        return verdict_table(self.programmes, self.evidence)

    @cached_property
    def conditions(self) -> pl.DataFrame:
        """The outcome of every condition, a column each, in the same rows."""
        from phocap.evaluate.tables import condition_table

        return condition_table(self.programmes, self.evidence)

    def explain(self, unit: str) -> list[Verdict]:
        """Return the verdicts, with every condition in full, of the units with this code or, if none has, this name."""
        from phocap.evaluate.writer import Writer

        found: list[Verdict] = []
        for evaluated in self.programmes:
            for tier in reversed(list(evaluated.tiers)) if evaluated.asked else ():
                here = evaluated.tiers[tier]
                names = self.evidence.names(here.units)
                rows = (names["code"] == unit).fill_null(False).arg_true()
                rows = rows if len(rows) else (names["name"] == unit).fill_null(False).arg_true()
                found += [Writer(self.pack, self.records, evaluated, tier).verdict(row) for row in rows]
        return found


def evaluate(
    records: Sequence[Record] | Any,
    pack: Pack,
    *,
    programmes: Sequence[str] = (),
    instrument: str | None = None,
    readings: Mapping[str, str] | None = None,
    inference: Inference | None = None,
    as_of: date | None = None,
    alternatives: bool = True,
) -> Evaluation:
    """Decide every record, or every row of a table, by the rules in force on its day.

    Args:
        records: units of any tiers and days; parents are found among those of the same day. Or a Polars or Arrow
            table with a row a unit, checked before (:func:`phocap.intake.table.read_table`) or here (docs/api.md).
        pack: the rule pack.
        programmes: what to decide; without it, every programme of which a record says something.
        instrument: the instrument to judge by where several are in force.
        readings: options of readings other than the default.
        inference: the back end; the best one installed without it.
        as_of: the day of a table that has no column of days.
        alternatives: whether other readings than those asked for are tried too; else none is known to be firm.

    Raises:
        Faulty: unknown programmes, instruments or readings, parents that do not fit, figures that contradict.
    """
    evidence: Evidence
    if isinstance(records, TableRecords):
        evidence = Table(records, pack)
    elif isinstance(records, Sequence):
        evidence = Records(records, pack)
    else:
        evidence = Table(read_table(records, pack, as_of), pack)
    work = _Work(evidence, pack, programmes, instrument, dict(readings or {}), inference or choose(), alternatives)
    return Evaluation(pack, evidence.records, evidence.parents, list(work.run()), work.inference, evidence)


class _Work:
    def __init__(
        self,
        evidence: Evidence,
        pack: Pack,
        programmes: Sequence[str],
        instrument: str | None,
        readings: dict[str, str],
        inference: Inference,
        alternatives: bool,
    ) -> None:
        self.evidence, self.pack, self.wanted = evidence, pack, programmes
        self.instrument, self.readings, self.inference = instrument, readings, inference
        self.alternatives = alternatives
        self.records, self.ancestors = evidence.records, Ancestors(evidence.records, evidence.parents)
        self.registry = Registry(pack)
        self._check_readings()

    def run(self) -> Iterator[ProgrammeEvaluation]:
        for day, tiers in self.evidence.days():
            for programme in self._asked(day, tiers):
                yield from self._programme(programme, day, tiers)

    def _asked(self, day: date, tiers: Tiers) -> list[str]:
        if self.wanted:
            return list(dict.fromkeys(self.wanted))
        return programmes_told(self.evidence.told(tiers), self.registry, day, self.instrument)

    def _programme(self, programme: str, day: date, columns: Tiers) -> Iterator[ProgrammeEvaluation]:
        closure = self._closure(programme, day)
        options: dict[str, list[str]] = {}
        for in_force in closure:
            options |= _deciding_readings(in_force, set(columns))
        fixed = {name: option for name, option in self.readings.items() if name in options}
        asked_for = {name: fixed.get(name, values[0]) for name, values in options.items()}
        others = [choice for choice in _every(options, fixed) if choice != asked_for] if self.alternatives else []
        every = [asked_for, *others]
        same = alike(closure, columns, every)
        distinct = list(dict.fromkeys(same))
        done: dict[str, ProgrammeEvaluation] = {}
        for in_force in closure:
            ways = alike([in_force], columns, every)
            made = {way: in_force.rules({**self._known(in_force), **every[way]}) for way in dict.fromkeys(ways)}
            rule_sets = [made[ways[way]] for way in distinct]
            asked = in_force.model.programme == programme
            tried = self.alternatives or all(len(values) == 1 for values in options.values())
            made_by = [distinct.index(n) for n in same]
            evaluated = ProgrammeEvaluation(in_force, every, rule_sets, made_by, asked, tried)
            for tier, (units, tier_columns) in self._concerned(in_force, columns).items():
                if all(tier in rules.tiers for rules in rule_sets):
                    evaluated.tiers[tier] = self._tier(evaluated, tier, units, tier_columns, done)
            done[in_force.model.programme] = evaluated
        if self.wanted and not done[programme].tiers:
            tier = next(iter(columns))
            raise Faulty(Fault("wrong-unit-tier", facts={"programme": programme, "tier": tier}))
        yield done[programme]

    def _concerned(self, in_force: InForce, columns: Tiers) -> Tiers:
        """Return the units that the rules are about: of a tier in which they name one unit, that one.

        Raises:
            Faulty: there are units of that tier, and none is the one named.
        """
        only = in_force.model.unit
        if only is None or only.tier not in columns:
            return columns
        units, _ = columns[only.tier]
        found = [unit for unit in units if same_unit(self.records[unit].unit, only.name, only.code, self.pack)]
        if not found:
            other = self.records[units[0]].unit
            facts = {"programme": in_force.model.programme, "unit": other.name, "only": only.name, "tier": only.tier}
            raise Faulty(Fault("about-another-unit", self.records[units[0]].place, facts))
        return columns if len(found) == len(units) else {**columns, only.tier: (found, self.evidence.columns(found))}

    def _known(self, in_force: InForce) -> dict[str, str]:
        return {name: option for name, option in self.readings.items() if name in in_force.readings}

    def _closure(self, programme: str, day: date) -> list[InForce]:
        """Return the programme after those that it requires."""
        found: dict[str, InForce] = {}

        def add(name: str, instrument: str | None) -> None:
            if name in found:
                return
            in_force = self.registry.in_force(name, day, instrument)
            for level in in_force.model.levels.values():
                for condition in conditions(c for listed in level.tiers.values() for c in listed):
                    needed = {condition.requires.programme if condition.requires else None, condition.programme}
                    for other in sorted(needed - {None, name}, key=str):
                        add(str(other), None)
            found[name] = in_force

        add(programme, self.instrument)
        return list(found.values())

    def _tier(
        self,
        evaluated: ProgrammeEvaluation,
        tier: str,
        units: Sequence[int],
        columns: Columns,
        done: Mapping[str, ProgrammeEvaluation],
    ) -> TierEvaluation:
        rules = [rule_set.tiers[tier] for rule_set in evaluated.rule_sets]
        below = [self._below(evaluated, done, tier, units, choice) for choice in range(len(rules))]
        own = [
            {
                (test.programme, test.level): held(
                    done[test.programme].tiers[tier],
                    test.programme,
                    test.level,
                    choice,
                    cumulative=self.pack.cumulative(test.programme),
                )
                for test in rules[choice].tests.values()
                if isinstance(test, ProgrammeTest) and tier in done[test.programme].tiers
            }
            for choice in range(len(rules))
        ]
        found = TierEvaluation(tier, units, columns, rules, below, own)
        evaluate_tier(found, Contradictions(self.records, self.pack), self.inference)
        return found

    def _below(
        self,
        evaluated: ProgrammeEvaluation,
        done: Mapping[str, ProgrammeEvaluation],
        tier: str,
        units: Sequence[int],
        choice: int,
    ) -> dict[BelowKey, Sequence[Below]]:
        order = list(self.pack.tiers)
        rule_set = evaluated.rule_sets[choice]
        lower = [t for t in order[: order.index(tier)] if t in rule_set.tiers]
        keys: list[BelowKey] = [(t, evaluated.programme, level, ()) for t in lower for level in evaluated.model.levels]
        tests = rule_set.tiers[tier].tests.values()
        keys += [test.key for test in tests if isinstance(test, ShareTest)]
        found: dict[BelowKey, Sequence[Below]] = {}
        for key in dict.fromkeys(keys):
            tiers = (evaluated if key[1] == evaluated.programme else done[key[1]]).tiers
            roll_up = RollUp(self.ancestors, self.pack, key[1], tiers)
            found[key] = roll_up.below(units, tier, key, choice)
        return found

    def _check_readings(self) -> None:
        known: dict[str, list[str]] = {}
        for name, reading in self.pack.readings:
            known.setdefault(name, []).extend(reading.options)
        for name, option in self.readings.items():
            if name not in known:
                raise Faulty(Fault("unknown-reading", facts={"reading": name, "nearest": nearest(name, known)}))
            if option not in known[name]:
                facts = {"reading": name, "option": option, "allowed": known[name]}
                raise Faulty(Fault("unknown-option", facts=facts))


def _every(options: Mapping[str, Sequence[str]], fixed: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Return every choice of readings; where they are too many, without other options of those that the user fixed."""
    try:
        return iter(list(choices(options, {})))
    except Faulty:
        if not fixed:
            raise
        return choices(options, fixed)


def _deciding_readings(in_force: InForce, tiers: set[str]) -> dict[str, list[str]]:
    """Return the readings, with their options, on which a level of one of these tiers can depend."""
    used: set[str] = set()
    for level in in_force.model.levels.values():
        for tier, listed in level.tiers.items():
            for condition in conditions(listed if tier in tiers else ()):
                if condition.effect is Effect.DECIDES and condition.period.holds_on(in_force.as_of):
                    used |= set(condition.readings)
    return {name: options for name, options in in_force.readings.items() if name in used}
