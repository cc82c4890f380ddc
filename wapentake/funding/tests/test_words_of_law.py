"""What forms and notices say of the law where somebody relies on it."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from wapentake.funding.forms.applying.answers import Answers
from wapentake.funding.forms.applying.project import CommunitiesForm
from wapentake.funding.forms.desk import DecideForm
from wapentake.funding.models import Draft
from wapentake.funding.pages.applying import privacy_notice
from wapentake.funding.states import Community

from .world import AT

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


def test_communities_are_asked_after_in_the_acts_words_and_old_answers_are_kept():
    asked = [field.label for field in CommunitiesForm(Answers(Draft(answers={}), AT.date())).fields.values()]
    for said in ("Gypsy, Roma and Traveller", "religion or belief", "Lesbian, gay and bisexual people", "Trans people"):
        assert any(said in label for label in asked), said
    assert len(asked) == len(Community) - 1
    assert Community("lgbt").label not in asked  # what was asked together before stays under its own name
