"""``phocap units``: which units there are and were, and what became of them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from phocap.cli import options, words
from phocap.cli import words_units as more
from phocap.cli.console import put
from phocap.cli.parts import Command, Group
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.as_json import pretty
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.language.pack import Pack
    from phocap.units.register import Listed, Register


def command(lang: Lang) -> click.Command:
    """Return the group."""
    named = click.Argument(["names"], nargs=-1, required=True, metavar=more.NAME_OR_CODE[lang])
    within = options.option(lang, "--within", text=more.WITHIN_HELP, metavar=more.NAME_OR_CODE)
    form = options.file_format(lang, ("table", "json", "csv"), words.VIEW_FORMAT_HELP)
    show = Command(
        "show",
        lang,
        more.SHOW,
        _show,
        [named, options.as_of(lang, more.AS_OF_HELP), within, form, options.target(lang)],
        examples=("phocap units show 00004", "phocap units show 'tiên nội' --as-of 2013-10-31"),
    )
    convert = Command(
        "convert",
        lang,
        more.CONVERT,
        _convert,
        [named, within, form, options.target(lang)],
        examples=("phocap units convert 00016 00019", "phocap units convert 'Xã Tiên Hiệp' --within 'Hà Nam'"),
    )
    listing = Command(
        "list",
        lang,
        more.LIST,
        _list,
        [
            within,
            options.option(lang, "--tier", text=more.TIER_HELP, metavar=words.TIER),
            options.as_of(lang, more.LIST_AS_OF_HELP),
            options.option(lang, "--by-name", "by_name", text=more.BY_NAME_HELP, is_flag=True),
            form,
            options.target(lang),
        ],
        examples=("phocap units list --within 'Hà Nội' --by-name", "phocap units list --tier province --format csv"),
    )
    return Group("units", lang, more.UNITS, [show, convert, listing])


def _register(pack: "Pack") -> "Register":
    from phocap.units.register import register

    lists = register(pack)
    if lists is None:
        raise Faulty(Fault("units-without-list"))
    return lists


def _found(register: "Register", given: str, day: date | None, within: "Listed | None") -> "list[Listed]":
    """Return the units of a code or name.

    Raises:
        Faulty: ``unit-not-listed`` or ``unit-not-that-day``.
    """
    from phocap.text.nearest import nearest

    units = register.sought(given)
    if within is not None:
        units = [unit for unit in units if any(above.code == within.code for above in register.above(unit))]
    if not units:
        known = dict.fromkeys(unit.name for unit in register.units)
        raise Faulty(Fault("unit-not-listed", facts={"given": given, "nearest": nearest(given, known)}))
    chosen = [unit for unit in units if day is None or unit.on(day)]
    if not chosen:
        raise Faulty(Fault("unit-not-that-day", facts={"given": given, "date": day}))
    return chosen


def _one(register: "Register", given: str | None, day: date | None) -> "Listed | None":
    """Return the unit that others lie in."""
    if given is None:
        return None
    units = _found(register, given, day, None)
    if len({unit.code for unit in units}) > 1:
        top = [unit for unit in units if not unit.parent]
        units = top or units
    if len({unit.code for unit in units}) > 1:
        listed = [f"{unit.code} {unit.name}" for unit in units]
        raise Faulty(Fault("unit-several", facts={"given": given, "allowed": listed}))
    return units[-1]


def _show(names: Sequence[str], as_of: date | None, within: str | None, form: str | None, target: str | None) -> int:
    from phocap.report.units import shown_text

    found = settings()
    register = _register(found.pack())
    around = _one(register, within, None)
    units = [unit for name in names for unit in _found(register, name, as_of, around)]
    _put(register, units, shown_text(register, units, found.lang), form, target)
    return 0


def _convert(names: Sequence[str], within: str | None, form: str | None, target: str | None) -> int:
    from phocap.report.units import converted_text

    found = settings()
    register = _register(found.pack())
    around = _one(register, within, None)
    units = []
    for name in names:
        # Of several units that had a code or name the old ones are asked for, if there are any.
        known = _found(register, name, None, around)
        units += [unit for unit in known if unit.until is not None] or known
    _put(register, units, converted_text(register, units, found.lang), form, target)
    return 0


def _list(
    within: str | None, tier: str | None, as_of: date | None, by_name: bool, form: str | None, target: str | None
) -> int:
    from phocap.report.units import listed_text
    from phocap.text.collation import collation_key
    from phocap.text.nearest import nearest

    found = settings()
    pack = found.pack()
    register = _register(pack)
    tiers = [name for name in pack.tiers if name in register.tiers]
    tier = tier or tiers[0]
    if tier not in tiers:
        facts = {"option": "--tier", "value": tier, "nearest": nearest(tier, tiers), "allowed": tiers}
        raise Faulty(Fault("bad-choice", facts=facts))
    day = as_of or max([unit.since for unit in register.units if unit.since] or [register.reach])
    units = register.below(_one(register, within, day), tier, day)
    if by_name:
        units = sorted(units, key=lambda unit: (collation_key(unit.bare), unit.code))
    _put(register, units, listed_text(units), form, target)
    return 0


def _put(register: "Register", units: "Sequence[Listed]", text: str, form: str | None, target: str | None) -> None:
    from phocap.report.units import as_csv, as_data

    form = form or options.form_of(target, ("table", "json", "csv"))
    if form == "json":
        text = pretty(as_data(register, units))
    elif form == "csv":
        text = as_csv(units)
    put(text, target)
