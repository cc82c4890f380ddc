"""After a restore nobody acts as what they may have given up since the backup, until an administrator has looked."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from wapentake.foundation import audit, switches
from wapentake.foundation.verdicts import Refused
from wapentake.office import actions, rules
from wapentake.office.models import Term
from wapentake.office.queries import members_of, roles_of
from wapentake.office.states import RoleKind
from wapentake.people.models import User

from . import factories as make

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 9, 12, tzinfo=dt.UTC)
TODAY = AT.date()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CONFIRM = "/desk/people/confirm/"


@pytest.fixture
def restored() -> tuple[User, User]:
    """An administrator, who is a scrutiny member too, and a member, after a restore."""
    admin, member = make.make_user("Robin Sowerby"), make.make_councillor(make.make_ward())
    make.give_role(admin, RoleKind.ADMINISTRATOR)
    make.give_role(admin, RoleKind.SCRUTINY_MEMBER)
    switches.turn(switches.ROLES, on=False, reason="Restored from a backup.", by=None, at=AT)
    return admin, member.user


def test_after_a_restore_only_an_administrator_acts_until_roles_are_confirmed(restored):
    admin, member = restored
    roles = roles_of(member, TODAY)
    assert (roles.term, roles.ward, roles.held) == (None, None, ())
    assert "put back from a backup on 24 November 2026" in rules.may_use_desk(roles).reason
    assert [role.kind for role in roles_of(admin, TODAY).held] == [RoleKind.ADMINISTRATOR]
    with pytest.raises(Refused, match="An administrator confirms"):
        actions.confirm_roles(reason="I say so.", by=member, at=AT)
    with pytest.raises(Refused, match="the reason is kept"):
        actions.confirm_roles(reason=" ", by=admin, at=AT)
    assert not roles_of(member, TODAY).may_use_desk
    actions.confirm_roles(reason="Read the list with the clerk.", by=admin, at=AT)
    assert roles_of(member, TODAY).term is not None
    assert roles_of(admin, TODAY).has(RoleKind.SCRUTINY_MEMBER)
    [record] = audit.history("roles:all")
    assert (record.action, record.facts_read) == ("confirmed", {"reason": "Read the list with the clerk."})
    with pytest.raises(Refused, match="is confirmed"):
        actions.confirm_roles(reason="Once more.", by=admin, at=AT)


def test_what_residents_read_of_members_stays(restored):
    _, member = restored
    term = Term.objects.get(councillor__user=member)
    assert [one.user for one in members_of(term.ward, TODAY)] == [member]


def test_the_desk_says_why_it_is_closed_and_leads_an_administrator_through(restored, settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    admin, member = restored
    at_home, at_work = Client(), Client()
    at_home.force_login(member, backend=BACKEND)
    at_work.force_login(admin, backend=BACKEND)
    with time_machine.travel(AT, tick=False):
        closed = at_home.get("/desk/")
        assert closed.status_code == 403
        assert "once the council’s administrator has confirmed who holds which role" in closed.content.decode()
        assert at_home.post(CONFIRM, {"reason": "x"}).status_code == 403
        assert "Confirm who holds which role" in at_work.get("/desk/").content.decode()
        assert f'href="{CONFIRM}"' in at_work.get("/desk/people/").content.decode()
        assert "end what has ended, then confirm" in at_work.get(CONFIRM).content.decode()
        assert "Say what you looked at" in at_work.post(CONFIRM, {"reason": ""}).content.decode()
        done = at_work.post(CONFIRM, {"reason": "Read the list."}, follow=True).content.decode()
        assert "Everybody can use the desk again" in done
        assert CONFIRM not in done
        assert at_home.get("/desk/").status_code == 200
        assert "Confirm who holds which role" not in at_work.get("/desk/").content.decode()


def test_a_command_opens_the_desk_where_no_administrator_is_left(restored):
    _, member = restored
    said = io.StringIO()
    call_command("confirm_roles", stdout=said)
    assert roles_of(member, TODAY).may_use_desk
    call_command("confirm_roles", stdout=said)
    assert said.getvalue().splitlines() == [
        "The desk is open again to everybody for what they hold.", "Who holds which role is confirmed already.",
    ]  # fmt: skip
