"""The API: each room's questions and acts as JSON, described at /api/openapi.json."""

from django.contrib.auth.decorators import login_not_required
from ninja import NinjaAPI

from wapentake.evidence.api import router as evidence
from wapentake.funding.api import router as awards
from wapentake.site.api import router as wards

api = NinjaAPI(
    title="Wapentake",
    version="1",
    description=(
        "Public facts about wards, their awards and the evidence about them. No key is needed. Figures are those of "
        "the public pages."
    ),
    docs_url=None,  # its page would load scripts from elsewhere
    openapi_url="/openapi.json",
    urls_namespace="api",
)

api.add_router("", wards)
api.add_router("", awards)
api.add_router("", evidence)

# Everything here is public so far; the first closed operation takes a key of its own (`auth=`).
# `api.urls` makes new patterns each time that it is asked, so it is asked once.
urlpatterns, _, _ = api.urls
for pattern in urlpatterns:
    pattern.callback = login_not_required(pattern.callback)  # type: ignore[type-var]  # a pattern has its view
