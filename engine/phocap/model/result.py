"""The result of an evaluation: what ``--format json`` prints, and what every view and report is made from.

Texts are bilingual and language is chosen when something is printed, so the same evaluation gives the same bytes
in every language. Fractions are exact and reduced; a bound of None is unbounded.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from phocap.model.base import Noun, Text
from phocap.model.law import Status
from phocap.model.outcome import Outcome
from phocap.model.rulefile import Effect
from phocap.value import dataclass

SCHEMA = "phocap/result/1"


@dataclass(frozen=True, slots=True)
class FigureUsed:
    """A figure behind a condition: its exact bounds, and where it was given; ``place`` is None when it was not."""

    field: str
    label: Text
    low: int
    high: int | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quantity against a bound: exact bounds of the quantity and, when all is given, its counts.

    ``margin``: how many may be lost before it fails; ``shortfall``: how many are missing. Whole units; None while
    figures are missing.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool
    numerator: tuple[int, int | None]
    denominator: tuple[int, int | None] | None
    printed: str | None
    sense: str | None
    threshold: Fraction | None
    percent: bool
    margin: int | None
    shortfall: int | None
    flag: str | None = None
    """The flag whose variant was used."""
    open_flag: str | None = None
    """The flag that is not given and on which the outcome hangs."""
    open_threshold: Fraction | None = None
    """The bound that would hold if ``open_flag`` were true; ``threshold`` holds if it is false."""
    noun: Noun | None = None
    """What the numerator counts."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a unit's data say of one thing that its rules test, under any reading.

    With the ``cases`` of the conditions the facts are enough to decide a verdict anew, also under other rules.
    """

    id: str
    """``measure:enrolment_6``, ``share:commune/primary/3``, ``finding:…``, ``programme:literacy/1``, ``flag:…``.

    A year before the record's own has ``@-1`` behind it.
    """
    outcome: Outcome | None = None
    """Of a finding, a flag (met: it holds) or another programme's level; None where ``low`` and ``high`` tell."""
    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    nobody: bool | None = False
    """Whether there is nobody to count; None when that is open."""
    basis: tuple[str, ...] = ()
    """Of a share of units: ``records``, ``counts``, ``printed``, ``decision``."""


@dataclass(frozen=True, slots=True)
class CaseTested:
    """A fact against a bound, for units with ``flag``; the ordinary case, with no flag, comes last."""

    flag: str | None
    fact: str
    sense: str | None = None
    threshold: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ReadingUsed:
    """The option of a reading that was followed."""

    reading: str
    option: str


@dataclass(frozen=True, slots=True)
class Attested:
    """Who attested a finding, when and on which evidence."""

    by: str | None
    on: date | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition of a level for one unit."""

    node: str
    id: str
    title: Text
    cite: str
    outcome: Outcome
    effect: Effect
    kind: str
    """``measure``, ``share``, ``finding``, ``level``, ``programme``, ``quorum`` or ``window``."""
    subject: str | None
    """The measure, finding, tier, level or programme that is tested."""
    comparison: Comparison | None
    figures: tuple[FigureUsed, ...]
    missing: tuple[str, ...]
    """Fields that are not given and leave the condition open."""
    evidence: tuple[str, ...]
    readings: tuple[ReadingUsed, ...]
    status: Status | None
    source: str | None
    note: Text | None
    needs: int | None
    members: tuple["ConditionResult", ...]
    places: tuple[str, ...] = ()
    """Where a printed rate or a finding was given."""
    attested: Attested | None = None
    cases: tuple[CaseTested, ...] = ()
    """What is tested, flag by flag."""
    empty: Outcome | None = None
    """The outcome when there is nobody to count."""


@dataclass(frozen=True, slots=True, order=True)
class Caution:
    """A verdict rests on a figure of the law that is not confirmed."""

    status: str
    tier: str
    level: int
    condition: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class LevelResult:
    """One level for one unit; ``because`` are the nodes of the conditions that decided it."""

    level: int
    node: str
    cite: str
    outcome: Outcome
    because: tuple[str, ...]
    conditions: tuple[ConditionResult, ...]
    cautions: tuple[Caution, ...]
    provisional: bool
    firm: bool | None
    """Whether every reading gives the same; None where others were not tried."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What the verdict would be under other options of the readings that change it."""

    readings: tuple[ReadingUsed, ...]
    outcomes: tuple[Outcome, ...]
    """Of the levels, from the lowest."""
    highest_level: int


@dataclass(frozen=True, slots=True)
class PublishedVerdict:
    """What someone published or decided about the unit, and whether our result agrees; None when it is open."""

    level: int | None
    met: bool
    basis: str
    decision: str | None
    on: date | None
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class UnitName:
    """How the result names a unit."""

    tier: str
    code: str | None
    name: str
    parent: str | None
    parent_code: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A unit's outcome at every level of a programme."""

    unit: UnitName
    programme: str
    title: Text
    rule_set: str
    instrument: str
    as_of: date
    levels: tuple[LevelResult, ...]
    highest_level: int
    highest_possible_level: int
    provisional: bool
    firm: bool | None
    """Whether every reading gives the same; None where others were not tried."""
    readings: tuple[ReadingUsed, ...]
    deciding_readings: tuple[str, ...]
    cautions: tuple[Caution, ...]
    published: tuple[PublishedVerdict, ...]
    alternatives: tuple[Alternative, ...] = ()
    """Reading by reading, where the verdict is not firm; the first is the verdict itself."""
    facts: tuple[Fact, ...] = ()
    """What the unit's data say, by id."""


@dataclass(frozen=True, slots=True)
class FileHash:
    """A file that the result rests on."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Label:
    """How the law calls what the result names by an id.

    ``kind``: ``tier``, ``tier-plural``, ``flag``, ``reading`` (its question), ``option`` (id ``reading=option``)
    or ``condition`` (id ``tier/level/condition``).
    """

    kind: str
    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that an evaluation says."""

    schema: str
    engine: str
    inputs: tuple[FileHash, ...]
    rules: tuple[FileHash, ...]
    verdicts: tuple[Verdict, ...]
    labels: tuple[Label, ...] = ()


def walk(conditions: Iterable[ConditionResult]) -> Iterator[ConditionResult]:
    """Yield conditions with the members of their quorums, each after the quorum that it belongs to."""
    for condition in conditions:
        yield condition
        yield from walk(condition.members)


def condition_id(tier: str, level: int, condition: str) -> str:
    """Return the id under which a condition of a tier below is labelled."""
    return f"{tier}/{level}/{condition}"
