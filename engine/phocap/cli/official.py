"""Official forms as commands fill them: a fresh one, or a copy of the user's template."""

from pathlib import Path
from typing import TYPE_CHECKING

from phocap.cli import words_forms as more
from phocap.cli.console import put_bytes
from phocap.cli.settings import Settings
from phocap.faults import Fault, Faulty, Place
from phocap.text.nearest import nearest
from phocap.text.numbers import count
from phocap.value import dataclass

if TYPE_CHECKING:
    from phocap.forms import FormIntake
    from phocap.forms.fill import Judged
    from phocap.language.pack import Pack
    from phocap.model.form import Form
    from phocap.source.files import Source


@dataclass(frozen=True)
class Choice:
    """What is to be filled: the one form that was named, or any that is found in the template."""

    forms: "list[Form]"
    template: "Source | None"


def chosen(official: str | None, template: str | None, target: str, pack: "Pack") -> Choice:
    """Return what is to be filled, before any record is read.

    Raises:
        Faulty: ``unknown-form``; ``unknown-report-form``: the target ends otherwise than the template.
    """
    from phocap.forms.layouts import layouts
    from phocap.source.files import read_source

    known = {form.form: form for form in layouts(pack).forms}
    name = (official or "").lower()
    if official is not None and name not in known:
        facts = {"form": official, "nearest": nearest(name, known), "allowed": list(known)}
        raise Faulty(Fault("unknown-form", facts=facts))
    ending = Path(template or "x.xlsx").suffix.lower()
    if Path(target).suffix.lower() != ending and ending in (".xlsx", ".xlsm"):
        wrong: dict[str, object] = {"ending": Path(target).suffix or None, "allowed": [ending]}
        raise Faulty(Fault("unknown-report-form", Place(target), wrong))
    return Choice(
        [known[name]] if official is not None else list(known.values()), read_source(template) if template else None
    )


def write(choice: Choice, intake: "FormIntake", target: str, found: Settings, judged: "Judged | None" = None) -> None:
    """Write the form, and say what was filled and what was not.

    Raises:
        Faulty: the records do not fit the form, or the template does not.
    """
    from phocap.forms.fill import fresh, into

    pack, lang, template = found.pack(), found.lang, choice.template
    if template is None:
        filled = fresh(choice.forms[0], intake.records, intake.surveys, pack, judged)
    else:
        filled = into(template, choice.forms, intake.records, intake.surveys, pack, judged)
    inputs = [*(file.path for file in intake.sources), *([template.path] if template else [])]
    put_bytes(filled.content, target, inputs)
    found.note(more.FILLED, n=count(filled.cells, lang), form=filled.form.title[lang])
    if filled.formulas:
        found.note(more.FORMULAS_KEPT, cells=", ".join(place.cell for place in filled.formulas))
    if filled.without:
        labels = (pack.words.fields[field].label[lang] for field in filled.without)
        found.note(more.FORM_WITHOUT, labels="; ".join(labels))
    if filled.pictures:
        found.note(more.PICTURES_LOST)
