"""Figures of a register as a table: Parquet for the Python API, CSV for officers and ``phocap evaluate``."""

import io
from collections.abc import Mapping

import polars as pl

from phocap.model.form import Survey as Layout
from phocap.register.columns import NAME, PARENT, WHERE
from phocap.register.count import Counted
from phocap.text.as_json import pretty

FORMATS = ("csv", "parquet")


def table(counted: Counted, layout: Layout) -> pl.DataFrame:
    """Return a row a unit and day, in the columns that :func:`phocap.evaluate.evaluate` takes."""
    apart = counted.rows and WHERE in counted.rows[0]
    texts = ["code", NAME, PARENT, *([WHERE] if apart else [])]
    kinds: Mapping[str, type[pl.DataType]] = {
        **dict.fromkeys(texts, pl.String),
        "as_of": pl.Date,
        **dict.fromkeys(layout.figures, pl.Int64),
    }
    rows = [{name: row[name] for name in kinds} for row in counted.rows]
    return pl.DataFrame(rows, schema=dict(kinds)).insert_column(0, pl.Series("tier", [layout.tier] * len(rows)))


def written(counted: Counted, layout: Layout, form: str) -> bytes:
    """Return the figures in one of the formats."""
    found = table(counted, layout)
    stream = io.BytesIO()
    if form == "parquet":
        found.write_parquet(stream, metadata={"phocap": origin(counted).decode()})
        return stream.getvalue()
    assert layout.database is not None
    names = {name: f"figures.{name}" for name in layout.figures}
    names |= {"tier": "unit.tier", "code": "unit.code", NAME: "unit.name", PARENT: "unit.parent.code"}
    above = pl.when(pl.col("unit.parent.code").is_not_null()).then(pl.lit(layout.database.parent_tier))
    found = found.rename(names)
    at = found.columns.index("unit.parent.code")
    found.insert_column(at, found.select(above.alias("unit.parent.tier")).to_series()).write_csv(stream)
    return b"\xef\xbb\xbf" + stream.getvalue()


def origin(counted: Counted) -> bytes:
    """Return from what the figures were counted, as JSON: inputs and definitions by SHA-256, and how many persons."""
    said = {
        "schema": "phocap/register/1",
        "persons": counted.persons,
        "inputs": list(counted.inputs),
        "definitions": counted.definitions,
    }
    return pretty(said).encode()
