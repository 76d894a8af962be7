"""What the site has besides the documents: the pages made from the rules, and the README as its first page.

A hook of mkdocs (see mkdocs.yml). Links to files that are no documents, such as the code, become plain text.
"""

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from phocap.language.load import load_pack
from phocap.report.rules_docs import pages
from phocap.shipped import vn_rules
from phocap.text.language import Lang

ROOT = Path(__file__).resolve().parents[1]
SECTIONS = {Lang.VI: "Quy định", Lang.EN: "Rules"}
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)\s#]+)(#[^)\s]*)?\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make the pages about the rules, and list them."""
    pack = load_pack(vn_rules())
    made = {f"rules/{lang.value}/{name}": text for lang in Lang for name, text in pages(pack, "markdown", lang).items()}
    made["index.md"] = (ROOT / "README.md").read_text(encoding="utf-8").replace("](docs/", "](")
    config.extra["made"] = made
    listed = [{title: [n for n in made if n.startswith(f"rules/{lang.value}/")]} for lang, title in SECTIONS.items()]
    config.nav = [*(config.nav or [])[:1], *listed, *(config.nav or [])[1:]]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add them to the files of the site."""
    for name, text in config.extra["made"].items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the links that lead to something on the site."""
    here = posixpath.dirname(page.file.src_uri)

    def kept(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(here, link[2]))
        return link[0] if files.get_file_from_path(target) else link[1]

    return _LINK.sub(kept, markdown)
