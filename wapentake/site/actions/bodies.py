"""The demonstration's organisations: services, partners, suppliers, community groups and parish councils."""

from wapentake.organisations import actions as organisations
from wapentake.organisations.actions import Details
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.places.models import Parish, Ward

from ..states import BodyRow, plain
from .world import World


def load_bodies(world: World) -> None:
    """Register every organisation; groups get a person to reach, on the numbers that Ofcom keeps for drama."""
    contacts = world.borough.library.contacts
    for number, row in enumerate(world.borough.bodies):
        contact = contacts[number % len(contacts)] if row.ward else ""
        _register(world, row, contact, phone=f"07700 900{number:03d}")
    for parish in Parish.objects.on(world.on).order_by("slug"):
        _parish(world, parish)


def load_past_group(world: World, row: BodyRow) -> None:
    """Register a group that is known from the statement of an earlier year only: nobody to reach, no address."""
    details = Details(row.name, row.kind, row.sector, purpose=row.purpose)
    world.bodies[row.key] = organisations.register(details, by=None, at=world.at, wards=[world.wards[row.ward]])


def _register(world: World, row: BodyRow, contact: str, phone: str) -> None:
    address = f"{plain(row.name.replace(' ', '-').replace(chr(39), ''))}@example.org" if row.ward else ""
    details = Details(row.name, row.kind, row.sector, purpose=row.purpose, public_email=address)
    wards = [world.wards[row.ward]] if row.ward else []
    made = organisations.register(details, by=None, at=world.at, wards=wards)
    if contact:
        email = f"{plain(contact)}@example.org"
        organisations.add_contact(made, contact, by=None, at=world.at, role="Secretary", email=email, phone=phone)
    world.bodies[row.key] = made


def _parish(world: World, parish: Parish) -> None:
    name = f"{parish.name} {parish.get_kind_display()}"
    details = Details(name, OrganisationKind.PARISH_COUNCIL, Sector.PUBLIC, parish=parish)
    wards = Ward.objects.filter(parishes__parish=parish)
    world.bodies[f"parish:{parish.slug}"] = organisations.register(details, by=None, at=world.at, wards=wards)
