"""What a comparison says, as an officer reads it, and as data."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator

from phocap.compare.comparison import Comparison, compare
from phocap.compare.data import COLUMNS, to_csv, to_json
from phocap.compare.schema import schema
from phocap.compare.view import text
from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.model.law import Status
from phocap.model.record import Given, Record, Unit, UnitRef, UnitsBelow
from phocap.model.result import Result
from phocap.source.files import Source
from phocap.text.language import Lang

GOLDEN = Path(__file__).parent / "golden"
LATER = date(2016, 4, 30)


def communes(samples: ModuleType) -> tuple[Result, Result]:
    """Two years of a district: one commune down, one up, one moved, one gone, one new, one the same."""
    unit = Unit("district", "Quỳ Hợp", None, UnitRef("province", "Nghệ An"))
    district = Record(unit, samples.DAY, samples.PLACE, units={"commune": UnitsBelow(Given(5, samples.PLACE), {})})
    sound = samples.SOUND
    low = sound | {"age_11.completed_primary": 155, "age_11.in_primary": 25}
    make = samples.commune
    before = [
        make("Xã Châu Cường", sound, code="17080"),
        make("Xã Châu Đình", low, code="17083"),
        make("Xã Đồng Hợp", sound),
        make("Xã Yên Hợp", sound),
        make("Xã Liên Hợp", samples.without("age_6.in_grade_1"), code="17050"),
    ]
    other = replace(before[2], unit=Unit("commune", "xã Đồng Hợp", None, UnitRef("district", "Tân Kỳ")))
    after = [
        make("Xã Châu Cường", low, code="17080"),
        make("Xã Châu Đình", sound, code="17083"),
        other,
        make("Xã Minh Hợp", sound),
        make("Xã Liên Hợp", sound | {"age_6.in_grade_1": 150}, code="17050"),
    ]
    old = samples.judged(district, *before)
    new = samples.judged(*(replace(record, as_of=LATER) for record in (district, *after)))
    return old, new


def readings(samples: ModuleType) -> tuple[Result, Result]:
    """The same record under both options of a reading."""
    figures = {"age_14.ppc": 170, "age_14.completed_primary": 120, "age_11_14.completed_primary": 640}
    record = samples.commune("Xã Tùy Cách Hiểu", samples.SOUND | figures)
    other = evaluate([record], samples.pack(), programmes=["primary"], readings={"up_to_14": "age_14"})
    return samples.judged(record), result(other)


def tiers(samples: ModuleType) -> tuple[Result, Result]:
    """A province before and after 1 July 2025."""

    def record(day: date, **counts: int) -> Record:
        def given(n: int) -> Given[int]:
            return Given(n, samples.PLACE)

        units = {t: UnitsBelow(given(100), {"primary": {3: given(n)}}) for t, n in counts.items()}
        return Record(Unit("province", "tỉnh Hà Nam"), day, samples.PLACE, units=units)

    before, after = record(date(2025, 6, 30), district=100, commune=80), record(date(2025, 7, 1), commune=80)
    return samples.judged(before), samples.judged(after)


def decrees(samples: ModuleType) -> tuple[Result, Result]:
    """The same figures under two legal texts of which nearly nothing is the same."""
    figures = samples.SOUND | {"age_6.in_grade_1": 170}
    day = date(2013, 9, 30)
    return samples.judged(samples.commune("Xã A", figures, day=day)), samples.judged(samples.commune("Xã A", figures))


def confirmed(samples: ModuleType) -> tuple[Result, Result]:
    """The same verdict from a source that was recollected and is confirmed since."""
    new = samples.judged(samples.commune("Xã A", samples.SOUND))
    [verdict] = new.verdicts
    levels = tuple(
        replace(level, conditions=tuple(replace(c, status=Status.RECOLLECTED) for c in level.conditions))
        for level in verdict.levels
    )
    return replace(new, verdicts=(replace(verdict, provisional=True, levels=levels),)), new


def nothing(samples: ModuleType) -> tuple[Result, Result]:
    """A result and itself."""
    return samples.sample("district"), samples.sample("district")


PAIRS: dict[str, Callable[[ModuleType], tuple[Result, Result]]] = {
    found.__name__: found for found in (communes, readings, tiers, decrees, confirmed, nothing)
}


@pytest.fixture(scope="module")
def compared(samples: ModuleType) -> Callable[[str], Comparison]:
    return lambda name: compare(*PAIRS[name](samples))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", PAIRS)
def test_text(name: str, lang: Lang, samples: ModuleType, compared: Callable[[str], Comparison]) -> None:
    samples.check(GOLDEN / f"{name}.{lang}.txt", text(compared(name), lang))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", PAIRS)
def test_lines_fit(name: str, lang: Lang, compared: Callable[[str], Comparison]) -> None:
    for width in (70, 100):
        shown = text(compared(name), lang, width)
        assert max(map(len, shown.splitlines())) <= width
        assert unicodedata.is_normalized("NFC", shown)
        assert "\x1b" not in shown


def test_units_are_found_again(compared: Callable[[str], Comparison]) -> None:
    changes = {change.unit.name: change.change.value for change in compared("communes").verdicts}
    assert changes == {
        "Quỳ Hợp": "other",
        "Xã Châu Cường": "down",
        "Xã Châu Đình": "up",
        "xã Đồng Hợp": "same",
        "Xã Minh Hợp": "new",
        "Xã Liên Hợp": "other",
        "Xã Yên Hợp": "gone",
    }
    [moved] = [change for change in compared("communes").verdicts if change.moved]
    assert (moved.old and moved.old.unit.parent, moved.unit.parent) == ("Quỳ Hợp", "Tân Kỳ")


def test_two_codes_are_two_units(samples: ModuleType) -> None:
    one, other = (samples.judged(samples.commune("Xã A", samples.SOUND, code=code)) for code in ("1", "2"))
    assert [change.change.value for change in compare(one, other).verdicts] == ["new", "gone"]


def test_a_unit_without_a_code_is_found_by_its_name(samples: ModuleType) -> None:
    one, other = (samples.judged(samples.commune(name, samples.SOUND, code=code)) for name, code in NAMES)
    assert [change.change.value for change in compare(one, other).verdicts] == ["same"]


NAMES = (("Xã Hoà Bình", None), ("Xã  hòa bình", "17"))


@pytest.mark.parametrize("name", ["communes", "tiers", "confirmed", "decrees"])
def test_data(name: str, samples: ModuleType, compared: Callable[[str], Comparison]) -> None:
    found = compared(name)
    shown = to_json(found, Source("old.json", b"1"), Source("new.json", b"2"))
    samples.check(GOLDEN / f"{name}.json", shown)
    data = json.loads(shown)
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(data)
    assert len(data["changed"]) == len(found.changed)
    samples.check(GOLDEN / f"{name}.csv", to_csv(found))
    rows = list(csv.DictReader(io.StringIO(to_csv(found), newline="")))
    assert tuple(rows[0]) == COLUMNS
    levels = [level for change in data["changed"] for level in change["levels"] or [None]]
    assert len(rows) == len(levels)


def test_the_programme_in_which_a_level_fails_is_named(samples: ModuleType) -> None:
    from phocap.compare.causes import Factor, _factor
    from phocap.model.outcome import Outcome
    from phocap.model.result import Fact

    found = Fact("programme:literacy/1", Outcome.MET)
    assert _factor(found, found) is Factor.PROGRAMMES
    assert _factor(found, replace(found, basis=("decision",))) is Factor.DATA
