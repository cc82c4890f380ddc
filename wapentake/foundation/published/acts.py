"""What people do to the published site: withdraw a page, put it back, hold promotion, lift a hold."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from .. import audit, changes
from ..audit import Person
from ..models import Hold, PageState, PublishedPage, PublishedVersion
from . import refresh, store
from .holds import covered, page_ref


def withdraw(path: str, *, by: Person | None, reason: str, at: dt.datetime) -> None:
    """Withdraw a page everywhere, whatever it shows later: its address says so until `reinstate`.

    The reason is kept in the audit and not shown: it may name what must not be read.
    """
    with transaction.atomic():
        page, _ = PublishedPage.objects.select_for_update().get_or_create(path=path, defaults={"wanted_at": at})
        if page.state == PageState.WITHDRAWN:
            return
        store.take_down(PublishedPage.objects.filter(pk=page.pk), PageState.WITHDRAWN)
        changes.touch([page_ref(path)])  # what has words of its own of it leaves them out
        audit.record(f"page:{path}", "withdrawn", by=by, at=at, facts={}, personal={"reason": reason})


def reinstate(path: str, *, by: Person | None, reason: str, at: dt.datetime) -> None:
    """Publish a withdrawn page again, as it is now. Raises PublishedPage.DoesNotExist where none was withdrawn."""
    with transaction.atomic():
        page = PublishedPage.objects.select_for_update().get(path=path, state=PageState.WITHDRAWN)
        page.state, page.version = PageState.GONE, page.version + 1
        page.save(update_fields=["state", "version"])
        refresh.queue(store.want(PublishedPage.objects.filter(pk=page.pk), at))
        changes.touch([page_ref(path)])
        audit.record(f"page:{path}", "reinstated", by=by, at=at, facts={}, personal={"reason": reason})


def hold(
    kind: str,
    *,
    refs: Collection[str] = (),
    starts: dt.datetime,
    ends: dt.datetime | None,
    reason: str,
    by: Person | None,
    at: dt.datetime,
) -> Hold:
    """Hold promotion from one moment to another (None: until lifted), everywhere or on pages that show certain refs.

    What is stored ends at the start of the hold from this commit on, rendered anew or not.
    """
    with transaction.atomic():
        made = Hold.objects.create(
            kind=kind, refs=sorted(set(refs)), starts=starts, ends=ends, reason=reason, made_by_id=by.pk if by else None
        )
        pages = covered(made)
        longer = Q(never_after__isnull=True) | Q(never_after__gt=starts)
        PublishedVersion.objects.filter(longer, page__in=pages).update(never_after=starts)
        refresh.queue(store.want(pages, at, changed=True))
        _tell(made, "held", by, at, {"starts": starts, "ends": ends, "kind": kind, "refs": made.refs, "reason": reason})
    return made


def lift(made: Hold, *, by: Person | None, reason: str, at: dt.datetime) -> None:
    """End a hold now; one that has not started never will. Raises Hold.DoesNotExist where it has gone."""
    with transaction.atomic():
        found = Hold.objects.select_for_update().get(pk=made.pk)
        found.ends = max(found.starts, at) if found.ends is None else min(found.ends, max(found.starts, at))
        found.save(update_fields=["ends"])
        refresh.queue(store.want(covered(found), at))
        _tell(found, "lifted", by, at, {"ends": found.ends, "reason": reason})


def _tell(made: Hold, action: str, by: Person | None, at: dt.datetime, facts: dict[str, object]) -> None:
    audit.record(f"hold:{made.pk}", action, by=by, at=at, facts=facts)
    changes.touch([f"hold:{made.pk}"])
