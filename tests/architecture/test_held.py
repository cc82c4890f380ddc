"""What is held on a person is looked for in every room: each text and each key to a person has its place, or a reason.

The texts of the funding room are held by `wapentake/funding/tests/test_held_everywhere.py`.
"""

import html
import json
import re
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.test import Client
from django.utils.module_loading import import_string

from tests.cast import as_person
from wapentake.foundation import audit, mail
from wapentake.foundation.operations.held import held_in_rooms, places
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions as funding
from wapentake.funding.queries import PLACES
from wapentake.funding.tests import world
from wapentake.funding.tests.test_erasure import stands_in
from wapentake.office.models import Councillor, Interest
from wapentake.office.states import RoleKind
from wapentake.organisations import actions as organisations
from wapentake.organisations.models import Contact, Organisation
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User
from wapentake.publishing.models import Subscriber

TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, ArrayField)
PEOPLE = (User, Councillor, Contact)
OURS = ("foundation", "places", "people", "organisations", "office", "plans", "funding", "publishing", "site")
CODE = "a key, a hash, a code or an address of a page that the program makes"
RULE = "the council's rules and reference data"
ACT = "who did it stands in the record of who did what, which is searched by its author"
MONEY = "public money and what follows from it, in the councillor's name"
SECRET = "a secret to sign in with, which nobody is shown"
LEFT_OUT = {
    "places.*": "places, no people", "evidence.ReadingFile.read_by": ACT,
    "evidence.ReadingFile.applied_by": ACT, "evidence.ReadingFile.withdrawn_by": ACT,
    "evidence.LayoutMapping.said_by": ACT, "evidence.*": "published figures, no people",
    "foundation.AuditHead.*": CODE, "foundation.AuditDigest.*": CODE, "foundation.AuditDigestLine.*": CODE,
    "foundation.AuditRecord.*": "facts without personal data, found by who did it; the personal part is searched",
    "foundation.Change.*": CODE, "foundation.PublishedPage.*": CODE,
    "foundation.PublishedVersion.*": "public pages, made of what the rooms hold",
    "foundation.Hold.refs": CODE, "foundation.Hold.kind": CODE,
    "foundation.Switch.*": "what is switched off, and why",
    "foundation.StoredFile.content_type": CODE, "foundation.StoredFile.sha256": CODE,
    "people.User.password": SECRET,
    "organisations.Organisation.slug": CODE, "organisations.Organisation.charity_number": "a charity's number",
    "organisations.Organisation.company_number": "a company's number",
    "office.SevenRole.*": RULE, "office.ElectionRule.*": RULE, "office.PublicityRule.*": RULE,
    "office.Councillor.slug": CODE,
    "plans.AnswerTime.*": RULE,
    "plans.CycleLength.*": RULE, "plans.Cycle.*": RULE, "plans.Framework.*": RULE, "plans.Outcome.*": RULE,
    "plans.NoticeRule.*": RULE, "plans.InputRule.*": RULE,
    "plans.InputCall.slug": CODE, "plans.InputQuestion.text": "what a ward asks, published",
    "plans.PlanRule.*": RULE, "plans.Priority.slug": CODE,
    "publishing.Guidance.slug": CODE, "publishing.Item.slug": CODE,
    "publishing.DailyViews.*": CODE, "publishing.DayAddedUp.*": CODE, "publishing.MeasuredFile.*": CODE,
    "publishing.MovedAddress.old": CODE, "publishing.MovedAddress.new": CODE,
    "publishing.Strategy.*": "what a strategy is called", "publishing.DecidingBody.link": "a body's own website",
    "publishing.ApprovalRule.source": RULE, "publishing.SubscriptionRule.source": RULE,
    "publishing.SubscriberList.sha256": CODE, "publishing.SubscriberList.headings": "headings of a file",
    "publishing.SubscriberList.columns": "headings of a file", "publishing.SubscriberList.counts": "counts",
    "publishing.Subscriber.secret": SECRET, "publishing.Consent.ip_hash": CODE,
    "publishing.BulletinPart.bar": "public money", "publishing.BulletinLink.target": "a page that a bulletin leads to",
    "publishing.BulletinMail.*": "what mail servers said, without addresses", "publishing.DomainPace.*": CODE,
    "publishing.Bounce.*": "what mail servers said, without addresses",
    "plans.ProgressFile.sha256": CODE, "plans.ReminderRule.*": RULE,
    "plans.Citation.period": CODE, "plans.Citation.category": CODE, "plans.Citation.area": CODE,
    "auth.*": "groups and permissions of the framework, which nobody uses",
    "contenttypes.*": CODE, "sessions.*": SECRET,
    "account.EmailConfirmation.key": SECRET, "mfa.Authenticator.data": SECRET,
    "socialaccount.SocialApp.*": "the council's own service", "socialaccount.SocialToken.*": SECRET,
    "socialaccount.SocialAccount.provider": CODE,
    "procrastinate.ProcrastinateJob.queue_name": CODE, "procrastinate.ProcrastinateJob.task_name": CODE,
    "procrastinate.ProcrastinateJob.lock": CODE, "procrastinate.ProcrastinateJob.queueing_lock": CODE,
    "procrastinate.ProcrastinatePeriodicDefer.*": CODE,
    "funding.Account.councillor": MONEY, "funding.MoneyAlert.councillor": MONEY,
    "funding.Application.councillor": MONEY, "funding.Vote.councillor": "found by who cast it",
    "funding.DeclaredInterest.councillor": "found by who declared it",
}  # fmt: skip


def wanted() -> set[str]:
    """Return every text, of all rooms but funding, and every key to a person, of all."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            text = isinstance(field, TEXTS) and not field.choices and model._meta.app_label != "funding"
            if text or (field.is_relation and field.related_model in PEOPLE):
                found.add(f"{model._meta.label}.{field.name}")
    return found


def searched() -> set[str]:
    """Return what the rooms have named. Who stands behind a councillor or a user is found by that key."""
    rooms = {f"{place.model._meta.label}.{name.split('__')[0]}" for place in places()
             for name in (*place.fields, *place.users)}  # fmt: skip
    return rooms | {f"{one.model._meta.label}.{name.split('__')[0]}" for one in PLACES for name in one.fields}


def reason(name: str) -> str:
    """Return why a field is left out, or an empty text."""
    label, _, field = name.rpartition(".")
    app = label.partition(".")[0]
    act = app == "funding" and (field == "by" or field.endswith("_by"))
    return LEFT_OUT.get(name) or LEFT_OUT.get(f"{label}.*") or LEFT_OUT.get(f"{app}.*") or (ACT if act else "")


def test_every_text_and_every_key_to_a_person_is_searched_or_left_out_with_a_reason():
    missing = sorted(name for name in wanted() - searched() if not reason(name))
    assert missing == []


def test_no_reason_stands_for_what_is_not_there():
    there = {part for name in wanted() for part in
             (name, f"{name.rpartition('.')[0]}.*", f"{name.partition('.')[0]}.*")}  # fmt: skip
    assert LEFT_OUT.keys() - there == set()
    assert not searched() & LEFT_OUT.keys()


def test_each_place_has_a_name_of_its_own_and_a_room_left_out_would_be_missed(settings):
    assert {name: count for name, count in Counter(place.called for place in places()).items() if count > 1} == {}
    settings.WAPENTAKE_HELD = [name for name in settings.WAPENTAKE_HELD if "office" not in name]
    left = {name for name in wanted() - searched() if not reason(name)}
    assert {"office.RoleHeld.user", "office.Interest.description", "office.Dispensation.reason"} <= left


def test_every_place_says_why_it_is_kept_or_is_erased_by_what_is_there():
    for place in places():
        assert bool(place.kept) != bool(place.erase), f"{place.called}: say why it is kept, or what erases it"
        assert not place.erase or callable(import_string(place.erase)), place.called


CANARY = "Zyxcanary"
AT = world.AT


@pytest.mark.django_db
class TestErasing:
    """What other rooms hold on a person is erased on the page where it is found, and nothing brings it back."""

    @pytest.fixture
    def robin(self, monkeypatch, tmp_path) -> User:
        monkeypatch.setenv("DATA_DIR", str(tmp_path))
        return world.officer("Robin Admin", RoleKind.ADMINISTRATOR)

    def erase_all(self, robin: User) -> str:
        client = Client()
        client.force_login(robin)
        page = client.post("/desk/held/", {"text": CANARY}).content.decode()
        for what in re.findall(r'name="erase" value="([^"]*)"', page):
            client.post("/desk/held/", {"text": CANARY, "erase": html.unescape(what)})
        return page

    def test_a_contact_goes_with_what_the_record_kept_of_it(self, robin, django_capture_on_commit_callbacks, tmp_path):
        club = Organisation.objects.create(
            kind=OrganisationKind.GROUP, sector=Sector.VOLUNTARY, name="Brinsworth Band", slug="brinsworth-band"
        )
        contact = organisations.add_contact(
            club, f"Jo {CANARY}", by=robin, at=AT, email=f"{CANARY}@example.org".lower(), phone="01709 000000"
        )
        with django_capture_on_commit_callbacks(execute=True):
            assert "As a contact: 1" in self.erase_all(robin)
        assert {"organisations_contact.name", "foundation_auditpersonal.data"} & stands_in(CANARY) == set()
        [line] = (tmp_path / "tombstones.jsonl").read_text().splitlines()
        noted = json.loads(line)
        assert (noted["kind"], CANARY in line) == ("contact", False)
        other = Contact.objects.create(pk=contact.pk, organisation=club, name="Somebody who came after a restore")
        organisations.forget_contact_again(f"{contact.pk} 2020-01-01T00:00:00+00:00", at=AT)
        assert Contact.objects.get() == other, "the same number, of another day"
        organisations.forget_contact_again(noted["key"], at=AT)
        assert not Contact.objects.exists()
        assert list(audit.verify()) == []

    def test_a_subscriber_goes_and_one_who_is_never_written_to_again_stays(self, robin):
        made = {"asked_at": AT, "postcode": "S601AA"}
        Subscriber.objects.create(email=f"{CANARY}@example.org".lower(), state="confirmed", confirmed_at=AT, **made)
        kept = Subscriber.objects.create(
            email=f"two{CANARY}@example.org".lower(), state="suppressed", suppressed_at=AT, suppressed_because="Asked.",
            **made,
        )  # fmt: skip
        assert "Subscribers to the e-bulletin: 2" in self.erase_all(robin)
        assert list(Subscriber.objects.exclude(email=None)) == [kept]

    def test_an_e_mail_that_could_not_be_sent_goes(self, robin):
        with transaction.atomic():
            mail.send_after_commit(mail.Message([f"{CANARY}@example.org"], "Your award", f"Dear {CANARY}"))
        assert "E-mails sent and waiting: 1" in self.erase_all(robin)
        assert "procrastinate_jobs.args" not in stands_in(CANARY)

    def test_only_what_was_found_is_erased_and_only_by_the_administrator(self, robin):
        club = Organisation.objects.create(
            kind=OrganisationKind.GROUP, sector=Sector.VOLUNTARY, name="Brinsworth Band", slug="brinsworth-band"
        )
        contact = organisations.add_contact(club, "Lee Invented", by=robin, at=AT)
        with pytest.raises(Refused, match="not there any more"):
            funding.erase_held_row(CANARY, "As a contact", contact.pk, by=robin, at=AT)
        dan = world.officer("Dan Holroyd", RoleKind.CO_ORDINATOR)
        with pytest.raises(Refused, match="Only the council’s administrator"):
            funding.erase_held_row("Lee Invented", "As a contact", contact.pk, by=dan, at=AT)
        assert Contact.objects.get() == contact


@pytest.mark.usefixtures("cast_to_read")
class TestInTheDemonstration:
    def test_a_councillor_is_found_in_every_room(self):
        found = {group.called: group.rows for group in held_in_rooms("maureen  Ashby")}
        expected = {"As a user", "As a councillor", "Terms of office", "Register of interests", "Agreed to"}
        assert expected <= found.keys()
        assert found["As a user"][0]["email"] == "maureen.ashby@example.gov.uk"
        assert "password" not in found["As a user"][0]
        assert {row["ward__name"] for row in found["Terms of office"]} == {"Boston Castle"}

    def test_a_contact_is_found_by_a_number(self):
        one = Contact.objects.exclude(phone="").first()
        assert one is not None
        [group] = [group for group in held_in_rooms(one.phone) if group.called == "As a contact"]
        assert one.name in {row["name"] for row in group.rows}

    def test_the_words_of_a_sensitive_interest_are_not_given(self):
        hidden = Interest.objects.filter(sensitive=True).first()
        assert hidden is not None
        rows = [row for group in held_in_rooms(hidden.councillor.name) for row in group.rows]
        assert hidden.description not in str(rows)
        assert any(group.called.startswith("Sensitive interests") for group in held_in_rooms(hidden.councillor.name))

    def test_too_few_letters_find_nobody(self):
        assert held_in_rooms(" m  ") == []

    def test_the_administrator_reads_it_on_the_page(self):
        page = as_person(Client(), "robin").post("/desk/held/", {"text": "Dan Holroyd"}).content.decode()
        for words in ("As a user: 1", "Roles: ", "Neighbourhood co-ordinator", "from ", "What they did, on record: "):
            assert words in page, words
