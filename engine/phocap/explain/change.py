"""What would change a verdict, in sentences: the least change, the least loss, deciding figures, units below."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from phocap.change import Changed, margins
from phocap.explain import change_words as words
from phocap.explain.once import Once
from phocap.explain.sentences import level_name
from phocap.explain.words import OUTCOME
from phocap.model.base import Text
from phocap.model.change import Change, Clause, Cost, Deciding, Missing, Named, Plan, Tip, UnitChange
from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang

MANY = 6
"""So many things that must all be known are named here; beyond it they stand in what is needed to decide."""

NAMED_UNITS = 8
"""So many units are named in one line; the plan and the data have all of them."""

LOSS_FORMS = {"finding": words.LOST_FINDING, "programme": words.LOST_PROGRAMME, "units": words.LOST_UNITS}
REACH_FORMS = {"finding": words.FINDING, "programme": words.PROGRAMME, "units": words.UNITS}


def blocks(changed: Changed, lang: Lang, once: Once) -> Iterator[tuple[str, list[str]]]:
    """Yield the title and the sentences of every block that has something to say."""
    missing = changed.missing
    if missing is not None:
        said = once.of(("missing", id(missing)), lambda: (missing, list(missing_sentences(missing, lang))))
        yield _title(words.MISSING, missing.level, lang), said[1]
    if changed.reach is not None:
        yield _title(words.REACH, changed.reach.level, lang), list(reach_sentences(changed.reach, lang))
    if changed.plan is not None:
        yield _title(words.BELOW, changed.plan.level, lang), list(plan_sentences(changed.plan, lang))
    if changed.lose is not None:
        yield _title(words.LOSE, changed.lose.level, lang), list(loss_sentences(changed.lose, lang))


def _title(form: Bilingual, level: int, lang: Lang) -> str:
    name = level_name(level, lang)
    return form[lang].format(level=name[0].lower() + name[1:])


def reach_sentences(change: Change, lang: Lang) -> Iterator[str]:
    """Yield what the least change that reaches a level consists of."""
    yield from _sentences(change, lang, words.MORE, words.FEWER, REACH_FORMS)
    if not change.possible:
        now = [clause for clause in change.obstacles if clause not in change.past]
        for form, clauses in ((words.IMPOSSIBLE, now), (words.IMPOSSIBLE_PAST, change.past)):
            names = "; ".join(f"{clause.title[lang]}{places([clause])}" for clause in clauses)
            if names:
                yield f"{form[lang].format(names=names)}."
    elif not change.steps:
        yield f"{words.NOTHING[lang]}."
    if change.wanted:
        yield f"{words.BESIDES[lang].format(names=_names(change.wanted, lang))}."
    if not change.exact:
        yield f"{words.INEXACT[lang]}."


def loss_sentences(change: Change, lang: Lang) -> Iterator[str]:
    """Yield what the least change that costs a level consists of."""
    yield from _sentences(change, lang, words.LOST_MORE, words.LOST_FEWER, LOSS_FORMS)
    if not change.possible:
        yield f"{(words.CANNOT_LOSE_PAST if change.past else words.CANNOT_LOSE)[lang]}."
    elif change.wanted:
        form = words.LOSS_OPEN if change.steps else words.LOSS_UNKNOWN
        yield f"{form[lang].format(names=_names(change.wanted, lang))}."
    if not change.exact:
        yield f"{words.INEXACT[lang]}."


def _sentences(
    change: Change, lang: Lang, more: Bilingual, fewer: Bilingual, forms: dict[str, Bilingual]
) -> Iterator[str]:
    for step in change.steps:
        where = places(step.serves)
        if step.kind != "figures":
            facts = {"n": numbers.count(step.count, lang), "title": step.title[lang], "places": where}
            yield f"{forms[step.kind][lang].format(**facts)}."
            continue
        first, *others = step.shifts
        form = more if first.after > first.before else fewer
        facts = {
            "n": numbers.count(step.count, lang),
            "label": counted(first.label, lang),
            "before": numbers.count(first.before, lang),
            "after": numbers.count(first.after, lang),
            "places": where,
        }
        said = form[lang].format(**facts)
        if others:
            shown = "; ".join(
                words.SHIFT[lang].format(
                    label=counted(shift.label, lang),
                    before=numbers.count(shift.before, lang),
                    after=numbers.count(shift.after, lang),
                )
                for shift in others
            )
            said = f"{said}; {words.WITH_IT[lang].format(names=shown)}"
        yield f"{said}."


def counted(label: Text, lang: Lang) -> str:
    """Return a label as it stands after a number: without “Số”, and with a small letter unless it is an acronym."""
    text = label[lang]
    if lang is Lang.VI and text.startswith("Số "):
        text = text.removeprefix("Số ")
    return text[0].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def places(clauses: Sequence[Clause]) -> str:
    """Return clauses in brackets, each once."""
    cites = dict.fromkeys(clause.cite for clause in clauses if clause.cite)
    return f" ({'; '.join(cites)})" if cites else ""


def _names(named: Iterable[Named], lang: Lang) -> str:
    return "; ".join(counted(item.label, lang) for item in named)


def missing_sentences(missing: Missing, lang: Lang) -> Iterator[str]:
    """Yield which missing figures decide a level, and at which values."""
    items = {tip.item for found in missing.sets for tip in found.items}
    if len(items) == 1 and missing.complete:
        when = ", ".join(
            words.DECIDED_SHORT[found.outcome is Outcome.MET][lang].format(when=_when(found.items[0], lang))
            for found in sorted(missing.sets, key=lambda found: found.outcome is not Outcome.MET)
        )
        yield f"{words.ONLY[lang].format(name=items.pop().label[lang], when=when)}."
    else:
        yield from _sets(missing.sets, lang)
    if missing.irrelevant:
        yield f"{words.IRRELEVANT[lang].format(names=_names(missing.irrelevant, lang))}."
    if missing.sets and not missing.complete:
        yield f"{words.INCOMPLETE[lang].format(n=len(missing.sets))}."


def _sets(sets: Sequence[Deciding], lang: Lang) -> Iterator[str]:
    """Yield what each set decides: first what a single fact can settle, sets of one kind in one sentence."""
    lost = [found for found in sets if found.outcome is Outcome.NOT_MET]
    alone = [found for found in lost if len(found.items) == 1 and found.items[0].holds is False]
    open_ = [found for found in lost if not _has_values(found)]
    many = [found for found in sets if _is_told_by_number(found)]
    if len(alone) > 1:
        yield f"{words.NOT_MET_ANY[lang].format(names=_names((found.items[0].item for found in alone), lang))}."
    above = frozenset(found.items[0].item.id for found in alone) if len(alone) > 1 else frozenset[str]()
    for found in sets:
        if not ((len(alone) > 1 and found in alone) or (len(open_) > 1 and found in open_) or found in many):
            yield f"{_deciding(found, lang, above)}."
    if len(open_) > 1:
        groups = "; ".join(
            words.LIST_AND[lang].join(counted(tip.item.label, lang) for tip in found.items) for found in open_
        )
        yield f"{words.CAN_BE_ANY[lang].format(names=groups)}."
    named = _named(sets)
    groups_of = Counter((len(found.items), named.issuperset(tip.item.id for tip in found.items)) for found in many)
    for (size, above_), number in groups_of.items():
        forms = (words.ANY_ABOVE, words.ANY_NEEDED) if number > 1 else (words.ALL_ABOVE, words.ALL_NEEDED)
        facts = {"n": numbers.count(size, lang), "groups": numbers.count(number, lang)}
        yield f"{forms[not above_][lang].format(**facts)}."


def _has_values(found: Deciding) -> bool:
    """Whether it is known at which value each item of a set decides."""
    return all(tip.holds is not None or tip.low is not None or tip.high is not None for tip in found.items)


def _is_told_by_number(found: Deciding) -> bool:
    """Whether a set is so large that its items are counted and not named."""
    return found.outcome is Outcome.MET and len(found.items) > MANY and not _has_values(found)


def _named(sets: Sequence[Deciding]) -> frozenset[str]:
    return frozenset(tip.item.id for found in sets if not _is_told_by_number(found) for tip in found.items)


def named(changed: Changed) -> frozenset[str]:
    """Return the ids of the missing items that the sentences on deciding figures name."""
    if changed.missing is None:
        return frozenset()
    return _named(changed.missing.sets) | set(changed.missing.wholes)


def _values(found: Deciding, lang: Lang) -> str | None:
    """Return the values at which a set decides; None where some item has none."""
    if not _has_values(found):
        return None
    return words.LIST_AND[lang].join(str(_tip(tip, lang)) for tip in found.items)


def _deciding(found: Deciding, lang: Lang, above: frozenset[str]) -> str:
    """Return what a set decides; ``above`` is what was said to cost the level alone."""
    met, values = found.outcome is Outcome.MET, _values(found, lang)
    if met and len(found.items) > 1 and all(tip.holds and not tip.counts for tip in found.items):
        if above.issuperset(tip.item.id for tip in found.items):
            return words.ALL_HOLD_ABOVE[lang]
        return words.ALL_HOLD[lang].format(names=_names((tip.item for tip in found.items), lang))
    if values is not None:
        return words.DECIDED[met][lang].format(names=values)
    return words.CAN_BE[met][lang].format(names=_names((tip.item for tip in found.items), lang))


def _tip(tip: Tip, lang: Lang) -> str | None:
    name = counted(tip.item.label, lang)
    if tip.holds is not None:
        if tip.counts:
            return words.ENOUGH[tip.holds][lang].format(name=name)
        return words.HOLDS[tip.holds][lang].format(name=tip.item.label[lang])
    span = _span(tip, lang, (words.FROM, words.UP_TO, words.BETWEEN))
    return None if span is None else f"{name}: {span}" if lang is Lang.EN else f"{name} {span}"


def _when(tip: Tip, lang: Lang) -> str:
    if tip.holds is not None:
        return (words.WHEN_ENOUGH if tip.counts else words.WHEN_HOLDS)[tip.holds][lang]
    return _span(tip, lang, (words.WHEN_FROM, words.WHEN_UP_TO, words.WHEN_BETWEEN)) or ""


def _span(tip: Tip, lang: Lang, forms: tuple[Bilingual, Bilingual, Bilingual]) -> str | None:
    from_, up_to, between = forms
    low = None if tip.low is None else numbers.count(tip.low, lang)
    high = None if tip.high is None else numbers.count(tip.high, lang)
    if low is not None and high is not None:
        return between[lang].format(low=low, high=high)
    if low is not None and tip.most is not None:
        low = words.OF[lang].format(n=low, most=numbers.count(tip.most, lang))
    if low is not None:
        return from_[lang].format(low=low)
    return None if high is None else up_to[lang].format(high=high)


def cost_text(cost: Cost, lang: Lang, below: bool = False) -> str:
    """Return a cost in words; ``below``: what it counts besides findings and persons is units below only."""
    parts = (
        (words.UNITS_BELOW if below else words.OTHERS, cost.others),
        (words.FINDINGS, cost.findings),
        (words.PERSONS, cost.persons),
    )
    said = [form[lang].format(n=numbers.count(n, lang)) for form, n in parts if n]
    return ", ".join(said) or words.PERSONS[lang].format(n=0)


def plan_sentences(plan: Plan, lang: Lang, named: bool = True) -> Iterator[str]:
    """Yield which units below hold a unit back, and which of them to lift; without ``named`` the former by number."""
    yield from _quotas(plan, lang)
    if plan.counted_on:
        yield f"{words.COUNTED_ON[lang]}."
    failing = [unit for unit in plan.holding if unit.outcome is Outcome.NOT_MET]
    if failing and named:
        yield f"{words.HELD_BACK[lang].format(names=_units(failing, lang))}."
    if plan.open_units:
        yield f"{words.OPEN_UNITS[lang].format(names=_few([unit.name for unit in plan.open_units], lang))}."
    known = all(quota.total == quota.total_low for quota in plan.quotas)
    if plan.unrecorded and known and (plan.holding or plan.open_units) and any(quota.open for quota in plan.quotas):
        yield f"{words.UNRECORDED[lang].format(n=numbers.count(plan.unrecorded, lang))}."
    if plan.outcome is Outcome.UNDETERMINED:
        facts_ = {"best": OUTCOME[plan.best][lang], "worst": OUTCOME[plan.worst][lang]}
        yield f"{words.MATTERS[lang].format(**facts_)}."
    elif any(quota.open for quota in plan.quotas):
        yield f"{words.NO_MATTER[lang]}."
    if plan.lifts:
        names = _few([unit.unit.name for unit in plan.lifts], lang)
        n = numbers.count(len(plan.lifts), lang)
        below = plan.beside is None and all(map(_only_units, plan.lifts))
        yield f"{words.LIFT[lang].format(n=n, names=names, cost=cost_text(plan.cost, lang, below))}."
    if plan.hoped and plan.possible:
        loose = max(((quota.total or 0) - quota.total_low for quota in plan.quotas), default=0)
        hoped = _between(max(0, plan.hoped - loose), plan.hoped, lang)
        yield f"{(words.HOPED_BESIDES if plan.lifts else words.HOPED)[lang].format(n=hoped)}."
    if not plan.possible and not plan.uncounted:
        yield f"{(words.NO_LIFT if plan.holding or plan.open_units else words.NO_RECORDS)[lang]}."
    if plan.beside is not None:
        yield from reach_sentences(plan.beside, lang)
    if not plan.exact:
        yield f"{words.INEXACT[lang]}."


def _quotas(plan: Plan, lang: Lang) -> Iterator[str]:
    """Yield how many units reach each quota and must, and which counts are not given."""
    for quota in plan.quotas:
        facts = {"title": quota.clause.title[lang], "places": places([quota.clause])}
        if quota.total is None:
            yield f"{words.QUOTA_UNCOUNTED[lang].format(**facts)}."
            continue
        form = words.QUOTA_OPEN if quota.open else words.QUOTA
        shown = {
            "reached": numbers.count(quota.reached, lang),
            "total": _between(quota.total_low, quota.total, lang),
            "open": _between(max(0, quota.open - (quota.total - quota.total_low)), quota.open, lang),
            "needed": _between(quota.needed_low, quota.needed or 0, lang),
        }
        yield f"{form[lang].format(**facts, **shown)}."
    if plan.wanted:
        named = {"names": _names(plan.wanted, lang), "units": _few([unit.name for unit in plan.uncounted], lang)}
        form = words.GIVE_COUNTS_FOR if plan.uncounted else words.GIVE_COUNTS
        yield f"{form[lang].format(**named)}."


def _between(low: int, high: int, lang: Lang) -> str:
    shown = numbers.count(low, lang), numbers.count(high, lang)
    return shown[1] if low == high else words.RANGE[lang].format(low=shown[0], high=shown[1])


def unit_cost(unit: UnitChange, lang: Lang) -> str:
    """Return what a unit below costs to lift."""
    if unit.change.wanted or unit.outcome is Outcome.UNDETERMINED:
        return words.UNKNOWN_COST[lang]
    if not unit.change.possible:
        return words.NOT_POSSIBLE[lang]
    return cost_text(unit.change.cost, lang, _only_units(unit))


def _only_units(unit: UnitChange) -> bool:
    return all(step.kind != "programme" for step in unit.change.steps)


def _units(units: Sequence[UnitChange], lang: Lang) -> str:
    return _few([words.UNIT_COST[lang].format(name=u.unit.name, cost=unit_cost(u, lang)) for u in units], lang)


def _few(names: Sequence[str], lang: Lang) -> str:
    shown = list(names[:NAMED_UNITS])
    if len(names) > NAMED_UNITS:
        shown.append(words.AND_MORE[lang].format(n=numbers.count(len(names) - NAMED_UNITS, lang)))
    return "; ".join(shown)


def margin_sentence(condition: ConditionResult, lang: Lang) -> str:
    """Return how far a condition is from its bound by what moves; empty where nothing can be counted."""
    found = margins(condition)
    if found is None:
        return ""
    if condition.kind == "quorum":
        return f"{words.QUORUM_MARGIN[found.met][lang].format(n=found.alone)}."
    if condition.comparison is None or condition.comparison.denominator is None:
        return ""
    lead, *forms = words.MARGIN[found.met, found.sense]
    counts = (found.alone, found.both, found.whole)
    ways = [form[lang].format(n=numbers.count(n, lang)) for form, n in zip(forms, counts, strict=True) if n is not None]
    return f"{lead[lang].format(ways=', '.join(ways))}." if ways else ""
