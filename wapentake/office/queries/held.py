"""Where this room may hold words about a person. `tests/architecture/test_held.py` holds it to the models."""

from django.db.models import Q

from wapentake.foundation.operations.held import RECORD, Place, kept

from ..models import Councillor, Dispensation, Interest, RoleHeld, Suspension, Term

_MEMBER = ("councillor__name",)

HELD = kept(
    RECORD,
    Place(
        Councillor,
        "As a councillor",
        ("name", "group", "public_email", "public_phone", "surgery"),
        ("user",),
    ),
    Place(Term, "Terms of office", _MEMBER, ("councillor__user",), ("ward__name", "from_date", "to_date", "ended_by")),
    Place(Suspension, "Suspensions", ("reason", *_MEMBER), ("councillor__user",), ("from_date", "to_date")),
    Place(RoleHeld, "Roles", ("title", "handover_note"), ("user",), ("kind", "from_date", "to_date")),
    Place(
        Interest,
        "Register of interests",
        ("description", *_MEMBER),
        ("councillor__user", "recorded_by"),
        ("category", "holder", "arose_on", "ended_on", "recorded_at", "superseded_at"),
        only=Q(sensitive=False),
    ),
    # What they say is the member's and the Monitoring Officer's alone.
    Place(
        Interest,
        "Sensitive interests, of which the Monitoring Officer gives the words",
        _MEMBER,
        ("councillor__user", "recorded_by"),
        ("arose_on", "ended_on", "recorded_at", "superseded_at"),
        only=Q(sensitive=True),
    ),
    Place(
        Dispensation,
        "Dispensations",
        ("reference", "reason", "withdrawn_because", *_MEMBER),
        ("councillor__user", "recorded_by"),
        ("ground", "from_date", "to_date", "recorded_at"),
    ),
)
