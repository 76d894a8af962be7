"""Make the pictures of docs/reports.md anew: ``PYTHONPATH=engine python tests/support/pictures.py``.

They show made-up places. Chromium and the development packages are needed.
"""

import shutil
import struct
import tempfile
import zlib
from pathlib import Path
from typing import Any

import places
import pypdfium2
from playwright.sync_api import sync_playwright

from phocap.cli.main import main

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LARGEST = 200_000
NEXT = places.DAY.replace(year=2026)

SHOTS: tuple[tuple[str, str, tuple[int, int], str, str], ...] = (
    ("report-summary", "province", (1100, 760), "light", ""),
    ("report-charts", "years", (1100, 900), "light", "#charts"),
    ("report-country", "country", (1100, 760), "dark", "#charts"),
    ("report-phone", "province", (360, 740), "light", ""),
)
"""Name, report, size of the window, theme, and to what it is scrolled."""


def reports(folder: Path) -> None:
    """Write the reports that are shown."""
    province = places.province(7, 130)
    texts = {"province": province, "years": province + places.province(7, 130, NEXT), "country": places.country(3)}
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        for ending in ("html", "pdf") if name == "years" else ("html",):
            made = ["report", str(folder / f"{name}.yaml"), "--programme", "primary", "--lang", "vi", "--quiet"]
            assert (
                main([*made, "--reading", "support_binds=province_only", "-o", str(folder / f"{name}.{ending}")]) == 0
            )


def png(width: int, height: int, rows: list[bytes]) -> bytes:
    """Return a picture with three bytes a dot as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def page_of(pdf: Path, number: int) -> bytes:
    """Return a page of a PDF as a picture."""
    found: Any = pypdfium2.PdfDocument(str(pdf))[number - 1].render(scale=1.1, rev_byteorder=True)
    data, step, width = bytes(found.buffer), found.stride, found.width * found.n_channels
    assert found.n_channels == 3
    return png(found.width, found.height, [data[at : at + width] for at in range(0, step * found.height, step)])


def run() -> None:
    """Make the pictures."""
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as started:
        folder = Path(name)
        reports(folder)
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture, report, (width, height), theme, place in SHOTS:
            size: Any = {"width": width, "height": height}
            look: Any = theme
            page = browser.new_context(viewport=size, color_scheme=look).new_page()
            page.goto((folder / f"{report}.html").as_uri())
            if place:
                page.evaluate("place => document.querySelector(place).scrollIntoView()", place)
            made[picture] = page.screenshot()
        browser.close()
        made["report-paper"] = page_of(folder / "years.pdf", 2)
    for picture, content in made.items():
        assert len(content) <= LARGEST, picture
        (PICTURES / f"{picture}.png").write_bytes(content)


if __name__ == "__main__":
    run()
