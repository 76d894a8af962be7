"""Tables in Parquet: a row a unit, under the same names of columns as in text and in workbooks."""

import io
from typing import Any, Final

import polars as pl

from phocap.faults import Fault, Faulty, Place
from phocap.forms.archive import MOST_CELLS, MOST_UNPACKED
from phocap.forms.persons import key
from phocap.forms.workbook import Sheet
from phocap.model.form import Survey
from phocap.source.files import Source

_PLAIN: Final = (pl.String, pl.Boolean, pl.Date, pl.Null)


def parquet_table(source: Source, surveys: tuple[Survey, ...]) -> Sheet:
    """Return a Parquet file as a sheet, with the names of its columns in the first row.

    What it would unpack to is looked at before it is.

    Raises:
        Faulty: ``workbook-broken``, ``workbook-too-wide`` or ``workbook-bomb``; ``parquet-column``: lists, or other
            values that no cell holds; ``parquet-persons``: a row is a person.
    """
    place = Place(source.path)
    try:
        lazy = pl.scan_parquet(io.BytesIO(source.data))
        schema = lazy.collect_schema()
        rows = lazy.select(pl.len()).collect().item()
        _check(place, schema, rows, surveys)
        texts = [name for name, kind in schema.items() if kind == pl.String]
        size = lazy.select(pl.sum_horizontal(pl.lit(0), *(pl.col(name).str.len_bytes().sum() for name in texts)))
        if size.collect().item() > MOST_UNPACKED:
            facts = {"limit": MOST_UNPACKED // 1024**2, "size": size.collect().item() // 1024**2}
            raise Faulty(Fault("workbook-bomb", place, facts))
        found = lazy.collect()
    except (pl.exceptions.PolarsError, OSError, ValueError):
        raise Faulty(Fault("workbook-broken", place, {"format": "Parquet"})) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of a reader in Rust that a file led astray
            raise
        raise Faulty(Fault("workbook-broken", place, {"format": "Parquet"})) from None
    return Sheet(
        source.path, "", True, [list(found.columns), *([_cell(value) for value in row] for row in found.rows())]
    )


def _check(place: Place, schema: pl.Schema, rows: int, surveys: tuple[Survey, ...]) -> None:
    for survey in surveys:
        born = {key(name) for name in (survey.born, *survey.columns[survey.born].header)}
        if any(key(name) in born for name in schema):
            raise Faulty(Fault("parquet-persons", place, {"column": survey.columns[survey.born].header[0]}))
    if (rows + 1) * len(schema) > MOST_CELLS:
        raise Faulty(Fault("workbook-too-wide", place, {"cell": str(rows), "limit": MOST_CELLS}))
    for name, kind in schema.items():
        if not (kind in _PLAIN or kind.is_numeric()):
            raise Faulty(Fault("parquet-column", place, {"column": name, "found": str(kind)}))


def _cell(value: Any) -> Any:
    """Return a value as a workbook would hold it."""
    if value is None:
        return ""
    return value if isinstance(value, str | bool) or not hasattr(value, "__float__") else float(value)
