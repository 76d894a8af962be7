"""Legal texts clause by clause: which conditions test a clause, or why none does; and the questions they leave open."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from phocap.explain.wrap import wrapped
from phocap.language.coverage import reading_of, unaccounted
from phocap.language.pack import Pack, pack_hash
from phocap.model.law import Answer, Clause, ClauseKind, Instrument, Question
from phocap.model.rulefile import Option
from phocap.report import coverage_words as words
from phocap.report.layout import Column, Line, draw
from phocap.text.language import Bilingual, Lang


def as_data(pack: Pack, instrument: str | None = None) -> dict[str, Any]:
    """Return the index of every instrument, or of one, as JSON values."""
    found = _ordered(pack, instrument)
    return {
        "pack": pack.name,
        "sha256": pack_hash(pack),
        "instruments": [_entry(text) for text in found],
        "counts": _counts(clause for text in found for clause in text.clauses),
        "unaccounted": _unaccounted(pack, instrument),
    }


def as_table(pack: Pack, lang: Lang, width: int, instrument: str | None = None) -> str:
    """Return the index of every instrument, or of one, as a table: a heading for each, a line for every clause."""
    found = _ordered(pack, instrument)
    lines: list[Line] = []
    for text in found:
        lines.append(Line(heading=_heading(text, lang)))
        lines += [Line(_cells(clause, lang)) for clause in text.clauses]
        lines += [Line(_question(question, pack, lang)) for question in text.questions]
    columns = (Column(words.CLAUSE[lang]), Column(words.KIND[lang]), Column(words.RULES[lang], least=40))
    table = draw(columns, lines, width, colour=False)
    everything = [clause for text in found for clause in text.clauses]
    notes = [words.TOTAL[lang].format(n=len(everything), kinds=_kinds(everything, lang))] if everything else []
    unnamed = _unaccounted(pack, instrument)
    if unnamed:
        notes.append(words.UNNAMED[lang])
    elif any(clause.rules for clause in everything):
        notes.append(words.ALL_NAMED[lang])
    said = [line for note in notes for line in wrapped(note, width, rest="  ")]
    return f"{table}\n" + "".join(f"{line}\n" for line in [*said, *(f"  {name}" for name in unnamed)])


def _ordered(pack: Pack, instrument: str | None) -> list[Instrument]:
    """Return the texts, the earliest first; those of an unknown day at the end."""

    def order(text: Instrument) -> tuple[date, str]:
        return text.in_force.from_ or text.issued or date.max, text.instrument

    return sorted((t for name, t in pack.instruments.items() if instrument in (None, name)), key=order)


def _unaccounted(pack: Pack, instrument: str | None) -> list[str]:
    return [name for name in unaccounted(pack) if instrument in (None, name.split("/")[0])]


def _counts(clauses: Iterable[Clause]) -> dict[str, int]:
    found = Counter(clause.kind for clause in clauses)
    return {kind.value: found[kind] for kind in ClauseKind}


def _entry(text: Instrument) -> dict[str, Any]:
    written = text.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {
        "instrument": text.instrument,
        "number": text.number,
        "title": written["title"],
        "issued": written.get("issued"),
        "in_force": written["in_force"],
        **{key: written[key] for key in ("replaces", "amends", "authority") if written.get(key)},
        "source": written["source"],
        "counts": _counts(text.clauses),
        "clauses": written["clauses"],
        "questions": written["questions"],
    }


def _heading(text: Instrument, lang: Lang) -> str:
    period = text.in_force
    days = words.IN_FORCE[lang].format(start=_day(period.from_, lang), end=_day(period.until, lang))
    kinds = _kinds(text.clauses, lang) or words.NO_INDEX[lang]
    return f"{text.number} · {text.title[lang]} · {days} · {kinds}"


def _kinds(clauses: Iterable[Clause], lang: Lang) -> str:
    counted = _counts(clauses)
    shown = (words.COUNTED[lang].format(n=n, kind=words.KINDS[kind][lang]) for kind, n in counted.items() if n)
    return ", ".join(shown)


def _cells(clause: Clause, lang: Lang) -> tuple[str, str, str]:
    title = [clause.title[lang]] if clause.title else []
    reason = [clause.reason[lang]] if clause.reason else []
    return "\n".join([clause.cite, *title]), words.KINDS[clause.kind][lang], "\n".join([*clause.rules, *reason])


def _question(question: Question, pack: Pack, lang: Lang) -> tuple[str, str, str]:
    reading = reading_of(pack, question.where)
    text = question.text or (reading and reading.question)
    why = [question.why[lang]] if question.why else []
    answers: list[tuple[Bilingual, str, Answer | Option]] = []
    if reading:
        answers += [(words.DEFAULT if o == reading.default else words.OPTION, o, a) for o, a in reading.options.items()]
    answers += [
        (words.TAKEN if o == question.default else words.NOT_OFFERED, o, a) for o, a in question.options.items()
    ]
    said = [_answer(way, name, answer, lang) for way, name, answer in answers]
    named = [question.where] if reading else []
    kind = words.READING if reading else words.ANSWERED
    return "\n".join([question.id, *([text[lang]] if text else [])]), kind[lang], "\n".join([*named, *said, *why])


def _answer(way: Bilingual, name: str, answer: Answer | Option, lang: Lang) -> str:
    label = f" {answer.label[lang]}" if answer.label else ""
    used = f" ({answer.used_by[lang]})" if answer.used_by else ""
    return f"{way[lang].format(option=name)}{label}{used}"


def _day(day: date | None, lang: Lang) -> str:
    """Return a day as the list of rules writes it."""
    if day is None:
        return "…"
    return f"{day:%d/%m/%Y}" if lang is Lang.VI else day.isoformat()
