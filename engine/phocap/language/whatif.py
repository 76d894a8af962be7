"""A rule file with a figure changed: ``3/enrolment-6.at_least=91%``, or all of a range, ``91%..99%/1%``.

The figure for units with a flag is named as the file nests it: ``3/completion-11.when.special_difficulty.at_least``.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from phocap.faults import Fault, Faulty
from phocap.language.compile import walk_conditions
from phocap.model.quantity import parse_share
from phocap.model.rulefile import Condition, Level, RuleFile, Variant
from phocap.text.nearest import nearest
from phocap.value import dataclass

BOUNDS: Final = ("at_least", "at_most")
WHEN: Final = ".when."
MOST_VALUES: Final = 100_000
"""Values of one figure that are tried."""


@dataclass(frozen=True)
class Figure:
    """A figure of a rule file: a bound of one condition, or of its variant for units with a flag."""

    level: int
    tier: str
    condition: str
    key: str
    flag: str | None = None

    @property
    def name(self) -> str:
        """Return how it is called: ``3/commune/enrolment-6.at_least``."""
        variant = "" if self.flag is None else f"{WHEN}{self.flag}"
        return f"{self.level}/{self.tier}/{self.condition}{variant}.{self.key}"


def figure(model: RuleFile, where: str, said: str) -> Figure:
    """Return the figure that is meant by ``CONDITION.at_least``, the condition by its id or ``level/tier/id``.

    ``CONDITION.when.FLAG.at_least`` is that of the units with a flag.

    Raises:
        Faulty: there is no such condition, variant or figure, or the id is that of several conditions; ``said`` is
            quoted.
    """
    whole, _, key = where.rpartition(".")
    name, when, flag = whole.partition(WHEN)
    if not name:
        raise Faulty(Fault("what-if-form", facts={"value": said}))
    if key not in BOUNDS:
        raise Faulty(Fault("what-if-form", facts={"value": said, "allowed": list(BOUNDS)}))
    known = dict(_conditions(model))
    meant = [full for full in known if name in (full, full.rsplit("/", 1)[-1], _short(full))]
    if not meant:
        raise Faulty(
            Fault("amends-unknown-condition", facts={"condition": name, "nearest": nearest(name, list(known))})
        )
    if len(meant) > 1:
        raise Faulty(Fault("what-if-ambiguous", facts={"condition": name, "allowed": meant}))
    condition = known[meant[0]]
    if when and flag not in condition.when:
        facts = {"condition": meant[0], "flag": flag, "nearest": nearest(flag, condition.when)}
        raise Faulty(Fault("what-if-no-variant", facts={**facts, "allowed": list(condition.when)}))
    had = (when and _bounds(condition.when[flag])) or _bounds(condition)
    if key not in had:
        raise Faulty(Fault("what-if-form", facts={"value": said, "allowed": had}))
    level, tier, identity = meant[0].split("/")
    return Figure(int(level), tier, identity, key, flag if when else None)


def with_figure(model: RuleFile, found: Figure, value: Fraction) -> RuleFile:
    """Return the rule file with another value of a figure."""

    def update(condition: Condition) -> Condition:
        inside = {
            group: [update(member) for member in listed]
            for group in ("all", "any", "of")
            if (listed := getattr(condition, group))
        }
        if condition.id != found.condition or condition.see is not None:
            return condition.model_copy(update=inside)
        if found.flag is None:
            return condition.model_copy(update={**inside, found.key: value})
        variant = condition.when[found.flag].model_copy(update={found.key: value})
        return condition.model_copy(update={**inside, "when": {**condition.when, found.flag: variant}})

    level = model.levels[found.level]
    tiers = {**level.tiers, found.tier: [update(condition) for condition in level.tiers[found.tier]]}
    whole = Level.model_construct(cite=level.cite, title=level.title, **tiers)  # type: ignore[arg-type]
    return model.model_copy(update={"levels": {**model.levels, found.level: whole}})


def what_if(model: RuleFile, text: str) -> RuleFile:
    """Return the rule file with one figure changed as ``CONDITION.at_least=97%`` says.

    Raises:
        Faulty: see :func:`figure`; the value is no threshold.
    """
    where, equals, value = text.partition("=")
    if not equals:
        raise Faulty(Fault("what-if-form", facts={"value": text}))
    found = figure(model, where, text)
    return with_figure(model, found, _share(value))


def values(text: str) -> tuple[Fraction, ...]:
    """Return the values that ``FIRST..LAST/STEP`` or ``A,B,C`` names, without repetitions.

    Raises:
        Faulty: ``vary-form``, ``bad-threshold`` or ``too-many-values``.
    """
    found: dict[Fraction, None] = {}
    for part in text.split(","):
        first, dots, rest = part.partition("..")
        if not dots:
            found[_share(part)] = None
            continue
        last, slash, step = rest.rpartition("/")
        if not slash:
            raise Faulty(Fault("vary-form", facts={"value": text}))
        low, high, by = _share(first), _share(last), _share(step)
        if by == 0 or high < low:
            raise Faulty(Fault("vary-form", facts={"value": text}))
        count = (high - low) // by + 1
        if count > MOST_VALUES:
            raise Faulty(Fault("too-many-scenarios", facts={"found": count, "limit": MOST_VALUES}))
        found.update(dict.fromkeys(low + number * by for number in range(count)))
    return tuple(found)


def _share(text: str) -> Fraction:
    try:
        return parse_share(text.strip())
    except ValueError:
        raise Faulty(Fault("bad-threshold", facts={"value": text})) from None


def _conditions(model: RuleFile) -> Iterator[tuple[str, Condition]]:
    for number, level in model.levels.items():
        for tier, listed in level.tiers.items():
            for condition in (inner for top in listed for inner in walk_conditions(top)):
                if condition.see is None and condition.copy_ is None:
                    yield f"{number}/{tier}/{condition.id}", condition


def _bounds(given: Condition | Variant) -> list[str]:
    return [bound for bound in BOUNDS if getattr(given, bound) is not None]


def _short(full: str) -> str:
    number, _, identity = full.split("/")
    return f"{number}/{identity}"
