"""Applications that are still being written."""

from django.db.models import Q, QuerySet

from ..models import Draft


def drafts_of(email: str) -> QuerySet[Draft]:
    """Return the drafts that an address has begun, newest first."""
    mine = Q(email__iexact=email) | Q(answers__contact__contact_email__iexact=email)
    return Draft.objects.filter(mine, application=None).order_by("-saved_at")
