"""Results are signed by a key and the signature is checked with them: what was changed since is told apart."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from phocap.cli.main import main

pytest.importorskip("cryptography", reason="cryptography is not installed")
ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "cases" / "quy-hop-2021"


class Signed:
    """A result, its signature and the keys, in a folder; ``verify`` returns status and what was said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.result, self.key = folder / "result.json", folder / "key.pem"
        assert main(["evaluate", str(CASE), "--format", "json", "-o", str(self.result), "--quiet"]) == 0
        assert main(["sign", "--new-key", str(self.key), "--quiet"]) == 0
        assert self.sign() == (0, "", "")

    def sign(self, *more: str) -> tuple[int, str, str]:
        return self._run("sign", str(self.result), "--key", str(self.key), "--quiet", *more)

    def verify(self, *more: str, lang: str = "en") -> tuple[int, str, str]:
        return self._run("verify", str(self.result), str(CASE), *more, "--lang", lang)

    def checked(self) -> tuple[int, str]:
        status, out, err = self.verify("--public-key", f"{self.key}.pub")
        assert err == ""
        return status, next(line for line in out.splitlines() if "Signature" in line)

    def _run(self, *arguments: str) -> tuple[int, str, str]:
        self.capsys.readouterr()
        return main(list(arguments)), *self.capsys.readouterr()


@pytest.fixture
def signed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Signed:
    return Signed(tmp_path, capsys)


def test_a_good_signature_holds_and_is_the_same_every_time(signed: Signed) -> None:
    status, line = signed.checked()
    assert status == 0
    assert "✓ Signature: good" in line
    first = Path(f"{signed.result}.sig").read_bytes()
    again = signed.folder / "again.sig"
    assert signed.sign("-o", str(again)) == (0, "", "")
    assert again.read_bytes() == first


def test_layout_is_no_change(signed: Signed) -> None:
    data = json.loads(signed.result.read_text(encoding="utf-8"))
    signed.result.write_text(json.dumps(data), encoding="utf-8")
    assert signed.checked()[0] == 0


def test_a_changed_result_is_told_from_another_key_and_a_changed_signature(signed: Signed) -> None:
    whole = signed.result.read_text(encoding="utf-8")
    signed.result.write_text(whole.replace('"huyện Quỳ Hợp"', '"huyện Quỳ Châu"'), encoding="utf-8")
    status, line = signed.checked()
    assert (status, "changed after it was signed" in line) == (1, True)
    signed.result.write_text(whole, encoding="utf-8")

    path = Path(f"{signed.result}.sig")
    told = json.loads(path.read_text(encoding="utf-8"))
    bare = bytearray(base64.b64decode(told["signature"]))
    bare[0] ^= 1
    path.write_text(json.dumps({**told, "signature": base64.b64encode(bare).decode()}), encoding="utf-8")
    status, line = signed.checked()
    assert (status, "the signature itself" in line) == (1, True)
    path.write_text(json.dumps({**told, "signature": "no base64"}), encoding="utf-8")
    assert signed.checked()[0] == 1
    path.write_text(json.dumps(told), encoding="utf-8")

    assert main(["sign", "--new-key", str(signed.folder / "other"), "--quiet"]) == 0
    status, out, _ = signed.verify("--public-key", str(signed.folder / "other.pub"), lang="vi")
    assert status == 1
    assert "do khóa khác ký" in out
    assert "KHÔNG KHỚP" in out


def test_a_signature_over_a_digest_of_another_result_is_none_of_this_one(signed: Signed) -> None:
    """Putting the new digest into the file does not help: what was signed is the old one."""
    path = Path(f"{signed.result}.sig")
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**told, "digest": "0" * 64}), encoding="utf-8")
    status, line = signed.checked()
    assert (status, "the signature itself" in line) == (1, True)


def test_an_unchecked_signature_is_mentioned(signed: Signed) -> None:
    status, out, err = signed.verify()
    assert status == 0
    assert "Signature" not in out
    assert "--public-key" in err


@pytest.mark.skipif(which("openssl") is None, reason="no openssl on this machine")
def test_openssl_checks_it_too(signed: Signed) -> None:
    told = json.loads(Path(f"{signed.result}.sig").read_text(encoding="utf-8"))
    (signed.folder / "m").write_text(f"phocap/signature/1 {told['digest']}", encoding="utf-8")
    (signed.folder / "s").write_bytes(base64.b64decode(told["signature"]))
    command = [
        "openssl",
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "key.pem.pub",
        "-rawin",
        "-in",
        "m",
        "-sigfile",
        "s",
    ]
    assert subprocess.run(command, cwd=signed.folder, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_private_key_is_for_its_owner_and_is_never_overwritten(signed: Signed) -> None:
    assert signed.key.stat().st_mode & 0o777 == 0o600
    before = signed.key.read_bytes()
    status, _, err = signed._run("sign", "--new-key", str(signed.key), "--lang", "en")
    assert (status, "[key-exists]" in err) == (2, True)
    assert signed.key.read_bytes() == before


def test_bad_keys_and_signatures_are_refused(signed: Signed) -> None:
    pub, sig = f"{signed.key}.pub", Path(f"{signed.result}.sig")
    for arguments, fault in [
        (("sign", str(signed.result), "--key", pub), "key-unreadable"),
        (("sign", str(signed.result), "--key", str(signed.result)), "key-unreadable"),
        (("sign", str(CASE / "record.yaml"), "--key", str(signed.key)), "not-json"),
        (("sign", str(signed.result)), "missing-option"),
        (("sign", "--key", str(signed.key)), "missing-argument"),
        (("verify", str(signed.result), str(CASE), "--public-key", str(signed.key)), "key-unreadable"),
        (("verify", str(signed.result), str(CASE), "--signature", str(sig)), "missing-option"),
        (("verify", str(signed.result), str(CASE), "--public-key", pub, "--signature", pub), "not-a-signature"),
        (("verify", str(signed.result), str(CASE), "--public-key", pub, "--signature", "none"), "no-such-file"),
    ]:
        status, out, err = signed._run(*arguments, "--lang", "en")
        assert (status, out, f"[{fault}]" in err) == (2, "", True), (arguments, err)


def test_a_password_that_is_missing_or_wrong_is_told(signed: Signed) -> None:
    from cryptography.hazmat.primitives import serialization as forms
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    locked = Ed25519PrivateKey.generate().private_bytes(
        forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.BestAvailableEncryption(b"secret")
    )
    signed.key.write_bytes(locked)
    Path(f"{signed.result}.sig").unlink()
    for text, fault in ((None, "key-has-password"), ("\nsecret", "no-password"), ("Secret", "key-wrong-password")):
        more = []
        if text is not None:
            file = signed.folder / "password"
            file.write_text(text, encoding="utf-8")
            more = ["--password-file", str(file)]
        status, _, err = signed.sign("--lang", "en", *more)
        assert (status, f"[{fault}]" in err) == (2, True), err
        assert "ecret" not in err
        assert not Path(f"{signed.result}.sig").exists()


def test_a_key_under_a_password_signs_with_it(signed: Signed, monkeypatch: pytest.MonkeyPatch) -> None:
    password, key = signed.folder / "password", signed.folder / "locked.pem"
    password.write_text("mật khẩu\r\nmore", encoding="utf-8")
    assert main(["sign", "--new-key", str(key), "--password-file", str(password), "--quiet"]) == 0
    assert b"ENCRYPTED" in key.read_bytes()
    signed.key = key
    assert signed.sign("--password-file", str(password)) == (0, "", "")
    first = Path(f"{signed.result}.sig").read_bytes()
    assert signed.checked()[0] == 0

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("phocap.cli.sign.getpass", lambda asked: "mật khẩu" if "locked.pem" in asked else "")
    assert signed.sign() == (0, "", "")
    assert Path(f"{signed.result}.sig").read_bytes() == first


def test_without_the_extra_it_is_named(signed: Signed, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "cryptography"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    status, _, err = signed.sign("--lang", "en")
    assert (status, "phocap[sign]" in err) == (2, True)
