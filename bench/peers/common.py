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


def report(
    judge: Callable[[], object], levels: Callable[[object], Sequence[int]], base: float | None = None, **more: object
) -> None:
    """Time ``judge`` and print the result; ``levels`` turns what it returns into the highest level of each unit.

    ``base`` is what the program held (:func:`held`) before it read its columns.
    """
    _, units, runs = data()
    found = judge()
    peak = held("VmHWM")
    seconds, processor = [], []
    for _ in range(runs):
        begun, before = time.perf_counter(), time.process_time()
        found = judge()
        seconds.append(time.perf_counter() - begun)
        processor.append(time.process_time() - before)
    told = {"units": units, "seconds": seconds, "processor": processor, "peak_mib": round(peak), **more}
    told["levels"] = hashlib.sha256(bytes(levels(found))).hexdigest()
    if base is not None:
        told["grown_mib"] = round(peak - base, 1)
    print(json.dumps(told))


def held(what: str = "VmRSS") -> float:
    """Return the MiB that this program holds, or held at most (``VmHWM``); the system counts the caller too."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
