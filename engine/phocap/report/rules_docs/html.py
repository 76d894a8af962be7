"""A page as HTML that needs no network and no other file."""

from importlib.resources import files

from phocap.report.rules_docs.page import Page
from phocap.text.language import Lang


def to_html(page: Page, lang: Lang) -> str:
    """Return the page, whole."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("phocap.report.rules_docs", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = files("phocap.report.rules_docs").joinpath("page.css").read_text(encoding="utf-8")
    kinds = [(type(block).__name__, block) for block in page.blocks]
    return environment.get_template("page.html.j2").render(page=page, blocks=kinds, lang=lang.value, style=style)
