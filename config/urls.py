"""Every address of the program: each room's public pages at the root, its desk pages under /desk/, the API."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from wapentake.foundation.seldom import SeldomAsked
from wapentake.people.urls import sign_in

ROOMS = ("design", "places", "people", "organisations", "office", "evidence", "plans", "funding", "publishing", "site")


def room(name: str) -> URLResolver:
    """Return a room's addresses under one namespace, its desk pages below /desk/."""
    lists = import_module(f"wapentake.{name}.urls")
    desk = path("desk/", include(getattr(lists, "desk", [])))
    return path("", include(([*lists.public, desk], name)))


urlpatterns: list[URLPattern | URLResolver] = [
    *(room(name) for name in ROOMS if find_spec(f"wapentake.{name}.urls")),
    path("sign-in/", include(sign_in)),
    SeldomAsked("api/", "config.api", "api"),  # its libraries cost a process 13 MB
]

handler400 = "wapentake.design.views.bad_request"
handler403 = "wapentake.design.views.refused"
handler404 = "wapentake.design.views.not_found"
handler500 = "wapentake.design.views.server_error"
