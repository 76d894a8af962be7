"""A comparison as text: totals first, then every verdict that changed, with what changed it."""

from collections.abc import Iterable, Iterator, Sequence

from phocap.compare import words
from phocap.compare.causes import Cause, ConditionChange, Factor
from phocap.compare.comparison import Change, Comparison, LevelChange, VerdictChange
from phocap.explain import quantities
from phocap.explain import words as said
from phocap.explain.labels import Labels
from phocap.explain.sentences import level_name, shown, unit_name
from phocap.explain.wrap import WIDTH, wrapped
from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult, Result
from phocap.report.layout import Column, Line, draw
from phocap.report.table import reached
from phocap.text import numbers
from phocap.text.language import Lang

NAMED = 5
"""So many of the units below are named."""


def text(found: Comparison, lang: Lang, width: int = WIDTH, colour: bool = False) -> str:
    """Return the comparison as plain text that ends with a line break."""
    labels = Labels({**Labels.of(found.old).texts, **Labels.of(found.new).texts})
    return "".join(f"{line}\n" for line in _View(found, lang, width, colour, labels).lines())


class _View:
    def __init__(self, found: Comparison, lang: Lang, width: int, colour: bool, labels: Labels) -> None:
        self.found, self.lang, self.width, self.colour, self.labels = found, lang, width, colour, labels

    def lines(self) -> Iterator[str]:
        lang = self.lang
        for word, result in ((words.OLD, self.found.old), (words.NEW, self.found.new)):
            for date, instrument in _grounds(result, lang):
                side = words.SIDE[lang].format(word=word[lang], date=date, instrument=instrument)
                yield from wrapped(side, self.width, rest="  ")
        yield ""
        yield from self._totals()
        for programme, (title, _) in self.found.totals.items():
            changed = [verdict for verdict in self.found.changed if verdict.here.programme == programme]
            if changed:
                yield ""
                yield from wrapped(f"{title[lang]}:", self.width)
            for verdict in changed:
                yield from self._verdict(verdict)
        if not self.found.changed:
            yield ""
            yield words.NOTHING[lang]

    def _totals(self) -> Iterator[str]:
        lang = self.lang
        columns = [Column(words.PROGRAMME[lang]), *(Column(words.CHANGE[c][lang], right=True) for c in Change)]
        rows = [
            Line((title[lang], *(numbers.count(counted[change], lang) for change in Change)))
            for title, counted in self.found.totals.values()
        ]
        yield from draw(columns, rows, self.width, self.colour).splitlines()

    def _verdict(self, change: VerdictChange) -> Iterator[str]:
        lang, name = self.lang, unit_name(change.here)
        if change.old is None or change.new is None:
            form = words.FRESH if change.old is None else words.GONE
            yield from wrapped(form[lang].format(name=name, said=reached(change.here, lang)[0]), self.width, "  ")
            return
        sides = [reached(verdict, lang)[0] for verdict in (change.old, change.new)]
        facts = {"name": name, "old": sides[0], "new": sides[1], "how": words.DIRECTION[change.change][lang]}
        form = words.AS_BEFORE if sides[0] == sides[1] else words.FROM_TO
        yield from wrapped(form[lang].format(**facts), self.width, "  ", "    ")
        for line in self._once(change):
            yield from wrapped(line, self.width, "    ", "      ")
        for level in change.levels:
            yield from self._level(level)

    def _once(self, change: VerdictChange) -> Iterator[str]:
        """Yield what is told once a verdict: another parent, units below, readings, how firm and provisional it is."""
        lang, found = self.lang, change.differences
        assert found is not None
        old, new = found.old, found.new
        if change.moved:
            yield words.MOVED[lang].format(**{k: v.unit.parent or "–" for k, v in (("old", old), ("new", new))})
        named = {f for level in change.levels for cause in level.causes for f in (*cause.factors, *cause.perhaps)}
        if Factor.READINGS in named:
            for reading, options in found.readings.items():
                before, after = (self.labels.find("option", f"{reading}={o}", lang) or o for o in options)
                question = self.labels.get("reading", reading, lang)
                yield words.READING_CHANGED[lang].format(question=question, old=before, new=after)
        below = [unit_name(other.here) for other in self.found.below(change)] if Factor.UNITS in named else []
        if below:
            names = "; ".join(below[:NAMED])
            if len(below) > NAMED:
                names = words.BELOW_MORE[lang].format(names=names, n=numbers.count(len(below) - NAMED, lang))
            yield words.BELOW[lang].format(names=names)
        because = causes_text([found.standing], lang) if found.standing else ""
        for form, was, now, told in (
            (words.FIRM, old.firm, new.firm, words.FIRMNESS),
            (words.PROVISIONAL, old.provisional, new.provisional, words.YES_NO),
        ):
            if was != now:
                yield form[lang].format(old=told[was][lang], new=told[now][lang], causes=because)

    def _level(self, level: LevelChange) -> Iterator[str]:
        lang = self.lang
        sentence = words.LEVEL_CHANGED[lang].format(
            level=level_name(level.level, lang),
            old=self._outcome(level.old),
            new=self._outcome(level.new),
            causes=causes_text(level.causes, lang),
        )
        yield from wrapped(sentence, self.width, "    ", "      ")
        tiers = [_share_tier(level.conditions, side) for side in (0, 1)]
        if all(tiers):
            before, after = (self.labels.get("tier-plural", tier, lang) for tier in tiers)
            yield from wrapped(words.TIERS[lang].format(old=before, new=after), self.width, "      - ")
        own = [c for c in level.conditions if c.here.kind != "level"]
        for condition in own or level.conditions:
            yield from wrapped(self._condition(condition), self.width, "      - ")

    def _condition(self, change: ConditionChange) -> str:
        """Return what became of a condition: figures, threshold and outcome before and after, and the clause."""
        lang, old, new = self.lang, change.old, change.new
        if old is not None and new is not None and old.title != new.title:
            text = words.ARROW.join((self._sentence([old]), self._sentence([new])))
        else:
            text = self._sentence([side for side in (old, new) if side is not None])
        text = f"{text} ({change.here.cite})"
        if old is None:
            return words.ADDED[lang].format(text=text)
        return words.REMOVED[lang].format(text=text) if new is None else text

    def _sentence(self, sides: Sequence[ConditionResult]) -> str:
        lang = self.lang
        known = self._arrow(shown(side, lang) for side in sides)
        bounds = self._arrow(self._bound(side) for side in sides)
        parts = [
            sides[-1].title[lang],
            words.BOUND[lang].format(said=known, bound=bounds) if bounds else known,
            self._arrow(self._outcome(side.outcome) for side in sides),
        ]
        return ": ".join(filter(None, parts))

    def _bound(self, condition: ConditionResult) -> str:
        found = condition.comparison
        return "" if found is None or found.threshold is None else quantities.bound(found, self.lang)

    def _arrow(self, sides: Iterable[str]) -> str:
        return words.ARROW.join(dict.fromkeys(filter(None, sides)))

    def _outcome(self, outcome: Outcome | None) -> str:
        return words.ABSENT[self.lang] if outcome is None else said.OUTCOME[outcome][self.lang]


def causes_text(causes: Iterable[Cause], lang: Lang) -> str:
    """Return what changed an outcome, in words: the first cause, and others that would do alone."""
    told = [_cause(cause, lang) for cause in causes]
    if len(told) > 1:
        return words.ALSO[lang].format(causes=told[0], other=words.AND[lang].join(told[1:]))
    return told[0] if told else ""


def _cause(cause: Cause, lang: Lang) -> str:
    names, perhaps = (
        words.AND[lang].join(words.ALONE[factor][lang] for factor in factors)
        for factors in (cause.factors, cause.perhaps)
    )
    if not cause.factors:
        return words.UNKNOWN[lang].format(perhaps=perhaps)
    told = words.TOGETHER[lang].format(causes=names) if len(cause.factors) > 1 else names
    if cause.perhaps:
        told = words.PERHAPS[lang].format(causes=told, perhaps=perhaps)
    return words.BECAUSE[lang].format(causes=told)


def _share_tier(changes: Iterable[ConditionChange], side: int) -> str:
    """Return the tier whose units were counted before (0) or are now (1)."""
    for change in changes:
        condition = (change.old, change.new)[side]
        if change.factor is Factor.TIERS and condition is not None and condition.kind == "share":
            return condition.subject or ""
    return ""


def _grounds(result: Result, lang: Lang) -> list[tuple[str, str]]:
    """Return the days and legal texts of a result."""
    found = dict.fromkeys((verdict.as_of, verdict.instrument) for verdict in result.verdicts)
    return [(numbers.date_text(day, lang), instrument) for day, instrument in found]
