"""A rule set as text: what an officer reads to see the law as the program has it."""

import textwrap

from phocap.model.rulefile import Condition
from phocap.report import rules_words as words
from phocap.report.rules_view import View
from phocap.report.rules_wording import Wording
from phocap.text import numbers
from phocap.text.language import Lang

_STEP = 2


def as_text(view: View, lang: Lang, width: int) -> str:
    """Return the rules as text of at most ``width`` columns."""
    return _Writer(view, lang, width).text()


class _Writer:
    def __init__(self, view: View, lang: Lang, width: int) -> None:
        self.view, self.lang, self.width = view, lang, width
        self.pack, self.model = view.in_force.pack, view.model
        self.wording = Wording(view, lang)
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
        period = words.IN_FORCE[self.lang].format(period=self.wording.period(instrument.in_force))
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
        bound = self.wording.bound(condition)
        title = self.wording.title(level, condition)
        self._write(indent, f"• {title}{f': {bound}' if bound else ''}", indent + _STEP)
        inside = indent + _STEP
        for said in self.wording.variants(condition):
            self._write(inside, said, inside + _STEP)
        for member in condition.all or condition.any or condition.of or ():
            if member.period.holds_on(self.view.in_force.as_of):
                self._condition(inside, level, member)
        self._write(inside, " · ".join(filter(None, (origin, *self.wording.remarks(condition)))))
        for note in (condition.note, condition.source.note if condition.source else None):
            if note is not None:
                self._write(inside, words.NOTE[self.lang].format(text=note[self.lang]))

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
