"""The demonstration borough: its totals agree, it is the same for the same seed and day, and nobody in it is real."""

import datetime as dt
import hashlib
import json
import re

import pytest
from django.db import connection
from django.db.models import Count, Sum

from tests import cast
from wapentake.foundation import audit, calendars
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.funding.models import Application, Fund
from wapentake.funding.queries import check_ledger, councillor_line, totals
from wapentake.funding.states import ApplicationState
from wapentake.office.models import Councillor, Term
from wapentake.office.queries import co_ordinator_of, live_terms, members_of, open_vacancies, roles_of
from wapentake.office.rules import may_take_part
from wapentake.organisations.models import Contact, Organisation
from wapentake.people.models import User
from wapentake.places.queries import editions, wards_on
from wapentake.plans.models import Action
from wapentake.plans.queries import published_priorities
from wapentake.site.actions import load_demonstration
from wapentake.site.readers import read_borough
from wapentake.site.states import DATA

# Names of the officers and councillors whom the public sources of the borough's facts name, as hashes: they must not
# come back as invented people.
REAL = {
    "1d2a3c",
}
TABLES = (
    ("office_term", "councillor_id, ward_id, from_date, to_date"),
    ("office_roleheld", "user_id, kind, ward_id, from_date, to_date"),
    ("plans_priority", "ward_id, number, slug, state, version, published_at"),
    ("plans_action", "priority_id, position, text, state, due_on, done_on"),
    ("plans_progressnote", "action_id, text, at"),
    ("funding_application", "reference, ward_id, organisation_id, title, pence, state, submitted_at, decided_on"),
    ("funding_entry", "account_id, pence"),
)
