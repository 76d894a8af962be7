"""A rule pack that was read and found sound, kept in compiled form as Python keeps its modules.

It lies in the ``__pycache__`` of this module, under the same switches (``PYTHONDONTWRITEBYTECODE``,
``PYTHONPYCACHEPREFIX``) and the same trust, and is used only while every byte of the pack's files and every module
that reads them are what they were. Without it, or where it cannot be written, the pack is read: only the time differs.
"""

import hashlib
import io
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

import pydantic

from phocap.faults import Faulty
from phocap.language.pack import Pack
from phocap.model.base import Model, Text
from phocap.model.law import Source
from phocap.model.rulefile import MeasureRef
from phocap.model.vocabulary import Expression
from phocap.source.files import write_whole

_READERS = ("faults.py", "value.py", "forms/layouts.py", "language/*.py", "model/*.py", "source/*.py", "text/*.py")
"""The modules whose code or data a pack as read depends on."""

_PACK = "pack"

_SHARED = (Text, Source, Expression, MeasureRef)

T = TypeVar("T")


def kept_pack(root: Path) -> Pack:
    """Return what :func:`phocap.language.load.load_pack` returns, from its compiled form where that is current.

    Raises:
        Faulty: with the faults of all files together.
    """
    return _kept(root, _PACK, _load)


def _load(root: Path) -> Pack:
    from phocap.language.load import load_pack

    return load_pack(root)


def kept_beside(root: Path, what: str, read: Callable[[Path], T]) -> T:
    """Return what ``read`` makes of more files of a pack, in the same way where the pack itself is kept so."""
    return _kept(root, what, read) if _file(root, _PACK).exists() else read(root)


def _kept(root: Path, what: str, read: Callable[[Path], T]) -> T:
    file = _file(root, what)
    key = _key(root)
    with suppress(OSError, pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError):
        data = file.read_bytes()
        if data.startswith(key):
            known: T = _read(data, len(key))
            return known
    found = read(root)
    if not sys.dont_write_bytecode and key == _key(root):
        with suppress(OSError, Faulty):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, key + _written(found))
    return found


class _Sharing(pickle.Pickler):
    """Keeps equal texts, sources and expressions once: files say the same of many conditions."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.numbers: dict[bytes, int] = {}
        self.shared: list[Model] = []

    def persistent_id(self, obj: Any) -> int | None:
        if not isinstance(obj, _SHARED):
            return None
        number = self.numbers.setdefault(pickle.dumps(obj), len(self.shared))
        if number == len(self.shared):
            self.shared.append(obj)
        return number


def _written(found: object) -> bytes:
    body = io.BytesIO()
    sharing = _Sharing(body)
    sharing.dump(found)
    return pickle.dumps(sharing.shared, pickle.HIGHEST_PROTOCOL) + body.getvalue()


def _read(data: bytes, start: int) -> Any:
    file = io.BytesIO(data)
    file.seek(start)
    shared = pickle.load(file)
    unpickler = pickle.Unpickler(file)
    unpickler.persistent_load = shared.__getitem__  # type: ignore[method-assign]
    return unpickler.load()


def _file(root: Path, what: str) -> Path:
    beside = Path(cache_from_source(__file__)).parent
    name = hashlib.sha256(str(root).encode()).hexdigest()[:16]
    return beside / f"{root.name}-{name}.{sys.implementation.cache_tag}.{what}"


def _key(root: Path) -> bytes:
    """Return a digest of all that the compiled form depends on: the pack byte by byte, the program by its files."""
    digest = hashlib.sha256(f"{root}\0{sys.version}\0{pydantic.VERSION}".encode())
    for path in _files(root):
        with suppress(OSError):  # said when the pack is read
            content = path.read_bytes()
            digest.update(f"\0{path}\0{len(content)}\0".encode())
            digest.update(content)
    here = Path(__file__).parents[1]
    for pattern in _READERS:
        for module in sorted(here.glob(pattern)):
            found = module.stat()
            digest.update(f"\0{module.name}\0{found.st_size}\0{found.st_mtime_ns}".encode())
    return digest.digest()


def _files(root: Path) -> Iterator[Path]:
    """Yield every file below a pack that it can be read from."""
    yield from sorted(path for path in (*root.glob("*.yaml"), *root.glob("*/*.yaml")) if ".tests." not in path.name)
