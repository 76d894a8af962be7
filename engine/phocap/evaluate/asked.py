"""Which programmes a record is about, when nobody says which to decide."""

from collections.abc import Iterable, Iterator
from datetime import date

from phocap.language.compile import compiled_measure
from phocap.language.registry import InForce, Registry
from phocap.model.record import Record
from phocap.model.rulefile import Condition

_Told = tuple[str, frozenset[str], frozenset[str]]


def programmes_told(records: Iterable[Record], registry: Registry, day: date, instrument: str | None) -> list[str]:
    """Return the programmes in force on ``day`` that the records are about.

    They are those of which a record has all that some condition looks at; if there is none, those of which it has
    anything; if there is none either, all.

    Raises:
        Faulty: no programme has rules on that day.
    """
    known = registry.programmes_on(day, instrument)
    if not known:
        files = registry.pack.rule_files.values()
        ruled = [file.model.programme for file in files if file.model.instrument == instrument]
        registry.in_force((ruled or registry.pack.programmes)[0], day, instrument)  # says which days have rules
    known = [name for name in known if not _is_target(registry.in_force(name, day, instrument))] or known
    told = dict.fromkeys(map(_told, records))  # units are alike: what they tell of is looked at once
    fit = {name: max(_fits(registry.in_force(name, day, instrument), told)) for name in known}
    best = max(fit.values())
    return [name for name in known if fit[name] == best]


def _is_target(in_force: InForce) -> bool:
    return in_force.pack.instruments[in_force.model.instrument].target


def _told(record: Record) -> _Told:
    """Return what a record tells of: its tier, the programmes that it names, its figures, rates and findings."""
    named = {p.programme for p in record.published} | {name for units in record.units.values() for name in units.levels}
    given = frozenset((*record.figures, *record.findings, *record.rates))
    return record.unit.tier, frozenset(named.union(record.recognised)), given


def _fits(in_force: InForce, told: Iterable[_Told]) -> Iterator[int]:
    programme = in_force.model.programme
    wanted: dict[str, list[set[str]]] = {}
    for tier, named, given in told:
        if tier not in wanted:
            wanted[tier] = list(_looked_at(in_force, tier))
        if programme in named or any(names <= given for names in wanted[tier]):
            yield 2
        else:
            yield int(any(names & given for names in wanted[tier]))


def _looked_at(in_force: InForce, tier: str, *, copied: bool = False) -> Iterator[set[str]]:
    """Yield what each condition of a tier looks at, under any reading: a finding, a rate, or figures together."""
    model, pack = in_force.model, in_force.pack
    for level in model.levels.values():
        listed = level.tiers.get(tier, [])
        for condition in (c for c in listed if c.measure or c.finding) if copied else conditions(listed):
            if condition.finding:
                yield {condition.finding}
            if condition.copy_:
                yield from _looked_at(in_force, condition.copy_, copied=True)
            measures = [variant.measure for variant in condition.when.values()]
            if condition.measure:
                measures.append(condition.measure.name)
                reading = model.readings.get(condition.measure.reading or "")
                measures += [option.measure for option in reading.options.values()] if reading else []
            for measure in filter(None, measures):
                yield {measure}
                yield set(compiled_measure(measure, pack.measures[measure]).fields)


def conditions(listed: Iterable[Condition]) -> Iterator[Condition]:
    """Yield conditions and those inside them."""
    for condition in listed:
        yield condition
        yield from conditions([*(condition.all or ()), *(condition.any or ()), *(condition.of or ())])
