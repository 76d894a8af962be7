"""Conditions that decide nothing: shown apart, so that nobody takes them for the reason of a verdict."""

from collections.abc import Iterator, Sequence

from phocap.explain import words
from phocap.explain.grounds import Grounds
from phocap.explain.informing import informing, is_silent
from phocap.explain.sentences import condition_sentence, level_name
from phocap.explain.wrap import wrapped
from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult, LevelResult
from phocap.text.language import Lang


def reference(levels: Sequence[LevelResult], grounds: Grounds) -> Iterator[str]:
    """Yield the block: against the highest level that has such conditions, or with ``whole`` against each."""
    lang, whole, width, labels = grounds.lang, grounds.whole, grounds.width, grounds.labels
    having = [level for level in levels if informing(level)]
    for level in having if whole else having[-1:]:
        conditions = informing(level)
        if not whole and all(is_silent(condition) for condition in conditions):
            return
        yield ""
        form = words.REFERENCE_AT if len(levels) > 1 else words.REFERENCE
        yield form[lang].format(level=level_name(level.level, lang)) + ":"
        plain = [c for c in conditions if not is_silent(c) and c.comparison is not None]
        for condition in conditions if whole else plain:
            yield from wrapped(condition_sentence(condition, lang, labels), width, f"  {_mark(condition)} ")
            if whole:
                yield from grounds.lines(condition, level.cite, "    ")
        if not whole:
            yield from _lists([c for c in conditions if c not in plain], lang, width)


def _mark(condition: ConditionResult) -> str:
    found = condition.comparison
    return words.SHOWN_ONLY if found is not None and found.threshold is None else words.MARK[condition.outcome]


def _lists(conditions: Sequence[ConditionResult], lang: Lang, width: int) -> Iterator[str]:
    """Yield findings by their outcome, and figures that nobody gave, a line each."""
    findings = [condition for condition in conditions if condition.kind == "finding"]
    groups = [(words.FINDINGS[o], o, [c for c in findings if c.outcome is o]) for o in Outcome]
    groups.append((words.NOTHING_SAID, Outcome.UNDETERMINED, [c for c in conditions if c not in findings]))
    for form, outcome, group in groups:
        if group:
            names = "; ".join(condition.title[lang] for condition in group)
            yield from wrapped(form[lang].format(names=names), width, f"  {words.MARK[outcome]} ")
