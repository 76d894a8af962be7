"""``phocap rules diff``: what two rule sets have different, and whom that concerns."""

from collections.abc import Sequence

import click

from phocap.cli import options
from phocap.cli import words_check as words
from phocap.cli.console import put, width
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.as_json import pretty
from phocap.text.language import Lang


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "diff",
        lang,
        words.RULES_DIFF,
        _run,
        [
            click.Argument(["before"], metavar=f"{words.RULES[lang]}_A"),
            click.Argument(["after"], metavar=f"[{words.RULES[lang]}_B]", required=False),
            options.option(lang, "--on", "on", text=words.ON_HELP, multiple=True, metavar=words.PATH),
            options.option(lang, "--what-if", text=words.WHAT_IF_HELP, multiple=True, metavar=words.CHANGE),
            options.option(lang, "--no-proof", text=words.NO_PROOF_HELP, is_flag=True),
            options.option(lang, "--exit-code", text=words.EXIT_CODE_HELP, is_flag=True),
            options.file_format(lang, ("table", "json", "html"), words.FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap rules diff circular-36-2009/primary decree-20-2014/primary --on cases/published",
            "phocap rules diff decree-20-2014/primary --what-if 3/enrolment-6.at_least=99%",
        ),
    )


def _run(
    before: str,
    after: str | None,
    on: Sequence[str],
    what_if: Sequence[str],
    no_proof: bool,
    exit_code: bool,
    form: str | None,
    target: str | None,
) -> int:
    from phocap.check.compare.clauses import clauses
    from phocap.check.compare.sides import changed, side
    from phocap.check.compare.units import impact
    from phocap.check.run import require_solver
    from phocap.report import rules_diff

    if after is None and not what_if:
        raise Faulty(Fault("missing-argument", facts={"argument": f"{words.RULES[settings().lang]}_B"}))
    if not no_proof:
        require_solver()
    found = settings()
    pack = found.pack()
    one = side(pack, before)
    two = side(pack, after) if after is not None else one
    two = changed(two, what_if) if what_if else two
    left, right = (made.in_force.rules({}).tiers for made in (one, two))
    differing = [clause for tier in pack.tiers for clause in clauses(tier, left.get(tier), right.get(tier))]
    proven = []
    if not no_proof:
        from phocap.check.proof.equivalence import compare

        proven = compare(one, two)
    over = None
    if on:
        from phocap.cli.intake import read

        over = impact(one, two, read(on, pack, None, found).records)
    names = one.name, two.name
    if form == "json":
        put(pretty(rules_diff.as_data(names, differing, proven, over)), target)
    elif form == "html":
        from phocap.report.rules_diff_page import as_html

        put(as_html(names, differing, proven, over, found.lang), target)
    else:
        put(rules_diff.as_text(names, differing, proven, over, found.lang, width()), target)
    differs = differing or any(not comparison.equal for comparison in proven) or (over is not None and over.flips)
    return int(exit_code and bool(differs))
