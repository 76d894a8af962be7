"""A result as tables for the terminal: the units at a glance, then every condition of each of them."""

import shutil
from collections.abc import Iterator, Sequence
from itertools import groupby

from phocap.explain import words as said
from phocap.explain.blocks import wanted
from phocap.explain.labels import Labels
from phocap.explain.sentences import headline, unit_name
from phocap.explain.wrap import WIDTH, wrapped
from phocap.model.outcome import Outcome
from phocap.model.result import PublishedVerdict, Result, Verdict
from phocap.report import words
from phocap.report.conditions import OUTCOME_CELL, Row, columns, footnotes, rows
from phocap.report.layout import DIM, GREEN, RED, YELLOW, Column, Line, draw
from phocap.text import numbers
from phocap.text.language import Lang

FEW_UNITS = 30
"""Up to so many verdicts every condition is shown, unless it is said otherwise."""

STYLES = {
    Outcome.MET: GREEN,
    Outcome.NOT_MET: RED,
    Outcome.UNDETERMINED: YELLOW,
    Outcome.NOT_APPLICABLE: DIM,
}


def table(
    result: Result, lang: Lang, width: int | None = None, colour: bool = False, *, details: bool | None = None
) -> str:
    """Return the tables as text that ends with a line break.

    Args:
        result: what to show.
        lang: the language.
        width: the longest line; that of the terminal without it.
        colour: whether to colour outcomes.
        details: whether to show every condition; without it, only when there are few units.
    """
    if not result.verdicts:
        return f"{words.NONE[lang]}\n"
    width = width or shutil.get_terminal_size((WIDTH, 1)).columns
    details = len(result.verdicts) <= FEW_UNITS if details is None else details
    labels = Labels.of(result)
    parts = []
    for _, group in groupby(result.verdicts, key=lambda verdict: (verdict.as_of, verdict.rule_set)):
        parts.append(_summary(list(group), lang, width, colour))
    if details:
        parts += [_detail(verdict, lang, labels, width, colour) for verdict in result.verdicts]
    else:
        parts.append(f"{words.EXPLAINED[lang]}\n")
    return "\n".join(parts)


def _summary(verdicts: Sequence[Verdict], lang: Lang, width: int, colour: bool) -> str:
    first = verdicts[0]
    day = numbers.date_text(first.as_of, lang)
    title = words.TITLE[lang].format(title=first.title[lang], instrument=first.instrument, date=day)
    made = (
        Column(words.UNIT[lang]),
        Column(words.RESULT[lang], least=10),
        Column(words.POSSIBLE[lang], least=10),
        Column(words.FIRM[lang], least=10),
        Column(words.PROVISIONAL[lang], least=8),
        Column(words.PUBLISHED[lang], least=18),
    )
    body = draw(made, [_unit(verdict, lang) for verdict in verdicts], width, colour)
    return "".join(f"{line}\n" for line in wrapped(title, width)) + "\n" + body


def _unit(verdict: Verdict, lang: Lang) -> Line:
    text, outcome = reached(verdict, lang)
    possible = verdict.highest_possible_level
    cells = (
        unit_name(verdict),
        text,
        words.AT_LEVEL[lang].format(level=possible) if possible > verdict.highest_level else "",
        (words.NOT_TRIED if verdict.firm is None else words.SAME if verdict.firm else words.MAY_DIFFER)[lang],
        (words.YES if verdict.provisional else words.NO)[lang],
        "\n".join(_published(found, len(verdict.levels) == 1, lang) for found in verdict.published),
    )
    return Line(cells, styles=((1, STYLES[outcome]),))


def reached(verdict: Verdict, lang: Lang) -> tuple[str, Outcome]:
    """Return the result of a unit for a cell, marked when it is provisional."""
    if verdict.highest_level:
        outcome = Outcome.MET
        deciding = next(level for level in verdict.levels if level.level == verdict.highest_level)
        text = words.AT_LEVEL[lang].format(level=deciding.level)
        if len(verdict.levels) == 1:
            text = said.OUTCOME[outcome][lang]
    else:
        order = (Outcome.UNDETERMINED, Outcome.NOT_MET, Outcome.NOT_APPLICABLE)
        deciding = min(verdict.levels, key=lambda level: order.index(level.outcome))
        outcome = deciding.outcome
        text = said.OUTCOME[outcome][lang]
    return (said.PROVISIONAL[lang].format(outcome=text) if deciding.provisional else text), outcome


def _published(published: PublishedVerdict, single: bool, lang: Lang) -> str:
    level = words.AT_LEVEL[lang].format(level=published.level)
    if single or published.level is None or not published.met:
        level = said.OUTCOME[Outcome.MET if published.met else Outcome.NOT_MET][lang]
        if published.level is not None and not single:
            level = f"{level} {words.AT_LEVEL[lang].format(level=published.level)}"
    basis, agrees = said.BASIS_SHORT[published.basis][lang], said.AGREES_SHORT[published.agrees][lang]
    return words.PUBLISHED_CELL[lang].format(level=level, basis=basis, agrees=agrees)


def _detail(verdict: Verdict, lang: Lang, labels: Labels, width: int, colour: bool) -> str:
    found = list(rows(verdict, lang))
    body = draw(columns(lang), [_line(row) for row in found], width, colour)
    text = [*wrapped(f"{unit_name(verdict)}: {headline(verdict, lang)}", width, rest="  "), "", body.rstrip("\n")]
    for note in _notes(verdict, found, lang, labels):
        text += wrapped(note, width, rest="  ")
    return "".join(f"{line}\n" for line in text)


def _line(row: Row) -> Line:
    if row.heading is not None:
        return Line(heading=row.heading)
    return Line(row.cells, styles=((OUTCOME_CELL, STYLES[row.outcome]),))


def _notes(verdict: Verdict, found: Sequence[Row], lang: Lang, labels: Labels) -> Iterator[str]:
    yield from footnotes(found, lang)
    names = wanted(verdict.levels, lang, labels)
    if names:
        yield words.WANTED[lang].format(names="; ".join(names))
