"""Links lead to what is stored and nowhere else; who did not agree is not counted."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import calendars
from wapentake.plans.tests.cast import Town
from wapentake.publishing import actions, queries
from wapentake.publishing.models import Bulletin, BulletinLink, BulletinMail

from .outbox import readers
from .test_bulletins import STORY, approved

AGENT = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
LEADS = ("", "//", "/\\", "\\\\", "%2f%2f", "http:", "https:/", "javascript:", "data:", "@", "．", "\t//", "%0d%0a")
EVASIONS = [
    f"{lead}{target}{tail}"
    for lead in (
        "",
        "//",
        "/\\",
        "\\\\",
        "%2f%2f",
        "http:",
        "https:/",
        "javascript:",
        "data:",
        "@",
        "．",
        "\t//",
        "%0d%0a",
    )
    for target in ("evil.example", "evil.example@site", "evil%2eexample", "ｅvil.example")
    for tail in ("", "/", "?next=//evil.example", "#//evil.example")
]


@pytest.fixture
def sent(castle: Town) -> Bulletin:
    readers(castle.ward, 30)
    bulletin = actions.start_sending(approved(castle, STORY), by=castle.dan, at=calendars.now())
    BulletinMail.objects.update(state="sent", sent_at=calendars.now() - dt.timedelta(hours=1))
    return bulletin


def test_no_address_leads_anywhere_but_to_what_is_stored(sent: Bulletin, client: Client) -> None:
    stored = set(BulletinLink.objects.values_list("target", flat=True))
    assert len(EVASIONS) > 200
    for what in EVASIONS:
        for where in (f"/b/{sent.pk}/1/{what}", f"/b/{sent.pk}/{what}", f"/b/{sent.pk}/1/?to={what}", f"/b/{what}/1/"):
            answer = client.get(where, headers=AGENT)
            assert answer.status_code in (301, 302, 400, 404), where
            leads = answer.headers.get("Location", "")
            assert not leads or leads in stored or leads.startswith("/b/"), (where, leads)
    assert client.get(f"/b/{sent.pk}/99/").status_code == 404


def test_clicks_and_opens_are_counted_for_those_who_agreed(sent: Bulletin, client: Client, castle: Town) -> None:
    yes = BulletinMail.objects.filter(subscriber__opens_agreed=True).order_by("pk")
    no = BulletinMail.objects.filter(subscriber__opens_agreed=False).order_by("pk")[0]
    for mail in (*yes[:3], no):
        client.get(f"/b/{sent.pk}/1/{queries.mail_token(mail.pk)}/", headers=AGENT)
    for mail in (*yes[2:6], no):
        answer = client.get(f"/b/{sent.pk}/seen/{queries.mail_token(mail.pk)}.gif", headers=AGENT)
        assert answer.headers["Content-Type"] == "image/gif"
    client.get(f"/b/{sent.pk}/1/", headers=AGENT)
    client.get(f"/b/{sent.pk}/1/", headers={"User-Agent": "GoogleBot/2"})
    client.get(f"/b/{sent.pk}/1/{queries.mail_token(no.pk)}x/", headers=AGENT)
    found = queries.engagement(calendars.now(), Bulletin.objects.all())
    assert (found.sent_to, found.agreed, found.engaged, found.clicked, found.clicks) == (30, 10, 6, 3, 6)
    assert (found.rate, found.click_rate) == (60.0, 30.0)
    no.refresh_from_db()
    assert (no.opened_at, no.clicked_at) == (None, None)


def test_what_follows_links_as_a_mail_arrives_is_no_reader(sent: Bulletin, client: Client) -> None:
    mail = BulletinMail.objects.filter(subscriber__opens_agreed=True)[0]
    with time_machine.travel(mail.sent_at + dt.timedelta(seconds=3), tick=False):
        client.get(f"/b/{sent.pk}/1/{queries.mail_token(mail.pk)}/", headers=AGENT)
        client.get(f"/b/{sent.pk}/seen/{queries.mail_token(mail.pk)}.gif", headers=AGENT)
    mail.refresh_from_db()
    assert (mail.opened_at, mail.clicked_at, sent.links.get(number=1).clicks) == (None, None, 0)
