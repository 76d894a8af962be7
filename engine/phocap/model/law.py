"""Instruments, sources and the country: what the law is, where it is read, and for whom it holds."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict

from phocap.model.base import Day, Id, Model, Text


class Status(StrEnum):
    """How far a figure of the law has been seen."""

    CONFIRMED = "confirmed"
    SECONDARY = "secondary"
    RECOLLECTED = "recollected"


class Source(Model):
    """Where a threshold or rule was read, and how sure it is."""

    status: Annotated[Status, Strict(False)]
    url: str | None = None
    checked: Day | None = None
    note: Text | None = None
    provisional: bool = False
    """A verdict resting on this is provisional although the status is not ``recollected``."""

    @property
    def is_provisional(self) -> bool:
        """Whether a verdict that rests on it is computed and shown, but not enough by itself."""
        return self.provisional or self.status is Status.RECOLLECTED


class Period(Model):
    """Days on which something holds, both ends included; an absent end is open."""

    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` lies in the period."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class Instrument(Model):
    """A legal text: ``rules/<pack>/<instrument>/instrument.yaml``."""

    instrument: Id
    number: str
    title: Text
    issued: Day
    in_force: Period
    replaces: list[Id] = []
    source: Source
    note: Text | None = None


class Tier(Model):
    """A kind of unit and the days on which it exists."""

    label: Text
    plural: Text
    short: Text
    titles: list[str] = []
    """Words before the name of such a unit, left out when names are matched."""
    above: list[Id] = []
    """Tiers that can be its parent, nearest first."""
    in_force: Period = Period()
    most_in_parent: dict[Id, int] = {}
    """The largest number of such units that one unit of a tier above ever had; bounds an unknown total."""
    source: Source | None = None


class Country(Model):
    """``country.yaml``: the tiers, from the lowest to the highest, and their days."""

    country: Id
    title: Text
    tiers: dict[Id, Tier]
