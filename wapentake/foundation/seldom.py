"""Addresses that few requests ask for, and whose code costs every process much memory: loaded when one is asked for."""

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern


class SeldomAsked(URLResolver):
    """An `include()` of a module, by name, that is imported at the first request below its address.

    In `urls.py`: `SeldomAsked("api/", "config.api", "api")`; the module has its `urlpatterns`, and no published page.
    `reverse("api:…")` imports it too. The names of a namespace are its own, so the addresses around it are made without
    looking in.
    """

    def __init__(self, route: str, module: str, namespace: str) -> None:
        super().__init__(RoutePattern(route), module, app_name=namespace, namespace=namespace)

    def _populate(self) -> None:
        """Tell the list of addresses around it, which asks at the first `reverse()`, of nothing but the namespace."""
