"""The running program gives everybody what the committed table says, and lists every address."""

import os

import pytest
from django.http import HttpResponse

from tests.architecture import access
from wapentake.design import views

pytestmark = pytest.mark.timeout(900)


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.nightly)])
def test_everybody_reaches_what_the_table_says(cast_db, settings, monkeypatch, every):
    """By night each asks for each address. By day one of those for whom the table says the same everywhere does, and
    what is open is asked for as one of them, what is closed as every other of them, by POST. Which others, each run
    draws anew: a door that opens to several is seen at once, one that opens to one person in the second run or so.
    """
    monkeypatch.setattr(views, "error_page", _no_more_than_its_status)
    settings.ACCOUNT_RATE_LIMITS = False  # a slow machine would be refused less often than a quick one
    whole = every or "ACCESS" in os.environ
    found = access.answers() if whole else access.answers(access.unlike(), access.read())
    if os.environ.get("ACCESS") == "write":
        access.write(found)
    expected = access.read()
    unlisted = sorted({name for name, _ in found.keys() - expected.keys()})
    assert not unlisted, f"Not in access.csv: {unlisted}. See tests/architecture/access.py."
    assert not expected.keys() - found.keys(), "access.csv lists addresses that are gone"
    wrong = [
        f"{name} {method} as {person}: {status}, the table says {expected[name, method].get(person)}"
        for (name, method), row in found.items()
        for person, status in row.items()
        if expected[name, method].get(person) != status
    ]
    assert not wrong, "\n".join(wrong)


def _no_more_than_its_status(status, *words, **more):
    """The page that says no is looked at in other tests; to draw it ten thousand times takes longer than to refuse."""
    return HttpResponse(status=status, content_type="text/plain")


def test_nothing_answers_with_an_error():
    broken = [(name, person) for (name, _), row in access.read().items() for person, code in row.items() if code >= 500]
    assert not [entry for entry in broken if entry[0] != "site:readyz"]


def test_the_desk_is_closed_to_strangers_and_to_those_without_a_role():
    table, desk = access.read(), set(access.of_the_desk())
    assert len(desk) > 200
    for name in desk:
        assert table[name, "GET"]["nobody"] in access.REFUSED, name
        assert table[name, "POST"]["nobody"] in access.REFUSED, name
    for (name, _), row in table.items():
        if row.get("maureen") != row.get("nobody"):
            assert row["noor"] != 200 or row["nobody"] == 200 or name.startswith(("account", "mfa", "people")), name
