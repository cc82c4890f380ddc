"""What officers check of a fund, changed in time: what was ticked and approved before stands as it is."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from wapentake.foundation import audit
from wapentake.foundation.calendars import DAY, london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from ..models import Fund, FundCheck
from ..rules.fund_checks import may_end_check, may_set_check


@dataclass(frozen=True)
class CheckSaid:
    """A check as it is to stand: its words, where it is laid down, and whether it may not apply."""

    words: str
    source: str
    may_not_apply: bool = False


@transaction.atomic
def set_check(
    fund: Fund, said: CheckSaid, *, from_date: dt.date, by: User, at: dt.datetime, follows: FundCheck | None = None
) -> FundCheck:
    """Write down a check that counts from a day on; the one that it follows ends then. Asked again, it is that one."""
    Fund.objects.select_for_update().get(pk=fund.pk)
    key = follows.key if follows else slugify(said.words)[:40].strip("-")
    same = FundCheck.objects.filter(
        fund=fund, key=key, from_date=from_date, words=said.words, source=said.source, may_not_apply=said.may_not_apply
    ).first()
    if same is not None:
        return same
    may_set_check(roles_of(by, london_date(at)), fund, key, from_date).demand()
    if not said.words.strip() or not said.source.strip():
        raise Refused("Give the check in words, and where it is laid down: both are shown to officers.")
    standing = FundCheck.objects.filter(fund=fund, key=key)
    position = follows.position if follows else FundCheck.objects.filter(fund=fund).count() + 1
    standing.filter(from_date__gt=london_date(at)).delete()
    standing.on(from_date).update(to_date=from_date)
    made = FundCheck.objects.create(
        fund=fund, key=key, words=said.words, source=said.source, may_not_apply=said.may_not_apply,
        from_date=from_date, position=position,
    )  # fmt: skip
    facts = {"check": key, "words": said.words, "source": said.source, "from": from_date.isoformat()}
    audit.record(f"fund:{fund.key}", "check set", by=by, at=at, facts=facts)
    touch([f"fund:{fund.key}"])
    return made


@transaction.atomic
def end_check(check: FundCheck, *, last_day: dt.date, reason: str, by: User, at: dt.datetime) -> None:
    """Let a check end with a day. Approvals that stand keep what was ticked."""
    Fund.objects.select_for_update().get(pk=check.fund_id)
    check = FundCheck.objects.select_related("fund").get(pk=check.pk)
    may_end_check(roles_of(by, london_date(at)), check, last_day).demand()
    check.to_date = last_day + DAY
    check.save(update_fields=["to_date"])
    facts = {"check": check.key, "last day": last_day.isoformat(), "reason": reason}
    audit.record(f"fund:{check.fund.key}", "check ended", by=by, at=at, facts=facts)
    touch([f"fund:{check.fund.key}"])
