"""The HTML audit report: one file, in both languages, that needs no network and no other file."""

from importlib.resources import files

from phocap.model.result import Result
from phocap.report import document_words as words
from phocap.report.charts import Figures
from phocap.report.gist import groups
from phocap.report.html.data import embedded, page_data
from phocap.report.section import Section
from phocap.report.serialise import as_data, digest
from phocap.text.language import Lang

SCRIPTS = ("core.js", "charts.js", "units.js", "page.js")


def to_html(result: Result, lang: Lang, figures: Figures | None = None) -> str:
    """Return the report on a result; the page opens in ``lang`` and holds both languages."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("phocap.report.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    here = files("phocap.report.html")
    return environment.get_template("page.html.j2").render(
        lang=lang.value,
        w=words.WORDS,
        result=result,
        sections=[Section(result, group, place) for place, group in enumerate(groups(result))],
        style=here.joinpath("report.css").read_text(encoding="utf-8"),
        script="\n".join(here.joinpath("js", name).read_text(encoding="utf-8") for name in SCRIPTS),
        data=embedded(page_data(result, figures)),
        digest=digest(as_data(result)),
    )
