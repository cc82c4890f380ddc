"""Whom a text names: in the weeks before an election, what names a candidate waits."""

import datetime as dt
import re

from wapentake.foundation.verdicts import Verdict
from wapentake.office.models import Councillor
from wapentake.office.queries import live_terms

from .items import ItemWords


def named_members(text: str, on: dt.date) -> list[Councillor]:
    """Return the members in office on a day whom a text names, by name: in full, or as councillor with the surname."""
    sitting = live_terms(on, include_suspended=True).values("councillor")
    members = Councillor.objects.filter(pk__in=sitting).order_by("name")
    return [member for member in members if re.search(_pattern(member.name), text, re.IGNORECASE)]


def _pattern(name: str) -> str:
    surname = re.escape(name.split()[-1])
    return rf"\b{re.escape(name)}\b|\b(?:cllrs?|councillors?)\.?\s(?:\w+\.?\s(?:and\s)?){{0,2}}{surname}\b"


def only_notice(words: ItemWords, on: dt.date) -> Verdict:
    """What only gives notice goes out before an election too, so it names no member: most of them stand again.

    Local Government Act 1986, section 2; Code of Recommended Practice on Local Authority Publicity 2011, paragraphs 33
    to 35. Who decided is a fact of a decision's record, and is no part of its words.
    """
    if not words.factual:
        return Verdict.yes()
    named = named_members(f"{words.title}\n{words.summary}\n{words.body}", on)
    if not named:
        return Verdict.yes()
    return Verdict.no(
        f"It names {named[0]}, who may stand again, so it waits in the weeks before an election. Take the name out, "
        "or untick this."
    )
