"""The evidence room's background work."""

import contextlib

from django.db import OperationalError, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile, bytes_on_disk
from wapentake.foundation.progress import telling
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from . import actions
from .models import ReadingFile
from .readers import open_file
from .rules import BadLines, Columns, Faults
from .states import LoadState

AGAIN = RetryStrategy(max_attempts=100, wait=10, retry_exceptions=[OperationalError])
A_FAULT = "A fault of the program stopped it, and nothing was changed. Tell the administrator: it is in the log."


def look_again(refs: list[str]) -> None:
    """Hear that the council's places may have changed: see config's WAPENTAKE_NEWS."""
    # In a savepoint: that it waits already must not undo the hearing of other news.
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        fit_again.defer()


@app.task(queue="default", queueing_lock="fit-again")
def fit_again() -> None:
    """Fit all readings anew if wards, boundaries or postcodes are not what they were fitted by."""
    actions.fit_everything(on=calendars.today(), at=calendars.now())


# The queue reckons in UTC: one of the two is just after midnight in London, in summer as in winter.
@app.periodic(cron="4 0,23 * * *")
@app.task(queue="default", queueing_lock="fit-again")
def fit_on_the_day(timestamp: int) -> None:
    """On the first day of a new edition the wards are others, and nobody says so."""
    actions.fit_everything(on=calendars.today(), at=calendars.now())


@app.task(queue="default", name=actions.READ, retry=AGAIN)
def read_file(pk: int) -> None:
    """Read a file that was sent to the desk. What is wrong with it is put down; a worker that dies left nothing."""
    found = ReadingFile.objects.select_related("source", "progress", "kept").get(pk=pk)
    if found.state != LoadState.READING:
        return
    faults = Faults()
    try:
        _read(found, faults)
    except BadLines as bad:
        actions.refuse_file(found, bad.faults, at=calendars.now())
    except BadFile as bad:
        actions.refuse_file(found, [*faults.found, bad], at=calendars.now())
    except Refused as refused:
        actions.refuse_file(found, [BadFile(found.name, "", refused.reason)], at=calendars.now())
    except OperationalError:
        raise
    except Exception:
        actions.refuse_file(found, [BadFile(found.name, "", A_FAULT)], at=calendars.now())
        raise


def _read(found: ReadingFile, faults: Faults) -> None:
    source = found.source.key if found.source else ""
    with bytes_on_disk(found.name, bytes(found.kept.contents)) as path, telling(found.progress) as tell:
        tell("Opening the file", 0, 0)
        opened = open_file(path, "" if found.headings else source)
        if found.headings:
            opened = opened.read_by(Columns.of(found.columns), source)
        actions.stage_kept(
            found, opened.rows(faults), faults=faults, strict=bool(opened.layout and opened.layout.strict), tell=tell,
            total=opened.sheet.total(), on=calendars.today(), at=calendars.now(),
        )  # fmt: skip


@app.task(queue="default", name=actions.APPLY, retry=AGAIN)
def apply_file(pk: int, shown: str, by: int) -> None:
    """Apply a file as somebody saw it. What is refused is told on its page; a worker that dies left nothing behind."""
    found = ReadingFile.objects.select_related("progress").get(pk=pk)
    user, now, today = User.objects.get(pk=by), calendars.now(), calendars.today()
    try:
        with telling(found.progress) as tell:
            roles = roles_of(user, today)
            actions.apply_file(found, shown=shown, on=today, by=user, at=now, roles=roles, tell=tell)
    except Refused as refused:
        actions.stop_file(found, refused.reason, by=user, at=now)
    except OperationalError:
        raise
    except Exception:
        actions.stop_file(found, A_FAULT, by=user, at=now)
        raise
