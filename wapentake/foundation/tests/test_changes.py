"""News goes up by one road, once committed, and comes again after a failure."""

import threading

import pytest
from django.db import connection, transaction

from wapentake.foundation import changes
from wapentake.foundation.models import Change

heard: list[list[str]] = []


def listen(refs: list[str]) -> None:
    heard.append(refs)


def fail_once(refs: list[str]) -> None:
    if not heard:
        heard.append(["failed"])
        raise RuntimeError("the consumer is ill")
    heard.append(refs)


@pytest.fixture
def news(settings):
    heard.clear()
    settings.WAPENTAKE_NEWS = {"ward": [f"{__name__}.listen"]}
    return heard


@pytest.mark.django_db
def test_consumers_hear_their_kinds_once(news):
    changes.touch(["ward:E1", "ward:E1", "fund:clf"])
    changes.touch(["ward:E2"])
    assert changes.deliver() == 3
    assert news == [["ward:E1", "ward:E2"]]
    assert changes.deliver() == 0


@pytest.mark.django_db
def test_touching_queues_a_job_in_the_same_transaction(news):
    changes.touch(["ward:E1"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs")
        assert cursor.fetchall() == [("wapentake.foundation.jobs.deliver_news",)]


@pytest.mark.django_db
def test_a_ref_names_a_kind_and_a_key(news):
    with pytest.raises(ValueError, match="kind:key"):
        changes.touch(["ward"])


def test_news_of_a_failed_consumer_comes_again(committed_db, settings, news):
    settings.WAPENTAKE_NEWS = {"*": [f"{__name__}.fail_once"]}
    with transaction.atomic():
        changes.touch(["ward:E1"])
    with pytest.raises(RuntimeError):
        changes.deliver()
    assert Change.objects.count() == 1
    assert changes.deliver() == 1
    assert news == [["failed"], ["ward:E1"]]


def test_a_row_that_commits_late_is_not_overtaken(committed_db, news):
    """Ids do not commit in order: a reader who kept the highest id seen would lose the late one."""
    begun, finish = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            changes.touch(["ward:LATE"])
            begun.set()
            finish.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait(10)
    with transaction.atomic():
        changes.touch(["ward:EARLY"])
    assert changes.deliver() == 1
    finish.set()
    thread.join()
    assert changes.deliver() == 1
    assert news == [["ward:EARLY"], ["ward:LATE"]]


def test_news_outside_a_transaction_is_refused(committed_db):
    with pytest.raises(transaction.TransactionManagementError):
        changes.touch(["ward:E1"])
