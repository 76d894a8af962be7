"""``phocap data check``: whether records are sound, and what was recognised in them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phocap.cli import options, words
from phocap.cli.console import complain_of, put
from phocap.cli.judge import evaluated
from phocap.cli.parts import Command
from phocap.cli.settings import Settings, settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Bilingual, Lang

if TYPE_CHECKING:
    from phocap.intake import Intake
    from phocap.language.pack import Pack

UNREADABLE = frozenset({"no-such-file", "is-a-folder", "file-unreadable", "file-too-large", "not-a-record-file"})
"""Faults of what was named on the command line, not of the data in it."""


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "check",
        lang,
        words.DATA_CHECK,
        _run,
        [options.paths(lang), options.as_of(lang, words.AS_OF_HELP)],
        examples=("phocap data check cases/ha-nam-2013",),
    )


def _run(paths: Sequence[str], as_of: date | None) -> int:
    from phocap.infer import choose
    from phocap.intake import read_records

    found = settings()
    pack = found.pack()
    try:
        intake = read_records(paths, pack, as_of)
        # What evaluate would refuse is a fault of the data too: days without rules, parents, contradictions.
        evaluated(intake.records, pack, inference=choose("reference"))
    except Faulty as faulty:
        complain_of(faulty.faults, found.lang, pack.tier_words)
        return 2 if any(_unreadable(fault) for fault in faulty.faults) else 1
    put(_summary(intake, pack, found))
    return 0


def _unreadable(fault: Fault) -> bool:
    empty_folder = fault.id == "no-records" and fault.place is not None and Path(fault.place.path).is_dir()
    return fault.id in UNREADABLE or empty_folder


def _summary(intake: "Intake", pack: "Pack", found: Settings) -> str:
    from phocap.text.numbers import count, date_text

    lang = found.lang

    def counted(number: int, forms: Sequence[Bilingual]) -> str:
        return forms[number != 1][lang].format(n=count(number, lang))

    lines = [
        words.CHECKED[lang].format(
            files=counted(len(intake.sources), words.FILES_COUNTED),
            records=counted(len(intake.records), words.RECORDS_COUNTED),
        )
    ]
    units = Counter((record.as_of, record.unit.tier) for record in intake.records)
    for day in sorted({day for day, _ in units}):
        parts = []
        for tier in reversed(pack.tiers):
            number = units[day, tier]
            label = pack.country.tiers[tier]
            if number:
                parts.append(f"{count(number, lang)} {(label.short if number == 1 else label.plural)[lang]}")
        lines.append(words.CHECKED_DAY[lang].format(date=date_text(day, lang), units=", ".join(parts)))
    return "\n".join(lines) + "\n"
