"""Whatever stands in a file, it is read or its faults are told; nothing else happens."""

import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from phocap.faults import Fault, Faulty
from phocap.intake import read_records
from phocap.intake.attested import DECISION_KEYS, FINDING_KEYS, PUBLISHED_KEYS
from phocap.intake.records import RECORD_KEYS
from phocap.intake.unit import UNIT_KEYS
from phocap.language.pack import Pack
from phocap.text.faults import say
from phocap.text.language import Lang

NAMES = (
    *(*RECORD_KEYS, *UNIT_KEYS, *FINDING_KEYS, *DECISION_KEYS, *PUBLISHED_KEYS),
    *("age_6", "ppc", "in_grade_1", "age_6.ppc", "completion_11", "teachers_per_class", "classrooms_safe"),
    *("commune", "district", "school", "primary", "total", "level_1", "level_2", "level_9", "special_difficulty", "x"),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-5, max_value=10**13),
    st.decimals(min_value=-5, max_value=200, places=2).map(float),
    st.sampled_from(
        ("commune", "district", "2013-10-31", "2025-10-31", "98,6 %", "gần 86 %", "12/0", "21", "", "stated")
    ),
    st.text(max_size=6),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=25,
)
RECORDS = st.fixed_dictionaries(
    {"unit": st.just({"tier": "district", "name": "Duy Tiên"}) | VALUES, "as_of": st.just("2013-10-31") | SCALARS},
    optional={key: st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5) | VALUES for key in RECORD_KEYS[2:]},
)


def faults_of(path: Path, pack: Pack) -> tuple[Fault, ...]:
    try:
        return () if read_records([path], pack).records else (Fault("nothing was read"),)
    except Faulty as faulty:
        return faulty.faults


@given(records=st.lists(RECORDS, max_size=3) | VALUES)
def test_a_file_is_read_or_its_faults_are_told(records: object, pack: Pack) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.json"
        path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        for fault in faults_of(path, pack):
            assert fault.place is not None
            assert all(say(fault, lang) for lang in Lang)
