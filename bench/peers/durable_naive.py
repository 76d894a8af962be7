"""durable-rules as its manual shows it: numbers in the facts, a rule a level and kind of commune, a fact a unit."""

from common import records, report
from durable.engine import Host


def ratio(above: str, times: int, below: str, percent: int) -> dict[str, object]:
    return {"$gte": {f"{above}_{times}": {"$mul": {"$l": {"$m": below}, "$r": percent}}}}


def conditions(six: int, older: int, eleven: int | None, hard: bool) -> list[dict[str, object]]:
    found = [{"hard": hard}, ratio("in_6", 100, "ppc_6", six), ratio("done_11_14", 100, "ppc_11_14", older)]
    if eleven is not None:
        found += [ratio("done_11", 100, "ppc_11", eleven), {"$gte": {"accounted": {"$m": "ppc_11"}}}]
    return found


LEVELS = {3: [(98, 80, 90), (98, 70, 80)], 2: [(95, 80, 80), (95, 70, 70)], 1: [(90, 80, None), (90, 70, None)]}
fired: list[int] = []


class Quiet(Host):
    def _run(self) -> None:
        return

    def get_action(self, name: str):
        def action(_c) -> None:
            fired.append(int(name.split("-")[1]))

        return action


rules = {
    f"level-{level}-{hard}": {"all": [{"m": {"$and": conditions(*bounds, hard)}}], "run": f"level-{level}-{hard}"}
    for level, both in LEVELS.items()
    for hard, bounds in zip((False, True), both, strict=True)
}
rules["sink"] = {"all": [{"m": {"$ex": {"ppc_6": 1}}}], "run": "level-0-sink"}
host = Quiet({"units": rules})
units = [
    {
        **unit,
        **{f"{name}_100": unit[name] * 100 for name in ("in_6", "done_11", "done_11_14")},
        "accounted": unit["done_11"] + unit["school_11"],
    }
    for unit in records()
]


def judge() -> list[int]:
    found = []
    for number, unit in enumerate(units):
        sid = str(number)
        fired.clear()
        host.assert_fact("units", {"sid": sid, **unit})
        host.delete_state("units", sid)
        found.append(max(fired))
    return found


report(judge, lambda found: found)
