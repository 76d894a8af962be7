"""What a report says first of a programme on a day, in both languages and whatever its form."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from phocap.explain.blocks import cautions, readings
from phocap.explain.labels import Labels
from phocap.explain.sentences import condition_sentence, headline, level_name, level_sentence, published_sentence
from phocap.explain.wrap import clean
from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult, Result, Verdict
from phocap.report import document_words as words
from phocap.report.conditions import footnotes, rows
from phocap.report.gist import Group, cheapest_first, lacking, next_level, shortfall
from phocap.report.table import reached
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang
from phocap.value import dataclass

NAMED = 8
"""The summary names so many of the units that lack something."""

CSS = {Outcome.MET: "met", Outcome.NOT_MET: "not", Outcome.UNDETERMINED: "open", Outcome.NOT_APPLICABLE: "none"}
"""The classes of outcomes."""

SHADES = 3
"""The class of the highest level is ``l3``, of that below ``l2``, and so on down to ``l0``."""


def result_class(verdict: Verdict) -> str:
    """Return the class by which a result is coloured: how near its level is to the highest, or that it has none."""
    if verdict.highest_level:
        level = next(level for level in verdict.levels if level.level == verdict.highest_level)
        tentative = " tentative" if level.provisional else ""
        return f"l{max(0, SHADES - len(verdict.levels) + verdict.highest_level)}{tentative}"
    return CSS[reached(verdict, Lang.EN)[1]]


@dataclass(frozen=True)
class Share:
    """A part of a bar: units with one result."""

    css: str
    text: Bilingual
    number: Bilingual
    width: str


def both(make: Any, *arguments: Any, **rest: Any) -> Bilingual:
    """Return what ``make(…, lang)`` says in both languages."""
    return Bilingual(make(*arguments, Lang.VI, **rest), make(*arguments, Lang.EN, **rest))


class Section:
    """What a report says about one group beside its units."""

    def __init__(self, result: Result, group: Group, place: int) -> None:
        """Take the group, which has the given place among those of the result."""
        self.group, self.place, self.labels = group, place, Labels.of(result)
        self.first = group.verdicts[0]
        self.day = both(numbers.date_text, group.as_of)
        self.root = group.verdicts[group.roots[0]] if len(group.roots) == 1 else None

    @property
    def name(self) -> Bilingual:
        """What the group is about: its one unit at the top, else how many there are of each tier."""
        return self._one(clean(self.root.unit.name)) if self.root else self.scope

    @property
    def scope(self) -> Bilingual:
        """How many units of each tier there are."""
        counted = Counter(verdict.unit.tier for verdict in self.group.verdicts)
        parts = []
        for tier, n in counted.items():
            form, number, units = words.UNITS_COUNTED[n == 1], both(numbers.count, n), self._tier(tier)
            parts.append(Bilingual(*(form[g].format(n=number[g], tier=units[g]) for g in (Lang.VI, Lang.EN))))
        return Bilingual(", ".join(p.vi for p in parts), ", ".join(p.en for p in parts))

    @property
    def headline(self) -> Bilingual:
        """The verdict of the unit at the top in one line."""
        assert self.root is not None
        return both(headline, self.root)

    @property
    def css(self) -> str:
        """The class of the verdict of the unit at the top."""
        assert self.root is not None
        verdict = self.root
        if verdict.highest_level:
            level = next(level for level in verdict.levels if level.level == verdict.highest_level)
            return "provisional" if level.provisional else "met"
        return "open" if verdict.highest_possible_level else "not"

    @property
    def bars(self) -> Iterator[tuple[Bilingual, Bilingual, list[Share]]]:
        """Yield for each tier its name, the number of its units, and their results as parts of a bar."""
        for tier in self.group.tiers:
            found = [verdict for verdict in self.group.verdicts if verdict.unit.tier == tier]
            if self.root is not None and len(found) == 1:
                continue
            yield self._tier(tier), both(numbers.count, len(found)), list(_shares(found))

    @property
    def table(self) -> list[tuple[str, list[Bilingual] | Bilingual]]:
        """The rows of the table of conditions of the unit at the top, each with its class."""
        assert self.root is not None
        found: list[tuple[str, list[Bilingual] | Bilingual]] = []
        for vi, en in zip(rows(self.root, Lang.VI), rows(self.root, Lang.EN), strict=True):
            if vi.heading is not None:
                found.append(("heading", Bilingual(vi.heading, en.heading or "")))
            else:
                cells = [
                    Bilingual(a.replace(" %", "\N{NO-BREAK SPACE}%"), b)
                    for a, b in zip(vi.cells, en.cells, strict=True)
                ]
                found.append((CSS[vi.outcome], cells))
        return found

    @property
    def level(self) -> Bilingual | None:
        """What keeps the unit at the top from its next level, in a sentence; None when nothing does."""
        level = next_level(self.root) if self.root else None
        return None if level is None else both(level_sentence, level, cite=True, most=3)

    @property
    def lacking(self) -> list[Bilingual]:
        """The conditions that keep the unit at the top from its next level."""
        if self.root is None:
            return []
        return [
            both(_sentence, condition, self.labels) for found in lacking(self.root) for condition in _failing(found)
        ]

    @property
    def below(self) -> tuple[Bilingual, list[Bilingual], Bilingual | None]:
        """The units of the lowest tier that lack a level, nearest to it first: a title, a few of them, how many more.

        The level is the one that the unit at the top would have next, else the highest.
        """
        wanted = (next_level(self.root) if self.root else None) or self.first.levels[-1]
        listed = [
            verdict
            for verdict in self.group.verdicts
            if verdict.unit.tier == self.group.tiers[-1]
            and verdict is not self.root
            and any(level.level == wanted.level and level.outcome is Outcome.NOT_MET for level in verdict.levels)
        ]
        ordered = cheapest_first(listed)
        name = both(level_name, wanted.level)
        form = words.BELOW if len(self.first.levels) > 1 else words.BELOW_ONE
        title = Bilingual(form.vi.format(level=_lower(name.vi)), form.en.format(level=_lower(name.en)))
        more, said = len(ordered) - NAMED, [self._said(verdict) for verdict in ordered[:NAMED]]
        if more <= 0:
            return title, said, None
        number = both(numbers.count, more)
        return title, said, Bilingual(words.AND_MORE.vi.format(n=number.vi), words.AND_MORE.en.format(n=number.en))

    @property
    def footnotes(self) -> list[Bilingual]:
        """What the marks in the table mean."""
        assert self.root is not None
        both_ = [list(footnotes(list(rows(self.root, lang)), lang)) for lang in (Lang.VI, Lang.EN)]
        return [Bilingual(*pair) for pair in zip(*both_, strict=True)]

    @property
    def published(self) -> list[Bilingual]:
        """What was published about the unit at the top, and whether our result agrees."""
        assert self.root is not None
        single = len(self.root.levels) == 1
        return [both(_published, published, single) for published in self.root.published]

    @property
    def cautions(self) -> list[Bilingual]:
        """What of the law the results rest on although it is not confirmed, each once."""
        return self._each(cautions, with_levels=True)

    @property
    def changing(self) -> list[Bilingual]:
        """The readings that change the verdict of the unit at the top."""
        return self._each(readings, with_levels=False)

    def _each(self, make: Any, *, with_levels: bool) -> list[Bilingual]:
        found: dict[Bilingual, None] = {}
        alike = {(v.cautions, v.deciding_readings): v for v in reversed(self.group.verdicts)}
        for verdict in (self.root,) if self.root else reversed(alike.values()):
            rest = (verdict.levels,) if with_levels else ()
            said = [list(make(verdict, *rest, lang, self.labels)) for lang in (Lang.VI, Lang.EN)]
            found |= dict.fromkeys(Bilingual(*pair) for pair in zip(*said, strict=True))
        return list(found)

    def _said(self, verdict: Verdict) -> Bilingual:
        above = verdict.unit.parent if self.root is None or len(self.group.tiers) != 2 else None
        name = clean(verdict.unit.name) + (f" ({clean(above)})" if above else "")
        result, level, n = both(_reached, verdict), next_level(verdict), shortfall(verdict)
        vi, en = result
        if n and level:
            form = words.LACKS if len(verdict.levels) > 1 else words.LACKS_ONE
            vi += "; " + form.vi.format(n=numbers.count(n, Lang.VI), level=_lower(level_name(level.level, Lang.VI)))
            en += "; " + form.en.format(n=numbers.count(n, Lang.EN), level=_lower(level_name(level.level, Lang.EN)))
        titles = [condition.title for condition in lacking(verdict)][:2]
        if titles:
            vi += f" ({'; '.join(title.vi for title in titles)})"
            en += f" ({'; '.join(title.en for title in titles)})"
        form = words.HELD_UNIT
        return Bilingual(form.vi.format(unit=name, text=vi), form.en.format(unit=name, text=en))

    @property
    def followed(self) -> list[Bilingual]:
        """The readings that were followed."""
        used = dict.fromkeys(reading for verdict in self.group.verdicts[:1] for reading in verdict.readings)
        form = words.READING_USED
        return [
            Bilingual(
                *(
                    form[lang].format(
                        question=self.labels.get("reading", reading.reading, lang),
                        option=self.labels.option(reading, lang),
                    )
                    for lang in (Lang.VI, Lang.EN)
                )
            )
            for reading in used
        ]

    def _tier(self, tier: str) -> Bilingual:
        return Bilingual(self.labels.get("tier", tier, Lang.VI), self.labels.get("tier", tier, Lang.EN))

    def _one(self, text: str) -> Bilingual:
        return Bilingual(text, text)


def _shares(found: Sequence[Verdict]) -> Iterator[Share]:
    order = {"not": 0, "open": 1, "none": 2}
    keyed = Counter(
        (v.highest_level, order.get(result_class(v), -1), result_class(v), both(_reached, v)) for v in found
    )
    for (_, _, css, text), n in sorted(keyed.items(), key=lambda item: (-item[0][0], *item[0][1:])):
        yield Share(css, text, both(numbers.count, n), f"{100 * n / len(found):.3f}")


def _reached(verdict: Verdict, lang: Lang) -> str:
    return reached(verdict, lang)[0]


def _sentence(condition: Any, labels: Labels, lang: Lang) -> str:
    return condition_sentence(condition, lang, labels)


def _published(published: Any, single: bool, lang: Lang) -> str:
    return published_sentence(published, single, lang)


def _failing(condition: ConditionResult) -> Iterator[ConditionResult]:
    """Yield a condition and, of a quorum, the members that fail it."""
    yield condition
    for member in condition.members:
        if not member.outcome.passes:
            yield from _failing(member)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
