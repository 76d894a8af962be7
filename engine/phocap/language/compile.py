"""From a rule file to the rule set of one day under one choice of readings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from phocap.language.amend import Consolidated
from phocap.language.pack import Pack
from phocap.language.ruleset import (
    Bound,
    Case,
    FindingTest,
    LevelRules,
    Measure,
    MeasureTest,
    ProgrammeTest,
    Rule,
    RuleSet,
    ShareCase,
    ShareTest,
    Test,
    TierRules,
    WindowTest,
)
from phocap.model.base import Text
from phocap.model.law import Instrument
from phocap.model.logic import Logic, Quorum
from phocap.model.rulefile import Condition, Effect, Level, Years
from phocap.model.vocabulary import Measure as MeasureModel
from phocap.value import dataclass

LevelKey = tuple[int, str, tuple[tuple[str, str], ...]]
"""A level as compiled: number, tier, and the options of the readings that it looks at."""


@dataclass(frozen=True)
class Memo:
    """What was compiled before from a rule file for a day: choices of readings differ in few levels."""

    readings: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    """Those that a level looks at, by number and tier."""
    levels: dict[LevelKey, LevelRules] = field(default_factory=dict)
    tiers: dict[tuple[LevelKey, ...], TierRules | None] = field(default_factory=dict)
    """Tiers, by their levels; None where none decides anything."""


def compile_rules(
    pack: Pack,
    rule_id: str,
    law: Consolidated,
    sha256: str,
    day: date,
    choice: Mapping[str, str],
    memo: Memo | None = None,
) -> RuleSet:
    """Return the rule set: conditions in force on ``day``, measures and options as ``choice`` has them.

    ``memo`` shares levels between choices that differ only in readings which they do not look at.
    """
    return _Compiler(pack, rule_id, law, sha256, day, choice, memo or Memo()).rule_set()


def level_node(level: int) -> str:
    """Return the id of a level in the logic."""
    return f"level-{level}"


class _Compiler:
    def __init__(
        self, pack: Pack, rule_id: str, law: Consolidated, sha256: str, day: date, choice: Mapping[str, str], memo: Memo
    ) -> None:
        self.memo = memo
        self.pack, self.id, self.law, self.sha256, self.day, self.choice = pack, rule_id, law, sha256, day, choice
        self.model = law.model

    def rule_set(self) -> RuleSet:
        tiers = {}
        for name, tier in self.pack.country.tiers.items():
            if tier.in_force.holds_on(self.day) and (found := self._tier(name)) is not None:
                tiers[name] = found
        return RuleSet(
            id=self.id,
            programme=self.model.programme,
            title=self.model.title,
            instrument=self.instrument,
            as_of=self.day,
            choice=dict(self.choice),
            tiers=tiers,
            sha256=self.sha256,
        )

    @property
    def instrument(self) -> Instrument:
        return self.pack.instruments[self.model.instrument]

    def _tier(self, tier: str) -> TierRules | None:
        key = tuple(self._key(number, tier) for number in sorted(self.model.levels))
        if key not in self.memo.tiers:
            levels = [self._level(one) for one in key if tier in self.model.levels[one[0]].tiers]
            levels = [level for level in levels if any(r.effect is Effect.DECIDES for r in level.rules)]
            self.memo.tiers[key] = TierRules(tier, tuple(levels), _logic(levels)) if levels else None
        return self.memo.tiers[key]

    def _key(self, number: int, tier: str) -> LevelKey:
        looked_at = self.memo.readings.get((number, tier))
        if looked_at is None:
            named = set(_readings(self.model.levels[number], tier))
            looked_at = self.memo.readings[number, tier] = sorted(named & self.choice.keys())
        return number, tier, tuple((name, self.choice[name]) for name in looked_at)

    def _level(self, key: LevelKey) -> LevelRules:
        if key not in self.memo.levels:
            number, tier, _ = key
            self.memo.levels[key] = self._compiled(number, self.model.levels[number], tier)
        return self.memo.levels[key]

    def _compiled(self, number: int, level: Level, tier: str) -> LevelRules:
        rules = tuple(self._rules(number, level, tier, level.tiers[tier]))
        return LevelRules(number, level_node(number), level.cite or "", level.title, rules)

    def _rules(
        self, number: int, level: Level, tier: str, conditions: Sequence[Condition], prefix: str = ""
    ) -> Iterator[Rule]:
        listed = level.tiers[tier]
        tops = listed if conditions is listed else ()
        named = {m.see for top in tops for c in walk_conditions(top) for m in members_of(c) if m.see}
        for member in conditions:
            if conditions is listed and member.id in named:
                continue  # it stands in the list that names it
            condition = next(c for c in listed if c.id == member.see) if member.see else member
            if not condition.period.holds_on(self.day):
                continue
            if not self._under(condition.only):
                continue
            if condition.copy_ is not None:
                yield from self._copied(number, level, condition)
            else:
                rule = self._rule(number, level, tier, condition, prefix)
                if condition.subject not in ("all", "any", "of") or rule.members:
                    yield rule  # a group of which nothing applies today asks nothing

    def _copied(self, number: int, level: Level, condition: Condition) -> Iterator[Rule]:
        originals = level.tiers.get(condition.copy_ or "", [])
        own = [c for c in originals if c.subject in ("measure", "finding")]
        for rule in self._rules(number, level, condition.copy_ or "", own, prefix=f"{condition.id}/"):
            effect = condition.effect if rule.effect is Effect.DECIDES else rule.effect
            yield replace(rule, effect=effect)

    def _rule(self, number: int, level: Level, tier: str, condition: Condition, prefix: str) -> Rule:
        members: tuple[Rule, ...] = ()
        needs = 0
        test: Test | None = None
        level_ref = None
        title = condition.title
        if condition.measure is not None:
            measure_id = self._chosen(condition)
            test = self._measure_test(condition, measure_id)
            title = title or self.pack.measures[measure_id].title
        elif condition.finding is not None:
            test = FindingTest(condition.finding)
            title = title or self.pack.words.fields[condition.finding].label
        elif condition.share_of is not None:
            test = self._share_test(number, condition)
            title = title or self._share_title(test)
        elif condition.requires is not None:
            wanted = condition.requires
            if wanted.programme in (None, self.model.programme):
                level_ref = wanted.level
            else:
                test = ProgrammeTest(str(wanted.programme), wanted.level)
            title = title or self._level_title(wanted.programme or self.model.programme, wanted.level)
        else:
            listed = condition.all or condition.any or condition.of or []
            members = tuple(self._rules(number, level, tier, listed, prefix))
            needs = len(members) if condition.all else 1 if condition.any else int(condition.at_least or 0)
            needs = min(needs, len(members))
        if condition.years is not None and isinstance(test, MeasureTest | FindingTest):
            test = self._window_test(condition.years, test)
        suspended = condition.suspended
        if suspended and not (suspended.holds_on(self.day) and self._under(suspended.only)):
            suspended = None
        effect = self._effect(condition, suspended is not None)
        if members and all(member.effect is not Effect.DECIDES for member in members):
            effect = effect if effect is not Effect.DECIDES else members[0].effect  # nothing is left that decides
        origin = self.law.origin(number, tier, condition.id)
        return Rule(
            node=f"{number}/{prefix}{condition.id}",
            id=f"{prefix}{condition.id}",
            title=title or Text.of(condition.id, condition.id),
            cite=self._cite(level, condition, origin),
            effect=effect,
            test=test,
            level_ref=level_ref,
            needs=needs,
            members=members,
            source=condition.source,
            note=condition.note,
            readings=tuple(condition.readings),
            instrument=origin,
            suspended_by=suspended.by if suspended else None,
        )

    def _cite(self, level: Level, condition: Condition, origin: str) -> str:
        """Return the clause; one of another instrument is named with its number, not with the level's article."""
        if origin == self.model.instrument:
            return " ".join(part for part in (level.cite, condition.cite) if part)
        return " ".join(part for part in (self.pack.instruments[origin].number, condition.cite) if part)

    def _effect(self, condition: Condition, suspended: bool) -> Effect:
        if condition.effect is not Effect.DECIDES:
            return condition.effect
        if suspended:
            return Effect.INFORMS
        warns = condition.warn_until is not None and self.day <= condition.warn_until
        return Effect.WARNS if warns else Effect.DECIDES

    def _chosen(self, condition: Condition) -> str:
        reference = condition.measure
        assert reference is not None
        if reference.reading is None:
            return str(reference.name)
        option = self.model.readings[reference.reading].options[self.choice[reference.reading]]
        return str(option.measure)

    def _measure_test(self, condition: Condition, measure_id: str) -> MeasureTest:
        ordinary = Case(None, self._measure(measure_id), _bound(condition))
        variants = [
            Case(
                flag,
                self._measure(variant.measure) if variant.measure else ordinary.measure,
                _bound(variant) or ordinary.bound,
            )
            for flag, variant in condition.when.items()
        ]
        return MeasureTest((*variants, ordinary), condition.empty)

    def _under(self, only: Mapping[str, str]) -> bool:
        """Whether these are the options chosen."""
        return all(self.choice[reading] == option for reading, option in only.items())

    def _window_test(self, years: Years, test: MeasureTest | FindingTest) -> WindowTest:
        window = self.model.readings[years.reading].options[self.choice[years.reading]].years if years.reading else None
        window = window or years
        return WindowTest(test, window.length, window.needs, window.mean_of is not None, years.age or window.age)

    def _share_test(self, number: int, condition: Condition) -> ShareTest:
        ordinary = ShareCase(None, _bound(condition))
        variants = [ShareCase(flag, _bound(variant) or ordinary.bound) for flag, variant in condition.when.items()]
        level = condition.level or number
        tier = str(condition.share_of)
        among = tuple(sorted(condition.among.items()))
        programme = condition.programme or self.model.programme
        return ShareTest(tier, programme, level, (*variants, ordinary), condition.empty, among)

    def _measure(self, measure_id: str) -> Measure:
        return compiled_measure(measure_id, self.pack.measures[measure_id])

    def _share_title(self, test: ShareTest) -> Text:
        plural = self.pack.country.tiers[test.tier].plural
        vi, en = f"Số {plural.vi} đạt chuẩn", f"{plural.en.capitalize()} that meet the standard"
        if test.programme != self.model.programme:
            title = self._programme_title(test.programme)
            vi, en = (
                f"Số {plural.vi} đạt chuẩn {title.vi} mức độ {test.level}",
                f"{plural.en.capitalize()} at level {test.level}: {title.en}",
            )
        elif len(self.model.levels) > 1:
            vi, en = f"{vi} mức độ {test.level}", f"{plural.en.capitalize()} at level {test.level}"
        for name, value in test.among:
            label = self.pack.words.flags[name].label
            vi += f" ({label.vi})" if value else f" (không thuộc: {label.vi})"
            en += f" ({label.en})" if value else f" (not: {label.en})"
        return Text.of(vi, en)

    def _programme_title(self, programme: str) -> Text:
        return [r.model.title for r in self.pack.rule_files.values() if r.model.programme == programme][-1]

    def _level_title(self, programme: str, level: int) -> Text:
        if programme == self.model.programme:
            return Text.of(vi=f"Bảo đảm tiêu chuẩn mức độ {level}", en=f"Meets the standard of level {level}")
        title = self._programme_title(programme)
        return Text.of(vi=f"Đạt chuẩn {title.vi} mức độ {level}", en=f"{title.en}, level {level}")


def compiled_measure(measure_id: str, model: MeasureModel) -> Measure:
    """Return a measure of the vocabulary or of a rule file in its compiled form."""
    if model.ratio is not None:
        return Measure(measure_id, model.ratio.of.terms, model.ratio.to.terms, model.ratio.part)
    assert model.count is not None
    return Measure(measure_id, model.count.terms, None, False)


def members_of(condition: Condition) -> list[Condition]:
    """Return the members of a list of conditions."""
    return [*(condition.all or ()), *(condition.any or ()), *(condition.of or ())]


def walk_conditions(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and those inside it."""
    yield condition
    for member in members_of(condition):
        yield from walk_conditions(member)


def _readings(level: Level, tier: str) -> Iterator[str]:
    """Yield the readings on which the conditions of a tier, and those that they copy, can depend."""
    for top in level.tiers.get(tier, []):
        for condition in walk_conditions(top):
            yield from condition.readings
            if condition.copy_ is not None:
                yield from _readings(level, condition.copy_)


def _bound(limits: object) -> Bound | None:
    at_least, at_most = getattr(limits, "at_least", None), getattr(limits, "at_most", None)
    if at_least is not None:
        return Bound("at_least", at_least)
    return Bound("at_most", at_most) if at_most is not None else None


def _logic(levels: Sequence[LevelRules]) -> Logic:
    leaves: dict[str, None] = {}
    quorums: dict[int, list[Quorum]] = {}
    needs: dict[int, set[int]] = {}

    def add(rule: Rule, level: int) -> str | None:
        if rule.effect is not Effect.DECIDES:
            return None
        if rule.level_ref is not None:
            needs[level].add(rule.level_ref)
            return level_node(rule.level_ref)
        if rule.test is not None:
            leaves[rule.node] = None
            return rule.node
        if any(quorum.id == rule.node for quorum in quorums[level]):
            return rule.node
        members = [m for member in rule.members if (m := add(member, level)) is not None]
        quorums[level].append(Quorum(rule.node, min(rule.needs, len(members)), tuple(members)))
        return rule.node

    for level in levels:
        quorums[level.level], needs[level.level] = [], set()
        named = [m for rule in level.rules if (m := add(rule, level.level)) is not None]
        members = list(dict.fromkeys(named))  # two clauses may ask for the same level
        quorums[level.level].append(Quorum(level.node, len(members), tuple(members)))
    ordered: list[Quorum] = []
    placed: set[int] = set()
    while len(placed) < len(levels):
        # A level that this tier does not judge on this day cannot be waited for; soundness has named it.
        ready = [n for n in quorums if n not in placed and needs[n] & quorums.keys() <= placed]
        for number in ready:
            ordered += quorums[number]
            placed.add(number)
    return Logic(tuple(leaves), tuple(ordered))
