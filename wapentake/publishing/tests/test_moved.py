"""An address that is given up leads on for ever: without chains, never elsewhere, and with the database stopped."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from wapentake.foundation.models import PublishedPage
from wapentake.foundation.published.answers import Press
from wapentake.foundation.published.front import Front
from wapentake.foundation.published.mirror import Leaf, Mirror, Slot
from wapentake.foundation.published.shelf import Shelf
from wapentake.foundation.published.testing import settle, stored
from wapentake.foundation.verdicts import Refused
from wapentake.places.models import Edition, Ward
from wapentake.plans.tests.cast import NOW, Town
from wapentake.publishing import actions, rules
from wapentake.publishing.models import MovedAddress


def move(castle: Town, old: str, new: str) -> MovedAddress:
    return actions.move_address(old, new, because="It was renamed.", by=castle.head, at=NOW)


def test_it_leads_on_from_django_and_from_store(castle: Town) -> None:
    move(castle, "/wards/old-castle/", "/wards/boston-castle/")
    answer = Client().get("/wards/old-castle/?postcode=S60+1AE")
    assert (answer.status_code, answer["Location"]) == (301, "/wards/boston-castle/")
    assert Client().post("/wards/old-castle/").status_code != 301
    settle()
    assert stored("/wards/old-castle/") == "/wards/boston-castle/"
    assert "/wards/old-castle/" in (stored("/moved/") or "")


def test_an_address_whose_page_is_gone_leads_on_from_store_too(castle: Town) -> None:
    settle()
    path = f"/wards/{castle.ward.slug}/"
    Ward.objects.filter(pk=castle.ward.pk).update(slug="renamed")
    PublishedPage.objects.filter(path=path).update(state="gone")
    move(castle, path, "/wards/renamed/")
    settle()
    assert stored(path) == "/wards/renamed/"


def test_no_chain_and_no_circle(castle: Town) -> None:
    move(castle, "/a/", "/b/")
    move(castle, "/b/", "/c/")
    assert dict(MovedAddress.objects.values_list("old", "new")) == {"/a/": "/c/", "/b/": "/c/"}
    move(castle, "/d/", "/a/")
    assert MovedAddress.objects.get(old="/d/").new == "/c/"
    with pytest.raises(Refused, match="to itself"):
        move(castle, "/c/", "/a/")
    assert not set(MovedAddress.objects.values_list("old", flat=True)) & set(
        MovedAddress.objects.values_list("new", flat=True)
    )


@pytest.mark.parametrize(
    "new",
    ["//evil.example/", "https://evil.example/", "/\\evil.example/", "javascript:alert(1)", "/a/?next=x", "/a/#b", "a/",
     "/a b/\r\nSet-Cookie: x=1", ""],
)  # fmt: skip
def test_it_never_leads_elsewhere(castle: Town, new: str) -> None:
    assert not rules.sound_address(new.strip())
    with pytest.raises(Refused):
        move(castle, "/a/", new)
    with pytest.raises(IntegrityError), transaction.atomic():
        MovedAddress.objects.create(old="/x/", new=new, because="x", moved_at=NOW)


def test_what_is_published_or_the_programs_own_does_not_lead_on(castle: Town) -> None:
    settle()
    with pytest.raises(Refused, match="A page is published"):
        move(castle, f"/wards/{castle.ward.slug}/", "/wards/")
    with pytest.raises(Refused, match="belongs to the program"):
        move(castle, "/desk/news/", "/news/")
    with pytest.raises(Refused, match="look after"):
        actions.move_address("/a/", "/b/", because="x", by=castle.dan, at=NOW)


def test_wards_that_stand_no_more_lead_to_what_is_kept_of_them(castle: Town) -> None:
    before = Edition.objects.create(
        name="Before", from_date=dt.date(2004, 6, 10), to_date=castle.ward.edition.from_date
    )
    for slug, code in (("old-town", "E05000001"), (castle.ward.slug, "E05000002")):
        Ward.objects.create(code=code, edition=before, slug=slug, name=slug, ons_name=slug, number=1)
    assert actions.lead_on_from_ended_wards(at=NOW) == 1
    assert actions.lead_on_from_ended_wards(at=NOW) == 0
    assert Client().get("/wards/old-town/")["Location"] == "/wards/old-town/2004/"


def test_the_front_leads_on_by_itself(tmp_path) -> None:
    press = Press(b"withdrawn")
    shelf = Shelf(Mirror(tmp_path), press)
    slot = Slot(0.0, None, "e1", "text/uri-list", b"/wards/new/", b"", b"")
    shelf.put(Leaf("/wards/old/", "live", 1, (slot,)))

    class Away:
        database_is_away = True

    seen, said = [], []
    front = Front(lambda *words: 1 / 0, shelf, Away(), unavailable=press.static(b"", "503"),
                  visited=lambda path, environ: seen.append(path))  # fmt: skip
    front.hosts.add("localhost")
    for method in ("GET", "HEAD"):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": "/wards/old/", "HTTP_HOST": "localhost"}
        assert b"".join(front(environ, lambda *words: said.append(words))) == b""
    assert [(status, dict(headers)["Location"]) for status, headers in said] == [
        ("301 Moved Permanently", "/wards/new/")
    ] * 2
    assert seen == []  # nobody read a page there
