"""Fields, measures and readings that nothing uses (PC101, PC102, PC103)."""

from collections.abc import Iterable, Iterator

from phocap.check.finding import Finding
from phocap.check.structure.trees import Trees, entries
from phocap.faults import Place
from phocap.language.compile import walk_conditions
from phocap.language.pack import Loaded, Pack
from phocap.model.rulefile import Amendment, Condition, RuleFile
from phocap.model.vocabulary import Measure
from phocap.source.yaml import Node
from phocap.source.yaml import find as place_of
from phocap.text.language import Bilingual

File = Loaded[RuleFile] | Loaded[Amendment]


def find(pack: Pack, trees: Trees) -> Iterator[Finding]:
    """Yield what is declared and not used."""
    files: list[File] = [*pack.rule_files.values(), *pack.amendments]
    conditions = [condition for file in files for condition in _conditions(file)]
    readings = [reading for file in files for reading in file.model.readings.values()]
    measures = {condition.measure.name for condition in conditions if condition.measure}
    measures |= {variant.measure for condition in conditions for variant in condition.when.values()}
    measures |= {option.measure for reading in readings for option in reading.options.values()}
    yield from _fields(pack, trees, conditions)
    for node in [*trees.of_vocabulary(), *(file.node for file in files)]:
        for name, place in _keys(node, "measures"):
            if name not in measures:
                title = pack.measures[name].title
                yield Finding("PC102", place, {"measure": name, "label": Bilingual(title.vi, title.en)}, about=name)
    for file in files:
        yield from _readings(file, pack)


def _fields(pack: Pack, trees: Trees, conditions: Iterable[Condition]) -> Iterator[Finding]:
    used = {condition.finding for condition in conditions}
    used |= {condition.years.age for condition in conditions if condition.years}
    used |= {name for measure in pack.measures.values() for name in _terms(measure)}
    growing = True
    while growing:  # what is tied to a field that is used says something about it
        before = len(used)
        for constraint in pack.words.constraints:
            tied = {constraint.whole, *constraint.parts}
            used |= tied if tied & used else set()
        growing = len(used) > before
    for node in trees.of_vocabulary():
        for name, place in _keys(node, "fields"):
            if name not in used:
                label = pack.words.fields[name].label
                yield Finding("PC101", place, {"field": name, "label": Bilingual(label.vi, label.en)}, about=name)


def _readings(file: File, pack: Pack) -> Iterator[Finding]:
    """Yield the readings of a file that neither it nor an amendment of it, or what it amends, uses."""
    base = file.model.amends if isinstance(file.model, Amendment) else f"{file.model.instrument}/{file.model.programme}"
    related: list[File] = [amendment for amendment in pack.amendments if amendment.model.amends == base]
    related += [loaded for name, loaded in pack.rule_files.items() if name.split("/", 1)[1] == base]
    used = {name for other in related for condition in _conditions(other) for name in condition.readings}
    used |= {name for a in pack.amendments if a in related for s in a.model.suspend.values() for name in s.only}
    for name in file.model.readings:
        if name not in used:
            place = place_of(file.node, ("readings", name), at_key=True)
            yield Finding("PC103", place, {"reading": name}, about=name)


def _conditions(file: File) -> Iterator[Condition]:
    model = file.model
    levels = model.add if isinstance(model, Amendment) else model.levels
    tops = [top for level in levels.values() for listed in level.tiers.values() for top in listed]
    if isinstance(model, Amendment):
        tops += model.replace.values()
    for top in tops:
        yield from walk_conditions(top)


def _terms(measure: Measure) -> Iterator[str]:
    amounts = [measure.ratio.of, measure.ratio.to] if measure.ratio else [measure.count]
    for amount in amounts:
        yield from (name for name, _ in (amount.terms if amount else ()))


def _keys(node: Node, section: str) -> Iterator[tuple[str, Place]]:
    listed = entries(node).get(section)
    for name in entries(listed):
        assert listed is not None
        yield name, listed.key_place(name)
