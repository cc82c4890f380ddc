"""Sample data for every component: for the tests, for screenshots, and to see them all at once."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design import pictures as p
from wapentake.design.forms import DateParts, GovForm, PoundsField

from .evidence import evidence
from .places import places
from .records import ON, days, decisions, lately, plans
from .tables import money, queues, statement

__all__ = ["ON", "SampleForm", "sample"]


class SampleForm(GovForm):
    """One field of each kind."""

    amount = PoundsField(
        label="How much are you asking for?", help_text="From £50. For example, 400 or 372.50.", at_most=1_184_00
    )
    reason = forms.CharField(
        label="Your reasons", help_text="Published with the decision.", max_length=400, widget=forms.Textarea
    )
    vote = forms.ChoiceField(
        label="Your vote",
        choices=[
            ("support", "Support"),
            ("not", "Do not support"),
            ("interest", "I have an interest and should not vote"),
        ],
        widget=forms.RadioSelect,
    )
    fund = forms.ChoiceField(
        label="Fund", choices=[("", "---------"), ("clf", "Community Leadership Fund"), ("wc", "Ward Capital")]
    )
    helps = forms.MultipleChoiceField(
        label="Who it helps",
        choices=[("young", "Young people"), ("old", "Older people")],
        widget=forms.CheckboxSelectMultiple,
    )
    starts = DateParts(label="When it starts", help_text="For example, 24 11 2026.")
    email = forms.EmailField(label="Your email address")
    phone = forms.CharField(
        label="Phone", required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    quote = forms.FileField(label="Quote", required=False, help_text="A PDF or a photograph, up to 10 MB.")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    agree = forms.BooleanField(label="We have not bought anything yet")
    step = forms.CharField(widget=forms.HiddenInput, initial="what-it-costs")


def frame() -> dict[str, Any]:
    """What config and the view would say."""
    return {
        "published_at": dt.datetime(2026, 11, 24, 9, 12, tzinfo=dt.UTC),
        "demo_mode": True,
        "attribution": "Boundaries here are made up.",
        "navigation": [p.NavLink("Your ward", "#ward", current=True), p.NavLink("Money", "#money")],
        "footer_links": [("Open data", "#data"), ("Privacy", "#privacy")],
        "crumbs": [("Wards", "#wards")],
    }


def sample() -> dict[str, Any]:
    """Return the context of `design/catalogue.html`: every component, and a form that came back with errors."""
    unfit = {"amount": "1,200", "starts-day": "31", "starts-month": "2", "starts-year": "2027", "vote": "support"}
    some: dict[str, Any] = {
        "on": ON,
        "progress": p.Progress(4, 1, 1, 2),
        "sheet": SampleForm(prefix="new"),
        "form": SampleForm(unfit | {"step": "what-it-costs"}),
    }
    for part in (frame, places, money, evidence, plans, lately, days, decisions, queues, statement):
        some |= part()
    return some
