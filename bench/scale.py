"""A register of a whole country beside one query written by hand, and scenarios over a country.

    python bench/scale.py [--persons N] [--rounds N] [--spark]

The register is made by DuckDB: persons who do not exist, from random numbers. All run in processes of their own, in
turn; figures are medians over the rounds, and every figure of every commune is compared.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE, PEERS = HERE / ".cache", HERE / "peers"
COMMUNES = 3_321

# Ages 0 to 25; a few percent disabled, dead, moved out, from elsewhere, a year behind or out of school.
REGISTER = """
SELECT printf('%02d', commune % 34 + 1) AS province, printf('%05d', commune) AS commune,
  'Xã ' || commune AS commune_name, 'Thôn ' || i % 10 AS hamlet, 2025 AS survey_year, (2025 - age)::INT AS birth_year,
  hash(i + 1) % 2 = 0 AS female, CASE WHEN hash(i + 2) % 100 < 15 THEN 'Tày' END AS ethnic, NULL::VARCHAR AS residence,
  CASE WHEN lot < 5 THEN 'Chết' WHEN lot < 25 THEN 'Chuyển đi' WHEN lot < 45 THEN 'Nơi khác đến'
    WHEN lot < 400 THEN 'Có mặt' END AS residence_status,
  CASE WHEN pupil AND other >= 10 THEN grade END::INT AS grade,
  CASE WHEN grade > 9 THEN 'THCS' WHEN grade > 5 THEN 'TH' END AS graduated, NULL::INT AS finished_grade,
  CASE WHEN pupil AND other < 10 THEN grade END::INT AS dropped_grade,
  printf('%08d', commune * 10 + i % 7) AS school_code, {marks}, hash(i + 11) % 2 = 0 AS able
FROM (
  SELECT *, grade BETWEEN 1 AND 12 AS pupil FROM (
    SELECT i, i * {communes} // {persons} AS commune, (hash(i) % 26)::INT AS age,
      age - 5 - (hash(i + 12) % 100 < 4)::INT AS grade, hash(i + 13) % 1000 AS lot, hash(i + 14) % 1000 AS other
    FROM range({persons}) r(i)))"""
MARKS = ("movement", "hearing", "sight", "mental", "intellectual", "learning", "other")


def make_register(persons: int) -> Path:
    """Write the register as Parquet, unless it is there."""
    import duckdb

    path = CACHE / f"register-{persons}.parquet"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        marks = [f"hash(i + {3 + n}) % 1000 < 3 AS disabled_{name}" for n, name in enumerate(MARKS)]
        said = ", ".join([*marks, "hash(i + 10) % 1000 < 3 AS autism"])
        query = REGISTER.format(marks=said, communes=COMMUNES, persons=persons)
        part = path.with_suffix(".part")
        connection = duckdb.connect(config={"memory_limit": "3GB"})
        connection.execute(f"COPY ({query}) TO '{part}' (FORMAT parquet, COMPRESSION zstd)")
        part.rename(path)
    return path


def run(program: str, *arguments: object) -> dict[str, float]:
    """Return what a program reports."""
    command = [sys.executable, str(PEERS / f"{program}.py"), *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(persons: int, rounds: int, *, spark: bool = False) -> dict[str, object]:
    """Return medians over the rounds, and a text that tells them."""
    source = make_register(persons)
    peers = {
        "one query by hand": ("register_hand", source),
        "phocap register": ("register_phocap", source, "duckdb://"),
    }
    found: dict[str, list[dict[str, float]]] = {name: [] for name in peers}
    for _ in range(rounds):
        for name, peer in peers.items():
            found[name].append(run(*peer))
    if spark:
        found["phocap register, Spark"] = [run("register_phocap", source, "spark://local")]
    same = len({one["figures"] for listed in found.values() for one in listed}) == 1
    lines = [f"{persons:,} persons, {COMMUNES:,} communes, figures {'equal' if same else 'DIFFERENT'}"]
    seconds = {name: statistics.median(one["seconds"] for one in listed) for name, listed in found.items()}
    base = seconds["one query by hand"]
    for name, listed in found.items():
        peak = max(one["peak_mib"] for one in listed)
        lines.append(f"{name:32}{seconds[name]:8.2f} s{seconds[name] / base:8.2f} of by hand{peak:8,} MiB")
    scenarios = [run("simulate_phocap", COMMUNES) for _ in range(rounds)]
    median = statistics.median(one["seconds"] for one in scenarios)
    lines.append(f"{scenarios[0]['scenarios']:,} scenarios of {COMMUNES:,} communes: {median:.2f} s")
    return {
        "persons": persons,
        "communes": COMMUNES,
        "equal": same,
        "seconds": seconds,
        "ratio": seconds["phocap register"] / base,
        "peak_mib": max(one["peak_mib"] for one in found["phocap register"]),
        "scenarios": scenarios[0]["scenarios"],
        "scenarios_seconds": median,
        "text": "\n".join(lines),
    }


def main() -> None:
    """Measure and print; fails where figures differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=25_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--spark", action="store_true", help="count on Spark in local mode too, once")
    asked = parser.parse_args()
    found = measure(asked.persons, asked.rounds, spark=asked.spark)
    print(found["text"])
    sys.exit(not found["equal"])


if __name__ == "__main__":
    main()
