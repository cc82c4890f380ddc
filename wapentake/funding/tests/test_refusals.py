"""Refusals stand on a public record, which names no voluntary group; the group is told who decided, and its way on."""

import pytest
import time_machine
from django.test import Client

from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, notices, pages
from wapentake.funding.models import Application, Decision
from wapentake.funding.states import ApplicationState, LegalBasis
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector

from .test_footing import arrange
from .world import AT, World

REASONS = "Clifton Community Garden has had it from Pat Doyle’s shop."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(AT, tick=False):
        yield


def refuse(world: World, application: Application, by: str = "marsden", alternatives: str = "A smaller sum.") -> None:
    who = world.marsden if by == "marsden" else world.ashby.user
    actions.decline(
        application, reasons=REASONS, alternatives=alternatives, interest=False, by=who, at=AT, key=world.key()
    )
    application.refresh_from_db()


def told_last(application: Application) -> str:
    """Return the mail that the group gets of what was decided last."""
    decision = application.decisions.last()
    assert decision is not None
    message = notices.declined(application, decision)
    assert message is not None
    return message.text


def record(client: Client, application: Application) -> str:
    return " ".join(client.get(f"/awards/{application.reference}/").content.decode().split())


def test_an_officers_refusal_is_published_without_the_groups_name(world: World, client: Client):
    application = world.supported()
    assert client.get(f"/awards/{application.reference}/").status_code == 404
    refuse(world, application)
    assert pages.award_paths() == [f"/awards/{application.reference}/"]
    text = record(client, application)
    for said in (
        "An application that was refused", "A voluntary group asked for <b>£400</b>",
        "The approving officer: refused on 24 November 2026", "the group has had it from the group’s shop.",
        "A smaller sum.",
        "Whoever decided declared no interest in it.", "complain to the council", "Ombudsman", "Refused on",
    ):  # fmt: skip
        assert said in text, said
    for kept in ("Clifton", "Pat Doyle", "A tool store", "pat@example.org", "Helen Marsden", "csrf"):
        assert kept not in text, kept


def test_a_public_body_is_named(world: World, client: Client):
    council = Organisation.objects.create(
        kind=OrganisationKind.PARISH_COUNCIL, sector=Sector.PUBLIC, name="Dalton Parish Council", slug="dalton"
    )
    application = world.submitted(organisation=council)
    world.support(application)
    refuse(world, application)
    assert "Dalton Parish Council asked for" in record(client, application)


def test_a_councillor_who_does_not_recommend_decides_nothing_for_the_record(world: World, client: Client):
    application = world.submitted()
    refuse(world, application, by="ashby", alternatives="")
    assert pages.award_paths() == []
    assert client.get(f"/awards/{application.reference}/").status_code == 404
    assert "Cllr Maureen Ashby did not recommend it on 24 November 2026, so it goes no further." in told_last(
        application
    )


def test_a_refusal_under_section_236_says_what_else_was_considered_and_is_published(world: World, client: Client):
    arrange(world)
    application = world.submitted()
    with pytest.raises(Refused, match="what else was considered"):
        refuse(world, application, by="ashby", alternatives=" ")
    refuse(world, application, by="ashby")
    assert Decision.objects.get().basis == LegalBasis.MEMBER
    text = record(client, application)
    assert "Cllr Maureen Ashby: refused on 24 November 2026" in text
    assert "The council’s proper officer is to have the record by 24 December 2026." in text


def test_an_officer_says_what_else_was_considered(world: World):
    application = world.supported()
    with pytest.raises(Refused, match="what else was considered"):
        refuse(world, application, alternatives="")
    assert Application.objects.get(pk=application.pk).state == ApplicationState.SUPPORTED


def test_the_group_is_told_who_decided_and_how_to_complain(world: World, client: Client, settings):
    settings.WAPENTAKE_COMPLAINTS = "https://council.example/complaints"
    application = world.supported()
    refuse(world, application)
    told = told_last(application)
    for said in (
        "It was decided by the approving officer on 24 November 2026.", f"The reasons: {REASONS}",
        f"/awards/{application.reference}/", "complain to the council: https://council.example/complaints.",
        "Local Government and Social Care Ombudsman: https://www.lgo.org.uk/make-a-complaint",
    ):  # fmt: skip
        assert said in told, said
    page = " ".join(client.get(f"/apply/follow/{application.token}/").content.decode().split())
    assert "It was decided by the approving officer on 24 November 2026." in page
    assert 'href="https://council.example/complaints"' in page
    assert "The public record of the decision" in page


def test_the_years_money_and_the_wards_lead_to_each_refusal(world: World, client: Client):
    assert "What was refused" not in client.get("/money/").content.decode()
    application = world.supported()
    refuse(world, application)
    for path in ("/money/", "/money/boston-castle/"):
        text = client.get(path).content.decode()
        assert f'href="/awards/{application.reference}/"' in text
        assert "Clifton" not in text
