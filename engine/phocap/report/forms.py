"""The forms of reports by the ending of a file's name, and what must be installed for each."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from phocap.faults import not_installed
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.model.result import Result
    from phocap.report.charts import Figures


class Form(NamedTuple):
    """How a report is made: the function, and the module and extra that it needs, if any."""

    make: Callable[..., bytes]
    """Takes the result, the language and the figures that only charts show; of a document also what was asked for."""
    module: str | None = None
    extra: str | None = None


def _html(result: "Result", lang: Lang, figures: "Figures") -> bytes:
    from phocap.report.html import to_html

    return to_html(result, lang, figures).encode("utf-8")


def _markdown(result: "Result", lang: Lang, figures: "Figures") -> bytes:
    from phocap.report.markdown import to_markdown

    return to_markdown(result, lang).encode("utf-8")


def _json(result: "Result", lang: Lang, figures: "Figures") -> bytes:
    from phocap.report.serialise import to_json

    return to_json(result).encode("utf-8")


def _pdf(result: "Result", lang: Lang, figures: "Figures") -> bytes:
    from phocap.report.pdf import to_pdf

    return to_pdf(result, lang, figures)


def _xlsx(result: "Result", lang: Lang, figures: "Figures") -> bytes:
    from phocap.report.workbook import to_xlsx

    return to_xlsx(result, lang)


def _docx(result: "Result", lang: Lang, figures: "Figures", **asked: Any) -> bytes:
    from phocap.report.docx.document import to_docx

    return to_docx(result, lang, **asked)


FORMS: Final[Mapping[str, Form]] = {
    "html": Form(_html),
    "pdf": Form(_pdf, "typst", "pdf"),
    "docx": Form(_docx, "docx", "docx"),
    "xlsx": Form(_xlsx, "xlsxwriter", "excel"),
    "md": Form(_markdown),
    "json": Form(_json),
}


def made(form: str, result: "Result", lang: Lang, figures: "Figures", **asked: Any) -> bytes:
    """Return a report as the bytes of its file; ``figures`` are those that only charts show.

    A form may need more than that, such as the rule pack.

    Raises:
        Faulty: ``extra-not-installed``, naming what to install.
    """
    found = FORMS[form]
    if found.extra and found.module and find_spec(found.module) is None:
        raise not_installed(found.extra)
    return found.make(result, lang, figures, **asked)
