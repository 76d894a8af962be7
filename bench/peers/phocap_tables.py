"""phocap: every reading of the law, to a table of verdicts and one of condition outcomes."""

import sys

import polars as pl
from common import data, report

from phocap.evaluate import Evaluation, evaluate
from phocap.intake.table import read_table
from phocap.language.load import load_pack
from phocap.shipped import vn_rules

folder, units, _ = data()
pack = load_pack(vn_rules())
frame = pl.read_parquet(folder / "units.parquet", n_rows=units)
checked = read_table(frame, pack)


def judge() -> Evaluation:
    table = frame if sys.argv[4] == "frame" else checked
    evaluation = evaluate(table, pack, programmes=["primary"], alternatives=sys.argv[4] != "default")
    assert evaluation.verdicts.height == evaluation.conditions.height == units
    return evaluation


def levels(evaluation: object) -> list[int]:
    assert isinstance(evaluation, Evaluation)
    return evaluation.verdicts["highest_level"].to_list()


report(judge, levels, columns_mib=round(frame.estimated_size("mb")))
