"""Slow proofs of the supervisor: long outages, many crashes, a site that does not load."""

import contextlib
import json
import signal
import time

import psycopg
import pytest

from wapentake.foundation.supervisor.cluster import OWNER
from wapentake.foundation.supervisor.testing import temporary_cluster

from .installation import Installation, Served, Writer, until
from .test_supervisor_cluster import lost_by_crashes

pytestmark = [pytest.mark.nightly, pytest.mark.enable_socket, pytest.mark.timeout(400)]


@pytest.fixture
def installation():
    made = Installation()
    yield made
    made.close()


def test_the_site_that_does_not_load_ends_the_server_with_a_reason(installation):
    code, said = installation.run(
        "serve", PORT="0", DJANGO_SETTINGS_MODULE="wapentake.foundation.tests.tinysite.broken"
    )
    assert code == 1
    assert said.rstrip().splitlines()[-1].endswith("put right what it says above, then start again.")
    until(installation.is_empty)


@pytest.mark.parametrize("seconds", [3, 90])
def test_everything_recovers_by_itself_from_an_outage_of_the_database(seconds):
    with temporary_cluster() as cluster:
        owner = cluster.create_database("outage")
        served = Served(DATABASE_URL=cluster.url("outage"), DATABASE_OWNER_URL=owner).start()
        try:
            until(served.worker_answers)
            web = json.loads(served.get("/healthz"))["pid"]
            assert served.get("/jobs/promised/2") == "promised"
            time.sleep(0.5)
            cluster.stop("immediate")
            time.sleep(seconds)
            assert served.tries("/notes") == ""
            assert json.loads(served.get("/healthz"))["pid"] == web, "what needs no database goes on"
            cluster.start()
            began = time.monotonic()
            until(lambda: served.tries("/notes/after") == "written", 10)
            web_took = time.monotonic() - began
            until(served.worker_answers)
            worker_took = time.monotonic() - began
            until(lambda: "promised" in served.notes(), 60)
            job_took = time.monotonic() - began
            took = f"web after {web_took:.1f} s, worker after {worker_took:.1f} s, job after {job_took:.1f} s"
            print(f"The database was away for {seconds} s and came back: {took}.")
            assert web_took < 5, took
            assert worker_took < 15, took
            assert job_took < 25, took
            assert served.end(signal.SIGTERM) == 0
            assert served.is_empty()
        finally:
            served.close()


def test_a_worker_that_starts_before_its_database_waits_for_it(installation):
    with temporary_cluster() as cluster:
        url = cluster.create_database("later")
        assert installation.run("migrate", "--verbosity=0", DATABASE_URL=url) == (0, "")
        cluster.stop()
        worker = installation.command("worker", DATABASE_URL=url)
        time.sleep(8)
        assert worker.poll() is None
        cluster.start()
        with psycopg.connect(url, autocommit=True) as connection:
            until(lambda: connection.execute("SELECT count(*) FROM procrastinate_workers").fetchone()[0] == 1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0


def test_ten_crashes_lose_nothing_acknowledged():
    with temporary_cluster(fsync="on", full_page_writes="on") as cluster:
        with psycopg.connect(cluster.url(role=OWNER)) as owner:
            owner.execute("CREATE TABLE thing (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int)")
        assert lost_by_crashes(cluster, "on", 10) == 0


def test_five_renewals_under_load_turn_nobody_away():
    served = Served().start("--workers=2", "--no-worker")
    try:
        with contextlib.ExitStack() as writing:
            writers = [writing.enter_context(Writer(served, f"renewed-{number}")) for number in range(8)]
            for _ in range(5):
                before = json.loads(served.get("/healthz"))["pid"]
                served.server.send_signal(signal.SIGHUP)
                until(lambda before=before: served.tries("/slow") not in ("", str(before)), 30)
                time.sleep(6)
                writers[0].goes_on()
        assert [writer.failed for writer in writers] == [0] * 8
        assert set().union(*(writer.acknowledged for writer in writers)) <= served.notes()
    finally:
        served.close()
