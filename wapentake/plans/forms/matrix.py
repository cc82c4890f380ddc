"""What narrows the matrix of priorities against commitments."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.places.queries import wards_on

from ..queries import places_on, services, themes
from .lists import NarrowForm

SHOW = {"gap": "Those that nobody has committed to", "met": "Those that somebody has committed to"}


class MatrixFilterForm(NarrowForm):
    """What narrows the matrix. A service narrows its commitments; all else narrows priorities and commitments both."""

    show = forms.ChoiceField(label="Which priorities?", choices=[("", "All"), *SHOW.items()], required=False)
    service = forms.ChoiceField(label="Commitments of", required=False)
    ward = forms.ChoiceField(label="Ward", required=False)
    place = forms.ChoiceField(label="Place", required=False)
    theme = forms.ChoiceField(label="Theme", required=False)

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", "All services and partners", [(one.slug, one.name) for one in services()])
        self.offer("ward", "All wards", [(ward.code, ward.name) for ward in wards_on(on)])
        self.offer("place", "All places", [(place.slug, place.name) for place in places_on(on)])
        self.offer("theme", "All themes", [(str(theme.pk), theme.name) for theme in themes()])
