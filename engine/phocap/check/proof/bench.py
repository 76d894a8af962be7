"""One rule file on the solver's bench: its subjects as formulas, and models of the solver as records."""

from collections.abc import Iterator, Mapping
from typing import Any

from phocap.check.places import Places
from phocap.check.proof.formula import Encoder, Formula
from phocap.check.proof.solver import BUDGET, Budget, Found, Prover, Unproven
from phocap.check.proof.subjects import Law, Subject
from phocap.check.proof.world import NotEncoded, Variable, World
from phocap.check.witness import Witness
from phocap.faults import Place
from phocap.language.compile import level_node
from phocap.language.ruleset import LevelRules, Rule
from phocap.model.rulefile import Effect
from phocap.text.language import Bilingual, Lang
from phocap.text.messages_findings import AT_LEVEL, RULES_OF, UNDER
from phocap.text.numbers import date_text
from phocap.value import dataclass

Nodes = Mapping[str, Formula]
"""What tests call a level or condition → its formula."""


class Bench:
    """The formulas of one rule file; all its subjects share one record, one solver and what they have in common."""

    def __init__(self, law: Law, rule_id: str, budget: int = BUDGET) -> None:
        """Prepare for the subjects of ``rule_id``."""
        self.law, self.rule_id = law, rule_id
        self.pack = law.pack
        self.places = Places(law.pack, rule_id)
        self.world = self.record()
        self.encoder = Encoder(self.world)
        self.budget = Budget(budget)
        self.prover = Prover(self.world, budget=self.budget)

    def record(self, copy: str = "") -> World:
        """Return the variables of a record of the pack, apart from those of other copies."""
        return World(self.pack.words.constraints, copy, cumulative=self.pack.cumulative)

    def subjects(self) -> list[Subject]:
        """Return the subjects of the rule file.

        Readings that bear on nothing in common are varied one after the other. That says all that varying them
        together would, as long as what they leave at the default can be passed: where a level cannot, every choice is
        looked at.
        """
        found = list(self.law.subjects(self.rule_id))
        if all(map(self._can_be_passed, found)):
            return found
        return list(self.law.subjects(self.rule_id, every_choice=True))

    def _can_be_passed(self, subject: Subject) -> bool:
        try:
            formulas = self.encoded(subject).formulas
            return all(self.prover.find(formulas[level.node].passes) is not None for level in subject.rules.levels)
        except (NotEncoded, Unproven):
            return False

    def encoded(self, subject: Subject) -> "Encoded":
        """Return a subject with its formulas.

        Raises:
            NotEncoded: its rules say something that the proofs do not know.
        """
        return Encoded(self, subject, self.encoder.encode(subject.rules, dict(subject.others)))

    def at(self, subject: Subject, level: int | None = None) -> Bilingual:
        """Return whose rules are meant, in a few words."""
        tier = self.pack.country.tiers[subject.tier].short
        readings = ", ".join(f"{name}={option}" for name, option in subject.readings)

        def words(lang: Lang) -> str:
            parts = [tier[lang]]
            parts += [AT_LEVEL[lang].format(level=level)] if level is not None else []
            parts.append(RULES_OF[lang].format(date=date_text(subject.day, lang)))
            parts += [UNDER[lang].format(readings=readings)] if readings else []
            return ", ".join(parts)

        return Bilingual(words(Lang.VI), words(Lang.EN))


@dataclass(frozen=True)
class Encoded:
    """A subject on the bench."""

    bench: Bench
    subject: Subject
    formulas: Mapping[str, Formula]

    @property
    def levels(self) -> tuple[LevelRules, ...]:
        """The levels, from the lowest."""
        return self.subject.rules.levels

    def of(self, rule: Rule) -> Formula | None:
        """Return the formula of a rule, or None where it tests nothing on this day."""
        return self.formulas.get(rule.node if rule.level_ref is None else level_node(rule.level_ref))

    def deciding(self, rules: tuple[Rule, ...]) -> list[Rule]:
        """Return the rules that decide something."""
        return [rule for rule in rules if rule.effect is Effect.DECIDES and self.of(rule) is not None]

    def walk(self, level: LevelRules) -> Iterator[Rule]:
        """Yield the deciding rules of a level and those inside them."""
        stack = self.deciding(level.rules)
        while stack:
            rule = stack.pop(0)
            yield rule
            stack = self.deciding(rule.members) + stack

    def reaching(self, level: LevelRules) -> Iterator[Rule]:
        """Yield what decides a level, that of lower levels that it asks for too."""
        for rule in self.walk(level):
            yield rule
            for lower in self.levels:
                if rule.level_ref is not None and lower.level == rule.level_ref:
                    yield from self.reaching(lower)

    def conjuncts(self, rules: tuple[Rule, ...]) -> Iterator[Rule]:
        """Yield the deciding rules that must all hold, those of groups of all of them too."""
        for rule in self.deciding(rules):
            members = self.deciding(rule.members)
            if members and rule.needs >= len(members):
                yield from self.conjuncts(rule.members)
            else:
                yield rule

    def about(self, what: LevelRules | Rule) -> str:
        """Return the name of a level or condition that tells it apart in its rule file: ``3/commune/enrolment-6``."""
        if isinstance(what, LevelRules):
            return f"{what.level}/{self.subject.tier}"
        level, _, identity = what.node.partition("/")
        return f"{level}/{self.subject.tier}/{identity}"

    def place(self, rule: Rule) -> Place:
        """Return where a rule stands."""
        return self.bench.places.condition(rule.instrument, level_of(rule), self.subject.tier, rule.id)

    def name(self, rule: Rule) -> Bilingual:
        """Return what a rule is called: its title and, as tests name it, its node."""
        return Bilingual(f"{rule.title.vi} [{rule.node}]", f"{rule.title.en} [{rule.node}]")

    def nodes(self, *rules: Rule) -> dict[str, Formula]:
        """Return rules as tests name them."""
        return {rule.node: formula for rule in rules if (formula := self.of(rule)) is not None}

    def level_nodes(self, *levels: int) -> dict[str, Formula]:
        """Return levels as tests name them."""
        return {f"level {level}": self.formulas[level_node(level)] for level in levels}

    def witness(self, found: Found, nodes: Nodes, world: World | None = None) -> Witness:
        """Return what a model says of some levels and conditions as a record, with what they come to."""
        about = sorted(frozenset().union(*(formula.about for formula in nodes.values())))
        given = given_of(found, about, world or self.bench.world, self.subject.day.year)
        expected = tuple((name, found.outcome(formula)) for name, formula in nodes.items())
        subject = self.subject
        return Witness(subject.rule_id, subject.day, subject.tier, subject.readings, given, expected)


def level_of(rule: Rule) -> int:
    """Return the level that a rule belongs to."""
    return int(rule.node.partition("/")[0])


def given_of(found: Found, about: list[Variable], world: World, year: int) -> dict[str, Any]:
    """Return what a model says at some places as the sections of a record."""
    given: dict[str, Any] = {}
    for variable in about:
        value = found.value(world, variable)
        match variable.kind:
            case "flag":
                given.setdefault("flags", {})[variable.name] = value
            case "total":
                _units(given, variable)["total"] = value
            case "reached":
                _units(given, variable).setdefault(variable.programme, {})[f"level_{variable.level}"] = value
            case kind:
                section = f"{kind}s"
                at = given.setdefault("years", {}).setdefault(year - variable.back, {}) if variable.back else given
                at.setdefault(section, {})[variable.name] = value
    return given


def _units(given: dict[str, Any], variable: Variable) -> dict[str, Any]:
    """Return what is said of the units below, or of those with some flags."""
    units: dict[str, Any] = given.setdefault("units", {}).setdefault(variable.name, {})
    if not variable.among:
        return units
    flags = dict(variable.among)
    listed: list[dict[str, Any]] = units.setdefault("among", [])
    for group in listed:
        if group["flags"] == flags:
            return group
    listed.append({"flags": flags})
    return listed[-1]
