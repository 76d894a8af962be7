"""The rule file: a programme under an instrument, its measures, readings, levels and conditions."""

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from phocap.model.base import Day, Id, LevelNumber, Model, Text, Threshold
from phocap.model.law import Period, Source
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


SUBJECTS = ("measure", "finding", "requires", "share_of", "all", "any", "of", "copy")


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
    all: list["Condition"] | None = None
    any: list["Condition"] | None = None
    of: list["Condition"] | None = None
    """Members of a quorum; ``at_least`` is then a whole number."""
    copy_: Id | None = Field(default=None, alias="copy")
    """A tier: its conditions on measures and findings, computed on this unit's own figures."""

    at_least: Threshold | None = None
    at_most: Threshold | None = None
    not_established: bool = False
    """The law sets a figure that is not known: the measure is shown, nothing is decided by it."""
    level: LevelNumber | None = None
    when: dict[Id, Variant] = {}
    only: dict[Id, Id] = {}
    """Belongs to the rule set only under these options of readings."""
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    effect: Annotated[Effect, Strict(False)] = Effect.DECIDES
    empty: Annotated[Outcome, Strict(False)] = Outcome.NOT_APPLICABLE
    """The outcome when there is nobody to count."""
    source: Source | None = None
    note: Text | None = None

    @property
    def subject(self) -> str:
        """The key that says what is tested."""
        return next(key for key in SUBJECTS if getattr(self, _attribute(key)) is not None)

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
    """One way to read the text; with the measure that it chooses, where it chooses one."""

    measure: Id | None = None
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


class RuleFile(Model):
    """``rules/<pack>/<instrument>/<programme>.yaml``."""

    programme: Id
    title: Text
    instrument: Id
    measures: dict[Id, Measure] = {}
    readings: dict[Id, Reading] = {}
    levels: dict[LevelNumber, Level]
    note: Text | None = None
