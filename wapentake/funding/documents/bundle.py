"""The audit bundle of an award or of a year: every record as CSV, a page to begin with, and a list of prints."""

import datetime as dt
import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import IO

from django.db.models import QuerySet

from wapentake.foundation.calendars import FinancialYear, london_date, long_date
from wapentake.foundation.models import AuditRecord
from wapentake.organisations.states import OrganisationKind

from ..models import Application, Decision
from ..pages import award_page
from ..queries import bundles
from . import bundle_later as later
from .bundle_tables import LEFT_OUT, NOT_IN, TABLES, heads_of, rows_of
from .cells import Value, csv_lines, in_pounds
from .record import record_pdf


@dataclass(frozen=True)
class Bundle:
    """A bundle in a file of its own, which is gone once it is closed, with its print."""

    name: str
    file: IO[bytes]
    sha256: str


@dataclass(frozen=True)
class Wanted:
    """What a bundle is of: an award's reference or a year. `contacts`: whether the groups' contacts are in it."""

    reference: str = ""
    year: FinancialYear | None = None
    contacts: bool = False

    @property
    def title(self) -> str:
        return f"Awards of {self.year.label}" if self.year else f"Award {self.reference}"


def bundle_of(wanted: Wanted, *, at: dt.datetime) -> Bundle | None:
    """Return the bundle, or nothing where there is no such award; it is written to disk, never whole in memory."""
    found = bundles.applications_of(wanted.reference, wanted.year)
    if not found.exists():
        return None
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it
    prints: list[tuple[str, str]] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in _files(wanted, found, at):
            prints.append((name, _put(archive, name, pieces, at)))
        _put(archive, "manifest.sha256", (f"{digest}  {name}\n" for name, digest in prints), at)
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return Bundle(f"audit-{wanted.year.slug if wanted.year else wanted.reference}.zip", file, digest)


def _put(archive: zipfile.ZipFile, name: str, pieces: Iterable[str | bytes], at: dt.datetime) -> str:
    """Write one file and return its print."""
    digest = hashlib.sha256()
    when = at.timetuple()
    info = zipfile.ZipInfo(name, (when.tm_year, when.tm_mon, when.tm_mday, when.tm_hour, when.tm_min, when.tm_sec))
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w") as out:
        for piece in pieces:
            data = piece if isinstance(piece, bytes) else piece.encode()
            digest.update(data)
            out.write(data)
    return digest.hexdigest()


def _files(
    wanted: Wanted, found: QuerySet[Application], at: dt.datetime
) -> Iterator[tuple[str, Iterable[str | bytes]]]:
    broken = bundles.broken_chains(found)
    yield "read-me.html", [_page(wanted, found, broken, at)]
    yield "applications.csv", _csv(APPLICATION, (_application(one, wanted.contacts) for one in found))
    yield "decisions.csv", _csv(DECISION, _decisions(found))
    yield "corrected-records.csv", _csv(CORRECTED, _corrected(found))
    yield "entries.csv", _csv(ENTRY, _entries(found, wanted.year))
    yield "checks.csv", _csv(later.CHECK_HEADS, later.check_rows(found))
    yield "recoveries.csv", _csv(later.RECOVERY_HEADS, later.recovery_rows(found))
    for kept in TABLES:
        yield kept.name, _csv(heads_of(kept), rows_of(kept, found, contacts=wanted.contacts))
    yield "rules.csv", _csv(RULE, _rules(found))
    yield "audit.csv", _csv(AUDIT, _audit(found))
    yield from _records(found, london_date(at))
    yield "verification.txt", [f"{line}\n" for line in broken or ["Every chain verifies."]]


def _records(found: QuerySet[Application], on: dt.date) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the published decision record of each award as a PDF."""
    for reference in list(found.values_list("reference", flat=True)):
        page = award_page(reference, on)
        if page is not None:
            yield f"records/{reference}.pdf", [record_pdf(page)]


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    return csv_lines(heads, rows)


APPLICATION = (
    "Reference", "State", "Group", "Title", "Purpose", "Pounds", "Whole cost in pounds", "Fund", "Year", "Ward",
    "Councillor", "Ward priority", "Sent on", "Contact", "Contact's e-mail",
)  # fmt: skip
DECISION = (
    "Reference", "Decision", "By", "On", "Recorded at", "Footing", "Reasons", "Alternatives", "Equality", "Interest",
    "Paid to", "Under dispensation",
)  # fmt: skip
CORRECTED = (
    "Reference",
    "Record",
    "Corrected at",
    "By",
    "What was wrong",
    "Why",
    "Reasons",
    "Alternatives",
    "Equality",
)
ENTRY = (
    "Transfer", "What for", "On", "Recorded at", "By", "Reference", "Corrects", "Fund", "Year", "Ward", "Councillor",
    "Stage", "Pounds",
)  # fmt: skip
RULE = ("Reference", "Rule", "Since", "Until", "In words", "Source")
AUDIT = ("Chain", "Record", "What", "By", "At", "Facts", "Hash before", "Hash", "Reason")


def _application(one: Application, contacts: bool) -> list[Value]:
    contact = [one.contact_name, one.contact_email] if contacts else [LEFT_OUT, LEFT_OUT]
    cost = in_pounds(one.cost_pence) if one.cost_pence else None
    return [
        one.reference, one.get_state_display(), one.organisation.public_name, one.title, one.purpose,
        in_pounds(one.pence), cost, one.fund.name, FinancialYear(one.year).label, one.ward.name,
        str(one.councillor or ""), one.priority.title if one.priority else "", london_date(one.submitted_at), *contact,
    ]  # fmt: skip


def _decisions(found: QuerySet[Application]) -> Iterator[list[Value]]:
    for one in bundles.decisions_on(found).iterator():
        interest = "see votes.csv" if one.interest is None else "yes" if one.interest else "none declared"
        yield [
            one.application.reference, one.get_kind_display(), one.by.name, one.on, one.at.isoformat(),
            one.get_basis_display(), one.reasons, one.alternatives, one.equality, interest,
            _paid_to(one), one.dispensation.cited if one.dispensation else "",
        ]  # fmt: skip


def _corrected(found: QuerySet[Application]) -> Iterator[list[Value]]:
    for one in bundles.corrected_in(found).iterator():
        yield [
            one.decision.application.reference, str(one.number), one.at.isoformat(), one.by.name, one.what, one.why,
            one.reasons, one.alternatives, one.equality,
        ]  # fmt: skip


def _paid_to(one: Decision) -> str:
    """Return whom a decision names; a person has no name in a file that leaves the council."""
    body = one.application.organisation
    return body.public_name if one.payee_name and body.kind == OrganisationKind.PERSON else one.payee_name


def _entries(found: QuerySet[Application], year: FinancialYear | None) -> Iterator[list[Value]]:
    for leg in bundles.entries_of(found, year).iterator():
        transfer, account = leg.transfer, leg.account
        yield [
            str(transfer.pk), transfer.get_kind_display(), transfer.on, transfer.at.isoformat(), str(transfer.by or ""),
            transfer.application.reference if transfer.application else "", str(transfer.reverses_id or ""),
            account.fund.name, FinancialYear(account.year).label, account.ward.name if account.ward else "",
            str(account.councillor or ""), account.get_stage_display(), in_pounds(leg.pence),
        ]  # fmt: skip


def _rules(found: QuerySet[Application]) -> Iterator[list[Value]]:
    for one, rule in bundles.rules_then(found):
        yield [one.reference, rule.key, rule.from_date, rule.to_date, rule.text, rule.source]


def _audit(found: QuerySet[Application]) -> Iterator[list[Value]]:
    records = list(bundles.audit_of(found))
    names = bundles.names_of({record.by_id for record in records if record.by_id is not None})
    for record in records:
        yield [
            record.stream, str(record.seq), record.action, names.get(record.by_id or 0, "the program"),
            record.at.isoformat(), record.facts, bytes(record.prev).hex(), bytes(record.hash).hex(), _reason_of(record),
        ]  # fmt: skip


def _reason_of(record: AuditRecord) -> str:
    """Return the reason that an officer wrote with it, outside the hash, until that is erased; no name, no contact."""
    personal = getattr(record, "personal", None)
    return str(personal.data.get("reason", "")) if personal else ""


def _page(wanted: Wanted, found: QuerySet[Application], broken: list[str], at: dt.datetime) -> str:
    """Return the page to begin with; every text is escaped."""
    chains = "Every audit chain verifies." if not broken else f"{len(broken)} chains do not verify."
    contacts = "The groups’ contacts are in it." if wanted.contacts else f"The groups’ contacts are {LEFT_OUT}."
    lines = [
        f"Made on {long_date(london_date(at))}, of {found.count()} applications. {chains} {contacts}",
        "applications.csv: as each group asked. decisions.csv: who decided what, when, on what footing and why.",
        "corrected-records.csv: the published records that supersede them, with what was wrong and why.",
        "records: the decision record of each award as it is published, a PDF each, with what it supersedes.",
        "checks.csv: each check of a fund, with who ticked it and when, and what was taken back.",
        f"{', '.join(kept.name for kept in TABLES)} and recoveries.csv: all else that was recorded of each, if it was.",
        "Bank details are told without the account, and papers by their prints, without what they hold.",
        *(f"Not in it: {model._meta.verbose_name}. {why}" for model, why in NOT_IN.items()),
        "entries.csv: every leg of every movement of money. rules.csv: the funds’ rules of the day of each decision.",
        "audit.csv: every record with its hash and the hash before it. verification.txt: whether the chains verify.",
        "manifest.sha256: the print of each file; sha256sum -c manifest.sha256 compares them.",
    ]
    said = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    title = escape(f"{wanted.title}: audit bundle")
    head = f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head>\n'
    return f"{head}<body><h1>{title}</h1>\n{said}</body></html>\n"
