"""Scenarios over a country: thresholds of level 3 varied by whole percents, over communes that do not exist."""

import json
import sys
import time
from datetime import date

import polars as pl
from common import held

from phocap.evaluate import evaluate
from phocap.language.load import load_pack
from phocap.shipped import vn_rules
from phocap.simulate.scenarios import simulate

units = int(sys.argv[1])


def drawn(low: int, high: int, seed: int) -> pl.Series:
    """Return random whole numbers."""
    return pl.int_range(low, high, eager=True).sample(units, with_replacement=True, seed=seed)


c = pl.col
frame = pl.DataFrame({"six": drawn(50, 400, 1), "eleven": drawn(50, 400, 2), "rest": drawn(150, 1200, 3)})
frame = frame.with_columns(done=c("eleven") * drawn(780, 1001, 5) // 1000)
frame = frame.select(
    tier=pl.lit("commune"),
    code=pl.int_range(units).cast(pl.String),
    name=pl.format("Xã {}", pl.int_range(units)),
    special_difficulty=drawn(0, 4, 6) == 0,
    **{
        "age_6.ppc": c("six"),
        "age_6.in_grade_1": c("six") * drawn(880, 1001, 4) // 1000,
        "age_11.ppc": c("eleven"),
        "age_11.completed_primary": c("done"),
        "age_11.in_primary": c("eleven") - c("done"),
        "age_11_14.ppc": c("eleven") + c("rest"),
        "age_11_14.completed_primary": c("done") + c("rest") * drawn(700, 1001, 8) // 1000,
    },
)
pack = load_pack(vn_rules())
begun = time.perf_counter()
evaluation = evaluate(frame, pack, programmes=["primary"], as_of=date(2015, 9, 30))
vary = [f"3/{name}.at_least=1%..100%/1%" for name in ("enrolment-6", "completion-11")]
scenarios = len(simulate([evaluation], vary).scenarios)
seconds = time.perf_counter() - begun
peak = round(held("VmHWM"))
print(json.dumps({"seconds": seconds, "peak_mib": peak, "scenarios": scenarios, "units": units}))
