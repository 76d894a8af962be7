"""The layouts of a pack: checked when they are read, and held against the official addresses."""

import shutil
from pathlib import Path

import pytest

from phocap.faults import Faulty
from phocap.forms.grid import index_of
from phocap.forms.layouts import Layouts, layouts
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.shipped import vn_rules


def test_a_figure_that_no_vocabulary_has_is_refused(tmp_path: Path) -> None:
    shutil.copytree(vn_rules(), tmp_path / "vn")
    path = tmp_path / "vn" / "forms" / "th-02.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("primary.pupils:", "primary.pupil:"), encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        layouts(load_pack(tmp_path / "vn"))
    (fault,) = caught.value.faults
    assert fault.id == "unknown-field"
    assert fault.facts["nearest"][0] == "primary.pupils"  # type: ignore[index]


def test_lines_stand_in_their_official_order(known: Layouts) -> None:
    for form in known.forms:
        columns = [index_of(line.at) for line in form.columns.values()]
        assert columns == sorted(columns)
        rows = [int(line.at) for line in form.rows.values()]
        assert rows == sorted(rows)


def test_every_name_in_a_layout_is_a_line_of_it(known: Layouts) -> None:
    for form in known.forms:
        for places in form.figures.values():
            for cells in places:
                assert {*cells.columns} <= {*form.columns}
                assert {*cells.rows} <= {*form.rows}
        for whole, parts in form.sums.items():
            assert {whole, *parts} <= {*form.columns}
        lines = form.rows or form.columns
        for named in (form.parts, form.apart):
            for whole, parts in named.items():
                assert {whole, *parts} <= {*lines}


def test_cells_of_the_vocabulary_are_where_forms_have_them(pack: Pack, known: Layouts) -> None:
    """A cell that the vocabulary names for a field is one from which the layout reads it."""
    forms = {form.form.upper(): form for form in known.forms}
    compared = 0
    for name, field in pack.words.fields.items():
        form_id, _, cell = (field.cell or "").partition("!")
        form = forms.get(form_id)
        if form is None or name not in form.figures:
            continue
        compared += 1
        letters = cell.rstrip("0123456789")
        row = cell[len(letters) :]
        told = {
            (form.columns[column].at, form.rows[line].at if line else "")
            for cells in form.figures[name]
            for column in cells.columns
            for line in (cells.rows or [""])
        }
        assert (letters, row) in told
    assert compared > 10
