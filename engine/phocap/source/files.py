"""Files: read whole with their hash and encoding checked, written whole or not at all."""

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterable
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Final

from phocap.faults import Fault, Faulty, Place
from phocap.text.nearest import nearest
from phocap.value import dataclass

LARGEST: Final = 200 * 1024 * 1024
"""Bytes of the largest file that is read: a register of the whole country has far fewer."""

_REASONS: Final = {
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "no-permission",
    errno.ENOSPC: "no-space",
    errno.EDQUOT: "no-space",
    errno.ENOENT: "no-such-folder",
    errno.ENOTDIR: "no-such-folder",
    errno.EISDIR: "is-a-folder",
    errno.ENAMETOOLONG: "name-too-long",
}
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_MAGIC: Final = ((b"PK\x03\x04", "ZIP (xlsx, docx)"), (b"%PDF", "PDF"), (b"\xd0\xcf\x11\xe0", "xls, doc (OLE)"))
# Where the two encodings of old Vietnamese files put their commonest letters: ă â ê ô ơ ư đ and the toned a
# of TCVN3 are mere symbols in windows-1258.
_TCVN3: Final = frozenset(bytes.fromhex("a8a9aaabacadae b5b6b7b8b9babbbcbdbe"))


@dataclass(frozen=True)
class Source:
    """A file as it was read; ``path`` is the path by which users know it."""

    path: str
    data: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def text(self) -> str:
        """The content, decoded from UTF-8 without its byte order mark.

        Raises:
            Faulty: ``wrong-encoding``, at the first byte that is not UTF-8, with a guess what it is.
        """
        try:
            text = self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Faulty(self._wrong_encoding(error.start)) from None
        if "\0" in text:
            raise Faulty(self._wrong_encoding(self.data.index(b"\0")))
        return text

    def _wrong_encoding(self, at: int) -> Fault:
        hint = _guess(self.data)
        if hint.startswith("UTF-") or not _is_text(self.data):
            return Fault("wrong-encoding", Place(self.path), {"hint": hint})
        before = self.data[:at].decode("utf-8-sig", "replace").rpartition("\n")
        excerpt = self.data[at - len(before[2].encode()) :].split(b"\n", 1)[0][:400].decode("utf-8", "replace")
        line = self.data.count(b"\n", 0, at) + 1
        return Fault("wrong-encoding", Place(self.path, line, len(before[2]) + 1, excerpt.rstrip("\r")), {"hint": hint})


def printable(path: str) -> str:
    """Return a path as text that can be written: bytes of a name that are none become question marks."""
    return path.encode("utf-8", "replace").decode()


def read_source(path: str | Path, shown: str | None = None) -> Source:
    """Return a file with its bytes; ``shown`` is the path for messages and results, when it differs.

    Raises:
        Faulty: ``no-such-file``, ``is-a-folder``, ``file-unreadable`` or ``file-too-large``.
    """
    place = Place(printable(shown if shown is not None else str(path)))
    try:
        with open(path, "rb") as stream:
            # One byte more than allowed: devices and growing files do not tell their size.
            large = os.fstat(stream.fileno()).st_size > LARGEST
            data = b"" if large else stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise Faulty(Fault("no-such-file", place, {"nearest": _neighbours(Path(path))})) from None
    except IsADirectoryError:
        raise Faulty(Fault("is-a-folder", place)) from None
    except (OSError, ValueError) as error:
        if os.path.isdir(path):  # Windows says "permission denied" of a folder
            raise Faulty(Fault("is-a-folder", place)) from None
        raise Faulty(Fault("file-unreadable", place, {"reason": _reason(error)})) from None
    if large or len(data) > LARGEST:
        raise Faulty(Fault("file-too-large", place, {"limit": LARGEST // 1024**2}))
    return Source(place.path, data)


def write_whole(path: str | Path, data: bytes | Iterable[bytes], *, private: bool = False) -> None:
    """Write a file, at once or in pieces, so that it appears whole or not at all; an older one stays until then.

    A private file can be read by its owner only, where the system knows owners.

    Raises:
        Faulty: ``target-unwritable``; nothing is left behind.
    """
    temporary: Path | None = None
    pieces = [data] if isinstance(data, bytes) else data
    try:
        target = Path(os.path.realpath(path))  # a link stays a link, what it points to is replaced
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if mode is not None and not stat.S_ISREG(mode):
            with open(target, "wb") as stream:  # a pipe or a device cannot be replaced
                stream.writelines(pieces)
            return
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "write-protected")
        temporary = target.parent / f".{secrets.token_hex(8)}.tmp"
        # Not the tempfile module: its files are private, this one follows the user's umask.
        rights = 0o600 if private else 0o666
        with open(os.open(temporary, _NEW, rights), "wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except (OSError, ValueError) as error:
        raise Faulty(Fault("target-unwritable", Place(str(path)), {"reason": _reason(error)})) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _reason(error: OSError | ValueError) -> str:
    """Return the name of a reason that the messages know, else the system's own words."""
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0) or getattr(error, "strerror", None) or str(error)


def _neighbours(path: Path) -> list[str]:
    try:
        names = sorted(os.listdir(path.parent))
    except OSError:
        return []
    return nearest(path.name, names)


def _is_text(data: bytes) -> bool:
    return b"\0" not in data and not data.startswith(tuple(magic for magic, _ in _MAGIC))


def _guess(data: bytes) -> str:
    """Return what bytes that are not UTF-8 most likely are, as a proper name."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    sample = data[: 1 << 16]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or len(sample) < 5 * sample.count(0) < 3 * len(sample):
        return "UTF-16"
    if 0 in sample:
        return "binary"
    high = [byte for byte in sample if byte >= 0x80]
    return "TCVN3 (ABC)" if 4 * sum(byte in _TCVN3 for byte in high) >= len(high) else "windows-1258"
