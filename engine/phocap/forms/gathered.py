"""Sheets of workbooks and tables: what is recognised is told, parts about one unit and day become one record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from phocap.faults import Fault, Faulty, Place
from phocap.forms import cells
from phocap.forms.form import Figures, Part, read_form
from phocap.forms.grid import Located, is_named, locate
from phocap.forms.layouts import Layouts
from phocap.forms.records import TABLES, Recognised
from phocap.forms.roll import School, read_roll
from phocap.forms.survey import Survey, is_beside, read_survey, survey_columns
from phocap.forms.table import read_table, table_of, text_table
from phocap.forms.top import day, texts
from phocap.forms.workbook import Sheet, Workbook, open_workbook
from phocap.intake.reading import Reading
from phocap.model.record import Given
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
            self._table(text_table(source))
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
        if table_of(self.reading, self.layouts.headings, sheet) is not None:
            self._table(sheet)
            return True
        return self._roll(sheet)

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
        self.surveys = _together(self.reading, self.surveys)
        parts = [*self.parts, *(part for survey in self.surveys for part in survey.parts())]
        dated = [found for part in parts if (found := self._dated(part, parts)) is not None]
        merged = _merge(self.reading, dated)
        self.parts = [part for part in dated if part.persons is None]
        for part in parts:
            self.recognised.append(_recognised(part, self.as_of))
        self.recognised.sort(key=lambda found: (found.place, found.form))
        return [*self._joined(merged)]

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

    def _joined(self, merged: Iterable[Part]) -> Iterator[Node]:
        """Yield the trees of YAML and tables, and of parts; what both tell of one unit and day is one record."""
        parts = list(merged)
        for node in self.nodes:
            about = [part for part in parts if _is_about(node, part)]
            for part in about:
                parts.remove(part)
                node = _with_figures(self.reading, node, part)
            yield node
        yield from (_node(part) for part in parts)


def _together(reading: Reading, surveys: Sequence[Survey]) -> list[Survey]:
    """Return surveys with those of one unit made one: several typists, several hamlets, of one year only.

    A file that names no unit belongs to the one unit that the others name.
    """
    named = {name_key(survey.unit.name): survey for survey in surveys if survey.unit}
    found: dict[object, Survey] = {}
    for survey in surveys:
        unit = name_key(survey.unit.name) if survey.unit else next(iter(named)) if len(named) == 1 else None
        key = survey.layout.survey, unit
        if key not in found:
            found[key] = survey
        elif found[key].year != survey.year:
            facts = {"unit": survey.unit.name if survey.unit else None, "years": sorted({found[key].year, survey.year})}
            reading.fault("survey-years", survey.places[0], **facts)
        else:
            found[key] = found[key].joined(survey)
    return list(found.values())


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


def _merge(reading: Reading, parts: Iterable[Part]) -> list[Part]:
    """Return one part for each unit and day; figures that two parts give differently are reported."""
    found: dict[object, Part] = {}
    for part in parts:
        assert part.unit is not None
        key = part.tier, name_key(part.unit.name), part.day
        if key not in found:
            found[key] = part
            continue
        first = found[key]
        figures = dict(first.figures)
        for name, given in part.figures.items():
            _agree(reading, name, figures.setdefault(name, given), given)
        found[key] = replace(first, figures=figures, parent=first.parent or part.parent)
    return list(found.values())


def _agree(reading: Reading, name: str, first: Given[int], given: Given[int]) -> None:
    if first.value != given.value:
        facts = {"label": reading.known.label(name), "value": given.value, "other": first.value}
        reading.fault("sources-disagree", given.place, **facts, first=str(first.place))


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


def _is_about(node: Node, part: Part) -> bool:
    """Return whether a tree is the record of the unit and day of a part."""
    entries = node.value if isinstance(node.value, dict) else {}
    unit = entries["unit"].value if "unit" in entries else None
    if not isinstance(unit, dict) or part.unit is None:
        return False
    tier, name = (unit[key].value if key in unit else None for key in ("tier", "name"))
    on = entries["as_of"].raw.strip() if "as_of" in entries else None
    same_day = on is None or on == (part.day.isoformat() if part.day else None)
    return tier == part.tier and isinstance(name, str) and name_key(name) == name_key(part.unit.name) and same_day


def _with_figures(reading: Reading, node: Node, part: Part) -> Node:
    """Return a tree with the figures of a part added; figures that both give must be equal."""
    assert isinstance(node.value, dict)
    figures = node.value.get("figures")
    given = dict(_flat(figures, "")) if figures is not None else {}
    for name, found in part.figures.items():
        if name in given:
            _agree(reading, name, Given(given[name].value, given[name].place), found)  # type: ignore[arg-type]
    added = {name: cells.scalar(found.value, found.place) for name, found in part.figures.items() if name not in given}
    entries = dict(node.value)
    top = figures.value if figures is not None and isinstance(figures.value, dict) else {}
    entries["figures"] = cells.mapping({**top, **added}, figures.place if figures is not None else part.place)
    if "as_of" not in entries and part.day is not None:
        entries["as_of"] = cells.scalar(part.day.isoformat(), part.place)
    keys = {key: node.key_place(key) for key in node.value}
    return cells.mapping(entries, node.place, keys)


def _flat(node: Node, prefix: str) -> Iterator[tuple[str, Node]]:
    entries: Mapping[str, Node] = node.value if isinstance(node.value, dict) else {}
    for key, child in entries.items():
        if isinstance(child.value, dict):
            yield from _flat(child, f"{prefix}{key}.")
        elif child.value is not None:
            yield prefix + key, child
