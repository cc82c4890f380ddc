"""The statements at scale: 8,000 wards, a quarter of a million awards, in constant memory and with the same queries."""

import time

import pytest
import time_machine
from django.test import Client

from tests.querycount import count_queries

from .scale import AWARDS, MOST_GROWTH, files, fill, growth
from .world import AT, World

pytestmark = [pytest.mark.django_db, pytest.mark.nightly, pytest.mark.timeout(1800)]


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def timed(client: Client, path: str) -> tuple[float, int]:
    """Return the least of three times for a page in seconds, and its number of queries."""
    found = []
    for _ in range(3):
        began = time.perf_counter()
        assert client.get(path).status_code == 200, path
        found.append(time.perf_counter() - began)
    return min(found), len(count_queries(lambda: client.get(path)))


def test_eight_thousand_wards_cost_the_same_queries_on_every_page(world: World, client: Client, capsys) -> None:
    world.approved(40_000)  # one award, which has its digest too
    client.get("/budget/2026-27/")
    small = timed(client, "/budget/2026-27/")
    fill(world)
    first, last = timed(client, "/budget/2026-27/"), timed(client, "/budget/2026-27/81/")
    ward = timed(client, "/wards/ward-00042/budget/2026-27/")
    with capsys.disabled():
        print(f"\n1 ward {small}, page 1 of 81 {first}, page 81 {last}, one ward's {ward}")
    assert first[1] == last[1] == small[1]
    text = client.get("/budget/2026-27/").content.decode()
    assert " in 8,001 wards" in text
    assert "These figures agree." in text
    assert text.count('href="/wards/') == 100
    assert 0.3 < first[0] / last[0] < 3


def test_a_quarter_of_a_million_awards_go_out_in_constant_memory(world: World, capsys) -> None:
    fill(world)
    for name, make in files().items():
        began = time.perf_counter()
        grew, count = growth(make())
        with capsys.disabled():
            print(
                f"\n{name}: {count:,} pieces, {grew / 2**20:.1f} MB more, {time.perf_counter() - began:.0f} s", end=""
            )
        assert count >= AWARDS
        assert grew < MOST_GROWTH, name
