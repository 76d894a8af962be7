"""openfisca-core: a variable a condition and level; the time includes making a simulation.

From a table, as those do who judge French communes with it: the entity is declared by the table's index of codes, and
columns are set one by one. Or with the codes as a list, which it takes faster; or from CSV, read by pandas, whose own
parser is faster here than Arrow's; or with its population set up by hand and arrays handed in, in its own types.
"""

import sys

import numpy as np
import pandas as pd
from common import COUNTS, data, report
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

YEAR = "2015"
commune = Entity("commune", "communes", "A commune", "")
system = TaxBenefitSystem([commune])


def add(name: str, kind: type, formula=None) -> None:
    body = {"value_type": kind, "entity": commune, "definition_period": DateUnit.YEAR, "label": name}
    if formula is not None:
        body["formula"] = formula
    system.add_variable(type(name, (Variable,), body))


for name in COUNTS:
    add(name, int)
add("hard", bool)


def at_least(above: str, below: str, usual: tuple[int, int], hard: tuple[int, int] | None = None):
    def formula(units, period, _parameters=None):
        n, d = units(above, period), units(below, period)
        holds = n * usual[1] >= d * usual[0]
        return holds if hard is None else holds | (units("hard", period) & (n * hard[1] >= d * hard[0]))

    return lambda units, period: formula(units, period)


def all_of(*names: str):
    def formula(units, period):
        found = units(names[0], period)
        for name in names[1:]:
            found = found & units(name, period)
        return found

    return formula


add("a1", bool, at_least("in_6", "ppc_6", (9, 10)))
add("b1", bool, at_least("done_11_14", "ppc_11_14", (4, 5), (7, 10)))
add("a2", bool, at_least("in_6", "ppc_6", (19, 20)))
add("b2", bool, at_least("done_11", "ppc_11", (4, 5), (7, 10)))
add("c2", bool, lambda units, period: units("done_11", period) + units("school_11", period) >= units("ppc_11", period))
add("a3", bool, at_least("in_6", "ppc_6", (49, 50)))
add("b3", bool, at_least("done_11", "ppc_11", (9, 10), (4, 5)))
add("level_1", bool, all_of("a1", "b1"))
add("level_2", bool, all_of("level_1", "a2", "b2", "c2"))
add("level_3", bool, all_of("level_2", "a3", "b3"))

folder, units, _ = data()
way = sys.argv[4]
NAMES = {
    "age_6.in_grade_1": "in_6",
    "age_6.ppc": "ppc_6",
    "age_11.completed_primary": "done_11",
    "age_11.ppc": "ppc_11",
    "age_11.in_primary": "school_11",
    "age_11_14.completed_primary": "done_11_14",
    "age_11_14.ppc": "ppc_11_14",
    "special_difficulty": "hard",
}
"""What the file calls the variables."""


def read() -> pd.DataFrame:
    return pd.read_csv(
        folder / "units.csv", usecols=["code", *NAMES], dtype={"code": str}, index_col="code", nrows=units
    )


table = read()
figures = {name: table[column].to_numpy() for column, name in NAMES.items()}
arrays = {name: values.astype(np.int32) if name in COUNTS else values for name, values in figures.items()}


def judge() -> np.ndarray:
    if way == "arrays":
        populations = system.instantiate_entities()
        populations["commune"].count = units
        populations["commune"].ids = np.arange(units)
        simulation, given = Simulation(system, populations), arrays
    else:
        held = read() if way == "csv" else table
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("commune", held.index if way == "table" else held.index.to_list())
        simulation = builder.build(system)
        given = {name: held[column] for column, name in NAMES.items()}
    for name, values in given.items():
        simulation.set_input(name, YEAR, values)
    found = [simulation.calculate(f"level_{level}", YEAR) for level in (1, 2, 3)]
    return found[0].astype(np.uint8) + found[1] + found[2]


report(judge, lambda levels: levels.tolist())
