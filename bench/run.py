"""Speed beside other engines: the same records, the same rules, the same outcomes; ``make bench`` runs it.

Every peer has an environment of its own under bench/.cache with the versions of peers/requirements.txt; nothing of it
is needed to use or test phocap. A peer that cannot be installed is shown as not available. Peers run in turn, several
rounds; figures are medians over all runs, ratios are to hand-written Polars of the same call. Everything is written
into docs/: speed.json, speed.svg, and the tables in speed.md.
"""

import argparse
import array
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
from scale import measure as scale

HERE = Path(__file__).resolve().parent
CACHE, PEERS, DOCS = HERE / ".cache", HERE / "peers", HERE.parent / "docs"
COUNTS = ("in_6", "ppc_6", "done_11", "ppc_11", "school_11", "done_11_14", "ppc_11_14")
OURS = "phocap"
BASE = "Polars by hand"
CHECKED, LINES = "phocap, checked table", "phocap, JSON Lines"
TABLE, LOADING, ZEN = "phocap, with the checks", "openfisca-core, with loading", "zen-engine, decision table"

# name, environment, program, extra argument, units
COLUMNS = (
    (BASE, "columns", "polars_hand", "in-memory", 1_000_000),
    ("Polars by hand, streaming", "columns", "polars_hand", "streaming", 1_000_000),
    ("NumPy by hand", "columns", "numpy_hand", "", 1_000_000),
    ("DuckDB by hand", "columns", "duckdb_hand", "", 1_000_000),
    (CHECKED, OURS, "phocap_tables", "checked", 1_000_000),
    (TABLE, OURS, "phocap_tables", "frame", 1_000_000),
    ("phocap, default readings", OURS, "phocap_tables", "default", 1_000_000),
    ("phocap, from CSV", OURS, "phocap_tables", "csv", 1_000_000),
    ("openfisca-core, from CSV", "openfisca", "openfisca_rules", "csv", 1_000_000),
    (LOADING, "openfisca", "openfisca_rules", "table", 1_000_000),
    ("openfisca-core, codes as a list", "openfisca", "openfisca_rules", "list", 1_000_000),
    ("openfisca-core, arrays handed in", "openfisca", "openfisca_rules", "arrays", 1_000_000),
)
"""In turn, as often as there are rounds."""

RECORDS = (
    (LINES, OURS, "phocap_lines", "", 100_000),
    ("CEL", "cel", "cel_expressions", "", 20_000),
    ("rule-engine", "rule-engine", "rule_engine_rules", "", 20_000),
    ("CLIPS", "clips", "clips_rules", "", 1_000),
    ("durable-rules, naively", "durable", "durable_naive", "", 5_000),
    (ZEN, "zen", "zen_table", "", 5_000),
)
"""Hundreds of times slower: once."""

ENGINES = COLUMNS + RECORDS
GROWTH = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
COLD = {
    "import pydantic, click, polars": ["-c", "import pydantic, click, polars"],
    "phocap evaluate, one commune": ["-m", "phocap", "evaluate", "{record}", "--programme", "primary"],
}


def environments() -> dict[str, Path | None]:
    """Return the Python of each environment, made where it is not there; None where it cannot be made."""
    found: dict[str, Path | None] = {OURS: Path(sys.executable)}
    for line in (PEERS / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, packages = line.split(": ", 1)
        python = CACHE / name / "bin" / "python"
        ready = CACHE / name / packages.replace(" ", "_")
        if not ready.exists():
            print(f"setting up {name}", file=sys.stderr)
            steps = [[sys.executable, "-m", "venv", "--clear", str(CACHE / name)]]
            steps.append([str(python), "-m", "pip", "install", "-q", *packages.split()])
            if any(subprocess.run(step, check=False, capture_output=True).returncode for step in steps):
                found[name] = None
                continue
            ready.touch()
        found[name] = python
    return found


def make_data(units: int) -> Path:
    """Write communes with complete figures: as columns for those who read columns, as records for the others."""
    folder = CACHE / "data"
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / f"ready-{units}").exists():
        return folder

    def drawn(low: int, high: int, seed: int) -> pl.Series:
        return pl.int_range(low, high, eager=True).sample(units, with_replacement=True, seed=seed)

    c = pl.col
    frame = pl.DataFrame({"ppc_6": drawn(50, 400, 1), "ppc_11": drawn(50, 400, 2), "rest": drawn(150, 1200, 3)})
    frame = frame.with_columns(
        in_6=c("ppc_6") * drawn(880, 1001, 4) // 1000,
        done_11=c("ppc_11") * drawn(780, 1001, 5) // 1000,
        ppc_11_14=c("ppc_11") + c("rest"),
        hard=drawn(0, 4, 6) == 0,
        kept=drawn(0, 4, 7) > 0,
        share=drawn(700, 1001, 8),
    )
    frame = frame.with_columns(
        school_11=(c("ppc_11") - c("done_11")) * c("kept").cast(pl.Int64),
        ppc_14=c("rest") - 2 * (c("rest") // 3),
        done_12=c("rest") // 3 * c("share") // 1000,
    )
    frame = frame.with_columns(done_11_14=c("done_11") + 3 * c("done_12"))
    hand = frame.select(*COUNTS, "hard")
    hand.write_parquet(folder / "hand.parquet")
    number = pl.int_range(units, eager=True)
    told = frame.select(
        tier=pl.lit("commune"),
        code=number.cast(pl.String).str.zfill(8),
        name=pl.format("Xã {}", number),
        as_of=pl.date(2015, 9, 30),
        special_difficulty=c("hard"),
        **{
            **{"age_6.ppc": c("ppc_6"), "age_6.in_grade_1": c("in_6")},
            **{
                "age_11.ppc": c("ppc_11"),
                "age_11.completed_primary": c("done_11"),
                "age_11.in_primary": c("school_11"),
            },
            **{"age_11_14.ppc": c("ppc_11_14"), "age_11_14.completed_primary": c("done_11_14")},
            **{"age_11.out_of_school": c("ppc_11") - c("done_11") - c("school_11")},
            **{"age_12.ppc": c("rest") // 3, "age_12.completed_primary": c("done_12")},
            **{"age_13.ppc": c("rest") // 3, "age_13.completed_primary": c("done_12")},
            **{"age_14.ppc": c("ppc_14"), "age_14.completed_primary": c("done_12")},
        },
    )
    told.write_parquet(folder / "units.parquet")
    told.head(1_000_000).write_csv(folder / "units.csv")
    for name in (*COUNTS, "hard"):
        with open(folder / f"{name}.i64", "wb") as file:
            array.array("q", hand[name].head(1_000_000).cast(pl.Int64).to_list()).tofile(file)
    with open(folder / "records.jsonl", "w", encoding="ascii") as file:
        file.writelines(json.dumps(row) + "\n" for row in hand.head(20_000).iter_rows(named=True))
    (folder / f"ready-{units}").touch()
    return folder


def run(python: Path, program: str, folder: Path, units: int, runs: int, extra: str) -> dict[str, object] | None:
    """Return what a peer reports, or None when it fails."""
    command = [str(python), str(PEERS / f"{program}.py"), str(folder), str(units), str(runs), extra]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    if done.returncode:
        print(f"{program}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(pythons: dict[str, Path | None], folder: Path, rounds: int) -> list[dict[str, object]]:
    """Return a row an engine: units a second, ratios to hand-written Polars, memory, and whether outcomes agree."""
    runs: dict[str, list[dict[str, object]]] = {name: [] for name, *_ in ENGINES}
    for number in range(rounds):
        for name, environment, program, extra, units in ENGINES if number == 0 else COLUMNS:
            python = pythons.get(environment)
            found = run(python, program, folder, units, 5, extra) if python else None
            runs[name] += [found] if found else []
    expected = {}
    for units in {units for *_, units in ENGINES} | {1000}:
        python = pythons["columns"]
        reference = run(python, "polars_hand", folder, units, 0, "in-memory") if python else None
        expected[units] = reference and reference["levels"]
    rows: list[dict[str, object]] = []
    for name, _, program, _, units in ENGINES:
        if not runs[name]:
            rows.append({"engine": name, "units": units, "state": "not available"})
            continue
        wanted = expected[1000 if program == "phocap_lines" else units]
        row: dict[str, object] = {"engine": name, "units": units}
        for kind in ("seconds", "processor"):
            row[kind] = statistics.median(one for told in runs[name] for one in told[kind])  # type: ignore[attr-defined]
        row["peak_mib"] = max(int(str(told["peak_mib"])) for told in runs[name])
        row["agrees"] = all(told["levels"] == wanted for told in runs[name])
        rows.append(row)
    base = next((row for row in rows if row["engine"] == BASE and "seconds" in row), None)
    for row in rows:
        if base and "seconds" in row:
            each = units_of(row) / units_of(base)
            for kind in ("seconds", "processor"):
                row[f"{kind}_of_by_hand"] = float(str(row[kind])) / float(str(base[kind])) / each
    return rows


def units_of(row: dict[str, object]) -> int:
    """Return how many units a row is about."""
    return int(str(row["units"]))


def growth(pythons: dict[str, Path | None], folder: Path, most: int) -> list[dict[str, object]]:
    """Return seconds and memory of phocap and of hand-written Polars from a thousand units to ten million."""
    rows: list[dict[str, object]] = []
    for units in (units for units in GROWTH if units <= most):
        row: dict[str, object] = {"units": units}
        for name, environment, program, extra in (
            ("by_hand", "columns", "polars_hand", "in-memory"),
            (OURS, OURS, "phocap_tables", "checked"),
            ("with_checks", OURS, "phocap_tables", "frame"),
        ):
            python = pythons.get(environment)
            found = run(python, program, folder, units, 5, extra) if python else None
            for kind in ("seconds", "processor"):
                row[f"{name}_{kind}"] = statistics.median(found[kind]) if found else None  # type: ignore[call-overload]
            if found and "grown_mib" in found:
                row |= {f"{name}_grown_mib": found["grown_mib"], "columns_mib": found["columns_mib"]}
        rows.append(row)
    return rows


def cold(folder: Path) -> dict[str, float]:
    """Return the processor seconds of whole processes, medians of 9 in turn."""
    record = folder / "commune.yaml"
    record.write_text(
        "unit: {tier: commune, name: Xã Ví Dụ}\nas_of: 2015-09-30\nflags: {special_difficulty: false}\nfigures:\n"
        "  age_6: {ppc: 120, in_grade_1: 119}\n  age_11: {ppc: 110, completed_primary: 105, in_primary: 5}\n"
        "  age_11_14: {ppc: 400, completed_primary: 390}\n",
        encoding="utf-8",
    )
    # As installed: with compiled modules, which a checkout may be told not to keep.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(CACHE / "compiled")
    spent: dict[str, list[float]] = {name: [] for name in COLD}
    for _ in range(10):
        for name, arguments in COLD.items():
            command = [sys.executable, *(part.format(record=record) for part in arguments)]
            before = resource.getrusage(resource.RUSAGE_CHILDREN)  # os.times() counts in hundredths of a second
            subprocess.run(command, check=True, capture_output=True, env=environment)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {name: statistics.median(values[1:]) for name, values in spent.items()}


def extremes(units: int) -> dict[str, dict[str, object]]:
    """Return what becomes of units that are all alike, and of units of which no two are."""
    told = {}
    for way in ("alike", "distinct"):
        command = [sys.executable, str(PEERS / "phocap_extremes.py"), str(units), way]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        told[way] = json.loads(done.stdout)
    return told


def country(folder: Path) -> dict[str, object]:
    """Return the seconds from the files of a whole country to every verdict: fresh processes in turn, medians of 5."""
    program = [sys.executable, str(HERE / "country.py")]
    if not folder.exists():
        subprocess.run([*program, "make", str(folder)], check=True)
    runs: dict[str, list[dict[str, object]]] = {"all": [], "default": []}
    for _ in range(5):
        for readings, found in runs.items():
            done = subprocess.run(
                [*program, "judge", str(folder), readings], check=True, capture_output=True, text=True
            )
            found.append(json.loads(done.stdout))
    told: dict[str, object] = {"verdicts": runs["all"][0]["verdicts"], "steps": runs["all"][0]["steps"]}
    for readings, found in runs.items():
        for kind in ("seconds", "processor"):
            told[f"{readings}_{kind}"] = statistics.median(float(str(one[kind])) for one in found)
    return told


Shown = list[tuple[str, str, str, bool]]
"""What was asked for: the line, what was measured, what is wanted, and whether it holds."""


def shown(found: dict[str, object]) -> Shown:
    """Return what speed was asked for, measured; nothing of an engine that is not available."""
    engines = {row["engine"]: row for row in found["engines"]}  # type: ignore[attr-defined]
    lines: Shown = []

    def line(what: str, measured: float, wanted: float, kind: str, *, least: bool = False) -> None:
        holds = measured >= wanted if least else measured <= wanted
        lines.append((what, f"{_short(measured)}{kind}", f"at {'least' if least else 'most'} {wanted:,}{kind}", holds))

    for name, short in ((CHECKED, "all readings"), ("phocap, default readings", "default readings")):
        for kind, clock in (("seconds", "wall"), ("processor", "processor")):
            if f"{kind}_of_by_hand" in engines[name]:
                line(f"tables, {short}, to by hand, {clock}", engines[name][f"{kind}_of_by_hand"], 3, " x")
    for mine, other, wanted in ((CHECKED, LOADING, 5), (TABLE, LOADING, 5), (CHECKED, ZEN, 100)):
        if "seconds" in engines[other] and "seconds" in engines[mine]:
            for kind, clock in (("seconds", "wall"), ("processor", "processor")):
                theirs = engines[other][kind] / units_of(engines[other])
                ours = engines[mine][kind] / units_of(engines[mine])
                line(f"{mine}, faster than {other}, {clock}", theirs / ours, wanted, " x", least=True)
    for kind, clock in (("seconds", "wall"), ("processor", "processor")):
        if kind in engines[LINES]:
            rate = units_of(engines[LINES]) / engines[LINES][kind]
            line(f"JSON Lines, units a second, {clock}", rate, 20_000, "", least=True)
    rows = [row for row in found["growth"] if row[f"{OURS}_seconds"]]  # type: ignore[attr-defined]
    for row in rows[-2:]:
        for name, short in ((OURS, "checked"), ("with_checks", "with the checks")):
            line(
                f"memory to columns, {row['units']:,} units, {short}",
                row[f"{name}_grown_mib"] / row["columns_mib"],
                3,
                " x",
            )
    imports, one = found["cold"].values()  # type: ignore[attr-defined]
    line("cold start to import of the libraries", one / imports, 1.5, " x")
    line("country, all readings, wall", found["country"]["all_seconds"], 5, " s")  # type: ignore[index]
    scale = found.get("scale")
    if isinstance(scale, dict):
        line("register to one query by hand", scale["ratio"], 1.5, " x")
        line("register, memory", scale["peak_mib"] / 1024, 4, " GiB")
        line(
            f"{scale['scenarios']:,} scenarios of {scale['communes']:,} communes", scale["scenarios_seconds"], 30, " s"
        )
    return lines


def _short(figure: float) -> str:
    """Return a figure with as many places as tell something."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.2f}"


def text(found: dict[str, object]) -> str:
    """Return the tables as text."""
    lines = [f"{'':34}{'units':>10}{'units/s':>13}{'time to by hand':>20}{'peak':>8}"]
    lines.append(f"{'engine':34}{'':>10}{'':>13}{'wall':>10}{'proc.':>10}{'MiB':>8}  outcomes")
    for row in found["engines"]:  # type: ignore[attr-defined]
        if "seconds" not in row:
            lines.append(f"{row['engine']:34}{row['units']:>10,}{'not available':>15}")
            continue
        ratios = "".join(f"{_short(row[f'{kind}_of_by_hand']):>10}" for kind in ("seconds", "processor"))
        lines.append(
            f"{row['engine']:34}{row['units']:>10,}{row['units'] / row['seconds']:>13,.0f}{ratios}{row['peak_mib']:>8,}"
            f"  {'equal' if row['agrees'] else 'DIFFERENT'}"
        )
    lines += [
        "",
        f"{'seconds':>12}{'by hand':>11}{'phocap':>11}{'checking':>11}{'memory, checking':>30}{'columns':>10}",
    ]
    for row in found["growth"]:  # type: ignore[attr-defined]
        seconds = "".join(f"{row[f'{name}_seconds'] or 0:>11.4f}" for name in ("by_hand", OURS, "with_checks"))
        memory = f"{row.get(f'{OURS}_grown_mib', 0):,.0f} {row.get('with_checks_grown_mib', 0):,.0f} MiB"
        lines.append(f"{row['units']:>12,}{seconds}{memory:>30}{row.get('columns_mib', 0):>6,.0f} MiB")
    lines.append("")
    for name, spent in found["cold"].items():  # type: ignore[attr-defined]
        lines.append(f"{name:34}{spent:8.3f} s of processor time, cold")
    nation = found["country"]
    for readings in ("all", "default"):
        seconds = f"{nation[f'{readings}_seconds']:.2f} s, {nation[f'{readings}_processor']:.2f} s of processor time"  # type: ignore[index]
        lines.append(f"a country from CSV to {nation['verdicts']:,} verdicts, {readings} readings: {seconds}")  # type: ignore[index]
    for way, one in found["extremes"].items():  # type: ignore[attr-defined]
        memory = f"{one['peak_mib']:,} MiB, columns {one['columns_mib']:,} MiB"
        lines.append(f"{one['units']:,} units, all {way}: {one['said']}; {one['seconds']:.2f} s, {memory}")
    if isinstance(found.get("scale"), dict):
        lines.append(str(found["scale"]["text"]))  # type: ignore[index]
    lines += ["", f"{'asked for':76}{'measured':>14}  {'wanted':20}"]
    lines += [
        f"{what:76}{measured:>14}  {wanted:20}{'holds' if holds else 'DOES NOT HOLD'}"
        for what, measured, wanted, holds in shown(found)
    ]
    return "\n".join(lines) + "\n"


def chart(rows: list[dict[str, object]]) -> str:
    """Return units a second as bars on a logarithmic scale, as SVG."""
    import math

    shown = sorted(
        (row for row in rows if "seconds" in row), key=lambda row: float(str(row["seconds"])) / units_of(row)
    )
    bars = []
    for number, row in enumerate(shown):
        rate = units_of(row) / float(str(row["seconds"]))
        width = max(2.0, 60 * math.log10(rate / 100))
        ours = str(row["engine"]).startswith(OURS)
        y = 30 + 24 * number
        bars.append(
            f'<text x="230" y="{y + 12}" text-anchor="end">{row["engine"]}</text>'
            f'<rect x="240" y="{y}" width="{width:.0f}" height="16" fill="{"#b5301f" if ours else "#8a9aa9"}"/>'
            f'<text x="{246 + width:.0f}" y="{y + 12}">{rate:,.0f}</text>'
        )
    height = 50 + 24 * len(shown)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{height}" viewBox="0 0 760 {height}" '
        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
        '<text x="10" y="16" font-weight="bold">Units judged a second, primary levels 1 to 3 (logarithmic)</text>'
        + "".join(bars)
        + "</svg>\n"
    )


def publish(found: dict[str, object]) -> None:
    """Write figures, chart and tables into the documents; the tables stand in the first block of text of speed.md."""
    (DOCS / "speed.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    (DOCS / "speed.svg").write_text(chart(found["engines"]), encoding="utf-8")  # type: ignore[arg-type]
    page = DOCS / "speed.md"
    before, _, rest = page.read_text(encoding="utf-8").partition("```text\n")
    _, end, after = rest.partition("```\n")
    page.write_text(f"{before}```text\n{text(found)}{end}{after}", encoding="utf-8")


def main() -> None:
    """Measure, print the tables, and write them into docs/."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=int, default=10_000_000, help="the largest number of units of the growth table")
    parser.add_argument("--persons", type=int, default=25_000_000, help="in the register; 0 leaves it out")
    parser.add_argument("--print-only", action="store_true", help="leave docs/ as it is")
    asked = parser.parse_args()
    begun = time.monotonic()
    pythons = environments()
    folder = make_data(max(asked.most, 1_000_000))
    found: dict[str, object] = {
        "engines": compare(pythons, folder, asked.rounds),
        "growth": growth(pythons, folder, asked.most),
        "cold": cold(folder),
        "country": country(folder / "country"),
        "extremes": extremes(asked.most),
    }
    if asked.persons:
        try:
            found["scale"] = scale(asked.persons, asked.rounds)
        except subprocess.CalledProcessError as error:
            print(f"register: {str(error.stderr).strip().splitlines()[-1:]}", file=sys.stderr)
    print(text(found), end="")
    print(f"took {time.monotonic() - begun:.0f} s", file=sys.stderr)
    if not asked.print_only:
        publish(found)


if __name__ == "__main__":
    main()
