"""A time of day as people type it."""

import datetime as dt
import re

from django import forms

from wapentake.foundation.calendars import LONDON

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
MIDNIGHT = dt.time(0)


class TimeOfDay(forms.CharField):
    """A time like 9am, 6:30pm or 18.30; cleans to a time. Noon and midnight may be words."""

    def to_python(self, value: object) -> dt.time | None:  # type: ignore[override]
        """Return the time, or None where nothing was typed."""
        text = str(super().to_python(value) or "").strip().lower()
        if not text:
            return None
        if text in ("noon", "midday", "midnight"):
            return MIDNIGHT if text == "midnight" else dt.time(12)
        found = _TIME.fullmatch(text)
        if found is None:
            raise forms.ValidationError("Enter a time, like 9am or 6:30pm")
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
        if half and not 1 <= hour <= 12:
            raise forms.ValidationError("Enter a time, like 9am or 6:30pm")
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        if hour > 23 or minute > 59:
            raise forms.ValidationError("Enter a time, like 9am or 6:30pm")
        return dt.time(hour, minute)

    def validate(self, value: object) -> None:
        """Only ask for a time that is needed."""
        if self.required and value is None:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: object) -> None:
        """The longest text was held by the parse."""


def moment_of(day: dt.date, time: dt.time | None) -> dt.datetime:
    """Return a moment in London; without a time the day's beginning."""
    return dt.datetime.combine(day, time or MIDNIGHT, tzinfo=LONDON)
