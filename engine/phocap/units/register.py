"""Units by date: the lists of a rule pack that say which units there were, and what became of them.

They are read when they are asked for, never to judge a record.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from phocap.faults import Fault, Faulty, Place
from phocap.language.pack import Pack
from phocap.model.law import UnitLists
from phocap.source.files import read_source
from phocap.text.nearest import name_key, search_key
from phocap.value import dataclass

COLUMNS: Final = ("code", "tier", "type", "name", "parent", "valid_from", "valid_to")
CHANGE_COLUMNS: Final = ("old", "new", "part")


class Listed(NamedTuple):
    """A unit in a time in which its name, tier and parent were these; a code may have served several."""

    code: str
    tier: str
    type: str
    """The title that its name begins with, in lower case."""
    name: str
    """The official name, title and all."""
    parent: str
    """The code of the unit above; empty at the top."""
    since: date | None
    """The first day; None when the list does not say, for it began before."""
    until: date | None
    """The last day; None when it has not ended."""

    def on(self, day: date) -> bool:
        """Return whether this was so on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def bare(self) -> str:
        """The name without its title."""
        return self.name[len(self.type) :].strip()


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a unit, or what it was made of."""

    unit: Listed
    part: bool
    """Only a part of the old unit went into the new one."""


class Register:
    """Every unit that the lists of a pack hold."""

    def __init__(self, units: Sequence[Listed], changes: dict[date, list[tuple[str, str, bool]]], reach: date) -> None:
        """Keep the units, and by the day of a change which code went into which; ``reach``: complete from then on."""
        self.units, self.reach = tuple(units), reach
        self._into: dict[tuple[date, str], list[tuple[str, bool]]] = {}
        self._from: dict[tuple[date, str], list[tuple[str, bool]]] = {}
        for on, pairs in changes.items():
            for old, new, part in pairs:
                self._into.setdefault((on, old), []).append((new, part))
                self._from.setdefault((on, new), []).append((old, part))
        self._by_code: dict[str, list[Listed]] = {}
        for unit in units:
            self._by_code.setdefault(unit.code, []).append(unit)
        self.tiers = frozenset(unit.tier for unit in units)
        self.top_tiers = frozenset(unit.tier for unit in units if not unit.parent)
        self._titles = sorted({f"{name_key(unit.type)} " for unit in units})
        self._below: dict[tuple[str, str, date], list[Listed]] = {}

    def coded(self, code: str) -> list[Listed]:
        """Return the units that ever had a code, the earlier first."""
        return self._by_code.get(code, [])

    def at(self, code: str, day: date) -> Listed | None:
        """Return the unit that has a code on a day."""
        return next((unit for unit in self.coded(code) if unit.on(day)), None)

    def named(self, name: str, tier: str | None = None) -> list[Listed]:
        """Return the units of a name, with its title or without, however it is spelt (see ``name_key``).

        Where none has the title that is given, those of the bare name are meant: units get new titles.
        """
        for key in (name_key(name), self._bare(name)):
            found = [unit for unit in self._by_name.get(key, ()) if tier in (None, unit.tier)]
            if found:
                return found
        return []

    def sought(self, text: str) -> list[Listed]:
        """Return the units that somebody may mean: by code, with zeros lost or not, or by name, at worst unaccented."""
        units = self.coded(text)
        if not units:
            codes = (self.without_zeros(text, tier) for tier in sorted(self.tiers))
            units = [unit for code in codes if code for unit in self.coded(code)] + self.named(text)
        if not units and (key := search_key(text)):
            units = [unit for unit in self.units if key in (search_key(unit.name), search_key(unit.bare))]
        return units

    def above(self, unit: Listed, day: date | None = None) -> Iterator[Listed]:
        """Yield the units above one, nearest first, as they are on a day, else while it lasts."""
        while unit.parent:
            around = day or unit.until or unit.since or self.reach
            parents = self.coded(unit.parent)
            higher = next((parent for parent in parents if parent.on(around)), parents[0] if parents else None)
            if higher is None:
                return
            yield higher
            unit = higher

    def below(self, unit: Listed | None, tier: str, day: date) -> list[Listed]:
        """Return the units of a tier that lie within one on a day, in the order of their codes; None: all of them."""
        key = unit.code if unit else "", tier, day
        if key not in self._below:
            self._below[key] = [
                one
                for one in self.units
                if one.tier == tier and one.on(day) and (unit is None or unit in self.above(one, day))
            ]
        return self._below[key]

    def is_called(self, unit: Listed, name: str) -> bool:
        """Return whether a name is that of a unit, under whatever title."""
        return name_key(unit.bare) in (name_key(name), self._bare(name))

    def _bare(self, name: str) -> str:
        key = name_key(name)
        return next((key[len(title) :] for title in self._titles if key.startswith(title)), key)

    def without_zeros(self, code: str, tier: str) -> str | None:
        """Return the code of a tier that a number stands for which has lost the zeros it began with."""
        if not code.isdigit():
            return None
        widths = sorted({len(unit.code) for unit in self.units if unit.tier == tier})
        return next((code.zfill(width) for width in widths if code.zfill(width) in self._by_code), None)

    def became(self, unit: Listed) -> list[Change]:
        """Return what became of a unit when it ended; several where it was divided."""
        if unit.until is None:
            return []
        on = unit.until + timedelta(days=1)
        return self._pairs(self._into.get((on, unit.code), []), on)

    def made_of(self, unit: Listed) -> list[Change]:
        """Return what a unit was made of when it began, or when others were joined to it."""
        on = self.remade(unit)
        return self._pairs(self._from.get((on, unit.code), []), on - timedelta(days=1)) if on else []

    def remade(self, unit: Listed) -> date | None:
        """Return the day on which a unit began, or, if it began before the lists, on which others were joined to it."""
        if unit.since is not None:
            return unit.since
        days = [on for (on, code), olds in self._from.items() if code == unit.code and len(olds) > 1 and unit.on(on)]
        return max(days, default=None)

    def _pairs(self, pairs: Sequence[tuple[str, bool]], day: date) -> list[Change]:
        found = ((self.at(code, day), part) for code, part in pairs)
        return [Change(unit, part) for unit, part in found if unit is not None]

    @cached_property
    def _by_name(self) -> dict[str, list[Listed]]:
        found: dict[str, list[Listed]] = {}
        for unit in self.units:
            for name in dict.fromkeys((name_key(unit.name), name_key(unit.bare))):
                found.setdefault(name, []).append(unit)
        return found


def register(pack: Pack) -> Register | None:
    """Return the register of a pack, read once; None when the pack brings no lists.

    Raises:
        Faulty: ``units-list-broken``: a list is not what its columns say.
    """
    lists = pack.country.units
    return None if lists is None else _read(pack.root, lists.listed, tuple(sorted(_files(lists))), lists.complete_from)


def _files(lists: UnitLists) -> Iterator[tuple[date, str]]:
    return ((change.on, change.file) for change in lists.changes)


@lru_cache(maxsize=4)
def _read(root: Path, listed: str, changes: tuple[tuple[date, str], ...], reach: date) -> Register:
    days: dict[str, date | None] = {"": None}
    units = []
    for number, (code, tier, title, name, parent, since, until) in enumerate(_rows(root / listed, COLUMNS), 2):
        for text in (since, until):
            if text not in days:
                days[text] = _day(root / listed, number, text)
        units.append(Listed(code, tier, title, name, parent, days[since], days[until]))
    pairs = {
        on: [(old, new, bool(part)) for old, new, part in _rows(root / file, CHANGE_COLUMNS)] for on, file in changes
    }
    return Register(units, pairs, reach)


def _rows(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    """Return the rows of a list below the names of its columns."""
    source = read_source(path)
    rows = list(csv.reader(io.StringIO(source.text)))
    for number, row in enumerate(rows, 1):
        if len(row) != len(columns) or (number == 1 and tuple(row) != columns):
            raise Faulty(Fault("units-list-broken", Place(source.path, number), {"columns": columns}))
    return rows[1:]


def _day(path: Path, line: int, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Faulty(Fault("not-a-date", Place(str(path), line), {"value": text})) from None
