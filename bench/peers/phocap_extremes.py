"""phocap at its limits: so many communes that are all alike, or so many schools of which no two are.

    python bench/peers/phocap_extremes.py UNITS alike|distinct

Prints the seconds, what was said, and the MiB of the process at most and of the columns.
"""

import json
import sys
import time
from datetime import date

import polars as pl
from common import held

from phocap.evaluate import evaluate
from phocap.faults import Faulty
from phocap.language.load import load_pack
from phocap.shipped import vn_rules

FINDINGS = 80
"""Of a school, drawn at random: enough for ten million that are all different."""

ALIKE = {
    **{"age_6.ppc": 100, "age_6.in_grade_1": 99},
    **{"age_11.ppc": 90, "age_11.completed_primary": 85, "age_11.in_primary": 5},
    **{"age_11_14.ppc": 400, "age_11_14.completed_primary": 390},
}

units, way = int(sys.argv[1]), sys.argv[2]
pack = load_pack(vn_rules())


def made(units: int) -> tuple[pl.DataFrame, str]:
    """Return units and the programme by which to judge them."""
    row = pl.int_range(units, dtype=pl.UInt32, eager=True)
    named = pl.DataFrame({"code": row.cast(pl.String).str.zfill(8)}).with_columns(name="code")
    if way == "alike":
        tier, day, programme = "commune", date(2015, 9, 30), "primary"
        same = {**ALIKE, "special_difficulty": False}
        figures = [pl.Series(name, [value]).new_from_index(0, units) for name, value in same.items()]
    else:
        tier, day, programme = "school", date(2022, 5, 31), "national-standard-school"
        drawn = enumerate(pack.words.findings[:FINDINGS])
        figures = [pl.Series(name, row.hash(seed) % 2 == 0) for seed, name in drawn]
    place = {name: pl.Series([value]).new_from_index(0, units) for name, value in (("tier", tier), ("as_of", day))}
    return named.with_columns(*figures, **place), programme


def judged(units: int) -> dict[str, object]:
    """Return how long it took, and what came of it."""
    frame, programme = made(units)
    begun = time.perf_counter()
    try:
        evaluation = evaluate(frame, pack, programmes=[programme])
        patterns = sum(len(tier.conclusions[0]) for found in evaluation.programmes for tier in found.tiers.values())
        said = f"{evaluation.verdicts.height + evaluation.conditions.height:,} rows, patterns: {patterns:,}"
    except Faulty as faulty:
        said = f"refused: {faulty.faults[0].id}"
    seconds = time.perf_counter() - begun
    columns = round(frame.estimated_size("mb"))
    return {"units": units, "seconds": seconds, "said": said, "peak_mib": round(held("VmHWM")), "columns_mib": columns}


judged(1000)
print(json.dumps(judged(units)))
