"""``phocap rules check``: what is wrong with rules, found by looking and by proof."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from phocap.cli import options
from phocap.cli import words_check as words
from phocap.cli.console import put, width
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty, Severity
from phocap.text.as_json import pretty
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.check.finding import Finding
    from phocap.language.pack import Pack

FORMATS = ("table", "json", "sarif")


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "check",
        lang,
        words.RULES_CHECK,
        _run,
        [
            click.Argument(["which"], nargs=-1, metavar=f"[{words.RULES[lang]}…]"),
            options.as_of(lang, words.CHECK_AS_OF_HELP),
            options.option(
                lang, "--stale-after", text=words.STALE_HELP, type=options.LevelNumber(), metavar=words.DAYS
            ),
            options.option(lang, "--select", text=words.SELECT_HELP, multiple=True, metavar=words.FINDING),
            options.option(lang, "--ignore", text=words.IGNORE_HELP, multiple=True, metavar=words.FINDING),
            options.option(lang, "--accepted", text=words.ACCEPTED_HELP, is_flag=True),
            options.file_format(lang, FORMATS, words.FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap rules check",
            "phocap rules check primary --select PC2",
            "phocap rules check --as-of 2026-12-31 --ignore PC204 --format sarif -o rules.sarif",
        ),
    )


def _run(
    which: Sequence[str],
    as_of: date | None,
    stale_after: int | None,
    select: Sequence[str],
    ignore: Sequence[str],
    accepted: bool,
    form: str | None,
    target: str | None,
) -> int:
    from phocap.check.run import STALE_AFTER, check
    from phocap.report import rules_findings as findings

    found = settings()
    pack = found.pack()
    listed = rule_ids(which, pack)
    wanted = _wanted(select, ignore)
    reported = check(pack, listed, wanted, as_of, stale_after if stale_after is not None else STALE_AFTER)
    reported = [near(finding) for finding in reported]
    if as_of is None and "PC106" in wanted:
        found.note(words.NO_DAY)
    if form in (None, "table"):
        put(findings.as_text(reported, found.lang, width(), accepted=accepted), target)
    else:
        from phocap import __version__

        data = findings.as_data(reported) if form == "json" else findings.as_sarif(reported, __version__)
        put(pretty(data), target)
    return int(any(finding.severity is Severity.ERROR and finding.accepted is None for finding in reported))


def near(finding: "Finding") -> "Finding":
    """Return a finding with its file as seen from the current folder, where that is shorter."""
    path = finding.place.path
    try:
        short = os.path.relpath(path)
    except ValueError:  # another drive
        return finding
    return finding if short.startswith(os.pardir) else replace(finding, place=replace(finding.place, path=short))


def rule_ids(given: Sequence[str], pack: "Pack") -> list[str]:
    """Return the rule files that are meant by programmes, or by instrument and programme.

    Raises:
        Faulty: nothing is called so.
    """
    from phocap.text.nearest import nearest

    found: list[str] = []
    for name in given:
        meant = [
            rule_id
            for rule_id, loaded in pack.rule_files.items()
            if name in (rule_id, rule_id.split("/", 1)[1], loaded.model.programme, loaded.model.instrument)
        ]
        if not meant:
            known = [*pack.programmes, *(rule_id.split("/", 1)[1] for rule_id in pack.rule_files)]
            raise Faulty(Fault("unknown-rules", facts={"rules": name, "nearest": nearest(name, known)}))
        found += meant
    return list(dict.fromkeys(found))


def _wanted(select: Sequence[str], ignore: Sequence[str]) -> list[str]:
    """Return the ids that begin with what is selected and with nothing that is ignored."""
    from phocap.text.messages_findings import FINDINGS

    def listed(option: str, given: Sequence[str]) -> tuple[str, ...]:
        prefixes = tuple(part.strip().upper() for text in given for part in text.split(",") if part.strip())
        for prefix in prefixes:
            if not any(identity.startswith(prefix) for identity in FINDINGS):
                raise Faulty(
                    Fault("no-such-finding", facts={"option": option, "value": prefix, "allowed": list(FINDINGS)})
                )
        return prefixes

    chosen, left_out = listed("--select", select), listed("--ignore", ignore)
    return [i for i in FINDINGS if (not chosen or i.startswith(chosen)) and not (left_out and i.startswith(left_out))]
