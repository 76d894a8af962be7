"""The site is built strictly, holds the pages of the rules in both languages, and loads nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from phocap.language.load import load_pack
from phocap.shipped import vn_rules

ROOT = Path(__file__).resolve().parents[2]
LOADED = re.compile(r'<(?:script|img|iframe|source)\b[^>]*?\bsrc="([^"]*)"|<link\b[^>]*?\bhref="([^"]*)"')


def test_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)  # strict: a link that leads nowhere is an error
    for lang, word in (("vi", "Các mức độ và điều kiện"), ("en", "Levels and conditions")):
        for programme in load_pack(vn_rules()).programmes:
            text = (tmp_path / "rules" / lang / programme / "index.html").read_text(encoding="utf-8")
            assert word in text
    whole = "".join(path.read_text(encoding="utf-8") for path in sorted(tmp_path.rglob("*.html")))
    loaded = {address for pair in LOADED.findall(whole) for address in pair if address}
    assert loaded
    assert [address for address in loaded if re.match(r"(?:[a-z]+:)?//", address)] == []
    styles = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.css"))
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", styles)
