"""A page that asks for several things of one kind, a row each. Rows are added and removed without JavaScript."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from .answers import LONGEST, Answers, StepForm

MOST_ROWS = 20
_NUMBERED = re.compile(r"[a-z_]+-(\d{1,2})", re.ASCII)


class RowsForm(StepForm):
    """Fields of a row are named `what-0`, `what-1` and so on. A row of which nothing was typed does not count.

    `Add another` asks for one row more, `remove` names a row to take out; both keep everything else as it was typed.
    """

    row_name = ""
    none_label = ""

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, _renumbered(data, self.row_fields()) if data is not None else None)
        self.pressed = next((name for name in ("more", "remove") if data is not None and name in data), "")
        self.count = max(1, len(_rows(self.data)) + (self.pressed == "more" and len(_rows(self.data)) < MOST_ROWS))
        for row in range(self.count):
            for name, field in self.row_fields().items():
                field.required = False
                self.fields[f"{name}-{row}"] = field
        if self.none_label:
            self.fields["none"] = forms.BooleanField(label=self.none_label, required=False)

    def row_fields(self) -> dict[str, forms.Field]:
        """Return the questions of one row, in their order."""
        raise NotImplementedError

    def read(self, row: Mapping[str, Any]) -> Any:
        """Return the clean value of a row."""
        raise NotImplementedError

    @property
    def more_wanted(self) -> bool:
        return bool(self.pressed)

    @property
    def names(self) -> list[tuple[int, list[str]]]:
        """Each row's number, from one, with the names of its fields."""
        return [(row + 1, [f"{name}-{row}" for name in self.row_fields()]) for row in range(self.count)]

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows that are complete."""
        read = [_values(self.cleaned_data, row, self.row_fields()) for row in range(self.count)]
        return tuple(self.read(row) for row in read if all(value not in (None, "") for value in row.values()))

    @property
    def as_typed(self) -> dict[str, Any]:
        typed = super().as_typed
        # An unticked box leaves no trace, so that an answer is there at all says that the page was sent.
        return {**typed, "sent": "yes"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begun = 0
        for row in range(self.count):
            missing = [name for name in self.row_fields() if self.data.get(f"{name}-{row}", "") in ("", None)]
            if len(missing) == len(self.row_fields()):
                continue
            begun += 1
            for name in missing:
                field = self.fields[f"{name}-{row}"]
                self.add_error(f"{name}-{row}", str(field.error_messages["required"]))
        if not begun and not cleaned.get("none"):
            self.add_error(f"{next(iter(self.row_fields()))}-0", self.nothing_said())
        if begun and cleaned.get("none"):
            self.add_error("none", "Remove what you entered, or take the tick away")
        return cleaned

    def nothing_said(self) -> str:
        """Return the sentence for a page of which nothing was answered."""
        return "Enter at least one"


def _rows(data: Mapping[str, Any]) -> list[int]:
    numbers = {int(match[1]) for name in data if (match := _NUMBERED.fullmatch(name))}
    return sorted(numbers)[:MOST_ROWS]


def _values(data: Mapping[str, Any], row: int, names: Mapping[str, forms.Field]) -> dict[str, Any]:
    return {name: data.get(f"{name}-{row}") for name in names}


def _renumbered(data: Mapping[str, Any], names: Mapping[str, forms.Field]) -> dict[str, Any]:
    """Return what was typed with its rows counted from nought: without empty ones, and without the one to remove."""
    gone, kept = str(data.get("remove", "")), []
    for row in _rows(data):
        values = {name: str(data.get(f"{name}-{row}", "")).strip()[:LONGEST] for name in names}
        if any(values.values()) and str(row + 1) != gone:
            kept.append(values)
    found: dict[str, Any] = {f"{name}-{row}": value for row, each in enumerate(kept) for name, value in each.items()}
    return found | ({"none": "on"} if data.get("none") else {}) | ({"sent": "yes"} if "sent" in data else {})
