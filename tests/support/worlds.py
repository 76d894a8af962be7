"""Random worlds for property tests: a vocabulary, a rule file over it, and records that fit or half fit."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from phocap.faults import Place
from phocap.language.pack import Loaded, Pack, Words
from phocap.language.registry import InForce, Registry
from phocap.model.law import Country, Instrument
from phocap.model.quantity import parse_printed
from phocap.model.record import Finding, Given, Record, Unit, UnitRef, UnitsBelow, YearBefore
from phocap.model.rulefile import RuleFile
from phocap.model.vocabulary import Constraint, Field, Flag, Measure
from phocap.source.files import Source
from phocap.source.yaml import read_documents

DAY = date(2020, 9, 30)
HERE = Place("world.yaml")
NODE = read_documents(Source("world.yaml", b"{}"))[0]
TEXT = {"vi": "thử", "en": "trial"}

# Two wholes, each with parts that fill it or not, and one figure that nothing ties.
PARTS = {"a.whole": ["a.one", "a.two"], "b.whole": ["b.one", "b.two", "b.three"]}
COUNTS = [*PARTS, *(part for parts in PARTS.values() for part in parts), "free"]
FINDINGS = ["safe", "light"]
FLAGS = ["hard", "far"]
MEASURES: dict[str, dict[str, Any]] = {
    "a1": {"ratio": {"of": "a.one", "to": "a.whole"}},
    "a12": {"ratio": {"of": {"sum": ["a.one", "a.two"]}, "to": "a.whole"}},
    "rest": {"ratio": {"of": "a.two", "to": {"difference": ["a.whole", "a.one"]}}},
    "b1": {"ratio": {"of": "b.one", "to": "b.whole"}},
    "b12": {"ratio": {"of": {"sum": ["b.one", "b.two"]}, "to": "b.whole"}},
    "loose": {"ratio": {"of": "free", "to": "b.whole", "part": False}},
    "number": {"count": "free"},
}
BOUNDS = ["50%", "2/3", "90%", "100%", "1/3", "0%"]
"""Bounds of random rules."""

SHARES = BOUNDS[:-1]
"""Bounds of random shares of units: nobody asks for none of them."""


@dataclass(frozen=True, repr=False)
class World:
    """A pack with one rule file, and records to judge by it."""

    pack: Pack
    in_force: InForce
    records: list[Record]

    def __repr__(self) -> str:
        """Show the rules and records, short enough to read in a failure."""
        levels = self.in_force.file.model.model_dump(mode="json", exclude_defaults=True)["levels"]
        lines = [f"rules: {levels}", f"readings: {self.in_force.file.model.readings}"]
        for r in self.records:
            shown = {
                "figures": {k: g.value for k, g in r.figures.items()},
                "rates": {k: g.value.printed for k, g in r.rates.items()},
                "flags": {k: g.value for k, g in r.flags.items()},
                "findings": {k: g.value.value for k, g in r.findings.items()},
                "units": r.units,
                "years": {y: {k: g.value for k, g in b.figures.items()} for y, b in r.years.items()},
            }
            lines.append(f"{r.unit.tier} {r.unit.name}: {shown}")
        return "\n".join(lines)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def with_records(self, records: list[Record]) -> "World":
        """Return the same rules over other records."""
        return replace(self, records=records)


def pack_of(rule_file: dict[str, Any], exhaustive: bool = True) -> Pack:
    """Return a pack in memory around one rule file."""
    label = {"label": TEXT}
    fields = {name: Field.model_validate(label) for name in COUNTS}
    fields |= {name: Field.model_validate({**label, "kind": "finding"}) for name in FINDINGS}
    constraints = [
        Constraint.model_validate(
            {"id": whole, "parts": parts, "whole": whole, "exhaustive": exhaustive and whole == "b.whole"}
        )
        for whole, parts in PARTS.items()
    ]
    tier = {"label": TEXT, "plural": TEXT, "short": TEXT}
    country = Country.model_validate(
        {
            "country": "xx",
            "title": TEXT,
            "tiers": {"commune": {**tier, "above": ["district"]}, "district": tier},
        }
    )
    source = {"status": "confirmed"}
    instrument = Instrument.model_validate(
        {"instrument": "trial", "number": "1", "title": TEXT, "issued": "2000-01-01", "in_force": {}, "source": source}
    )
    words = Words(
        fields=fields,
        flags={name: Flag.model_validate(label) for name in FLAGS},
        measures={name: Measure.model_validate({"title": TEXT, **m}) for name, m in MEASURES.items()},
        constraints=tuple(constraints),
    )
    loaded = Loaded(RuleFile.model_validate(rule_file), NODE, "trial/trial.yaml", "0" * 64)
    return Pack("xx", Path(), country, words, {"trial": instrument}, {"xx/trial/trial": loaded}, {})


def source() -> dict[str, Any]:
    """Return a source that raises no caution."""
    return {"status": "confirmed"}


@st.composite
def conditions(draw: st.DrawFn, name: str, readings: list[str], depth: int) -> dict[str, Any]:
    """Draw one condition of a commune."""
    kinds = ["measure", "measure", "measure", "finding"]
    if depth:
        kinds += ["all", "any", "of"]
    kind = draw(st.sampled_from(kinds))
    condition: dict[str, Any] = {"id": name}
    if kind == "finding":
        condition["finding"] = draw(st.sampled_from(FINDINGS))
    elif kind == "measure":
        options: list[Any] = list(MEASURES)
        chosen = draw(st.sampled_from([*options, *({"reading": r} for r in readings)]))
        condition["measure"] = chosen
        number = chosen == "number"
        bounds = st.integers(0, 6) if number else st.sampled_from(BOUNDS)
        condition[draw(st.sampled_from(["at_least", "at_least", "at_most"]))] = draw(bounds)
        sense = "at_least" if "at_least" in condition else "at_most"
        for flag in draw(st.lists(st.sampled_from(FLAGS), unique=True, max_size=2)):
            condition.setdefault("when", {})[flag] = {sense: draw(bounds)}
        condition["source"] = source()
        condition["empty"] = draw(st.sampled_from(["not_applicable", "not_applicable", "met", "not_met"]))
    if kind in ("measure", "finding") and draw(st.integers(0, 3)) == 0:
        length = draw(st.integers(1, 3))
        each = {"each_of": length}
        windows = [each, {"at_least": draw(st.integers(1, length)), "of": length}]
        if kind == "measure":
            windows += [{"mean_of": length}, *({"reading": r} for r in readings)]
        condition["years"] = dict(draw(st.sampled_from(windows)))
        if draw(st.booleans()):
            condition["years"]["age"] = "free"
    if kind in ("all", "any", "of"):
        size = draw(st.integers(1, 4))
        condition[kind] = [draw(conditions(f"{name}-{i}", readings, depth - 1)) for i in range(size)]
        if kind == "of":
            condition["at_least"] = draw(st.integers(1, size))
    if readings and draw(st.integers(0, 5)) == 0:
        under = {draw(st.sampled_from(readings)): draw(st.sampled_from(["first", "second"]))}
        condition["suspended"] = {
            "by": "trial",
            "from": draw(st.sampled_from(["2020-01-01", "2021-01-01"])),
            "only": under,
        }
    if readings and draw(st.integers(0, 5)) == 0:
        condition["only"] = {draw(st.sampled_from(readings)): draw(st.sampled_from(["first", "second"]))}
    return condition


def always(condition: dict[str, Any]) -> None:
    """Let a condition apply under every reading."""
    condition.pop("only", None)
    condition.pop("suspended", None)
    for key in ("all", "any", "of"):
        for member in condition.get(key) or ():
            if isinstance(member, dict):
                always(member)


@st.composite
def rule_files(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a rule file of up to three levels for communes and districts."""
    readings = draw(st.lists(st.sampled_from(["r1", "r2"]), unique=True, max_size=2))
    levels: dict[Any, Any] = {}
    for number in range(1, draw(st.integers(1, 3)) + 1):
        size = draw(st.integers(1, 5))
        commune = [draw(conditions(f"c{i}", readings, 2)) for i in range(size)]
        if number > 1 and draw(st.booleans()):
            commune.insert(0, {"id": "lower", "requires": {"level": number - 1}})
        always(commune[-1])  # a level keeps at least one condition under every reading
        share = {"id": "share", "share_of": "commune", "at_least": draw(st.sampled_from(SHARES)), "source": source()}
        if draw(st.booleans()):
            share["when"] = {"hard": {"at_least": draw(st.sampled_from(SHARES))}}
        levels[number] = {"commune": commune, "district": [share]}
    two = st.sampled_from([m for m in MEASURES if m != "number"])
    windows = st.sampled_from([{"each_of": 2}, {"at_least": 1, "of": 3}, {"mean_of": 2}, {"mean_of": 3}])

    def option() -> dict[str, Any]:
        return {"measure": draw(two), "years": draw(windows)}

    return {
        "programme": "trial",
        "title": TEXT,
        "instrument": "trial",
        "levels": levels,
        "readings": {
            name: {"question": TEXT, "default": "first", "options": {"first": option(), "second": option()}}
            for name in readings
        },
    }


@st.composite
def whole_figures(draw: st.DrawFn) -> dict[str, int]:
    """Draw figures that satisfy every constraint, with nothing missing."""
    figures = {"free": draw(st.integers(0, 6))}
    a1, a2, spare = (draw(st.integers(0, 4)) for _ in range(3))
    figures |= {"a.one": a1, "a.two": a2, "a.whole": a1 + a2 + spare}
    b = [draw(st.integers(0, 4)) for _ in range(3)]
    figures |= {"b.one": b[0], "b.two": b[1], "b.three": b[2], "b.whole": sum(b)}
    return figures


@st.composite
def communes(draw: st.DrawFn, name: str, parent: str | None = None, given_all: bool = False) -> Record:
    """Draw a commune: some of its true figures, flags and findings are given, rates are printed from the truth."""
    truth = draw(whole_figures())
    shown = {k: v for k, v in truth.items() if given_all or draw(st.integers(0, 3))}
    rates = {}
    for measure, of, to in (("a1", "a.one", "a.whole"), ("b1", "b.one", "b.whole")):
        if truth[to] and draw(st.integers(0, 4)) == 0:
            rates[measure] = Given(parse_printed(printed(Fraction(truth[of], truth[to]))), HERE)
    flags = {f: Given(draw(st.booleans()), HERE) for f in FLAGS if given_all or draw(st.booleans())}
    findings = {f: Given(Finding(draw(st.booleans())), HERE) for f in FINDINGS if given_all or draw(st.booleans())}
    years = {DAY.year - back: before for back in (1, 2) if (before := draw(years_before(given_all)))}
    reference = UnitRef("district", parent) if parent else None
    return Record(
        Unit("commune", name, None, reference),
        DAY,
        HERE,
        flags=flags,
        figures={k: Given(v, HERE) for k, v in shown.items()},
        rates=rates,
        findings=findings,
        years=years,
    )


@st.composite
def years_before(draw: st.DrawFn, given_all: bool) -> YearBefore | None:
    """Draw an earlier year of which some or nothing is told."""
    if not given_all and draw(st.booleans()):
        return None
    figures = {k: Given(v, HERE) for k, v in draw(whole_figures()).items() if given_all or draw(st.integers(0, 3))}
    findings = {f: Given(Finding(draw(st.booleans())), HERE) for f in FINDINGS if given_all or draw(st.booleans())}
    return YearBefore(figures, {}, findings)


def printed(value: Fraction) -> str:
    """Return a percentage cut after one decimal, as newspapers print it."""
    tenths = value * 1000 // 1
    return f"{tenths // 10},{tenths % 10} %"


@st.composite
def worlds(draw: st.DrawFn, most: int = 4, given_all: bool = False) -> World:
    """Draw rules and a few communes."""
    pack = pack_of(draw(rule_files()))
    records = [draw(communes(f"c{i}", given_all=given_all)) for i in range(draw(st.integers(1, most)))]
    return World(pack, Registry(pack).in_force("trial", DAY), records)


@st.composite
def districts(draw: st.DrawFn) -> World:
    """Draw rules, a district with or without official counts, and some of its communes."""
    world = draw(worlds(most=3))
    listed = draw(st.lists(st.just(None), max_size=4))
    children = [draw(communes(f"c{i}", parent="D")) for i in range(len(listed))]
    units = {}
    if draw(st.integers(0, 3)):
        total = len(children) + draw(st.integers(0, 3))
        units["commune"] = UnitsBelow(Given(total, HERE), {})
    flags = {"hard": Given(draw(st.booleans()), HERE)} if draw(st.booleans()) else {}
    district = Record(Unit("district", "D"), DAY, HERE, flags=flags, units=units)
    return world.with_records([district, *children])
