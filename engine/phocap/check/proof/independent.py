"""Which readings must be varied together: those that bear on conditions which figures, flags or a list tie.

What is asked of a condition hangs only on the conditions tied to it; readings of others may stay as they are. So the
readings of each group are varied with all others at their default, and choices add up instead of being multiplied.
"""

from collections.abc import Iterable, Iterator, Sequence

from phocap.language.compile import compiled_measure, members_of, walk_conditions
from phocap.language.registry import InForce
from phocap.model.outcome import Outcome
from phocap.model.rulefile import Condition, Effect
from phocap.model.vocabulary import Measure

Name = tuple[str, str]
"""What conditions can have in common: a reading, a field, a flag, the units of a tier, another condition."""


def groups(in_force: InForce) -> list[frozenset[str]]:
    """Return the readings of a rule file, each with those that it must be varied with."""
    readings, walk = in_force.readings, _Walk(in_force)
    tops = [listed for level in in_force.model.levels.values() for listed in level.tiers.values()]
    if any(walk.is_far(condition) for listed in tops for condition in listed):
        return [frozenset(readings)]
    ties = _Ties()
    for constraint in in_force.pack.words.constraints:
        ties.tie(("field", name) for name in (constraint.whole, *constraint.parts))
    for listed in tops:
        for names in walk.needed(listed, frozenset()):
            ties.tie(names)
    found: dict[Name, set[str]] = {}
    for reading in readings:
        found.setdefault(ties.root(("reading", reading)), set()).add(reading)
    return [frozenset(together) for together in found.values()]


class _Ties:
    """Sets of names that grow together."""

    def __init__(self) -> None:
        self._above: dict[Name, Name] = {}

    def root(self, name: Name) -> Name:
        while name in self._above:
            name = self._above[name]
        return name

    def tie(self, names: Iterable[Name]) -> None:
        roots = sorted({self.root(name) for name in names})
        self._above |= dict.fromkeys(roots[1:], roots[0]) if roots else {}


class _Walk:
    """The conditions of a rule file that decide, as names that belong together."""

    def __init__(self, in_force: InForce) -> None:
        self.programme, self.readings = in_force.model.programme, in_force.model.readings
        self.measures = in_force.pack.measures

    def is_far(self, condition: Condition, plain: bool = True) -> bool:
        """Whether a condition ties to its list what stands elsewhere: another programme or tier, a level, a condition.

        A level or condition that every option needs (``plain``) is as good as its conditions, and ties nothing.
        """
        if condition.effect is not Effect.DECIDES or condition.copy_ is not None:
            return condition.effect is Effect.DECIDES
        plain = plain and not condition.readings
        if condition.requires is not None:
            return not plain or condition.requires.programme not in (None, self.programme)
        inside = plain and condition.all is not None
        return (condition.see is not None and not plain) or any(self.is_far(c, inside) for c in members_of(condition))

    def needed(
        self, listed: Sequence[Condition], above: frozenset[Name], top: bool = True
    ) -> Iterator[frozenset[Name]]:
        """Yield the names of each condition of a list all of which are needed, and of what makes the list.

        Which members a list has is one thing, and so is whether there is nobody to count for any of them.
        """
        listed = [condition for condition in listed if condition.effect is Effect.DECIDES]
        yield above | {("reading", name) for condition in listed for name in _presence(condition)}
        if all(map(_may_be_idle, listed)):
            inside = [inner for condition in listed for inner in walk_conditions(condition)]
            far = {("idle", "")} if top or any(inner.requires for inner in inside) else set()
            yield above | far | {("reading", name) for inner in inside for name in inner.readings}
        for condition in listed:
            own = above | {("reading", name) for name in condition.readings}
            if condition.all is not None:
                yield from self.needed(condition.all, own, top=False)
            else:
                yield own.union(*map(self._names, walk_conditions(condition)))

    def _names(self, condition: Condition) -> set[Name]:
        """Return what a condition looks at under any option of its readings."""
        measures = [condition.measure.name if condition.measure else None]
        measures += [variant.measure for variant in condition.when.values()]
        windows = [condition.years]
        for name in condition.readings:
            measures += [option.measure for option in self.readings[name].options.values()]
            windows += [option.years for option in self.readings[name].options.values()]
        found = {("reading", name) for name in condition.readings} | {("flag", name) for name in condition.when}
        found |= {("field", field) for name in measures if name for field in _fields(self.measures[name])}
        found |= {("field", years.age) for years in windows if years and years.age}
        found |= {("field", condition.finding)} if condition.finding else set()
        return found | ({("units", condition.share_of)} if condition.share_of else set())


def _fields(measure: Measure) -> tuple[str, ...]:
    return compiled_measure("", measure).fields


def _presence(condition: Condition) -> set[str]:
    """Return the readings on which it hangs whether a condition decides anything."""
    inside = [_presence(member) for member in members_of(condition)]
    also = condition.suspended.only if condition.suspended else {}
    return {*condition.only, *also}.union(*inside if all(inside) else ())


def _may_be_idle(condition: Condition) -> bool:
    """Whether it is possible that a condition does not apply."""
    if condition.measure is not None or condition.share_of is not None:
        return condition.empty is Outcome.NOT_APPLICABLE
    return condition.finding is None and all(map(_may_be_idle, members_of(condition)))
