"""What an editor needs for a rule pack: a JSON Schema for each kind of file, with the pack's names, and settings."""

from typing import Final

from phocap.language.pack import Pack
from phocap.language.schema import OF_A_PACK, schema
from phocap.text.as_json import pretty
from phocap.text.language import Lang

FOLDER: Final = ".vscode"
SETTINGS: Final = f"{FOLDER}/settings.json"
"""Settings of VS Code; the schemas are used by its YAML extension."""


def editor_files(pack: Pack, lang: Lang) -> dict[str, str]:
    """Return the files by their names in the pack; hover texts are in ``lang``."""
    rules = [loaded.path for loaded in pack.rule_files.values()]
    amending = [loaded.path for loaded in pack.amendments]
    used: dict[str, str | list[str]] = {
        "rules": rules,
        "amendment": amending,
        "vocabulary": "vocabulary/*.yaml",
        "instrument": "*/instrument.yaml",
        "country": "country.yaml",
        "tests": "*/*.tests.yaml",
    }
    schemas = {f"{FOLDER}/{kind}.schema.json": schema(kind, lang, pack) for kind in OF_A_PACK}
    associated = {f"./{FOLDER}/{kind}.schema.json": files for kind, files in used.items() if files}
    settings = {"yaml.schemas": associated, "yaml.yamlVersion": "1.2"}
    return {name: _text(data) for name, data in {SETTINGS: settings, **schemas}.items()}


def _text(data: object) -> str:
    return pretty(data)
