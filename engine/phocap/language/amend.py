"""Law that changes law: a rule file with the amendments that are in force on a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from phocap.faults import Fault
from phocap.language.pack import Loaded
from phocap.model.rulefile import Amendment, Condition, Level, RuleFile, Suspended
from phocap.source.yaml import Node, find
from phocap.text.nearest import nearest
from phocap.value import dataclass


@dataclass(frozen=True)
class Consolidated:
    """A rule file with its amendments applied, and where every condition that they changed comes from."""

    model: RuleFile
    origins: Mapping[str, str] = field(default_factory=dict)
    """The instrument of each added or replaced condition, by ``level/tier/id``."""

    def origin(self, level: int, tier: str, condition: str) -> str:
        """Return the instrument that a condition comes from."""
        return self.origins.get(f"{level}/{tier}/{condition}", self.model.instrument)


def consolidate(base: RuleFile, amendments: Iterable[Amendment]) -> Consolidated:
    """Return ``base`` as changed by amendments, the earlier first. Unknown conditions are left to the checks."""
    model, origins = base, dict[str, str]()
    for amendment in amendments:
        levels = dict(model.levels)
        for number, level in amendment.add.items():
            levels[number] = _added(levels.get(number), level)
            for tier, listed in level.tiers.items():
                origins |= _origins(f"{number}/{tier}", listed, amendment.instrument)
        for name, condition in amendment.replace.items():
            origins |= _origins(name.rpartition("/")[0], [condition], amendment.instrument)
        changed = {number: _changed(number, level, amendment) for number, level in sorted(levels.items())}
        measures, readings = {**model.measures, **amendment.measures}, {**model.readings, **amendment.readings}
        model = model.model_copy(update={"levels": changed, "measures": measures, "readings": readings})
    return Consolidated(model, origins)


def names_of(model: RuleFile) -> list[str]:
    """Return the conditions of a rule file as an amendment names them."""
    tiers = ((number, *item) for number, level in model.levels.items() for item in level.tiers.items())
    return [f"{number}/{tier}/{condition.id}" for number, tier, listed in tiers for condition in listed]


def _origins(place: str, listed: Iterable[Condition], instrument: str) -> dict[str, str]:
    """Return where conditions and those inside them come from; one that stands elsewhere keeps its own."""
    found: dict[str, str] = {}
    for condition in listed:
        if condition.see is None:
            found[f"{place}/{condition.id}"] = instrument
        found |= _origins(place, [*(condition.all or ()), *(condition.any or ()), *(condition.of or ())], instrument)
    return found


def _added(present: Level | None, added: Level) -> Level:
    if present is None:
        return added
    tiers = dict(present.tiers)
    for tier, listed in added.tiers.items():
        tiers[tier] = [*tiers.get(tier, []), *listed]
    return _with_tiers(present, tiers)


def _changed(number: int, level: Level, amendment: Amendment) -> Level:
    tiers = {}
    for tier, listed in level.tiers.items():
        kept = [c for c in listed if f"{number}/{tier}/{c.id}" not in amendment.remove]
        changed = [amendment.replace.get(f"{number}/{tier}/{c.id}", c) for c in kept]
        tiers[tier] = [_suspended(c, amendment.suspend.get(f"{number}/{tier}/{c.id}")) for c in changed]
    return _with_tiers(level, tiers)


def _suspended(condition: Condition, suspension: Suspended | None) -> Condition:
    return condition if suspension is None else condition.model_copy(update={"suspended": suspension})


def _with_tiers(level: Level, tiers: Mapping[str, list[Condition]]) -> Level:
    values: dict[str, Any] = {"cite": level.cite, "title": level.title, **tiers}
    return Level.model_construct(**values)


def amendment_faults(amendment: Loaded[Amendment], base: RuleFile | None, targets: Iterable[str]) -> Iterator[Fault]:
    """Yield what an amendment names and its base does not have; ``base`` holds earlier amendments already."""
    node, model = amendment.node, amendment.model
    if base is None:
        facts: dict[str, object] = {"rule_file": model.amends, "nearest": nearest(model.amends, list(targets))}
        yield Fault("amends-unknown-file", find(node, ("amends",)), facts)
        return
    known = names_of(base)
    for key in ("replace", "suspend"):
        for name in getattr(model, key):
            yield from _unknown(node, (key, name), name, known, at_key=True)
    for position, name in enumerate(model.remove):
        yield from _unknown(node, ("remove", position), name, known, at_key=False)
    for name, condition in model.replace.items():
        if name in known and name.rsplit("/", 1)[-1] != condition.id:
            facts = {"condition": name, "id": condition.id}
            yield Fault("replaced-by-other-id", find(node, ("replace", name, "id")), facts)
    for number, level in model.add.items():
        for tier, listed in level.tiers.items():
            for position, condition in enumerate(listed):
                if f"{number}/{tier}/{condition.id}" in known:
                    facts = {"id": condition.id, "first": model.amends}
                    yield Fault("duplicate-id", find(node, ("add", str(number), tier, position, "id")), facts)


def _unknown(node: Node, loc: tuple[str | int, ...], name: str, known: list[str], *, at_key: bool) -> Iterator[Fault]:
    if name not in known:
        facts: dict[str, object] = {"condition": name, "nearest": nearest(name, known)}
        yield Fault("amends-unknown-condition", find(node, loc, at_key=at_key), facts)
