"""A rule set as text: what an officer reads to see the law as the program has it."""

import textwrap
from collections.abc import Iterator
from fractions import Fraction

from phocap.model.law import Period
from phocap.model.outcome import Outcome
from phocap.model.rulefile import Condition, Effect, Years
from phocap.report import rules_words as words
from phocap.report.rules_view import View
from phocap.text import numbers
from phocap.text.language import Lang

_STEP = 2


def as_text(view: View, lang: Lang, width: int) -> str:
    """Return the rules as text of at most ``width`` columns."""
    return _Writer(view, lang, width).text()


class _Writer:
    def __init__(self, view: View, lang: Lang, width: int) -> None:
        self.view, self.lang, self.width = view, lang, width
        self.pack = view.in_force.pack
        self.model = view.model
        self.lines: list[str] = []

    def text(self) -> str:
        self._head()
        current = 0
        for number, tier, listed in self.view.levels():
            if number != current:
                level = self.model.levels[number]
                name = level.title[self.lang] if level.title else words.LEVEL[self.lang].format(level=number)
                self._write(0, "")
                self._write(0, " · ".join(part for part in (name, level.cite) if part))
                current = number
            label = self.pack.country.tiers[tier].label[self.lang]
            self._write(_STEP, label[:1].upper() + label[1:])
            for condition in listed:
                self._condition(2 * _STEP, number, condition, self.view.origin(number, tier, condition))
        self._readings()
        return "\n".join(self.lines) + "\n"

    def _head(self) -> None:
        instrument = self.pack.instruments[self.model.instrument]
        period = words.IN_FORCE[self.lang].format(period=self._period(instrument.in_force))
        as_of = words.AS_OF[self.lang].format(date=numbers.date_text(self.view.in_force.as_of, self.lang))
        self._write(0, f"{self.model.title[self.lang]} ({self.model.programme})")
        self._write(0, f"{instrument.number} · {instrument.title[self.lang]}")
        self._write(0, f"{period} · {as_of} · {self.view.in_force.id}")
        validity = self.model.validity
        if validity is not None:
            said = words.VALIDITY[self.lang].format(n=validity.years)
            status = words.STATUS[validity.source.status.value][self.lang] if validity.source else None
            self._write(0, " · ".join(part for part in (said, validity.cite, status) if part))
        if self.model.unit is not None:
            self._write(0, words.ONLY_UNIT[self.lang].format(name=self.model.unit.name))
        if not self.model.cumulative:
            self._write(0, words.INDEPENDENT[self.lang])
        for note in (self.model.note, instrument.note):
            if note is not None:
                self._write(0, words.NOTE[self.lang].format(text=note[self.lang]))

    def _condition(self, indent: int, level: int, condition: Condition, origin: str = "") -> None:
        bound = self._bound(condition, condition.at_least, condition.at_most)
        title = self._title(level, condition)
        self._write(indent, f"• {title}{f': {bound}' if bound else ''}", indent + _STEP)
        inside = indent + _STEP
        for flag, variant in condition.when.items():
            changed = self._bound(condition, variant.at_least, variant.at_most) or bound
            if variant.measure is not None:
                changed = f"{self.pack.measures[variant.measure].title[self.lang]}: {changed}"
            self._write(inside, f"{self.pack.words.flags[flag].label[self.lang]}: {changed}", inside + _STEP)
        for member in condition.all or condition.any or condition.of or ():
            if member.period.holds_on(self.view.in_force.as_of):
                self._condition(inside, level, member)
        self._write(inside, " · ".join(filter(None, (origin, *self._remarks(condition)))))
        for note in (condition.note, condition.source.note if condition.source else None):
            if note is not None:
                self._write(inside, words.NOTE[self.lang].format(text=note[self.lang]))

    def _remarks(self, condition: Condition) -> Iterator[str]:
        """Yield what is said below a condition: clause, source, effect, days and readings."""
        lang = self.lang
        if condition.cite:
            yield condition.cite
        if condition.source is not None:
            yield words.STATUS[condition.source.status.value][lang]
            if condition.source.is_provisional and condition.effect is Effect.DECIDES:
                yield words.PROVISIONAL[lang]
        elif condition.subject in ("measure", "share_of"):
            yield words.NO_SOURCE[lang]
        if condition.years is not None:
            yield from self._years(condition.years)
        suspended = condition.suspended
        if suspended is not None and suspended.holds_on(self.view.in_force.as_of):
            yield words.SUSPENDED[lang].format(by=self.pack.instruments[suspended.by].number)
            for reading, option in suspended.only.items():
                yield words.ONLY[lang].format(choice=f"{reading}={option}")
        if condition.warn_until is not None:
            yield words.WARNS_UNTIL[lang].format(date=numbers.date_text(condition.warn_until, lang))
        if condition.effect is not Effect.DECIDES:
            yield words.EFFECT[condition.effect.value][lang]
        if condition.empty is not Outcome.NOT_APPLICABLE:
            yield words.EMPTY[condition.empty.value][lang]
        if condition.measure is not None and condition.measure.reading is not None:
            yield words.BY_READING[lang].format(reading=condition.measure.reading)
        for reading, option in condition.only.items():
            yield words.ONLY[lang].format(choice=f"{reading}={option}")
        if condition.from_ is not None:
            yield words.SINCE[lang].format(date=numbers.date_text(condition.from_, lang))
        if condition.until is not None:
            yield words.UNTIL[lang].format(date=numbers.date_text(condition.until, lang))

    def _years(self, years: Years) -> Iterator[str]:
        """Yield the window of years; of those that a reading offers, the default."""
        lang = self.lang
        if years.reading is not None:
            reading = self.model.readings[years.reading]
            chosen = reading.options[reading.default].years
            assert chosen is not None
            yield from self._years(chosen)
            yield words.BY_READING[lang].format(reading=years.reading)
        else:
            form = words.MEAN_OF if years.mean_of is not None else words.YEARS
            yield form[lang].format(needs=years.needs, n=years.length)
        if years.age is not None:
            yield words.AGE[lang].format(field=self.pack.words.fields[years.age].label[lang])

    def _title(self, level: int, condition: Condition) -> str:
        lang, tiers = self.lang, self.pack.country.tiers
        if condition.title is not None:
            return condition.title[lang]
        match condition.subject:
            case "measure":
                return self.pack.measures[self._measure(condition)].title[lang]
            case "finding":
                return self.pack.words.fields[str(condition.finding)].label[lang]
            case "share_of":
                plural = tiers[str(condition.share_of)].plural[lang]
                title = words.SHARE[lang].format(tier=plural, level=condition.level or level)
                return title[:1].upper() + title[1:]
            case "requires":
                return self._required(condition)
            case "see":
                return str(condition.see)
            case "copy":
                return words.COPY[lang].format(tier=tiers[str(condition.copy_)].short[lang])
            case "of":
                needs, n = condition.at_least, len(condition.of or ())
                return words.AT_LEAST_OF[lang].format(needs=needs, n=n)
            case subject:
                return (words.ALL if subject == "all" else words.ANY)[lang]

    def _required(self, condition: Condition) -> str:
        wanted = condition.requires
        assert wanted is not None
        if wanted.programme in (None, self.model.programme):
            return words.NEEDS_LEVEL[self.lang].format(level=wanted.level)
        titles = [r.model.title for r in self.pack.rule_files.values() if r.model.programme == wanted.programme]
        title = titles[-1][self.lang]
        return words.NEEDS_PROGRAMME[self.lang].format(title=title, level=wanted.level)

    def _measure(self, condition: Condition) -> str:
        """Return the measure that is tested; of those that a reading offers, the default."""
        reference = condition.measure
        assert reference is not None
        if reference.reading is None:
            return str(reference.name)
        reading = self.model.readings[reference.reading]
        return str(reading.options[reading.default].measure)

    def _bound(self, condition: Condition, least: Fraction | None, most: Fraction | None) -> str:
        if condition.subject == "finding":
            return words.FINDING[self.lang]
        if condition.not_established:
            return words.NOT_ESTABLISHED[self.lang]
        if condition.subject not in ("measure", "share_of") or (least is None and most is None):
            return ""
        sign, value = ("≥", least) if least is not None else ("≤", most)
        assert value is not None
        return f"{sign} {self._number(condition, value)}"

    def _number(self, condition: Condition, value: Fraction) -> str:
        """Return a bound: a percentage of what is a share of a whole, else a plain number."""
        measure = self.pack.measures[self._measure(condition)] if condition.measure else None
        if measure is None or (measure.ratio is not None and measure.ratio.part):
            return numbers.threshold(value, self.lang)
        for places in range(numbers.MOST_DECIMALS + 1):
            if (value * 10**places).denominator == 1:
                return numbers.decimal(value, self.lang, places)
        return numbers.fraction(value.numerator, value.denominator, self.lang)

    def _readings(self) -> None:
        used = self.view.readings()
        if used:
            self._write(0, "")
            self._write(0, words.READINGS[self.lang])
        for name in used:
            reading = self.model.readings[name]
            law = f" ({reading.law})" if reading.law else ""
            self._write(_STEP, f"{name}{law}: {reading.question[self.lang]}", 2 * _STEP)
            for option_name, option in reading.options.items():
                marks = [words.DEFAULT[self.lang]] if option_name == reading.default else []
                if option.used_by is not None:
                    marks.append(words.USED_BY[self.lang].format(text=option.used_by[self.lang]))
                label = f": {option.label[self.lang]}" if option.label else ""
                shown = f"• {option_name}{label}" + (f" [{'; '.join(marks)}]" if marks else "")
                self._write(2 * _STEP, shown, 3 * _STEP)
            if reading.why is not None:
                self._write(2 * _STEP, words.WHY[self.lang].format(text=reading.why[self.lang]))

    def _period(self, period: Period) -> str:
        start = numbers.date_text(period.from_, self.lang) if period.from_ else "…"
        if period.until is None:
            return words.OPEN_END[self.lang].format(start=start)
        end = numbers.date_text(period.until, self.lang)
        return words.PERIOD[self.lang].format(start=start, end=end)

    def _write(self, indent: int, text: str, hanging: int | None = None) -> None:
        """Write a paragraph; an empty text at no indent is an empty line, elsewhere nothing."""
        if not text:
            self.lines += [""] if indent == 0 else []
            return
        self.lines += textwrap.wrap(
            text,
            self.width,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent if hanging is None else hanging),
            break_on_hyphens=False,
        )
