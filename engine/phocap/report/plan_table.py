"""Plans as plain text: the quotas, the units to lift, and every unit that holds back, a line each."""

from collections.abc import Iterable, Iterator

from phocap.explain.change import plan_sentences, unit_cost
from phocap.explain.change_words import PLAN_HEAD, PLAN_LIFTED, PLAN_NO_UNITS, PLAN_NOW, PLAN_TARGET
from phocap.explain.words import OUTCOME
from phocap.explain.wrap import clean, wrapped
from phocap.model.change import Plan
from phocap.text import numbers
from phocap.text.language import Lang


def plan_text(plans: Iterable[Plan], lang: Lang, width: int) -> str:
    """Return plans one after the other, a line between them."""
    return f"{'─' * width}\n".join("".join(f"{line}\n" for line in _lines(plan, lang, width)) for plan in plans)


def _lines(plan: Plan, lang: Lang, width: int) -> Iterator[str]:
    day = numbers.date_text(plan.as_of, lang)
    facts = {"unit": plan.unit.name, "title": plan.title[lang], "day": day, "level": plan.level}
    yield from wrapped(PLAN_HEAD[lang].format(**facts, outcome=OUTCOME[plan.outcome][lang]), width)
    for sentence in plan_sentences(plan, lang, named=False):
        yield from wrapped(sentence, width, "  - ")
    lifted = {(lift.unit, lift.target) for lift in plan.lifts}
    rows = [*plan.lifts, *(unit for unit in plan.holding if (unit.unit, unit.target) not in lifted)]
    if not rows:
        return
    yield ""
    for unit in rows:
        mark = PLAN_LIFTED if (unit.unit, unit.target) in lifted else "·"
        parent = f" ({unit.unit.parent})" if unit.unit.parent else ""
        now = PLAN_NOW[lang].format(level=unit.highest_level) if unit.highest_level else PLAN_NO_UNITS[lang]
        target = PLAN_TARGET[lang].format(level=unit.target, outcome=OUTCOME[unit.outcome][lang])
        said = f"{clean(unit.unit.name)}{parent}: {now}; {target}; {unit_cost(unit, lang)}"
        yield from wrapped(said, width, f"  {mark} ", "    ")
