"""The demonstration's citations, on the desk and as residents read them."""

import html
import re

from django.test import Client

from tests.cast import BACKEND
from wapentake.plans.models import Citation, Priority


def words(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def test_residents_and_drafters_read_what_a_priority_rests_on(cast_to_read: str, client: Client):
    public = Priority.objects.get(ward__code="E05013006", title="Streets without fear", state="published")
    said = words(client, f"/wards/{public.ward.slug}/priorities/{public.slug}/")
    assert "Figures that it rests on" in said
    for one in public.citations.select_related("indicator__source"):
        assert one.indicator.source.title in said
    assert "Two crossings by the primary schools are blocked" in said
    made = Citation.objects.filter(priority__state="draft").select_related("priority__ward", "cited_by")[0]
    draft = made.priority
    client.force_login(made.cited_by, backend=BACKEND)
    assert "Figures that it rests on" in words(client, f"/desk/plan/priorities/{draft.pk}/")
    assert f"What the figures say of {draft.ward.name}" in words(client, f"/desk/plan/priorities/{draft.pk}/edit/")
