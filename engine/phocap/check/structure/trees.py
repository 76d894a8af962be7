"""The files of a pack as trees with positions, the models keep none."""

from collections.abc import Iterator
from functools import cached_property

from phocap.language.pack import Pack
from phocap.source.files import read_source
from phocap.source.yaml import Node, read_documents

Path = tuple[str, ...]


class Trees:
    """Every file of a pack, read again for its positions."""

    def __init__(self, pack: Pack) -> None:
        """Serve the files of ``pack``."""
        self.pack = pack

    @cached_property
    def roots(self) -> dict[str, Node]:
        """The tree of every file by its name in the pack.

        Raises:
            Faulty: a file is not as it was when the pack was loaded.
        """
        paths = [(name, self.pack.root / name) for name in self.pack.hashes]
        return {name: read_documents(read_source(path))[0] for name, path in paths}

    def of_vocabulary(self) -> Iterator[Node]:
        """Yield the trees of the vocabulary."""
        yield from (root for name, root in self.roots.items() if name.startswith("vocabulary/"))

    def walk(self) -> Iterator[tuple[Path, Node]]:
        """Yield every mapping of every file with the keys that lead to it; an entry of a list has its id or number."""
        for name, root in self.roots.items():
            yield from _walk((name,), root)


def _walk(path: Path, node: Node) -> Iterator[tuple[Path, Node]]:
    if isinstance(node.value, dict):
        yield path, node
        for key, child in node.value.items():
            yield from _walk((*path, key), child)
    elif isinstance(node.value, tuple):
        for number, child in enumerate(node.value, start=1):
            name = entries(child).get("id")
            yield from _walk((*path, str(number if name is None else name.raw)), child)


def named(path: Path) -> str:
    """Return where a mapping stands in its file: ``levels/1/commune/enrolment-6/source``."""
    return "/".join(path[1:])


def entries(node: Node | None) -> dict[str, Node]:
    """Return the entries of a mapping, none of anything else."""
    return node.value if node is not None and isinstance(node.value, dict) else {}
