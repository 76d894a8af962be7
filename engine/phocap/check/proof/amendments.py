"""Two instruments that change one condition in different ways, and neither is the later one (PC209)."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import z3

from phocap.check.finding import Finding
from phocap.check.proof.bench import Bench, Encoded
from phocap.check.proof.subjects import Subject
from phocap.check.witness import Witness
from phocap.language.amend import consolidate
from phocap.language.compile import compile_rules
from phocap.language.pack import Loaded
from phocap.model.law import Period
from phocap.model.rulefile import Amendment
from phocap.source.yaml import find
from phocap.text.language import Bilingual


def contradictions(bench: Bench) -> Iterator[Finding]:
    """Yield the conditions that two amendments of one day change differently, neither changing the other.

    Of amendments that take effect on different days the later one is the law; that is no contradiction.

    Raises:
        NotEncoded: their rules say something that the proofs do not know.
        Unproven: the budget did not suffice.
    """
    name = bench.rule_id.split("/", 1)[1]
    listed = [found for found in bench.pack.amendments if found.model.amends == name]
    for first, second in combinations(listed, 2):
        day = _common_day(bench, first, second)
        if day is None or _knows(bench, first, second):
            continue
        for condition in sorted(_touched(first.model) & _touched(second.model)):
            finding = _differ(bench, first, second, condition, day)
            if finding is not None:
                yield finding


def _touched(model: Amendment) -> set[str]:
    return {*model.replace, *model.remove, *model.suspend}


def _knows(bench: Bench, first: Loaded[Amendment], second: Loaded[Amendment]) -> bool:
    """Whether one of the instruments says that it changes or replaces the other."""
    instruments = bench.pack.instruments
    names = first.model.instrument, second.model.instrument
    return any(other in (*instruments[one].amends, *instruments[one].replaces) for one, other in (names, names[::-1]))


def _common_day(bench: Bench, first: Loaded[Amendment], second: Loaded[Amendment]) -> date | None:
    base = bench.pack.rule_files[bench.rule_id].model.instrument
    periods: list[Period] = [
        bench.pack.instruments[name].in_force for name in (base, first.model.instrument, second.model.instrument)
    ]
    if periods[1].from_ != periods[2].from_:
        return None
    starts = [period.from_ for period in periods if period.from_ is not None]
    day = max(starts, default=bench.law.days(bench.rule_id)[0])
    return day if all(period.holds_on(day) for period in periods) else None


def _differ(
    bench: Bench, first: Loaded[Amendment], second: Loaded[Amendment], condition: str, day: date
) -> Finding | None:
    """Return the finding, with a record that comes out differently when only one of the two is applied."""
    level, tier, identity = condition.split("/")
    one, two = (_alone(bench, model, tier, day) for model in (first, second))
    if one is None or two is None:
        return None
    node = f"level-{level}"
    before, after = one.formulas.get(node), two.formulas.get(node)
    if before is None or after is None:
        return None
    prover = bench.prover
    claim = z3.Or(before.passes != after.passes, before.fails != after.fails)
    if prover.find(claim) is None:
        return None
    found = prover.smallest(claim)
    numbers = [bench.pack.instruments[model.model.instrument].number for model in (first, second)]
    shown: tuple[Witness, ...] = ()
    both = bench.law.subject(bench.law.in_force(bench.rule_id, day), {}, tier)
    if found is not None and both is not None:
        shown = (bench.encoded(both).witness(found, bench.encoded(both).level_nodes(int(level))),)
    key = next(key for key in ("replace", "suspend", "remove") if condition in getattr(second.model, key))
    at_key = key != "remove"
    loc = (key, condition) if at_key else (key, second.model.remove.index(condition))
    facts = {"condition": Bilingual(f"{identity} [{condition}]", f"{identity} [{condition}]"), "instruments": numbers}
    return Finding("PC209", find(second.node, loc, at_key=at_key), facts, shown, about=condition)


def _alone(bench: Bench, amendment: Loaded[Amendment], tier: str, day: date) -> Encoded | None:
    """Return the rules of a tier as one amendment alone makes them."""
    loaded = bench.pack.rule_files[bench.rule_id]
    law = consolidate(loaded.model, [amendment.model])
    choice = {name: reading.default for name, reading in law.model.readings.items()}
    rules = compile_rules(bench.pack, bench.rule_id, law, loaded.sha256, day, choice).tiers.get(tier)
    return None if rules is None else bench.encoded(Subject(bench.rule_id, day, (), rules))
