"""The index of clauses: what of a legal text is encoded by which conditions, and which conditions no clause names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from phocap.faults import Fault
from phocap.language.pack import Loaded, Pack
from phocap.model.law import Country, Instrument
from phocap.model.rulefile import Amendment, Condition, Effect, Level, Reading, RuleFile
from phocap.source.yaml import find
from phocap.text.nearest import nearest
from phocap.value import dataclass


@dataclass(frozen=True)
class Names:
    """The conditions of a pack as clauses name them."""

    full: Mapping[str, Condition]
    """By ``instrument/programme/level/tier/id``."""
    own: Mapping[str, Mapping[str, str]]
    """By instrument: what its clauses may leave the instrument out of, to the full name."""

    def resolve(self, instrument: str, rule: str) -> str | None:
        """Return the full name of what a clause of an instrument names, or nothing."""
        found = self.own.get(instrument, {}).get(rule)
        return found or (rule if rule in self.full else None)


def names(rule_files: Iterable[RuleFile], amendments: Iterable[Amendment]) -> Names:
    """Return the names of all conditions, those inside groups too."""
    full: dict[str, Condition] = {}
    own: dict[str, dict[str, str]] = {}
    for model in rule_files:
        for name, condition in _conditions(model.levels, model.programme):
            full[f"{model.instrument}/{name}"] = condition
            own.setdefault(model.instrument, {})[name] = f"{model.instrument}/{name}"
    for amendment in amendments:
        base, programme = amendment.amends.split("/", 1)
        mine = own.setdefault(amendment.instrument, {})
        added = dict(_conditions(amendment.add, programme))
        for place, replacing in amendment.replace.items():
            level, tier = place.split("/")[:2]
            added |= {f"{programme}/{level}/{tier}/{c.id}": c for c in _walk(replacing)}
        for name, condition in added.items():
            full[f"{amendment.instrument}/{name}"] = condition
            mine[name] = f"{amendment.instrument}/{name}"
        for place in (*amendment.suspend, *amendment.remove):
            mine.setdefault(f"{programme}/{place}", f"{base}/{programme}/{place}")
    return Names(full, own)


def clause_faults(
    instruments: Sequence[Loaded[Instrument]],
    rule_files: Sequence[Loaded[RuleFile]],
    amendments: Sequence[Loaded[Amendment]],
    country: Country,
) -> Iterator[Fault]:
    """Yield what the indexes of clauses name and the pack does not have."""
    known = names((file.model for file in rule_files), (file.model for file in amendments))
    for file in instruments:
        mine = [*known.own.get(file.model.instrument, {}), *known.full]
        for number, clause in enumerate(file.model.clauses):
            for position, rule in enumerate(clause.rules):
                if known.resolve(file.model.instrument, rule) is None:
                    place = find(file.node, ("clauses", number, "rules", position))
                    facts = {"rule": rule, "cite": clause.cite, "nearest": nearest(rule, mine)}
                    yield Fault("clause-names-unknown-rule", place, facts)
        for tier in file.model.authority:
            if tier not in country.tiers:
                facts = {"tier": tier, "nearest": nearest(tier, country.tiers)}
                yield Fault("unknown-tier", find(file.node, ("authority", tier), at_key=True), facts)


def question_faults(
    instruments: Sequence[Loaded[Instrument]],
    rule_files: Sequence[Loaded[RuleFile]],
    amendments: Sequence[Loaded[Amendment]],
) -> Iterator[Fault]:
    """Yield the questions that stand twice, that name a reading of no rule file, or that repeat its options."""
    models: list[RuleFile | Amendment] = [*(file.model for file in rule_files), *(file.model for file in amendments)]
    offered: dict[str, set[str]] = {}
    for model in models:
        for name, reading in model.readings.items():
            offered.setdefault(name, set()).update(reading.options)
    known = sorted(offered)
    for file in instruments:
        first: dict[str, str] = {}
        for number, question in enumerate(file.model.questions):
            place = find(file.node, ("questions", number, "id"))
            if question.id in first:
                yield Fault("duplicate-id", place, {"id": question.id, "first": first[question.id]})
            first.setdefault(question.id, str(place))
            if question.where not in (*known, "none"):
                facts = {"reading": question.where, "nearest": nearest(question.where, known)}
                yield Fault("unknown-reading", find(file.node, ("questions", number, "where")), facts)
            for option in question.options:
                if option in offered.get(question.where, ()):
                    place = find(file.node, ("questions", number, "options", option), at_key=True)
                    yield Fault("option-offered", place, {"option": option, "reading": question.where})


def reading_of(pack: Pack, name: str) -> Reading | None:
    """Return a reading of some rule file or amendment of the pack."""
    return next((reading for known, reading in pack.readings if known == name), None)


def unaccounted(pack: Pack) -> list[str]:
    """Return the full names of the conditions that decide something and that no clause names."""
    known = names((file.model for file in pack.rule_files.values()), (file.model for file in pack.amendments))
    named = {
        known.resolve(instrument.instrument, rule)
        for instrument in pack.instruments.values()
        for clause in instrument.clauses
        for rule in clause.rules
    }

    def accounted(name: str, condition: Condition) -> bool:
        """Return whether it is named, or each of its members is."""
        if name in named or condition.effect is not Effect.DECIDES:
            return True
        members = [member for member in _members(condition) if member.see is None]
        beside = name.rpartition("/")[0]
        return bool(members) and all(accounted(f"{beside}/{member.id}", member) for member in members)

    inside = {
        f"{name.rpartition('/')[0]}/{member.id}"
        for name, condition in known.full.items()
        for member in _walk(condition)
        if member is not condition
    }
    return [name for name, found in known.full.items() if name not in inside and not accounted(name, found)]


def _conditions(levels: Mapping[int, Level], programme: str) -> Iterator[tuple[str, Condition]]:
    for number, level in levels.items():
        for tier, listed in level.tiers.items():
            for top in listed:
                for condition in _walk(top):
                    yield f"{programme}/{number}/{tier}/{condition.id}", condition


def _walk(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and those inside it; a reference to another one is no condition of its own."""
    if condition.see is None:
        yield condition
        for member in _members(condition):
            yield from _walk(member)


def _members(condition: Condition) -> list[Condition]:
    return [member for group in (condition.all, condition.any, condition.of) for member in group or ()]
