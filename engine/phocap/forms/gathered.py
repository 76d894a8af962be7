"""Sheets of workbooks and tables: what is recognised is told, parts about one unit and day become one record."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from phocap.faults import Fault, Faulty, Place
from phocap.forms import cells
from phocap.forms.form import Figures, Part, read_form
from phocap.forms.grid import Located, is_named, locate
from phocap.forms.kinds import TABLES, Recognised
from phocap.forms.layouts import Layouts
from phocap.forms.roll import School, read_roll
from phocap.forms.survey import Survey, is_beside, read_survey, survey_columns
from phocap.forms.table import read_table, table_of, text_table
from phocap.forms.together import together
from phocap.forms.top import day, texts
from phocap.forms.workbook import Sheet, Workbook, open_workbook
from phocap.intake.reading import Reading
from phocap.source.files import Source
from phocap.source.yaml import Node
from phocap.text.nearest import name_key


class Gathered:
    """What has been read so far."""

    def __init__(self, reading: Reading, known: Layouts, as_of: date | None, nodes: list[Node]) -> None:
        """Add to ``nodes``, the trees of files that are YAML."""
        self.reading, self.layouts, self.as_of, self.nodes = reading, known, as_of, nodes
        self.parts: list[Part] = []
        self.surveys: list[Survey] = []
        self.sheets: list[Sheet] = []
        self.rolls: list[School] = []
        self.recognised: list[Recognised] = []

    def take(self, source: Source, ending: str) -> None:
        """Read one file that is no YAML."""
        if ending in TABLES:
            sheet = text_table(source)
            if not self._survey(Workbook(source.path, (sheet,)), sheet) and not self._roll(sheet):
                self._table(sheet)
            return
        book = open_workbook(source)
        shown = [sheet for sheet in book.sheets if sheet.rows and sheet.visible]  # hidden ones hold lists and notes
        rest = [sheet for sheet in shown if not self._survey(book, sheet)]
        has_persons = len(rest) < len(shown)
        if has_persons:
            rest = [sheet for sheet in rest if not any(is_beside(layout, sheet) for layout in self.layouts.surveys)]
        found = [self._sheet(sheet) for sheet in rest]
        if not any(found) and not has_persons:
            names = [sheet.name for sheet in shown]
            forms = [form.form.upper() for form in self.layouts.forms]
            forms += [name for survey in self.layouts.surveys for name in survey.sheets]
            raise Faulty(
                Fault("workbook-not-recognised", Place(source.path), {"sheets": names or None, "forms": forms})
            )

    def _survey(self, book: Workbook, sheet: Sheet) -> bool:
        """Read a sheet of persons; return whether it is one."""
        for layout in self.layouts.surveys:
            columns = survey_columns(layout, sheet)
            if columns is not None:
                survey = read_survey(self.reading, layout, book, sheet, columns, self.as_of)
                self.surveys += [survey] if survey else []
                return True
        return False

    def _sheet(self, sheet: Sheet) -> bool:
        """Read a sheet that is no survey; return whether it is one of ours."""
        found = self._located(sheet)
        if found is not None:
            self.sheets.append(sheet)
            part = read_form(self.reading, found)
            self.parts += [part] if part else []
            return True
        if self._roll(sheet):
            return True
        if table_of(self.reading, self.layouts.headings, sheet) is not None:
            self._table(sheet)
            return True
        return False

    def _roll(self, sheet: Sheet) -> bool:
        for layout in self.layouts.rolls:
            roll = read_roll(layout, sheet)
            if roll is not None:
                self.rolls.append(roll)
                self.recognised.append(Recognised(roll.place, layout.roll, persons=len(roll.rows)))
                return True
        return False

    def _located(self, sheet: Sheet) -> Located | None:
        """Return the form that fits a sheet best: one that is named there goes before one that is not."""
        found = []
        for form in self.layouts.forms:
            told = day(texts(sheet, 12), form.top.day)
            on = told[0] if told else self.as_of
            located = locate(form, sheet, on.year if on else None)
            if located is not None:
                found.append((is_named(form, sheet), located.score, located))
        if not found:
            return None
        return max(found, key=lambda one: one[:2])[2]

    def _table(self, sheet: Sheet) -> None:
        self.sheets.append(sheet)
        nodes = read_table(self.reading, self.layouts.headings, sheet)
        place = Place(sheet.path, sheet=sheet.name)
        self.recognised.append(Recognised(place, "table", figures=len(nodes)))
        self.nodes += nodes

    def finished(self) -> list[Node]:
        """Return the records as trees: those of parts of one unit and day together, with what YAML says of them."""
        self.surveys = _whole_surveys(self.reading, self.surveys)
        parts = [*self.parts, *(part for survey in self.surveys for part in survey.parts())]
        dated = [found for part in parts if (found := self._dated(part, parts)) is not None]
        self.parts = [part for part in dated if part.persons is None]
        for part in parts:
            self.recognised.append(_recognised(part, self.as_of))
        self.recognised.sort(key=lambda found: (found.place, found.form))
        return together(self.reading, [*self.nodes, *map(_node, dated)], self.as_of)

    def _dated(self, part: Part, parts: Sequence[Part]) -> Part | None:
        """Return a part with the unit and day that other sheets of its file, or the user, give for it."""
        beside = [other for other in parts if other.place.path == part.place.path and other.tier == part.tier]
        units = {name_key(other.unit.name): other.unit for other in beside if other.unit}
        days = {other.day for other in beside if other.day}
        unit = part.unit or (next(iter(units.values())) if len(units) == 1 else None)
        on = part.day or (next(iter(days)) if len(days) == 1 else self.as_of)
        if unit is None:
            titles = self.reading.known.tiers[part.tier].titles
            self.reading.fault("form-without-unit", part.place, form=part.form.upper(), tier=part.tier, titles=titles)
        if on is None:
            self.reading.fault("form-without-day", part.place, form=part.form.upper())
        return None if unit is None or on is None else replace(part, unit=unit, day=on)


def _whole_surveys(reading: Reading, surveys: Sequence[Survey]) -> list[Survey]:
    """Return surveys with those of one unit made one: several typists, several hamlets, of one year only.

    A file that names no unit belongs to the one unit that the others name; namesakes in two provinces are two.
    """
    named = {name_key(survey.unit.name): survey for survey in surveys if survey.unit}
    found: dict[object, list[Survey]] = {}
    for survey in surveys:
        unit = name_key(survey.unit.name) if survey.unit else next(iter(named)) if len(named) == 1 else None
        beside = found.setdefault((survey.layout.survey, unit), [])
        parents = [name_key(one.parent.name) if one.parent else None for one in beside]
        parent = name_key(survey.parent.name) if survey.parent else None
        at = next((at for at, other in enumerate(parents) if parent is None or other in (parent, None)), None)
        if at is None:
            beside.append(survey)
        elif beside[at].year != survey.year:
            facts = {"unit": survey.unit.name if survey.unit else None, "years": sorted({beside[at].year, survey.year})}
            reading.fault("survey-years", survey.places[0], **facts)
        else:
            beside[at] = beside[at].joined(survey)
    return [survey for beside in found.values() for survey in beside]


def _recognised(part: Part, as_of: date | None) -> Recognised:
    return Recognised(
        part.place,
        part.form,
        part.unit.name if part.unit else None,
        part.day or as_of,
        len(part.figures),
        part.persons,
        part.by_position,
    )


def _node(part: Part) -> Node:
    """Return a part as the tree of a record."""
    assert part.unit is not None
    assert part.day is not None
    unit = {"tier": cells.scalar(part.tier, part.unit.place), "name": cells.scalar(part.unit.name, part.unit.place)}
    if part.parent is not None:
        above = part.parent
        entries = {"tier": cells.scalar(above.tier, above.place), "name": cells.scalar(above.name, above.place)}
        unit["parent"] = cells.mapping(entries, above.place)
    entries = {
        "unit": cells.mapping(unit, part.unit.place),
        "as_of": cells.scalar(part.day.isoformat(), part.place),
        "figures": _figures(part.figures, part.place),
    }
    return cells.mapping(entries, part.place)


def _figures(figures: Figures, place: Place) -> Node:
    nodes = {name: cells.scalar(given.value, given.place) for name, given in figures.items()}
    return cells.mapping(nodes, place)
