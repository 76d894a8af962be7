"""What every command shares: language, rule pack and how much is said."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phocap.cli.console import complain
from phocap.faults import Fault, Faulty, Place
from phocap.text.language import Bilingual, Lang
from phocap.value import dataclass

if TYPE_CHECKING:
    from phocap.language.pack import Pack


@dataclass
class Settings:
    """The options that every command has."""

    lang: Lang
    rules: str | None = None
    quiet: bool = False
    tiers: Mapping[str, Bilingual] = field(default_factory=dict)
    """What the tiers of the rule pack are called, once it is loaded."""

    def pack(self) -> "Pack":
        """Return the rule pack: the folder or installed pack that ``--rules`` names, else Viet Nam's.

        Raises:
            Faulty: there is no such pack, or it is not sound.
        """
        pack = self._pack()
        self.tiers = pack.tier_words
        return pack

    def note(self, words: Bilingual, **facts: object) -> None:
        """Say something on standard error that is no fault, unless the user asked for quiet."""
        if not self.quiet:
            complain(words[self.lang].format(**facts))

    def _pack(self) -> "Pack":
        """Return the pack of a folder, which its author may be changing, or an installed one, which nobody changes."""
        from phocap.language.kept import kept_pack
        from phocap.language.pack import installed_packs
        from phocap.shipped import vn_rules

        if self.rules is not None and Path(self.rules).is_dir():
            from phocap.language.load import load_pack

            return load_pack(Path(self.rules))
        try:
            if self.rules is None:
                return kept_pack(vn_rules())
            packs = installed_packs()
        except FileNotFoundError as error:
            raise Faulty(Fault("internal-error", facts={"error": str(error)})) from None
        if self.rules not in packs:
            from phocap.text.nearest import nearest

            facts = {"path": self.rules, "nearest": nearest(self.rules, packs), "allowed": list(packs)}
            raise Faulty(Fault("no-such-pack", Place(self.rules), facts))
        return kept_pack(packs[self.rules])


def settings(context: click.Context | None = None) -> Settings:
    """Return the settings of the running command."""
    found = (context or click.get_current_context()).find_object(Settings)
    assert found is not None
    return found
