"""Signatures of results: Ed25519 over the digest, in a small file beside the result.

What is signed is one line, :data:`SIGNED` and the digest of the result, so that a signature holds for the file however
it is laid out and for the paper that bears the digest, and so that openssl can check it too. Ed25519 needs no chance:
the same result and key give the same signature.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any, Final

from phocap.faults import Fault, Faulty, Place, not_installed
from phocap.source.files import Source
from phocap.text.as_json import pretty
from phocap.text.language import Bilingual
from phocap.value import dataclass

SCHEMA: Final = "phocap/signature/1"
SIGNED: Final = f"{SCHEMA} "
ENDING: Final = ".sig"
"""A signature lies beside its result, under the same name with this at its end."""


@dataclass(frozen=True)
class Signature:
    """A signature: over which digest and by which public key; both byte strings as base64."""

    schema: str
    digest: str
    public_key: str
    signature: str


def new_key(password: bytes | None = None) -> tuple[bytes, bytes]:
    """Return a new private key, under a password where one is given, and its public key, as PEM."""
    made = _module("hazmat.primitives.asymmetric.ed25519").Ed25519PrivateKey.generate()
    forms = _module("hazmat.primitives.serialization")
    locked = forms.BestAvailableEncryption(password) if password else forms.NoEncryption()
    private = made.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, locked)
    public = made.public_key().public_bytes(forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo)
    return private, public


def sign(digest: str, key: Source, password: Callable[[], bytes] = bytes) -> str:
    """Return the signature over a digest by a private key in PEM, as the text of its file.

    Args:
        digest: what is signed.
        key: the file of the key.
        password: asked for the password only where the key is under one; nothing where there is nobody to ask.

    Raises:
        Faulty: ``key-unreadable``, ``key-has-password``, ``key-wrong-password``, or ``extra-not-installed``.
    """
    forms, kinds = _module("hazmat.primitives.serialization"), _module("hazmat.primitives.asymmetric.ed25519")

    def load() -> Any:
        try:
            return forms.load_pem_private_key(key.data, None)
        except TypeError:  # what the library says of a key under a password
            return _unlocked(key, password())

    private = _key(key, PRIVATE, load, kinds.Ed25519PrivateKey)
    found = Signature(SCHEMA, digest, _raw(private.public_key()), _base64(private.sign(_message(digest))))
    return pretty(asdict(found))


def _unlocked(key: Source, password: bytes) -> Any:
    if not password:
        raise Faulty(Fault("key-has-password", Place(key.path)))
    try:
        return _module("hazmat.primitives.serialization").load_pem_private_key(key.data, password)
    except ValueError:
        raise Faulty(Fault("key-wrong-password", Place(key.path))) from None


def read_signature(source: Source) -> Signature:
    """Return the signature in a file.

    Raises:
        Faulty: ``not-a-signature``.
    """
    try:
        data = json.loads(source.text)
    except ValueError:
        data = None
    names = [field.name for field in fields(Signature)]
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or sorted(data) != sorted(names):
        raise Faulty(Fault("not-a-signature", Place(source.path)))
    if not all(isinstance(value, str) for value in data.values()):
        raise Faulty(Fault("not-a-signature", Place(source.path)))
    return Signature(**data)


def flaw(signature: Signature, digest: str, key: Source) -> str | None:
    """Return what is wrong with a signature over a digest by the public key in PEM; None when it holds.

    ``other-key``: another key made it; ``broken``: it was changed; ``other-result``: it is over another result.

    Raises:
        Faulty: ``key-unreadable``, or ``extra-not-installed``.
    """
    forms, kinds = _module("hazmat.primitives.serialization"), _module("hazmat.primitives.asymmetric.ed25519")
    public = _key(key, PUBLIC, lambda: forms.load_pem_public_key(key.data), kinds.Ed25519PublicKey)
    if signature.public_key != _raw(public):
        return "other-key"
    try:
        public.verify(base64.b64decode(signature.signature, validate=True), _message(signature.digest))
    except (_module("exceptions").InvalidSignature, binascii.Error, ValueError):
        return "broken"
    return None if signature.digest == digest else "other-result"


def fingerprint(public_key: str) -> str:
    """Return by what people know a public key in base64: the beginning of its SHA-256."""
    return hashlib.sha256(public_key.encode()).hexdigest()[:16]


def fingerprint_of(public: bytes) -> str:
    """Return the same of a public key in PEM."""
    return fingerprint(_raw(_module("hazmat.primitives.serialization").load_pem_public_key(public)))


def _message(digest: str) -> bytes:
    return f"{SIGNED}{digest}".encode()


PRIVATE: Final = Bilingual("bí mật", "private")
PUBLIC: Final = Bilingual("công khai", "public")


def _key(source: Source, kind: Bilingual, load: Callable[[], Any], wanted: type) -> Any:
    """Return the key in a file.

    Raises:
        Faulty: ``key-unreadable``: no PEM, of another kind, or a public key for a private one.
    """
    try:
        found = load()
    except Faulty:
        raise
    except Exception:  # the library's own faults differ from version to version
        found = None
    if not isinstance(found, wanted):
        raise Faulty(Fault("key-unreadable", Place(source.path), {"kind": kind}))
    return found


def _raw(public: Any) -> str:
    return _base64(public.public_bytes_raw())


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _module(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(f"cryptography.{name}")
    except ImportError:
        raise not_installed("sign") from None
