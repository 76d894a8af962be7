"""The page of one programme: its texts by date, levels and thresholds, readings, clauses and sources."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from phocap.check.proof.subjects import Law
from phocap.language.compile import members_of
from phocap.language.registry import InForce
from phocap.model.law import Clause, Instrument, Source
from phocap.model.rulefile import Amendment, Condition
from phocap.report import coverage_words, rules_words
from phocap.report.rules_docs import words
from phocap.report.rules_docs.history import History, Key, history
from phocap.report.rules_docs.page import Block, Cell, Heading, Line, Page, Paragraph, Row, Span, Table, cell, line
from phocap.report.rules_view import View, counted, thresholds, view, walk
from phocap.report.rules_wording import Wording
from phocap.text import numbers
from phocap.text.language import Lang


def programme_page(law: Law, in_force: InForce, lang: Lang) -> Page:
    """Return the page of a programme with the rules of a day."""
    title = in_force.model.title[lang]
    return Page(in_force.model.programme, title, tuple(_Writer(law, view(in_force), lang).blocks()))


class _Writer:
    def __init__(self, law: Law, shown: View, lang: Lang) -> None:
        self.law, self.view, self.lang = law, shown, lang
        self.pack, self.model = law.pack, shown.model
        self.wording = Wording(shown, lang)

    def blocks(self) -> Iterator[Block]:
        yield from self._head()
        past = history(self.law, self.model.programme, self.lang)
        yield Heading(2, words.HISTORY[self.lang])
        heads = (words.FROM, words.UNTIL, words.TEXT, words.WHAT, words.SURE)
        yield Table(tuple(head[self.lang] for head in heads), tuple(self._texts()))
        if len(past.times) > 1:
            yield from self._by_date(past)
        yield Heading(2, words.LEVELS[self.lang])
        yield from self._levels()
        yield from self._readings()
        yield from self._clauses()
        yield from self._sources()

    def _head(self) -> Iterator[Block]:
        lang, in_force = self.lang, self.view.in_force
        instrument = self.pack.instruments[self.model.instrument]
        day = numbers.date_text(in_force.as_of, lang)
        amended = [self.pack.instruments[found.model.instrument].number for found in in_force.amendments]
        said = [words.SHOWN[lang].format(date=day, number=instrument.number)]
        said += [words.AMENDED[lang].format(numbers=", ".join(amended))] if amended else []
        yield Paragraph(line(Span(self.model.programme, code=True), f" – {' '.join(said)}"))
        if self.model.validity is not None:
            yield Paragraph(line(f"{rules_words.VALIDITY[lang].format(n=self.model.validity.years)}."))
        if self.model.unit is not None:
            yield Paragraph(line(f"{rules_words.ONLY_UNIT[lang].format(name=self.model.unit.name)}."))
        if not self.model.cumulative:
            yield Paragraph(line(f"{rules_words.INDEPENDENT[lang]}."))
        for note in (self.model.note, instrument.note):
            if note is not None:
                yield Paragraph(line(rules_words.NOTE[lang].format(text=note[lang])))

    def _texts(self) -> Iterator[Row]:
        """Yield the texts that set the standard, the earliest first, each with those that amend it below it."""
        files = [loaded.model for loaded in self.pack.rule_files.values()]
        ours = (model for model in files if model.programme == self.model.programme)
        for model in sorted(ours, key=lambda found: self._start(found.instrument)):
            instrument = self.pack.instruments[model.instrument]
            role = (words.TARGET if instrument.target else words.SETS)[self.lang]
            yield self._text(instrument, role, thresholds(model))
            for found in self.pack.amendments:
                if found.model.amends == f"{model.instrument}/{model.programme}":
                    role = words.AMENDS[self.lang].format(number=instrument.number)
                    yield self._text(self.pack.instruments[found.model.instrument], role, _brought(found.model), 1)

    def _text(self, instrument: Instrument, role: str, sure: tuple[int, int], depth: int = 0) -> Row:
        total, confirmed = sure
        said = words.CONFIRMED[self.lang].format(n=confirmed, total=total) if total else ""
        number = Span(instrument.number, instrument.source.url or "")
        title = line(Span(instrument.title[self.lang], soft=True))
        days = (self._day(instrument.in_force.from_), self._day(instrument.in_force.until))
        return Row((*map(cell, days), cell(line(number), title), cell(role), cell(said)), depth)

    def _by_date(self, past: History) -> Iterator[Block]:
        yield Heading(3, words.BY_DATE[self.lang])
        if not past.changed:
            yield Paragraph(line(words.NO_CHANGE[self.lang]))
            return
        yield Paragraph(line(words.BY_DATE_ABOUT[self.lang].format(n=numbers.count(past.same, self.lang))))
        numbered = [self.pack.instruments[then.in_force.model.instrument].number for then in past.times]
        days = [numbers.date_text(then.in_force.as_of, self.lang) for then in past.times]
        heads = [f"{day} – {number}" for day, number in zip(days, numbered, strict=True)]
        rows = tuple(self._over_time(key, past) for key in past.changed)
        yield Table((words.CONDITION[self.lang], *heads), rows)

    def _over_time(self, key: Key, past: History) -> Row:
        level, tier, identity = key
        title = next(then.asked[key][0] for then in reversed(past.times) if key in then.asked)
        where = f"{rules_words.LEVEL[self.lang].format(level=level)}, {self.pack.country.tiers[tier].short[self.lang]}"
        said = [then.asked[key][1] if key in then.asked else words.ABSENT[self.lang] for then in past.times]
        name = line(Span(f"{where} · {identity}", soft=True))
        return Row((cell(line(title), name), *map(cell, said)))

    def _levels(self) -> Iterator[Block]:
        current = 0
        heads = (words.CONDITION, words.THRESHOLD, words.CLAUSE, words.SOURCE)
        for number, tier, listed in self.view.levels():
            if number != current:
                level = self.model.levels[number]
                name = level.title[self.lang] if level.title else rules_words.LEVEL[self.lang].format(level=number)
                yield Heading(3, f"{name} ({level.cite})" if level.cite else name)
                current = number
            label = self.pack.country.tiers[tier].label[self.lang]
            yield Heading(4, label[:1].upper() + label[1:])
            rows = [row for condition in listed for row in self._rows(number, tier, condition)]
            yield Table(tuple(head[self.lang] for head in heads), tuple(rows))

    def _rows(self, level: int, tier: str, condition: Condition, depth: int = 0) -> Iterator[Row]:
        if not condition.period.holds_on(self.view.in_force.as_of):
            return
        lang, wording = self.lang, self.wording
        notes = [condition.note[lang]] if condition.note else []
        name = [Span(condition.id, code=True, soft=True)]
        beside = [line(Span(text, soft=True)) for text in (*self._remarks(condition), *notes)]
        title = cell(line(wording.title(level, condition)), line(*name), *beside)
        asked = cell(wording.bound(condition), *wording.variants(condition))
        origin = "" if depth else self.view.origin(level, tier, condition)
        clause = cell(condition.cite or "", line(Span(origin, soft=True)))
        yield Row((title, asked, clause, self._source(condition.source)), depth)
        for member in members_of(condition):
            yield from self._rows(level, tier, member, depth + 1)

    def _remarks(self, condition: Condition) -> Iterator[str]:
        """Yield what else is to be known of a condition; clause and source have columns of their own."""
        aside = {condition.cite, rules_words.NO_SOURCE[self.lang]}
        aside |= {rules_words.STATUS[condition.source.status.value][self.lang]} if condition.source else set()
        yield from (remark for remark in self.wording.remarks(condition) if remark not in aside)

    def _source(self, source: Source | None) -> Cell:
        if source is None:
            return ()
        status = Span(rules_words.STATUS[source.status.value][self.lang], source.url or "")
        day = numbers.date_text(source.checked, self.lang) if source.checked else ""
        read = words.CHECKED[self.lang].format(date=day) if day else ""
        note = source.note[self.lang] if source.note else ""
        return cell(line(status), line(Span(read, soft=True)), line(Span(note, soft=True)))

    def _readings(self) -> Iterator[Block]:
        used = self.view.readings()
        if not used:
            return
        yield Heading(2, words.READINGS[self.lang])
        yield Paragraph(line(words.READINGS_ABOUT[self.lang]))
        heads = (words.OPTION, words.SAYS, words.USED_BY)
        for name in used:
            reading = self.model.readings[name]
            law = f" ({reading.law})" if reading.law else ""
            yield Heading(3, name, code=True)
            yield Paragraph(line(f"{reading.question[self.lang]}{law}"))
            rows = []
            for option, found in reading.options.items():
                default = rules_words.DEFAULT[self.lang] if option == reading.default else ""
                label = found.label[self.lang] if found.label else ""
                used_by = found.used_by[self.lang] if found.used_by else ""
                rows.append(Row((cell(line(Span(option, code=True)), default), cell(label), cell(used_by))))
            yield Table(tuple(head[self.lang] for head in heads), tuple(rows))
            if reading.why is not None:
                yield Paragraph(line(rules_words.WHY[self.lang].format(text=reading.why[self.lang])))
            concerned = dict.fromkeys(node for node, found in self._conditions() if name in found.readings)
            spans = [Span(node, code=True) for node in concerned]
            joined = [piece for span in spans for piece in (", ", span)][1:]
            yield Paragraph(line(Span(words.CONCERNS[self.lang], soft=True), *joined))

    def _conditions(self) -> Iterator[tuple[str, Condition]]:
        for level, tier, listed in self.view.levels():
            yield from ((f"{level}/{tier}/{found.id}", found) for found in walk(listed))

    def _clauses(self) -> Iterator[Block]:
        """Yield the index of the clauses of the texts shown, without those of other programmes."""
        numbered = [self.model.instrument, *(found.model.instrument for found in self.view.in_force.amendments)]
        tables = [(self.pack.instruments[name], self._index(self.pack.instruments[name])) for name in numbered]
        if not any(rows for _, rows in tables):
            return
        heads = (words.CLAUSE, words.KIND, words.TESTED_BY)
        yield Heading(2, words.CLAUSES[self.lang])
        for instrument, rows in tables:
            if rows:
                yield Heading(3, instrument.number)
                yield Table(tuple(head[self.lang] for head in heads), tuple(rows))

    def _index(self, instrument: Instrument) -> list[Row]:
        rows = []
        for clause in instrument.clauses:
            if clause.rules and not any(self._is_ours(rule) for rule in clause.rules):
                continue  # of another programme of the same text
            kind = cell(coverage_words.KINDS[clause.kind][self.lang])
            rows.append(Row((self._clause(clause), kind, self._tested(clause))))
        return rows

    def _is_ours(self, rule: str) -> bool:
        return self.model.programme in rule.split("/")[:2]

    def _clause(self, clause: Clause) -> Cell:
        return cell(clause.cite, line(Span(clause.title[self.lang] if clause.title else "", soft=True)))

    def _tested(self, clause: Clause) -> Cell:
        rules: list[Line] = [line(Span(rule, code=True)) for rule in clause.rules if self._is_ours(rule)]
        return cell(*rules, clause.reason[self.lang] if clause.reason else "")

    def _sources(self) -> Iterator[Block]:
        sources = [found.source for _, found in self._conditions() if found.source is not None]
        counted_by = Counter((source.status.value, source.url or "") for source in sources)
        if not sources:
            return
        yield Heading(2, words.SOURCES[self.lang])
        yield Paragraph(line(words.SOURCES_ABOUT[self.lang]))
        heads = (words.SOURCE, words.STATUS, words.CONDITIONS)
        rows = []
        for (status, url), n in sorted(counted_by.items()):
            address = Span(url, url) if url else Span(words.NO_ADDRESS[self.lang], soft=True)
            shown = rules_words.STATUS[status][self.lang]
            rows.append(Row((cell(line(address)), cell(shown), cell(numbers.count(n, self.lang)))))
        yield Table(tuple(head[self.lang] for head in heads), tuple(rows))

    def _day(self, day: date | None) -> str:
        return numbers.date_text(day, self.lang) if day else "…"

    def _start(self, instrument: str) -> date:
        return self.pack.instruments[instrument].in_force.from_ or date.min


def _brought(model: Amendment) -> tuple[int, int]:
    """Return how many thresholds an amendment sets, and how many of them are confirmed."""
    added = (c for level in model.add.values() for listed in level.tiers.values() for c in listed)
    return counted([*added, *model.replace.values()])
