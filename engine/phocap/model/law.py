"""Instruments, sources and the country: what the law is, where it is read, and for whom it holds."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict, model_validator
from pydantic_core import PydanticCustomError

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


class Accepted(Model):
    """A finding of ``phocap rules check`` that stays for a reason, in the file where it stands."""

    finding: Annotated[str, Field(pattern="^PC[0-9]{3}$")]
    """Its id, such as PC204."""
    about: str
    """What it is about, as the finding says it."""
    because: Text
    """Why it stays."""


class Period(Model):
    """Days on which something holds, both ends included; an absent end is open."""

    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` lies in the period."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class ClauseKind(StrEnum):
    """What became of a clause of a legal text."""

    ENCODED = "encoded"
    """Conditions test it."""
    FINDING = "finding"
    """A person attests it, and conditions ask for that."""
    DEFINITION = "definition"
    """It says what words mean or whom the text is about; it tests nothing by itself."""
    PROCEDURE = "procedure"
    """It says who does what by when; no standard depends on it."""
    NOT_ENCODED = "not_encoded"
    """It bears on standards and no condition tests it."""


class Clause(Model):
    """An entry in the index of a legal text: a clause, and the conditions that test it or why none does."""

    cite: str
    kind: Annotated[ClauseKind, Strict(False)]
    title: Text | None = None
    rules: list[str] = []
    """Conditions, as ``programme/level/tier/id``; those of another instrument with its id before."""
    reason: Text | None = None
    """Why it is not encoded; of other kinds, what is to be known besides."""
    source: Source | None = None

    @model_validator(mode="after")
    def _accounted(self) -> "Clause":
        facts = {"cite": self.cite}
        if self.kind in (ClauseKind.ENCODED, ClauseKind.FINDING) and not self.rules:
            raise PydanticCustomError("clause-without-rules", "rules missing", facts)
        if self.kind is ClauseKind.NOT_ENCODED and self.reason is None:
            raise PydanticCustomError("clause-without-reason", "reason missing", facts)
        if self.kind is ClauseKind.NOT_ENCODED and self.rules:
            raise PydanticCustomError("clause-both-ways", "rules and not encoded", {**facts, "at": "rules"})
        return self


class Question(Model):
    """What a legal text leaves open, by its number: the reading that answers it, or why no condition rests on it."""

    id: str
    """Its number in the list of questions, such as NS-05."""
    where: Id = "none"
    """A reading of some rule file; ``none`` when no condition has options for it."""
    text: Text | None = None
    """The question; of a reading, without it, the reading's own."""
    why: Text | None = None
    """How it is answered without options, and why."""

    @model_validator(mode="after")
    def _accounted(self) -> "Question":
        if self.where == "none" and (self.text is None or self.why is None):
            raise PydanticCustomError("question-without-reason", "text or why missing", {"question": self.id})
        return self


class Authority(Model):
    """Who recognises units of a tier, and when and for what that holds."""

    by: Text
    of: Text | None = None
    """The levels or programmes for which it decides; all without it."""
    cite: str | None = None
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    source: Source | None = None


class Certificate(Model):
    """What a recognition is worth in time."""

    valid_years: Annotated[int, Field(ge=1)]
    cite: str | None = None
    source: Source | None = None


class Instrument(Model):
    """A legal text: ``rules/<pack>/<instrument>/instrument.yaml``."""

    instrument: Id
    number: str
    title: Text
    issued: Day | None = None
    """The day of signing; without it that day is not known."""
    in_force: Period
    target: bool = False
    """A promise, not law: it is judged only when it is asked for by name."""
    replaces: list[Id] = []
    amends: list[Id] = []
    authority: dict[Id, list[Authority]] = {}
    """By tier: who recognises its units."""
    certificate: Certificate | None = None
    source: Source
    note: Text | None = None
    clauses: list[Clause] = []
    """The index of its clauses."""
    questions: list[Question] = []
    """What it leaves open, and which reading answers that."""
    accepted: list[Accepted] = []
    """Findings of the check that stay, each with its reason."""


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
