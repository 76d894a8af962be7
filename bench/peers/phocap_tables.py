"""phocap: to a table of verdicts and one of condition outcomes.

The table is checked before or not, judged under all readings or one, or read from a CSV file.
"""

import sys

import polars as pl
from common import data, held, report

from phocap.evaluate import Evaluation, evaluate
from phocap.intake.table import TableRecords, read_table
from phocap.language.load import load_pack
from phocap.shipped import vn_rules

folder, units, _ = data()
pack = load_pack(vn_rules())
way = sys.argv[4]


def judged(table: pl.DataFrame | TableRecords) -> Evaluation:
    evaluation = evaluate(table, pack, programmes=["primary"], alternatives="default" not in way)
    assert evaluation.verdicts.height == evaluation.conditions.height
    return evaluation


def levels(evaluation: object) -> list[int]:
    assert isinstance(evaluation, Evaluation)
    return evaluation.verdicts["highest_level"].to_list()


judged(pl.read_parquet(folder / "units.parquet", n_rows=1000))  # what is loaded and compiled once
base = held()
frame = pl.read_parquet(folder / "units.parquet", n_rows=units)
table = frame if "frame" in way else read_table(frame, pack)


def judge() -> Evaluation:
    if way == "csv":
        codes = {"code": pl.String}
        return judged(pl.read_csv(folder / "units.csv", schema_overrides=codes, try_parse_dates=True))
    return judged(table)


report(judge, levels, base, columns_mib=round(frame.estimated_size("mb"), 1))
