"""phocap: every verdict with all conditions, figures, places and margins as JSON Lines."""

import json
import os

import polars as pl
from common import data, report

from phocap.evaluate import evaluate
from phocap.language.load import load_pack
from phocap.report.lines import lines
from phocap.shipped import vn_rules

folder, units, _ = data()
pack = load_pack(vn_rules())
frame = pl.read_parquet(folder / "units.parquet", n_rows=units)


def judge() -> list[int]:
    found = []
    with open(os.devnull, "w", encoding="utf-8") as sink:
        for number, line in enumerate(lines(evaluate(frame, pack, programmes=["primary"]))):
            sink.write(line)
            if number < 1000:
                found.append(json.loads(line)["highest_level"])
    return found


report(judge, lambda found: found)
