"""Made-up provinces with their communes, as record files: for reports as large as real ones."""

import random
from collections.abc import Iterator
from datetime import date

DAY = date(2025, 9, 30)

_FIRST = (
    "An",
    "Bình",
    "Cẩm",
    "Đại",
    "Đông",
    "Hòa",
    "Hưng",
    "Khánh",
    "Long",
    "Mỹ",
    "Nam",
    "Phú",
    "Quảng",
    "Tân",
    "Thạch",
)
_SECOND = (
    "Châu",
    "Điền",
    "Giang",
    "Hải",
    "Khê",
    "Lộc",
    "Mỹ",
    "Ninh",
    "Phước",
    "Sơn",
    "Thành",
    "Thủy",
    "Trạch",
    "Ước",
    "Vĩnh",
)


def province(seed: int, communes: int, day: date = DAY, number: int = 1) -> str:
    """Return the records of a province and its communes as YAML; the same seed gives the same places on every day."""
    return "".join(f"---\n{text}" for text in _province(seed, communes, day, number))


def country(seed: int, provinces: int = 34, communes: int = 3321, day: date = DAY) -> str:
    """Return the records of a country: provinces with their communes."""
    shared, rest = divmod(communes, provinces)
    return "".join(
        province(seed + number, shared + (number <= rest), day, number) for number in range(1, provinces + 1)
    )


def _province(seed: int, communes: int, day: date, number: int) -> Iterator[str]:
    naming = random.Random(f"{seed} names")
    pairs = [f"{a} {b}" for a in _FIRST for b in _SECOND]
    names = naming.sample(pairs, communes)
    home = f"{naming.choice(_FIRST)} {naming.choice(_SECOND)} {number:02}"
    figures = random.Random(f"{seed} {day.year}")
    strength = naming.uniform(0.2, 1.4)
    yield (
        f"unit: {{tier: province, code: '{number:02}', name: Tỉnh {home}}}\nas_of: {day}\n"
        f"units: {{commune: {{total: {communes}}}}}\n"
    )
    for place, name in enumerate(names):
        kind = "Phường" if naming.random() < 0.25 else "Xã"
        hard = naming.random() < 0.2
        yield (
            f"unit: {{tier: commune, code: '{number * 1000 + place:05}', name: {kind} {name}, "
            f"parent: {{tier: province, code: '{number:02}', name: {home}}}}}\nas_of: {day}\n"
            + _figures(figures, strength, hard)
        )


def _figures(draw: random.Random, strength: float, hard: bool) -> str:
    """Return flags and figures: mostly good, some just short, some with holes."""
    lacking = min(0.4, draw.expovariate(1) * 0.02 * strength * (2 if hard else 1))
    sizes = {age: draw.randint(60, 420) for age in (6, 11, 12, 13, 14)}
    done = {age: sum(draw.random() >= lacking for _ in range(size)) for age, size in sizes.items()}
    late = sizes[11] - done[11]
    out = late if draw.random() < 0.04 else 0
    rows = [
        f"  age_6: {{ppc: {sizes[6]}, in_grade_1: {done[6]}}}",
        f"  age_11: {{ppc: {sizes[11]}, completed_primary: {done[11]}, in_primary: {late - out}}}",
        *(f"  age_{age}: {{ppc: {sizes[age]}, completed_primary: {done[age]}}}" for age in (12, 13, 14)),
    ]
    chance = draw.random()
    if chance < 0.02:
        rows[1] = f"  age_11: {{ppc: {sizes[11]}}}"
    elif chance < 0.03:
        rows = rows[:1]
    flag = "" if draw.random() < 0.03 else f"flags: {{special_difficulty: {'true' if hard else 'false'}}}\n"
    return f"{flag}figures:\n" + "".join(f"{row}\n" for row in rows)
