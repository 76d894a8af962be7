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
from phocap.model.outcome import CODE, Outcome
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


class Ancestors:
    """Who is above whom, worked out once for all programmes, levels and readings."""

    def __init__(self, records: Sequence[Record], parents: Sequence[int | None]) -> None:
        """Nothing is looked up before it is asked for: a record of a table is made anew each time."""
        self._records, self._parents = records, parents
        self._known: dict[int, Record] = {}
        self._above: dict[tuple[int, str], tuple[Sequence[int], list[int | None]]] = {}

    def record(self, unit: int) -> Record:
        """Return the record of a unit that has units below it."""
        if unit not in self._known:
            self._known[unit] = self._records[unit]
        return self._known[unit]

    def of(self, units: Sequence[int], tier: str) -> list[int | None]:
        """Return for each unit the one of ``tier`` that it lies in."""
        key = (id(units), tier)
        if key not in self._above:
            self._above[key] = units, [self._of(unit, tier) for unit in units]  # kept, so that its id stays its own
        return self._above[key][1]

    def _of(self, unit: int, tier: str) -> int | None:
        current = self._parents[unit]
        while current is not None and self.record(current).unit.tier != tier:
            current = self._parents[current]
        return current


class RollUp:
    """The units below every unit of a tier, for one programme."""

    def __init__(
        self,
        ancestors: Ancestors,
        pack: Pack,
        programme: str,
        done: Mapping[str, TierEvaluation],
    ) -> None:
        """Roll up the tiers in ``done``, which are all those below the one to be judged."""
        self.ancestors, self.pack, self.programme, self.done = ancestors, pack, programme, done
        self.cumulative = pack.cumulative(programme)

    def below(self, units: Sequence[int], tier: str, key: BelowKey, choice: int) -> list[Below]:
        """Return, for each unit of ``tier``, what ``key`` says is to be counted below it."""
        lower, _, level, among = key
        if among:
            children = self._children(tier, lower)
            flags = {name: self.done[lower].columns.flag(name).to_list() for name, _ in among if lower in self.done}
            return [self._among(unit, children.get(unit, ()), flags, key, choice) for unit in units]
        counted = self._records_below(tier, lower, level, choice)
        between = self._between(tier, lower, level, choice)
        strict = choice == 0  # another reading need not fit official counts
        known = self.done[lower].rolled if lower in self.done and not between else {}
        same = (tier, key, id(units), id(counted), strict)
        if same not in known:
            found = [
                self.with_counts(unit, tier, key, counted.get(unit), between.get(unit), strict=strict) for unit in units
            ]
            known[same] = units, counted, found  # kept, so that their ids stay their own
        return known[same][2]

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
        given = self.ancestors.record(unit).units.get(lower)
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
        units = self.ancestors.record(unit).units.get(lower)
        if units is not None and units.total is not None and children > units.total.value:
            name = self.ancestors.record(unit).unit.name
            facts = {"unit": name, "tier": lower, "children": children, "total": units.total.value}
            raise Faulty(Fault("more-children-than-total", units.total.place, facts))

    def _disagreement(self, unit: int, lower: str, level: int, below: Below) -> Fault:
        record = self.ancestors.record(unit)
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
        if evaluation is None or level_node(level) not in evaluation.conclusions[choice].quorums:
            return {}
        # Hundreds of choices of readings come to the same outcomes.
        by_pattern = bytes(evaluation.conclusions[choice].quorums[level_node(level)].codes.to_list())
        key = (tier, self.programme, level, by_pattern)
        if key not in evaluation.counted:
            evaluation.counted[key] = self._counted(evaluation, tier, level, choice)
        return evaluation.counted[key]

    def _counted(self, evaluation: TierEvaluation, tier: str, level: int, choice: int) -> dict[int, dict[Outcome, int]]:
        ancestors = self.ancestors.of(evaluation.units, tier)
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

    def _children(self, tier: str, lower: str) -> dict[int, list[int]]:
        """Return the rows of the lower tier under each unit of ``tier``."""
        found: dict[int, list[int]] = defaultdict(list)
        if lower in self.done:
            for row, ancestor in enumerate(self.ancestors.of(self.done[lower].units, tier)):
                if ancestor is not None:
                    found[ancestor].append(row)
        return found

    def _among(
        self, unit: int, rows: Sequence[int], flags: Mapping[str, list[bool | None]], key: BelowKey, choice: int
    ) -> Below:
        """Return the units below with some flags; a unit whose flags are not given may be one of them or not."""
        lower, _, level, among = key
        met = unmet = sure = maybe = 0
        children = len(rows)
        for row in rows:
            given = [flags[name][row] for name, _ in among]
            wanted = [told is None or told == value for told, (_, value) in zip(given, among, strict=True)]
            outcome = self.done[lower].outcome(row, level_node(level), choice)
            if not all(wanted) or outcome is Outcome.NOT_APPLICABLE:
                continue
            if None in given:
                maybe += 1
                continue
            sure += 1
            met += outcome is Outcome.MET
            unmet += outcome is Outcome.NOT_MET
        units = self.ancestors.record(unit).units.get(lower)
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
            above = self.ancestors.of(evaluation.units, tier)
            for ancestor, below in zip(above, evaluation.below[choice][key], strict=True):
                if ancestor is not None:
                    by_parent[ancestor].append(below)
            for parent, listed in by_parent.items():
                if any(below.evidence for below in listed):
                    units = self.ancestors.record(parent).units.get(name)
                    complete = units is not None and units.total is not None and units.total.value == len(listed)
                    found[parent] = fit_whole_units(pool(listed, complete))
        return found
