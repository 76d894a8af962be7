"""What tests can name: the levels and conditions of a rule file, on a day and under readings."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from phocap.language.compile import level_node
from phocap.language.pack import Pack
from phocap.language.registry import Registry
from phocap.language.ruleset import TierRules
from phocap.model.rulefile import Condition, Level, Reading

Readings = tuple[tuple[str, str], ...]
Names = Mapping[str, str]
"""What tests write → the id of the node in the evaluation."""


class Nodes:
    """The levels and conditions of one rule file; each day and choice of readings is compiled once."""

    def __init__(self, pack: Pack, rule_id: str) -> None:
        """Serve the rule file ``rule_id`` of ``pack``."""
        self.rule_id = rule_id
        self.file = pack.rule_files[rule_id]
        changed = f"{self.file.model.instrument}/{self.file.model.programme}"
        self.amendments = [a.model for a in pack.amendments if a.model.amends == changed]
        self._registry = Registry(pack)
        self._judged: dict[tuple[date, Readings], dict[str, Names]] = {}

    def judged(self, day: date, readings: Readings) -> dict[str, Names]:
        """Return what each tier is judged by on a day.

        Raises:
            Faulty: the instrument was not in force on that day.
        """
        key = day, readings
        if key not in self._judged:
            model = self.file.model
            in_force = self._registry.in_force(model.programme, day, model.instrument)
            tiers = in_force.rules(dict(readings)).tiers
            self._judged[key] = {name: dict(_names(rules)) for name, rules in tiers.items()}
        return self._judged[key]

    def ever(self, tier: str) -> set[str]:
        """Return the conditions of a tier on any day and under any readings."""
        own = [self.file.model.levels, *(amendment.add for amendment in self.amendments)]
        return {name for levels in own for name, _ in written(levels, tier)}

    @property
    def readings(self) -> dict[str, Reading]:
        """The readings of the rule file, and those that amendments bring."""
        found = dict(self.file.model.readings)
        for amendment in self.amendments:
            found |= amendment.readings
        return found


def _names(rules: TierRules) -> Iterator[tuple[str, str]]:
    for level in rules.levels:
        yield f"level {level.level}", level.node
        for rule in level.walk():
            # A condition that asks for another level comes to what that level comes to.
            yield rule.node, rule.node if rule.level_ref is None else level_node(rule.level_ref)


def written(levels: Mapping[int, Level], tier: str) -> Iterator[tuple[str, Condition]]:
    """Yield every condition of a tier as it stands in the rule file, with the name that tests give it."""
    for number, level in levels.items():
        for condition in _walk(level.tiers.get(tier, ())):
            if condition.copy_ is None:
                yield f"{number}/{condition.id}", condition
                continue
            for own in level.tiers.get(condition.copy_, ()):
                if own.subject in ("measure", "finding"):
                    effect = {"effect": condition.effect}
                    yield f"{number}/{condition.id}/{own.id}", own.model_copy(update=effect)


def _walk(listed: Sequence[Condition]) -> Iterator[Condition]:
    for condition in listed:
        yield condition
        yield from _walk([*(condition.all or ()), *(condition.any or ()), *(condition.of or ())])
