"""CLIPS: one rule a level; each asserts what it concludes."""

import clips
from common import COUNTS, records, report

environment = clips.Environment()
slots = " ".join(f"(slot {name})" for name in COUNTS)
environment.build(f"(deftemplate unit (slot id) (slot hard) {slots})")
environment.build("(deftemplate level (slot id) (slot n))")
SEEN = " ".join(f"({name} ?{name})" for name in COUNTS)
TESTS = (
    "(test (>= (* ?in_6 10) (* ?ppc_6 9))) (test (or (>= (* ?done_11_14 5) (* ?ppc_11_14 4))"
    " (and (eq ?hard TRUE) (>= (* ?done_11_14 10) (* ?ppc_11_14 7)))))",
    "(test (>= (* ?in_6 20) (* ?ppc_6 19))) (test (>= (+ ?done_11 ?school_11) ?ppc_11))"
    " (test (or (>= (* ?done_11 5) (* ?ppc_11 4)) (and (eq ?hard TRUE) (>= (* ?done_11 10) (* ?ppc_11 7)))))",
    "(test (>= (* ?in_6 50) (* ?ppc_6 49)))"
    " (test (or (>= (* ?done_11 10) (* ?ppc_11 9)) (and (eq ?hard TRUE) (>= (* ?done_11 5) (* ?ppc_11 4)))))",
)
for number, test in enumerate(TESTS, 1):
    below = "" if number == 1 else f"(level (id ?id) (n {number - 1}))"
    environment.build(
        f"(defrule level-{number} {below} (unit (id ?id) (hard ?hard) {SEEN}) {test}"
        f" => (assert (level (id ?id) (n {number}))))"
    )
template = environment.find_template("unit")
units = records()


def judge() -> list[int]:
    found = []
    for unit in units:
        environment.reset()
        template.assert_fact(id=0, **{**unit, "hard": clips.Symbol("TRUE" if unit["hard"] else "FALSE")})
        environment.run()
        found.append(max((fact["n"] for fact in environment.find_template("level").facts()), default=0))
    return found


report(judge, lambda found: found)
