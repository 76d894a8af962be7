"""``phocap data check``: whether records are sound, and what was recognised in them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phocap.cli import options, words, words_forms
from phocap.cli.console import complain_of, put, put_bytes
from phocap.cli.judge import evaluated
from phocap.cli.parts import Command
from phocap.cli.settings import Settings, settings
from phocap.faults import Fault, Faulty, Place, Severity
from phocap.text.language import Bilingual, Lang

if TYPE_CHECKING:
    from phocap.forms import FormIntake
    from phocap.language.pack import Pack

FORMATS = ("table", "json", "sarif", "xlsx")
UNREADABLE = frozenset({"no-such-file", "is-a-folder", "file-unreadable", "file-too-large", "not-a-record-file"})
"""Faults of what was named on the command line, not of the data in it."""


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "check",
        lang,
        words.DATA_CHECK,
        _run,
        [
            options.paths(lang),
            options.as_of(lang, words.AS_OF_HELP),
            options.option(
                lang, "--last-year", "last_year", text=words_forms.LAST_YEAR_HELP, multiple=True, metavar=words.PATH
            ),
            options.option(lang, "--select", "select", text=words_forms.SELECT_HELP, multiple=True, metavar="ID"),
            options.option(lang, "--ignore", "ignore", text=words_forms.IGNORE_HELP, multiple=True, metavar="ID"),
            options.file_format(lang, FORMATS, words.FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap data check cases/ha-nam-2013",
            "phocap data check xa-2025 --last-year xa-2024",
            "phocap data check cases/ha-nam-2013 --ignore survey-duplicate --format json",
        ),
    )


def _run(
    paths: Sequence[str],
    as_of: date | None,
    last_year: Sequence[str],
    select: Sequence[str],
    ignore: Sequence[str],
    form: str | None,
    target: str | None,
) -> int:
    from phocap.cli.intake import tell, warn
    from phocap.forms.checks import check
    from phocap.forms.records import gather, read_records
    from phocap.infer import choose

    found = settings()
    for name in (*select, *ignore):
        _known(name)
    form = form or _form_of(target)
    if form == "xlsx" and target is None:
        raise Faulty(Fault("missing-option", facts={"option": "--output"}))
    pack = found.pack()
    intake, faults = gather(paths, pack, as_of)
    if not any(fault.severity is Severity.ERROR for fault in faults):
        try:
            # What evaluate would refuse is a fault of the data too: days without rules, parents, contradictions.
            evaluated(intake.records, pack, inference=choose("reference"))
        except Faulty as faulty:
            faults += faulty.faults
    last = read_records(last_year, pack) if last_year else None
    faults = (*faults, *check(intake, pack, last))
    chosen = [f for f in faults if (not select or f.id in select) and f.id not in ignore]
    chosen.sort(key=lambda fault: (fault.place or Place(""), fault.id))
    errors = [fault for fault in chosen if fault.severity is Severity.ERROR]
    status = 2 if any(_unreadable(fault) for fault in errors) else 1 if errors else 0
    if form != "table":
        _write(chosen, intake, form, target, found)
        return status
    complain_of(errors, found.lang, found.tiers)
    warn([fault for fault in chosen if fault.severity is not Severity.ERROR], found)
    if not errors:
        tell(intake, pack, found)
        put(_summary(intake, pack, found, chosen), target, [source.path for source in intake.sources])
    return status


def _known(name: str) -> None:
    """Refuse an id that no finding has."""
    from phocap.text.faults import MESSAGES
    from phocap.text.messages_findings import FINDINGS
    from phocap.text.nearest import nearest

    known = [id for id in MESSAGES if id not in FINDINGS]  # those are of rules
    if name not in known:
        raise Faulty(Fault("unknown-check", facts={"id": name, "nearest": nearest(name, known)}))


def _form_of(target: str | None) -> str:
    ending = Path(target or "").suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else "table"


def _write(faults: Sequence[Fault], intake: "FormIntake", form: str, target: str | None, found: Settings) -> None:
    from phocap.report import data_findings

    read = [source.path for source in intake.sources]
    if form == "xlsx":
        assert target is not None
        put_bytes(data_findings.to_xlsx(faults, found.lang, found.tiers), target, read)
        return
    if form == "json":
        text = data_findings.to_json(faults, intake.sources, found.tiers)
    else:
        from phocap import __version__

        text = data_findings.to_sarif(faults, __version__, found.lang, found.tiers)
    put(text, target, read)


def _unreadable(fault: Fault) -> bool:
    empty_folder = fault.id == "no-records" and fault.place is not None and Path(fault.place.path).is_dir()
    return fault.id in UNREADABLE or empty_folder


def _summary(intake: "FormIntake", pack: "Pack", found: Settings, told: Sequence[Fault]) -> str:
    from phocap.text.numbers import count, date_text

    lang = found.lang

    def counted(number: int, forms: Sequence[Bilingual]) -> str:
        return forms[number != 1][lang].format(n=count(number, lang))

    notes = sum(fault.severity is Severity.NOTE for fault in told)
    summary = words_forms.CHECKED_NOTES if notes else words_forms.CHECKED_WARNINGS if told else words.CHECKED
    lines = [
        summary[lang].format(
            n=count(len(told) - notes, lang),
            notes=count(notes, lang),
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
