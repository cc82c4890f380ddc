"""A bulletin with many readers, a mail server that notes what it took, and workers that may be killed."""

import datetime as dt
import os
import random
import time
from collections import Counter
from collections.abc import Callable

from django.db import connection, connections

from wapentake.foundation import calendars
from wapentake.foundation.mail.smtp import Smtp
from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind
from wapentake.people.models import User
from wapentake.places.models import Edition, Ward
from wapentake.publishing import actions, documents, queries
from wapentake.publishing.models import Bulletin, Subscriber, Subscription
from wapentake.publishing.states import BulletinState, PartKind, PartWords, SubscriberState

from .sink import Sink

MADE_AT_ONCE = 5_000  # so that making many readers needs no more memory than making some: benchmarks look at that


def readers(ward: Ward, count: int, domain: str = "example.org") -> None:
    """Make people who asked for a ward's bulletin; every third agreed to opens, every fifth to flagged parts."""
    at = calendars.now()
    for first in range(0, count, MADE_AT_ONCE):
        made = Subscriber.objects.bulk_create(
            Subscriber(
                email=f"reader{n}@{domain}", state=SubscriberState.CONFIRMED, asked_at=at, confirmed_at=at,
                opens_agreed=n % 3 == 0, promotions_agreed=n % 5 == 0,
            )
            for n in range(first, min(first + MADE_AT_ONCE, count))
        )  # fmt: skip
        Subscription.objects.bulk_create(Subscription(subscriber=one, ward=ward, since=at) for one in made)


def lane(bulletin: Bulletin) -> actions.Lane:
    """A worker's way through the outbox, as the job makes it."""
    links = queries.links_of(bulletin)
    moulds = documents.moulds_of(bulletin, calendars.today(), calendars.now(), links)
    return actions.Lane(bulletin, moulds, Smtp(), calendars.now, documents.site_address(), documents.mail_domain())


def send_all(bulletin: Bulletin, within: float = 60) -> None:
    """Do what jobs do until nothing is left to do."""
    way = lane(bulletin)
    end = calendars.now() + dt.timedelta(seconds=within)
    while calendars.now() < end:
        wait = actions.send_some(way, until=end)
        if wait is None:
            break
        time.sleep(min(wait, 0.2))
    way.provider.close()


class Workers:
    """Processes that send, forked from this one, so that a new one is there at once when one is killed."""

    def __init__(self, bulletin: Bulletin, count: int, work: Callable[[Bulletin], None] = send_all) -> None:
        self.bulletin, self.work = bulletin, work
        self.pids = {self._start() for _ in range(count)}

    def _start(self) -> int:
        connections.close_all()
        pid = os.fork()
        if pid == 0:
            try:
                self.work(self.bulletin)
            finally:
                os._exit(0)
        return pid

    def kill_one(self, dice: random.Random) -> bool:
        """Kill one of them, whatever it is doing, and start another; False where none is left to kill."""
        self._reap()
        if not self.pids:
            return False
        victim = dice.choice(sorted(self.pids))
        os.kill(victim, 9)
        os.waitpid(victim, 0)
        self.pids.discard(victim)
        self.pids.add(self._start())
        return True

    def _reap(self) -> None:
        for pid in list(self.pids):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self.pids.discard(pid)

    def wait(self) -> None:
        """Wait until all are done."""
        for pid in self.pids:
            os.waitpid(pid, 0)
        self.pids.clear()
        connection.close()


def twice(sink: Sink) -> int:
    """Return how many mails too many were taken."""
    return sum(count - 1 for count in Counter(sink.taken).values())


def one_mail(bulletin: Bulletin) -> bytes:
    """The bytes of a mail of this bulletin, made once."""
    mould = lane(bulletin).moulds(False, False)
    return mould.pour("reader@example.org", {"Message-ID": "<one@example.org>"}, {})


def bulletin_for_bench(name: str, count: int) -> Bulletin:
    """A bulletin that is on its way to so many readers, with a dozen parts as real ones have them."""
    at, day = calendars.now(), calendars.today()
    edition, _ = Edition.objects.get_or_create(name="Bench", from_date=dt.date(2021, 5, 6))
    number = Ward.objects.count() + 1
    ward = Ward.objects.create(
        code=f"E0500000{number}", edition=edition, slug=name, name=name.title(), ons_name=name, number=number, seats=3
    )
    by, _ = User.objects.get_or_create(name="Bench", email="bench@example.org")
    RoleHeld.objects.get_or_create(user=by, kind=RoleKind.HEAD_OF_NEIGHBOURHOODS, from_date=dt.date(2021, 5, 6))
    bulletin = actions.write_bulletin(ward, day, by=by, at=at)
    text = "What came of it in a sentence or two, as people write it for their neighbours. " * 3
    for part in range(12):
        words = PartWords(PartKind.NEWS, f"Something happened, number {part}", text, f"/news/{part}/", "Read more")
        actions.add_part(bulletin, words, by=by, at=at)
    Bulletin.objects.filter(pk=bulletin.pk).update(state=BulletinState.APPROVED, approved_by=by, approved_at=at)
    readers(ward, count, f"{name}.example")
    bulletin.refresh_from_db()
    return actions.start_sending(bulletin, by=by, at=at)
