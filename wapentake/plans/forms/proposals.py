"""What a proposal is about: what narrows the extract for a report's author."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.places.queries import wards_on

from ..queries import places_on, services, themes
from .lists import NarrowForm

ABOUT = ("theme", "service", "words")


class ProposalForm(NarrowForm):
    """What a proposal is about (a theme, a service, words), and where. Any of the first three is enough to match."""

    title = forms.CharField(
        label="What is the report called?", max_length=120, required=False,
        help_text="It stands above the extract. Nothing is searched by it.",
    )  # fmt: skip
    words = forms.CharField(
        label="Words that would be in a plan", max_length=120, required=False,
        help_text="One or several, with commas between them, for example: mowing, verges, litter bins.",
    )  # fmt: skip
    theme = forms.ChoiceField(label="Theme", required=False)
    service = forms.ChoiceField(label="Service or partner", required=False)
    ward = forms.ChoiceField(label="Ward", required=False)
    place = forms.ChoiceField(label="Place", required=False)

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("theme", "Any theme", [(str(theme.pk), theme.name) for theme in themes()])
        self.offer("service", "Any service", [(one.slug, one.name) for one in services()])
        self.offer("ward", "All wards", [(ward.code, ward.name) for ward in wards_on(on)])
        self.offer("place", "All places", [(place.slug, place.name) for place in places_on(on)])

    @property
    def is_about(self) -> bool:
        """Say whether it says what the proposal is about."""
        return any(name in self.asked for name in ABOUT)

    @property
    def each_word(self) -> tuple[str, ...]:
        """Return the words looked for, one by one."""
        return tuple(filter(None, (word.strip() for word in self.asked.get("words", "").split(","))))
