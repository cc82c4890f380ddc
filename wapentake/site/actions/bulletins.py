"""The demonstration's bulletins: some that were sent, and one whose draft waits for the members' word."""

import datetime as dt

from wapentake.foundation.calendars import months_after
from wapentake.foundation.mail import Mould
from wapentake.foundation.mail.providers import Log
from wapentake.places.models import Ward
from wapentake.publishing import actions as publishing
from wapentake.publishing.models import Bulletin, BulletinLink, BulletinMail, Subscriber
from wapentake.publishing.rules import Agreed, Wanted, may_leave
from wapentake.publishing.states import Flag, PartKind, PartWords

from .world import DAY, World, moment, working_day

READERS = 18
HATS = PartWords(
    PartKind.OTHER, "Clifton Lane market: stalls for Christmas", "The traders let ten stalls, at £12 a day.",
    "https://www.example.org/clifton-lane-market", "Book a stall", Flag.THIRD_PARTY,
)  # fmt: skip
BINS = PartWords(
    PartKind.OTHER, "Bins over the holidays", "Collections are **a day later** in the week of a bank holiday.",
    "https://www.example.org/bins", "Find your day",
)  # fmt: skip


def load_bulletins(world: World) -> None:
    """Send last month's bulletin of two wards, and say how they were read; put this month's of one to its members."""
    for name in ("Boston Castle", "Hoober"):
        ward = next(one for one in world.wards.values() if one.name == name)
        _readers(world, ward)
        _read(world, _last_month(world, ward))
    _leave_with_members(world, next(one for one in world.wards.values() if one.name == "Boston Castle"))


def _last_month(world: World, ward: Ward) -> Bulletin:
    month = months_after(world.on.replace(day=1), -1)
    day = working_day(month + 24 * DAY)
    author = world.co_ordinators[ward.code]
    bulletin = publishing.write_bulletin(ward, month, by=author, at=moment(day))
    publishing.add_part(bulletin, HATS, by=author, at=moment(day, 5))
    publishing.add_part(bulletin, BINS, by=author, at=moment(day, 8))
    bulletin = publishing.consult(bulletin, day, by=author, at=moment(day, 10))
    bulletin = publishing.approve_bulletin(bulletin, by=world.people["yvonne"], at=moment(day + DAY, 20))
    sent = moment(day + DAY, 30)
    if not may_leave(bulletin, sent):  # in the weeks before an election it stays here
        return bulletin
    publishing.start_sending(bulletin, by=author, at=sent)
    mould = Mould(bulletin.subject, bulletin.subject, bulletin.subject, {})
    way = publishing.Lane(bulletin, lambda *_: mould, Log(), lambda: sent, "", "example.org")
    publishing.send_some(way, until=sent + DAY)
    return bulletin


def _readers(world: World, ward: Ward) -> None:
    """People who asked for a ward's bulletin in the summer."""
    day = world.on - 150 * DAY
    for number in range(READERS):
        email = f"reader{number}.{ward.slug}@example.org"
        wanted, agreed = Wanted((ward,)), Agreed(opens=number % 3 != 0, promotions=number % 4 == 0)
        publishing.ask_to_subscribe(email, wanted, at=moment(day, number))
        publishing.confirm(Subscriber.objects.get(email=email), wanted, agreed, at=moment(day, 60 + number))


def _read(world: World, bulletin: Bulletin) -> None:
    """Most of those who agreed to be counted opened it within a day or two, and many followed a link."""
    links = list(BulletinLink.objects.filter(bulletin=bulletin))
    mails = BulletinMail.objects.filter(bulletin=bulletin, subscriber__opens_agreed=True).order_by("pk")
    for number, mail in enumerate(mails):
        at = (mail.sent_at or world.at) + dt.timedelta(hours=2 + number)
        if number % 5:
            publishing.count_open(bulletin.pk, mail.pk, at=at)
        if links and number % 3 == 0:
            publishing.count_click(links[number % len(links)], mail=mail.pk, at=at)


def _leave_with_members(world: World, ward: Ward) -> None:
    """One member has said something; the others' desks ask for it."""
    author, day = world.co_ordinators[ward.code], working_day(world.on - DAY, latest=world.on - DAY)
    month = dt.date(world.on.year, world.on.month, 1)
    bulletin = publishing.write_bulletin(ward, month, by=author, at=moment(day))
    publishing.add_part(bulletin, BINS, by=author, at=moment(day, 4))
    bulletin = publishing.consult(bulletin, working_day(world.on + 4 * DAY), by=author, at=moment(day, 6))
    said = "Please lead with the speed signs. It is what people stop me about."
    publishing.comment(bulletin, said, by=world.people["tariq"], at=moment(day, 90))
