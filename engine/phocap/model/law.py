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


class Answer(Model):
    """One way to answer a question that no reading lets the user choose."""

    label: Text
    used_by: Text | None = None
    """Who is known to answer so."""


class Question(Model):
    """What a legal text leaves open, by its number: the reading that answers it, or the answer taken and why."""

    id: str
    """Its number in the list of questions, such as NS-05."""
    where: Id = "none"
    """A reading of some rule file; ``none`` when the answer cannot be chosen."""
    text: Text | None = None
    """The question; of a reading, without it, the reading's own."""
    why: Text | None = None
    """Why it is answered so; of a reading, why it lacks the options below."""
    default: Id | None = None
    """The answer taken, of a question without a reading."""
    options: dict[Id, Answer] = {}
    """The answers that people give or could give; of a reading, those that it does not offer."""

    @model_validator(mode="after")
    def _accounted(self) -> "Question":
        answered = self.text is not None and self.why is not None and bool(self.options)
        if self.where == "none" and not answered:
            raise PydanticCustomError("question-without-reason", "text, options or why missing", {"question": self.id})
        if self.where == "none" and self.default not in self.options:
            facts = {"at": "default", "option": self.default or "", "allowed": list(self.options)}
            raise PydanticCustomError("unknown-option", "unknown option", facts)
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
    in_force: Period = Period.model_construct()
    most_in_parent: dict[Id, int] = {}
    """The largest number of such units that one unit of a tier above ever had; bounds an unknown total."""
    source: Source | None = None


class UnitChange(Model):
    """A day on which units were joined, divided or renamed, and the list that says which became which."""

    on: Day
    file: str


class UnitLists(Model):
    """Which units there are and were: tables in the pack, read only when somebody asks."""

    listed: str
    """Path of the table of units and the days on which they were so."""
    changes: list[UnitChange] = []
    complete_from: Day
    """The day from which on a unit that is not listed does not exist."""
    source: Source


class Country(Model):
    """``country.yaml``: the tiers, from the lowest to the highest, and their days; and the lists of units."""

    country: Id
    title: Text
    tiers: dict[Id, Tier]
    units: UnitLists | None = None
