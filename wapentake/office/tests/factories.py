"""People and places for tests of offices, and of the rooms above."""

import datetime as dt
import itertools

from wapentake.office.models import Councillor, Poll, RoleHeld, Suspension, Term
from wapentake.office.states import PollKind, RoleKind
from wapentake.people.models import User
from wapentake.places.models import Edition, Locality, Ward, WardLocality

COUNT = itertools.count(1)
BEGAN = dt.date(2024, 5, 6)


def make_user(name: str = "Sam Marsh", **more: object) -> User:
    number = next(COUNT)
    return User.objects.create(name=name, email=f"person{number}@example.org", **more)


def make_ward(name: str = "Boston Castle", seats: int = 3, locality: str = "") -> Ward:
    number = next(COUNT)
    edition, _ = Edition.objects.get_or_create(name="The 25 wards", defaults={"from_date": dt.date(2021, 5, 6)})
    slug = f"{name.lower().replace(' ', '-')}-{number}"
    ward = Ward.objects.create(
        code=f"E{number:08}", edition=edition, slug=slug, name=name, ons_name=name, number=number, seats=seats
    )
    if locality:
        place_in(ward, locality)
    return ward


def place_in(ward: Ward, locality: str) -> Locality:
    found, _ = Locality.objects.get_or_create(
        slug=locality.lower(), defaults={"name": locality, "from_date": dt.date(2021, 5, 6)}
    )
    WardLocality.objects.create(ward=ward, locality=found, from_date=dt.date(2021, 5, 6))
    return found


def make_poll(on: dt.date = dt.date(2024, 5, 2), kind: str = PollKind.ORDINARY, ward: Ward | None = None) -> Poll:
    return Poll.objects.get_or_create(on=on, ward=ward, defaults={"kind": kind})[0]


def make_councillor(ward: Ward, name: str = "", began: dt.date = BEGAN, until: dt.date | None = None) -> Councillor:
    number = next(COUNT)
    name = name or f"Ada Okafor {number}"
    councillor = Councillor.objects.create(user=make_user(name), slug=f"councillor-{number}", name=name)
    poll = make_poll(began - dt.timedelta(days=4))
    Term.objects.create(councillor=councillor, ward=ward, poll=poll, from_date=began, to_date=until)
    return councillor


def give_role(
    user: User, kind: RoleKind, began: dt.date = BEGAN, until: dt.date | None = None, **more: object
) -> RoleHeld:
    return RoleHeld.objects.create(user=user, kind=kind, from_date=began, to_date=until, **more)


def suspend(councillor: Councillor, began: dt.date, until: dt.date | None = None) -> Suspension:
    return Suspension.objects.create(councillor=councillor, from_date=began, to_date=until, reason="Standards")
