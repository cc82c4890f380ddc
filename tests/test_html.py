"""Every HTML answer in a test must be valid: each planted fault is found, with its place, and fails the test."""

import html5lib
import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from tests import html

GOOD = """<!DOCTYPE html>
<html lang="en-GB">
<head><title>Wath</title></head>
<body>
<h1 id="top">Wath</h1>
{}
</body>
</html>
"""


FAULTS = [
    ("<p>One<div>two</div></p>", "Unexpected end tag (p)"),
    ("<ul><li>One</ul></section>", "(section)"),
    ("<p class='a' class='b'>One</p>", "uplicate attribute"),
    ("<p>Fish & chips &copy 2026</p>", "Named entity didn't end with ';'"),
    ("<table><tr><td>1</td></tr><p>out</p></table>", "in table context"),
    ("<main><p>never closed</main></main>", "End tag (main) seen too early"),
    ("<h2 id='top'>Money</h2>", "The id “top” is given a second time"),
    ("<p id='two words'>x</p>", "has a space in it"),
    ("<img src='/a.png'>", "<img> has no alt"),
    ("<img src='/a.png' alt='DSC_0042.JPG'>", "is the name of a file"),
    ("<table><tr><th>Fund</th></tr></table>", "<th> has no scope"),
    ("<table><tbody><tr><td>CLF</td><td>£4</td></tr></tbody></table>", "A row of several cells has no heading"),
    ("<h3>Awards</h3>", "level 3 follows one of level 1"),
    ("<p><a href='/'>Click here</a></p>", "The link says “Click here”"),
    ("<p><a href='/'>Read more …</a></p>", "say where it leads"),
    ("<p><a href='/'><svg><path d='M0 0'/></svg></a></p>", "The link says nothing"),
    ("<p><input name='q'></p>", "<input> has no label"),
    ("<p><label for='r'>Ward</label><select id='q'><option>Wath</option></select></p>", "<select> has no label"),
    ("<p style='color: red'>x</p>", "<p> has style="),
    ("<style>p { color: red }</style>", "<style> in the page"),
    ("<p onclick='go()'>x</p>", "<p> has onclick="),
    ("<p tabindex='3'>x</p>", "tabindex above 0"),
    ("<p><a href='#money'>Money</a></p>", "href points to “money”"),
    ("<p aria-describedby='why'>x</p>", "aria-describedby points to “why”"),
    ("<p><a href='/budget/2021-22.pdf'>The whole year</a></p>", "leads to a PDF: say so"),
    ("<label for='q'>Your e-mail address</label><input id='q' type='email'>", "has no autocomplete"),
]
PLANTED = [planted for planted, _ in FAULTS]


@pytest.mark.parametrize(("planted", "said"), FAULTS)
def test_a_planted_fault_is_found_on_its_line(planted, said):
    found = html.faults(GOOD.format(planted))
    assert any(said in line and line.startswith("line 6,") for line in found), found


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (GOOD.replace("<!DOCTYPE html>\n", ""), "doctype"),
        (GOOD.replace(' lang="en-GB"', ""), "<html> has no lang"),
        (GOOD.replace("Wath</title>", "</title>"), "has no title"),
        (GOOD.replace("{}", "<p class='govuk-error-message'>Enter a postcode</p>"), "does not begin with “Error: ”"),
        (
            GOOD.replace(
                "{}",
                "<section aria-labelledby='m'><h2 id='m'>Tax</h2><div role='region' aria-label='Tax'></div></section>",
            ),
            "A second part of the page is called “Tax”",
        ),
        (GOOD.replace("{}", "<div class='govuk-error-summary'>Too late</div>"), "does not begin with “Error: ”"),
    ],
)
def test_what_belongs_to_a_whole_page(page, said):
    assert any(said.lower() in line.lower() for line in html.faults(page.format("")))


HARMLESS = [
    "<section aria-labelledby='m'><h2 id='m'>Money</h2><div role='region' aria-label='By ward'></div></section>",
    "<label>Ward <input name='q'></label>",
    "<label for='q'>Your name</label><input id='q' autocomplete='name'>",
    "<label for='q'>Name of the group</label><input id='q'>",
    "<p><a href='/budget/2021-22.pdf'>The whole year (PDF)</a></p>",
    "<input type='hidden' name='q' value='1'><button>Find</button>",
    "<input name='q' aria-label='Postcode'>",
    "<img src='/a.png' alt=''>",
    "<svg role='img' aria-labelledby='t'><title id='t'>Map</title><path d='M0 0'/></svg>",
    "<h2>Money</h2><h3>Awards</h3><h2>People</h2>",
    "<p><a href='#top'>Top</a> <a href='/a/'><img src='/a.png' alt='Wath'></a></p>",
    "<table><thead><tr><th scope='col'>Fund</th></tr></thead><tbody><tr><td>CLF</td></tr></tbody></table>",
    "<table><tbody><tr><th scope='row'>CLF</th><td>£4</td><td>£5</td></tr></tbody></table>",
]


@pytest.mark.parametrize("harmless", HARMLESS)
def test_what_is_right_is_left_alone(harmless):
    assert html.faults(GOOD.format(harmless)) == []


def test_a_part_of_a_page_needs_no_doctype_and_may_point_out_of_itself():
    assert html.faults("<p aria-describedby='why'>x</p>", fragment=True) == []
    assert html.faults("<p>x</div>", fragment=True)


def _codes(text):
    parser = html5lib.HTMLParser()
    parser.parse(text)
    return [code for _, code, _ in parser.errors]


@pytest.mark.parametrize("planted", [*PLANTED, *HARMLESS, "<p>\x00</p>", "<table> 1 <tr></table>", '<p title="a > b">'])
def test_bones_have_the_faults_of_their_page(planted):
    """Whose bones were sound once is not parsed again, so they must show a parser all that the page would."""
    page = GOOD.format(f'<p class="a-b" title="Ward 4">Wath, £400 “left”</p>{planted}<p id="p">Its end</p>')
    assert _codes(html.bones(page)) == _codes(page)
    assert "Wath, £400" not in html.bones(page)


def test_pages_that_differ_in_words_alone_are_parsed_once(monkeypatch):
    html.faults(GOOD.format("<p title='a'>Nobody has said this</p>"))
    monkeypatch.setattr(html.html5lib, "HTMLParser", None)
    assert html.faults(GOOD.format("<p title='a'>Nor this</p>")) == []
    with pytest.raises(TypeError):
        html.faults(GOOD.format("<p title='a'>Nor this</div>"))


@login_not_required
def planted(request):
    """Answer what the test asks for."""
    kind = request.GET.get("kind", "text/html; charset=utf-8")
    return HttpResponse(GOOD.format(request.GET["body"]), content_type=kind)


urlpatterns = [path("planted/", planted)]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
class TestTheClient:
    def test_fails_the_test_that_asked_and_names_address_line_and_words(self, client):
        with pytest.raises(
            AssertionError, match=r"GET /planted/ \(200\) is not valid HTML:\n  line 6, column \d+: "
        ) as failed:
            client.get("/planted/", {"body": "<p onclick='go()'>x</p>"})
        assert "<p onclick='go()'>x</p>" in str(failed.value)

    def test_fails_again_for_the_same_page(self, client):
        for _ in range(2):
            with pytest.raises(AssertionError, match="no alt"):
                client.get("/planted/", {"body": "<img src='/a.png'>"})

    def test_leaves_good_pages_and_other_kinds_alone(self, client):
        assert client.get("/planted/", {"body": "<p>x</p>"}).status_code == 200
        assert client.get("/planted/", {"body": "<p></div>", "kind": "text/plain"}).status_code == 200

    def test_keeps_good_pages_for_another_checker(self, client, tmp_path, monkeypatch):
        monkeypatch.setenv("KEEP_PAGES", str(tmp_path))
        client.get("/planted/", {"body": "<p>kept</p>"})
        assert [file.read_text() for file in tmp_path.iterdir()] == [GOOD.format("<p>kept</p>")]
