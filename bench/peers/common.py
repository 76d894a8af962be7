"""What every peer does alike: read its columns or records, run, and say how long it took and what it found.

The records and the law are the same for all: primary education, levels 1 to 3, Decree 20/2014, with the lower
thresholds of communes in special difficulty. Each peer's rules are written by hand in its own way.
"""

import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

COUNTS = ("in_6", "ppc_6", "done_11", "ppc_11", "school_11", "done_11_14", "ppc_11_14")


def data() -> tuple[Path, int, int]:
    """Return the folder of the data, how many units to judge and how often."""
    return Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])


def records() -> list[dict[str, int | bool]]:
    """Return the units one by one."""
    folder, units, _ = data()
    with open(folder / "records.jsonl", encoding="ascii") as file:
        return [json.loads(line) for _, line in zip(range(units), file, strict=False)]


def report(judge: Callable[[], object], levels: Callable[[object], Sequence[int]], **more: object) -> None:
    """Time ``judge`` and print the result; ``levels`` turns what it returns into the highest level of each unit."""
    _, units, runs = data()
    found = judge()
    peak = _peak()
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        found = judge()
        seconds.append(time.perf_counter() - begun)
    digest = hashlib.sha256(bytes(levels(found))).hexdigest()
    print(json.dumps({"units": units, "seconds": seconds, "levels": digest, "peak_mib": round(peak), **more}))


def _peak() -> float:
    """Return the most memory that this program held; the system's own count begins with that of the caller."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
