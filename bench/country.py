"""A made-up country: 34 provinces, 3,321 communes and 14,000 schools, from three CSV files to every verdict.

python bench/country.py make FOLDER      writes communes.csv, provinces.csv and schools.csv
python bench/country.py judge FOLDER     judges every programme in force and says how long each step took; under the
                                         default readings only where "default" follows
"""

import json
import random
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from phocap.evaluate import evaluate
from phocap.faults import Faulty
from phocap.intake.template import asked_for
from phocap.language.kept import kept_pack
from phocap.language.pack import Pack
from phocap.language.registry import Registry
from phocap.shipped import vn_rules

DAY = date(2026, 10, 31)
PROVINCES, COMMUNES, SCHOOLS = 34, 3_321, 14_000


def make(folder: Path) -> None:
    """Write the files: every figure, flag and finding that some programme asks of a tier, most of it sufficient."""
    folder.mkdir(parents=True, exist_ok=True)
    pack = kept_pack(vn_rules())
    dice = random.Random(0)
    provinces = [f"{number:02}" for number in range(1, PROVINCES + 1)]
    communes = [f"{number:05}" for number in range(1, COMMUNES + 1)]
    schools = [f"s{number:05}" for number in range(1, SCHOOLS + 1)]
    above = {"province": [None], "commune": provinces, "school": communes}
    for tier, codes, title in (
        ("province", provinces, "Tỉnh"),
        ("commune", communes, "Xã"),
        ("school", schools, "Trường"),
    ):
        frame = _tier(pack, tier, len(codes), dice).with_columns(
            tier=pl.lit(tier),
            code=pl.Series(codes),
            name=pl.Series([f"{title} {code}" for code in codes]),
            parent=pl.Series([dice.choice(above[tier]) for _ in codes], dtype=pl.String),
            as_of=pl.lit(DAY),
        )
        frame.write_csv(folder / f"{'communes' if tier == 'commune' else tier + 's'}.csv")


def _tier(pack: Pack, tier: str, units: int, dice: random.Random) -> pl.DataFrame:
    fields: dict[str, None] = {}
    flags: dict[str, None] = {}
    findings: dict[str, None] = {}
    registry = Registry(pack)
    for programme in registry.programmes_on(DAY):
        try:
            asked = asked_for(pack, programme, tier, DAY)
        except Faulty:  # the programme does not judge this tier
            continue
        fields |= asked.fields
        flags |= asked.flags
        findings |= asked.findings
    size = [dice.randint(50, 400) for _ in range(units)]
    counts = {
        name: [count * dice.randint(940, 1000) // 1000 for count in size]
        for name in ([] if tier == "province" else fields)
    }
    # What nobody asks for ties what is asked: it is there while the figures are fitted, and is left out then.
    tied = {name for c in pack.words.constraints for name in (c.whole, *c.parts)}
    every = {**{name: [0] * units for name in sorted(tied - fields.keys())}, **counts} if counts else {}
    _fit(pack, every)
    columns: dict[str, Sequence[int | bool]] = {name: every[name] for name in counts}
    columns |= {name: [dice.random() < 0.2 for _ in size] for name in flags}
    columns |= {name: [dice.random() < 0.97 for _ in size] for name in findings}
    return pl.DataFrame(columns) if columns else pl.DataFrame({"": size}).select()


def _fit(pack: Pack, counts: dict[str, list[int]]) -> None:
    """Raise wholes to what their parts need, and the last part of what adds up exactly, until everything fits."""
    tied = [c for c in pack.words.constraints if c.whole in counts and any(p in counts for p in c.parts)]
    before = None
    while before != counts:
        before = {name: list(column) for name, column in counts.items()}
        for constraint in tied:
            parts = [counts[part] for part in constraint.parts if part in counts]
            whole = counts[constraint.whole]
            for row, total in enumerate(map(sum, zip(*parts, strict=True))):
                whole[row] = max(whole[row], total)
                if constraint.exhaustive and len(parts) == len(constraint.parts):
                    parts[-1][row] += whole[row] - total


def judge(folder: Path, *, alternatives: bool) -> dict[str, object]:
    """Read the files and judge every programme in force; return how long each step took, in seconds."""
    begun = time.perf_counter()
    pack = kept_pack(vn_rules())
    steps = {"rules": time.perf_counter() - begun}
    begun = time.perf_counter()
    kinds = dict.fromkeys(("tier", "code", "name", "parent"), pl.String)
    files = [pl.read_csv(file, schema_overrides=kinds, try_parse_dates=True) for file in sorted(folder.glob("*.csv"))]
    table = pl.concat(files, how="diagonal")
    steps["files"] = time.perf_counter() - begun
    begun = time.perf_counter()
    evaluation = evaluate(table, pack, alternatives=alternatives)
    steps["evaluation"] = time.perf_counter() - begun
    begun = time.perf_counter()
    verdicts, conditions = evaluation.verdicts, evaluation.conditions
    steps["tables"] = time.perf_counter() - begun
    shown = verdicts.group_by("programme", "tier").len("units").sort("programme", "tier")
    return {"steps": steps, "verdicts": verdicts.height, "outcomes": conditions.width - 7, "units": shown.to_dicts()}


if __name__ == "__main__":
    command, place = sys.argv[1], Path(sys.argv[2])
    if command == "make":
        make(place)
    else:
        started = time.perf_counter()
        told = judge(place, alternatives="default" not in sys.argv[3:])
        told |= {"seconds": time.perf_counter() - started, "processor": time.process_time()}
        print(json.dumps(told))
