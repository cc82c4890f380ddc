"""An award is paid in instalments: set before the offer is answered, shown for by the group, seen, paid one by one."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, rules
from ..models import Application, Instalment, Transfer
from ..queries.instalments import instalments_of, next_instalment
from ..rules import Part, Showing
from ..rules.instalments import shown_as_read
from ..states import ApplicationState
from ..states.instalments import InstalmentState, ShownFirst
from .letters import tell

NOTHING_SHOWN = "The group has shown nothing yet. Write down what you have seen, or ask it to send it."


@transaction.atomic
def set_instalments(application: Application, parts: Sequence[Part], *, by: User, at: dt.datetime) -> list[Instalment]:
    """Say in which parts an award is paid; none is at once. Sent twice, it is set once. A made offer is told anew."""
    application, on = _held_award(application), london_date(at)
    before = [Part(one.pence, one.due_on, ShownFirst(one.first)) for one in instalments_of(application)]
    if before == list(parts):
        return instalments_of(application)
    rules.may_set_instalments(roles_of(by, on), application).demand()
    rules.parts_stand(application, parts, on).demand()
    application.instalments.all().delete()
    made = Instalment.objects.bulk_create(
        Instalment(application=application, number=number, pence=part.pence, due_on=part.due_on, first=part.first)
        for number, part in enumerate(parts, 1)
    )
    said = [{"pence": part.pence, "due": part.due_on.isoformat(), "first": part.first} for part in parts]
    audit.record(application.ref, "instalments set", by=by, at=at, facts={"instalments": said})
    if application.state == ApplicationState.APPROVED:
        tell(notices.instalments_set(application), at=at)
    touch([application.ref])
    return made


@transaction.atomic
def show_for_instalment(application: Application, said: Showing, *, by: User | None, at: dt.datetime) -> Instalment:
    """The group shows what the next instalment waits for (`by=None`: by its link); it may put it right until seen.

    What came on paper is written down by whoever reads it, and is seen by that.
    """
    application, on = _held_award(application), london_date(at)
    part = next_instalment(application)
    if by is None:
        rules.may_show(application, part).demand()
    else:
        rules.may_see_shown(roles_of(by, on), part).demand()
    assert part is not None  # both rules ask for it
    rules.showing_stands(part, said, on).demand()
    part.shown, part.shown_at, part.shown_by = said.words.strip(), at, by
    part.receipt_on, part.receipt_pence = said.receipt_on, said.receipt_pence
    if by is not None:
        part.seen_by, part.seen_at = by, at
    part.save()
    facts = {"instalment": part.number, "receipt": part.receipt_pence, "seen": by is not None}
    audit.record(application.ref, "shown for an instalment", by=by, at=at, facts=facts)
    if by is None:
        tell(notices.instalment_shown(part, on), at=at)
    touch([application.ref])
    return part


@transaction.atomic
def see_shown(application: Application, *, number: int, by: User, at: dt.datetime, seen: str = "") -> Instalment:
    """The co-ordinator has read what the group showed for an instalment, which can be paid from its day on.

    `seen` is the print of what was read; raises `Refused` where the group has sent something else since.
    """
    application = _held_award(application)
    part = next_instalment(application)
    rules.is_the_next(part, number).demand()
    rules.may_see_shown(roles_of(by, london_date(at)), part).demand()
    assert part is not None  # the rule asks for it
    if part.shown_at is None:
        raise Refused(NOTHING_SHOWN)
    shown_as_read(part, seen).demand()
    part.seen_by, part.seen_at = by, at
    part.save(update_fields=["seen_by", "seen_at"])
    audit.record(application.ref, "instalment seen", by=by, at=at, facts={"instalment": part.number})
    touch([application.ref])
    return part


# --- Paying: the steps that `pay` and `reverse` take with the parts of an award -------------------------------------


def part_paid_by(application: Application, key: str) -> Instalment | None:
    """Return the part that was paid under a key before, or the one that is paid next; none where there are no parts."""
    before = application.instalments.filter(transfer__key=key).first()
    return before or next_instalment(application)


def become_paid(part: Instalment, transfer: int) -> bool:
    """Put down by which transfer a part is paid; return whether it was the last."""
    part.state, part.transfer_id = InstalmentState.PAID, transfer
    part.save(update_fields=["state", "transfer"])
    return next_instalment(part.application) is None


def wait_again(transfer: Transfer) -> None:
    """Let the part wait that a reversed transfer had paid."""
    Instalment.objects.filter(transfer=transfer).update(state=InstalmentState.WAITING, transfer=None)


def _held_award(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",))
    return rows.select_related("fund", "ward", "councillor__user", "organisation").get(pk=application.pk)
