"""Bringing in much at once: news goes up once, and nobody is written to."""

import pytest
from django.db import transaction

from wapentake.foundation import changes, mail
from wapentake.foundation.models import Change

pytestmark = pytest.mark.django_db


def jobs(name: str) -> int:
    from procrastinate.contrib.django.models import ProcrastinateJob

    return ProcrastinateJob.objects.filter(task_name__endswith=name).count()


def test_news_of_many_acts_goes_up_once() -> None:
    with transaction.atomic(), changes.gathered():
        for _ in range(3):
            changes.touch(["ward:E05012996", "fund:clf"])
        assert Change.objects.count() == 0
    assert sorted(Change.objects.values_list("ref", flat=True)) == ["fund:clf", "ward:E05012996"]
    assert jobs("deliver_news") == 1


def test_afterwards_news_goes_up_at_once_again() -> None:
    with transaction.atomic(), changes.gathered():
        changes.touch(["ward:E05012996"])
    changes.touch(["ward:E05012996"])
    assert Change.objects.count() == 2


def test_an_error_in_the_block_sends_no_news() -> None:
    def touch_and_fail() -> None:
        with transaction.atomic(), changes.gathered():
            changes.touch(["ward:E05012996"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        touch_and_fail()
    assert Change.objects.count() == 0


def test_nobody_is_written_to_about_what_is_brought_in() -> None:
    message = mail.Message(["group@example.org"], "Awarded", "Good news.")
    with mail.withheld():
        mail.send_after_commit(message)
    assert jobs("send_mail") == 0
    mail.send_after_commit(message)
    assert jobs("send_mail") == 1
