"""What is held on a person is looked for in every field that may hold it, bank details too, and erased in its time."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import models

from wapentake.foundation.calendars import months_after
from wapentake.funding import actions, queries
from wapentake.funding.models import (
    Application,
    BankAccount,
    Letter,
    Monitoring,
    OfferAnswer,
    PayeeDetails,
    Receipt,
    Vote,
)
from wapentake.funding.queries import PLACES
from wapentake.funding.rules import More
from wapentake.funding.states.monitoring import MonitoringState
from wapentake.funding.states.offers import OfferAnswered
from wapentake.funding.states.payees import CheckedBy
from wapentake.funding.states.routing import VoteChoice

from .test_held import admin
from .world import AT, World

NAME = "Yvonne Quillfeather"
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
# Fields of text that hold nobody, with the reason. What is not here and not in PLACES fails the test.
CODE = "a key, a hash or a code that the program makes"
RULE = "the council's rules and reference data, in its own words"
NOBODY: dict[str, str] = {
    "*.key": CODE, "*.body": CODE, "*.reference": CODE, "*.fingerprint": CODE, "*.sha256": CODE,
    "Application.serves": "the title of a ward's priority",
    "Application.admits": "choices of a list",
    "Application.typed_number": "a charity's number",
    "Decision.payee_number": "a charity's number",
    "Particulars.company_number": "a company's number",
    "Draft.answers": "searched among the drafts", "Draft.email": "searched among the drafts",
    "Invitation.code": CODE, "Invitation.answers": "ward, fund and councillor whom a link names",
    "PayeeDetails.sealed": "opened one by one by the search, since it is encrypted",
    "OfferAnswer.terms": "the conditions of the fund's rule",
    "AlertRule.source": RULE, "FreezeRule.source": RULE, "AwardFreeze.reason": RULE, "AwardFreeze.lifted_because": RULE,
    "Fund.name": RULE, "Fund.prefix": RULE, "FundRule.value": RULE, "FundRule.text": RULE, "FundRule.source": RULE,
    "FundCheck.words": RULE, "FundCheck.source": RULE,
    "FundYear.frozen_because": RULE, "WardFigure.source": RULE, "Move.reason": RULE,
    "ColumnMapping.name": RULE, "ColumnMapping.columns": RULE, "ColumnMapping.values": RULE,
    "AwardImport.name": "the name of a file of the council", "AwardImport.headings": RULE, "AwardImport.columns": RULE,
    "AwardImport.values": RULE, "AwardImport.counts": "counts and sums", "AwardImport.stopped": RULE,
    "AwardImport.undone_because": RULE, "ImportProgress.step": CODE, "ImportLine.contents": CODE,
    "JointPurchase.words": RULE, "JointPurchase.what": RULE, "JointPurchase.note": RULE,
    "OutsideFund.slug": RULE, "OutsideFund.name": RULE, "OutsideFund.giver": "an organisation that gives money",
    "OutsideFund.purpose": RULE, "OutsideFund.link": RULE, "OutsideBid.title": "a project's title",
    "NeighbourhoodPlan.name": RULE, "NeighbourhoodPlan.source": RULE, "AreaDwellings.source": RULE,
    "Development.site": "a site, as it is published with its planning reference", "Development.ward_reason": RULE,
    "Development.withdrawn_why": RULE, "LevyReceipt.reason": RULE,
    "StatementFigure.item": "an item of infrastructure, as it is published", "StatementFigure.source": RULE,
    "PaymentRun.unmatched": "references and amounts of the bank's answer",
    "RecordsCheck.found": "titles of checks, and how many each found",
}  # fmt: skip


def test_every_text_that_may_name_somebody_is_searched_or_named_with_its_reason():
    searched = {f"{place.model.__name__}.{name.split('__')[0]}" for place in PLACES for name in place.fields}
    missing, used = [], set()
    for model in apps.get_app_config("funding").get_models():
        for field in model._meta.get_fields():
            if not isinstance(field, TEXTS) or getattr(field, "choices", None):
                continue
            names = {f"{model.__name__}.{field.name}", f"*.{field.name}"}
            used |= names & NOBODY.keys()
            if not names & (searched | NOBODY.keys()):
                missing.append(f"{model.__name__}.{field.name}")
    assert missing == []
    assert NOBODY.keys() - used == set(), "a reason for a field that is not there"
    assert not searched & NOBODY.keys()


@pytest.mark.django_db
def test_a_new_field_of_words_would_be_found_missing():
    """What is planted is seen: leave one place out and the rule above has a field without a reason."""
    fewer = {f"{place.model.__name__}.{name}" for place in PLACES if place.model is not Letter for name in place.fields}
    assert "Letter.text" not in fewer | NOBODY.keys()


def planted(world: World, what: str) -> Application:
    """Let a person's name stand in one thing that belongs to an award, and return the award."""
    award = world.approved()
    monitoring = Monitoring(application=award, asked_on=AT, due_on=AT, state=MonitoringState.DUE)
    if what == "offer":
        OfferAnswer.objects.create(
            application=award, answer=OfferAnswered.DECLINED, at=AT, until=AT, name=NAME, reason="No."
        )
    elif what == "letter":
        Letter.objects.create(application=award, subject="An award", text=f"Dear {NAME}", written_at=AT)
    elif what == "vote":
        Vote.objects.create(
            application=award, councillor=world.iqbal, choice=VoteChoice.FOR, reasons=f"{NAME} asked me.",
            by=world.iqbal.user, at=AT, on=AT.date(), key="vote", body=b"",
        )  # fmt: skip
    elif what == "bank details":
        actions.give_details(award, BankAccount(NAME, "200000", "12345678"), by=None, at=AT)
    else:
        monitoring.done = f"{NAME} planted it." if what == "monitoring" else ""
        monitoring.save()
        if what == "receipt":
            Receipt.objects.create(monitoring=monitoring, on=AT, what=f"Paid to {NAME}", pence=100)
    return award


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("what", "called"),
    [("offer", "answer to the offer"), ("letter", "letters"), ("vote", "votes"), ("bank details", "bank details"),
     ("monitoring", "monitoring"), ("receipt", "receipts")],
)  # fmt: skip
def test_a_name_is_found_wherever_it_stands(world: World, what: str, called: str):
    award = planted(world, what)
    other = world.submitted(10_000, title="Another")
    found = queries.held_on("yvonne quill")
    assert found.applications == [award]
    assert found.where == {award.pk: [called]}
    assert other.pk not in found.where
    given = admin(world).post("/desk/held/", {"text": NAME, "act": "give"}).content.decode()
    assert NAME in given
    assert "12345678" not in given


@pytest.mark.django_db
def test_bank_details_are_shown_masked_and_found_by_their_number(world: World):
    award = planted(world, "bank details")
    for text in ("12345678", "20-00-00"):
        assert queries.held_on(text).applications == [award], text
    for text in ("345678", "345"):
        assert queries.held_on(text).applications == [], text
    page = admin(world).post("/desk/held/", {"text": NAME}).content.decode()
    assert f"Account ending 678 of {NAME}, bank details to be checked." in page
    assert "Bank details are erased 24 months after the award was paid." in page
    assert "12345678" not in page
    assert "20-00-00" not in page


@pytest.mark.django_db
def test_bank_details_go_when_the_rule_says_so_and_the_payment_stays(world: World):
    award = planted(world, "bank details")
    details = PayeeDetails.objects.get()
    actions.check_details(details, how=CheckedBy.CALL, said="On the number of last year.", by=world.grey, at=AT)
    world.pay(award)
    last = AT + (months_after(AT.date(), 24) - AT.date())
    assert actions.erase_what_is_due(at=last) == 0
    assert actions.erase_what_is_due(at=last + dt.timedelta(days=1)) == 1
    assert actions.erase_what_is_due(at=last + dt.timedelta(days=2)) == 0
    details.refresh_from_db()
    assert (details.masked, details.account, details.said) == ("Erased", None, "")
    award.refresh_from_db()
    assert award.state == "paid"
    assert queries.held_on(NAME).applications == []
    assert queries.check_ledger().agrees


@pytest.mark.django_db
def test_what_is_erased_is_found_nowhere(world: World):
    more = More(
        people=4, sold=NAME, delivered_with=NAME, insurer=NAME, maintainer=NAME, demands=NAME, tenant_benefit=NAME
    )
    application = world.submitted(contact_name=NAME, purpose=f"For {NAME}.", more=more)
    Letter.objects.create(application=application, subject="Received", text=f"Dear {NAME}", written_at=AT)
    OfferAnswer.objects.create(
        application=application, answer=OfferAnswered.ACCEPTED, at=AT, until=AT, name=NAME, position="Chair"
    )
    actions.withdraw(application, by=None, at=AT)
    assert len(queries.held_on(NAME).where[application.pk]) >= 4
    actions.erase_application(application, by=None, at=AT)
    assert queries.held_on(NAME).applications == []
