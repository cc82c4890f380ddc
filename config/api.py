"""The API: each room's questions and acts as JSON, described at /api/openapi.json."""

from importlib import import_module
from importlib.util import find_spec

from ninja import NinjaAPI

ROOMS = ("places",)

api = NinjaAPI(
    title="Wapentake",
    version="1",
    description="Public facts about wards. No key is needed. Figures are those of the public pages.",
    docs_url=None,  # its page would load scripts from elsewhere
    openapi_url="/openapi.json",
    urls_namespace="api",
)

for name in ROOMS:
    if find_spec(f"wapentake.{name}.api"):
        api.add_router("", import_module(f"wapentake.{name}.api").router)
