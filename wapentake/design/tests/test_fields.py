"""Dates in three boxes and amounts in pounds, as people type them."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError

from wapentake.design.forms import DateParts, GovForm, PoundsField


class Form(GovForm):
    starts = DateParts(label="The start date")
    ends = DateParts(label="The end date", required=False)


def sent(day: str, month: str, year: str) -> Form:
    return Form({"starts-day": day, "starts-month": month, "starts-year": year})


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        (("24", "11", "2026"), dt.date(2026, 11, 24)),
        ((" 1 ", "4", "2027"), dt.date(2027, 4, 1)),
        (("24", "November", "2026"), dt.date(2026, 11, 24)),
        (("24", "sept", "2026"), dt.date(2026, 9, 24)),
        (("29", "2", "2028"), dt.date(2028, 2, 29)),
        (("２４", "１１", "２０２６"), dt.date(2026, 11, 24)),
    ],
)
def test_a_date_is_read(typed: tuple[str, str, str], date: dt.date) -> None:
    form = sent(*typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"starts": date, "ends": None}


@pytest.mark.parametrize(
    ("typed", "sentence", "parts"),
    [
        (("", "", ""), "Enter the start date", None),
        (("24", "", ""), "The start date must include a month and a year", ["month", "year"]),
        (("", "11", "2026"), "The start date must include a day", ["day"]),
        (("31", "2", "2027"), "The start date must be a real date: February 2027 has 28 days", ["day"]),
        (("0", "1", "2027"), "The start date must be a real date: January 2027 has 31 days", ["day"]),
        (("1", "13", "2027"), "The start date must have a month from 1 to 12", ["month"]),
        (("1", "1", "27"), "The start date must have a year of four figures, like 2026", ["year"]),
        (("1.5", "1", "2027"), "The start date must be a real date, like 24 11 2026", ["day"]),
        (("-1", "x", "2027"), "The start date must be a real date, like 24 11 2026", ["day", "month"]),
        (("1", "1", "20270"), "The start date must be a real date, like 24 11 2026", ["year"]),
        (("²", "1", "2027x"), "The start date must be a real date, like 24 11 2026", ["year"]),
    ],
)
def test_a_date_that_is_wrong_says_what_and_where(
    typed: tuple[str, str, str], sentence: str, parts: list[str] | None
) -> None:
    form = sent(*typed)
    assert form.errors["starts"] == [sentence]
    error = form.errors["starts"].as_data()[0]
    assert (error.params or {}).get("parts") == parts


def test_what_was_typed_comes_back() -> None:
    assert sent("31", "Feb", "x")["starts"].value() == ("31", "Feb", "x")
    assert Form(initial={"starts": dt.date(2026, 11, 4)})["starts"].value() == ("4", "11", "2026")
    assert Form()["starts"].value() == ("", "", "")


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("400", 40_000), ("£1,584.00", 158_400), (" 372.50 ", 37_250), ("50", 5_000), ("1184", 118_400)],
)
def test_an_amount_is_read_as_pence(typed: str, pence: int) -> None:
    assert PoundsField(at_least=5_000, at_most=158_400).clean(typed) == pence


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("49.99", "Enter £50 or more"),
        ("1,184.01", "Enter £1,184 or less"),
        ("1e3", "Enter an amount in pounds, like 400 or 400.50"),
        ("NaN", "Enter an amount in pounds, like 400 or 400.50"),
        ("0.005", "Enter the pence as two figures, like 400.50"),
        ("-1", "Enter an amount of more than £0, without a minus sign"),
        ("４００", "Enter the amount in ordinary digits, 0 to 9, like 400 or 400.50"),
        ("1,1840", "Put a comma only before each three figures, like 1,584.00, or leave commas out"),
    ],
)
def test_an_amount_that_is_wrong_says_what_to_do(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as caught:
        PoundsField(at_least=5_000, at_most=118_400).clean(typed)
    assert caught.value.messages == [sentence]


def test_an_amount_may_be_left_out_when_the_form_says_so() -> None:
    assert PoundsField(required=False, at_least=1).clean("  ") is None


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (forms.CharField(label="Name of the group"), "Enter name of the group"),
        (forms.CharField(label="GSS code"), "Enter GSS code"),
        (forms.CharField(label="What will you do?"), "Answer “What will you do?”"),
        (forms.ChoiceField(label="Fund", choices=[]), "Choose fund"),
        (forms.FileField(label="Boundaries"), "Choose a file for boundaries"),
        (forms.BooleanField(label="I agree"), "Tick “I agree” to go on"),
        (forms.CharField(), "Enter asked"),
        (forms.CharField(error_messages={"required": "Say why"}), "Say why"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(field: forms.Field, sentence: str) -> None:
    form = type("Asks", (GovForm,), {"asked": field})({})
    assert form.errors["asked"] == [sentence]
