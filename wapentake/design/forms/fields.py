"""Fields for what people type as they say it: dates in three parts, amounts in pounds."""

import calendar
import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wapentake.foundation.money import BadAmount, parse_pounds, pounds, pounds_short

PARTS = ("day", "month", "year")
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr, [*calendar.month_abbr[:9], "Sept"])
    for number, name in enumerate(names)
    if name
}


def lower_first(label: str) -> str:
    """Return a label as it stands inside a sentence; initials and names of one letter keep their capitals."""
    return label if label[1:2].isupper() or label[1:2] == " " else label[:1].lower() + label[1:]


class DatePartsWidget(forms.Widget):
    """Three boxes, posted as `name-day`, `name-month` and `name-year`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...] | None:
        parts = tuple(str(data.get(f"{name}-{part}", "")).strip() for part in PARTS)
        return parts if any(parts) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str | None, index: str = "0") -> str:
        return f"{id_}-day" if id_ else ""


class DateParts(forms.Field):
    """A date in three boxes; its value is a `date`. The month may be a number or a name."""

    widget = DatePartsWidget

    def prepare_value(self, value: Any) -> tuple[str, ...]:
        """Return what the three boxes hold: what was typed, or a date's parts."""
        if isinstance(value, dt.date):
            return str(value.day), str(value.month), str(value.year)
        return tuple(value) if value else ("", "", "")

    def to_python(self, value: Any) -> dt.date | None:
        if value is None or isinstance(value, dt.date):
            return value
        missing = [part for part, text in zip(PARTS, value, strict=True) if not text]
        if missing:
            raise self._wrong("{} must include a " + " and a ".join(missing), missing)
        return self._read(*value)

    def _read(self, day: str, month: str, year: str) -> dt.date:
        numbers = {"day": _number(day), "month": _month(month), "year": _number(year)}
        if bad := [part for part, number in numbers.items() if number is None]:
            raise self._wrong("{} must be a real date, like 24 11 2026", bad)
        d, m, y = (number or 0 for number in numbers.values())
        if not 1900 <= y <= 2999:
            raise self._wrong("{} must have a year of four figures, like 2026", ["year"])
        if not 1 <= m <= 12:
            raise self._wrong("{} must have a month from 1 to 12", ["month"])
        last = calendar.monthrange(y, m)[1]
        if not 1 <= d <= last:
            raise self._wrong(f"{{}} must be a real date: {calendar.month_name[m]} {y} has {last} days", ["day"])
        return dt.date(y, m, d)

    def _wrong(self, sentence: str, parts: list[str]) -> ValidationError:
        return ValidationError(sentence.format(self.label or "The date"), code="invalid", params={"parts": parts})


def _number(text: str) -> int | None:
    """A whole number in any script's digits, which mean the same number; None for anything else."""
    tidy = unicodedata.normalize("NFKC", text)
    return int(tidy) if tidy.isascii() and tidy.isdigit() and len(tidy) <= 4 else None


def _month(text: str) -> int | None:
    return _MONTHS.get(text.lower(), _number(text))


class PoundsField(forms.Field):
    """An amount as a person types it; its value is pence. `at_least` and `at_most` are pence."""

    widget = forms.TextInput

    def __init__(self, *, at_least: int | None = None, at_most: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at_least, self.at_most = at_least, at_most

    def prepare_value(self, value: Any) -> Any:
        """Return what the box holds: what was typed, or an amount without its sign."""
        return pounds(value).removeprefix("£").removesuffix(".00") if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        if value is None or isinstance(value, int):
            return value
        if not str(value).strip():
            return None
        try:
            return parse_pounds(str(value))
        except BadAmount as error:
            raise ValidationError(str(error).removesuffix("."), code="invalid") from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.at_least is not None and value < self.at_least:
            raise ValidationError(f"Enter {pounds_short(self.at_least)} or more", code="at_least")
        if self.at_most is not None and value > self.at_most:
            raise ValidationError(f"Enter {pounds_short(self.at_most)} or less", code="at_most")


class ManyBoxes(forms.CheckboxSelectMultiple):
    """Many boxes to tick: small, in columns where there is room, in a frame of its own height that scrolls."""


class GovForm(forms.Form):
    """A form that says what to do in plain words when something is missing."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = what_is_missing(
                    str(field.label or name.replace("_", " ").capitalize()), field
                )


def reason_field(label: str, help_text: str, missing: str) -> forms.CharField:
    """Return a field for a reason of up to 300 letters; `missing` is said where there is none."""
    return forms.CharField(
        label=label, max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text,
        error_messages={"required": missing},
    )  # fmt: skip


def what_is_missing(label: str, field: forms.Field) -> str:
    """Return the sentence for a field that was left empty, from its label."""
    if label.endswith("?"):
        return f"Answer “{label}”"
    if isinstance(field, forms.FileField):
        return f"Choose a file for {lower_first(label)}"
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to go on"
    verb = "Choose" if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else "Enter"
    return f"{verb} {lower_first(label)}"
