"""One condition, one level, one published verdict: the sentence that an officer would write."""

from collections.abc import Iterable

from phocap.explain import quantities, words
from phocap.explain.labels import Labels
from phocap.explain.wrap import clean
from phocap.model.outcome import Outcome
from phocap.model.result import Comparison, ConditionResult, LevelResult, PublishedVerdict, ReadingUsed, Verdict, walk
from phocap.model.rulefile import Effect
from phocap.text import numbers
from phocap.text.language import Lang

NO_LABELS = Labels()


def condition_sentence(
    condition: ConditionResult, lang: Lang, labels: Labels = NO_LABELS, *, provisional: bool = False
) -> str:
    """Return what the unit's figures say of a condition: figures, rate, threshold, outcome, what is lacking.

    ``provisional`` marks a condition on a level whose own outcome is provisional.
    """
    said = _said(condition, lang, labels)
    said = words.PROVISIONAL[lang].format(outcome=said) if provisional else said
    return f"{condition.title[lang]}: {said}."


def _said(condition: ConditionResult, lang: Lang, labels: Labels) -> str:
    if condition.comparison is not None:
        return _quantity(condition, condition.comparison, lang, labels)
    if condition.kind == "finding":
        return words.FINDING[condition.outcome][lang]
    outcome = words.OUTCOME[condition.outcome][lang]
    if condition.kind in ("quorum", "window") and condition.needs is not None:
        return f"{_quorum(condition, lang)}: {outcome}"
    if condition.kind == "programme" and condition.subject and not condition.outcome.passes:
        return words.SEE_PROGRAMME[lang].format(outcome=outcome, programme=condition.subject.split("/")[0])
    return outcome


def _quorum(condition: ConditionResult, lang: Lang) -> str:
    """Return how many members are met and how many must be."""
    # Members that are suspended or only shown do not count, unless all of it is.
    counted = [m for m in condition.members if m.effect is Effect.DECIDES] or condition.members
    members, needs = len(counted), min(condition.needs or 0, len(counted))
    one_by_one, together = (words.QUORUM, words.QUORUM_ALL)
    if condition.kind == "window":
        one_by_one, together = (words.WINDOW, words.WINDOW_ALL)
    passed = sum(member.outcome.passes for member in counted)
    open_ = sum(member.outcome is Outcome.UNDETERMINED for member in counted)
    form = together if needs == members > 1 else one_by_one
    facts = {"passed": passed, "members": members, "needs": needs}
    return form[lang].format(**facts, open=words.OPEN_MEMBERS[lang].format(n=open_) if open_ else "")


def shown(condition: ConditionResult, lang: Lang) -> str:
    """Return what the unit's data say of a condition, without threshold and outcome."""
    found = condition.comparison
    if found is not None:
        return words.NOBODY[lang] if quantities.is_empty(found) else _known(condition, found, lang)
    return _quorum(condition, lang) if condition.kind in ("quorum", "window") else ""


def _quantity(condition: ConditionResult, found: Comparison, lang: Lang, labels: Labels) -> str:
    outcome = condition.outcome
    if outcome is Outcome.NOT_APPLICABLE:
        return words.NOT_APPLIED[lang]
    if quantities.is_empty(found):
        return f"{words.NOBODY[lang]}: {words.OUTCOME[outcome][lang]}"
    known = _known(condition, found, lang)
    if found.threshold is None:
        return f"{known}; {words.NO_BOUND[lang]}"
    if outcome is Outcome.UNDETERMINED:
        return _undetermined(condition, found, known, lang, labels)
    parts = [known, quantities.relation(found, lang)]
    if found.flag:
        parts.append(words.FLAG_USED[lang].format(flag=labels.get("flag", found.flag, lang)))
    verdict = ", ".join(filter(None, (words.OUTCOME[outcome][lang], quantities.distance(found, lang))))
    said = f"{', '.join(filter(None, parts))}: {verdict}"
    rounded = quantities.misleading_print(found, lang)
    return words.ROUNDED[lang].format(said=said, rounded=rounded) if rounded else said


def _known(condition: ConditionResult, found: Comparison, lang: Lang) -> str:
    """Return what is known of a quantity: ``1.808/2.009 = 89,995 %``, a printed rate or an interval."""
    if condition.kind == "window":
        return words.MEAN[lang].format(n=len(condition.members), interval=quantities.interval(found, lang))
    printed = found.printed
    if quantities.is_exact(found) and found.low is not None:
        shown = quantities.counts(found, lang)
        if found.denominator is not None:
            shown = f"{shown} = {quantities.value(found.low, found, lang)}"
        return f"{shown} ({words.PRINTED[lang].format(text=printed)})" if printed else shown
    span = quantities.interval(found, lang)
    if printed:
        form = words.PRINTED if printed == span else words.PRINTED_MEANS
        return form[lang].format(text=printed, interval=span)
    if quantities.says_nothing(found):
        return words.NO_DATA[lang] if quantities.no_counts(found) else quantities.counts(found, lang)
    if "printed" in condition.evidence:
        return words.PRINTED_SHARES[lang].format(interval=span)
    form = words.PARTLY_KNOWN if quantities.no_counts(found) else words.COUNTS_KNOWN
    return form[lang].format(counts=quantities.counts(found, lang), interval=span)


def _undetermined(condition: ConditionResult, found: Comparison, known: str, lang: Lang, labels: Labels) -> str:
    other = found.open_threshold
    if other is not None and other != found.threshold:
        facts = {"bound": quantities.bound(found, lang), "other": quantities.bound(found, lang, other)}
        limit = words.EITHER_BOUND[lang].format(**facts)
    else:
        limit = words.BOUND[lang].format(bound=quantities.bound(found, lang))
    said = [f"{known}, {limit}: {words.OUTCOME[condition.outcome][lang]}"]
    if condition.missing and not _is_known(found):
        names = ", ".join(missing_names(condition, lang, labels))
        said.append(words.MISSING[lang].format(names=names))
    if found.open_flag:
        form = words.FLAG_DECIDES if _is_known(found) else words.FLAG_OPEN
        said.append(form[lang].format(flag=labels.get("flag", found.open_flag, lang)))
    return "; ".join(said)


def _is_known(found: Comparison) -> bool:
    """Whether the quantity is one value: then only a flag can leave the outcome open."""
    return found.low is not None and found.low == found.high


def missing_names(condition: ConditionResult, lang: Lang, labels: Labels = NO_LABELS) -> list[str]:
    """Return what a condition lacks, as the vocabulary calls it."""
    figures = {figure.field: figure.label[lang] for figure in condition.figures}
    found = []
    for name in condition.missing:
        if name.startswith("units."):
            found.append(_units_name(name, lang, labels))
        elif condition.kind == "finding":
            found.append(condition.title[lang])
        elif condition.kind == "programme":
            found.append(words.RECOGNITION[lang].format(title=condition.title[lang]))
        else:
            found.append(figures.get(name, name))
    return found


def _units_name(name: str, lang: Lang, labels: Labels) -> str:
    """Return ``units.commune.total`` or ``units.commune.primary.level_3`` in words."""
    _, tier, *_, what = name.split(".")
    units = labels.find("tier-plural", tier, lang) or words.UNITS_BELOW[lang]
    if what == "total":
        return words.TOTAL_BELOW[lang].format(units=units)
    return words.COUNT_BELOW[lang].format(units=units, level=what.removeprefix("level_"))


def status_remark(condition: ConditionResult, lang: Lang) -> str:
    """Return how far the law's own figure is confirmed; empty when it is."""
    if condition.status is None:
        return ""
    found = condition.comparison
    table = words.STATUS_BOUND if found is not None and found.threshold is not None else words.STATUS_RULE
    text = table.get(condition.status.value)
    return text[lang] if text else ""


def reading_remark(readings: Iterable[ReadingUsed], lang: Lang, labels: Labels = NO_LABELS) -> str:
    """Return the readings that a condition follows; empty when the text leaves no room."""
    return "; ".join(
        words.READING[lang].format(question=labels.get("reading", used.reading, lang), option=labels.option(used, lang))
        for used in readings
    )


def level_name(level: int, lang: Lang) -> str:
    """Return ``Mức độ 3`` / ``Level 3``."""
    return words.LEVEL[lang].format(level=level)


def level_outcome(level: LevelResult, lang: Lang) -> str:
    """Return the outcome of a level, marked when it is provisional."""
    outcome = words.OUTCOME[level.outcome][lang]
    return words.PROVISIONAL[lang].format(outcome=outcome) if level.provisional else outcome


def level_sentence(level: LevelResult, lang: Lang, *, cite: bool = False, most: int | None = None) -> str:
    """Return a level's outcome and the conditions that decided it, at most so many by name.

    With ``cite`` also the article.
    """
    titles = {condition.node: condition.title[lang] for condition in walk(level.conditions)}
    deciding = [titles[node] for node in level.because if node in titles]
    names = "; ".join(deciding[:most])
    if most is not None and len(deciding) > most:
        names = words.AND_OTHERS[lang].format(names=names, n=len(deciding) - most)
    why = {
        Outcome.MET: words.LEVEL_MET[lang],
        Outcome.NOT_MET: (words.LEVEL_FAILS_MANY if len(deciding) > 1 else words.LEVEL_FAILS)[lang].format(names=names),
        Outcome.UNDETERMINED: words.LEVEL_OPEN[lang].format(names=names),
        Outcome.NOT_APPLICABLE: words.NOBODY[lang],
    }[level.outcome]
    comma = " " if level.outcome is Outcome.UNDETERMINED else ", "
    article = f" ({level.cite})" if cite and level.cite else ""
    return f"{level_name(level.level, lang)}{article}: {level_outcome(level, lang)}{comma}{why}."


def headline(verdict: Verdict, lang: Lang) -> str:
    """Return the verdict in one line; what rests on unconfirmed thresholds is never said outright."""
    single = len(verdict.levels) == 1
    highest, possible = verdict.highest_level, verdict.highest_possible_level
    said = [_level_reached(verdict, single, lang)]
    if possible > highest:
        said.append((words.MAY_MEET if single else words.MAY_REACH)[lang].format(level=possible))
    above = next((level for level in verdict.levels if level.level > highest and level.provisional), None)
    if highest and above and above.outcome is Outcome.NOT_MET and not _at(verdict, highest).provisional:
        said.append(words.HIGHER_PROVISIONAL[lang].format(level=above.level))
    if verdict.firm is not True:
        said.append((words.NOT_TRIED if verdict.firm is None else words.NOT_FIRM)[lang])
    return f"{'; '.join(said)}."


def _level_reached(verdict: Verdict, single: bool, lang: Lang) -> str:
    if verdict.highest_level:
        if _at(verdict, verdict.highest_level).provisional:
            form = words.WOULD_MEET_ONE if single else words.WOULD_MEET
        else:
            form = words.MEETS_ONE if single else words.MEETS
        return form[lang].format(level=verdict.highest_level)
    outcomes = {level.outcome for level in verdict.levels}
    if Outcome.UNDETERMINED in outcomes:
        return words.UNDECIDED[lang]
    if Outcome.NOT_MET not in outcomes:
        return words.NOTHING_TO_JUDGE[lang]
    # The lowest level that fails is the one that keeps the unit from the standard.
    first = next(level for level in verdict.levels if level.outcome is Outcome.NOT_MET)
    return (words.WOULD_FAIL if first.provisional else words.FAILS)[lang]


def _at(verdict: Verdict, number: int) -> LevelResult:
    return next(level for level in verdict.levels if level.level == number)


def published_sentence(published: PublishedVerdict, single: bool, lang: Lang) -> str:
    """Return what was published about the unit, and whether our result agrees; ``single``: one level only."""
    document = f" {published.decision}" if published.decision else ""
    if published.on:
        document += words.ON[lang].format(date=numbers.date_text(published.on, lang))
    basis = words.BASIS[published.basis][lang].format(document=document)
    return f"{basis}: {published_level(published, single, lang)}; {words.AGREES[published.agrees][lang]}."


def published_level(published: PublishedVerdict, single: bool, lang: Lang) -> str:
    """Return the level that was published."""
    if single or published.level is None:
        return (words.PUBLISHED_MET_ONE if published.met else words.PUBLISHED_NOT_ONE)[lang]
    form = words.PUBLISHED_MET if published.met else words.PUBLISHED_NOT
    return form[lang].format(level=published.level)


def unit_name(verdict: Verdict) -> str:
    """Return a unit with its code and where it lies: ``Xã Tiên Nội [13318] (Duy Tiên)``."""
    unit = verdict.unit
    code = f" [{unit.code}]" if unit.code else ""
    parent = f" ({unit.parent})" if unit.parent else ""
    return clean(f"{unit.name}{code}{parent}")
