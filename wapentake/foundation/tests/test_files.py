"""Files from outside are read within bounds, and refused in a sentence."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wapentake.foundation.files import BadFile, check_file, hash_of, in_a_child, lines_of, read_json, read_text

HERE = "wapentake.foundation.tests.test_files"
BOUNDS = {"most": 100_000, "brackets": 100, "commas": 100, "depth": 5}


def given_file(folder: Path, content: bytes) -> Path:
    path = folder / "f.json"
    path.write_bytes(content)
    return path


def test_text_is_read_without_its_byte_order_mark(tmp_path):
    assert read_text(given_file(tmp_path, "\ufeffWath".encode()), most=100) == "Wath"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "f.json: The file is empty."),
        (b"x" * 101, "f.json: It has 101 bytes; the most that is read is 100 bytes."),
        (b"\x1f\x8b", "f.json: This is a gzip file. Unpack it first and give the file inside."),
        (b"PK\x03\x04", "f.json: This is a ZIP file. Unpack it first and give the file inside."),
        (b"\xff\xfea\x00", "f.json, line 1: The file is saved as UTF-16. Save it as UTF-8."),
        (b"one\ntwo\n\xe9", "f.json, line 3: The text is not UTF-8. Save the file as UTF-8."),
    ],
)
def test_a_file_that_cannot_be_text_is_refused(tmp_path, content, said):
    with pytest.raises(BadFile) as refusal:
        read_text(given_file(tmp_path, content), most=100)
    assert str(refusal.value) == said


def test_a_file_that_is_none_is_refused(tmp_path):
    with pytest.raises(BadFile, match="There is no such file"):
        check_file(tmp_path / "nothing", most=1)
    with pytest.raises(BadFile, match="This is not a file"):
        check_file(tmp_path, most=1)
    with pytest.raises(BadFile, match="This is not a file"):
        check_file(Path("/dev/zero"), most=1)


def test_lines_come_one_by_one_and_the_bad_one_is_named(tmp_path):
    path = given_file(tmp_path, b"\xef\xbb\xbfone\ntwo\n" + b"x" * 50)
    assert list(lines_of(path, most=1000, longest=60)) == ["one\n", "two\n", "x" * 50]
    with pytest.raises(BadFile) as refusal:
        list(lines_of(path, most=1000, longest=20))
    assert refusal.value.where == "line 3"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": ' * 6 + "1" + "}" * 6, "f.json, line 1: It is nested deeper than 5 levels."),
        ("\n\n" + "[" * 6 + "]" * 6, "f.json, line 3: It is nested deeper than 5 levels."),
        ("[" + "[]," * 101 + "[]]", "f.json: It holds too many things: the most is 100 brackets, 100 commas."),
        ("[" + "1," * 101 + "1]", "f.json: It holds too many things: the most is 100 brackets, 100 commas."),
        ('[1,\n\n"abc', "f.json, line 3: The file ends too early: it was cut short."),
        ("[1,\n2", "f.json, line 2: The file ends too early: it was cut short."),
        ("[1,\nNaN]", "f.json, line 2: NaN is not a number."),
        ("[-Infinity]", "f.json, line 1: -Infinity is not a number."),
        ("[1 2]", "f.json, line 1: This is not JSON (Expecting ',' delimiter)."),
        (f"[{'9' * 5000}]", "f.json: It holds a number or a nesting that cannot be read."),
    ],
)
def test_json_out_of_bounds_is_refused(tmp_path, text, said):
    with pytest.raises(BadFile) as refusal:
        read_json(given_file(tmp_path, text.encode()), **BOUNDS)
    assert str(refusal.value) == said


def test_brackets_inside_texts_are_no_depth(tmp_path):
    value = {"a": "[[[[[[[[[[{{{{{{", "b": 'say "[[[[[[[[" \\'}
    assert read_json(given_file(tmp_path, json.dumps(value).encode()), **BOUNDS) == value


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


def depth(value: object) -> int:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if parts is None else 1 + max(map(depth, parts), default=0)


@given(values)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_within_bounds_is_read_as_it_is(tmp_path, value):
    path = given_file(tmp_path, json.dumps(value).encode())
    bounds = {"most": 100_000, "brackets": 1000, "commas": 1000}
    assert read_json(path, **bounds, depth=depth(value)) == value
    if depth(value):
        with pytest.raises(BadFile, match="nested deeper"):
            read_json(path, **bounds, depth=depth(value) - 1)


@pytest.mark.parametrize(
    "unit",
    ['\\"', '"', "\\\\", '["', '"\\u00e9', "{", "[]"],
    ids=["escapes", "marks", "slashes", "open", "u", "braces", "lists"],
)
def test_no_text_makes_the_bounds_slow(tmp_path, unit):
    path = given_file(tmp_path, ('["' + unit * 1_000_000).encode())
    began = time.process_time()
    with pytest.raises(BadFile):
        read_json(path, most=20_000_000, brackets=10**9, commas=10**9, depth=40)
    assert time.process_time() - began < 2


def test_hashes_are_of_the_bytes(tmp_path):
    path = given_file(tmp_path, b"abc")
    assert hash_of(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def refuse(path: str) -> None:
    raise BadFile("f", "line 2", f"Bad: {path}.")


def fill(path: str) -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def spin(path: str) -> None:
    while True:
        pass


def twice(path: str, number: int) -> list[object]:
    return [path, 2 * number, b"\x00"]


def test_a_child_answers_and_refuses():
    assert in_a_child(f"{HERE}:twice", "a", 4) == ["a", 8, b"\x00"]
    with pytest.raises(BadFile) as refusal:
        in_a_child(f"{HERE}:refuse", "a")
    assert str(refusal.value) == "f, line 2: Bad: a."


def test_a_child_that_fills_the_memory_or_never_ends_is_stopped():
    with pytest.raises(BadFile, match="needs more than 200 MB of memory"):
        in_a_child(f"{HERE}:fill", "/x/f.json", megabytes=200)
    with pytest.raises(BadFile, match="Reading it took longer than 1 seconds"):
        in_a_child(f"{HERE}:spin", "/x/f.json", seconds=1)


def test_a_fault_of_our_own_in_a_child_is_not_called_the_files():
    with pytest.raises(RuntimeError, match="TypeError"):
        in_a_child(f"{HERE}:twice", "a")
