"""A real council begins: the first administrator, and a file of councillors."""

import datetime as dt
import re
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from wapentake.foundation import audit
from wapentake.foundation.calendars import LONDON
from wapentake.foundation.models import AuditRecord
from wapentake.office.models import Councillor, Poll, RoleHeld, Term
from wapentake.office.queries import members_of
from wapentake.people.models import User
from wapentake.places.models import Ward

from . import factories as make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)
HEAD = "Name,E-mail,Ward,Elected on,Party,Surgery,Notes\n"
LINES = (
    "Cllr Ada Okafor,ada@example.gov.uk,Anston and Woodsetts,2024-05-02,Green,First Monday 6pm,x\n"
    "Ben Marsh,ben@example.gov.uk,Anston & Woodsetts,02/05/2024,Labour,,\n"
    "Carol Winn,carol@example.gov.uk,E05012994,2 May 2024,,,\n"
)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def wards():
    anston, aston = make.make_ward("Anston and Woodsetts", seats=2), make.make_ward("Aston and Todwick", seats=2)
    Ward.objects.filter(pk=anston.pk).update(ons_name="Anston & Woodsetts")
    Ward.objects.filter(pk=aston.pk).update(code="E05012994")
    return anston, aston


def load(tmp_path, text, *options, raw=None):
    path = tmp_path / "councillors.csv"
    path.write_bytes(raw if raw is not None else text.encode())
    said = StringIO()
    call_command("load_councillors", str(path), *options, stdout=said)
    return said.getvalue()


def stand():
    """Everything that a load could change."""
    return (
        sorted(Councillor.objects.values_list("name", "group", "surgery", "public_email")),
        sorted(Term.objects.values_list("councillor__name", "ward__name", "from_date", "to_date")),
        sorted(User.objects.values_list("email", flat=True)),
        Poll.objects.count(),
        AuditRecord.objects.count(),
    )


def test_a_file_loads_and_the_same_file_again_changes_nothing(tmp_path, wards):
    said = load(tmp_path, HEAD + LINES)
    assert "3 councillors read: 3 added, 0 changed, 0 as before." in said
    assert "Not used: Notes." in said
    anston, aston = wards
    assert [str(one) for one in members_of(anston, NOW.date())] == ["Cllr Ada Okafor", "Cllr Ben Marsh"]
    assert [one.name for one in members_of(aston, NOW.date())] == ["Carol Winn"]
    assert Councillor.objects.get(name="Ada Okafor").surgery == "First Monday 6pm"
    assert [record.facts_read["added"] for record in audit.history("council:councillors")] == [3]
    before = stand()
    assert "0 added, 0 changed, 3 as before" in load(tmp_path, HEAD + LINES)
    assert stand() == before


def test_what_changed_in_the_file_changes_here(tmp_path, wards):
    load(tmp_path, HEAD + LINES)
    assert "0 added, 1 changed, 2 as before" in load(tmp_path, HEAD + LINES.replace("Labour", "Independent"))
    assert Councillor.objects.get(name="Ben Marsh").group == "Independent"


def test_a_dry_run_does_nothing(tmp_path, wards):
    before = stand()
    assert "3 added, 0 changed, 0 as before. Nothing was kept." in load(tmp_path, HEAD + LINES, "--dry-run")
    assert stand() == before


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_a_byte_order_mark_are_read(tmp_path, wards, separator):
    text = "\ufeff" + (HEAD + LINES).replace(",", separator).replace("\n", "\r\n")
    assert "3 added" in load(tmp_path, text)


def test_headings_can_be_mapped(tmp_path, wards):
    text = (HEAD + LINES).replace("Name,", "Elected member,", 1)
    with pytest.raises(CommandError, match="There is no column for: name"):
        load(tmp_path, text)
    assert "3 added" in load(tmp_path, text, "--map", "name=Elected member")
    with pytest.raises(CommandError, match="write OURS=THEIRS"):
        load(tmp_path, text, "--map", "nonsense")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",ada@example.gov.uk,Aston and Todwick,2024-05-02", "The name is missing."),
        ("Ada,,Aston and Todwick,2024-05-02", "The e-mail address is missing."),
        ("Ada,ada,Aston and Todwick,2024-05-02", "“ada” is not an e-mail address."),
        ("Ada,ada@example.gov.uk,Nowhere,2024-05-02", "no ward called “Nowhere” on 02 May 2024"),
        ("Ada,ada@example.gov.uk,Aston and Todwick,2024-13-02", "“2024-13-02” is not a date"),
        ("Ada,ada@example.gov.uk,Aston and Todwick,", "The date of the poll is missing."),
        ("Carol,carol@example.gov.uk,Aston and Todwick,2024-05-02", "carol@example.gov.uk stands in line 4 already."),
        ("Dee,dee@example.gov.uk,Anston and Woodsetts,2024-05-02", "has 2 seats, and all of them are taken"),
        (f"{'x' * 200},dee@example.gov.uk,Aston and Todwick,2024-05-02", "longer than 150 characters"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_loaded(tmp_path, wards, line, reason):
    before = stand()
    with pytest.raises(CommandError) as refused:
        load(tmp_path, f"{HEAD}{LINES}{line},,,\n")
    assert "councillors.csv, line 5: " in str(refused.value)
    assert reason in str(refused.value)
    assert "Nothing was loaded." in str(refused.value)
    assert stand() == before


def test_every_bad_line_is_said_at_once(tmp_path, wards):
    with pytest.raises(CommandError) as refused:
        load(
            tmp_path,
            HEAD + ",a@example.org,Aston and Todwick,2024-05-02,,,\n" + LINES + "Ada,x,Aston and Todwick,y,,,\n",
        )
    assert re.findall(r"line (\d+)", str(refused.value)) == ["2", "6"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "The file is empty."),
        (b"\x1f\x8b\x08\x00", "gzip"),
        ((HEAD + LINES).encode("utf-16"), "UTF-16"),
        ((HEAD + LINES.replace("Ada", "Zo\u00e9")).encode("latin-1"), "UTF-8"),
        (HEAD.encode(), "no councillors under them"),
        (b"Name,Name,E-mail,Ward,Elected on\n", "Two columns are the name"),
        (b'Name,E-mail,Ward,Elected on\n"Ada,x,y,z\n', "not a line of CSV"),
        (HEAD.encode() + b"x," * 1_100_000, "the most that is read"),
    ],
)
def test_a_bad_file_is_refused_with_its_name(tmp_path, wards, raw, reason):
    before = stand()
    with pytest.raises(CommandError, match=f"councillors.csv.*{reason}"):
        load(tmp_path, "", raw=raw)
    assert stand() == before


def test_a_by_election_stands_in_the_same_file(tmp_path, wards):
    head = "Name,Email,Ward,Elected on,By-election\n"
    lines = (
        "Ada,ada@example.org,Aston and Todwick,2024-05-02,no\nBen,ben@example.org,Aston and Todwick,2025-06-05,yes\n"
    )
    load(tmp_path, head + lines)
    terms = Term.objects.order_by("from_date").values_list("from_date", "poll__kind", "poll__ward__name")
    assert list(terms) == [
        (dt.date(2024, 5, 6), "ordinary", None),
        (dt.date(2025, 6, 6), "by_election", "Aston and Todwick"),
    ]


def test_two_terms_of_one_person_follow_each_other(tmp_path, wards):
    line = "Ada,ada@example.org,Aston and Todwick,{},{},,\n"
    text = HEAD + line.format("2024-05-02", "Green") + line.format("2021-05-06", "Labour")
    assert "2 councillors read" in load(tmp_path, text)
    assert Councillor.objects.get().group == "Green"
    assert "0 added, 0 changed, 2 as before" in load(tmp_path, text)
    spans = Term.objects.order_by("from_date").values_list("from_date", "to_date")
    assert list(spans) == [(dt.date(2021, 5, 10), dt.date(2024, 5, 6)), (dt.date(2024, 5, 6), None)]
    assert Councillor.objects.count() == 1


def test_the_first_administrator_gets_a_link_that_works(client, settings):
    settings.WAPENTAKE_FRAME = {}
    said = StringIO()
    call_command("create_administrator", "robin@example.gov.uk", "--name", "Robin Sowerby", stdout=said)
    assert RoleHeld.objects.get().user.name == "Robin Sowerby"
    path = re.search(r"https?://[^/]+(/\S+)", said.getvalue())[1]
    assert "New password" in client.get(path, follow=True).content.decode()
    with pytest.raises(CommandError, match="administrator already"):
        call_command("create_administrator", "robin@example.gov.uk")
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("create_administrator", "robin")
