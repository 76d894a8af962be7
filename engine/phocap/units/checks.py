"""What is odd about the unit of a record: its code, its name, the unit above it, and communes that were divided."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import Final

from phocap.faults import Fault, Severity
from phocap.language.pack import Pack
from phocap.model.record import Record, Unit, UnitRef
from phocap.text.language import Bilingual, Lang
from phocap.text.nearest import name_key, nearest
from phocap.text.numbers import date_text
from phocap.units.register import Listed, Register, register

Search = Generator[Fault, None, Listed | None]
"""Yields what is odd about a unit and returns what it is in the list, None when that stays open."""

IDS: Final = (
    "unit-code-unknown",
    "unit-code-zeros",
    "unit-code-reused",
    "unit-code-tier",
    "unit-name-unknown",
    "unit-name-differs",
    "unit-name-spelling",
    "unit-parent-differs",
    "unit-ended",
    "unit-not-yet",
    "unit-split",
    "unit-holds-split",
)


def check_units(records: Sequence[Record], pack: Pack, made_up: Iterable[str] = ()) -> Iterator[Fault]:
    """Yield what is odd about the units of records; those of ``made_up`` provinces are in no list."""
    nowhere = {name_key(name) for name in made_up}
    real = [record for record in records if not any(name_key(name) in nowhere for name in _names(record))]
    found = register(pack) if real else None
    if found is None:
        return
    for record in real:
        yield from _Checked(found, record, Bilingual(pack.country.title.vi, pack.country.title.en)).faults()


def _names(record: Record) -> Iterator[str]:
    yield record.unit.name
    if record.unit.parent is not None and record.unit.parent.name is not None:
        yield record.unit.parent.name


class _Checked:
    """The unit of one record against the lists."""

    def __init__(self, register: Register, record: Record, country: Bilingual) -> None:
        self.register, self.record, self.day, self.country = register, record, record.as_of, country
        self.complete = record.as_of >= register.reach

    def faults(self) -> Iterator[Fault]:
        unit = self.record.unit
        above = None
        if unit.parent is not None:
            above = yield from self._found(unit.parent, None)
        if unit.tier not in self.register.tiers:  # schools are in lists of their own
            return
        listed = yield from self._found(unit, above)
        if listed is None:
            return
        if self.complete and above is not None and above not in self.register.above(listed, self.day):
            right = [higher.name for higher in self.register.above(listed, self.day)]
            facts = {"unit": listed.name, "value": listed.code, "given": above.name, "right": right}
            yield self._warning("unit-parent-differs", **facts)
        yield from self._divided(listed)

    def _found(self, ref: Unit | UnitRef, above: Listed | None) -> Search:
        if ref.tier not in self.register.tiers:
            return None
        if ref.code is not None:
            return (yield from self._by_code(ref, ref.code))
        return (yield from self._by_name(ref, above))

    def _by_code(self, ref: Unit | UnitRef, code: str) -> Search:
        known = self.register.coded(code)
        if not known:
            right = self.register.without_zeros(code, ref.tier)
            if right is not None:
                yield self._warning("unit-code-zeros", value=code, right=right)
            elif self.complete:
                namesakes = [unit for unit in self.register.named(ref.name or "", ref.tier) if unit.on(self.day)]
                yield self._warning("unit-code-unknown", value=code, nearest=[_shown(unit) for unit in namesakes[:3]])
            return None
        if ref.tier not in {unit.tier for unit in known}:
            yield self._warning("unit-code-tier", value=code, tier=known[0].tier, of=ref.tier)
            return None
        unit = self.register.at(code, self.day)
        if unit is None:
            yield from self._not_on_the_day(known)
            return None
        named = ref.name or ""
        if not named or named == code or self.register.is_called(unit, named):
            yield from self._spelling(unit, named if named != code else "")
            return unit
        other = next((one for one in known if one is not unit and self.register.is_called(one, named)), None)
        if other is not None:
            facts = {"value": code, "unit": unit.name, "given": other.name}
            yield self._warning("unit-code-reused", **facts, time=_time(other))
        elif self.complete:
            yield self._warning("unit-name-differs", value=code, given=named, right=unit.name)
        return unit

    def _by_name(self, ref: Unit | UnitRef, above: Listed | None) -> Search:
        """Look a unit up by its name, which is one unit's only within the unit above."""
        name = ref.name or ""
        named = [unit for unit in self.register.named(name, ref.tier) if self._within(unit, above)]
        found = [unit for unit in named if unit.on(self.day)]
        if len(found) == 1:
            yield from self._spelling(found[0], name)
            return found[0]
        if found or not self.complete or (above is None and ref.tier not in self.register.top_tiers):
            return None
        if named:
            yield from self._not_on_the_day(named)
            return None
        offered = [unit.name for unit in self.register.below(above, ref.tier, self.day)]
        within = above.name if above else self.country
        yield self._warning(
            "unit-name-unknown", tier=ref.tier, given=name, within=within, date=self.day, nearest=nearest(name, offered)
        )
        return None

    def _within(self, unit: Listed, above: Listed | None) -> bool:
        """Return whether a unit lies in another, or what became of it does."""
        if above is None or any(above.code == higher.code for higher in self.register.above(unit)):
            return True
        return any(above in self.register.above(change.unit) for change in self.register.became(unit))

    def _spelling(self, unit: Listed, given: str) -> Iterator[Fault]:
        """Yield that a name is written in another way than officially; case and spaces are nobody's mistake."""
        written = " ".join(given.split()).casefold()
        if self.complete and written not in ("", unit.name.casefold(), unit.bare.casefold()):
            yield self._fault("unit-name-spelling", Severity.NOTE, given=given, right=unit.name)

    def _not_on_the_day(self, known: list[Listed]) -> Iterator[Fault]:
        """Yield that a unit has ended, and what became of it, or that it had not begun."""
        ended = [unit for unit in known if unit.until is not None and unit.until < self.day]
        if not ended:
            first = known[0]
            yield self._warning("unit-not-yet", unit=first.name, value=first.code, date=first.since)
            return
        last = ended[-1]
        became = self.register.became(last)
        divided = any(change.part for change in became)
        facts = {"unit": last.name, "value": last.code, "until": last.until}
        now = [_shown(change.unit) for change in became]
        yield self._warning("unit-split" if divided else "unit-ended", **facts, became=now)

    def _divided(self, unit: Listed) -> Iterator[Fault]:
        """Yield that a commune holds a part of a divided one, when figures of the time before count for its record."""
        if unit.since is None or not any(year < unit.since.year for year in self.record.years):
            return
        parts = [change for change in self.register.made_of(unit) if change.part]
        if parts:
            facts = {"unit": unit.name, "parts": [_shown(change.unit) for change in parts], "date": unit.since}
            yield self._warning("unit-holds-split", **facts)

    def _warning(self, id: str, **facts: object) -> Fault:
        return self._fault(id, Severity.WARNING, **facts)

    def _fault(self, id: str, severity: Severity, **facts: object) -> Fault:
        return Fault(id, self.record.place, facts, severity)


def _time(unit: Listed) -> Bilingual:
    """Return until when a unit was one, or since when it is."""
    day, (vi, en) = (unit.until, ("đến hết", "until")) if unit.until else (unit.since, ("từ", "from"))
    return Bilingual(*(f"{word} {date_text(day, lang)}" for word, lang in ((vi, Lang.VI), (en, Lang.EN)) if day))


def _shown(unit: Listed) -> str:
    return f"{unit.code} {unit.name}"
