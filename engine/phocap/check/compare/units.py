"""Two rule sets over records: the units whose verdict is another one, and the clauses that did it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from phocap.check.compare.sides import Side
from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.model.outcome import Outcome
from phocap.model.record import Record
from phocap.model.result import LevelResult, Verdict, walk


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
class Impact:
    """What comes of judging records by another rule set."""

    units: int
    flips: tuple[Flip, ...]
    totals: Mapping[str, tuple[int, int]]
    """By parent: units judged, and units with a flip."""


def impact(one: Side, two: Side, records: Sequence[Record]) -> Impact:
    """Return what becomes of units judged by both.

    Raises:
        Faulty: the records do not fit the rules.
    """
    before, after = (_verdicts(side, records) for side in (one, two))
    flips: list[Flip] = []
    judged: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    for key in sorted(before.keys() & after.keys(), key=str):
        found = list(_flips(before[key], after[key]))
        parent = before[key].unit.parent or before[key].unit.name
        judged[parent] += 1
        changed[parent] += bool(found)
        flips += found
    totals = {name: (judged[name], changed[name]) for name in sorted(judged)}
    return Impact(sum(judged.values()), tuple(flips), totals)


def _verdicts(side: Side, records: Sequence[Record]) -> dict[tuple[object, ...], Verdict]:
    model = side.pack.rule_files[side.rule_id].model
    evaluation = evaluate(records, side.pack, programmes=[model.programme], instrument=model.instrument)
    found = result(evaluation).verdicts
    return {(v.unit.tier, v.unit.parent, v.unit.code, v.unit.name, v.as_of): v for v in found}


def _flips(one: Verdict, two: Verdict) -> Iterator[Flip]:
    left, right = ({level.level: level for level in verdict.levels} for verdict in (one, two))
    for number in sorted(left.keys() & right.keys()):
        before, after = left[number], right[number]
        if before.outcome is not after.outcome:
            clauses = tuple(_responsible(before, after))
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
                yield found.node
