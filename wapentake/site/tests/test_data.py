"""The index of open data has every export that anybody may take, and the accessibility statement what was looked at."""

import datetime as dt
import json

import pytest
from django.test import Client

from tests.architecture.access import address, routes
from tests.architecture.samples import samples
from wapentake.foundation import calendars
from wapentake.publishing.actions import keep_measures
from wapentake.publishing.models import MeasuredFile
from wapentake.site import jobs
from wapentake.site.pages import datasets, small

NOW = calendars.now()
TODAY = calendars.today()


@pytest.mark.usefixtures("cast_to_read")
def test_whatever_anybody_may_take_is_in_the_index_or_has_its_reason():
    arguments, client = samples(), Client()
    found = set()
    for name, pattern in routes():
        answer = client.get(address(name, pattern, arguments))
        kind = answer.headers.get("Content-Type", "text/html")
        if answer.status_code == 200 and not kind.startswith("text/html"):
            found.add(name)
    assert found - datasets.NAMES - datasets.NOT_DATA.keys() == set(), "not in the index, and no reason why"
    assert not datasets.NAMES & datasets.NOT_DATA.keys()
    kinds = {kind for kind, _, _ in (*datasets.STATEMENT_FILES, *datasets.LEVY_FILES)}
    taken = dict(routes())["funding:statement_file"].pattern.converters["kind"].regex
    assert kinds == set(taken.replace("\\", "").split("|"))


@pytest.mark.usefixtures("cast_to_read")
def test_every_data_set_is_there_and_the_catalogue_says_the_same():
    client = Client()
    sets = list(datasets.data_sets(TODAY))
    for path in datasets.measurable(TODAY):
        assert client.get(path).status_code == 200, path
    html = client.get("/data/").content.decode()
    assert html.count("<tr") == len(sets) + html.count("<thead")
    told = json.loads(client.get("/data/catalogue.json").content)
    assert len(told["dcat:dataset"]) == len(sets)
    licences = {file["dct:license"] for one in told["dcat:dataset"] for file in one["dcat:distribution"]}
    assert licences == {datasets.LICENCE[1]}
    assert all(file["dcat:accessURL"].startswith("http") for one in told["dcat:dataset"]
               for file in one["dcat:distribution"])  # fmt: skip


@pytest.mark.django_db
def test_sizes_are_measured_and_a_change_is_dated():
    first, later = NOW, NOW + dt.timedelta(days=1)
    assert keep_measures({"/a.csv": (9, "x"), "/b.csv": (9, "y")}, at=first) == 2
    assert keep_measures({"/a.csv": (9, "x")}, at=later) == 0
    assert keep_measures({"/a.csv": (12_345, "z")}, at=later) == 1
    assert list(MeasuredFile.objects.values_list("address", "size", "changed_at")) == [("/a.csv", 12_345, later)]
    assert [datasets.size_words(size) for size in (1, 12_345, 2_300_000)] == ["1 KB", "12 KB", "2.3 MB"]


@pytest.mark.django_db
def test_the_nightly_look_measures_what_strangers_get(monkeypatch):
    monkeypatch.setattr(jobs.pages, "measurable", lambda on: ["/robots.txt", "/nothing-here.csv"])
    jobs.measure_data(timestamp=0)
    [found] = MeasuredFile.objects.all()
    assert (found.address, found.size) == ("/robots.txt", len(Client().get("/robots.txt").content))


def test_the_accessibility_statement_claims_only_what_was_run(monkeypatch, tmp_path):
    told = json.loads(small.RESULTS.read_text())
    page = small.statement_page(TODAY)
    assert [(said, pages) for said, pages, _ in page.runs] == [(run["said"], run["pages"]) for run in told["runs"]]
    assert not page.overdue, "the accessibility statement is to be reviewed at least once a year"
    assert all(TODAY - on < dt.timedelta(days=366) for _, _, on in page.runs)
    assert small.statement_page(page.next_review + calendars.DAY).overdue
    nothing = tmp_path / "none.json"
    nothing.write_text(json.dumps({**told, "runs": []}))
    monkeypatch.setattr(small, "RESULTS", nothing)
    assert small.statement_page(TODAY).runs == []
