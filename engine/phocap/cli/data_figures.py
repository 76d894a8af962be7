"""``phocap data figures``: how the persons of a survey become figures."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from phocap.cli import options, words
from phocap.cli import words_forms as more
from phocap.cli.console import put
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.forms.behind import Behind
    from phocap.forms.bridge import Bridge
    from phocap.forms.survey import Survey
    from phocap.language.pack import Pack


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "figures",
        lang,
        more.FIGURES,
        _run,
        [
            options.paths(lang),
            options.as_of(lang, words.AS_OF_HELP),
            options.option(
                lang,
                *("--definition", "definitions"),
                text=more.DEFINITION_HELP,
                multiple=True,
                type=options.ReadingChoice(),
                metavar=more.DEFINITION,
            ),
            options.option(lang, "--rows", "figure", text=more.ROWS_HELP, metavar=more.FIGURE),
            options.option(lang, "--names", text=more.NAMES_HELP, is_flag=True),
            options.option(lang, "--hamlets", text=more.HAMLETS_HELP, is_flag=True),
            options.target(lang),
        ],
        examples=(
            "phocap data figures khao-sat.xlsx",
            "phocap data figures khao-sat.xlsx --definition ppc=not-disabled --rows age_6.ppc",
        ),
    )


def _run(
    paths: Sequence[str],
    as_of: date | None,
    definitions: Sequence[tuple[str, str]],
    figure: str | None,
    names: bool,
    hamlets: bool,
    target: str | None,
) -> int:
    from phocap.cli.intake import read
    from phocap.forms.behind import Behind
    from phocap.forms.bridge import bridges

    found = settings()
    if names and figure is None:
        raise Faulty(Fault("missing-option", facts={"option": "--rows"}))
    pack = found.pack()
    intake = read(paths, pack, as_of, found)
    if not intake.surveys:
        raise Faulty(Fault("no-survey"))
    chosen = dict(definitions)
    lines: list[str] = []
    for survey in intake.surveys:
        ways = bridges(survey, chosen)
        if figure is not None:
            lines += _rows(Behind(survey, chosen), figure, names)
            continue
        lines += [*_survey(survey, ways, chosen, pack, found.lang, hamlets), ""]
    put("\n".join(lines).rstrip("\n") + "\n", target, [source.path for source in intake.sources])
    return 0


def _rows(behind: "Behind", figure: str, names: bool) -> Iterator[str]:
    """Yield the rows behind a figure, with the persons' names and hamlets where they were asked for."""
    for at in behind.rows(figure):
        told = (behind.name(at), behind.hamlet(at)) if names else ()
        yield "  ".join(filter(None, (str(behind.place(at)), *told)))


def _survey(
    survey: "Survey", ways: Sequence["Bridge"], chosen: dict[str, str], pack: "Pack", lang: Lang, hamlets: bool
) -> Iterator[str]:
    from phocap.forms.behind import Behind
    from phocap.text.numbers import count, date_text

    unit = survey.unit.name if survey.unit else more.NOT_SAID[lang]
    persons = count(len(survey.persons), lang)
    yield more.SURVEY_HEAD[lang].format(unit=unit, date=date_text(survey.day, lang), persons=persons)
    for way in ways:
        definition = survey.layout.definitions[way.definition]
        yield f"{definition.title[lang]} – {definition.options[way.option].title[lang]}"
        rows = [(more.ALL[lang], way.first)]
        rows += [(f"− {survey.layout.names[step.filter][lang]}", step.counts) for step in way.taken]
        rows.append((f"= {way.definition.upper()}", way.left))
        width = max(len(label) for label, _ in rows)
        yield f"{more.AGE[lang]:{width}}" + "".join(f"{age:>7}" for age in way.ages)
        for label, counts in rows:
            yield f"{label:{width}}" + "".join(f"{count(counts[age], lang):>7}" for age in way.ages)
    behind = Behind(survey, chosen)
    for name, given in survey.parts(chosen)[0].figures.items():
        yield f"{pack.words.fields[name].label[lang]} ({name}): {count(given.value, lang)}"
        for hamlet, number in behind.by_hamlet(behind.rows(name)).items() if hamlets else ():
            yield f"  {hamlet or more.NO_HAMLET[lang]}: {count(number, lang)}"
