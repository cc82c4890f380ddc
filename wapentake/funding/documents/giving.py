"""Grants in the 360Giving Data Standard 1.4: JSON, and the same in its spreadsheet form.

A grant is an award to somebody outside the council: what its own services did, and what was bought from a supplier, is
in the statement and not here. https://standard.threesixtygiving.org
"""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.organisations.states import OrganisationKind, Sector

from ..pages.public import department
from ..queries.statement import Line, lines
from .cells import Value, csv_lines, in_pounds, page_of

VERSION = "1.4"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
NOT_GRANTED = (OrganisationKind.SERVICE, OrganisationKind.BUSINESS)
COLUMNS = (
    ("Identifier", ("id",)),
    ("Title", ("title",)),
    ("Description", ("description",)),
    ("Currency", ("currency",)),
    ("Amount Applied For", ("amountAppliedFor",)),
    ("Amount Awarded", ("amountAwarded",)),
    ("Amount Disbursed", ("amountDisbursed",)),
    ("Award Date", ("awardDate",)),
    ("URL", ("url",)),
    ("Recipient Org:Identifier", ("recipientOrganization", 0, "id")),
    ("Recipient Org:Name", ("recipientOrganization", 0, "name")),
    ("Recipient Org:Charity Number", ("recipientOrganization", 0, "charityNumber")),
    ("Recipient Org:Company Number", ("recipientOrganization", 0, "companyNumber")),
    ("Recipient Ind:Identifier", ("recipientIndividual", "id")),
    ("Recipient Ind:Name", ("recipientIndividual", "name")),
    ("Beneficiary Location:Name", ("beneficiaryLocation", 0, "name")),
    ("Beneficiary Location:Country Code", ("beneficiaryLocation", 0, "countryCode")),
    ("Beneficiary Location:Geographic Code", ("beneficiaryLocation", 0, "geoCode")),
    ("Beneficiary Location:Geographic Code Type", ("beneficiaryLocation", 0, "geoCodeType")),
    ("Funding Org:Identifier", ("fundingOrganization", 0, "id")),
    ("Funding Org:Name", ("fundingOrganization", 0, "name")),
    ("Funding Org:Department", ("fundingOrganization", 0, "department")),
    ("Grant Programme:Code", ("grantProgramme", 0, "code")),
    ("Grant Programme:Title", ("grantProgramme", 0, "title")),
    ("From An Open Call?", ("fromOpenCall",)),
    ("Location Scope", ("locationScope",)),
    ("Related Activity", ("relatedActivity",)),
    ("Data Source", ("dataSource",)),
)


def is_grant(line: Line) -> bool:
    """Say whether an award went to somebody outside the council who is no supplier."""
    return line.recipient_kind not in NOT_GRANTED and line.sector != Sector.PRIVATE


def may_be_given() -> Verdict:
    """Whether the council has said who it is in the register of organisations: no grant is given by nobody."""
    if settings.WAPENTAKE_ORG_ID:
        return Verdict.yes()
    return Verdict.no(
        "The council’s identifier in the register of organisations is not set, so its grants cannot be written as "
        "360Giving data. The statement’s other files hold the same awards. Set WAPENTAKE_ORG_ID, like GB-LAE-ROT."
    )


def giving_json(year: FinancialYear | None, *, on: dt.date) -> Iterator[str]:
    """Return a 360Giving package piece by piece, in constant memory. `on` is the day that it is issued."""
    may_be_given().demand()
    return _package(year, on)


def _package(year: FinancialYear | None, on: dt.date) -> Iterator[str]:
    council = f"{settings.WAPENTAKE_COUNCIL} Council"
    package = {
        "version": VERSION,
        "title": f"{council}: grants from ward budgets" + (f", {year.label}" if year else ""),
        "issued": on.isoformat(),
        "publisher": {"identifier": settings.WAPENTAKE_ORG_ID, "name": council, "website": settings.WAPENTAKE_ADDRESS},
        "license": LICENCE,
        "licenseName": "Open Government Licence v3.0",
    }
    yield json.dumps(package, ensure_ascii=False)[:-1] + ', "grants": [\n'
    comma = ""
    for line in filter(is_grant, lines(year)):
        yield comma + json.dumps(grant_of(line), ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def giving_csv(year: FinancialYear | None) -> Iterator[str]:
    """Return the same as a spreadsheet in 360Giving's columns, line by line."""
    may_be_given().demand()
    heads = [head for head, _ in COLUMNS]
    return csv_lines(heads, (_row(grant_of(line)) for line in filter(is_grant, lines(year))))


def grant_of(line: Line) -> dict[str, Any]:
    """Return an award as a grant. Amounts are pounds; nobody's name, address or number is in it."""
    return {
        "id": f"{settings.WAPENTAKE_GRANT_PREFIX}-{line.reference}",
        "title": line.title,
        "description": _description(line),
        "currency": "GBP",
        "amountAppliedFor": _number(line.asked),
        "amountAwarded": _number(line.pence),
        "amountDisbursed": _number(line.paid),
        "awardDate": line.awarded_on,
        "url": page_of(line),
        **_to(line),
        "beneficiaryLocation": [
            {"name": line.ward, "countryCode": "GB", "geoCode": line.ward_code, "geoCodeType": "WD"},
        ],
        "fundingOrganization": [
            {
                "id": settings.WAPENTAKE_ORG_ID,
                "name": f"{settings.WAPENTAKE_COUNCIL} Council",
                "department": department(),
            }
        ],
        "grantProgramme": [{"code": line.fund.key, "title": line.fund.name}],
        "fromOpenCall": "Yes" if line.fund.takes_applications else "No",
        "locationScope": "GLS060",
        **_related(line),
        "dataSource": settings.WAPENTAKE_ADDRESS,
    }


def _related(line: Line) -> dict[str, list[str]]:
    """Return the other grants of the same project."""
    parts = [f"{settings.WAPENTAKE_GRANT_PREFIX}-{reference}" for reference in line.parts]
    return {"relatedActivity": parts} if parts else {}


def _number(pence: int) -> int | float:
    """Return pounds as JSON writes them; an amount of whole pence has an exact shortest form."""
    return pence // 100 if pence % 100 == 0 else pence / 100


def _description(line: Line) -> str:
    serves = f" It serves the ward priority “{line.serves}”." if line.serves else ""
    return f"{line.title}: {pounds_short(line.pence)} from the {line.fund.name} for {_place(line)}.{serves}"


def _place(line: Line) -> str:
    return f"{line.ward}, {line.held_by}" if line.held_by else line.ward


def _to(line: Line) -> dict[str, Any]:
    """Return to whom: an organisation, or a person, who has no name here."""
    if line.recipient_kind == OrganisationKind.PERSON:
        identifier = f"{settings.WAPENTAKE_GRANT_PREFIX}-person-{line.recipient_key}"
        return {"recipientIndividual": {"id": identifier, "name": line.recipient}}
    return {"recipientOrganization": [_recipient(line)]}


def _recipient(line: Line) -> dict[str, str]:
    found = {"id": _organisation_id(line), "name": line.recipient}
    if line.charity_number:
        found["charityNumber"] = line.charity_number
    if line.company_number:
        found["companyNumber"] = line.company_number
    return found


def _organisation_id(line: Line) -> str:
    """Return the charity's or company's number in its register, or an identifier of our own where there is none."""
    if line.charity_number:
        return f"GB-CHC-{line.charity_number}"
    if line.company_number:
        return f"GB-COH-{line.company_number}"
    return f"{settings.WAPENTAKE_GRANT_PREFIX}-org-{line.recipient_key}"


def _row(grant: dict[str, Any]) -> list[Value]:
    return [_at(grant, path) for _, path in COLUMNS]


def _at(grant: dict[str, Any], path: Sequence[str | int]) -> Value:
    found: Any = grant
    for step in path:
        if not found:
            return ""
        found = found.get(step, "") if isinstance(step, str) else found[step]
    if isinstance(found, list):
        return ";".join(found)
    return in_pounds(round(found * 100)) if isinstance(found, int | float) else str(found)
