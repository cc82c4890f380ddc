"""What is published is found; what is withdrawn, held or not out yet is not."""

import datetime as dt

import pytest

from wapentake.foundation import calendars, published
from wapentake.foundation.published import words
from wapentake.foundation.published.search import count_by_family, search
from wapentake.foundation.published.testing import settle

from .pagesite import pages
from .publishing import boards  # noqa: F401  a fixture

HTML = "text/html; charset=utf-8"
PAGE = """<!DOCTYPE html><title>Elsewhere</title><nav>Menu</nav><main><h1>The <em>old</em> mill</h1><form>Ask</form>
<svg><title>A chart</title></svg><p>Two bench<b>es</b>.</p><td>Left</td><td>Right</td><nav>Pages</nav>
<script>let hidden</script>&amp; more<h1>Not the title</h1></main><footer>Foot</footer>"""
DAY = dt.timedelta(days=1)


def found(asked, at=None, **more):
    at = at or calendars.now()
    return [hit.path for hit in search(asked, at, families=["board", "boards"], **more)]


def test_the_words_of_a_page_are_its_heading_and_its_main_part():
    read = words.read(PAGE.encode(), HTML)
    assert read == {"title": "The old mill", "text": "Two benches. Left Right & more Not the title"}


@pytest.mark.parametrize("kind", ["application/atom+xml; charset=utf-8", "image/jpeg", "application/pdf"])
def test_only_pages_are_read(kind):
    assert words.read(PAGE.encode(), kind) == {"title": "", "text": ""}


def test_marks_of_the_database_are_taken_out():
    assert words.read(b"<main><h1>a\x00b</h1>c\x00", HTML) == {"title": "ab", "text": "c"}


@pytest.mark.django_db
@pytest.mark.usefixtures("boards")
class TestSearch:
    def test_a_word_is_found_in_its_other_forms_and_marked(self):
        pages.write("park", "New benches stand in the park")
        pages.write("road", "Mend the road")
        settle()
        [hit] = search("bench", calendars.now(), families=["board"])
        assert (hit.path, hit.family) == ("/boards/park/", "board")
        assert "".join(part for marked, part in hit.excerpt if marked) == "benches"
        assert "stand in the park" in "".join(part for _, part in hit.excerpt)
        assert search("bench", calendars.now(), families=["board"], refs=["board:road"]) == []
        assert count_by_family("bench", calendars.now(), families=["boards"]).keys() <= {"boards"}

    @pytest.mark.parametrize(
        "odd", ["-" * 60, "a " + "- " * 90, "bench " + "-" * 60, "bench" + " -(" * 60, "\x00bench"]
    )
    def test_signs_that_say_nothing_break_nothing(self, odd):
        pages.write("park", "New benches stand in the park")
        settle()
        for asked, pages_found in ((odd, ["/boards/park/"] if "bench" in odd else []), (f"bench {'-' * 60}park", [])):
            assert [hit.path for hit in search(asked, calendars.now(), families=["board"])] == pages_found

    def test_what_changed_is_found_by_its_new_words_alone(self):
        pages.write("park", "Mow the park")
        settle()
        pages.write("park", "Plant the meadow")
        settle()
        assert found("meadow")
        assert not [path for path in found("mow") if path == "/boards/park/"]

    def test_what_is_withdrawn_is_not_found(self):
        pages.write("park", "Mow the park")
        settle()
        assert "/boards/park/" in found("mow")
        published.withdraw("/boards/park/", by=None, reason="Wrong", at=calendars.now())
        assert "/boards/park/" not in found("mow")

    def test_what_a_hold_leaves_out_is_not_found_from_its_start(self):
        now = calendars.now()
        pages.write("park", "Mow the park")
        published.hold("election", starts=now + DAY, ends=now + 2 * DAY, reason="Poll", by=None, at=now)
        settle()
        assert "/boards/park/" in found("fete")
        assert found("fete", now + DAY) == []
        assert "/boards/park/" in found("mow", now + DAY)

    @pytest.mark.parametrize("asked", ["", "the", "'", "!!!", "(", "a & | !", "\\", "-mow", '"', ":*"])
    def test_odd_words_are_no_error(self, asked):
        pages.write("park", "Mow the park")
        settle()
        assert isinstance(found(asked), list)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<header>Menu</header><main><h1>Title</h1><p>Words</p></main><footer>End</footer>", ("Title", "Words")),
        ("<h1>Title</h1><main><p>Words</p></main>", ("", "Words")),
        ("<main><h1>Title</h1><p>An &lt;main&gt; &amp; more</p></main>", ("Title", "An <main> & more")),
        ("<h1>Title</h1><p>No main part</p>", ("", "")),
        ("</main><main><h1>Turned round", ("Turned round", "")),
    ],
)
def test_what_stands_before_and_after_the_main_part_is_not_read(page: str, found: tuple[str, str]):
    assert tuple(words.read(page.encode(), "text/html").values()) == found
