"""The register of interests: kept by each member, read as at any date, asked at each decision."""

import datetime as dt

import pytest

from wapentake.foundation import audit
from wapentake.foundation.calendars import LONDON
from wapentake.foundation.verdicts import Refused
from wapentake.office import actions, queries, rules
from wapentake.office.actions import Entry
from wapentake.office.forms import InterestForm
from wapentake.office.models import Interest
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation

from . import factories as make

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)
DAY = dt.timedelta(days=1)


def make_group(name="Eastwood Youth Club", **more) -> Organisation:
    number = next(make.COUNT)
    return Organisation.objects.create(kind="group", sector="voluntary", name=name, slug=f"group-{number}", **more)


@pytest.fixture
def grace():
    return make.make_councillor(make.make_ward(), "Grace Okafor")


def entry(group=None, **more) -> Entry:
    said = {"category": "body", "holder": "member", "description": "Treasurer", "arose_on": dt.date(2026, 11, 1)}
    return Entry(**{**said, "organisation": group, **more})


@pytest.mark.parametrize("holder", ["member", "partner", "family"])
def test_an_interest_of_oneself_a_partner_or_family_keeps_out(grace, holder):
    group, other = make_group(), make_group("Boston Park Friends")
    actions.register_interest(grace, entry(group, holder=holder), by=grace.user, at=AT)
    verdict = rules.may_take_part(grace, group, AT)
    assert verdict.reason == "Cllr Grace Okafor has an interest in Eastwood Youth Club and cannot take part."
    assert rules.may_take_part(grace, other, AT)
    assert rules.may_take_part(make.make_councillor(make.make_ward("Wath")), group, AT)


def test_the_moment_counts_before_during_and_after(grace):
    group = make_group()
    interest = actions.register_interest(grace, entry(group), by=grace.user, at=AT)
    assert rules.may_take_part(grace, group, AT - DAY)
    assert not rules.may_take_part(grace, group, AT + DAY)
    actions.end_interest(interest, dt.date(2026, 12, 1), by=grace.user, at=AT + DAY)
    assert not rules.may_take_part(grace, group, AT + 6 * DAY)
    assert rules.may_take_part(grace, group, AT + 7 * DAY)


def test_a_merged_group_is_still_the_same_group(grace):
    old, new = make_group("Eastwood Boys Club"), make_group("Eastwood Young People")
    actions.register_interest(grace, entry(old), by=grace.user, at=AT)
    assert rules.may_take_part(grace, new, AT)
    old.merged_into = new
    old.save()
    assert not rules.may_take_part(grace, new, AT)
    assert not rules.may_take_part(grace, old, AT)


@pytest.mark.parametrize(
    ("description", "kept_out"),
    [
        ("Treasurer of the Eastwood Youth Club, since 2019", True),
        ("eastwood YOUTH club", True),
        ("Eastwood Youth Clubhouse Ltd", False),
        ("Governor of Eastwood School", False),
    ],
)
def test_a_name_in_the_words_counts_too(grace, description, kept_out):
    actions.register_interest(grace, entry(description=description), by=grace.user, at=AT)
    assert bool(queries.interests_in(grace, make_group(), AT)) is kept_out


@pytest.mark.parametrize(("category", "kept_out"), [("land", False), ("licences", False), ("employment", True)])
def test_a_withheld_address_cannot_be_guessed_by_the_name_of_a_group(grace, category, kept_out):
    said = entry(category=category, description="A flat in the borough", sensitive=True)
    actions.register_interest(grace, said, by=grace.user, at=AT)
    assert bool(rules.may_take_part(grace, make_group("Flat in the borough"), AT)) is not kept_out


def test_a_change_is_a_new_version_and_the_register_is_read_as_at_any_moment(grace):
    first = actions.register_interest(grace, entry(description="Member"), by=grace.user, at=AT)
    later = AT + 3 * DAY
    second = actions.change_interest(first, entry(description="Chair"), by=grace.user, at=later)
    assert second.entry == first.entry
    assert [i.description for i in queries.register_of(grace, AT)] == ["Member"]
    assert [i.description for i in queries.register_of(grace, later)] == ["Chair"]
    assert list(queries.register_of(grace, AT - DAY)) == []
    assert [i.description for i in queries.versions_of(grace)[first.entry]] == ["Chair", "Member"]
    assert actions.change_interest(second, entry(description="Chair"), by=grace.user, at=later + DAY) == second
    assert Interest.objects.count() == 2
    said = audit.history(grace.ref)
    assert [record.action for record in said] == ["interest_registered", "interest_changed"]
    assert "Chair" not in said[-1].facts
    assert said[-1].personal.data["description"] == "Chair"


def test_the_current_version_changes_whichever_version_was_on_the_page(grace):
    first = actions.register_interest(grace, entry(description="Member"), by=grace.user, at=AT)
    actions.change_interest(first, entry(description="Chair"), by=grace.user, at=AT + DAY)
    actions.change_interest(first, entry(description="President"), by=grace.user, at=AT + 2 * DAY)
    assert [i.description for i in queries.register_of(grace, AT + 2 * DAY)] == ["President"]


def test_each_member_keeps_the_own_register_and_the_monitoring_officer_may(grace):
    colleague = make.make_councillor(grace.terms.get().ward)
    with pytest.raises(Refused, match="keeps their own register"):
        actions.register_interest(grace, entry(), by=colleague.user, at=AT)
    officer = make.make_user("Anita Mwangi")
    make.give_role(officer, RoleKind.MONITORING_OFFICER)
    interest = actions.register_interest(grace, entry(), by=officer, at=AT)
    assert interest.recorded_by == officer
    assert rules.may_see_withheld(roles_of(officer, AT.date()), grace)
    assert not rules.may_see_withheld(roles_of(colleague.user, AT.date()), grace)


def test_a_withheld_interest_keeps_out_and_says_nothing(grace):
    group = make_group()
    secret = actions.register_interest(grace, entry(group, description="Patient", sensitive=True), by=grace.user, at=AT)
    assert rules.published_words(secret) == "Interest withheld under section 32(2) of the Localism Act 2011"
    assert "Patient" not in rules.may_take_part(grace, group, AT).reason
    assert not rules.may_take_part(grace, group, AT)


def test_the_28_days():
    arose = dt.date(2026, 11, 1)
    assert rules.register_by(arose) == dt.date(2026, 11, 29)
    assert rules.days_left_to_register(arose, dt.date(2026, 11, 24)) == 5
    assert rules.days_left_to_register(arose, dt.date(2026, 12, 1)) == -2


def test_an_interest_ends_once_and_not_before_it_arose(grace):
    interest = actions.register_interest(grace, entry(), by=grace.user, at=AT)
    with pytest.raises(Refused, match="or later"):
        actions.end_interest(interest, dt.date(2026, 10, 1), by=grace.user, at=AT)
    actions.end_interest(interest, dt.date(2026, 11, 20), by=grace.user, at=AT)
    with pytest.raises(Refused, match="ended already"):
        actions.end_interest(interest, dt.date(2026, 11, 21), by=grace.user, at=AT)
    assert [i.ended_on for i in queries.register_of(grace, AT, ended=True)] == [dt.date(2026, 11, 20)]


@pytest.fixture
def anita():
    officer = make.make_user("Anita Mwangi")
    make.give_role(officer, RoleKind.MONITORING_OFFICER)
    return officer


def test_the_member_asks_to_withhold_and_only_the_monitoring_officer_agrees(grace, anita):
    asked = actions.register_interest(grace, entry(sensitive=True), by=grace.user, at=AT)
    assert asked.asks_to_withhold
    assert queries.requests_to_withhold() == [asked]
    for nobody in (grace.user, make.make_councillor(make.make_ward("Wath")).user):
        with pytest.raises(Refused, match="The Monitoring Officer decides"):
            actions.settle_withholding(asked, True, by=nobody, at=AT)
    agreed = actions.settle_withholding(asked, True, by=anita, at=AT + DAY)
    assert (agreed.sensitive, agreed.withholding_agreed, agreed.recorded_by) == (True, True, anita)
    assert queries.requests_to_withhold() == []
    assert audit.history(grace.ref)[-1].action == "withholding_agreed"
    with pytest.raises(Refused, match="settled already"):
        actions.settle_withholding(agreed, False, by=anita, at=AT + DAY)


def test_a_request_that_is_refused_is_published_and_stays_on_record(grace, anita):
    asked = actions.register_interest(grace, entry(sensitive=True), by=grace.user, at=AT)
    refused = actions.settle_withholding(asked, False, by=anita, at=AT + DAY)
    assert not refused.sensitive
    assert rules.published_words(refused) == "Treasurer"
    assert queries.requests_to_withhold() == []
    assert audit.history(grace.ref)[-1].action == "withholding_refused"
    assert [one.sensitive for one in queries.versions_of(grace)[asked.entry]] == [False, True]


def test_what_was_agreed_holds_for_these_words_only(grace, anita):
    said = entry(sensitive=True)
    asked = actions.register_interest(grace, said, by=grace.user, at=AT)
    agreed = actions.settle_withholding(asked, True, by=anita, at=AT + DAY)
    assert actions.change_interest(agreed, said, by=grace.user, at=AT + 2 * DAY) == agreed
    other = actions.change_interest(agreed, entry(sensitive=True, description="Chair"), by=grace.user, at=AT + 2 * DAY)
    assert other.asks_to_withhold
    again = actions.settle_withholding(other, True, by=anita, at=AT + 3 * DAY)
    ended = actions.end_interest(again, AT.date() + 4 * DAY, by=grace.user, at=AT + 5 * DAY)
    assert ended.withholding_agreed


def test_what_was_read_is_what_is_settled(grace, anita):
    asked = actions.register_interest(grace, entry(sensitive=True), by=grace.user, at=AT)
    actions.change_interest(asked, entry(sensitive=True, description="Chair"), by=grace.user, at=AT + DAY)
    with pytest.raises(Refused, match="changed meanwhile"):
        actions.settle_withholding(asked, True, by=anita, at=AT + 2 * DAY)


def test_an_organisation_that_is_not_known_is_not_dropped(grace):
    make_group()
    said = {
        "category": "body", "holder": "member", "description": "Treasurer",
        "arose_on-day": 1, "arose_on-month": 11, "arose_on-year": 2026,
    }  # fmt: skip
    unknown = InterestForm({**said, "body": "Eastwood Yuth Club"}, on=AT.date())
    assert not unknown.is_valid()
    assert "write the full name under What it is" in unknown.errors["body"][0]
    known = InterestForm({**said, "body": "eastwood youth club"}, on=AT.date())
    assert known.is_valid(), known.errors
    assert known.entry().organisation == Organisation.objects.get(name="Eastwood Youth Club")
    assert InterestForm({**said, "body": " "}, on=AT.date()).is_valid()
