"""``phocap rules new``: the first files of a rule set."""

import re
from datetime import date
from pathlib import Path

import click

from phocap.cli import options
from phocap.cli import words as common
from phocap.cli import words_check as words
from phocap.cli.console import put
from phocap.cli.parts import Command
from phocap.cli.rules_schema import for_editor
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Bilingual, Lang


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "new",
        lang,
        words.RULES_NEW,
        _run,
        [
            click.Argument(["programme"], metavar=common.PROGRAMME[lang]),
            options.option(lang, "--into", text=words.INTO_HELP, metavar=common.FOLDER),
            options.option(lang, "--instrument", text=words.NEW_INSTRUMENT_HELP, metavar=common.INSTRUMENT),
            options.option(lang, "--number", text=words.NUMBER_HELP, metavar=words.NUMBER),
            options.option(lang, "--tier", text=words.NEW_TIER_HELP, metavar=common.TIER),
            options.option(lang, "--from", "start", text=words.FROM_HELP, type=options.Day(), metavar=common.DAY),
            options.option(lang, "--title-vi", text=words.TITLE_VI_HELP, metavar=words.TITLE),
            options.option(lang, "--title-en", text=words.TITLE_EN_HELP, metavar=words.TITLE),
        ],
        examples=("phocap rules new water --into my-rules --instrument decision-7 --tier commune --from 2026-01-01",),
    )


def _run(
    programme: str,
    into: str | None,
    instrument: str | None,
    number: str | None,
    tier: str | None,
    start: date | None,
    title_vi: str | None,
    title_en: str | None,
) -> int:
    from phocap.check.scaffold import Wanted, scaffold
    from phocap.language.load import load_pack

    found = settings()
    folder = Path(options.needed(into, "--into"))
    instrument = options.needed(instrument, "--instrument")
    day = options.needed(start, "--from")
    for name in (programme, instrument):
        _check_id(name)
    if (folder / "country.yaml").exists():
        pack = load_pack(folder)
        tier, country = tier or pack.tiers[0], pack.name
        if tier not in pack.tiers:
            raise Faulty(Fault("unknown-tier", facts={"tier": tier, "allowed": pack.tiers}))
    else:
        tier, country = options.needed(tier, "--tier"), folder.name.lower()
        for name in (tier, country):
            _check_id(name)
    shown = programme.replace("-", " ").capitalize()
    title = Bilingual(title_vi or f"{shown} (vi)", title_en or shown)
    wanted = Wanted(programme, instrument, number or instrument, tier, day, country, title)
    written = scaffold(folder, wanted, found.lang)
    written += for_editor(load_pack(folder), found)
    put("".join(f"{path.as_posix()}\n" for path in written))
    found.note(words.NEXT, rules=f"{instrument}/{programme}", folder=folder.as_posix())
    return 0


def _check_id(name: str) -> None:
    from phocap.model.base import ID_PATTERN

    if not re.match(ID_PATTERN, name):
        raise Faulty(Fault("wrong-format-of-id", facts={"value": name}))
