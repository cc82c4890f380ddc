"""The published decision record of an award as PDF/UA-1, as it goes into an audit bundle."""

from django.conf import settings

from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds

from ..models import Decision
from ..pages import AwardPage
from ..queries import Record
from ..states import LegalBasis
from .typeset import typeset

Section = dict[str, object]


def record_pdf(page: AwardPage) -> bytes:
    """Return the record that stands, with who decided and why, what was checked, and what it supersedes."""
    return typeset("record", data_of(page))


def data_of(page: AwardPage) -> dict[str, object]:
    """Return what the record says, for its template."""
    application, newest = page.application, page.records[0]
    return {
        "council": f"{settings.WAPENTAKE_COUNCIL} Council",
        "reference": application.reference,
        "title": f"{pounds(application.pence)} for {page.payee}",
        "lede": f"{application.title}. {page.state}",
        "facts": page.facts,
        "sections": [
            *_votes(page), *_first(page.support), *_second(page, newest), *_checked(page), *map(_old, page.records[1:])
        ],
    }  # fmt: skip


def _section(title: str, *paragraphs: str) -> Section:
    return {"title": title, "paragraphs": [text for text in paragraphs if text]}


def _votes(page: AwardPage) -> list[Section]:
    said, support = [f"{name}: {vote}" for name, vote in page.votes], page.support
    by_members = support is not None and support.basis == LegalBasis.MEMBERS
    title = f"The members recommended it on {long_date(support.on)}" if support and by_members else "The votes"
    return [_section(title, *said)] if said else []


def _first(support: Decision | None) -> list[Section]:
    """What the councillor or the arbiter said; the members' own words stand with their votes."""
    if support is None or support.basis == LegalBasis.MEMBERS:
        return []
    did = "recommended it" if support.basis == LegalBasis.ADVICE else "decided"
    title = f"{support.by.name} {did} on {long_date(support.on)}"
    return [_section(title, *_words(support.reasons, support.alternatives, support.equality))]


def _second(page: AwardPage, newest: Record) -> list[Section]:
    title = f"Approved on {long_date(page.approval.on)}"
    corrected = f"Record {newest.number}, corrected: {newest.what} {newest.why}" if newest.number > 1 else ""
    words = _words(newest.reasons, newest.alternatives, newest.equality)
    footing = f"{page.footing} {page.declared}".strip()
    return [_section(title, f"{page.approved_by}.", corrected, *words), _section("On what footing", footing, page.copy)]


def _words(reasons: str, alternatives: str, equality: str) -> list[str]:
    found = [reasons]
    if alternatives:
        found.append(f"What else was considered: {alternatives}")
    if equality:
        found.append(f"Who gains, and could anybody lose: {equality}")
    return found


def _checked(page: AwardPage) -> list[Section]:
    said = [f"{what}: {found}" for what, found in page.checked]
    return [_section("What the officer checked", *said)] if said else []


def _old(one: Record) -> Section:
    title = f"Superseded: record {one.number} does not stand, record {one.number + 1} does"
    return _section(title, *_words(one.reasons, one.alternatives, one.equality))
