"""Reading the files that a command names, and saying on standard error what they were taken for."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from phocap.cli import words_forms as words
from phocap.cli.console import complain
from phocap.cli.settings import Settings
from phocap.faults import Fault, Faulty

if TYPE_CHECKING:
    from phocap.forms import FormIntake, Recognised
    from phocap.language.pack import Pack

MOST = 100
"""Warnings that are told one by one."""


def read(paths: Sequence[str], pack: "Pack", as_of: date | None, found: Settings) -> "FormIntake":
    """Return the records of files of every kind; warnings and what was recognised are said, unless quiet.

    Raises:
        Faulty: with the faults of all files together.
    """
    from phocap.forms import read_records

    intake = read_records(paths, pack, as_of)
    if intake.rolls and not intake.records:
        raise Faulty(Fault("roll-alone", roll.place, {"path": roll.place.path}) for roll in intake.rolls)
    warn(intake.warnings, found)
    tell(intake, pack, found)
    return intake


def warn(warnings: Sequence["Fault"], found: Settings) -> None:
    """Say warnings one by one, and how many more there are than anybody reads."""
    if not warnings:
        return
    from phocap.cli.words import MORE_FAULTS
    from phocap.text.faults import say
    from phocap.text.numbers import count

    for warning in warnings[:MOST]:
        complain(say(warning, found.lang, found.tiers))
    if len(warnings) > MOST:
        complain(MORE_FAULTS[found.lang].format(n=count(len(warnings) - MOST, found.lang)))


def tell(intake: "FormIntake", pack: "Pack", found: Settings) -> None:
    """Say what sheets and tables were taken for, unless quiet."""
    for one in intake.recognised:
        _tell(one, pack, found)


def _tell(one: "Recognised", pack: "Pack", found: Settings) -> None:
    from phocap.forms.layouts import layouts
    from phocap.text.numbers import count, date_text

    lang = found.lang
    known = layouts(pack)
    titles = {form.form: form.title for form in known.forms} | {s.survey: s.title for s in known.surveys}
    rolls = {roll.roll: roll.title for roll in known.rolls}
    if one.form in rolls:
        found.note(words.ROLL_READ, place=one.place, form=rolls[one.form][lang], persons=count(one.persons or 0, lang))
        return
    if one.form == "table":
        found.note(words.TABLE_READ, place=one.place, n=count(one.figures, lang))
        return
    facts = {
        "place": one.place,
        "form": titles[one.form][lang],
        "unit": one.unit or words.NOT_SAID[lang],
        "date": date_text(one.day, lang) if one.day else words.NOT_SAID[lang],
        "n": count(one.figures, lang),
    }
    if one.persons is not None:
        found.note(words.SURVEY_READ, **facts, persons=count(one.persons, lang))
    else:
        found.note(words.FORM_READ, **facts)
    if one.by_position:
        found.note(words.BY_POSITION, place=one.place, lines=", ".join(one.by_position))
