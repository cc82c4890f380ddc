"""The desk's navigation leads everybody to what is theirs."""

import datetime as dt

import pytest

from wapentake.design import frame
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind
from wapentake.office.tests import factories as make
from wapentake.site.queries import desk_links

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("kind", "leads", "not_to"),
    [
        (RoleKind.MONITORING_OFFICER, {"Interests": "/desk/interests/"}, {"People", "Places"}),
        (RoleKind.ADMINISTRATOR, {"People": "/desk/people/", "Places": "/desk/places/"}, {"Interests"}),
        (RoleKind.FINANCE, {"Money": "/desk/money/"}, {"Interests", "People", "Places"}),
    ],
)
def test_a_role_has_links_to_its_own_pages(kind, leads, not_to):
    user = make.make_user()
    make.give_role(user, kind)
    links = {link.label: link.href for link in desk_links(roles_of(user, TODAY))}
    assert leads.items() <= links.items()
    assert not not_to & links.keys()


@pytest.mark.parametrize(
    ("path", "kind", "under"),
    [
        ("/desk/letters/7/", RoleKind.FINANCE, "Money"),
        ("/desk/payments/1/", RoleKind.FINANCE, "Money"),
        ("/desk/same-purchase/", RoleKind.HEAD_OF_NEIGHBOURHOODS, "Other funds"),
    ],
)
def test_a_page_stands_under_the_link_that_it_belongs_to(path, kind, under):
    user = make.make_user()
    make.give_role(user, kind)
    marked = frame.mark_current(desk_links(roles_of(user, TODAY)), path)
    assert [link.label for link in marked if link.current] == [under]
