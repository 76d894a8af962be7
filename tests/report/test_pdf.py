"""The PDF: its text reads out in right Vietnamese, no name steers it, the same result makes the same bytes."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import places
import pytest

from phocap.cli.main import main
from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.explain.sentences import headline
from phocap.intake import read_records
from phocap.language.load import installed_packs, load_pack
from phocap.model.result import Result
from phocap.report.conditions import rows
from phocap.report.document_words import WORDS
from phocap.report.pdf import to_pdf
from phocap.report.serialise import as_data, digest
from phocap.text.language import Lang

ROOT = Path(__file__).resolve().parents[2]
Judge = Callable[..., Result]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    pack = load_pack(installed_packs()["vn"])

    def _judge(what: str) -> Result:
        path = ROOT / what
        if "\n" in what:
            path = tmp_path_factory.mktemp("records") / "records.yaml"
            path.write_text(what, encoding="utf-8")
        intake = read_records([path], pack)
        return result(evaluate(intake.records, pack), intake.sources)

    return _judge


def pages(made: bytes) -> list[str]:
    """Return the text of every page, letters composed and spaces made one."""
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    texts = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(made)]
    return [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]


def squeezed(text: str) -> str:
    """Return a text without spaces: lines may be broken anywhere."""
    return "".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("case", ["ha-nam-2013", "quy-hop-2021"])
def test_what_it_says_can_be_read_out(judge: Judge, case: str, lang: Lang) -> None:
    found = judge(f"cases/{case}")
    texts = pages(to_pdf(found, lang))
    text = squeezed("".join(texts))
    for verdict in found.verdicts:
        assert squeezed(headline(verdict, lang)) in text
    for row in rows(found.verdicts[0], lang):
        for words in (row.heading,) if row.heading is not None else row.cells[1:5]:
            assert squeezed(words or "") in text
    assert squeezed(WORDS["m_missing"][lang]) in text


def test_every_page_bears_the_digest_and_its_number(judge: Judge) -> None:
    found = judge(places.province(7, 60))
    texts = pages(to_pdf(found, Lang.VI))
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert digest(as_data(found))[:40] in text
        assert f"{number} / {len(texts)}" in text
    heading = [text for text in texts if "Còn thiếu cho mức tiếp theo" in text]
    assert len(heading) >= 2, "the heading of the list of units stands on every page of it"


EVIL = '#panic("x") *b* $x$ [y] #set text(fill: red) \\ "'


def test_no_name_steers_the_typesetting(judge: Judge) -> None:
    record = places.province(7, 2).replace("name: Xã ", "name: Xã PLACE ")
    found = judge(record)
    units = [verdict for verdict in found.verdicts if "PLACE" in verdict.unit.name]
    assert units
    text = "".join(pages(to_pdf(_renamed(found), Lang.VI)))
    assert squeezed(EVIL) in squeezed(text)


def _renamed(found: Result) -> Result:
    from dataclasses import replace

    def renamed(verdict: object) -> object:
        unit = verdict.unit  # type: ignore[attr-defined]
        return replace(verdict, unit=replace(unit, name=unit.name.replace("PLACE", EVIL)))  # type: ignore[type-var]

    return replace(found, verdicts=tuple(renamed(verdict) for verdict in found.verdicts))  # type: ignore[misc]


def test_same_input_same_bytes_wherever_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for name in ("here", "there"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "records.yaml").write_text(places.province(7, 12), encoding="utf-8")
        monkeypatch.chdir(folder)
        assert main(["report", "records.yaml", "-o", "report.pdf", "--lang", "vi"]) == 0
        made.append((folder / "report.pdf").read_bytes())
    assert made[0] == made[1]


def test_nothing_judged_still_makes_a_page(judge: Judge) -> None:
    from dataclasses import replace

    assert to_pdf(replace(judge("cases/quy-hop-2021"), verdicts=()), Lang.EN).startswith(b"%PDF")
