"""The bridge: each kind of field becomes the right component with the right parameters, and errors lead to it."""

from typing import Any

import html5lib
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from wapentake.design.catalogue import SampleForm
from wapentake.design.forms import (
    DateParts,
    GovForm,
    PoundsField,
    error_items,
    error_summary,
    field_params,
    form_field,
    form_fields,
)


def element(html: str, tag: str, **attributes: str) -> Any:
    """The one element with these attributes."""
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    found = [e for e in root.iter(tag) if all(e.get(k.rstrip("_")) == v for k, v in attributes.items())]
    assert len(found) == 1, (tag, attributes, len(found))
    return found[0]


def params(name: str, data: dict[str, Any] | None = None, **options: Any) -> tuple[str, dict[str, Any]]:
    return field_params(SampleForm(data)[name], **options)


def test_an_amount_is_asked_for_with_its_sign_and_kept_as_typed() -> None:
    component, given = params("amount", {"amount": "1,2oo"}, size="m")
    assert component == "input"
    assert given == {
        "id": "id_amount",
        "name": "amount",
        "label": {"text": "How much are you asking for?", "classes": "govuk-label--m"},
        "hint": {"text": "From £50. For example, 400 or 372.50."},
        "errorMessage": {"text": "Enter an amount in pounds, like 400 or 400.50"},
        "value": "1,2oo",
        "prefix": {"text": "£"},
        "inputmode": "decimal",
        "spellcheck": False,
        "classes": "govuk-input--width-5",
    }


def test_radios_are_grouped_with_hints_and_the_choice() -> None:
    component, given = params(
        "vote", {"vote": "not"}, hints={"interest": "Say which."}, divider=("interest", "or"), inline=True
    )
    assert component == "radios"
    assert given["fieldset"] == {"legend": {"text": "Your vote"}}
    assert given["idPrefix"] == "id_vote"
    assert given["classes"] == "govuk-radios--inline"
    assert given["items"] == [
        {"value": "support", "text": "Support", "checked": False},
        {"value": "not", "text": "Do not support", "checked": True},
        {"divider": "or"},
        {
            "value": "interest",
            "text": "I have an interest and should not vote",
            "checked": False,
            "hint": {"text": "Say which."},
        },
    ]


def test_a_heading_is_the_label_or_the_legend() -> None:
    assert params("amount", heading=True)[1]["label"]["isPageHeading"] is True
    legend = params("vote", heading=True)[1]["fieldset"]["legend"]
    assert legend == {"text": "Your vote", "classes": "wt-title wt-title--task", "isPageHeading": True}
    assert params("starts", size="l")[1]["fieldset"]["legend"]["classes"] == "govuk-fieldset__legend--l"


def test_a_select_offers_a_plain_first_choice() -> None:
    component, given = params("fund", {"fund": "wc"})
    assert component == "select"
    assert [(i["value"], i["text"], i["selected"]) for i in given["items"]] == [
        ("", "Choose one", False),
        ("clf", "Community Leadership Fund", False),
        ("wc", "Ward Capital", True),
    ]


def test_several_boxes_and_one_box() -> None:
    component, several = params("helps", {"helps": ["old"]})
    assert component == "checkboxes"
    assert [item["checked"] for item in several["items"]] == [False, True]
    component, one = params("agree", {"agree": "on"})
    assert component == "checkboxes"
    assert "fieldset" not in one
    assert one["items"] == [{"value": "on", "text": "We have not bought anything yet", "checked": True}]


def test_text_email_phone_password_file_and_hidden() -> None:
    assert params("reason", count=True, rows=3)[0] == "character_count"
    assert params("reason", count=True)[1]["maxlength"] == 400
    assert params("reason")[0] == "textarea"
    assert "maxlength" not in params("reason")[1]
    email = params("email")[1]
    assert (email["type"], email["autocomplete"], email["spellcheck"]) == ("email", "email", False)
    phone = params("phone")[1]
    assert (phone["type"], phone["autocomplete"], phone["label"]["text"]) == ("tel", "tel", "Phone (optional)")
    assert params("phone", optional=False)[1]["label"]["text"] == "Phone"
    assert params("secret")[0] == "password_input"
    assert params("quote")[0] == "file_upload"
    hidden = element(form_field(SampleForm(), "step"), "input", type="hidden")
    assert (hidden.get("name"), hidden.get("value")) == ("step", "what-it-costs")


def test_a_mistyped_address_comes_back_in_a_box_that_may_hold_it() -> None:
    class Linked(GovForm):
        website = forms.URLField(label="Website", assume_scheme="https")

    box = element(form_field(Linked({"website": "www..nowhere"}), "website"), "input")
    assert (box.get("value"), box.get("inputmode")) == ("www..nowhere", "url")
    assert box.get("type") in (None, "text")


def test_a_password_is_never_sent_back() -> None:
    form = SampleForm({"secret": "correct horse battery"})
    assert "correct horse" not in form_field(form, "secret")


def test_whole_numbers_and_parts_have_their_keyboards() -> None:
    class Numbers(GovForm):
        people = forms.IntegerField(label="How many people?", widget=forms.NumberInput(attrs={"min": 1}))
        share = forms.DecimalField(label="Share", required=False)

    people, share = (
        field_params(Numbers()[name], suffix="%" if name == "share" else "")[1] for name in ("people", "share")
    )
    assert people["inputmode"] == "numeric"
    assert "type" not in people
    assert "attributes" not in people
    assert (share["inputmode"], share["suffix"]) == ("decimal", {"text": "%"})


def test_what_a_form_gives_its_widget_is_written() -> None:
    class Own(GovForm):
        name = forms.CharField(
            widget=forms.TextInput(
                attrs={"autocomplete": "name", "spellcheck": "false", "data-own": 'a"b', "class": "own"}
            )
        )

    box = element(form_field(Own(), "name", width=20), "input", id="id_name")
    assert (box.get("autocomplete"), box.get("spellcheck"), box.get("data-own")) == ("name", "false", 'a"b')
    assert box.get("class") == "govuk-input govuk-input--width-20 own"


def test_a_question_that_depends_on_an_answer_is_inside_it() -> None:
    class Interest(GovForm):
        interest = forms.ChoiceField(
            label="Have you an interest?", choices=[("no", "No"), ("yes", "Yes")], widget=forms.RadioSelect
        )
        which = forms.CharField(label="Which", required=False)

    html = form_field(Interest(), "interest", conditional={"yes": "which"})
    inside = element(html, "div", id="conditional-id_interest-2")
    assert [e.get("name") for e in inside.iter("input")] == ["which"]


def test_an_option_that_a_field_has_not_is_refused() -> None:
    with pytest.raises(TypeError, match="The field reason has no option inline"):
        form_field(SampleForm(), "reason", inline=True)


def test_nothing_that_people_type_becomes_a_tag() -> None:
    class Unsafe(GovForm):
        name = forms.CharField(label="<b>Name</b>", help_text="<i>hint</i>")
        pick = forms.ChoiceField(label="Pick", choices=[("<x>", "<script>x</script>")], widget=forms.RadioSelect)

    form = Unsafe({"name": '"><script>alert(1)</script>', "pick": "<y>"})
    html = form_fields(form) + error_summary(form)
    parsed = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert not [e.tag for e in parsed.iter() if e.tag in ("script", "b", "i")]
    assert element(html, "input", id="id_name").get("value") == '"><script>alert(1)</script>'


def test_the_summary_leads_to_the_first_thing_that_is_wrong() -> None:
    form = SampleForm({"starts-day": "24", "starts-month": "11", "amount": "£", "vote": "maybe", "step": "x"})
    hrefs = {item["href"]: item["text"] for item in error_items(form)}
    assert list(hrefs)[:3] == ["#id_amount", "#id_reason", "#id_vote"]
    assert hrefs["#id_starts-year"] == "When it starts must include a year"
    assert hrefs["#id_helps"] == "Choose who it helps"
    html = form_fields(form)
    ids = {e.get("id") for e in html5lib.parseFragment(html, namespaceHTMLElements=False).iter()}
    assert {href.removeprefix("#") for href in hrefs} <= ids
    summary = element(error_summary(form), "div", **{"data-module": "govuk-error-summary"})
    assert [a.text for a in summary.iter("a")] == list(hrefs.values())


def test_errors_of_the_whole_form_and_of_hidden_fields_are_told_too() -> None:
    class Pair(GovForm):
        token = forms.CharField(widget=forms.HiddenInput)

        def clean(self) -> None:
            raise forms.ValidationError("The two halves do not agree.")

    assert [item["text"] for item in error_items(Pair({}))] == ["The two halves do not agree.", "Enter token"]
    assert error_summary(Pair()) == ""


def test_an_error_is_described_to_its_box() -> None:
    box = element(form_field(SampleForm({"amount": "x"}), "amount"), "input", id="id_amount")
    assert box.get("aria-describedby") == "id_amount-hint id_amount-error"


def test_a_prefix_keeps_two_forms_apart() -> None:
    html = form_fields(SampleForm(prefix="a")) + form_fields(SampleForm(prefix="b"))
    ids = [e.get("id") for e in html5lib.parseFragment(html, namespaceHTMLElements=False).iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert "a-starts-day" in html


def test_a_date_is_as_release_6_6_writes_it() -> None:
    """The fixtures "with error on day input" and "with values and name prefix", which the macro alone does not meet."""

    class Birth(GovForm):
        dob = DateParts(label="What is your date of birth?", help_text="For example, 31 3 1980")

    form = Birth({"dob-day": "32", "dob-month": "3", "dob-year": "1980"}, auto_id="%s")
    html = form_field(form, "dob")
    group = element(html, "fieldset", role="group")
    assert group.get("aria-describedby") == "dob-hint dob-error"
    boxes = [
        (e.get("id"), e.get("name"), e.get("value"), e.get("inputmode"), set(e.get("class").split()))
        for e in group.iter("input")
    ]
    common = {"govuk-input", "govuk-date-input__input"}
    assert boxes == [
        ("dob-day", "dob-day", "32", "numeric", common | {"govuk-input--width-2", "govuk-input--error"}),
        ("dob-month", "dob-month", "3", "numeric", common | {"govuk-input--width-2"}),
        ("dob-year", "dob-year", "1980", "numeric", common | {"govuk-input--width-4"}),
    ]


def test_a_whole_form_that_is_right_gives_its_values() -> None:
    data = {
        "amount": "£372.50", "reason": "It is needed", "vote": "support", "fund": "clf", "helps": ["young"],
        "starts-day": "24", "starts-month": "11", "starts-year": "2026",
        "email": "a@example.org", "secret": "s", "agree": "on", "step": "x",
    }  # fmt: skip
    form = SampleForm(data, {"quote": SimpleUploadedFile("quote.pdf", b"%PDF")})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount"] == 37_250
    assert error_summary(form) == ""


def test_a_form_shows_what_it_starts_with() -> None:
    class Start(GovForm):
        amount = PoundsField(label="Amount", initial=118_400)

    assert field_params(Start()["amount"])[1]["value"] == "1,184"
    assert field_params(Start(initial={"amount": 37_250})["amount"])[1]["value"] == "372.50"
