"""What a record may name, looked up fast: fields, groups of fields, measures, levels and tiers of a pack."""

from collections.abc import Sequence
from functools import cached_property

from phocap.language.pack import Pack
from phocap.text.language import Bilingual
from phocap.text.nearest import name_key
from phocap.value import dataclass

Terms = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Ratio:
    """A ratio with its terms worked out; ``part``: it cannot exceed 1."""

    of: Terms
    to: Terms
    part: bool


class Known:
    """The names of a pack, prepared once for all records, each look-up when it is first needed."""

    def __init__(self, pack: Pack) -> None:
        """Look up in ``pack``."""
        words = pack.words
        self.pack = pack
        self.fields = words.fields
        self.counts = frozenset(words.counts)
        self.findings = frozenset(words.findings)
        self.flags = words.flags
        self.tiers = pack.country.tiers
        self.measures = pack.measures
        self.constraints = words.constraints

    @cached_property
    def groups(self) -> frozenset[str]:
        """What counts are called together: ``age_6`` and so on."""
        paths = (name.split(".") for name in self.counts)
        return frozenset(".".join(parts[:end]) for parts in paths for end in range(1, len(parts)))

    @cached_property
    def ratios(self) -> dict[str, Ratio]:
        """The measures that are ratios."""
        return {
            name: Ratio(measure.ratio.of.terms, measure.ratio.to.terms, measure.ratio.part)
            for name, measure in self.measures.items()
            if measure.ratio is not None
        }

    @cached_property
    def levels(self) -> dict[str, tuple[int, ...]]:
        """The levels of every programme under any instrument."""
        levels: dict[str, set[int]] = {}
        for loaded in self.pack.rule_files.values():
            levels.setdefault(loaded.model.programme, set()).update(loaded.model.levels)
        return {programme: tuple(sorted(found)) for programme, found in sorted(levels.items())}

    @cached_property
    def _tiers_by_word(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, tier in self.tiers.items():
            texts = (text for shown in (tier.label, tier.plural, tier.short) for text in (shown.vi, shown.en))
            for word in dict.fromkeys(name_key(text) for text in (*texts, *tier.titles)):
                found.setdefault(word, []).append(name)
        return found

    def label(self, field: str) -> Bilingual:
        """Return the label of a field in quotes, as it stands inside a sentence."""
        text = self.fields[field].label
        return Bilingual(f"“{text.vi}”", f"“{text.en}”")

    def title(self, measure: str) -> Bilingual:
        """Return the title of a measure in quotes."""
        text = self.measures[measure].title
        return Bilingual(f"“{text.vi}”", f"“{text.en}”")

    def section_of(self, name: str) -> str | None:
        """Return the section of a record in which a name belongs, if it is known at all."""
        if name in self.counts or name in self.groups:
            return "figures"
        if name in self.findings:
            return "findings"
        if name in self.ratios:
            return "rates"
        return "flags" if name in self.flags else None

    def inside(self, group: str) -> list[str]:
        """Return the counts of a group, sorted; none if it is no group."""
        return sorted(name for name in self.counts if name.startswith(f"{group}.")) if group in self.groups else []

    def tiers_called(self, word: str) -> list[str]:
        """Return the tiers that people call by a word, as ``xã`` or ``thành phố``."""
        return self._tiers_by_word.get(name_key(word), [])

    def bare_name(self, tier: str, name: str) -> str:
        """Return the key of a name without the title of its tier: ``tỉnh Hà Nam`` is ``Hà Nam``."""
        key = name_key(name)
        for title in sorted(map(name_key, self.tiers[tier].titles), key=len, reverse=True):
            if key.startswith(f"{title} "):
                return key[len(title) + 1 :]
        return key

    def below(self, tier: str) -> Sequence[str]:
        """Return the tiers whose units lie in a unit of ``tier``, from the lowest."""
        return [name for name, found in self.tiers.items() if tier in found.above]
