"""Common Expression Language: one program a level."""

import cel
from common import records, report

ONE = "in_6 * 10 >= ppc_6 * 9 && (done_11_14 * 5 >= ppc_11_14 * 4 || (hard && done_11_14 * 10 >= ppc_11_14 * 7))"
TWO = (
    "in_6 * 20 >= ppc_6 * 19 && done_11 + school_11 >= ppc_11 "
    "&& (done_11 * 5 >= ppc_11 * 4 || (hard && done_11 * 10 >= ppc_11 * 7))"
)
THREE = "in_6 * 50 >= ppc_6 * 49 && (done_11 * 10 >= ppc_11 * 9 || (hard && done_11 * 5 >= ppc_11 * 4))"
programs = [cel.compile(text) for text in (ONE, TWO, THREE)]
units = records()


def level(unit: dict[str, int | bool]) -> int:
    for number, program in enumerate(programs):
        if not program.execute(unit):
            return number
    return len(programs)


report(lambda: [level(unit) for unit in units], lambda found: found)
