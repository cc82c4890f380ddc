"""Whether a group sells is asked before an approval, and what the council awarded it before counts with an award."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.models import Application, FundRule, Particulars
from wapentake.funding.queries.subsidies import own_awards
from wapentake.funding.rules import Answer
from wapentake.office.queries import roles_of
from wapentake.organisations.models import Organisation

from .test_officer_checks import approve, tick
from .test_years import write_rule
from .world import AT, World

ON = AT.date()
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
NOT_ASKED = "The group has not been asked whether it sells goods or services. Ask it, and write down what it says."

ASK_IT = "Ask the group, and write down what it says"


def ready(world: World, pence: int = 40_000) -> Application:
    application = world.supported(pence)
    tick(world, application, "eligible", "conflicts", "subsidy", "budget")
    return application


def may(world: World, application: Application) -> str:
    found = Application.objects.get(pk=application.pk)
    return rules.may_approve(roles_of(world.marsden, ON), found, AT).reason


def test_nothing_is_approved_before_the_group_was_asked(world: World):
    application = ready(world)
    assert may(world, application).startswith(NOT_ASKED)
    assert "Rule since 1 April 2026" in may(world, application)
    with pytest.raises(Refused, match="has not been asked"):
        approve(world, application, AT)
    page = pages.decision_page(Application.objects.get(), roles_of(world.marsden, ON), AT)
    assert page.may_yes.reason == may(world, application)
    assert [one.state for one in page.conditions if one.title.startswith("Asked whether")] == ["waiting"]
    with pytest.raises(Refused, match="Only the ward’s co-ordinator or an approving officer"):
        actions.say_sells(application, sells=False, by=world.finch, at=AT)
    with pytest.raises(Refused, match="what the group sells"):
        actions.say_sells(application, sells=True, by=world.holroyd, at=AT)
    actions.say_sells(application, sells=False, by=world.holroyd, at=AT)
    actions.say_sells(application, sells=False, by=world.holroyd, at=AT)
    assert [one.action for one in audit.history(application.ref)].count("said whether it sells") == 1
    approve(world, application, AT)
    with pytest.raises(Refused, match="It is decided"):
        actions.say_sells(application, sells=True, sold="Cakes", by=world.holroyd, at=AT)


@pytest.mark.parametrize("without", ["no rule", "with the offer", "a council service"])
def test_where_the_rule_does_not_want_it_nobody_is_asked_before(world: World, without: str):
    application = ready(world)
    if without == "no rule":
        FundRule.objects.filter(key="subsidy_asked").delete()
    elif without == "with the offer":
        write_rule(world.clf, "subsidy_asked", ["offer"])
    else:
        Organisation.objects.filter(pk=world.group.pk).update(sector="public")
    assert may(world, application) == ""


def test_what_the_council_awarded_before_counts(world: World):
    """Also what was awarded under the name of a body that was merged into it; what came back does not count."""
    merged = Organisation.objects.create(kind="group", sector="voluntary", name="The Old Garden", slug="old-garden")
    earlier, old, before = world.approved(30_000), world.approved(20_000), world.approved(10_000)
    world.pay(earlier)
    actions.return_money(earlier, 5_000, reason="Cheaper.", by=world.finch, at=AT, key="back")
    Application.objects.filter(pk=old.pk).update(organisation=merged, year=2024)
    Application.objects.filter(pk=before.pk).update(year=2023)
    Organisation.objects.filter(pk=merged.pk).update(merged_into=world.group)
    application = ready(world)
    own = own_awards(application, ON)
    assert (own.pence, own.count, own.since) == (45_000, 2, dt.date(2024, 4, 1))
    actions.say_sells(application, sells=True, sold="Plants", by=world.holroyd, at=AT)
    write_rule(world.clf, "subsidy_limit", {"pence": 85_000})
    assert may(world, application) == ""
    write_rule(world.clf, "subsidy_limit", {"pence": 84_999})
    application = Application.objects.get(pk=application.pk)
    assert may(world, application).startswith(
        "The group sells goods or services. With this award and the £450 that the council awarded it since 1 April "
        "2024 it would have more than £849.99."
    )
    page = pages.decision_page(application, roles_of(world.marsden, ON), AT)
    assert [one.state for one in page.conditions if one.title.startswith("Asked whether")] == ["not_met"]
    actions.say_sells(application, sells=False, by=world.holroyd, at=AT)
    assert may(world, application) == ""


def test_it_counts_when_the_offer_is_answered(world: World):
    world.approved(45_000)
    application = world.approved(40_000)
    write_rule(world.clf, "subsidy_limit", {"pence": 90_000})
    offer = queries.offer_of(Application.objects.get(pk=application.pk))
    assert offer
    letter = pages.offer_letter(application, None, ON)
    assert "The council gave it £450 in one other award since 1 April 2024, which count too." in letter.subsidy
    for other, refused in ((5_000, ""), (5_001, "more than £900, £450 of it in this council’s other awards,")):
        answer = Answer(accepts=True, name="Pat", position="Chair", sells=True, other_pence=other)
        assert refused in rules.declared(offer, answer).reason
        assert bool(rules.declared(offer, answer)) is not bool(refused)


def test_an_officer_writes_it_down_at_the_desk(world: World, client: Client):
    application = ready(world)
    client.force_login(world.marsden, backend=SIGN_IN)
    where = f"/desk/money/{application.reference}/sells/"
    with time_machine.travel(AT, tick=False):
        checks = client.get(f"/desk/money/{application.reference}/checks/").content.decode()
        assert where in checks
        assert f"ticked. {NOT_ASKED}" in checks
        held = client.get(f"/desk/money/{application.reference}/").content.decode()
        assert f'href="{where}">{ASK_IT}</a>' in held
        client.force_login(world.finch, backend=SIGN_IN)
        assert ASK_IT not in client.get(f"/desk/money/{application.reference}/").content.decode()
        client.force_login(world.marsden, backend=SIGN_IN)
        page = client.get(where).content.decode()
        assert "has not been asked" in page
        assert "The council has awarded it nothing else since 1 April 2024." in page
        assert "Say in a few words what the group sells" in client.post(where, {"sells": "yes"}).content.decode()
        assert client.post(where, {"sells": "yes", "sold": "Plants"}).status_code == 302
        assert ASK_IT not in client.get(f"/desk/money/{application.reference}/").content.decode()
        row = Particulars.objects.get(application=application)
        assert (row.sells, row.sold) == (True, "Plants")
        assert 'value="Plants"' in client.get(where).content.decode()
        client.force_login(world.finch, backend=SIGN_IN)
        assert client.post(where, {"sells": "no"}).status_code == 403


def test_only_who_asks_the_group_opens_the_page_for_it(world: World, client: Client):
    application = ready(world)
    where = f"/desk/money/{application.reference}/sells/"
    with time_machine.travel(AT, tick=False):
        for reader, status in ((world.ashby.user, 403), (world.finch, 403), (world.holroyd, 200), (world.marsden, 200)):
            client.force_login(reader, backend=SIGN_IN)
            answer = client.get(where)
            assert answer.status_code == status, reader.name
            told = "Only the ward’s co-ordinator or an approving officer" in answer.content.decode()
            assert told == (status == 403)
