"""Hostile words stand in every text field of a borough, and no page takes them for more than words.

In a real browser: tests/journeys/test_hostile_words.py.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.template import engines
from django.test import Client
from jinja2 import Environment

from tests import cast, databases, hostile, html
from tests.architecture import access
from tests.architecture.samples import samples
from wapentake.people.models import User

pytestmark = pytest.mark.timeout(600)

PEOPLE = ("nobody", "dan", "joanna", "maureen", "leah")
SHOWN = ("&lt;x-wt", "&#34;&gt;&lt;img", "data-wt=&#39;", "data-wt=&#34;")


@pytest.fixture(scope="module")
def hostile_borough(cast_template: str, django_db_blocker: Any) -> Iterator[dict[str, dict[str, Any]]]:
    """The demonstration borough with hostile words in every text field. Yields the samples of its addresses."""
    name = "hostile"
    with django_db_blocker.unblock():
        databases.make(name, cast_template)
        with databases.pointing_at(name):
            arguments = samples()
            assert hostile.fill() > 1000
            yield arguments
        databases.drop(name)


def _pages(person: str, arguments: dict[str, dict[str, Any]]) -> Iterator[tuple[str, int, str]]:
    """Yield every page that is open to a person, by its address: what is stored for all as nobody alone."""
    client = Client(raise_request_exception=False)
    if person != "nobody":
        client.force_login(User.objects.get(email=cast.CAST[person].email))
    table, before = access.read(), PEOPLE[: PEOPLE.index(person)]
    for name, pattern in sorted(dict(access.routes()).items()):
        stored = hasattr(pattern.callback, "published_family") and person != "nobody"
        row = table[name, "GET"]
        # A page of the desk is read as two of those who may: what differs between them is whose it is.
        if stored or row[person] != 200 or sum(row[each] == 200 for each in before) > 1:
            continue
        with transaction.atomic():
            answer = client.get(access.address(name, pattern, arguments))
            transaction.set_rollback(True)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            yield name, answer.status_code, answer.content.decode()


def test_words_stay_words_on_every_page(hostile_borough: dict[str, dict[str, Any]], db: None, settings: Any):
    settings.WAPENTAKE_DEMO, settings.ACCOUNT_RATE_LIMITS = True, False
    wrong, shown = [], set()
    for person in PEOPLE:
        for name, status, page in _pages(person, hostile_borough):
            wrong += [f"{name} as {person}: {trace}" for trace in hostile.traces(page)]
            wrong += [f"{name} as {person}: {status}"] if status == 500 else []
            shown |= {name} if any(part in page for part in SHOWN) else set()
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert len(shown) >= 40, f"The words were to be seen on {len(shown)} pages only: {shown}"


def test_without_escaping_the_same_look_finds_them(
    hostile_borough: dict[str, dict[str, Any]], db: None, monkeypatch: pytest.MonkeyPatch
):
    """The control: the real pages of the program, with escaping off."""
    env: Environment = engines.all()[0].env
    monkeypatch.setattr(html, "check", lambda response: None)
    env.cache.clear()
    monkeypatch.setattr(env, "autoescape", False)
    try:
        pages = [
            Client(raise_request_exception=False).get(path) for path in ("/wards/", "/wards/boston-castle/", "/money/")
        ]
    finally:
        env.cache.clear()
    for page in pages:
        assert list(hostile.traces(page.content.decode()))


@pytest.mark.parametrize("word", hostile.WORDS[:-1])
def test_each_word_is_found_where_a_template_does_not_escape(word: str):
    if "{{" in word:
        page = Environment(autoescape=False).from_string(f"<title>a</title>{word}").render()
    else:
        page = (
            f"<!doctype html><title>{word}</title><p title='{word}'>{word}</p><p title=\"{word}\"><a href={word}>a</a>"
        )
    assert list(hostile.traces(page))
    escaped = (
        Environment(autoescape=True).from_string("<title>{{ w }}</title><p title='{{ w }}'>{{ w }}").render(w=word)
    )
    assert not list(hostile.traces(escaped))


def test_every_text_field_is_attacked_or_says_why_not():
    attacked = {f"{field.model._meta.db_table}.{field.column}" for field in hostile.fields()}
    assert not attacked & hostile.NO_WORDS.keys()
    assert len(attacked) >= 50
    assert {"organisations_organisation.name", "funding_decision.reasons", "plans_priority.why"} <= attacked
