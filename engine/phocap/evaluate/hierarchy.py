"""Which record is whose parent: by code, or by name without its title, among records of one day."""

from collections import defaultdict
from collections.abc import Sequence

from phocap.faults import Fault, Faulty
from phocap.language.pack import Pack
from phocap.model.record import Record, Unit, UnitRef
from phocap.text.nearest import name_key, nearest


def parents(records: Sequence[Record], pack: Pack) -> list[int | None]:
    """Return for each record the index of its parent's record, or None where there is none among them.

    Raises:
        Faulty: a unit gives no parent although records of a tier above are here; or its parent is not here but a
            record of nearly the same name is; or several records could be meant.
    """
    finder = _Finder(records, pack)
    faults: list[Fault] = []
    found: list[int | None] = []
    for record in records:
        try:
            found.append(finder.parent(record))
        except Faulty as faulty:
            faults += faulty.faults
            found.append(None)
    if faults:
        raise Faulty(faults)
    return found


def unit_key(pack: Pack, tier: str, name: str) -> str:
    """Return what names are compared by: no case, no spacing, no title of the tier before it."""
    key = name_key(name)
    for title in sorted(pack.country.tiers[tier].titles, key=len, reverse=True):
        if key.startswith(f"{name_key(title)} "):
            return key[len(name_key(title)) + 1 :]
    return key


def same_unit(unit: Unit, name: str, code: str | None, pack: Pack) -> bool:
    """Whether a unit is the one of a name or code."""
    named = unit_key(pack, unit.tier, unit.name) == unit_key(pack, unit.tier, name)
    return named or (code is not None and unit.code == code)


class _Finder:
    def __init__(self, records: Sequence[Record], pack: Pack) -> None:
        self.records, self.pack = records, pack
        self.by_code: dict[tuple[object, ...], list[int]] = defaultdict(list)
        self.by_name: dict[tuple[object, ...], list[int]] = defaultdict(list)
        self.names: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for index, record in enumerate(records):
            tier, day = record.unit.tier, record.as_of
            if record.unit.code:
                self.by_code[tier, day, record.unit.code].append(index)
            self.by_name[tier, day, unit_key(pack, tier, record.unit.name)].append(index)
            self.names[tier, day].append(record.unit.name)

    def parent(self, record: Record) -> int | None:
        above = self.pack.country.tiers[record.unit.tier].above
        reference = record.unit.parent
        if reference is None:
            here = [tier for tier in above if (tier, record.as_of) in self.names]
            if here:
                raise Faulty(Fault("parent-missing", record.place, {"unit": record.unit.name, "tier": here[0]}))
            return None
        found = self._matches(record, reference)
        if len(found) > 1:
            facts: dict[str, object] = {"parent": reference.name or reference.code, "count": len(found)}
            raise Faulty(Fault("parent-ambiguous", record.place, facts))
        if found:
            return found[0]
        if reference.name is not None:
            near = self._near(record, reference)
            if near:
                facts = {"parent": reference.name, "nearest": near}
                raise Faulty(Fault("parent-unknown", record.place, facts))
        return None

    def _matches(self, record: Record, reference: UnitRef) -> list[int]:
        if reference.code and (found := self.by_code[reference.tier, record.as_of, reference.code]):
            return found
        if reference.name is None:
            return []
        key = unit_key(self.pack, reference.tier, reference.name)
        return self.by_name[reference.tier, record.as_of, key]

    def _near(self, record: Record, reference: UnitRef) -> list[str]:
        """Return names that differ from the parent's by a slip of the pen, not those of other units."""
        wanted = unit_key(self.pack, reference.tier, reference.name or "")
        keys = {unit_key(self.pack, reference.tier, n): n for n in self.names[reference.tier, record.as_of]}
        return [keys[key] for key in nearest(wanted, list(keys), limit=1) if _slip(wanted, key)]


def _slip(one: str, other: str) -> bool:
    """Whether two names of units differ only by diacritics or one letter."""
    import difflib
    import unicodedata

    def bare(text: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))

    if bare(one) == bare(other):
        return True
    edits = [op for op in difflib.SequenceMatcher(None, one, other).get_opcodes() if op[0] != "equal"]
    return len(edits) == 1 and max(edits[0][2] - edits[0][1], edits[0][4] - edits[0][3]) == 1 and len(one) > 4
