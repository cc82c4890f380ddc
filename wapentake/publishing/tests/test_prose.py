"""What people type is words, whatever marks are in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.publishing.pages.prose import Run, blocks_of, plain_text

ARTICLE = """## On Saturday

The **new** swings open at [the park](https://example.org/park).
Bring a friend.

- Swings
- A slide

1. First
2. Second

> It is what we asked for.
"""


def test_marks_become_blocks() -> None:
    blocks = blocks_of(ARTICLE)
    assert [block.kind for block in blocks] == ["h2", "p", "ul", "ol", "quote"]
    assert blocks[1].runs == [
        Run("The "), Run("new", strong=True), Run(" swings open at "), Run("the park", href="https://example.org/park"),
        Run("."), Run(" "), Run("Bring a friend."),
    ]  # fmt: skip
    assert [[run.text for run in line] for line in blocks[2].lines] == [["Swings"], ["A slide"]]
    assert plain_text(ARTICLE).startswith("On Saturday\n\nThe new swings open at the park. Bring a friend.")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "vbscript:x",
    ],
)
def test_a_link_goes_nowhere_dangerous(href: str) -> None:
    for block in blocks_of(f"[here]({href}) and <{href}>"):
        assert not any(run.href for run in block.runs)


def test_tags_are_words() -> None:
    [block] = blocks_of("<script>alert(1)</script> <b>x</b> &lt;")
    assert "".join(run.text for run in block.runs) == "<script>alert(1)</script> <b>x</b> &lt;"


def test_a_passage_says_its_language_and_which_way_it_is_written() -> None:
    mixed, whole, unknown = blocks_of(
        "Say [cy: **Croeso** i bawb] and [ur: خوش آمدید].\n\n[ur: یہاں [پڑھیں](https://example.org/)]\n\n[xx: no] [ur]"
    )
    assert [(run.text, run.lang, run.dir) for run in mixed.runs] == [
        ("Say ", "", ""), ("Croeso", "cy", "ltr"), (" i bawb", "cy", "ltr"), (" and ", "", ""),
        ("خوش آمدید", "ur", "rtl"), (".", "", ""),
    ]  # fmt: skip
    assert mixed.runs[1].strong
    assert (whole.lang, whole.dir) == ("ur", "rtl")
    assert whole.runs[1].href == "https://example.org/"
    assert "".join(run.text for run in unknown.runs) == "[xx: no] [ur]"
    assert (mixed.lang, unknown.lang) == ("", "")
    assert plain_text("[cy: Croeso]") == "Croeso"


@given(st.text(max_size=300) | st.text(alphabet="[]()cyur: *\n", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for block in blocks_of(text):
        assert block.runs or block.lines or block.kind in ("ul", "ol", "quote")
