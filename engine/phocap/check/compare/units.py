"""Two rule sets over records: the units whose verdict is another one, and the clauses that did it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from phocap.check.compare.sides import Side
from phocap.evaluate import evaluate
from phocap.evaluate.hierarchy import unit_key
from phocap.evaluate.verdict import result
from phocap.language.pack import Pack
from phocap.model.outcome import Outcome
from phocap.model.record import Record, UnitRef
from phocap.model.result import ConditionResult, LevelResult, UnitName, Verdict, walk
from phocap.value import dataclass


@dataclass(frozen=True)
class Flip:
    """A unit that another rule set judges otherwise at a level that both have."""

    day: date
    tier: str
    code: str | None
    name: str
    parent: str | None
    level: int
    before: Outcome
    after: Outcome
    clauses: tuple[str, ...]
    """The conditions that did it, where the level is not met."""


@dataclass(frozen=True)
class Total:
    """Units of one province: those judged, those with a flip, those that gain some level and those that lose one."""

    units: int
    changed: int
    gained: int
    lost: int


@dataclass(frozen=True)
class Impact:
    """What comes of judging records by another rule set."""

    units: int
    flips: tuple[Flip, ...]
    totals: Mapping[str, Total]
    """By unit of the highest tier, or the highest one above that is known."""


def impact(one: Side, two: Side, records: Sequence[Record]) -> Impact:
    """Return what becomes of units judged by both; units of other tiers, as schools may be, are passed over.

    Raises:
        Faulty: the records do not fit the rules.
    """
    before, after = (_verdicts(side, records) for side in (one, two))
    flips: list[Flip] = []
    judged: dict[str, list[list[Flip]]] = {}
    tops = _Tops(records, one.pack)
    for key in sorted(before.keys() & after.keys(), key=str):
        found = list(_flips(before[key], after[key]))
        judged.setdefault(tops.of(before[key].unit), []).append(found)
        flips += found
    totals = {name: _total(judged[name]) for name in sorted(judged)}
    return Impact(sum(total.units for total in totals.values()), tuple(flips), totals)


def _total(units: Sequence[Sequence[Flip]]) -> Total:
    gained = sum(any(flip.after is Outcome.MET for flip in flips) for flips in units)
    lost = sum(any(flip.before is Outcome.MET for flip in flips) for flips in units)
    return Total(len(units), sum(bool(flips) for flips in units), gained, lost)


class _Tops:
    """The unit of the highest tier above any unit, as far as records name who is above whom."""

    def __init__(self, records: Sequence[Record], pack: Pack) -> None:
        self.pack = pack
        self.above: dict[tuple[str, str], UnitRef] = {}
        self.names: dict[tuple[str, str], set[str]] = {}
        for unit in (record.unit for record in records):
            self._named(unit.tier, unit.name)
            if unit.parent is not None:
                for name in (self._key(unit.tier, unit.name), unit.code):
                    if name is not None:
                        self.above.setdefault((unit.tier, name), unit.parent)
                if unit.parent.name is not None:
                    self._named(unit.parent.tier, unit.parent.name)

    def of(self, unit: UnitName) -> str:
        """Return the name of the province of a unit, its own name where nothing is above it."""
        at = UnitRef(unit.tier, unit.name, unit.code)
        seen: set[str] = set()
        while at.tier not in seen:
            seen.add(at.tier)
            names = [name for name in (at.code, self._key(at.tier, at.name)) if name is not None]
            at = next((self.above[at.tier, name] for name in names if (at.tier, name) in self.above), at)
        key = at.tier, self._key(at.tier, at.name) or ""
        return min(self.names.get(key, {at.name or at.code or "–"}), key=lambda name: (len(name), name))

    def _named(self, tier: str, name: str) -> None:
        self.names.setdefault((tier, self._key(tier, name) or ""), set()).add(name)

    def _key(self, tier: str, name: str | None) -> str | None:
        return None if name is None else unit_key(self.pack, tier, name)


def _verdicts(side: Side, records: Sequence[Record]) -> dict[tuple[object, ...], Verdict]:
    model = side.pack.rule_files[side.rule_id].model
    judged = {tier for level in model.levels.values() for tier in level.tiers}
    records = [record for record in records if record.unit.tier in judged]
    evaluation = evaluate(records, side.pack, programmes=[model.programme], instrument=model.instrument)
    found = result(evaluation).verdicts
    return {(v.unit.tier, v.unit.parent, v.unit.code, v.unit.name, v.as_of): v for v in found}


def _flips(one: Verdict, two: Verdict) -> Iterator[Flip]:
    left, right = ({level.level: level for level in verdict.levels} for verdict in (one, two))
    for number in sorted(left.keys() & right.keys()):
        before, after = left[number], right[number]
        if before.outcome is not after.outcome:
            clauses = tuple(dict.fromkeys(_responsible(before, after)))
            at = one.unit
            who = one.as_of, at.tier, at.code, at.name, at.parent
            yield Flip(*who, number, before.outcome, after.outcome, clauses)


def _responsible(before: LevelResult, after: LevelResult) -> Iterator[str]:
    """Yield the conditions that decided the level and come out otherwise, or are not there, on the other side."""
    for here, there in ((before, after), (after, before)):
        if here.outcome is Outcome.MET:
            continue
        others = {found.node: found.outcome for found in walk(there.conditions)}
        for found in walk(here.conditions):
            if found.node in here.because and others.get(found.node) is not found.outcome:
                yield from _innermost(found, others)


def _innermost(found: ConditionResult, others: Mapping[str, Outcome]) -> Iterator[str]:
    """Yield the members that come out otherwise on the other side, those inside them first, else the condition."""
    inside = [member for member in found.members if others.get(member.node) is not member.outcome]
    for member in inside:
        yield from _innermost(member, others)
    if not inside:
        yield found.node
