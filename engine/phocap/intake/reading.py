"""What every part of a record is read with: the names that are known, and the faults found so far."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from phocap.faults import Fault, Place
from phocap.intake.known import Known
from phocap.source.yaml import Node
from phocap.text.nearest import nearest

MOST_NAMES: Final = 15
"""The longest list of names that a message shows when none of them is near."""


class Reading:
    """The reading of all files of one call; faults gather here so that all are told together."""

    def __init__(self, known: Known) -> None:
        """Begin without faults."""
        self.known = known
        self.faults: list[Fault] = []
        # One typing mistake in a list of thousands is looked up once.
        self._nearest: dict[tuple[str, str], list[str]] = {}
        self._meant: set[tuple[Node, str]] = set()

    def fault(self, id: str, place: Place, **facts: object) -> None:
        """Keep a fault."""
        self.faults.append(Fault(id, place, facts))

    def near(self, topic: str, word: str, candidates: Iterable[str]) -> list[str]:
        """Return the nearest candidates; ``topic`` stands for the candidates when the answer is kept."""
        key = topic, word
        if key not in self._nearest:
            self._nearest[key] = nearest(word, sorted(candidates))
        return self._nearest[key]

    def unknown_name(self, id: str, fact: str, name: str, place: Place, here: str, candidates: Collection[str]) -> None:
        """Report a name that a section does not have; one that another section has is sent there."""
        where = self.known.section_of(name)
        if where is not None and where != here:
            self.fault("misplaced", place, name=name, here=here, where=where)
        else:
            self.fault(id, place, **{fact: name}, **self.offer(here, name, candidates))

    def offer(self, topic: str, name: str, candidates: Collection[str]) -> dict[str, object]:
        """Return what to show beside an unknown name: the nearest names, or all of them when they are few."""
        near = self.near(topic, name, candidates)
        few = not near and len(candidates) <= MOST_NAMES
        return {"nearest": near, "allowed": sorted(candidates) if few else []}

    def unknown_tier(self, name: str, place: Place) -> None:
        """Report a tier that is none; the words by which people call a tier lead to it."""
        tiers = self.known.tiers
        near = self.known.tiers_called(name) or self.near("tier", name, tiers)
        self.fault("unknown-tier", place, tier=name, nearest=near, allowed=list(tiers))

    def entries(self, node: Node) -> dict[str, Node]:
        """Return the entries of a mapping; nothing given is no entries, anything else a fault."""
        if isinstance(node.value, dict):
            return node.value
        if node.value is not None:
            self.fault("wrong-type", node.place, expected="mapping", found=node.kind)
        return {}

    def closed(self, node: Node, allowed: tuple[str, ...]) -> dict[str, Node]:
        """Return the entries of a mapping that has these keys and no others."""
        entries = self.entries(node)
        for key in entries.keys() - set(allowed):
            where = self.known.section_of(key)
            if where is not None:
                self.fault("outside-section", node.key_place(key), name=key, where=where)
                continue
            near = self.near(" ".join(allowed), key, allowed)
            self._meant.update((node, name) for name in near[:1])
            self.fault("unknown-key", node.key_place(key), key=key, nearest=near, allowed=allowed)
        return entries

    def missing(self, node: Node, key: str) -> None:
        """Report a key that is absent, or stands there without a value; one that is only misspelt was told."""
        if (node, key) in self._meant:
            return
        present = isinstance(node.value, dict) and key in node.value
        self.fault("missing-key", node.key_place(key) if present else node.place, key=key)

    def programme(self, name: str, place: Place, topic: str = "programme") -> bool:
        """Return whether a programme is known, and report one that is not."""
        if name in self.known.levels:
            return True
        self.fault("unknown-programme", place, programme=name, **self.offer(topic, name, self.known.levels))
        return False

    def in_force(self, tier: str, day: date | None, place: Place) -> None:
        """Report a tier that does not exist on the day of the record."""
        if day is None:
            return
        period = self.known.tiers[tier].in_force
        if not period.holds_on(day):
            limit = period.until if period.until and day > period.until else period.from_
            self.fault("tier-not-in-force", place, tier=tier, date=day, until=limit)

    def fits_tier(self, field: str, tier: str | None, node: Node, key: str) -> None:
        """Report a field, standing under ``key``, that records of the tier do not hold."""
        tiers = self.known.fields[field].tiers
        if tier is not None and tiers and tier not in tiers:
            self.fault("field-not-for-tier", node.key_place(key), field=field, tier=tier, of=list(tiers))
