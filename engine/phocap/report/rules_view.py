"""A rule set as it is shown: the conditions of a day and of a tier, in the order of the law."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any

from phocap.check.proof.subjects import Law
from phocap.faults import Fault, Faulty
from phocap.language.pack import Pack
from phocap.language.registry import InForce
from phocap.model.law import Period, Status
from phocap.model.rulefile import Condition, RuleFile
from phocap.source.yaml import plain
from phocap.text.nearest import nearest
from phocap.value import dataclass


@dataclass(frozen=True)
class Latest:
    """The newest rules of a programme: their instrument and the day since which nothing in them changes."""

    instrument: str
    day: date


@dataclass(frozen=True)
class View:
    """The rules of a programme on a day, for all tiers or one."""

    in_force: InForce
    tiers: tuple[str, ...]
    """Those that exist and are judged, from the lowest."""

    @property
    def model(self) -> RuleFile:
        """The rule file, whole, with the amendments of the day."""
        return self.in_force.model

    def origin(self, level: int, tier: str, condition: Condition) -> str:
        """Return the number of the instrument that a condition comes from, where it is not the rule file's own."""
        origin = self.in_force.law.origin(level, tier, condition.id)
        return "" if origin == self.model.instrument else self.in_force.pack.instruments[origin].number

    def levels(self) -> Iterator[tuple[int, str, list[Condition]]]:
        """Yield level, tier and the conditions of the day."""
        for number, level in sorted(self.model.levels.items()):
            for tier in self.tiers:
                listed = [c for c in level.tiers.get(tier, ()) if c.period.holds_on(self.in_force.as_of)]
                if listed:
                    yield number, tier, listed

    def readings(self) -> list[str]:
        """Return the readings on which a condition shown depends, in the order of the file."""
        used: set[str] = set()
        for number, _, listed in self.levels():
            tiers = self.model.levels[number].tiers
            copied = [c for condition in listed if condition.copy_ for c in tiers.get(condition.copy_, ())]
            for condition in walk([*listed, *copied]):
                used |= set(condition.readings)
        return [name for name in self.model.readings if name in used]

    def rules(self) -> dict[str, Any]:
        """Return the rule file as it is written, with the conditions of the day and of the tiers shown only."""
        if self.in_force.amendments:
            written: Any = self.model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        else:
            written = plain(self.in_force.file.node)
        tiers = self.in_force.pack.tiers
        levels = {}
        for number, level in written["levels"].items():
            kept = {key: value for key, value in level.items() if key not in tiers}
            for tier in self.tiers:
                listed = [c for c in level.get(tier, ()) if _holds(c, self.in_force.as_of)]
                kept |= {tier: listed} if listed else {}
            levels[int(number)] = kept
        return {**_exact(written), "levels": _exact(levels)}

    def data(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        in_force = self.in_force
        instrument = in_force.pack.instruments[self.model.instrument]
        return {
            "id": in_force.id,
            "as_of": in_force.as_of.isoformat(),
            "tiers": list(self.tiers),
            "sha256": in_force.file.sha256,
            "instrument": instrument.model_dump(mode="json", by_alias=True, exclude_none=True),
            "rules": self.rules(),
        }

    def yaml(self) -> str:
        """Return the rules as a rule file."""
        import yaml

        head = f"# {self.in_force.id} · {self.in_force.as_of.isoformat()} · {', '.join(self.tiers)}\n"
        body: str = yaml.safe_dump(self.rules(), allow_unicode=True, sort_keys=False, width=100)
        return head + body


def view(in_force: InForce, tier: str | None = None) -> View:
    """Return the rules in force, for the tiers of that day or for one of them."""
    judged = in_force.rules({}).tiers
    return View(in_force, tuple(name for name in judged if tier in (None, name)))


def latest(pack: Pack, programme: str, instrument: str | None = None) -> Latest:
    """Return the newest rules of a programme, or the newest of one instrument.

    Raises:
        Faulty: the programme or the instrument is unknown.
    """
    files = {r.model.instrument: r.model for r in pack.rule_files.values() if r.model.programme == programme}
    if not files:
        facts = {"programme": programme, "nearest": nearest(programme, pack.programmes)}
        raise Faulty(Fault("unknown-programme", facts=facts))
    if instrument is not None and instrument not in files:
        facts = {"instrument": instrument, "nearest": nearest(instrument, files), "allowed": list(files)}
        raise Faulty(Fault("unknown-instrument", facts=facts))
    held = {name: pack.instruments[name].in_force for name in files if instrument in (None, name)}
    chosen = max(held, key=lambda name: (held[name].until is None, held[name].from_ or date.min))
    return Latest(chosen, _settled(Law(pack), f"{pack.name}/{chosen}/{programme}"))


def _settled(law: Law, rule_id: str) -> date:
    """Return the first day since which nothing changes in the rules, by the default readings."""

    def rules(day: date) -> object:
        return law.rules(law.in_force(rule_id, day), {}).tiers

    *earlier, last = law.days(rule_id)
    unchanged = takewhile(lambda day: rules(day) == rules(last), reversed(earlier))
    return min([last, *unchanged])


def walk(listed: list[Condition]) -> Iterator[Condition]:
    """Yield conditions and those inside them."""
    for condition in listed:
        yield condition
        yield from walk([*(condition.all or ()), *(condition.any or ()), *(condition.of or ())])


def thresholds(model: RuleFile) -> tuple[int, int]:
    """Return how many thresholds a rule file sets, and how many of them are confirmed."""
    return counted([c for level in model.levels.values() for listed in level.tiers.values() for c in listed])


def counted(listed: list[Condition]) -> tuple[int, int]:
    """Return how many thresholds conditions set, and how many of them are confirmed."""
    found = [
        condition.source is not None and condition.source.status is Status.CONFIRMED
        for condition in walk(listed)
        if condition.subject in ("measure", "share_of") and not condition.not_established
    ]
    return len(found), sum(found)


def _holds(condition: Any, day: date) -> bool:
    def of(key: str) -> date | None:
        return date.fromisoformat(condition[key]) if condition.get(key) else None

    return Period.model_construct(from_=of("from"), until=of("until")).holds_on(day)


def _exact(value: Any) -> Any:
    """Return plain data with decimals as they are written, which JSON and YAML numbers would not keep."""
    if isinstance(value, dict):
        return {key: _exact(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_exact(child) for child in value]
    return str(value) if isinstance(value, Decimal) else value
