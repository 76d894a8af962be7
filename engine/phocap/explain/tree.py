"""A verdict as a proof: the conclusion, its levels, their conditions, and what each of them rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from phocap.change import Answers, Changed
from phocap.explain import words
from phocap.explain.behind import Rows
from phocap.explain.blank import blank, is_blank
from phocap.explain.blocks import block, closing
from phocap.explain.change import blocks as change_blocks
from phocap.explain.change import named
from phocap.explain.grounds import Grounds
from phocap.explain.labels import Labels
from phocap.explain.once import Once
from phocap.explain.reference import reference
from phocap.explain.sentences import (
    NO_LABELS,
    condition_sentence,
    headline,
    level_sentence,
    unit_name,
)
from phocap.explain.wrap import WIDTH, wrapped
from phocap.model.nodes import level_node, nodes
from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult, LevelResult, Result, Verdict, walk
from phocap.model.rulefile import Effect
from phocap.source.yaml import no_collection
from phocap.text import numbers
from phocap.text.language import Lang

NAMED = 3
"""A level's own line names so many of the conditions that decided it; all of them stand below it."""


def explain(
    verdict: Verdict,
    lang: Lang,
    *,
    level: int | None = None,
    whole: bool = False,
    ids: bool = False,
    width: int = WIDTH,
    labels: Labels = NO_LABELS,
    changed: Changed | None = None,
    rows: Rows | None = None,
    once: Once | None = None,
) -> str:
    """Return the proof of a verdict as plain text that ends with a line break.

    Args:
        verdict: what to explain.
        lang: the language.
        level: explain this level, with the levels that it hangs on; all levels without it.
        whole: show every condition with everything that is known of it, not only those that decided.
        ids: print the id of every level and condition (:mod:`phocap.model.nodes`), however long the line.
        width: the longest line.
        labels: what the law calls tiers, flags and readings.
        changed: what would change it.
        rows: tells the persons behind figures.
        once: what verdicts of the same result, told in the same way, have in common.
    """
    tree = _Tree(verdict, lang, level, whole, ids, width, labels, once or Once())
    if rows is not None:
        tree.grounds.behind = lambda condition: rows.lines(verdict, condition, lang)
    return "".join(f"{line}\n" for line in tree.lines(changed))


def explain_all(
    result: Result,
    lang: Lang,
    *,
    level: int | None = None,
    whole: bool = False,
    ids: bool = False,
    width: int = WIDTH,
    answers: Answers | None = None,
    rows: Rows | None = None,
) -> str:
    """Return the proofs of all verdicts of a result, a line between them; ``answers`` say what would change them."""
    labels, once = Labels.of(result), Once()
    proofs = (
        explain(
            v,
            lang,
            level=level,
            whole=whole,
            ids=ids,
            width=width,
            labels=labels,
            changed=None if answers is None else answers.of(v, level),
            rows=rows,
            once=once,
        )
        for v in result.verdicts
    )
    with no_collection():
        return f"{'─' * width}\n".join(proofs)


def chosen_levels(verdict: Verdict, level: int | None, whole: bool) -> tuple[LevelResult, ...]:
    """Return the levels to show: all, or one and those on which it hangs."""
    if level is None:
        return verdict.levels
    by_number = {found.level: found for found in verdict.levels}
    wanted: set[int] = set()
    pending = [level]
    while pending:
        number = pending.pop()
        if number in wanted or number not in by_number:
            continue
        wanted.add(number)
        found = by_number[number]
        pending += [
            int(condition.subject)
            for condition in walk(found.conditions)
            if condition.kind == "level"
            and condition.subject is not None
            and (whole or (condition.node in found.because and condition.outcome is not Outcome.MET))
        ]
    return tuple(found for found in verdict.levels if found.level in wanted)


def _nodes(verdict: Verdict) -> dict[int, str]:
    found = {id(level): level_node(verdict, level) for level in verdict.levels}
    for level in verdict.levels:
        found |= {id(condition): node for node, condition in nodes(found[id(level)], level.conditions)}
    return found


class _Tree:
    def __init__(
        self,
        verdict: Verdict,
        lang: Lang,
        level: int | None,
        whole: bool,
        ids: bool,
        width: int,
        labels: Labels,
        once: Once,
    ) -> None:
        self.verdict, self.lang, self.whole, self.width, self.labels = verdict, lang, whole, width, labels
        self.levels = chosen_levels(verdict, level, whole)
        self.ids = ids
        self.once, self.law = once, (verdict.rule_set, verdict.as_of, verdict.unit.tier)
        self.grounds = Grounds(lang, width, labels, whole, once, self.law, nodes=_nodes(verdict) if ids else {})
        self.provisional = {str(found.level) for found in verdict.levels if found.provisional}

    def lines(self, changed: Changed | None = None) -> Iterator[str]:
        yield from self._head()
        if is_blank(self.verdict) and not self.whole:
            yield from blank(self.verdict, self.lang, self.width, self.labels)
            return
        for level in self.levels:
            yield ""
            yield from self._level(level)
        yield from reference(self.levels, self.grounds)
        for title, sentences in change_blocks(changed, self.lang, self.once) if changed else ():
            yield from block(title, sentences, self.width)
        told = named(changed) if changed else ()
        yield from closing(self.verdict, self.levels, self.lang, self.width, self.labels, told, self.once)

    def _head(self) -> Iterator[str]:
        verdict, lang = self.verdict, self.lang
        day = words.DATE[lang].format(date=numbers.date_text(verdict.as_of, lang))
        rules = words.RULES[lang].format(instrument=verdict.instrument, rule_set=verdict.rule_set)
        yield from wrapped(unit_name(verdict), self.width)
        yield from wrapped(f"{verdict.title[lang]}, {day}", self.width)
        yield from wrapped(rules, self.width)
        yield from wrapped(words.CONCLUSION[lang].format(text=headline(verdict, lang)), self.width, rest="  ")

    def _level(self, level: LevelResult) -> Iterator[str]:
        key = (*self.law, level.node, level.because, level.outcome, level.provisional)
        lines, shown = self.once.of(key, lambda: self._gist(level))
        yield from lines
        yield from self.grounds.node(level, "  ")
        yield from self._conditions(level, [level.conditions[place] for place in shown], 2)

    def _gist(self, level: LevelResult) -> tuple[Sequence[str], Sequence[int]]:
        """Return a level's own lines, and the places of the conditions that are shown."""
        sentence = level_sentence(level, self.lang, cite=True, most=NAMED)
        deciding = [(n, c) for n, c in enumerate(level.conditions) if c.effect is Effect.DECIDES]
        return wrapped(sentence, self.width, rest="  "), [n for n, c in deciding if self._is_shown(level, c)]

    def _conditions(self, level: LevelResult, conditions: Sequence[ConditionResult], indent: int) -> Iterator[str]:
        joined = [] if self.whole or self.ids else [c for c in conditions if c.kind == "finding"]
        if len({(c.outcome, c.status, c.cite) for c in joined}) != 1 or len(joined) == 1:
            joined = []
        apart = {condition.node for condition in joined}
        for condition in conditions:
            if condition.node not in apart:
                yield from self._condition(level, condition, indent)
        if joined:
            yield from self._findings(level, joined, " " * indent)

    def _findings(self, level: LevelResult, findings: Sequence[ConditionResult], margin: str) -> Iterator[str]:
        """Yield findings with one outcome and one clause as one item."""
        first = findings[0]
        names = "; ".join(finding.title[self.lang] for finding in findings)
        text = words.FINDINGS[first.outcome][self.lang].format(names=names)
        yield from wrapped(text, self.width, f"{margin}{words.MARK[first.outcome]} ")
        # Each has its own place and witness: --whole tells them one by one.
        yield from self.grounds.lines(replace(first, places=(), attested=None), level.cite, f"{margin}  ")

    def _is_shown(self, level: LevelResult, condition: ConditionResult) -> bool:
        return self.whole or any(found.node in level.because for found in walk([condition]))

    def _condition(self, level: LevelResult, condition: ConditionResult, indent: int) -> Iterator[str]:
        margin = " " * indent
        shown_only = condition.effect is not Effect.DECIDES
        mark = words.SHOWN_ONLY if shown_only else words.MARK[condition.outcome]
        provisional = condition.kind == "level" and condition.subject in self.provisional
        sentence = condition_sentence(condition, self.lang, self.labels, provisional=provisional)
        if shown_only:
            sentence = words.DECIDES_NOTHING[self.lang].format(text=sentence.removesuffix("."))
        yield from wrapped(sentence, self.width, f"{margin}{mark} ", f"{margin}  ")
        yield from self.grounds.lines(condition, level.cite, f"{margin}  ")
        if self.whole or not _is_counted(condition):
            members = [
                member
                for member in condition.members
                if self.whole or (member.effect is Effect.DECIDES and member.outcome is condition.outcome)
            ]
            yield from self._conditions(level, members, indent + 2)


def _is_counted(condition: ConditionResult) -> bool:
    """Whether a line with a count stands for a group: one that is open; what it lacks stands in what is missing."""
    return condition.kind == "quorum" and condition.outcome is Outcome.UNDETERMINED
