"""The report as Markdown: what it says is what the result says, and no name is markup."""

from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.explain.sentences import headline
from phocap.intake import read_records
from phocap.language.load import installed_packs, load_pack
from phocap.model.result import Result
from phocap.report.conditions import rows
from phocap.report.markdown import to_markdown
from phocap.report.serialise import as_data, digest
from phocap.text.language import Lang

ROOT = Path(__file__).resolve().parents[2]
EVIL = "*Xã* <b>[x](http://a.b)</b> | `y` # $z$ _w_ &amp; !"


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Result]:
    pack = load_pack(installed_packs()["vn"])

    def _judge(what: str) -> Result:
        path = ROOT / what
        if "\n" in what:
            path = tmp_path_factory.mktemp("records") / "records.yaml"
            path.write_text(what, encoding="utf-8")
        intake = read_records([path], pack)
        return result(evaluate(intake.records, pack), intake.sources)

    return _judge


def texts(markdown: str) -> list[str]:
    """Return the text of every block and cell as a reader sees it."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inline = [token for token in tokens if token.type == "inline"]
    return ["".join(child.content for child in token.children or ()).strip() for token in inline]


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("case", ["ha-nam-2013", "quy-hop-2021", "schools"])
def test_every_condition_is_a_row(judge: Callable[[str], Result], case: str, lang: Lang) -> None:
    found = judge(f"cases/{case}")
    shown = texts(to_markdown(found, lang))
    assert digest(as_data(found)) in "\n".join(shown)
    for verdict in found.verdicts:
        assert headline(verdict, lang) in shown
        for row in rows(verdict, lang):
            for cell in (row.heading,) if row.heading is not None else row.cells:
                assert " ".join((cell or "").split()) in shown


def test_no_name_is_markup(judge: Callable[[str], Result]) -> None:
    record = (
        f"unit: {{tier: commune, name: '{EVIL}'}}\nas_of: 2025-09-30\nfigures:\n  age_6: {{ppc: 9, in_grade_1: 9}}\n"
    )
    made = to_markdown(judge(record), Lang.EN)
    assert any(text.startswith(f"{EVIL}: ") for text in texts(made))
    kinds = {token.type for token in MarkdownIt("commonmark").enable("table").parse(made)}
    assert not kinds & {"html_block", "fence", "code_block"}


def test_nothing_judged(judge: Callable[[str], Result]) -> None:
    from dataclasses import replace

    found = replace(judge("cases/quy-hop-2021"), verdicts=())
    assert "No unit was judged." in to_markdown(found, Lang.EN)
