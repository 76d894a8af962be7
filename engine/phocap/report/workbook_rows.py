"""The rows of the workbook's tables."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from phocap.explain import quantities
from phocap.explain import words as said
from phocap.explain.blocks import cautions, wanted
from phocap.explain.labels import Labels
from phocap.explain.sentences import headline, published_sentence, status_remark
from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult, Verdict, walk
from phocap.model.rulefile import Effect
from phocap.report import workbook_words as w
from phocap.report.conditions import bound_cell, figures_cell, rate_cell
from phocap.report.gist import Group, before, lacking, shortfall, split_place, tightest, unit_id
from phocap.report.table import reached
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang
from phocap.value import dataclass

COLOURS = {"met": "#17624A", "not": "#A3262B", "open": "#7A5200", "none": "#5A6168"}
_COLOUR = {
    Outcome.MET: COLOURS["met"],
    Outcome.NOT_MET: COLOURS["not"],
    Outcome.UNDETERMINED: COLOURS["open"],
    Outcome.NOT_APPLICABLE: COLOURS["none"],
}


class Column(NamedTuple):
    """A column of a table: its heading and its width in characters."""

    heading: Bilingual
    width: float
    printed: bool = True
    """Whether it has a place on paper; what has none, or nothing to say, stands at the end."""


class Number(NamedTuple):
    """A number with the form in which it is shown."""

    value: float | int
    form: str = "#,##0"


class Coloured(NamedTuple):
    """An outcome in words."""

    text: str
    colour: str


Cell = str | int | Number | Coloured | None


@dataclass(frozen=True)
class Rows:
    """Writes the rows of every table but the summary."""

    groups: Sequence[Group]
    labels: Labels
    lang: Lang

    def units(self) -> Iterator[Sequence[Cell]]:
        """Yield a row for every verdict."""
        lang = self.lang
        for group in self.groups:
            for verdict in group.verdicts:
                text, outcome = reached(verdict, lang)
                tight = tightest(verdict)
                possible = verdict.highest_possible_level
                single = len(verdict.levels) == 1
                yield (
                    *self._who(verdict),
                    Coloured(text, _COLOUR[outcome]),
                    Number(verdict.highest_level, "0"),
                    Number(possible, "0") if possible > verdict.highest_level else None,
                    w.YES[lang] if verdict.provisional else None,
                    None if verdict.firm else w.NOT_TRIED[lang] if verdict.firm is None else w.YES[lang],
                    tight.comparison.margin if tight and tight.comparison else None,
                    tight.title[lang] if tight else None,
                    shortfall(verdict),
                    "; ".join(condition.title[lang] for condition in lacking(verdict)),
                    " ".join(published_sentence(published, single, lang) for published in verdict.published),
                    headline(verdict, lang),
                )

    def _who(self, verdict: Verdict) -> tuple[Cell, ...]:
        unit, lang = verdict.unit, self.lang
        return (
            verdict.title[lang],
            numbers.date_text(verdict.as_of, lang),
            self.labels.get("tier", unit.tier, lang),
            unit.code,
            unit.name,
            unit.parent,
        )

    def conditions(self) -> Iterator[Sequence[Cell]]:
        """Yield a row for every condition of every verdict."""
        for group in self.groups:
            for verdict in group.verdicts:
                who = self._who(verdict)
                for level in verdict.levels:
                    for condition in walk(level.conditions):
                        clause = condition.cite or level.cite
                        yield (
                            *who,
                            Number(level.level, "0"),
                            *self._condition(condition),
                            clause,
                            *self._rest(condition),
                        )

    def _condition(self, condition: ConditionResult) -> Iterator[Cell]:
        lang, found = self.lang, condition.comparison
        yield condition.title[lang]
        exact = found is not None and quantities.is_exact(found)
        yield found.numerator[0] if found and exact else None
        yield found.denominator[0] if found and exact and found.denominator else None
        shown = rate_cell(found, lang) if found else ""
        known = found is not None and found.low is not None and found.low == found.high and bool(shown)
        yield _rate(found.low, shown, found.percent) if found and known and found.low is not None else None
        parts = [figures_cell(found, lang), shown] if found and not exact else []
        yield "; ".join(dict.fromkeys(filter(None, parts))) if not known else None
        yield bound_cell(found, lang) if found else None
        margin = None if found is None else found.margin
        yield -found.shortfall if found and found.shortfall is not None else margin
        words = said.FINDING if condition.kind == "finding" else said.OUTCOME
        yield Coloured(words[condition.outcome][lang], _COLOUR[condition.outcome])
        yield (w.DECIDING if condition.effect is Effect.DECIDES else w.INFORMING)[lang]

    def _rest(self, condition: ConditionResult) -> Iterator[Cell]:
        yield status_remark(condition, self.lang)
        places = [figure.place for figure in condition.figures if figure.place]
        yield ", ".join(dict.fromkeys([*places, *condition.places]))

    def checks(self) -> Iterator[Sequence[Cell]]:
        """Yield a row for everything that is missing, differs from what was published or is not confirmed."""
        lang, told = self.lang, set()
        for group in self.groups:
            for verdict in group.verdicts:
                name, above = verdict.unit.name, verdict.unit.parent
                file, line = _place(verdict)
                for missing in wanted(verdict.levels, lang, self.labels):
                    gravity = Coloured(w.LACKING[lang], COLOURS["not"])
                    yield gravity, file, line, name, above, missing, w.FILL_IN[lang]
                for published in verdict.published:
                    if published.agrees is False:
                        gravity = Coloured(w.DIFFERS[lang], COLOURS["not"])
                        sentence = published_sentence(published, len(verdict.levels) == 1, lang)
                        yield gravity, file, line, name, above, sentence, w.COMPARE[lang]
                key = (verdict.rule_set, verdict.unit.tier, verdict.cautions)
                if key not in told:
                    told.add(key)
                    for text in cautions(verdict, verdict.levels, lang, self.labels):
                        gravity = Coloured(w.CAUTION[lang], COLOURS["open"])
                        yield (
                            gravity,
                            None,
                            None,
                            self.labels.get("tier", verdict.unit.tier, lang),
                            None,
                            text,
                            w.CONFIRM[lang],
                        )

    def changes(self) -> Iterator[Sequence[Cell]]:
        """Yield a row for every unit of which an earlier verdict is there, and for those that came or went."""
        lang = self.lang
        for group in self.groups:
            earlier = before(group, self.groups)
            if earlier is None:
                continue
            was = {unit_id(verdict): verdict for verdict in earlier.verdicts}
            for verdict in group.verdicts:
                old = was.pop(unit_id(verdict), None)
                yield (*self._who(verdict), *self._change(old, verdict))
            for old in was.values():
                yield (*self._who(old), reached(old, lang)[0], None, w.GONE[lang])

    def _change(self, old: Verdict | None, new: Verdict) -> Iterator[Cell]:
        lang = self.lang
        yield reached(old, lang)[0] if old else None
        yield reached(new, lang)[0]
        if old is None:
            yield w.NEW[lang]
        elif new.highest_level == old.highest_level:
            yield w.SAME[lang]
        else:
            rose = new.highest_level > old.highest_level
            yield Coloured((w.UP if rose else w.DOWN)[lang], COLOURS["met" if rose else "not"])


def _rate(low: Fraction, shown: str, percent: bool) -> Number:
    """Return a rate with as many decimals as its print has, which never rounds it across a threshold."""
    digits = shown.replace(",", ".").partition(".")[2]
    decimals = sum(character.isdigit() for character in digits)
    form = "0" + ("." + "0" * decimals if decimals else "")
    return Number(float(low), form + "%" if percent else form)


def _place(verdict: Verdict) -> tuple[str | None, int | None]:
    """Return file and line of the first figure of a unit that was given."""
    for level in verdict.levels:
        for condition in walk(level.conditions):
            for place in (*(figure.place for figure in condition.figures), *condition.places):
                if place:
                    return split_place(place)
    return None, None


_WHO = (
    Column(w.PROGRAMME, 21),
    Column(w.DAY, 10.5),
    Column(w.TIER, 7.5),
    Column(w.CODE, 7),
    Column(w.UNIT, 20),
    Column(w.ABOVE, 14),
)
SUMMARY_COLUMNS = (
    Column(w.PROGRAMME, 34),
    Column(w.DAY, 17),
    Column(w.BASIS, 20),
    Column(w.TIER, 12),
    Column(w.RESULT, 24),
    Column(w.NUMBER, 10),
    Column(w.SHARE, 9),
)
UNIT_COLUMNS = (
    *_WHO,
    Column(w.RESULT, 13),
    Column(w.LEVEL, 6.5),
    Column(w.POSSIBLE, 8),
    Column(w.PROVISIONAL, 9),
    Column(w.READINGS, 8),
    Column(w.MARGIN, 8),
    Column(w.MARGIN_AT, 22),
    Column(w.SHORT, 8),
    Column(w.LACKS, 26),
    Column(w.PUBLISHED, 26),
    Column(w.VERDICT, 48, printed=False),
)
CONDITION_COLUMNS = (
    *_WHO,
    Column(w.LEVEL, 6.5),
    Column(w.CONDITION, 32),
    Column(w.NUMERATOR, 8),
    Column(w.DENOMINATOR, 8),
    Column(w.RATE, 9),
    Column(w.RANGE, 14),
    Column(w.THRESHOLD, 9),
    Column(w.DISTANCE, 9),
    Column(w.OUTCOME, 13),
    Column(w.DECIDES, 10),
    Column(w.CLAUSE, 18),
    Column(w.SURE, 22, printed=False),
    Column(w.PLACES, 34, printed=False),
)
CHECK_COLUMNS = (
    Column(w.GRAVITY, 15),
    Column(w.FILE, 24),
    Column(w.LINE, 8),
    Column(w.UNIT, 24),
    Column(w.ABOVE, 16),
    Column(w.CONTENT, 56),
    Column(w.ADVICE, 28),
)
CHANGE_COLUMNS = (*_WHO, Column(w.BEFORE, 18), Column(w.NOW, 18), Column(w.CHANGE, 20))
