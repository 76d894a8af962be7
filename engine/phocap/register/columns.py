"""Which column of a register is which, and the few values that each holds, as the workbook would read them."""

from collections.abc import Mapping, Sequence, Set
from typing import Any, Final

from phocap.faults import Fault, Faulty, Place
from phocap.forms.persons import AGE, CONVERT, Among, Between, Conditions, Filled, Marked, Test, key
from phocap.model.form import ColumnKind
from phocap.model.form import Survey as Layout
from phocap.model.persons import Database
from phocap.text.nearest import nearest
from phocap.value import dataclass

MOST_VALUES: Final = 10_000
"""Distinct values of a column that conditions look at; one with more is not what it is taken for."""

_SOMETHING: Final = ord("!"), ord("~")
"""A text that begins with one of these is not blank, whatever an engine takes for white space."""

CODE, NAME, PARENT, YEAR, WHERE = "code", "name", "parent", "year", "place"


@dataclass(frozen=True)
class Named:
    """The columns of a register by what they are for."""

    person: Mapping[str, str]
    """By the id of the layout's column."""
    unit: Mapping[str, str]
    """Code, name, parent, year and place, as far as they are there."""
    absent: tuple[str, ...]
    """Columns of the layout that definitions look at and the register has not: nothing stands in them."""
    filled: frozenset[str] = frozenset()
    """Columns of text of which is only asked whether anything stands there, such as the code of a school."""

    def seen(self, table: Any, name: str) -> Any:
        """Return a column of persons as conditions look at it: what surely is something is all the same."""
        import ibis

        found = table[self.person[name]]
        if name not in self.filled:
            return found
        text = found.cast("string")
        first, last = _SOMETHING
        return ibis.ifelse(text.ascii_str().between(first, last), "1", text)


def named(
    schema: Mapping[str, Any],
    layout: Layout,
    database: Database,
    ignore: Sequence[str],
    chosen: Mapping[str, str],
    at: Place,
) -> Named:
    """Return which column is which.

    Raises:
        Faulty: a column that nothing is known of and that is not to be ignored, or twice, or of the wrong type;
            a needed one that is not there.
    """
    meanings = _meanings(layout, database)
    faults: list[Fault] = []
    found: dict[str, str] = {}
    for column in schema:
        meaning = meanings.get(column) or meanings.get(key(column))
        if column in ignore:
            continue
        if meaning is None:
            facts: dict[str, object] = {"column": column, "nearest": nearest(column, list(meanings))}
            faults.append(Fault("register-unknown-column", at, facts))
        elif meaning in found:
            faults.append(Fault("register-column-twice", at, {"column": column, "other": found[meaning]}))
        else:
            found[meaning] = column
    looked_at, compared = _looked_at(layout, chosen)
    needed = {name: [name, *column.header] for name, column in layout.columns.items() if name in looked_at}
    needed = {name: headers for name, headers in needed.items() if layout.columns[name].needed}
    needed = {f"unit.{CODE}": database.code, **needed}
    missing = [f"{headers[0]} ({', '.join(headers[1:])})" for name, headers in needed.items() if name not in found]
    if missing:
        faults.append(Fault("register-column-missing", at, {"headers": missing, "columns": list(schema)}))
    for meaning, column in found.items():
        wanted = _wanted(meaning, layout, schema[column]) if meaning in looked_at or "." in meaning else None
        if wanted is not None:
            facts = {"column": column, "wanted": wanted, "found": str(schema[column])}
            faults.append(Fault("register-column-type", at, facts))
    if faults:
        raise Faulty(faults)
    unit = {name.removeprefix("unit."): column for name, column in found.items() if name.startswith("unit.")}
    if database.place in found:
        unit[WHERE] = found[database.place]
    person = {name: column for name, column in found.items() if name in looked_at}
    filled = {name for name in person.keys() - compared if layout.columns[name].kind is ColumnKind.TEXT}
    return Named(person, unit, tuple(sorted(looked_at - person.keys())), frozenset(filled))


def _meanings(layout: Layout, database: Database) -> dict[str, str]:
    """Return what columns may be called, by id or by header as texts are compared."""
    found: dict[str, str] = {}
    for name in (CODE, NAME, PARENT, YEAR):
        for header in getattr(database, name):
            found |= {header: f"unit.{name}", key(header): f"unit.{name}"}
    for name, column in layout.columns.items():
        for header in column.header:
            found.setdefault(key(header), name)
        found[name] = name
    return found


class _Seen(frozenset[str]):
    """The columns that a condition looks at: an expression that only remembers of what it is made."""

    def __and__(self, other: Set[object]) -> "_Seen":
        return _Seen([*self, *map(str, other)])

    __or__ = __and__

    def __invert__(self) -> "_Seen":
        return self


class _Remembers:
    """The algebra of such expressions."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def constant(self, value: bool) -> _Seen:
        return _Seen()

    def marked(self, name: str) -> _Seen:
        return _Seen(self.layout.any_filled.get(name, [name]))

    def test(self, column: str, test: Test) -> _Seen:
        if column in self.layout.differences:
            first, second = (self.test(part, test) for part in self.layout.differences[column])
            return first & second
        seen = self.marked(self.layout.born if column == AGE else column)
        return seen if isinstance(test, Filled) else seen & {f"{_COMPARED}{name}" for name in seen}


_COMPARED: Final = "="


def _looked_at(layout: Layout, chosen: Mapping[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the columns on which figures rest, and those of them that are compared with something."""
    conditions = Conditions(layout, _Remembers(layout), {}, chosen)
    seen = frozenset[str]().union(*(conditions.counted(figure) for figure in layout.figures.values()))
    compared = frozenset(name.removeprefix(_COMPARED) for name in seen if name.startswith(_COMPARED))
    return frozenset(name for name in seen if not name.startswith(_COMPARED)), compared


def _wanted(meaning: str, layout: Layout, kind: Any) -> str | None:
    """Return the type that a column should have, or None when it fits."""
    if meaning == f"unit.{YEAR}":
        return None if kind.is_integer() or kind.is_string() else "integer, text"
    if meaning.startswith("unit."):
        return None if kind.is_string() else "text"
    match layout.columns[meaning].kind:
        case ColumnKind.MARK:
            return None if kind.is_boolean() or kind.is_string() else "boolean, text"
        case ColumnKind.NUMBER:
            return None if kind.is_numeric() or kind.is_string() else "integer, text"
        case _:
            return None if kind.is_string() or kind.is_numeric() else "text"


class InIbis:
    """Conditions as Ibis expressions: whole numbers are compared; of anything else the values that hold are listed."""

    def __init__(
        self, table: Any, layout: Layout, columns: Named, values: Mapping[str, Mapping[str | None, Any]], year: int
    ) -> None:
        """Look at ``table``; ``values`` has, for columns that are no whole numbers, what each text in them means."""
        import ibis

        self.table, self.layout, self.columns, self.values, self.year = table, layout, columns, values, year
        self.literal = ibis.literal

    def constant(self, value: bool) -> Any:
        """Return a literal."""
        return self.literal(value)

    def marked(self, name: str) -> Any:
        """Return a mark, or whether one of several is set."""
        parts = self.layout.any_filled.get(name, [name])
        found = self.constant(False)
        for part in parts:
            found = found | self.test(part, Among((True,)))
        return found

    def test(self, column: str, test: Test) -> Any:
        """Return for whom a test holds."""
        if column in self.layout.any_filled:
            return self._of_marks(column, test)
        if column in self.layout.differences:
            first, second = map(self._amount, self.layout.differences[column])
            return self._number(first - second, test)
        name = self.layout.born if column == AGE else column
        if name not in self.columns.person:
            blank = CONVERT[self.layout.columns[name].kind]("")
            return self.constant(test.holds(blank))
        found = self.columns.seen(self.table, name)
        if name in self.values:
            known = self.values[name]
            wanted = [raw for raw, value in known.items() if test.holds(self._seen(column, value))]
            return self._listed(found, wanted, len(known))
        if found.type().is_boolean():
            return self._boolean(found, test)
        return self._number(found, _born(test, self.year) if column == AGE else test)

    def _amount(self, column: str) -> Any:
        """Return a column as numbers."""
        if column == AGE:
            return self.year - self._amount(self.layout.born)
        nothing = self.literal(None, "int64")
        if column not in self.columns.person:
            return nothing
        found = self.table[self.columns.person[column]]
        if column not in self.values:
            return found
        numbers = {raw: value for raw, value in self.values[column].items() if raw is not None and value is not None}
        return found.cast("string").substitute(numbers, else_=nothing) if numbers else nothing

    def _of_marks(self, name: str, test: Test) -> Any:
        marked = self.marked(name)
        yes, no = test.holds(True), test.holds(False)
        return self.constant(yes) if yes == no else marked if yes else ~marked

    def _seen(self, column: str, value: Any) -> Any:
        return self.year - value if column == AGE and value is not None else value

    def _listed(self, found: Any, wanted: Sequence[str | None], of: int) -> Any:
        if not wanted or len(wanted) == of:
            return self.constant(bool(wanted))
        texts = [raw for raw in wanted if raw is not None]
        found = found if found.type().is_string() else found.cast("string")
        holds = found.isin(texts).fill_null(False) if texts else self.constant(False)
        return holds | found.isnull() if None in wanted else holds

    def _boolean(self, found: Any, test: Test) -> Any:
        """Return a mark against true or false; an empty one is not set."""
        yes, no = test.holds(True), test.holds(False)
        if yes == no:
            return self.constant(yes)
        return found.fill_null(False) if yes else ~found.fill_null(False)

    def _number(self, found: Any, test: Test) -> Any:
        match test:
            case Filled(yes=yes):
                return found.notnull() if yes else found.isnull()
            case Among(values=values):
                holds = found.isin([value for value in values if isinstance(value, int)])
            case Between(low=low, high=high):
                holds = found >= low if low is not None else found.notnull()
                holds = holds & (found <= high) if high is not None else holds
            case Marked():
                return self.constant(False)
        return holds.fill_null(False)


def _born(test: Test, year: int) -> Test:
    """Return a test of ages as one of years of birth."""
    match test:
        case Among(values=values):
            return Among(tuple(year - age for age in values))
        case Between(low=low, high=high):
            return Between(None if high is None else year - high, None if low is None else year - low)
        case _:
            return test
