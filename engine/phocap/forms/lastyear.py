"""This year against the last: the same children, a year older, and the balance of those who came and went."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import polars as pl

from phocap.faults import Fault, Place, Severity
from phocap.forms.layouts import layouts
from phocap.forms.records import FormIntake
from phocap.forms.survey import Survey
from phocap.intake.known import Known
from phocap.language.pack import Pack
from phocap.model.form import Cohorts
from phocap.model.record import Given, Record
from phocap.text.nearest import name_key
from phocap.units.register import Listed, Register, register

Figures = Mapping[str, Given[int]]


def against_last_year(intake: FormIntake, last: FormIntake, pack: Pack) -> Iterator[Fault]:
    """Yield what does not follow from the year before, be it told in ``last``, beside, or under ``years``."""
    rules = layouts(pack).headings.cohorts
    known = Known(pack)
    before = {_key(record): record for record in (*intake.records, *last.records)}
    for record in intake.records:
        year = record.as_of.year - 1
        figures = record.years[year].figures if year in record.years else {}
        other = before.get((*_key(record)[:2], year))
        day = other.as_of if other else record.as_of.replace(year=year)
        if other is not None and _same_parent(record, other):
            figures = {**other.figures, **figures}
        if not figures or rules is None:
            continue
        parent = record.unit.parent.name if record.unit.parent else None
        if _redrawn(pack, record.unit.name, parent, record.unit.tier, day, record.as_of):
            yield _warning("cohort-boundaries", record.place, unit=record.unit.name, date=day)
            continue
        yield from _cohorts(rules, record.figures, figures, known)
    for survey in intake.surveys:
        for older in (*last.surveys, *intake.surveys):
            parent = survey.parent.name if survey.parent else None
            about = _name(survey), parent, survey.layout.tier, older.day, survey.day
            if _follows(survey, older) and not _redrawn(pack, *about):
                yield from _balance(survey, older)


def _key(record: Record) -> tuple[str, str, int]:
    return record.unit.tier, name_key(record.unit.name), record.as_of.year


def _same_parent(one: Record, other: Record) -> bool:
    """Return whether two records may be of one unit: namesakes in two provinces are not."""
    names = [record.unit.parent.name for record in (one, other) if record.unit.parent and record.unit.parent.name]
    return len(names) < 2 or name_key(names[0]) == name_key(names[1])


def _redrawn(pack: Pack, name: str, parent: str | None, tier: str, before: date, now: date) -> bool:
    """Return whether a unit was made between two days out of more, or less, than one whole unit.

    Of namesakes all must have been, where nobody says in which province it lies.
    """
    lists = register(pack)
    if lists is None:
        return False
    known = [unit for unit in lists.named(name, tier) if unit.on(now)]
    if parent is not None:
        known = [unit for unit in known if any(lists.is_called(above, parent) for above in lists.above(unit, now))]
    return bool(known) and all(_is_new(lists, unit, before) for unit in known)


def _is_new(lists: Register, unit: Listed, before: date) -> bool:
    day, made_of = lists.remade(unit), lists.made_of(unit)
    return day is not None and before < day and (len(made_of) != 1 or made_of[0].part)


def _cohorts(rules: Cohorts, now: Figures, before: Figures, known: Known) -> Iterator[Fault]:
    for cohort in rules.figures:
        if cohort.now not in now or cohort.before not in before:
            continue
        value, was = now[cohort.now], before[cohort.before]
        facts = {"label": known.label(cohort.now), "value": value.value}
        facts |= {"before": known.label(cohort.before), "was": was.value, "first": str(was.place)}
        if cohort.of is None or cohort.before_of is None:
            if _odd(rules, value.value - was.value, was.value):
                yield _warning("cohort-size", value.place, **facts)
        elif cohort.of in now and cohort.before_of in before:
            left, were = now[cohort.of].value - value.value, before[cohort.before_of].value - was.value
            if left > were + rules.persons:
                yield _warning("cohort-completed", value.place, **facts, left=left, were=were)


def _odd(rules: Cohorts, difference: int, whole: int) -> bool:
    return abs(difference) > rules.persons and abs(difference) * 100 > rules.percent * whole


def _name(survey: Survey) -> str:
    return survey.unit.name if survey.unit else ""


def _follows(survey: Survey, older: Survey) -> bool:
    same = survey.layout.survey == older.layout.survey and name_key(_name(survey)) == name_key(_name(older))
    return same and older.year == survey.year - 1


def _balance(survey: Survey, older: Survey) -> Iterator[Fault]:
    """Yield the years of birth of which more or fewer persons are there than were, came, left and died."""
    rule = survey.layout.movement
    if rule is None:
        return
    born = survey.layout.born
    were = _counts(older, rule.stay)
    came, left, stay = (_counts(survey, where) for where in (rule.came, rule.left, rule.stay))
    for age in rule.ages:
        year = survey.year - age
        start, arrived, gone, end = (counts.get(year, 0) for counts in (were, came, left, stay))
        if start + arrived - gone != end:
            facts = {"year": str(year), "start": start, "came": arrived, "left": gone, "end": end}
            place = survey.place(0, 0, born)
            difference = end - (start + arrived - gone)
            yield _warning("movement-balance", place, **facts, difference=difference, first=str(older.places[0]))


def _counts(survey: Survey, where: Sequence[object]) -> dict[int, int]:
    """Return how many persons fulfil conditions, by their year of birth."""
    found = survey.persons.filter(survey.conditions().all_of(where))
    rows: Iterable[tuple[int, int]] = found.group_by(survey.layout.born).agg(pl.len()).iter_rows()
    return dict(rows)


def _warning(id: str, place: Place, **facts: object) -> Fault:
    return Fault(id, place, facts, Severity.WARNING)
