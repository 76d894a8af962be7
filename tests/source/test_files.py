"""Reading with hash and encoding, and writing whole or not at all."""

import hashlib
import os
from pathlib import Path

import pytest

from phocap.faults import Fault, Faulty, Place
from phocap.source import files
from phocap.source.files import Source, read_source, write_whole


def fault_of(error: pytest.ExceptionInfo[Faulty]) -> Fault:
    (fault,) = error.value.faults
    return fault


def test_a_source_has_the_hash_of_its_bytes_and_text_without_the_mark(tmp_path: Path) -> None:
    data = "\ufefftên: Xã Tiên Nội\n".encode()
    (tmp_path / "a.yaml").write_bytes(data)
    source = read_source(tmp_path / "a.yaml", shown="a.yaml")
    assert source == Source("a.yaml", data)
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.text == "tên: Xã Tiên Nội\n"


def test_a_missing_file_names_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "ha-nam-2013.yaml").touch()
    (tmp_path / "other.csv").touch()
    with pytest.raises(Faulty) as error:
        read_source(tmp_path / "hanam2013.yaml")
    assert fault_of(error).id == "no-such-file"
    assert fault_of(error).facts["nearest"] == ["ha-nam-2013.yaml"]


def test_a_missing_folder_has_no_neighbours(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as error:
        read_source(tmp_path / "no" / "file")
    assert fault_of(error).facts["nearest"] == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as error:
        read_source(tmp_path)
    assert fault_of(error) == Fault("is-a-folder", Place(str(tmp_path)))


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_an_impossible_path_is_unreadable(path: str) -> None:
    with pytest.raises(Faulty) as error:
        read_source(path)
    assert fault_of(error).id == "file-unreadable"


def test_a_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 4)
    (tmp_path / "four").write_bytes(b"1234")
    (tmp_path / "five").write_bytes(b"12345")
    assert read_source(tmp_path / "four").data == b"1234"
    with pytest.raises(Faulty) as error:
        read_source(tmp_path / "five")
    assert fault_of(error).id == "file-too-large"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without end")
def test_a_device_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1024)
    with pytest.raises(Faulty) as error:
        read_source("/dev/zero")
    assert fault_of(error).id == "file-too-large"


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ("tên: Hà Nam".encode("utf-16"), "UTF-16"),
        ("name: Ha Nam, xa Tien Noi".encode("utf-16-le"), "UTF-16"),
        ("tên".encode("utf-32"), "UTF-32"),
        (b"PK\x03\x04\x14\x00\x06\x00\xff", "ZIP (xlsx, docx)"),
        (b"%PDF-1.7\n\xe2\xe3", "PDF"),
        # "Duy Tiên, Bình Lục, huyện" as the two old encodings have it
        (b"Duy Ti\xaan, B\xd7nh L\xf4c, huy\xd6n, x\xb7", "TCVN3 (ABC)"),
        ("Duy Tiên, huyê\u0323n, xa\u0303 đô\u0323i".encode("windows-1258"), "windows-1258"),
    ],
)
def test_other_encodings_are_guessed(data: bytes, hint: str) -> None:
    with pytest.raises(Faulty) as error:
        _ = Source("a.yaml", data).text
    assert fault_of(error).id == "wrong-encoding"
    assert fault_of(error).facts == {"hint": hint}


def test_the_first_foreign_byte_has_its_place() -> None:
    with pytest.raises(Faulty) as error:
        _ = Source("a.yaml", "a: 1\r\nbé: X".encode() + b"\xe3 Ti\xean\r\nc: 2\n").text
    place = fault_of(error).place
    assert place == Place("a.yaml", 2, 6)
    assert place is not None
    assert place.excerpt == "bé: X\ufffd Ti\ufffdn"


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    write_whole(target, b"first")
    target.chmod(0o640)
    write_whole(target, b"second")
    assert target.read_bytes() == b"second"
    assert target.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["out.json"]


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_whole(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device")
def test_a_device_is_not_replaced() -> None:
    write_whole("/dev/null", b"x")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(("name", "reason"), [("", "is-a-folder"), ("no/out", "no-such-folder")])
def test_a_target_that_cannot_be_written_is_a_fault(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(Faulty) as error:
        write_whole(tmp_path / name, b"x")
    assert fault_of(error).id == "target-unwritable"
    assert fault_of(error).facts == {"reason": reason}


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"old")

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(Faulty) as error:
        write_whole(target, b"new")
    assert fault_of(error).facts == {"reason": "no-space"}
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out"]
