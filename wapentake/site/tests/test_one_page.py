"""A ward on one page: without anything, and with a priority and figures of before and after its plan began."""

import datetime as dt
import re
import zlib

import time_machine
from django.core.management import call_command
from django.urls import reverse

from wapentake.evidence.tests.conftest import crime, given, police, wards  # noqa: F401  two are fixtures
from wapentake.funding.tests.world import AT
from wapentake.office.queries import LeftOut
from wapentake.office.states import HeldPart
from wapentake.office.tests import factories as make
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.plans.models import Cycle, Priority
from wapentake.site.documents import one_page_pdf
from wapentake.site.pages import one_page

TODAY = AT.date()


def sides(pdf: bytes) -> int:
    """Return how many pages a PDF says that it has."""
    packed = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    opened = [zlib.decompressobj().decompress(one) for one in packed if one.startswith(b"x")]
    [count] = re.findall(rb"/Type ?/Pages.{0,200}?/Count (\d+)", b" ".join([pdf, *opened]), re.DOTALL)
    return int(count)


def test_a_ward_without_a_plan_or_figures_says_what_is_missing(db):
    ward = make.make_ward("Boston Castle", seats=3)
    page = one_page(ward, TODAY)
    assert page.lede == "No councillor sits for this ward at present."
    assert page.no_priorities == "The councillors have not published priorities for this ward yet."
    assert "Officers of the neighbourhoods team load them at the desk" in page.no_figures
    assert (page.figures, page.note) == (None, "")
    assert b"pdfuaid" in one_page_pdf(page, TODAY)


def test_priorities_stand_above_the_first_figures_on_one_side(wards, given, client):  # noqa: F811  fixtures
    ages = "E01033770,X,census21_pop,Aged 65 years and over,1000\n"
    call_command("load_readings", given(f"lsoa21_code,ward_code_bestfit,table,category,count\n{ages}", "census.csv"))
    for month, count in (("2026-06", 2), ("2026-10", 8)):
        lines = [crime(month, "Anti-social behaviour")] * count
        call_command("load_readings", given(police(*lines), f"{month}.csv"))
    ward = Ward.objects.select_related("edition").get(code=wards[0])
    cycle = Cycle.objects.create(name="2026 to 2028", from_date=dt.date(2026, 7, 1))
    by = User.objects.create(name="Wendy Cole", email="cole@rotherham.example")
    Priority.objects.create(
        ward=ward, cycle=cycle, number=1, slug="safe", title="Safe after dark", summary="Lights.", drafted_by=by,
        drafted_at=AT, state="published", published_at=AT,
    )  # fmt: skip
    page = one_page(ward, TODAY)
    assert page.priorities == [("Safe after dark", "No actions yet")]
    assert page.began == "1 July 2026"
    assert [column.label for column in page.figures.columns][-2:] == ["When the plan began", "Since"]
    rate = next(row.cells for row in page.figures.rows if row.cells[0].text.startswith("Anti-social behaviour"))
    assert rate[-2:] == ["2.0, June 2026", "Up, which is worse."]
    assert sides(one_page_pdf(page, TODAY)) == 1
    held = one_page(ward, TODAY, LeftOut(frozenset({HeldPart.PROGRESS}), "Left out until the poll."))
    assert (held.priorities, held.left_out) == ([("Safe after dark", "")], "Left out until the poll.")
    with time_machine.travel(AT, tick=False):
        shown = client.get(reverse("site:one_page", args=[ward.slug])).content.decode()
        assert "Safe after dark" in shown
        assert "2.0, June 2026" in shown
        assert sides(client.get(reverse("site:one_page_pdf", args=[ward.slug])).content) == 1
