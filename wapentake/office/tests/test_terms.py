"""How terms begin, pause and end, and what the council's offices allow."""

import contextlib
import datetime as dt
import threading

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wapentake.foundation import audit
from wapentake.foundation.calendars import LONDON
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.office import actions, queries, rules
from wapentake.office.models import Councillor, RoleHeld, Term, Vacancy
from wapentake.office.queries import members_of, roles_of
from wapentake.office.states import PollKind, RoleKind, TermEnd
from wapentake.places.models import Ward

from . import factories as make

AT = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)
TODAY = AT.date()


def keep(**more):
    return {"by": None, "at": AT, **more}


@pytest.mark.django_db
def test_terms_follow_the_fourth_day_after_the_poll():
    ward = make.make_ward(seats=2)
    old = actions.hold_poll(PollKind.ORDINARY, dt.date(2021, 5, 6), **keep())
    councillor = actions.add_councillor("Derek Stainforth", "derek@example.org", **keep())
    term = actions.elect(councillor, ward, old, **keep())
    assert (term.from_date, term.to_date) == (dt.date(2021, 5, 10), None)
    actions.hold_poll(PollKind.ORDINARY, dt.date(2024, 5, 2), **keep())
    term.refresh_from_db()
    assert (term.to_date, term.ended_by) == (dt.date(2024, 5, 6), TermEnd.POLL)
    assert not roles_of(councillor.user, dt.date(2024, 5, 6)).may_use_desk
    assert Change.objects.filter(ref=ward.ref).exists()


@pytest.mark.django_db
def test_a_poll_to_come_ends_terms_ahead_of_time_and_twice_is_once():
    ward = make.make_ward()
    councillor = make.make_councillor(ward)
    poll = actions.hold_poll(PollKind.ORDINARY, dt.date(2028, 5, 4), **keep())
    assert roles_of(councillor.user, dt.date(2028, 5, 7)).is_member_of(ward)
    assert not roles_of(councillor.user, dt.date(2028, 5, 8)).may_use_desk
    assert actions.hold_poll(PollKind.ORDINARY, dt.date(2028, 5, 4), **keep()) == poll
    assert [record.action for record in audit.history(f"poll:{poll.pk}")] == ["held"]
    again = actions.elect(councillor, ward, poll, **keep())
    assert (again.from_date, again.to_date) == (dt.date(2028, 5, 8), None)


@pytest.mark.django_db
def test_another_rule_is_configuration():
    actions.set_election_rule(6, "A council's own order", dt.date(2030, 1, 1), **keep())
    assert rules.term_ends(dt.date(2028, 5, 4)) == dt.date(2028, 5, 8)
    assert rules.term_ends(dt.date(2032, 5, 6)) == dt.date(2032, 5, 12)


@pytest.mark.django_db
@pytest.mark.parametrize("how", [TermEnd.RESIGNATION, TermEnd.DEATH, TermEnd.DISQUALIFICATION, TermEnd.NON_ATTENDANCE])
def test_every_other_end_takes_the_access_and_leaves_a_vacancy(how):
    ward = make.make_ward()
    councillor, colleague = make.make_councillor(ward, "Ada"), make.make_councillor(ward, "Ben")
    make.give_role(councillor.user, RoleKind.CABINET_MEMBER)
    vacancy = actions.end_term(councillor.terms.get(), how, TODAY, **keep())
    assert not roles_of(councillor.user, TODAY).may_use_desk
    assert roles_of(councillor.user, TODAY - dt.timedelta(days=1)).has(RoleKind.CABINET_MEMBER)
    assert members_of(ward, TODAY) == [colleague]
    assert queries.holders(RoleKind.CABINET_MEMBER, TODAY) == []
    assert (vacancy.ward, vacancy.from_date, vacancy.to_date) == (ward, TODAY, None)
    assert queries.open_vacancies(TODAY) == [vacancy]
    assert audit.history(councillor.ref)[-1].facts_read == {"how": how, "on": "2026-11-24", "ward": ward.code}


@pytest.mark.django_db
def test_a_by_election_fills_the_gap():
    ward = make.make_ward(seats=2)
    gone, stays = make.make_councillor(ward, "Ada"), make.make_councillor(ward, "Ben")
    vacancy = actions.end_term(gone.terms.get(), TermEnd.RESIGNATION, dt.date(2026, 9, 1), **keep())
    actions.declare_vacancy(vacancy, dt.date(2026, 9, 8), **keep())
    poll = actions.hold_poll(PollKind.BY_ELECTION, dt.date(2026, 10, 15), ward, **keep())
    assert members_of(ward, dt.date(2026, 10, 15)) == [stays]
    new = actions.add_councillor("Carol Winn", "carol@example.org", **keep())
    term = actions.elect(new, ward, poll, **keep())
    assert term.from_date == dt.date(2026, 10, 16)
    assert members_of(ward, dt.date(2026, 10, 16)) == [stays, new]
    vacancy.refresh_from_db()
    assert (vacancy.declared_on, vacancy.to_date) == (dt.date(2026, 9, 8), dt.date(2026, 10, 16))
    assert queries.open_vacancies(TODAY) == []


@pytest.mark.django_db
def test_who_wins_a_by_election_retires_with_the_others():
    ward = make.make_ward(seats=1)
    gone = make.make_councillor(ward)
    actions.hold_poll(PollKind.ORDINARY, dt.date(2028, 5, 4), **keep())
    actions.end_term(gone.terms.get(), TermEnd.DEATH, dt.date(2026, 9, 1), **keep())
    poll = actions.hold_poll(PollKind.BY_ELECTION, dt.date(2026, 10, 15), ward, **keep())
    new = actions.add_councillor("Carol Winn", "carol@example.org", **keep())
    assert actions.elect(new, ward, poll, **keep()).to_date == dt.date(2028, 5, 8)


@pytest.mark.django_db
def test_a_full_ward_elects_nobody_else_and_nobody_sits_twice():
    ward, other = make.make_ward(seats=1), make.make_ward("Keppel", seats=3)
    sitting = make.make_councillor(ward)
    new = actions.add_councillor("Carol Winn", "carol@example.org", **keep())
    with pytest.raises(Refused, match="has 1 seats, and all of them are taken on 6 May 2024"):
        actions.elect(new, ward, make.make_poll(), **keep())
    with pytest.raises(Refused, match="sits for Boston Castle from 6 May 2024 already"):
        actions.elect(sitting, other, make.make_poll(), **keep())
    assert not Term.objects.filter(councillor=new).exists()


@pytest.mark.django_db
def test_a_suspension_ends_or_is_lifted():
    councillor = make.make_councillor(make.make_ward())
    suspension = actions.suspend(councillor, TODAY, dt.date(2027, 1, 1), "Standards committee", **keep())
    assert not roles_of(councillor.user, TODAY).may_use_desk
    with pytest.raises(Refused, match="suspended for a part of that time already"):
        actions.suspend(councillor, dt.date(2026, 12, 1), None, "Again", **keep())
    actions.end_suspension(suspension, dt.date(2026, 12, 1), **keep())
    assert roles_of(councillor.user, dt.date(2026, 12, 1)).may_use_desk
    facts = audit.history(councillor.ref)[0]
    assert "Standards" not in facts.facts
    assert facts.personal.data == {"reason": "Standards committee"}


@pytest.mark.django_db
def test_only_administrators_keep_offices_and_not_their_own():
    ward = make.make_ward()
    councillor = make.make_councillor(ward)
    administrator = make.make_user("Robin Sowerby")
    make.give_role(administrator, RoleKind.ADMINISTRATOR)
    with pytest.raises(Refused, match="Only an administrator"):
        actions.end_term(councillor.terms.get(), TermEnd.RESIGNATION, TODAY, by=councillor.user, at=AT)
    with pytest.raises(Refused, match="Nobody gives themselves a role"):
        actions.grant_role(administrator, RoleKind.APPROVER, TODAY, by=administrator, at=AT)
    officer = make.make_user("Priya")
    role = actions.grant_role(officer, RoleKind.APPROVER, TODAY, by=administrator, at=AT)
    assert roles_of(officer, TODAY).has(RoleKind.APPROVER)
    assert audit.history(officer.ref)[0].by_id == administrator.pk
    actions.end_role(role, TODAY + dt.timedelta(days=1), by=administrator, at=AT)
    assert not roles_of(officer, TODAY + dt.timedelta(days=1)).may_use_desk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (RoleKind.WARD_COUNCILLOR, "record the poll instead"),
        (RoleKind.APPROVER, "a councillor cannot be an officer of the council"),
        (RoleKind.LOCALITY_CHAMPION, "held for a locality"),
        (RoleKind.PARTNER, "held for an organisation"),
    ],
)
def test_what_a_councillor_may_not_be_given(kind, reason):
    councillor = make.make_councillor(make.make_ward())
    with pytest.raises(Refused, match=reason):
        actions.grant_role(councillor.user, kind, TODAY, **keep())


@pytest.mark.django_db
def test_a_cabinet_member_needs_a_seat_and_a_whole_council_role_no_place():
    with pytest.raises(Refused, match="has no seat on the council"):
        actions.grant_role(make.make_user(), RoleKind.CABINET_MEMBER, TODAY, **keep())
    with pytest.raises(Refused, match="for the whole council, not for one place"):
        actions.grant_role(make.make_user(), RoleKind.FINANCE, TODAY, place=make.make_ward(), **keep())


@pytest.mark.django_db
def test_nobody_holds_the_same_twice_but_two_titles_are_two_roles():
    user, ward = make.make_user(), make.make_ward()
    actions.grant_role(user, RoleKind.CO_ORDINATOR, TODAY, place=ward, **keep())
    with pytest.raises(Refused, match="holds this role on 24 November 2026 already"):
        actions.grant_role(user, RoleKind.CO_ORDINATOR, TODAY, place=ward, **keep())
    actions.grant_role(user, RoleKind.CO_ORDINATOR, TODAY, place=make.make_ward("Keppel"), **keep())
    actions.grant_role(user, RoleKind.SCRUTINY_MEMBER, TODAY, title="Improving Lives", **keep())
    actions.grant_role(user, RoleKind.SCRUTINY_MEMBER, TODAY, title="Improving Places", **keep())
    assert len(roles_of(user, TODAY).held) == 4


@pytest.mark.django_db
def test_the_last_administrator_stays():
    role = make.give_role(make.make_user(), RoleKind.ADMINISTRATOR)
    with pytest.raises(Refused, match="Nobody else would be an administrator"):
        actions.end_role(role, TODAY, **keep())
    make.give_role(make.make_user(), RoleKind.ADMINISTRATOR)
    actions.end_role(role, TODAY, **keep())
    role.refresh_from_db()
    assert role.to_date == TODAY


@pytest.mark.django_db
def test_handing_over_and_cover():
    ward = make.make_ward()
    dan, leah, kim = make.make_user("Dan"), make.make_user("Leah"), make.make_user("Kim")
    role = actions.grant_role(dan, RoleKind.CO_ORDINATOR, TODAY, place=ward, **keep())
    cover = actions.arrange_cover(role, leah, dt.date(2026, 12, 1), dt.date(2026, 12, 15), **keep())
    assert queries.co_ordinator_of(ward, dt.date(2026, 12, 2)) == cover
    note = "The youth club lease runs out in March."
    new = actions.hand_over_role(role, kim, dt.date(2026, 12, 8), handover_note=note, **keep())
    assert new.handover_note == note
    assert queries.co_ordinator_of(ward, dt.date(2026, 12, 8)) == new
    assert not roles_of(dan, dt.date(2026, 12, 8)).may_use_desk
    assert not roles_of(leah, dt.date(2026, 12, 8)).may_use_desk
    with pytest.raises(Refused, match="Cover lies within"):
        actions.arrange_cover(new, leah, dt.date(2026, 12, 1), None, **keep())


@pytest.mark.django_db
def test_the_first_administrator_needs_nothing_else():
    user = actions.create_administrator("robin@example.org", "Robin Sowerby", at=AT)
    assert roles_of(user, TODAY).has(RoleKind.ADMINISTRATOR)
    with pytest.raises(Refused, match="administrator already"):
        actions.create_administrator("ROBIN@example.org", "Robin Sowerby", at=AT)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["elect", "resign", "poll", "by_election"]),
        st.integers(0, 5),
        st.integers(1, 1600),
    ),
    max_size=12,
)


@pytest.mark.django_db
@example(seats=1, acts=[("elect", 0, 1), ("resign", 0, 7), ("resign", 0, 6)])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seats=st.integers(1, 3), acts=ACTS)
def test_on_any_day_at_most_as_many_members_as_seats(seats, acts):
    from django.db import transaction

    with transaction.atomic():
        ward = make.make_ward(seats=seats)
        people = [_person() for _ in range(6)]
        for what, who, days in acts:
            try:
                with transaction.atomic():
                    _do(what, people[who], ward, dt.date(2024, 5, 2) + dt.timedelta(days=days))
            except Refused:
                pass
        _check(ward, seats, people)
        transaction.set_rollback(True)


def _person() -> Councillor:
    number = next(make.COUNT)
    return Councillor.objects.create(user=make.make_user(), slug=f"person-{number}", name=f"Person {number}")


def _do(what: str, councillor: Councillor, ward: Ward, day: dt.date) -> None:
    if what == "poll":
        actions.hold_poll(PollKind.ORDINARY, day, **keep())
    elif what == "resign":
        term = Term.objects.filter(councillor=councillor).order_by("from_date").last()
        Verdict(term is not None, "").demand()
        actions.end_term(term, TermEnd.RESIGNATION, day, **keep())
    else:
        kind, where = (PollKind.BY_ELECTION, ward) if what == "by_election" else (PollKind.ORDINARY, None)
        actions.elect(councillor, ward, actions.hold_poll(kind, day, where, **keep()), **keep())


def _check(ward: Ward, seats: int, people: list[Councillor]) -> None:
    terms = list(Term.objects.filter(ward=ward))
    for day in {term.from_date for term in terms}:
        assert sum(term.is_on(day) for term in terms) <= seats
        for person in people:
            assert sum(term.is_on(day) for term in terms if term.councillor_id == person.pk) <= 1


def _elect_both_at_once(guard: bool, monkeypatch: pytest.MonkeyPatch) -> int:
    """Two clerks fill the one seat at the same moment; return how many members sit then."""
    ward = make.make_ward(seats=1)
    poll = make.make_poll()
    people = [_person(), _person()]
    meeting, faults = threading.Barrier(2), []
    if not guard:
        monkeypatch.setattr("wapentake.office.actions.terms._hold_ward", lambda ward: None)
    real = rules.may_sit

    def slowly(*args):
        verdict = real(*args)
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=2)
        return verdict

    monkeypatch.setattr(rules, "may_sit", slowly)

    def clerk(councillor: Councillor) -> None:
        try:
            actions.elect(councillor, ward, poll, **keep())
        except Refused as refused:
            faults.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(members_of(ward, TODAY))


def test_two_clerks_at_once_fill_one_seat_once(committed_db, monkeypatch):
    assert _elect_both_at_once(True, monkeypatch) == 1


def test_without_the_lock_they_would_fill_it_twice(committed_db, monkeypatch):
    assert _elect_both_at_once(False, monkeypatch) == 2


@pytest.mark.django_db
def test_a_vacancy_is_not_declared_before_it_is_there():
    councillor = make.make_councillor(make.make_ward())
    vacancy = actions.end_term(councillor.terms.get(), TermEnd.DEATH, TODAY, **keep())
    with pytest.raises(Refused, match="or later"):
        actions.declare_vacancy(vacancy, TODAY - dt.timedelta(days=1), **keep())
    assert Vacancy.objects.get().declared_on is None
    assert RoleHeld.objects.count() == 0


@pytest.mark.django_db
def test_a_by_election_fills_a_vacancy_whose_end_is_known():
    ward = make.make_ward(seats=1)
    gone = make.make_councillor(ward)
    actions.hold_poll(PollKind.ORDINARY, dt.date(2028, 5, 4), **keep())
    vacancy = actions.end_term(gone.terms.get(), TermEnd.DEATH, dt.date(2026, 9, 1), **keep())
    assert vacancy.to_date == dt.date(2028, 5, 8)
    poll = actions.hold_poll(PollKind.BY_ELECTION, dt.date(2026, 10, 15), ward, **keep())
    actions.elect(actions.add_councillor("Carol Winn", "carol@example.org", **keep()), ward, poll, **keep())
    vacancy.refresh_from_db()
    assert vacancy.to_date == dt.date(2026, 10, 16)
    assert queries.open_vacancies(TODAY) == []
