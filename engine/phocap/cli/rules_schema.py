"""``phocap rules schema``: the JSON Schema of the files of a rule pack, or of results."""

import click

from phocap.cli import options, words
from phocap.cli.console import put
from phocap.cli.parts import Command
from phocap.text.language import Bilingual, Lang

KINDS = (
    *("rules", "vocabulary", "instrument", "country", "form", "survey", "roll", "headings", "synth"),
    *("result", "explanation", "plan", "comparison"),
)


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "schema",
        lang,
        words.RULES_SCHEMA,
        _run,
        [
            options.option(
                lang,
                *("--for", "kind"),
                text=Bilingual(*(words.SCHEMA_HELP[one].format(kinds=", ".join(KINDS)) for one in Lang)),
                type=options.OneOf(KINDS),
                metavar=words.KIND,
            ),
            options.target(lang),
        ],
        examples=("phocap rules schema --for vocabulary -o vocabulary.schema.json",),
    )


def _run(kind: str | None, target: str | None) -> int:
    import json

    put(json.dumps(_schema(kind or "rules"), ensure_ascii=False, indent=2) + "\n", target)
    return 0


def _schema(kind: str) -> object:
    if kind == "result":
        from phocap.report.schema import schema as result_schema

        return result_schema()
    if kind in ("explanation", "plan"):
        from phocap.report.explanation import explanation_schema, plan_schema

        return explanation_schema() if kind == "explanation" else plan_schema()
    if kind == "comparison":
        from phocap.compare.schema import schema as comparison_schema

        return comparison_schema()
    from phocap.language.schema import schema

    return schema(kind)
