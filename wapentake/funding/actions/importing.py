"""Bringing in what a file holds, and undoing that: each one transaction, whatever happens in the middle."""

import datetime as dt

from django.db import connection, transaction
from procrastinate.contrib.django import app

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear, london_date, start_of_day
from wapentake.foundation.changes import touch
from wapentake.foundation.progress import Tell, telling
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.organisations.actions import register
from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import by_names, by_number, plain_key
from wapentake.organisations.rules import Details
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User

from .. import queries, rules
from ..models import Application, AwardImport, Fund, FundYear, ImportLine, Transfer
from ..queries.imports import Need
from ..rules import Asked
from ..rules.development_lines import ReceiptReader, reader_of
from ..rules.import_lines import Clean, Reader
from ..states import ApplicationState, FundYearState, Stage, TransferKind
from ..states.imports import ImportOf, ImportState, Outcome
from .brought_in import PastAward, bring_in_awards
from .funds import BOROUGH
from .imports import _add, _compare, _locked
from .ledger import Posting, open_accounts, post, source_account
from .levy_files import _undo_receipts, _write_receipts
from .years import _locked_alone

CHANGED = "What it would bring in has changed since you looked. Nothing was brought in: look at it again."
AT_ONCE = 500
# The job that brings a file in: it loads, and calls `apply_import`.
BRING_IN = "wapentake.funding.bring_in"


@transaction.atomic
def queue_import(found: AwardImport, *, shown: str, by: User, at: dt.datetime) -> None:
    """Ask for a file to be brought in, in the background. `shown` is what the person saw and confirmed."""
    found = _locked(found)
    if found.state != ImportState.STAGED:
        return
    rules.may_apply_import(roles_of(by, london_date(at)), found).demand()
    if shown != rules.print_of_import(found):
        raise Refused(CHANGED)
    found.state, found.applied_by, found.stopped = ImportState.QUEUED, by, ""
    found.save(update_fields=["state", "applied_by", "stopped"])
    audit.record(found.ref, "asked to bring in", by=by, at=at, facts={"sha256": found.sha256, "shown": shown})
    # Somebody waits for it: it goes before the pages that are rendered anew after an upgrade.
    app.configure_task(BRING_IN, queue="default", priority=2).defer(pk=found.pk, shown=shown, by=by.pk)


@transaction.atomic
def stop_import(found: AwardImport, reason: str, *, by: User | None, at: dt.datetime) -> None:
    """Put a file back to be looked at, with why it could not be brought in."""
    found = _locked(found)
    if found.state != ImportState.QUEUED:
        return
    found.state, found.stopped = ImportState.STAGED, reason
    found.save(update_fields=["state", "stopped"])
    audit.record(found.ref, "not brought in", by=by, at=at, facts={"sha256": found.sha256})


# house: each posting is a record of its award; the import itself is one record, with the file's hash.
@transaction.atomic
def apply_import(found: AwardImport, *, shown: str, by: User, at: dt.datetime) -> AwardImport:
    """Bring in every new line of a file, all or none. Brought in already, it does nothing.

    A year that was never opened here is opened, given exactly what its awards need, and closed as one of before this
    program. Where money was given here, that is all there is. Raises `Refused`, also if `shown` is no longer true.
    """
    found = _locked(found)
    if found.state == ImportState.APPLIED:
        return found
    roles = roles_of(by, london_date(at))
    with telling(found.progress) as tell:
        tell("Comparing once more", 0, found.lines_read)
        _compare(found, london_date(at))
        rules.may_apply_import(roles, found).demand()
        if shown != rules.print_of_import(found):
            raise Refused(CHANGED)
        reader = reader_of(found, london_date(at))
        if isinstance(reader, ReceiptReader):
            _write_receipts(found, reader, tell, by, at)
        else:
            _write_awards(found, reader, tell, by, at)
    found.state, found.applied_by, found.applied_at, found.stopped = ImportState.APPLIED, by, at, ""
    found.save(update_fields=["state", "applied_by", "applied_at", "stopped"])
    facts = {"sha256": found.sha256, **{key: found.counts.get(key, 0) for key in ("new", "same", "refused", "pence")}}
    audit.record(found.ref, f"{found.of} brought in", by=by, at=at, facts=facts)
    touch([BOROUGH, found.ref])
    return found


def _write_awards(found: AwardImport, reader: Reader, tell: Tell, by: User, at: dt.datetime) -> None:
    needs = _needs(found, reader)
    years = _open_years(needs)
    _give(found, needs, by, at)
    _write(found, reader, tell, by, at)
    _close_years(years)


def _needs(found: AwardImport, reader: Reader) -> list[Need]:
    needs: dict[tuple[int, ...], Need] = {}
    for batch in queries.in_batches(found):
        for line in batch:
            if line.outcome == Outcome.NEW:
                _add(needs, reader.read(line.cells))
    return list(needs.values())


def _open_years(needs: list[Need]) -> list[FundYear]:
    """Let money move in the years for as long as this lasts, and return those that are closed again at the end."""
    found = []
    _let_open()
    for fund, year in sorted({(need.fund, need.year) for need in needs}, key=lambda one: (one[0].pk, one[1])):
        _, new = FundYear.objects.get_or_create(fund=fund, year=year.starts_in)
        row = _locked_alone(fund, year)
        if row.settled:
            raise Refused(f"{fund} was closed here for {year.label}, with what was left carried over.")
        source_account(fund, year.starts_in)
        if new or row.state == FundYearState.CLOSED:
            found.append(row)
        row.state = FundYearState.OPEN
        row.save(update_fields=["state"])
    return found


def _let_open() -> None:
    """Let years of before this program be opened until the end of this transaction: nobody outside it sees them so."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL wapentake.bringing_in = 'on'")


def _close_years(years: list[FundYear]) -> None:
    FundYear.objects.filter(pk__in=[row.pk for row in years]).update(state=FundYearState.CLOSED)


def _give(found: AwardImport, needs: list[Need], by: User, at: dt.datetime) -> None:
    """Give holders what the awards need beyond what they have, in years whose money was not given here."""
    for fund, year in sorted({(need.fund, need.year) for need in needs}, key=lambda one: (one[0].pk, one[1])):
        if queries.was_given_here(fund, year):
            continue
        legs: dict[int, int] = {}
        for need in (one for one in needs if (one.fund, one.year) == (fund, year)):
            held = open_accounts(fund, year.starts_in, need.whose)[Stage.LEFT]
            if (missing := need.pence - queries.left_of(need)) > 0:
                legs[held] = missing
        if legs:
            legs[source_account(fund, year.starts_in)] = -sum(legs.values())
            post(
                Posting(
                    key=f"import:{found.pk}:{fund.key}:{year.starts_in}", kind=TransferKind.ALLOT, legs=legs, by=by,
                    at=start_of_day(year.start), stream=f"fund:{fund.key}", action="allotted",
                    facts={"year": year.starts_in, "import": found.pk, "note": "As the awards that were brought in"},
                )
            )  # fmt: skip


def _write(found: AwardImport, reader: Reader, tell: Tell, by: User, at: dt.datetime) -> None:
    """Write the new awards in the order of their funds and days, some at a time."""
    wanted = found.lines.filter(outcome=Outcome.NEW).order_by("fund", "awarded_on", "number")
    keys = list(wanted.values_list("pk", flat=True))
    bodies = Bodies(by, at)
    source = f"Brought in from the file {found.name}, as import {found.pk}."
    for start in range(0, len(keys), AT_ONCE):
        rows = {row.pk: row for row in found.lines.filter(pk__in=keys[start : start + AT_ONCE])}
        lines = [rows[key] for key in keys[start : start + AT_ONCE]]
        awards = [_award(reader.read(line.cells), bodies) for line in lines]
        for line, made in zip(lines, bring_in_awards(awards, source=source, by=by, at=at), strict=True):
            line.application, line.live = made, True
        ImportLine.objects.bulk_update(lines, ["application", "live"])
        tell("Writing awards", start + len(lines), len(keys))


def _award(line: Clean, bodies: "Bodies") -> PastAward:
    assert line.fund is not None  # a line with a fault is not new
    assert line.ward is not None
    assert line.pence is not None
    assert line.on is not None
    asked = Asked(
        fund=line.fund, ward=line.ward, councillor=line.councillor, cluster=line.cluster,
        organisation=bodies.of(line), title=line.title, purpose=line.purpose, pence=line.pence,
        contact_name="", contact_email="",
    )  # fmt: skip
    return PastAward(asked, line.on)


class Bodies:
    """The organisations that lines name: found by number or name among the council's, or added once."""

    def __init__(self, by: User, at: dt.datetime) -> None:
        self.by, self.at = by, at
        self.known = by_names()

    def of(self, line: Clean) -> Organisation:
        """Return the organisation that a line names."""
        name = plain_key(line.recipient)
        if name not in self.known:
            self.known[name] = by_number(charity=line.charity, company=line.company) or self._added(line)
        return self.known[name]

    def _added(self, line: Clean) -> Organisation:
        kinds = {Sector.PUBLIC: OrganisationKind.PARTNER, Sector.PRIVATE: OrganisationKind.BUSINESS}
        kind = kinds.get(line.sector, OrganisationKind.CHARITY if line.charity else OrganisationKind.GROUP)
        details = Details(line.recipient, kind, line.sector, charity_number=line.charity, company_number=line.company)
        return register(details, by=self.by, at=self.at)


# house: each reversal is a record of its award; the undoing itself is one record.
@transaction.atomic
def undo_import(found: AwardImport, *, because: str, by: User, at: dt.datetime) -> None:
    """Undo an import as a whole by postings that reverse its own. Undone already, it does nothing.

    Raises `Refused` with what rests on it. The organisations that it added stay.
    """
    found = _locked(found)
    if found.state == ImportState.UNDONE:
        return
    rules.may_undo_import(roles_of(by, london_date(at)), found).demand()
    if not because.strip():
        raise Refused("Say why it is undone: it stays in the record.")
    if rest := queries.rests_on(found):
        raise Refused(f"{rest} So the import cannot be undone as a whole.")
    undo = _undo_receipts if found.of == ImportOf.DEVELOPMENTS else _undo_awards
    count = undo(found, because, by, at)
    found.state, found.undone_by, found.undone_at, found.undone_because = ImportState.UNDONE, by, at, because[:200]
    found.save(update_fields=["state", "undone_by", "undone_at", "undone_because"])
    facts = {"sha256": found.sha256, str(found.of): count, "reason": because}
    audit.record(found.ref, "import undone", by=by, at=at, facts=facts)
    touch([BOROUGH, found.ref])


def _undo_awards(found: AwardImport, because: str, by: User, at: dt.datetime) -> int:
    years = _reopen(found)
    given = list(queries.given_by(found))
    lines = found.lines.filter(live=True)
    applications = Application.objects.filter(pk__in=lines.values("application"))
    payments = Transfer.objects.filter(application__in=applications).select_related("application").order_by("pk")
    for transfer in (*payments.iterator(chunk_size=AT_ONCE), *given):
        _reverse(transfer, because, by, at)
    applications.update(state=ApplicationState.WITHDRAWN)
    count = lines.update(live=False)
    _close_years(years)
    return count


def _reopen(found: AwardImport) -> list[FundYear]:
    """Let money move in the years of an import for as long as this lasts, and return those that were closed."""
    closed = []
    _let_open()
    pairs = found.lines.filter(live=True).order_by().values_list("application__fund", "application__year").distinct()
    for fund, year in sorted(pairs):
        row = _locked_alone(Fund.objects.get(pk=fund), FinancialYear(year))
        if row.state == FundYearState.CLOSED:
            closed.append(row)
            FundYear.objects.filter(pk=row.pk).update(state=FundYearState.OPEN)
    return closed


def _reverse(transfer: Transfer, because: str, by: User, at: dt.datetime) -> None:
    application = transfer.application
    legs = {account: -pence for account, pence in queries.legs_by_account(transfer).items()}
    post(
        Posting(
            key=f"reverse:{transfer.pk}", kind=TransferKind.REVERSE, legs=legs, by=by, at=at,
            on=FinancialYear.of(transfer.on).end, application=application, reverses=transfer,
            stream=application.ref if application else f"transfer:{transfer.pk}", action="corrected",
            facts={"reverses": transfer.pk, "reason": because}, whose="The fund has",
        )
    )  # fmt: skip
