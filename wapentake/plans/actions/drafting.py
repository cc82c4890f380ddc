"""Writing priorities: drafts, their actions, and new versions of what is published."""

import datetime as dt

from django.db import transaction
from django.utils.text import slugify

from wapentake.foundation.calendars import london_date
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..models import Action, Priority
from ..queries import cycle_on, next_number
from ..rules import ActionWords, PriorityWords, has_cycle, may_draft, may_edit, may_revise, words_are_complete
from .beats import lock_priority, lock_ward, roles_at, tell
from .citing import copy_citations


@transaction.atomic
def draft_priority(ward: Ward, words: PriorityWords, *, by: User, at: dt.datetime) -> Priority:
    """Begin a priority for the cycle of today. Raises `Refused`."""
    on = london_date(at)
    ward = lock_ward(ward)
    cycle = cycle_on(on)
    may_draft(roles_at(by, at), ward).demand()
    has_cycle(cycle).demand()
    words_are_complete(words, ward, on).demand()
    assert cycle is not None
    priority = Priority(
        ward=ward, cycle=cycle, number=next_number(ward, cycle), slug=free_slug(ward, words.title),
        drafted_by=by, drafted_at=at,
    )  # fmt: skip
    _write(priority, words)
    return tell(priority, "draft", by=by, at=at, title=priority.title, actions=len(words.actions))


@transaction.atomic
def edit_draft(priority: Priority, words: PriorityWords, *, by: User, at: dt.datetime) -> Priority:
    """Say a draft's words anew; actions that the words leave out go. Raises `Refused`."""
    lock_ward(priority.ward)
    priority = lock_priority(priority)
    may_edit(roles_at(by, at), priority).demand()
    words_are_complete(words, priority.ward, london_date(at)).demand()
    if priority.replaces_id is None:  # a new version keeps the address of the first
        priority.slug = free_slug(priority.ward, words.title, but=priority)
    _write(priority, words)
    return tell(priority, "edit", by=by, at=at, title=priority.title, actions=len(words.actions))


@transaction.atomic
def add_action(priority: Priority, words: ActionWords, *, by: User, at: dt.datetime) -> Action:
    """Add an action at the end of a draft. Raises `Refused`."""
    priority = lock_priority(priority)
    may_edit(roles_at(by, at), priority).demand()
    there = tuple(_words_of(action) for action in priority.actions.select_related("owner", "lead"))
    words_are_complete(_words(priority, (*there, words)), priority.ward, london_date(at)).demand()
    action = _write_action(priority, words, position=len(there) + 1)
    tell(priority, "add_action", by=by, at=at, action=action.pk)
    return action


@transaction.atomic
def revise(priority: Priority, *, by: User, at: dt.datetime) -> Priority:
    """Begin the next version of a published priority: a draft with the same words and actions. Raises `Refused`."""
    old = lock_priority(priority)
    may_revise(roles_at(by, at), old).demand()
    new = Priority.objects.create(
        ward=old.ward, cycle=cycle_on(london_date(at)) or old.cycle, number=old.number, slug=old.slug,
        version=newest_version(old) + 1, replaces=old, title=old.title, summary=old.summary, why=old.why,
        overarching=old.overarching, drafted_by=by, drafted_at=at,
    )  # fmt: skip
    new.outcomes.set(old.outcomes.all())
    copy_citations(old, new)
    for action in old.actions.order_by("position"):
        Action.objects.create(
            priority=new, position=action.position, text=action.text, owner=action.owner, lead=action.lead,
            due_on=action.due_on, state=action.state, done_on=action.done_on, carries=action,
            community=action.community, blocked_by=action.blocked_by, unblocks=action.unblocks, version=action.version,
        )  # fmt: skip
    return tell(new, "revise", by=by, at=at, replaces=old.pk)


def newest_version(priority: Priority) -> int:
    """Return the number of the newest version of a priority, published or not."""
    same = Priority.objects.filter(ward=priority.ward, slug=priority.slug).order_by("-version")
    return same.values_list("version", flat=True)[0]


def _write(priority: Priority, words: PriorityWords) -> None:
    priority.title, priority.summary = words.title.strip(), words.summary.strip()
    priority.why, priority.overarching = words.why.strip(), words.overarching
    priority.save()
    if words.outcomes is not None:
        priority.outcomes.set(words.outcomes)
    kept = [action.pk for action in words.actions if action.pk]
    priority.actions.exclude(pk__in=kept).delete()
    for position, action in enumerate(words.actions, start=1):
        _write_action(priority, action, position)


def _write_action(priority: Priority, words: ActionWords, position: int) -> Action:
    # Somebody else may have removed the action meanwhile: then these words add it again.
    action = (words.pk and priority.actions.filter(pk=words.pk).first()) or Action(priority=priority)
    action.position, action.text = position, words.text.strip()
    action.owner, action.lead, action.due_on = words.owner, words.lead, words.due_on
    action.community = words.community.strip()
    action.save()
    return action


def _words(priority: Priority, actions: tuple[ActionWords, ...]) -> PriorityWords:
    return PriorityWords(priority.title, priority.summary, priority.why, priority.overarching, actions)


def _words_of(action: Action) -> ActionWords:
    return ActionWords(action.text, action.owner, action.lead, action.due_on, action.pk, action.community)


def free_slug(ward: Ward, title: str, but: Priority | None = None) -> str:
    """Return an address for a title that no other priority of the ward has ever had."""
    base = slugify(title)[:70].strip("-") or "priority"
    others = Priority.objects.filter(ward=ward, slug__startswith=base)
    if but is not None:
        others = others.exclude(pk=but.pk)
    taken = set(others.values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
