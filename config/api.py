"""The API: each room's questions and acts as JSON, described at /api/openapi.json."""

from ninja import NinjaAPI

from wapentake.site.api import router as wards

api = NinjaAPI(
    title="Wapentake",
    version="1",
    description="Public facts about wards. No key is needed. Figures are those of the public pages.",
    docs_url=None,  # its page would load scripts from elsewhere
    openapi_url="/openapi.json",
    urls_namespace="api",
)

api.add_router("", wards)
