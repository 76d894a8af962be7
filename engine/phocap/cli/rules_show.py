"""``phocap rules show``: the rules of a programme on a day."""

from datetime import date
from typing import TYPE_CHECKING

import click

from phocap.cli import options, words
from phocap.cli.console import put, width
from phocap.cli.judge import instrument_id
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.as_json import pretty
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.language.pack import Pack
    from phocap.language.registry import InForce


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "show",
        lang,
        words.RULES_SHOW,
        _run,
        [
            click.Argument(["programme"], metavar=words.PROGRAMME[lang], required=True),
            options.as_of(lang, words.SHOW_AS_OF_HELP),
            options.option(lang, "--instrument", text=words.SHOW_INSTRUMENT_HELP, metavar=words.INSTRUMENT),
            options.option(lang, "--tier", text=words.TIER_HELP, metavar=words.TIER),
            options.file_format(lang, ("table", "yaml", "json"), words.VIEW_FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap rules show primary --as-of 2021-10-31 --tier commune",
            "phocap rules show primary --instrument 36/2009/TT-BGDĐT --format yaml",
        ),
    )


def _run(
    programme: str, as_of: date | None, instrument: str | None, tier: str | None, form: str | None, target: str | None
) -> int:
    from phocap.language.registry import Registry
    from phocap.report.rules_show import as_text
    from phocap.report.rules_view import latest, view
    from phocap.text.numbers import date_text

    found = settings()
    pack = found.pack()
    instrument = instrument_id(instrument, pack)
    if as_of is None:
        chosen = latest(pack, programme, instrument)
        in_force = Registry(pack).in_force(programme, chosen.day, chosen.instrument)
    else:
        in_force = Registry(pack).in_force(programme, as_of, instrument)
    if tier is not None:
        _check_tier(pack, in_force, tier)
    if as_of is None:
        number = pack.instruments[in_force.file.model.instrument].number
        found.note(words.SHOWN_LATEST, number=number, date=date_text(in_force.as_of, found.lang))
    shown = view(in_force, tier)
    if form == "json":
        put(pretty(shown.data()), target)
    elif form == "yaml":
        put(shown.yaml(), target)
    else:
        put(as_text(shown, found.lang, width()), target)
    return 0


def _check_tier(pack: "Pack", in_force: "InForce", tier: str) -> None:
    from phocap.text.nearest import nearest

    if tier not in pack.tiers:
        facts = {"tier": tier, "nearest": nearest(tier, pack.tiers), "allowed": pack.tiers}
        raise Faulty(Fault("unknown-tier", facts=facts))
    period = pack.country.tiers[tier].in_force
    if not period.holds_on(in_force.as_of):
        limit = period.until if period.until and in_force.as_of > period.until else period.from_
        facts_of_day = {"tier": tier, "date": in_force.as_of, "until": limit}
        raise Faulty(Fault("tier-not-in-force", facts=facts_of_day))
    if tier not in in_force.rules({}).tiers:
        raise Faulty(Fault("wrong-unit-tier", facts={"programme": in_force.file.model.programme, "tier": tier}))
