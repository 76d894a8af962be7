"""Where the conditions of a rule file and of what amends it stand."""

from collections.abc import Iterator

from phocap.faults import Place
from phocap.language.pack import Pack
from phocap.source.yaml import Node

_GROUPS = ("all", "any", "of")


class Places:
    """The places of levels and conditions, those of amendments too."""

    def __init__(self, pack: Pack, rule_id: str) -> None:
        """Look through the files of a rule set."""
        base = pack.rule_files[rule_id]
        self.top = _whole(base.node)
        self._levels: dict[int, Place] = {}
        self._conditions: dict[tuple[str, str], Place] = {}
        self.nodes: dict[tuple[str, str], Node] = {}
        """The condition itself, by instrument and ``level/tier/id``."""
        self._take(base.node, "levels", base.model.instrument)
        for found in pack.amendments:
            if found.model.amends == rule_id.split("/", 1)[1]:
                self._take(found.node, "add", found.model.instrument)
                for name, node in _entries(_entries(found.node).get("replace")).items():
                    for inner in _walk(node):
                        identity = _entries(inner).get("id", inner)
                        self._keep(found.model.instrument, f"{name.rpartition('/')[0]}/{identity.value}", inner)

    def level(self, number: int) -> Place:
        """Return where a level stands, else the file."""
        return self._levels.get(number, self.top)

    def condition(self, instrument: str, level: int, tier: str, condition: str) -> Place:
        """Return where a condition stands: as an instrument has it, else as any has it, else its level."""
        name = f"{level}/{tier}/{condition}"
        others = (place for (_, known), place in self._conditions.items() if known == name)
        return self._conditions.get((instrument, name)) or next(others, None) or self.level(level)

    def _take(self, root: Node, key: str, instrument: str) -> None:
        levels = _entries(root).get(key)
        for number, level in _entries(levels).items():
            if levels is not None and number.isdigit():
                self._levels.setdefault(int(number), levels.key_place(number))
            for tier, listed in _entries(level).items():
                for top in listed.value if isinstance(listed.value, tuple) else ():
                    for node in _walk(top):
                        if "id" in _entries(node):
                            self._keep(instrument, f"{number}/{tier}/{_entries(node)['id'].raw}", node)

    def _keep(self, instrument: str, name: str, node: Node) -> None:
        place = _entries(node)["id"].place if "id" in _entries(node) else node.place
        self._conditions.setdefault((instrument, name), place)
        self.nodes.setdefault((instrument, name), node)


def _whole(node: Node) -> Place:
    return node.key_place("programme") if "programme" in _entries(node) else node.place


def _entries(node: Node | None) -> dict[str, Node]:
    return node.value if node is not None and isinstance(node.value, dict) else {}


def _walk(node: Node) -> Iterator[Node]:
    """Yield a condition and those inside it."""
    yield node
    for group in _GROUPS:
        listed = _entries(node).get(group)
        for member in listed.value if listed is not None and isinstance(listed.value, tuple) else ():
            yield from _walk(member)
