"""rule-engine: one expression a level."""

import rule_engine
from common import records, report

ONE = "in_6 * 10 >= ppc_6 * 9 and (done_11_14 * 5 >= ppc_11_14 * 4 or (hard and done_11_14 * 10 >= ppc_11_14 * 7))"
TWO = (
    "in_6 * 20 >= ppc_6 * 19 and done_11 + school_11 >= ppc_11 "
    "and (done_11 * 5 >= ppc_11 * 4 or (hard and done_11 * 10 >= ppc_11 * 7))"
)
THREE = "in_6 * 50 >= ppc_6 * 49 and (done_11 * 10 >= ppc_11 * 9 or (hard and done_11 * 5 >= ppc_11 * 4))"
rules = [rule_engine.Rule(text) for text in (ONE, TWO, THREE)]
units = records()


def level(unit: dict[str, int | bool]) -> int:
    for number, rule in enumerate(rules):
        if not rule.matches(unit):
            return number
    return len(rules)


report(lambda: [level(unit) for unit in units], lambda found: found)
