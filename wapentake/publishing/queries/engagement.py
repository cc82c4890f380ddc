"""How a bulletin is read, in aggregate only: nobody's opens or clicks are shown to anybody."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum

from ..models import Bulletin, BulletinLink, BulletinMail
from ..states import MailState

DAYS = dt.timedelta(days=90)
# Fewer people than this are not told apart.
FEWEST = 10


@dataclass(frozen=True)
class Engagement:
    """Of 90 days: people sent to; of those who agreed to be counted how many there are, were engaged, and clicked."""

    sent_to: int
    agreed: int
    engaged: int
    clicked: int
    clicks: int

    @property
    def rate(self) -> float | None:
        """People who opened or clicked in 90 days by people sent to, as GovDelivery counts; None for too few."""
        return 100 * self.engaged / self.agreed if self.agreed >= FEWEST else None

    @property
    def click_rate(self) -> float | None:
        """People who clicked by people sent to; None for too few."""
        return 100 * self.clicked / self.agreed if self.agreed >= FEWEST else None


def engagement(at: dt.datetime, bulletins: QuerySet[Bulletin]) -> Engagement:
    """Return how these bulletins were read in the 90 days before a moment."""
    since, agreed = at - DAYS, Q(subscriber__opens_agreed=True)
    mails = BulletinMail.objects.filter(bulletin__in=bulletins, state=MailState.SENT, sent_at__gte=since)
    opened, clicked = Q(opened_at__gte=since), Q(clicked_at__gte=since)
    found = mails.aggregate(
        sent_to=Count("subscriber", distinct=True),
        agreed=Count("subscriber", distinct=True, filter=agreed),
        engaged=Count("subscriber", distinct=True, filter=agreed & (opened | clicked)),
        clicked=Count("subscriber", distinct=True, filter=agreed & clicked),
    )
    links = BulletinLink.objects.filter(bulletin__in=bulletins, bulletin__sending_at__gte=since)
    return Engagement(**found, clicks=links.aggregate(all=Sum("clicks"))["all"] or 0)


def clicks_of(bulletin: Bulletin) -> list[tuple[str, int]]:
    """Return how often each link of a bulletin was followed, the most first."""
    rows = BulletinLink.objects.filter(bulletin=bulletin, clicks__gt=0).order_by(F("clicks").desc(), "number")
    return list(rows.values_list("target", "clicks"))


def link_of(bulletin: int, number: int) -> BulletinLink | None:
    """Return a bulletin's link by its number."""
    return BulletinLink.objects.filter(bulletin=bulletin, number=number).first()
