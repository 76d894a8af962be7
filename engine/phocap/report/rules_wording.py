"""What is said of a condition in every view of the rules: its title, what it asks for, and what else is to be known."""

from collections.abc import Iterator
from fractions import Fraction

from phocap.model.law import Period
from phocap.model.outcome import Outcome
from phocap.model.rulefile import Condition, Effect, Years
from phocap.report import rules_words as words
from phocap.report.rules_view import View
from phocap.text import numbers
from phocap.text.language import Lang


class Wording:
    """The words for the conditions of a rule set, in one language."""

    def __init__(self, view: View, lang: Lang) -> None:
        """Speak of the rules of ``view``."""
        self.view, self.lang = view, lang
        self.pack, self.model = view.in_force.pack, view.model

    def remarks(self, condition: Condition) -> Iterator[str]:
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

    def title(self, level: int, condition: Condition) -> str:
        """Return what a condition is called: its own title, else that of what it tests."""
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

    def variants(self, condition: Condition) -> Iterator[str]:
        """Yield what holds for units with a flag instead."""
        for flag, variant in condition.when.items():
            changed = self._against(condition, variant.at_least, variant.at_most) or self.bound(condition)
            if variant.measure is not None:
                changed = f"{self.pack.measures[variant.measure].title[self.lang]}: {changed}"
            yield f"{self.pack.words.flags[flag].label[self.lang]}: {changed}"

    def bound(self, condition: Condition) -> str:
        """Return what a condition asks for, as ``≥`` and its threshold; nothing of those that only name others."""
        return self._against(condition, condition.at_least, condition.at_most)

    def _against(self, condition: Condition, least: Fraction | None, most: Fraction | None) -> str:
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

    def period(self, period: Period) -> str:
        """Return the days on which something holds."""
        start = numbers.date_text(period.from_, self.lang) if period.from_ else "…"
        if period.until is None:
            return words.OPEN_END[self.lang].format(start=start)
        end = numbers.date_text(period.until, self.lang)
        return words.PERIOD[self.lang].format(start=start, end=end)
