"""News of money reaches every page that changes with it. All pages are rendered twice, so this is asked at night."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import transaction
from django.db.models import QuerySet

from tests.cast import person
from wapentake.foundation import calendars
from wapentake.foundation.models import Change
from wapentake.foundation.published.marking import families
from wapentake.foundation.published.render import Rendered, render_safely
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions
from wapentake.funding.models import Application
from wapentake.funding.states import ApplicationState
from wapentake.site.actions.money import tick_all

pytestmark = [pytest.mark.nightly, pytest.mark.timeout(900)]
GIVEN = {"reasons": "It helps.", "equality": "Nobody loses.", "alternatives": "None."}
Act = Callable[[Application, dt.datetime], object]


def approve(application: Application, at: dt.datetime) -> None:
    tick_all(application, by=person("priya"), at=at)
    actions.approve(application, **GIVEN, interest=False, by=person("priya"), at=at, key=f"approve:{application.pk}")


def correct(application: Application, at: dt.datetime) -> None:
    actions.correct_record(application, **GIVEN, what="A name.", why="It was wrong.", by=person("priya"), at=at)


ACTS: dict[str, tuple[ApplicationState, Act]] = {
    "approved": (ApplicationState.SUPPORTED, approve),
    "paid": (
        ApplicationState.APPROVED,
        lambda one, at: actions.pay(one, by=person("colin"), at=at, key=f"pay:{one.pk}"),
    ),
    "given back": (
        ApplicationState.PAID,
        lambda one, at: actions.return_money(
            one, 1_000, reason="It was cheaper.", by=person("colin"), at=at, key=f"return:{one.pk}"
        ),
    ),
    "corrected": (ApplicationState.PAID, correct),
    "cancelled": (
        ApplicationState.APPROVED,
        lambda one, at: actions.cancel_award(one, reason="The group has ended.", by=person("priya"), at=at),
    ),
}


def one_that_may(found: QuerySet[Application], act: Act, at: dt.datetime) -> Application:
    """Let the first of some applications to which it may happen take the step, and return it."""
    for application in found.select_related("fund", "ward", "organisation").order_by("?")[:80]:
        try:
            with transaction.atomic():
                act(application, at)
        except (Refused, PermissionError):
            continue
        return application
    raise AssertionError("The demonstration has no application to which this may happen")


def rendered(at: dt.datetime) -> dict[str, Rendered]:
    """Render every page that is there, as of one moment."""
    paths = {path for family in families().values() for path in family.paths()}
    found = {path: render_safely(path, at=at, stamp=at) for path in sorted(paths)}
    return {path: page for path, page in found.items() if page is not None}


def left_behind(changed: dict[str, Rendered], news: set[str]) -> list[str]:
    return [path for path, page in changed.items() if not set(page.shown.refs) & news]


def test_no_page_is_left_behind_by_what_happens_to_an_award(cast_db: str):
    at = calendars.now()
    before = rendered(at)
    Change.objects.all().delete()
    for state, act in ACTS.values():
        one_that_may(Application.objects.filter(state=state), act, at)
    news = set(Change.objects.values_list("ref", flat=True))
    after = rendered(at)
    changed = {path: page for path, page in before.items() if page.body != after[path].body}
    assert len(changed) > 20
    assert left_behind(changed, news) == [], sorted(news)
    wards = {ref for ref in news if ref.startswith("ward:")}
    assert left_behind(changed, news - wards), "without news of the wards, some are"
    # And most are left alone: an award is news for its ward and for the borough's sums, for no other ward's pages.
    assert sum(bool(set(page.shown.refs) & news) for page in before.values()) < len(before) / 3
