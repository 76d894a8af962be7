"""The rules of a programme over time: the days on which something in them becomes another, and what."""

from collections.abc import Iterator, Mapping

from phocap.check.proof.subjects import Law
from phocap.language.compile import members_of
from phocap.language.registry import InForce, Registry
from phocap.model.rulefile import Condition, Effect
from phocap.report import rules_words
from phocap.report.rules_docs import words
from phocap.report.rules_view import view
from phocap.report.rules_wording import Wording
from phocap.text.language import Lang
from phocap.value import dataclass

Key = tuple[int, str, str]
"""Level, tier and id of a condition."""


@dataclass(frozen=True)
class Then:
    """The rules from a day on: for every condition its title and what it asks for, by default readings."""

    in_force: InForce
    asked: Mapping[Key, tuple[str, str]]


@dataclass(frozen=True)
class History:
    """The days from which the rules are others, and the conditions that are not the same wherever they stand."""

    times: tuple[Then, ...]
    changed: tuple[Key, ...]
    same: int
    """How many conditions never change while a text has them."""


def history(law: Law, programme: str, lang: Lang) -> History:
    """Return what became of the rules of a programme."""
    times: list[Then] = []
    for in_force in _days(law, programme):
        asked = dict(_asked(in_force, lang))
        last = times[-1] if times else None
        if last is None or last.in_force.id != in_force.id or last.asked != asked:
            times.append(Then(in_force, asked))
    keys = dict.fromkeys(key for then in times for key in then.asked)
    order = {tier: place for place, tier in enumerate(law.pack.tiers)}
    listed = sorted((key for key in keys if _changes(key, times)), key=lambda key: (key[0], order[key[1]]))
    return History(tuple(times), tuple(listed), len(keys) - len(listed))


def _days(law: Law, programme: str) -> Iterator[InForce]:
    """Yield the rules of each day on which they can become others, the earliest first."""
    files = [name for name, loaded in law.pack.rule_files.items() if loaded.model.programme == programme]
    registry = Registry(law.pack)
    for day in sorted({day for rule_id in files for day in law.days(rule_id)}):
        if programme in registry.programmes_on(day):
            yield registry.in_force(programme, day)


def _changes(key: Key, times: list[Then]) -> bool:
    """Return whether a condition is another one somewhere, or comes or goes within the time of one text."""
    said = {then.asked[key][1] for then in times if key in then.asked}
    texts = {then.in_force.id for then in times if key in then.asked}
    return len(said) > 1 or any(key not in then.asked for then in times if then.in_force.id in texts)


def _asked(in_force: InForce, lang: Lang) -> Iterator[tuple[Key, tuple[str, str]]]:
    wording = Wording(view(in_force), lang)
    for level, tier, listed in wording.view.levels():
        stack = list(listed)
        while stack:
            condition = stack.pop(0)
            if condition.see is None and _belongs(condition, in_force):
                yield (level, tier, condition.id), (wording.title(level, condition), _text(condition, wording))
                stack = [*members_of(condition), *stack]


def _belongs(condition: Condition, in_force: InForce) -> bool:
    """Return whether a condition can decide on the day, with the default readings."""
    defaults = {name: reading.default for name, reading in in_force.model.readings.items()}
    chosen = all(defaults.get(name) == option for name, option in condition.only.items())
    return chosen and condition.effect is Effect.DECIDES and condition.period.holds_on(in_force.as_of)


def _text(condition: Condition, wording: Wording) -> str:
    lang = wording.lang
    bound = wording.bound(condition) or words.HOLDS[lang]
    if condition.of:
        bound = rules_words.AT_LEAST_OF[lang].format(needs=condition.at_least, n=len(condition.of))
    text = "; ".join([bound, *wording.variants(condition)])
    suspended = condition.suspended
    out = suspended is not None and suspended.holds_on(wording.view.in_force.as_of)
    return words.SUSPENDED[lang].format(text=text) if out else text
