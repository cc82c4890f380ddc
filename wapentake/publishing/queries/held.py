"""Where this room may hold words about a person. `tests/architecture/test_held.py` holds it to the models."""

from wapentake.foundation.operations.held import Place

from ..models import (
    Consent,
    Correction,
    Guidance,
    GuidanceVersion,
    Item,
    Photo,
    PublishedFigure,
    Subscriber,
    SubscriberList,
    Subscription,
    Wish,
)

HELD = (
    Place(
        Item,
        "News, events and case studies",
        (
            "title",
            "summary",
            "body",
            "venue",
            "sent_back_because",
            "withdrawn_because",
            "withdrawn_words",
            "goes_on_because",
        ),
        ("drafted_by", "approved_by", "goes_on_by"),
        ("title", "state", "drafted_at"),
    ),
    Place(
        Correction,
        "Corrections of news",
        ("what", "title", "summary", "body", "venue"),
        ("by",),
        ("item__title", "at"),
    ),
    Place(
        Guidance,
        "Guidance",
        ("title", "summary", "body", "owner", "withdrawn_because"),
        ("changed_by",),
        ("title", "state"),
    ),
    Place(
        GuidanceVersion,
        "Published guidance",
        ("title", "summary", "body", "owner", "what"),
        ("published_by",),
        ("title", "number"),
    ),
    Place(Photo, "Photos of news", ("alt", "credit"), (), ("item__title",)),
    Place(
        Subscriber,
        "Subscribers to the e-bulletin",
        ("email", "postcode", "suppressed_because"),
        (),
        ("state", "opens_agreed", "promotions_agreed", "asked_at", "confirmed_at", "left_at", "suppressed_at"),
    ),
    Place(
        Subscription,
        "What subscribers get",
        ("subscriber__email",),
        (),
        ("ward__name", "priority__title", "place__name", "source", "since", "until"),
    ),
    Place(Wish, "Subscriptions that wait to be confirmed", ("subscriber__email", "postcode"), (), ("asked_at",)),
    Place(
        Consent,
        "What subscribers agreed to or withdrew",
        ("subscriber__email", "words", "what"),
        (),
        ("to", "agreed", "how", "at"),
    ),
    Place(
        SubscriberList, "Earlier lists that wait to be brought in", ("name", "lines"), ("read_by", "applied_by"),
        ("read_at", "state"),
    ),
    Place(PublishedFigure, "Figures as published", ("source",), ("entered_by",), ("kind", "on", "value")),
)  # fmt: skip
