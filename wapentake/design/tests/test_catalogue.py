"""Every component once: valid, complete, and with its words beside each picture."""

import re
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest

from wapentake.design import catalogue
from wapentake.design import pictures as p
from wapentake.foundation.verdicts import Verdict

COMPONENTS = Path(catalogue.__file__).parent.parent / "jinja/design/components"


def test_the_catalogue_is_valid_and_whole(page: Callable[..., str]) -> None:
    html = page("design/catalogue.html", **catalogue.sample())
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "<title>Error: Components - Rotherham neighbourhoods</title>" in html


def test_every_macro_is_shown_in_the_catalogue() -> None:
    used = "".join(
        path.read_text() for path in [*COMPONENTS.rglob("*.html"), *COMPONENTS.parent.glob("catalogue*/*.html")]
    )
    used += (COMPONENTS.parent / "catalogue.html").read_text()
    defined = [name for path in COMPONENTS.glob("*.html") for name in re.findall(r"{% macro (\w+)\(", path.read_text())]
    unused = {
        name for name in defined if not re.search(rf"(?<!macro ){name}\b(?=[(,\s])", used.replace(f"macro {name}(", ""))
    }
    assert unused <= {"header", "button_for", "messages_list"}, unused


def test_every_macro_says_what_it_takes() -> None:
    for path in COMPONENTS.glob("*.html"):
        source = path.read_text()
        for name in re.findall(r"{% macro ([a-z]\w+)\(", source):
            assert re.search(rf"{{# (call )?{name}\b|, {name}\(", source), f"{path.name}: {name}"


def test_pictures_are_hidden_or_named(page: Callable[..., str]) -> None:
    root = html5lib.parse(page("design/catalogue.html", **catalogue.sample()), namespaceHTMLElements=False)
    pictures = list(root.iter("{http://www.w3.org/2000/svg}svg")) + list(root.iter("svg"))
    assert len(pictures) > 60
    for svg in pictures:
        named = svg.get("role") == "img" and svg.get("aria-label", "").endswith(".")
        assert named or svg.get("aria-hidden") == "true"
        links = list(svg.iter("{http://www.w3.org/2000/svg}a")) + list(svg.iter("a"))
        assert all(link.get("tabindex") == "-1" for link in links)


def test_money_is_drawn_and_told(draw: Callable[..., str]) -> None:
    html = draw(
        "money.html",
        "fund",
        p.FundLine("Ward Capital", p.MoneyBar.of(paid=3_000, reserved=1_000, left=6_050), "A note."),
    )
    assert '<rect class="reserved" fill="url(#wt-hatch)" x="29.85%" width="9.95%" height="100%"/>' in html
    assert "<b>£60.50</b> left of £100.50" in html
    assert "A note." in html
    assert "nothing allotted" in draw("money.html", "fund", p.FundLine("Next year", p.MoneyBar.of()))
    assert "<svg" not in draw("money.html", "money_bar", p.MoneyBar.of())


def test_the_penny_table_adds_up(draw: Callable[..., str]) -> None:
    lines = [
        p.FundLine("A", p.MoneyBar.of(paid=1, left=2)),
        p.FundLine("B", p.MoneyBar.of(committed=10, reserved=5, returned=7, left=1)),
    ]
    html = draw("money.html", "funds_table", lines, total="Both")
    foot = html.split("<tfoot>")[1]
    assert re.findall(r"£[\d.]+", foot) == ["£0.26", "£0.01", "£0.10", "£0.05", "£0.07", "£0.03"]
    assert "<tfoot>" not in draw("money.html", "funds_table", lines[:1])


def test_what_came_back_is_drawn_with_dots_and_named_where_there_is_any(draw: Callable[..., str]) -> None:
    html = draw("money.html", "money_bar", p.MoneyBar.of(paid=50, returned=25, left=25))
    assert '<rect class="returned" fill="url(#wt-dots)" x="50%" width="25%" height="100%"/>' in html
    assert "Returned" not in draw("money.html", "stages_key")
    assert "Returned: paid, came back, and is not settled yet" in draw("money.html", "stages_key", 25)


def test_a_refused_button_can_be_reached_and_says_why(draw: Callable[..., str]) -> None:
    no, yes = Verdict.no("You have £1,184 left, which is £16 too little."), Verdict.yes()
    html = draw("actions.html", "button_for", no, "Award £1,200", "why", name="act", value="award")
    assert 'aria-disabled="true" aria-describedby="why" name="act" value="award">Award £1,200</button>' in html
    assert '<p id="why"><b>Not possible now.</b> You have £1,184 left, which is £16 too little.</p>' in html
    assert " disabled" not in html.replace("aria-disabled", "")
    allowed = draw("actions.html", "button_for", yes, "Award £400", "why")
    assert "aria-disabled" not in allowed
    assert 'data-prevent-double-click="true"' in allowed


def test_a_stacked_table_keeps_its_roles_and_headings(draw: Callable[..., str]) -> None:
    html = draw("tables.html", "stack_table", catalogue.sample()["queue"])
    assert html.count('role="row"') == 3
    assert '<td role="cell" data-label="Amount" class="n"><span>£1,150.00</span></td>' in html
    assert 'aria-sort="ascending"' in html
    empty = draw("tables.html", "stack_table", catalogue.sample()["no_rows"])
    assert "<table" not in empty
    assert "No awards yet this year." in empty


def test_a_scrolling_table_is_a_region_that_keys_reach(draw: Callable[..., str]) -> None:
    html = draw("tables.html", "scroll_table", catalogue.sample()["statement"])
    assert '<div class="wt-scroll" role="region" aria-label="Money allocated by ward and fund" tabindex="0">' in html
    assert "Scroll the table sideways" in html
    assert '<tr class="me"><th scope="row">' in html


def test_a_mark_is_one_of_six(draw: Callable[..., str]) -> None:
    assert '<use href="#wt-money"/>' in draw("actions.html", "icon", "money")
    with pytest.raises(Exception, match="no attribute 'star'"):
        draw("actions.html", "icon", "star")


def test_long_work_shows_counted_steps(draw: Callable[..., str]) -> None:
    html = draw("actions.html", "long_work", 1200, 7860, "sent")
    assert "<b>1,200 of 7,860</b> sent" in html
    assert 'width="15.27%"' in html
    assert 'width="0.00%"' in draw("actions.html", "long_work", 0, 0, "sent")


def test_a_date_is_read_out_whole(draw: Callable[..., str]) -> None:
    html = draw("time.html", "day_tile", catalogue.ON, True, "By ")
    assert '<p class="wt-day wt-day--late"><b aria-hidden="true">24</b><span aria-hidden="true">Nov</span>' in html
    assert '<span class="govuk-visually-hidden">By 24 November 2026</span>' in html
