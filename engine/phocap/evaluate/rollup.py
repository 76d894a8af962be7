"""From the outcomes of units to the counts that the tier above is judged on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from phocap.evaluate.below import Below, combine, fit_whole_units, from_official, pool, told_among
from phocap.evaluate.tier import TierEvaluation
from phocap.faults import Fault, Faulty
from phocap.language.compile import level_node
from phocap.language.pack import Pack
from phocap.language.ruleset import BelowKey
from phocap.measure.codes import CODE
from phocap.model.outcome import Outcome
from phocap.model.record import Interval, Record


def held(evaluation: TierEvaluation, programme: str, level: int, choice: int, *, cumulative: bool) -> pl.Series:
    """Return the outcome codes of a level as others may rely on them.

    An official decision is evidence where the figures leave the level open; figures that decide come first. A decision
    on a higher level tells of this one where levels are ``cumulative``.
    """
    recognised = evaluation.columns.recognised(programme)
    decided = (recognised >= level if cumulative else recognised == level).fill_null(False)
    frame = pl.DataFrame({"outcome": evaluation.level_column(level_node(level), choice), "decided": decided})
    open_, met = CODE[Outcome.UNDETERMINED], pl.lit(CODE[Outcome.MET], pl.UInt8)
    taken = pl.when((pl.col("outcome") == open_) & pl.col("decided")).then(met).otherwise(pl.col("outcome"))
    return frame.select(taken.alias("outcome")).to_series()


class RollUp:
    """The units below every unit of a tier, for one programme."""

    def __init__(
        self,
        records: Sequence[Record],
        parents: Sequence[int | None],
        pack: Pack,
        programme: str,
        done: Mapping[str, TierEvaluation],
    ) -> None:
        """Roll up the tiers in ``done``, which are all those below the one to be judged."""
        self.records, self.parents, self.pack, self.programme, self.done = records, parents, pack, programme, done
        self.cumulative = pack.cumulative(programme)

    def below(self, units: Sequence[int], tier: str, key: BelowKey, choice: int) -> list[Below]:
        """Return, for each unit of ``tier``, what ``key`` says is to be counted below it."""
        lower, _, level, among = key
        if among:
            return [self._among(unit, tier, key, choice) for unit in units]
        counted = self._records_below(tier, lower, level, choice)
        between = self._between(tier, lower, level, choice)
        strict = choice == 0  # another reading need not fit official counts
        return [
            self.with_counts(unit, tier, key, counted.get(unit), between.get(unit), strict=strict) for unit in units
        ]

    def with_counts(
        self,
        unit: int,
        tier: str,
        key: BelowKey,
        counts: Mapping[Outcome, int] | None,
        between: Below | None = None,
        *,
        strict: bool = False,
    ) -> Below:
        """Return what is below one unit when so many of its units have each outcome.

        Raises:
            Faulty: official counts say otherwise, where ``strict``; else only they count then.
        """
        lower, _, level, _ = key
        given = self.records[unit].units.get(lower)
        most = self.pack.country.tiers[lower].most_in_parent.get(tier)
        own = from_official(given, self.programme, level, most, cumulative=self.cumulative)
        below = own
        if counts is not None:
            self._check_number(unit, lower, sum(counts.values()))
            below = combine(below, self._of_records(counts, own))
        if between is not None:
            below = combine(below, between)
        if below.contradictory:
            if strict:
                raise Faulty(self._disagreement(unit, lower, level, below))
            below = replace(below, met=own.met, unmet=own.unmet)
        return below

    def _check_number(self, unit: int, lower: str, children: int) -> None:
        units = self.records[unit].units.get(lower)
        if units is not None and units.total is not None and children > units.total.value:
            name = self.records[unit].unit.name
            facts = {"unit": name, "tier": lower, "children": children, "total": units.total.value}
            raise Faulty(Fault("more-children-than-total", units.total.place, facts))

    def _disagreement(self, unit: int, lower: str, level: int, below: Below) -> Fault:
        record = self.records[unit]
        given = record.units[lower].levels.get(self.programme, {}) if lower in record.units else {}
        reported = given.get(level) or next(iter(given.values()), None)
        facts = {"unit": record.unit.name, "tier": lower, "level": level, "counted": below.met, "given": "?"}
        if reported is not None:
            value = reported.value
            facts["given"] = value.printed if isinstance(value, Interval) else value
        return Fault("children-disagree", reported.place if reported else record.place, facts)

    def _of_records(self, counts: Mapping[Outcome, int], own: Below) -> Below:
        """Return what the records of units say; units with nothing to be judged do not count."""
        met, unmet = counts.get(Outcome.MET, 0), counts.get(Outcome.NOT_MET, 0)
        idle = counts.get(Outcome.NOT_APPLICABLE, 0)
        total_low = met + unmet + counts.get(Outcome.UNDETERMINED, 0)
        high = own.total_high
        return Below(
            met,
            unmet,
            total_low,
            None if high is None else max(total_low, high - idle),
            evidence=frozenset({"records"}),
        )

    def _records_below(self, tier: str, lower: str, level: int, choice: int) -> dict[int, dict[Outcome, int]]:
        """Count the outcomes of the lower tier's own records under their ancestor of ``tier``."""
        evaluation = self.done.get(lower)
        if evaluation is None or level_node(level) not in evaluation.conclusions[choice].fired:
            return {}
        ancestors = [self.ancestor(unit, tier) for unit in evaluation.units]
        frame = pl.DataFrame(
            {
                "ancestor": pl.Series(ancestors, dtype=pl.Int64),
                "outcome": held(evaluation, self.programme, level, choice, cumulative=self.cumulative),
            }
        ).filter(pl.col("ancestor").is_not_null())
        grouped = frame.group_by("ancestor", "outcome").len()
        found: dict[int, dict[Outcome, int]] = defaultdict(dict)
        by_code = {code: outcome for outcome, code in CODE.items()}
        for ancestor, code, count in grouped.sort("ancestor", "outcome").iter_rows():
            found[ancestor][by_code[code]] = count
        return found

    def _among(self, unit: int, tier: str, key: BelowKey, choice: int) -> Below:
        """Return the units below with some flags; a unit whose flags are not given may be one of them or not."""
        lower, _, level, among = key
        evaluation = self.done.get(lower)
        met = unmet = sure = maybe = children = 0
        for row, child in enumerate(evaluation.units if evaluation else ()):
            if evaluation is None or self.ancestor(child, tier) != unit:
                continue
            children += 1
            flags = [self.records[child].flags.get(name) for name, _ in among]
            wanted = [given is None or given.value == value for given, (_, value) in zip(flags, among, strict=True)]
            outcome = evaluation.outcome(row, level_node(level), choice)
            if not all(wanted) or outcome is Outcome.NOT_APPLICABLE:
                continue
            if None in flags:
                maybe += 1
                continue
            sure += 1
            met += outcome is Outcome.MET
            unmet += outcome is Outcome.NOT_MET
        units = self.records[unit].units.get(lower)
        rest = units.total.value - children if units and units.total else None
        evidence = frozenset({"records"} if children else ())
        own = from_official(told_among(units, among), self.programme, level, None, cumulative=self.cumulative)
        highs = [high for high in (own.total_high, None if rest is None else sure + maybe + rest) if high is not None]
        found = combine(own, Below(met, unmet, sure, min(highs, default=None), evidence=evidence))
        if found.contradictory:
            if choice == 0:
                raise Faulty(self._disagreement(unit, lower, level, found))
            return replace(found, met=own.met, unmet=own.unmet)
        return found

    def _between(self, tier: str, lower: str, level: int, choice: int) -> dict[int, Below]:
        """Pool what units of a tier between say of theirs, where the lowest have no records of their own."""
        order = list(self.pack.tiers)
        found: dict[int, Below] = {}
        for name in order[order.index(lower) + 1 : order.index(tier)]:
            evaluation = self.done.get(name)
            key: BelowKey = (lower, self.programme, level, ())
            if evaluation is None or key not in evaluation.below[choice]:
                continue
            by_parent: dict[int, list[Below]] = defaultdict(list)
            for unit, below in zip(evaluation.units, evaluation.below[choice][key], strict=True):
                ancestor = self.ancestor(unit, tier)
                if ancestor is not None:
                    by_parent[ancestor].append(below)
            for parent, listed in by_parent.items():
                if any(below.evidence for below in listed):
                    units = self.records[parent].units.get(name)
                    complete = units is not None and units.total is not None and units.total.value == len(listed)
                    found[parent] = fit_whole_units(pool(listed, complete))
        return found

    def ancestor(self, unit: int, tier: str) -> int | None:
        """Return the unit of a tier above another one."""
        current = self.parents[unit]
        while current is not None and self.records[current].unit.tier != tier:
            current = self.parents[current]
        return current
