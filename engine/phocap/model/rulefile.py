"""The rule file: a programme under an instrument, its measures, readings, levels and conditions."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from phocap.model.base import Day, Id, LevelNumber, Model, Text, Threshold
from phocap.model.law import Accepted, Period, Source
from phocap.model.outcome import Outcome
from phocap.model.vocabulary import Measure


class Effect(StrEnum):
    """What a condition does to its level."""

    DECIDES = "decides"
    WARNS = "warns"
    """Shown as a warning; never decides."""
    INFORMS = "informs"
    """Shown for information; never decides."""


def _measure_ref(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class MeasureRef(Model):
    """A measure by name, or the one that a reading chooses."""

    name: Id | None = None
    reading: Id | None = None


class Requires(Model):
    """Another level of the same programme, or a level of another programme, of the same unit."""

    level: LevelNumber
    programme: Id | None = None


class Variant(Model):
    """What changes for units with a flag."""

    at_least: Threshold | None = None
    at_most: Threshold | None = None
    measure: Id | None = None


SUBJECTS = ("measure", "finding", "requires", "share_of", "all", "any", "of", "copy", "see")


class Years(Model):
    """A window of years that ends with the record's own: each of them, at least some, or their mean."""

    each_of: Annotated[int, Field(ge=1)] | None = None
    at_least: Annotated[int, Field(ge=1)] | None = None
    of: Annotated[int, Field(ge=1)] | None = None
    mean_of: Annotated[int, Field(ge=1)] | None = None
    """The mean of the yearly values stands against the bound."""
    reading: Id | None = None
    """A reading whose options give the window."""
    age: Id | None = None
    """A count of the years that the unit has existed, its own included: the window is never longer."""

    @model_validator(mode="after")
    def _one(self) -> "Years":
        kinds = {"each_of": self.each_of, "at_least + of": self.at_least or self.of, "mean_of": self.mean_of}
        kinds["reading"] = 1 if self.reading else None
        found = [kind for kind, given in kinds.items() if given is not None]
        if len(found) != 1 or (self.at_least is None) != (self.of is None):
            facts = {"found": ", ".join(found) or "–", "allowed": ", ".join(kinds)}
            raise PydanticCustomError("one-window", "window", facts)
        if self.needs > self.length:
            raise PydanticCustomError("quorum-too-large", "window", {"needs": self.needs, "members": self.length})
        return self

    @property
    def length(self) -> int:
        """How many years are looked at."""
        return self.each_of or self.of or self.mean_of or 0

    @property
    def needs(self) -> int:
        """In how many of them the condition must hold."""
        return self.at_least or self.length


class Suspended(Model):
    """Days on which a clause is out of force, and the instrument that says so."""

    by: Id
    from_: Day = Field(alias="from")
    until: Day | None = None
    only: dict[Id, Id] = {}
    """Holds only under these options of readings."""

    def holds_on(self, day: date) -> bool:
        """Whether the clause is out of force on ``day``."""
        return self.from_ <= day and (self.until is None or day <= self.until)


def _member(value: Any) -> Any:
    return {"id": value, "see": value} if isinstance(value, str) else value


class Condition(Model):
    """One test of the law. It has exactly one subject; the other keys say how it is judged."""

    id: Id
    title: Text | None = None
    cite: str | None = None

    measure: Annotated[MeasureRef, BeforeValidator(_measure_ref)] | None = None
    finding: Id | None = None
    requires: Requires | None = None
    share_of: Id | None = None
    """A tier below: the share of its units at ``level`` (this level unless said otherwise) is tested."""
    all: list["Member"] | None = None
    any: list["Member"] | None = None
    of: list["Member"] | None = None
    """Members of a quorum; ``at_least`` is then a whole number."""
    copy_: Id | None = Field(default=None, alias="copy")
    """A tier: its conditions on measures and findings, computed on this unit's own figures."""

    see: Id | None = None
    """In a list of members: another condition of the same level and tier, which then stands there alone."""

    at_least: Threshold | None = None
    at_most: Threshold | None = None
    not_established: bool = False
    """The law sets a figure that is not known: the measure is shown, nothing is decided by it."""
    level: LevelNumber | None = None
    programme: Id | None = None
    """For a share: the programme in which the units are at the level, when it is another one."""
    among: dict[Id, bool] = {}
    """For a share: only units with these flags are counted."""
    years: Years | None = None
    """The measure or finding is judged in each year of a window."""
    when: dict[Id, Variant] = {}
    only: dict[Id, Id] = {}
    """Belongs to the rule set only under these options of readings."""
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    effect: Annotated[Effect, Strict(False)] = Effect.DECIDES
    warn_until: Day | None = None
    """Up to this day the condition only warns."""
    suspended: Suspended | None = None
    empty: Annotated[Outcome, Strict(False)] = Outcome.NOT_APPLICABLE
    """The outcome when there is nobody to count."""
    source: Source | None = None
    note: Text | None = None

    @property
    def subject(self) -> str:
        """The key that says what is tested."""
        return next(key for key in SUBJECTS if getattr(self, _attribute(key)) is not None)

    @property
    def readings(self) -> list[str]:
        """The readings that choose it, its measure, its window or its suspension."""
        chosen = [self.measure.reading if self.measure else None, self.years.reading if self.years else None]
        also = self.suspended.only if self.suspended else {}
        return list(dict.fromkeys([*filter(None, chosen), *self.only, *also]))

    @property
    def period(self) -> Period:
        """The days on which the condition applies within its rule file."""
        return Period.model_construct(from_=self.from_, until=self.until)

    @model_validator(mode="after")
    def _whole(self) -> "Condition":
        found = [key for key in SUBJECTS if getattr(self, _attribute(key)) is not None]
        if len(found) != 1:
            facts = {"found": ", ".join(found), "allowed": ", ".join(SUBJECTS)}
            raise PydanticCustomError("one-subject", "one subject", facts)
        bounds = [key for key in ("at_least", "at_most") if getattr(self, key) is not None]
        bounds += ["not_established"] * self.not_established
        judged = found[0] in ("measure", "share_of", "of")
        if len(bounds) != judged:
            raise PydanticCustomError(
                "one-bound",
                "one bound",
                {"subject": found[0], "found": ", ".join(bounds), "allowed": _bounds_of(found[0])},
            )
        if found[0] == "of":
            _check_quorum(self.at_least, len(self.of or []))
        elif judged and self.source is None:
            raise PydanticCustomError("source-missing", "source missing", {})
        return self


Member = Annotated[Condition, BeforeValidator(_member)]
"""A condition inside a list; a bare id stands for the condition of that id."""


def _attribute(key: str) -> str:
    return "copy_" if key == "copy" else key


def _bounds_of(subject: str) -> str:
    if subject == "of":
        return "at_least"
    return "at_least, at_most, not_established" if subject in ("measure", "share_of") else "–"


def _check_quorum(needs: Fraction | None, members: int) -> None:
    if needs is None or needs.denominator != 1 or not 1 <= needs <= members:
        raise PydanticCustomError("quorum-too-large", "quorum", {"needs": str(needs), "members": members})


def _option(value: Any) -> Any:
    return {"measure": value} if isinstance(value, str) else {} if value is None else value


class Option(Model):
    """One way to read the text; with the measure or the window that it chooses, where it chooses one."""

    measure: Id | None = None
    years: Years | None = None
    label: Text | None = None
    used_by: Text | None = None


class Reading(Model):
    """A named choice where the text leaves room."""

    question: Text
    default: Id
    options: dict[Id, Annotated[Option, BeforeValidator(_option)]]
    law: str | None = None
    """Its row in the table of readings, such as R-01."""
    why: Text | None = None

    @model_validator(mode="after")
    def _default_is_an_option(self) -> "Reading":
        if self.default not in self.options:
            facts = {"at": "default", "option": self.default, "allowed": list(self.options)}
            raise PydanticCustomError("unknown-option", "unknown option", facts)
        return self


class Level(Model):
    """A level: its article, and its conditions by tier (every other key is a tier)."""

    model_config = {**Model.model_config, "extra": "allow"}
    __pydantic_extra__: dict[str, list[Condition]]

    cite: str | None = None
    title: Text | None = None

    @property
    def tiers(self) -> dict[str, list[Condition]]:
        """The conditions of every tier that this level judges."""
        return self.__pydantic_extra__


class OnlyUnit(Model):
    """The unit that rules are about, where they are about one: a promise of one province."""

    tier: Id
    name: str
    code: str | None = None


class Validity(Model):
    """For how many years a recognition holds."""

    years: Annotated[int, Field(ge=1)]
    cite: str | None = None
    source: Source | None = None


class RuleFile(Model):
    """``rules/<pack>/<instrument>/<programme>.yaml``."""

    programme: Id
    title: Text
    instrument: Id
    measures: dict[Id, Measure] = {}
    readings: dict[Id, Reading] = {}
    levels: dict[LevelNumber, Level]
    cumulative: bool = True
    """Whether a unit at a level is at the lower ones too; where not, a count or decision tells of its own level."""
    unit: OnlyUnit | None = None
    """The one unit that the rules are about."""
    validity: Validity | None = None
    """How long a recognition lasts."""
    note: Text | None = None
    accepted: list[Accepted] = []
    """Findings of the check that stay, each with its reason."""


class Amendment(Model):
    """A rule file that changes another one on the days on which its instrument is in force.

    Conditions of the amended file are named ``level/tier/id``.
    """

    amends: str
    """The file amended: ``instrument/programme``."""
    instrument: Id
    measures: dict[Id, Measure] = {}
    readings: dict[Id, Reading] = {}
    add: dict[LevelNumber, Level] = {}
    replace: dict[str, Condition] = {}
    remove: list[str] = []
    suspend: dict[str, Suspended] = {}
    note: Text | None = None
    accepted: list[Accepted] = []
    """Findings of the check that stay, each with its reason."""
