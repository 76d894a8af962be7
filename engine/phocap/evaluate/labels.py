"""What the law calls the tiers, flags and readings that a result names by their ids."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from phocap.evaluate.evaluation import Evaluation
from phocap.language.pack import Pack
from phocap.model.base import Text
from phocap.model.result import Label, ReadingUsed, Verdict, condition_id, walk
from phocap.model.rulefile import Reading


def labels_of(listed: Sequence[Verdict], evaluation: Evaluation) -> tuple[Label, ...]:
    """Return a label for every tier, flag and reading that verdicts name by id alone.

    Cautions of a district may name conditions of its communes: their titles are those of the rules.
    """
    pack = evaluation.pack
    readings = dict(pack.readings)
    found = {("condition", name): text for name, text in _titles(listed, evaluation)}
    told: set[int] = set()
    for verdict in listed:
        for kind, name in _names(verdict, told):
            if (kind, name) not in found and (text := _text(pack, readings, kind, name)) is not None:
                found[kind, name] = text
    return tuple(Label(kind, name, text) for (kind, name), text in sorted(found.items(), key=lambda item: item[0]))


def _titles(listed: Sequence[Verdict], evaluation: Evaluation) -> Iterator[tuple[str, Text]]:
    """Yield the titles of conditions of other tiers that cautions name."""
    below = {
        (verdict.programme, verdict.as_of, condition_id(caution.tier, caution.level, caution.condition))
        for verdict in listed
        for caution in verdict.cautions
        if caution.tier != verdict.unit.tier
    }
    for evaluated in evaluation.programmes if below else ():
        for tier, rules in evaluated.rule_sets[0].tiers.items():
            for level in rules.levels:
                for rule in level.walk():
                    name = condition_id(tier, level.level, rule.id)
                    if (evaluated.programme, evaluated.in_force.as_of, name) in below:
                        yield name, rule.title


def _names(verdict: Verdict, told: set[int]) -> Iterator[tuple[str, str]]:
    """Yield what a verdict names, without conditions that other verdicts share with it and that are told."""
    yield "tier", verdict.unit.tier
    for name in verdict.deciding_readings:
        yield "reading", name
    yield from _readings(verdict.readings)
    for alternative in verdict.alternatives:
        yield from _readings(alternative.readings)
    for caution in verdict.cautions:
        yield "tier", caution.tier
    for level in verdict.levels:
        fresh = [condition for condition in level.conditions if id(condition) not in told]
        told.update(map(id, fresh))
        for condition in walk(fresh):
            yield from _readings(condition.readings)
            if condition.kind == "share" and condition.subject:
                yield "tier-plural", condition.subject
            if condition.comparison:
                for flag in (condition.comparison.flag, condition.comparison.open_flag):
                    if flag:
                        yield "flag", flag


def _readings(readings: Iterable[ReadingUsed]) -> Iterator[tuple[str, str]]:
    for used in readings:
        yield "reading", used.reading
        yield "option", f"{used.reading}={used.option}"


def _text(pack: Pack, readings: Mapping[str, Reading], kind: str, name: str) -> Text | None:
    if kind in ("tier", "tier-plural"):
        tier = pack.country.tiers.get(name)
        return None if tier is None else tier.label if kind == "tier" else tier.plural
    if kind == "flag":
        flag = pack.words.flags.get(name)
        return None if flag is None else flag.label
    reading_id, _, option_id = name.partition("=")
    reading = readings.get(reading_id)
    if reading is None or kind == "reading":
        return None if reading is None else reading.question
    option = reading.options.get(option_id)
    return None if option is None else option.label
