"""``phocap rules schema``: the JSON Schema of the files of a rule pack, or of results."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from phocap.cli import options, words
from phocap.cli.console import put
from phocap.cli.parts import Command
from phocap.cli.settings import Settings, settings
from phocap.text.as_json import pretty
from phocap.text.language import Bilingual, Lang

if TYPE_CHECKING:
    from phocap.language.pack import Pack

KINDS = (
    *(
        "rules",
        "amendment",
        "vocabulary",
        "instrument",
        "country",
        "tests",
        "form",
        "survey",
        "roll",
        "headings",
        "synth",
    ),
    *("document", "layout"),
    *("result", "explanation", "plan", "comparison", "simulation"),
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
            options.option(lang, "--pack", "named", text=words.SCHEMA_PACK_HELP, is_flag=True),
            options.option(lang, "--editor", text=words.SCHEMA_EDITOR_HELP, is_flag=True),
            options.target(lang),
        ],
        examples=(
            "phocap rules schema --for vocabulary -o vocabulary.schema.json",
            "phocap rules schema --editor --rules my-rules",
        ),
    )


def _run(kind: str | None, named: bool, editor: bool, target: str | None) -> int:
    found = settings()
    if editor:
        written = for_editor(found.pack(), found)
        put("".join(f"{path.as_posix()}\n" for path in written), target)
        return 0
    made = _schema(kind or "rules", found.lang, found.pack() if named else None)
    put(pretty(made), target)
    return 0


def for_editor(pack: "Pack", found: "Settings") -> list[Path]:
    """Write the schemas and settings into a pack and return what was written; settings of the user stay as they are."""
    from phocap.language.editor import SETTINGS, editor_files
    from phocap.source.files import write_whole

    files = {pack.root / name: text.encode() for name, text in editor_files(pack, found.lang).items()}
    own = pack.root / SETTINGS
    if own.exists() and own.read_bytes() != files[own]:
        found.note(words.SCHEMA_SETTINGS_KEPT, path=own.as_posix(), settings=files.pop(own).decode())
    for path, data in files.items():
        path.parent.mkdir(exist_ok=True)
        write_whole(path, data)
    return list(files)


def _schema(kind: str, lang: Lang, pack: "Pack | None") -> object:
    if kind == "result":
        from phocap.report.schema import schema as result_schema

        return result_schema()
    if kind in ("explanation", "plan"):
        from phocap.report.explanation import explanation_schema, plan_schema

        return explanation_schema() if kind == "explanation" else plan_schema()
    if kind == "comparison":
        from phocap.compare.schema import schema as comparison_schema

        return comparison_schema()
    if kind == "simulation":
        from phocap.report.simulation import simulation_schema

        return simulation_schema()
    from phocap.language.schema import schema

    return schema(kind, lang, pack)
