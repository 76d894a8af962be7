"""The empty record for one tier: every figure that the rules of a day ask for, to be filled by hand."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date

from phocap.faults import Fault, Faulty
from phocap.language.pack import Pack
from phocap.language.registry import InForce, Registry, choices
from phocap.language.ruleset import FindingTest, MeasureTest, ProgrammeTest, ShareTest, Test, TierRules
from phocap.text.language import Bilingual, Lang
from phocap.text.nearest import nearest
from phocap.text.numbers import date_text
from phocap.value import dataclass

_CODE = Bilingual("mã đơn vị, đặt trong dấu nháy kép", "code of the unit, in quotes")
_NAME = Bilingual("tên đơn vị, phải ghi", "name of the unit, needed")
_PARENT = Bilingual("đơn vị cấp trên: ghi tên hoặc mã", "the unit above: give its name or its code")
_AS_OF = Bilingual("ngày của số liệu: năm-tháng-ngày", "day of the figures: year-month-day")
_YES_NO = Bilingual("true (có) hoặc false (không)", "true or false")
_BY = Bilingual("người hoặc đoàn xác nhận", "who attests it")
_TOTAL = Bilingual("tổng số đơn vị", "how many there are")
_OR_HIGHER = Bilingual("số đạt mức độ {level} trở lên", "how many are at level {level} or higher")
_DECISION = Bilingual("số quyết định công nhận", "number of the deciding document")
_NULL = Bilingual(
    "null là chưa có số liệu; không ghi 0 khi chưa biết.",
    "null means that the figure is not known; do not write 0 for what is not known.",
)


@dataclass
class Asked:
    """What the rules of a tier ask for under any reading; dictionaries keep the order."""

    flags: dict[str, None] = field(default_factory=dict)
    fields: dict[str, None] = field(default_factory=dict)
    findings: dict[str, None] = field(default_factory=dict)
    units: dict[str, dict[str, set[int]]] = field(default_factory=dict)
    programmes: dict[str, None] = field(default_factory=dict)

    def add(self, test: Test) -> None:
        """Add what a test asks for."""
        if isinstance(test, MeasureTest):
            for case in test.cases:
                self.fields.update(dict.fromkeys(case.measure.fields))
        if isinstance(test, MeasureTest | ShareTest):
            self.flags.update(dict.fromkeys(case.flag for case in test.cases if case.flag is not None))
        if isinstance(test, ShareTest):
            self.units.setdefault(test.tier, {}).setdefault(test.programme, set()).add(test.level)
        if isinstance(test, FindingTest):
            self.findings[test.field] = None
        if isinstance(test, ProgrammeTest):
            self.programmes[test.programme] = None


def template(pack: Pack, programme: str, tier: str, day: date, lang: Lang) -> str:
    """Return a record of a tier, without figures, as YAML with a label beside every entry.

    Raises:
        Faulty: the programme or tier is unknown, or there are no rules for it on that day.
    """
    in_force = Registry(pack).in_force(programme, day)
    asked = _asked(pack, in_force, tier)
    rules = in_force.rules({})
    title, label = rules.title[lang], pack.country.tiers[tier].label[lang]
    lines = [
        f"# {title} · {label} · {date_text(day, lang)} · {rules.instrument.number}",
        *_unit(pack, tier, day, lang),
        f"as_of: {day.isoformat()}  # {_AS_OF[lang]}",
        *_flags(pack, asked, lang),
        *_figures(pack, asked, lang),
        *_findings(pack, asked, lang),
        *_units(pack, asked, lang),
        *_recognised(asked, lang),
        f"# {_NULL[lang]}",
    ]
    # A label of several lines would end its comment.
    return "\n".join(" ".join(line.splitlines()) for line in lines) + "\n"


def asked_for(pack: Pack, programme: str, tier: str, day: date) -> Asked:
    """Return what the rules of a day ask of a unit of a tier.

    Raises:
        Faulty: the programme or tier is unknown, or there are no rules for it on that day.
    """
    return _asked(pack, Registry(pack).in_force(programme, day), tier)


def _asked(pack: Pack, in_force: InForce, tier: str) -> Asked:
    if tier not in pack.country.tiers:
        facts = {"tier": tier, "nearest": nearest(tier, pack.tiers), "allowed": pack.tiers}
        raise Faulty(Fault("unknown-tier", facts=facts))
    period, day = pack.country.tiers[tier].in_force, in_force.as_of
    if not period.holds_on(day):
        limit = period.until if period.until and day > period.until else period.from_
        raise Faulty(Fault("tier-not-in-force", facts={"tier": tier, "date": day, "until": limit}))
    asked = Asked()
    found: list[TierRules] = []
    for choice in choices(in_force.readings, {}):
        rules = in_force.rules(choice).tiers.get(tier)
        found += [rules] if rules is not None else []
    if not found:
        facts = {"programme": in_force.file.model.programme, "tier": tier}
        raise Faulty(Fault("wrong-unit-tier", facts=facts))
    for rules in found:
        for test in rules.tests.values():
            asked.add(test)
    return asked


def _unit(pack: Pack, tier: str, day: date, lang: Lang) -> Iterator[str]:
    yield from ("unit:", f"  tier: {tier}", f"  code: null  # {_CODE[lang]}", f"  name: null  # {_NAME[lang]}")
    above = [name for name in pack.country.tiers[tier].above if pack.country.tiers[name].in_force.holds_on(day)]
    if above:
        yield from (f"  parent:  # {_PARENT[lang]}", f"    tier: {above[0]}", "    name: null", "    code: null")


def _flags(pack: Pack, asked: Asked, lang: Lang) -> Iterator[str]:
    if asked.flags:
        yield "flags:"
    for name in _ordered(asked.flags, pack.words.flags):
        yield f"  {name}: null  # {pack.words.flags[name].label[lang]}"


def _figures(pack: Pack, asked: Asked, lang: Lang) -> Iterator[str]:
    """Yield the figures in groups; a name whose first part is itself a field keeps its dots."""
    groups: dict[str, list[str]] = {}
    for name in _ordered(asked.fields, pack.words.fields):
        group = name.partition(".")[0]
        groups.setdefault(name if group in pack.words.fields else group, []).append(name)
    if groups:
        yield "figures:"
    for group, names in groups.items():
        if names != [group]:
            yield f"  {group}:"
        for name in names:
            found = pack.words.fields[name]
            comment = " · ".join(part for part in (found.label[lang], found.cell) if part)
            key = f"  {name}" if name == group else f"    {name.removeprefix(f'{group}.')}"
            yield f"{key}: null  # {comment}"


def _findings(pack: Pack, asked: Asked, lang: Lang) -> Iterator[str]:
    if asked.findings:
        yield "findings:"
    for name in _ordered(asked.findings, pack.words.fields):
        yield f"  {name}:  # {pack.words.fields[name].label[lang]}"
        yield f"    value: null  # {_YES_NO[lang]}"
        yield f"    by: null  # {_BY[lang]}"
        yield from ("    on: null", "    evidence: []")


def _units(pack: Pack, asked: Asked, lang: Lang) -> Iterator[str]:
    if asked.units:
        yield "units:"
    for tier in _ordered(asked.units, pack.country.tiers):
        yield f"  {tier}:  # {pack.country.tiers[tier].plural[lang]}"
        yield f"    total: null  # {_TOTAL[lang]}"
        for programme, levels in asked.units[tier].items():
            yield f"    {programme}:"
            for level in sorted(levels):
                yield f"      level_{level}: null  # {_OR_HIGHER[lang].format(level=level)}"


def _recognised(asked: Asked, lang: Lang) -> Iterator[str]:
    if asked.programmes:
        yield "recognised:"
    for programme in asked.programmes:
        yield from (f"  {programme}:", "    level: null", f"    decision: null  # {_DECISION[lang]}", "    on: null")


def _ordered(names: Iterable[str], vocabulary: Iterable[str]) -> list[str]:
    """Return names in the order in which the vocabulary has them."""
    wanted = set(names)
    return [name for name in vocabulary if name in wanted]
