"""Make units.csv and changes-2025-07-01.csv out of the wheel of vietnamadminunits: the same wheel, the same bytes.

    python rules/vn/units/make.py vietnamadminunits-1.0.4-py3-none-any.whl

Nothing imports this; it is run again only when the lists are.
"""

import csv
import hashlib
import io
import json
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LAST, FIRST = "2025-06-30", "2025-07-01"
FOLDER = "vietnamadminunits/data"
TITLES = ("Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Huyện", "Quận", "Tỉnh", "Xã")
Row = tuple[str, ...]


def main(wheel: Path) -> None:
    """Write both lists beside this file."""
    print(f"{wheel.name}: SHA-256 {hashlib.sha256(wheel.read_bytes()).hexdigest()}")
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        changes = json.loads(archive.read(f"{FOLDER}/converter_2025.json"))
        database = sqlite3.connect(archive.extract(f"{FOLDER}/dataset.db", folder))
        database.row_factory = sqlite3.Row
        old = database.execute("select * from admin_units_legacy").fetchall()
        new = database.execute("select * from admin_units").fetchall()
        database.close()
    write("units.csv", ("code", "tier", "type", "name", "parent", "valid_from", "valid_to"), units(old, new))
    write("changes-2025-07-01.csv", ("old", "new", "part"), pairs(old, new, changes))


def units(old: list[sqlite3.Row], new: list[sqlite3.Row]) -> list[Row]:
    """Return a row for every unit and period; since when a unit of the first list is one, nobody says."""
    before, after = ("", LAST), (FIRST, "")
    listed = {("province", row["provinceCode"], named(row["province"]), "", *before) for row in old}
    listed |= {("district", row["districtCode"], named(row["district"]), row["provinceCode"], *before) for row in old}
    for row in old:
        if row["wardCode"]:  # five districts, islands, had no communes
            listed.add(("commune", row["wardCode"], named(row["ward"]), row["districtCode"], *before))
    for row in new:
        listed.add(("commune", row["wardCode"], named(row["ward"]), row["provinceCode"], *after))
        province = ("province", row["provinceCode"], named(row["province"]), "")
        if (*province, *before) in listed:  # it goes on, with more land or not: one row without an end
            listed.remove((*province, *before))
            listed.add((*province, "", ""))
        elif (*province, "", "") not in listed:
            listed.add((*province, *after))
    tiers = ("province", "district", "commune")
    ordered = sorted(listed, key=lambda row: (tiers.index(row[0]), row[1], row[4]))
    return [(code, tier, title(name).lower(), name, *rest) for tier, code, name, *rest in ordered]


def title(name: str) -> str:
    """Return the title that a full name begins with."""
    return next(title for title in TITLES if name.lower().startswith(title.lower() + " "))


def named(name: str) -> str:
    """Return a full name with its title in lower case but for the first letter, as nearly all have it."""
    return title(name) + name[len(title(name)) :]


def pairs(old: list[sqlite3.Row], new: list[sqlite3.Row], changes: dict[str, Any]) -> list[Row]:
    """Return which unit went into which; ``part`` where it was divided among several."""
    codes = {}
    for row in old:
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        codes[key] = row["wardCode"] or row["districtCode"]
        codes[row["provinceKey"]] = row["provinceCode"]
    after = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
    provinces = {row["provinceKey"]: row["provinceCode"] for row in new}
    found = {(codes[o], provinces[to], "") for to, olds in changes["DICT_PROVINCE"].items() for o in olds}
    for province, communes in changes["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        found |= {(codes[o], after[province, to], "") for to, olds in communes.items() for o in olds}
    for province, divided in changes["DICT_PROVINCE_WARD_DIVIDED"].items():
        found |= {(codes[o], after[province, to["newWardKey"]], "part") for o, tos in divided.items() for to in tos}
    return sorted(found)


def write(name: str, columns: Iterable[str], rows: list[Row]) -> None:
    """Write a list."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    (HERE / name).write_bytes(stream.getvalue().encode())
    print(f"{name}: {len(rows):,} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
