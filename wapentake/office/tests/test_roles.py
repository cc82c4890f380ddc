"""Who may act as what, on which day."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from wapentake.foundation.operations import tombstones
from wapentake.office import actions, queries, rules
from wapentake.office.models import RoleHeld, Term, Vacancy
from wapentake.office.queries import co_ordinator_of, members_of, roles_of
from wapentake.office.states import RoleKind, TermEnd
from wapentake.people.actions import deactivate
from wapentake.people.models import User
from wapentake.places.models import Locality

from . import factories as make

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


def test_a_member_acts_in_the_own_ward_only():
    ward, other = make.make_ward(), make.make_ward("Keppel")
    councillor = make.make_councillor(ward)
    roles = roles_of(councillor.user, TODAY)
    assert (roles.councillor, roles.ward) == (councillor, ward)
    assert roles.has(RoleKind.WARD_COUNCILLOR)
    assert roles.is_member_of(ward)
    assert not roles.is_member_of(other)
    assert roles.in_ward(RoleKind.WARD_COUNCILLOR, ward)
    assert not roles.in_ward(RoleKind.CO_ORDINATOR, ward)


def test_a_term_ends_on_its_last_day_and_says_so():
    councillor = make.make_councillor(make.make_ward(), began=dt.date(2021, 5, 10), until=dt.date(2024, 5, 6))
    assert roles_of(councillor.user, dt.date(2024, 5, 5)).may_use_desk
    gone = roles_of(councillor.user, dt.date(2024, 5, 6))
    assert not gone.may_use_desk
    assert gone.term is None
    assert rules.may_use_desk(gone).reason.startswith("Your term of office ended on 6 May 2024, so you can no longer")


def test_a_term_that_has_not_begun_says_when():
    councillor = make.make_councillor(make.make_ward(), began=dt.date(2028, 5, 8))
    assert "begins on 8 May 2028" in rules.may_use_desk(roles_of(councillor.user, TODAY)).reason


def test_a_suspended_member_keeps_the_seat_and_may_not_act():
    ward = make.make_ward()
    councillor, colleague = make.make_councillor(ward, "Ada"), make.make_councillor(ward, "Ben")
    make.suspend(councillor, dt.date(2026, 11, 1), dt.date(2026, 12, 1))
    roles = roles_of(councillor.user, TODAY)
    assert not roles.may_use_desk
    assert "suspended until 1 December 2026" in rules.may_use_desk(roles).reason
    assert members_of(ward, TODAY) == [colleague]
    assert members_of(ward, TODAY, include_suspended=True) == [councillor, colleague]
    assert roles_of(councillor.user, dt.date(2026, 12, 1)).is_member_of(ward)


def test_a_cabinet_member_is_a_ward_member_too_and_both_end_with_the_seat():
    ward = make.make_ward()
    councillor = make.make_councillor(ward, until=dt.date(2026, 11, 20))
    make.give_role(councillor.user, RoleKind.CABINET_MEMBER)
    before = roles_of(councillor.user, dt.date(2026, 11, 19))
    assert before.has(RoleKind.CABINET_MEMBER)
    assert before.is_member_of(ward)
    assert not roles_of(councillor.user, dt.date(2026, 11, 20)).has(RoleKind.CABINET_MEMBER)


def test_suspension_stops_what_rests_on_the_seat_but_a_co_opted_member_has_none():
    councillor = make.make_councillor(make.make_ward())
    make.give_role(councillor.user, RoleKind.SCRUTINY_MEMBER)
    make.suspend(councillor, dt.date(2026, 11, 1))
    assert not roles_of(councillor.user, TODAY).may_use_desk
    co_opted = make.make_user()
    make.give_role(co_opted, RoleKind.SCRUTINY_MEMBER)
    assert roles_of(co_opted, TODAY).has(RoleKind.SCRUTINY_MEMBER)


def test_a_role_for_a_locality_holds_in_its_wards():
    north, south = make.make_ward("Wath", locality="North"), make.make_ward("Wales", locality="South")
    user = make.make_user()
    make.give_role(user, RoleKind.SUPPORT_OFFICER, locality=north.localities.get().locality)
    roles = roles_of(user, TODAY)
    assert roles.in_ward(RoleKind.SUPPORT_OFFICER, north)
    assert not roles.in_ward(RoleKind.SUPPORT_OFFICER, south)


def test_a_role_for_the_whole_council_holds_everywhere_but_one_for_an_organisation_does_not():
    from wapentake.organisations.models import Organisation

    ward, user, partner = make.make_ward(), make.make_user(), make.make_user()
    make.give_role(user, RoleKind.HEAD_OF_NEIGHBOURHOODS)
    assert roles_of(user, TODAY).in_ward(RoleKind.HEAD_OF_NEIGHBOURHOODS, ward)
    police = Organisation.objects.create(kind="partner", sector="public", name="Police", slug="police")
    make.give_role(partner, RoleKind.PARTNER, organisation=police)
    assert roles_of(partner, TODAY).has(RoleKind.PARTNER)
    assert not roles_of(partner, TODAY).in_ward(RoleKind.PARTNER, ward)


def test_who_covers_comes_before_whom_they_cover_for():
    ward = make.make_ward(locality="Central")
    own, cover = make.make_user("Own"), make.make_user("Cover")
    role = make.give_role(own, RoleKind.CO_ORDINATOR, ward=ward)
    stand_in = make.give_role(
        cover, RoleKind.CO_ORDINATOR, dt.date(2026, 11, 16), dt.date(2026, 11, 30), ward=ward, covers_for=role
    )
    assert co_ordinator_of(ward, dt.date(2026, 11, 15)) == role
    assert co_ordinator_of(ward, TODAY) == stand_in
    assert co_ordinator_of(ward, dt.date(2026, 11, 30)) == role
    assert roles_of(cover, TODAY).in_ward(RoleKind.CO_ORDINATOR, ward)
    assert not roles_of(cover, dt.date(2026, 11, 30)).may_use_desk


def test_a_co_ordinator_of_the_ward_comes_before_one_of_the_locality():
    ward = make.make_ward(locality="Central")
    make.give_role(make.make_user(), RoleKind.CO_ORDINATOR, locality=ward.localities.get().locality)
    near = make.give_role(make.make_user(), RoleKind.CO_ORDINATOR, ward=ward)
    assert co_ordinator_of(ward, TODAY) == near
    assert co_ordinator_of(make.make_ward("Wales"), TODAY) is None


def test_nobody_and_a_closed_account_have_no_roles():
    assert not roles_of(AnonymousUser(), TODAY).may_use_desk
    assert "no role" in rules.may_use_desk(roles_of(AnonymousUser(), TODAY)).reason
    user = make.make_user(is_active=False)
    make.give_role(user, RoleKind.ADMINISTRATOR)
    assert not roles_of(user, TODAY).may_use_desk


def test_roles_cost_at_most_four_queries(django_assert_max_num_queries):
    ward = make.make_ward(locality="North")
    councillor = make.make_councillor(ward)
    for kind in (RoleKind.CABINET_MEMBER, RoleKind.SCRUTINY_MEMBER, RoleKind.CO_ORDINATOR):
        make.give_role(councillor.user, kind, locality=ward.localities.get().locality)
    with django_assert_max_num_queries(4):
        roles = queries.roles_of(councillor.user, TODAY)
        assert roles.in_ward(RoleKind.CO_ORDINATOR, ward)


def test_a_persons_own_wards_are_their_seats_and_their_roles(django_assert_num_queries):
    seat, named, north = make.make_ward(), make.make_ward("Wath", locality="North"), make.make_ward("Swinton")
    make.place_in(north, "North2")
    other = make.make_ward("Keppel", locality="North")
    grace = make.make_councillor(seat)
    assert roles_of(grace.user, TODAY).ward_keys() == {seat.pk}
    user = make.make_user()
    make.give_role(user, RoleKind.CO_ORDINATOR, ward=north)
    make.give_role(user, RoleKind.SUPPORT_OFFICER, locality=Locality.objects.get(slug="north"))
    make.give_role(user, RoleKind.PARTNER)
    roles = roles_of(user, TODAY)
    with django_assert_num_queries(0):
        assert roles.ward_keys(RoleKind.CO_ORDINATOR) == {north.pk}
        assert roles.ward_keys(RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER) == {north.pk, named.pk, other.pk}
        assert roles.ward_keys(RoleKind.FINANCE) == set()
    make.give_role(user, RoleKind.FINANCE)
    assert roles_of(user, TODAY).ward_keys(RoleKind.FINANCE) == {seat.pk, named.pk, north.pk, other.pk}


def test_whoever_had_left_before_a_restore_has_left_after_it(monkeypatch, tmp_path, django_capture_on_commit_callbacks):
    """A28: a backup of before they went knows them in office; what was noted outside the database ends it again."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    ward, boss = make.make_ward(), make.make_user("Boss")
    make.give_role(boss, RoleKind.ADMINISTRATOR)
    officer, member = make.make_user("Olu Gone"), make.make_councillor(ward)
    role = make.give_role(officer, RoleKind.CO_ORDINATOR, ward=ward)
    at = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
    with django_capture_on_commit_callbacks(execute=True):
        actions.end_role(role, TODAY, by=boss, at=at)
        actions.end_term(member.terms.get(), TermEnd.RESIGNATION, TODAY, by=boss, at=at)
        deactivate(officer, "left", by=boss, at=at)
    RoleHeld.objects.filter(pk=role.pk).update(to_date=None)
    Term.objects.update(to_date=None, ended_by="")
    Vacancy.objects.all().delete()
    User.objects.update(is_active=True)
    assert roles_of(officer, TODAY).may_use_desk
    assert roles_of(member.user, TODAY).councillor == member
    for _ in range(2):  # the second time there is nothing to do
        assert tombstones.replay(at=at) == 3
    officer.refresh_from_db()
    assert (officer.is_active, roles_of(officer, TODAY).may_use_desk) == (False, False)
    assert roles_of(member.user, TODAY).councillor is None
    assert members_of(ward, TODAY) == []
    assert Vacancy.objects.count() == 1
    assert roles_of(boss, TODAY).has(RoleKind.ADMINISTRATOR)
