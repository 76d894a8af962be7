"""What is proven about: the rules of a tier on every day on which they differ, under every choice of readings."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from phocap.check.proof.independent import groups
from phocap.faults import Faulty
from phocap.language.compile import walk_conditions
from phocap.language.pack import Pack
from phocap.language.registry import InForce, Registry, choices
from phocap.language.ruleset import ProgrammeTest, RuleSet, TierRules
from phocap.model.law import Period
from phocap.model.rulefile import Condition, Level
from phocap.value import dataclass

_NEXT = timedelta(days=1)
_SOME_DAY = date(2000, 1, 1)
"""For rules without any date."""


@dataclass(frozen=True)
class Subject:
    """The rules of a tier on a day under one choice of readings, and those of other programmes that they ask for."""

    rule_id: str
    day: date
    readings: tuple[tuple[str, str], ...]
    """The options that are not the default."""
    rules: TierRules
    others: tuple[tuple[str, TierRules | None], ...] = ()

    @property
    def tier(self) -> str:
        """Whose rules they are."""
        return self.rules.tier


class Law:
    """The rule sets of a pack on any day, compiled once each."""

    def __init__(self, pack: Pack) -> None:
        """Serve ``pack``."""
        self.pack = pack
        self._registry = Registry(pack)
        self.in_force = cache(self._in_force)
        self._compiled: dict[tuple[str, date, tuple[tuple[str, str], ...]], RuleSet] = {}

    def _in_force(self, rule_id: str, day: date) -> InForce:
        model = self.pack.rule_files[rule_id].model
        return self._registry.in_force(model.programme, day, model.instrument)

    def rules(self, in_force: InForce, choice: Mapping[str, str]) -> RuleSet:
        """Return the rule set of a day; options of readings that the file does not have are passed over."""
        known = {name: option for name, option in choice.items() if option in in_force.readings.get(name, ())}
        key = in_force.id, in_force.as_of, tuple(sorted(known.items()))
        if key not in self._compiled:
            self._compiled[key] = in_force.rules(known)
        return self._compiled[key]

    def subject(self, in_force: InForce, choice: Mapping[str, str], tier: str) -> Subject | None:
        """Return the rules of one tier with those of other programmes, or None where it is not judged."""
        rules = self.rules(in_force, choice).tiers.get(tier)
        if rules is None:
            return None
        others: dict[str, TierRules | None] = {}
        self._others(rules, in_force.as_of, choice, others)
        defaults = {name: options[0] for name, options in in_force.readings.items()}
        told = tuple(sorted((n, o) for n, o in choice.items() if defaults.get(n, o) != o))
        return Subject(in_force.id, in_force.as_of, told, rules, tuple(sorted(others.items())))

    def _others(
        self, rules: TierRules, day: date, choice: Mapping[str, str], found: dict[str, TierRules | None]
    ) -> None:
        for test in rules.tests.values():
            if isinstance(test, ProgrammeTest) and test.programme not in found:
                found[test.programme] = None
                try:
                    other = self._registry.in_force(test.programme, day)
                except Faulty:
                    continue
                needed = self.rules(other, choice).tiers.get(rules.tier)
                found[test.programme] = needed
                if needed is not None:
                    self._others(needed, day, choice, found)

    def subjects(self, rule_id: str, *, every_choice: bool = False) -> Iterator[Subject]:
        """Yield the distinct rules of every tier of a rule file: today's last text first, the default readings first.

        Readings that have nothing to do with each other (:mod:`~phocap.check.proof.independent`) are varied one after
        the other, unless ``every_choice`` is asked for.

        Raises:
            Faulty: there are more choices of readings than are computed.
        """
        seen: set[tuple[TierRules, tuple[tuple[str, TierRules | None], ...]]] = set()
        for day in reversed(self.days(rule_id)):
            in_force = self.in_force(rule_id, day)
            readings = in_force.readings
            together = [frozenset(readings)] if every_choice else groups(in_force)
            for choice in choices(readings, {}):
                moved = {name for name, option in choice.items() if option != readings[name][0]}
                if not any(moved <= group for group in (*together, set())):
                    continue
                for tier in self.pack.tiers:
                    subject = self.subject(in_force, choice, tier)
                    if subject is not None and (subject.rules, subject.others) not in seen:
                        seen.add((subject.rules, subject.others))
                        yield subject

    def days(self, rule_id: str) -> list[date]:
        """Return the days on which the rules of a file begin to be others, within the time it is in force."""
        model = self.pack.rule_files[rule_id].model
        period = self.pack.instruments[model.instrument].in_force
        starts = {day for found in self._periods(rule_id) for day in _starts(found)}
        own = period.from_ or min([*starts, period.until or date.max])
        own = _SOME_DAY if own == date.max else own
        return sorted({own, *(day for day in starts if day > own and period.holds_on(day))})

    def _periods(self, rule_id: str) -> Iterator[Period]:
        name = rule_id.split("/", 1)[1]
        model = self.pack.rule_files[rule_id].model
        programmes = {model.programme}
        tops = list(_tops(model.levels))
        for amendment in self.pack.amendments:
            if amendment.model.amends == name:
                yield self.pack.instruments[amendment.model.instrument].in_force
                tops += [*_tops(amendment.model.add), *amendment.model.replace.values()]
                for suspended in amendment.model.suspend.values():
                    yield Period.model_construct(from_=suspended.from_, until=suspended.until)
        yield from (tier.in_force for tier in self.pack.country.tiers.values())
        for condition in (c for top in tops for c in walk_conditions(top)):
            yield condition.period
            yield Period.model_construct(from_=None, until=condition.warn_until)
            if condition.suspended:
                yield Period.model_construct(from_=condition.suspended.from_, until=condition.suspended.until)
            if condition.requires and condition.requires.programme:
                programmes.add(condition.requires.programme)
        for loaded in self.pack.rule_files.values():
            if loaded.model.programme in programmes:
                yield self.pack.instruments[loaded.model.instrument].in_force


def _tops(levels: Mapping[int, Level]) -> Iterator[Condition]:
    """Yield the outermost conditions of levels."""
    for level in levels.values():
        for listed in level.tiers.values():
            yield from listed


def _starts(period: Period) -> Iterator[date]:
    if period.from_ is not None:
        yield period.from_
    if period.until is not None and period.until < date.max:
        yield period.until + _NEXT
