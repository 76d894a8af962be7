"""The tree: values of the core schema, places, and everything that is refused."""

import json
import time
from decimal import Decimal

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from phocap.faults import Fault, Faulty, Place
from phocap.source import yaml
from phocap.source.files import Source
from phocap.source.scalars import resolve
from phocap.source.yaml import Node, find, plain, read_documents

RECORD = """\
unit: {tier: commune, code: "13318", name: Xã Tiên Nội}
figures:
  age_6: {ppc: 210, in_grade_1: 209}
evidence:
  - một
  - hai
"""


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML must give the same, for libyaml is not everywhere."""
    if not hasattr(pyyaml, request.param):
        pytest.skip("PyYAML without libyaml")
    monkeypatch.setattr(yaml, "_LOADER", getattr(pyyaml, request.param))


def read(text: str) -> Node:
    (node,) = read_documents(Source("a.yaml", text.encode()))
    return node


def faults(text: str) -> list[Fault]:
    with pytest.raises(Faulty) as error:
        read_documents(Source("a.yaml", text.encode()))
    return list(error.value.faults)


def told(text: str) -> list[tuple[str, int, int]]:
    return [(f.id, f.place.line, f.place.column) for f in faults(text) if f.place]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((word, None) for word in ("", "~", "null", "NULL")),
        *((word, True) for word in ("true", "True", "TRUE")),
        ("False", False),
        *(
            (word, word)
            for word in ("yes", "no", "NO", "on", "off", "y", "tRUE", "nULL", "2013-10-31", "12:30", "1_000")
        ),
        ("12", 12),
        ("-7", -7),
        ("0123", 123),
        ("0o17", 15),
        ("0x1F", 31),
        ("0.10", Decimal("0.10")),
        (".5", Decimal("0.5")),
        ("3.", Decimal(3)),
        ("1e3", Decimal("1E+3")),
        ("98,6 %", "98,6 %"),
        ("90%", "90%"),
        ("1.2.3", "1.2.3"),
        ("+", "+"),
        (".", "."),
        ("0x", "0x"),
        ("١٢", "١٢"),
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
    ],
)
def test_scalars_follow_the_core_schema(written: str, value: object) -> None:
    found = plain(read(f"a: {written}"))
    assert found == {"a": value}
    assert type(found["a"]) is type(value)  # type: ignore[index]


def test_decimals_are_exactly_as_written() -> None:
    assert str(plain(read("0.1000000000000000055511151231257827"))) == "0.1000000000000000055511151231257827"


@pytest.mark.parametrize("written", [".inf", "-.Inf", ".nan", "1e999999999", "9" * 5000])
def test_numbers_that_are_none_are_refused(written: str) -> None:
    ((id, *place),) = told(f"a: {written}")
    assert id == ("yaml-not-finite" if written[-1].isalpha() else "yaml-number-too-long")
    assert place == [1, 4]


def test_raw_quoted_and_kind() -> None:
    node = read("{a: 0123, b: 'x', c: [], d: , e: true, f: 1.0}")
    assert isinstance(node.value, dict)
    kinds = {key: child.kind for key, child in node.value.items()}
    assert kinds == {"a": "number", "b": "text", "c": "list", "d": "nothing", "e": "yes/no", "f": "number"}
    assert node.kind == "mapping"
    assert (node.value["a"].raw, node.value["a"].quoted) == ("0123", False)
    assert (node.value["b"].raw, node.value["b"].quoted) == ("x", True)
    with pytest.raises(AttributeError):
        node.raw = "y"  # type: ignore[misc]


def test_places_count_characters_from_one_and_carry_the_line() -> None:
    node = read(RECORD)
    name = find(node, ["unit", "name"])
    assert name == Place("a.yaml", 1, 44)
    assert name.excerpt == RECORD.splitlines()[0]
    assert name.excerpt[name.column - 1 :].startswith("Xã")
    assert find(node, ["evidence", 1]) == Place("a.yaml", 6, 5)
    assert node.key_place("figures") == Place("a.yaml", 2, 1)
    with pytest.raises(KeyError):
        node.key_place("nothing")


def test_find_goes_as_deep_as_the_location_exists() -> None:
    node = read(RECORD)
    inner = Place("a.yaml", 3, 10)
    assert find(node, ["figures", "age_6", "missing"]) == inner
    assert find(node, ["figures", "union-branch", "age_6"]) == inner
    assert find(node, ["figures", "age_6"], at_key=True) == Place("a.yaml", 3, 3)
    assert find(node, ["figures", "age_6", "[key]"]) == Place("a.yaml", 3, 3)
    assert find(node, ["evidence", 7]) == Place("a.yaml", 5, 3)
    assert find(node, []) == find(node, [], at_key=True) == Place("a.yaml", 1, 1)


def test_lines_are_counted_as_the_parser_counts_them() -> None:
    node = read("a: 1\r\nb: 2\rc: 3\n\nd: 4\n")
    assert find(node, ["d"]) == Place("a.yaml", 5, 4)
    assert find(node, ["d"]).excerpt == "d: 4"
    assert find(node, ["b"]).excerpt == "b: 2"


def test_number_keys_are_text_as_written() -> None:
    assert plain(read("{1: a, 01: b, 1.1: c, true: d, no: e}")) == {
        "1": "a",
        "01": "b",
        "1.1": "c",
        "true": "d",
        "no": "e",
    }


def test_a_stream_gives_its_documents_without_the_blank_ones() -> None:
    found = read_documents(Source("a.yaml", b"---\na: 1\n---\n---\n- 2\n...\n"))
    assert [plain(node) for node in found] == [{"a": 1}, [2]]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n", "\ufeff"])
def test_nothing_is_an_empty_file(text: str) -> None:
    assert faults(text) == [Fault("empty-file", Place("a.yaml"))]


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        ("a: 1\nb: 2\na: 3\n", ("duplicate-key", 3, 1)),
        ("a: {b: 1, b: 2}\n", ("duplicate-key", 1, 11)),
        ("a: &x 1\n", ("yaml-alias", 1, 4)),
        ("a: *x\n", ("yaml-alias", 1, 4)),
        ("a: !!str 1\n", ("yaml-tag", 1, 4)),
        ("a: !x {b: 1}\n", ("yaml-tag", 1, 4)),
        ("a: !e!x y\n", ("yaml-tag", 1, 4)),
        ("a:\n  <<: {b: 1}\n", ("yaml-merge", 2, 3)),
        ("[a, b]: 1\n", ("key-not-text", 1, 1)),
        ("? {a: 1}\n: 2\n", ("key-not-text", 1, 3)),
        ("? \n: 1\n", ("key-not-text", 1, 2)),
        ("a:\n\tb: 1\n", ("yaml-tab", 2, 1)),
        ("a:\n  b: 1\n\tc: 2\n", ("yaml-tab", 3, 1)),
    ],
)
def test_what_is_refused_is_refused_where_it_stands(text: str, told_of: tuple[str, int, int]) -> None:
    assert told(text) == [told_of]


def test_quoted_merge_key_is_a_name() -> None:
    assert plain(read("'<<': 1")) == {"<<": 1}


@pytest.mark.parametrize(
    ("text", "problem", "line", "column"),
    [
        ("a: 'x\nb: 1\n", "unclosed-quote", 1, 4),
        ('---\na: "x\n---\nb: 1\n', "unclosed-quote", 2, 4),
        ("a: [1, 2\nb: 3\n", "unclosed-bracket", 1, 4),
        ("a: {b: 1\n", "unclosed-bracket", 1, 4),
        ("a: b: c\n", "colon-in-value", 1, 5),
        ("a: 1\nb\nc: 2\n", "missing-colon", 2, 1),
        ("f:\n  ppc:210\n  x: 2\n", "missing-space", 2, 6),
        ("f:\n  ppc:210\n", "missing-space", 2, 6),
        ("f:\n  x: 2\n  ppc:210\n", "missing-space", 3, 6),
        ("f: {ppc:210, x: 2}\n", "missing-space", 1, 8),
        ("unit:x\n", "missing-space", 1, 5),
        ("a: @x\n", "reserved-character", 1, 4),
        ("a: * x\n", "reserved-character", 1, 5),
        ("a: - b\n", "dash-in-value", 1, 4),
        ("a: [1,,2]\n", "nothing-here", 1, 7),
        ("a:\n   b: 1\n  c: 2\n", "bad-indent", 3, 3),
        ("a: 'x' y\n", "bad-indent", 1, 8),
        ("'a' b\n", "text-after-end", 1, 5),
        ("a: 1\nb: \x07\n", "control-character", 2, 4),
    ],
)
def test_syntax_errors_are_named_and_placed(text: str, problem: str, line: int, column: int) -> None:
    (fault,) = faults(text)
    assert (fault.id, fault.facts["problem"]) == ("yaml-syntax", problem)
    assert fault.place == Place("a.yaml", line, column)


@pytest.mark.parametrize("text", ["a: http://x.vn", "a: {u: 'b:1'}", "- doc:12", "a:\n  https://x.vn/a:b\n", '{"a":1}'])
def test_colons_that_belong_to_a_value_are_let_through(text: str) -> None:
    assert read(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("r: {completion_14: 98,6 %}", "98,6 %"),
        ("r: {completion_14: 98,6 %, d: 1}", "98,6 %"),
        ("r: {a: 98,6%}", "98,6%"),
        ("r: {a: 1,53}", "1,53"),
        ("r: {a: trên 98,6 %}", "trên 98,6 %"),
        ("r: {ppc: 12,709, d: 2}", "12,709"),
        ("r: {ppc: 1,234,567}", "1,234,567"),
        ("r: [98,6 %]", "98,6 %"),
    ],
)
def test_a_decimal_comma_in_brackets_is_recognised(text: str, value: str) -> None:
    (fault,) = faults(text)
    assert (fault.id, fault.facts) == ("comma-in-flow", {"value": value})


def test_every_decimal_comma_in_one_line_is_reported_once() -> None:
    assert [f.facts["value"] for f in faults("r: {a: 98,6 %, b: 97,6 %}")] == ["98,6 %", "97,6 %"]


@pytest.mark.parametrize(
    "text",
    [
        "r: {a: 98, 6}",
        "r: [1,2]",
        "r: {1: 5,6: 7}",
        "r: {a: b1,6: }",
        "r: {a: '98',6: }",
        "r: {a: x,6}",
        "{a: '98,6 %'}",
    ],
)
def test_other_commas_are_let_through(text: str) -> None:
    assert read(text)


def test_all_faults_are_reported_together_even_before_a_syntax_error() -> None:
    assert told("a: 1\na: 2\nb: *x\nc: !t y\nd: [1\n") == [
        ("duplicate-key", 2, 1),
        ("yaml-alias", 3, 4),
        ("yaml-tag", 4, 4),
        ("yaml-syntax", 5, 4),
    ]


def test_the_first_line_of_a_duplicate_is_told() -> None:
    assert faults("\na: 1\nb: 2\na: 3\n")[0].facts == {"key": "a", "first": 2}


def test_depth_and_number_of_faults_and_nodes_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("[" * yaml.DEEPEST + "]" * yaml.DEEPEST)
    assert told("[" * 100_000) == [("too-deep", 1, yaml.DEEPEST + 1)]
    assert len(faults("a: 1\n" * 1000)) == yaml.MOST_FAULTS
    monkeypatch.setattr(yaml, "MOST_NODES", 5)
    assert read("{a: 1, b: 2}")
    assert [f.id for f in faults("{a: 1, b: 2, c: 3}")] == ["too-many-nodes"]


def test_an_alias_bomb_does_not_go_off() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{c}: &{c} [{','.join([f'*{b}'] * 9)}]\n" for b, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    before = time.perf_counter()
    assert {f.id for f in faults(bomb)} == {"yaml-alias"}
    assert time.perf_counter() - before < 1


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcđê_1", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(values.filter(lambda value: value is not None))
def test_json_is_read_as_it_means(value: object) -> None:
    assert plain(read(json.dumps(value, ensure_ascii=False))) == value


@given(st.from_regex(r"[-+.0-9eExXo_:]{1,8}", fullmatch=True))
def test_a_plain_scalar_is_the_number_it_spells_or_text(written: str) -> None:
    try:
        value = resolve(written)
    except ValueError:
        assert abs(Decimal(written).as_tuple().exponent) > 9  # type: ignore[arg-type]
        return
    if isinstance(value, int | Decimal):
        assert value == (int(written, 0) if written[1:2] in {"x", "o"} else Decimal(written))
    else:
        assert value == written


@given(st.text(st.sampled_from("ab:-,{}[]'\"#&*!|>%@\t\n 0. ?"), max_size=30))
def test_any_text_gives_a_tree_or_faults(text: str) -> None:
    try:
        documents = read_documents(Source("a.yaml", text.encode()))
    except Faulty as error:
        told_of = [fault.place.line for fault in error.faults if fault.place]
    else:
        told_of = [node.place.line for node in documents]
    assert told_of
