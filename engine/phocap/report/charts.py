"""What charts show, for every form of report: it is counted and put in order here, and only drawn elsewhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Final

from phocap.explain import quantities
from phocap.explain.wrap import clean
from phocap.model.base import Text
from phocap.model.outcome import Outcome
from phocap.model.record import Record
from phocap.model.result import Comparison, ConditionResult, Verdict, walk
from phocap.model.rulefile import Effect
from phocap.report.document_words import AT_BOUND, SHORT, SPARE
from phocap.report.gist import Group, unit_id
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang
from phocap.value import dataclass

_FROM: Final = (1, 6, 11, 51)
_SPARE: Final = tuple(zip(_FROM, [*(after - 1 for after in _FROM[1:]), None], strict=True))
BINS: Final[tuple[tuple[int | None, int | None], ...]] = (
    *((None if high is None else -high, -low) for low, high in reversed(_SPARE)),
    (0, 0),
    *_SPARE,
)
"""Margins that are counted together, from the least to the greatest; negative ones are shortfalls."""

_AGES = re.compile(r"(\D+?)_(\d+)(?:_(\d+))?\.(\w+)")

UnitKey = tuple[date, str, str | None, str]
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Figures:
    """Counts that records give by age, also those that no condition looks at, and what fields are called."""

    of: Mapping[UnitKey, Counts] = field(default_factory=dict)
    labels: Mapping[str, Text] = field(default_factory=dict)


def figures_of(records: Sequence[Record], labels: Mapping[str, Text]) -> Figures:
    """Return the counts by age of records."""
    found = {
        (record.as_of, record.unit.tier, record.unit.code, record.unit.name or ""): {
            name: given.value for name, given in record.figures.items() if _AGES.fullmatch(name)
        }
        for record in records
    }
    return Figures(found, {name: label for name, label in labels.items() if _AGES.fullmatch(name)})


@dataclass(frozen=True)
class Age:
    """One age or span of ages: the whole, and its parts beside each other."""

    name: str
    whole: tuple[Text, int]
    parts: tuple[tuple[Text, int], ...]

    def rate(self, lang: Lang) -> str:
        """Return the share of the first part as it is printed elsewhere; empty where there is no part."""
        return quantities.share(Fraction(self.parts[0][1], self.whole[1]), lang) if self.parts else ""


@dataclass(frozen=True)
class Cohort:
    """The figures by age of one unit, or the sums over the units of the lowest tier that give all of them."""

    unit: str | None
    units: int
    ages: tuple[Age, ...]


def cohort(group: Group, figures: Figures) -> Cohort | None:
    """Return the figures by age; None where there are not enough to draw.

    Which belong to the programme is told by its conditions: fields of the same kinds and of ages between theirs.
    """
    used = {f.field: f.label for v in group.verdicts for lv in v.levels for c in walk(lv.conditions) for f in c.figures}
    named = {name: found for name in used if (found := _AGES.fullmatch(name))}
    if not named:
        return None
    prefix = Counter(found[1] for found in named.values()).most_common(1)[0][0]
    kinds = {found[4] for found in named.values() if found[1] == prefix}
    spans = [_span(found) for found in named.values() if found[1] == prefix]
    first, last = min(low for low, _ in spans), max(high for _, high in spans)

    def belongs(name: str) -> bool:
        found = _AGES.fullmatch(name)
        if found is None or found[1] != prefix or found[4] not in kinds:
            return False
        low, high = _span(found)
        return first <= low and high <= last

    labels = {**figures.labels, **used}
    one = group.verdicts[group.roots[0]] if len(group.roots) == 1 else None
    counts = _counts(one, figures, belongs) if one is not None else {}
    unit, units = (clean(one.unit.name) if one is not None else None), 1
    if len(counts) < _ENOUGH:
        lowest = [_counts(v, figures, belongs) for v in group.verdicts if v.unit.tier == group.tiers[-1]]
        most = max((len(found) for found in lowest), default=0)
        full = [found for found in lowest if len(found) == most]
        if most < _ENOUGH:
            return None
        counts = {name: sum(found.get(name, 0) for found in full) for name in full[0]}
        unit, units = None, len(full)
    ages = tuple(_ages(counts, labels))
    return Cohort(unit, units, ages) if len(ages) > 1 else None


_ENOUGH: Final = 3


def _span(found: re.Match[str]) -> tuple[int, int]:
    return int(found[2]), int(found[3] or found[2])


def _counts(verdict: Verdict, figures: Figures, belongs: object) -> dict[str, int]:
    """Return what is known of a unit: figures that its record gives, and those that follow from them."""
    assert callable(belongs)
    unit = verdict.unit
    given = figures.of.get((verdict.as_of, unit.tier, unit.code, unit.name), {})
    known = {
        figure.field: figure.low
        for level in verdict.levels
        for condition in walk(level.conditions)
        for figure in condition.figures
        if figure.low == figure.high
    }
    return {name: n for name, n in {**known, **given}.items() if belongs(name)}


def _ages(counts: Counts, labels: Mapping[str, Text]) -> Iterator[Age]:
    """Yield single ages in order, then spans; of each the largest figure is the whole, and the others are its parts."""
    by_age: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name in counts:
        found = _AGES.fullmatch(name)
        assert found is not None
        by_age[_span(found)].append(name)
    for (low, high), names in sorted(by_age.items(), key=lambda item: (item[0][0] != item[0][1], item[0])):
        *parts, whole = sorted(names, key=lambda name: (counts[name], _is_whole(name)))
        if counts[whole] > 0 and parts:
            listed = sorted((name for name in parts if counts[name] > 0), key=lambda name: -counts[name])
            yield Age(
                str(low) if low == high else f"{low}–{high}",
                (labels[whole], counts[whole]),
                tuple((labels[name], counts[name]) for name in listed),
            )


def _is_whole(name: str) -> bool:
    """Of equal figures the one with the shortest name after the age is the whole: ``ppc`` beside ``completed``."""
    return "_" not in name.rpartition(".")[2]


@dataclass(frozen=True)
class Cell:
    """A unit in the ranking of a condition."""

    verdict: Verdict
    condition: ConditionResult


def conditions(group: Group) -> tuple[str, list[tuple[int, str]]] | None:
    """Return the lowest tier with several units and its conditions with thresholds, the highest level first."""
    tallies = Counter(verdict.unit.tier for verdict in group.verdicts)
    tier = next((tier for tier in reversed(group.tiers) if tallies[tier] > 1), None)
    if tier is None:
        return None
    found: dict[tuple[int, str], None] = {}
    for verdict in group.verdicts:
        if verdict.unit.tier == tier:
            found |= {(lv.level, c.id): None for lv in verdict.levels for c in walk(lv.conditions) if _is_ranked(c)}
    return tier, sorted(found, key=lambda key: -key[0])


def _is_ranked(condition: ConditionResult) -> bool:
    found = condition.comparison
    has_bound = found is not None and found.threshold is not None
    return has_bound and condition.effect is Effect.DECIDES and condition.kind != "window"


def is_silent(found: Comparison) -> bool:
    """Whether there is nothing to draw: nobody to count, or figures that leave every rate open."""
    return quantities.is_empty(found) or found.low is None or quantities.says_nothing(found)


def ranked(group: Group, tier: str, key: tuple[int, str]) -> list[Cell]:
    """Return the units of a tier by one condition, from the lowest rate to the highest; those without any first."""
    cells = [
        Cell(verdict, condition)
        for verdict in group.verdicts
        if verdict.unit.tier == tier
        for level in verdict.levels
        if level.level == key[0]
        for condition in walk(level.conditions)
        if condition.id == key[1] and condition.comparison is not None
    ]
    return sorted(cells, key=lambda cell: _rank(cell.condition))


def _rank(condition: ConditionResult) -> tuple[object, ...]:
    found = condition.comparison
    assert found is not None
    return (not is_silent(found), found.low or 0, found.high is None, found.high or 0)


def margins(cells: Sequence[Cell]) -> tuple[list[int], int]:
    """Return how many units have a margin in each of the bins, and how many are open."""
    known = [_margin(cell.condition) for cell in cells]
    counted = [sum(_within(margin, *limits) for margin in known if margin is not None) for limits in BINS]
    undecided = sum(
        margin is None and cell.condition.outcome is Outcome.UNDETERMINED
        for margin, cell in zip(known, cells, strict=True)
    )
    return counted, undecided


def _margin(condition: ConditionResult) -> int | None:
    found = condition.comparison
    if found is None or (found.margin is None and found.shortfall is None):
        return None
    return found.margin if found.margin is not None else -(found.shortfall or 0)


def _within(margin: int, low: int | None, high: int | None) -> bool:
    return (low is None or low <= margin) and (high is None or margin <= high)


def bin_label(limits: tuple[int | None, int | None]) -> Bilingual:
    """Return what a bin is called: ``thiếu 1–5``, ``vừa đủ``, ``dư ≥ 51``."""
    low, high = limits
    if low == high == 0:
        return AT_BOUND
    name = SHORT if high is not None and high < 0 else SPARE
    if low is None or high is None:
        n = abs(high if low is None else low)  # type: ignore[arg-type]
        return Bilingual(*(f"{name[lang]} ≥ {numbers.count(n, lang)}" for lang in (Lang.VI, Lang.EN)))
    ends = sorted((abs(low), abs(high)))
    return Bilingual(*(f"{name[lang]} {ends[0]}–{ends[1]}" for lang in (Lang.VI, Lang.EN)))


@dataclass(frozen=True)
class Changes:
    """Which units rose, fell or stayed since the time before, as places in the two groups; which came and went."""

    moved: Mapping[str, tuple[tuple[int, int], ...]]
    """``up``, ``down`` and ``same``: places now and before."""
    new: tuple[int, ...]
    gone: tuple[int, ...]


def changes(group: Group, earlier: Group) -> Changes:
    """Return what became of each unit; a unit is known again by its code or name."""
    was = {unit_id(verdict): place for place, verdict in enumerate(earlier.verdicts)}
    moved: dict[str, list[tuple[int, int]]] = {"up": [], "down": [], "same": []}
    new, seen = [], set()
    for place, verdict in enumerate(group.verdicts):
        before = was.get(unit_id(verdict))
        if before is None:
            new.append(place)
            continue
        seen.add(before)
        old = earlier.verdicts[before].highest_level
        kind = "up" if verdict.highest_level > old else "down" if verdict.highest_level < old else "same"
        moved[kind].append((place, before))
    gone = tuple(place for place in was.values() if place not in seen)
    return Changes({kind: tuple(listed) for kind, listed in moved.items()}, tuple(new), gone)
