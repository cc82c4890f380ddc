"""No officer overturns what a councillor decided under section 236: what cannot be carried out is sent back."""

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, notices, pages, queries
from wapentake.funding.models import Application, Decision
from wapentake.funding.states import ApplicationState, DecisionKind, LegalBasis
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .test_footing import arrange, decide
from .world import AT, World

pytestmark = pytest.mark.django_db
KEY = "b" * 32


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(AT, tick=False):
        yield


def decided(world: World) -> Application:
    arrange(world)
    application = world.submitted()
    decide(world, application)
    application.refresh_from_db()
    return application


def post(user: User, application: Application, **data: str) -> str:
    client = Client()
    client.force_login(user)
    given = {
        "act": "decide", "yes": "approve", "vote": "send_back", "interest": "no", "key": KEY,
        "reasons": "The quote is from before the decision.",
    }  # fmt: skip
    answer = client.post(f"/desk/money/{application.reference}/", given | data, follow=True)
    return " ".join(answer.content.decode().split())


def test_an_officer_cannot_decline_it_and_sends_it_back_once(world: World):
    application = decided(world)
    with pytest.raises(Refused, match="decided this under section 236 of the 2007 Act, so you cannot decline it"):
        actions.decline(application, reasons="No.", alternatives="None.", by=world.marsden, at=AT, key="no")
    assert "Choose what stops it" in post(world.marsden, application, failed="")
    assert "Your decision is recorded." in post(world.marsden, application, failed="eligible")
    post(world.marsden, application, failed="eligible")
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
    back = Decision.objects.get(kind=DecisionKind.RETURN)
    assert back.reasons.startswith("It cannot be carried out: the group or the project may not have this money. The q")
    pot = queries.pot_of(application)
    assert (pot.left, pot.reserved) == (158_400, 0)
    assert list(audit.history(application.ref))[-1].action == "sent_back"
    told = notices.sent_back(application, back)
    assert told is not None
    assert told.to == [world.ashby.user.email]
    assert "It cannot be carried out" in told.text


def test_the_councillor_decides_anew_and_the_same_officer_may_carry_it_out(world: World):
    application = decided(world)
    actions.send_back(application, "budget", reasons="Wait for May.", by=world.marsden, at=AT, key="back")
    assert list(queries.waiting_for(roles_of(world.ashby.user, AT.date()))) == [application]
    assert "Sent back to Cllr Maureen Ashby" in [
        one.title.partition(",")[0] for one in pages.follow_page(application, AT.date()).steps
    ]
    decide(world, application)
    application.refresh_from_db()
    assert list(queries.waiting_for(roles_of(world.marsden, AT.date()))) == [application]
    world.approve(application)
    application.refresh_from_db()
    assert application.state == ApplicationState.APPROVED


def test_what_was_recommended_only_is_declined_and_never_sent_back(world: World):
    application = world.supported()
    with pytest.raises(Refused, match="Only what a councillor decided under section 236 is sent back"):
        actions.send_back(application, "budget", reasons="No.", by=world.marsden, at=AT, key="back")
    with pytest.raises(Refused, match="Only an approving officer"):
        actions.send_back(application, "budget", reasons="No.", by=world.finch, at=AT, key="finance")
    actions.decline(application, reasons="No.", alternatives="None.", by=world.marsden, at=AT, key="no")
    assert Decision.objects.get(kind=DecisionKind.DECLINE).basis == LegalBasis.OFFICER


def test_a_first_officers_check_counts_for_one_decision_only(world: World):
    application = decided(world)
    Decision.objects.create(
        application=application, kind=DecisionKind.CHECK, by=world.grey, on=AT.date(), at=AT, basis=LegalBasis.OFFICER,
        reasons="Checked.", key="check", body=b"",
    )  # fmt: skip
    assert queries.checkers(application) == {world.grey.pk}
    actions.send_back(application, "budget", reasons="Wait.", by=world.marsden, at=AT, key="back")
    assert queries.checkers(application) == set()
