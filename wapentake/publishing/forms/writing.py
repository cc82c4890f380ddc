"""The fields of whatever is written with marks: a sentence that sums it up, and the whole of it."""

from django import forms

from ..states import LANGUAGES

# What the editor offers, by the languages' names.
MARKED = "; ".join(f"{code}={name}" for code, name in sorted(LANGUAGES.items(), key=lambda one: one[1]))


def summary_field(help_text: str) -> forms.CharField:
    """Return a field for a sentence that sums it up; its help says where it is shown."""
    return forms.CharField(
        label="In a sentence",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=help_text,
        error_messages={"required": "Enter a sentence that sums it up"},
    )


def body_field(longest: int, rows: int) -> forms.CharField:
    """Return a field for the whole text, with the editor's bar of marks."""
    return forms.CharField(
        label="The whole of it",
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows, "data-marks": MARKED}),
        help_text="An empty line begins a paragraph. ## begins a heading, - a line of a list; [words](https://…) is a "
        "link, **words** stand out, and [ur: words] are in Urdu.",
        error_messages={"required": "Enter the text"},
    )
