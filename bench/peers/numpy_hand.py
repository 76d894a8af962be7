"""NumPy booleans, written by hand."""

import numpy as np
from common import COUNTS, data, report

folder, units, _ = data()
x = {name: np.fromfile(folder / f"{name}.i64", dtype="<i8", count=units) for name in COUNTS}
hard = np.fromfile(folder / "hard.i64", dtype="<i8", count=units).astype(bool)


def judge() -> np.ndarray:
    a1 = x["in_6"] * 10 >= x["ppc_6"] * 9
    b1 = (x["done_11_14"] * 5 >= x["ppc_11_14"] * 4) | (hard & (x["done_11_14"] * 10 >= x["ppc_11_14"] * 7))
    a2 = x["in_6"] * 20 >= x["ppc_6"] * 19
    b2 = (x["done_11"] * 5 >= x["ppc_11"] * 4) | (hard & (x["done_11"] * 10 >= x["ppc_11"] * 7))
    c2 = x["done_11"] + x["school_11"] >= x["ppc_11"]
    a3 = x["in_6"] * 50 >= x["ppc_6"] * 49
    b3 = (x["done_11"] * 10 >= x["ppc_11"] * 9) | (hard & (x["done_11"] * 5 >= x["ppc_11"] * 4))
    one = a1 & b1
    two = one & a2 & b2 & c2
    three = two & a3 & b3
    return one.astype(np.uint8) + two + three


report(judge, lambda levels: levels.tolist())
