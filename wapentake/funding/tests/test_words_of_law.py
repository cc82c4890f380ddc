"""What forms and notices say of the law where somebody relies on it."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from wapentake.funding.forms.desk import DecideForm
from wapentake.funding.pages.applying import privacy_notice

pytestmark = pytest.mark.django_db


def test_who_decides_is_asked_after_all_three_aims_and_every_characteristic():
    asked = str(DecideForm.base_fields["equality"].help_text)
    for said in (
        "remove disadvantage", "help people take part", "bring different groups together", "what would lessen that",
        "gender reassignment", "pregnancy and maternity", "sexual orientation",
    ):  # fmt: skip
        assert said in asked


def test_the_notices_say_with_whom_it_is_shared_and_whom_to_complain_to(client: Client):
    page = client.get("/privacy/").content.decode()
    assert "(Local Government Act 1972, section 100EA; for the decisions of executive members and officers, the" in page
    notice = render_to_string("funding/privacy_notice.html", {"privacy": privacy_notice()})
    for text in (page, notice):
        assert "with auditors, and with bodies that prevent fraud." in text
        assert "Information Commissioner’s Office" in text
    assert "Tell the people whom you name that you did." in notice
