"""Who may give, change, acknowledge and ask about a service notice, and how much warning it gives."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from wapentake.foundation.calendars import long_date, working_days_before
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.places.models import Ward

from ..models import NoticeQuestion, NoticeRule, NoticeTold, ServiceNotice
from ..queries import GIVERS, TEAM, is_insider, own_services
from ..states import NOTICE, NoticeKind, NoticeState
from .keepers import only_keepers


@dataclass(frozen=True)
class NoticeWords:
    """What a notice says. `ends_on` is the last day, or None while it is not known."""

    service: Organisation
    kind: NoticeKind
    title: str
    what: str
    wards: tuple[Ward, ...]
    begins_on: dt.date
    ends_on: dt.date | None = None
    place: str = ""
    contact: str = ""
    link: str = ""
    public: bool = False


def may_write_notices(roles: Roles) -> Verdict:
    """Officers of a service give notice of what it does; a ward's team and the Head give it on a service's behalf."""
    if own_services(roles) or roles.has(*TEAM, RoleKind.HEAD_OF_NEIGHBOURHOODS):
        return Verdict.yes()
    return Verdict.no("Only officers of a service, or a ward’s team on its behalf, can give notice of what is coming.")


def may_give_for(roles: Roles, service: Organisation, wards: Iterable[Ward]) -> Verdict:
    """One’s own service may tell any ward; a ward’s team tells its own wards, on any service’s behalf."""
    if service.pk in own_services(roles) or roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS):
        return Verdict.yes()
    others = [ward.name for ward in wards if not any(roles.in_ward(kind, ward) for kind in TEAM)]
    if not roles.has(*TEAM):
        return Verdict.no(f"Only officers of {service} can do this, or the ward’s team on its behalf.")
    if others:
        return Verdict.no(
            f"{others[0]} is not one of your wards: leave it out, or ask its co-ordinator or {service} to give notice."
        )
    return Verdict.yes()


def notice_is_complete(words: NoticeWords) -> Verdict:
    """What a notice must say, whoever writes it."""
    if words.service.kind not in GIVERS or words.service.closed_on or words.service.merged_into_id:
        return Verdict.no("Choose a service or a partner that is open.")
    if not words.title.strip() or not words.what.strip():
        return Verdict.no("Say in a few words what is coming, and then what it means for residents.")
    if not words.wards:
        return Verdict.no("Choose at least one ward: its members are told.")
    if words.ends_on and words.ends_on < words.begins_on:
        return Verdict.no("The last day must be the first day or a later one.")
    return Verdict.yes()


def may_edit_notice(roles: Roles, notice: ServiceNotice) -> Verdict:
    """A draft, or what was given and is not over, may be changed by those who may give it."""
    if notice.state == NoticeState.CANCELLED:
        return Verdict.no("It was called off, and stays as it was. Give a new notice if it comes after all.")
    if notice.state == NoticeState.DISCARDED:
        return Verdict.no("This draft was thrown away.")
    return first_refusal(may_give_for(roles, notice.service, notice.wards.all()), _is_not_over(roles, notice))


def _is_not_over(roles: Roles, notice: ServiceNotice) -> Verdict:
    if notice.state == NoticeState.GIVEN and notice.ends_on and notice.ends_on < roles.on:
        return Verdict.no(f"It was over on {long_date(notice.ends_on)}, so there is nothing left to change.")
    return Verdict.yes()


def may_give_notice(roles: Roles, notice: ServiceNotice) -> Verdict:
    """A draft of what is not over may be given, late too: then it is flagged."""
    if notice.state != NoticeState.DRAFT:
        return Verdict.no("It has been given. Change it, and the members are told what changed.")
    if notice.ends_on and notice.ends_on < roles.on:
        return Verdict.no(f"Its last day was {long_date(notice.ends_on)}: nobody can be told before it comes any more.")
    return may_give_for(roles, notice.service, notice.wards.all())


def may_call_off(roles: Roles, notice: ServiceNotice) -> Verdict:
    """What was given and is not over may be called off; the members are told."""
    state = NOTICE.verdict(notice.state, NoticeState.CANCELLED)
    return first_refusal(state, may_edit_notice(roles, notice))


def may_discard_notice(roles: Roles, notice: ServiceNotice) -> Verdict:
    """A draft may be thrown away by those who may give it."""
    if notice.state != NoticeState.DRAFT:
        return Verdict.no("Only a draft can be thrown away. What was given is called off.")
    return may_give_for(roles, notice.service, notice.wards.all())


def may_acknowledge(roles: Roles, notice: ServiceNotice, told: NoticeTold | None) -> Verdict:
    """A member who was told says once that they know of it; of a changed notice, once more."""
    if roles.councillor is None or told is None or told.councillor_id != roles.councillor.pk:
        return Verdict.no("Only the members whom it was sent to are asked to acknowledge it.")
    if told.version != notice.version:
        return Verdict.no("It has changed since you opened the page: read what changed before you acknowledge it.")
    if told.acknowledged_at:
        return Verdict.no("You have acknowledged it.")
    return Verdict.yes()


def may_ask(roles: Roles, notice: ServiceNotice) -> Verdict:
    """Any councillor, and the team of a ward that it comes to, may ask the service about what was given."""
    if notice.state not in (NoticeState.GIVEN, NoticeState.CANCELLED):
        return Verdict.no("It is a draft: change it instead.")
    if roles.councillor is not None or any(roles.in_ward(kind, ward) for kind in TEAM for ward in notice.wards.all()):
        return Verdict.yes()
    return Verdict.no("Councillors and the wards’ teams ask about notices here. Write to the contact that it names.")


def may_read_talk(roles: Roles, notice: ServiceNotice) -> bool:
    """Whether a person sees who was told and what was asked: the council does, and whoever gives the notice."""
    return is_insider(roles) or bool(may_give_for(roles, notice.service, notice.wards.all()))


def may_reply(roles: Roles, question: NoticeQuestion) -> Verdict:
    """The service answers, or the ward’s team for it; whoever asked may say more."""
    if question.by_id == roles.user.pk and is_insider(roles):
        return Verdict.yes()
    return may_give_for(roles, question.notice.service, question.notice.wards.all())


def speaks_for_service(roles: Roles, question: NoticeQuestion) -> bool:
    """Say whether what a person adds to a question is the service’s answer, or more of the question."""
    return question.by_id != roles.user.pk


def may_keep_notice_rule(roles: Roles) -> Verdict:
    """The Head of Neighbourhoods and administrators say how long a warning and an answer take."""
    return only_keepers(roles, "change how long a warning is")


def is_given_late(notice: ServiceNotice) -> bool:
    """Say whether a notice came on the day on which it begins, or after."""
    return notice.warning is not None and notice.warning <= 0


def is_given_short(notice: ServiceNotice, rule: NoticeRule | None) -> bool:
    """Say whether a notice came in time, and with less warning than the rule asks for."""
    if rule is None or notice.warned_on is None or is_given_late(notice):
        return False
    return notice.warned_on > working_days_before(notice.begins_on, rule.days_of_warning)


def warning_to_come(begins_on: dt.date, on: dt.date, rule: NoticeRule | None) -> str:
    """Return what whoever gives a notice today should know about its warning; nothing when it is long enough."""
    if begins_on <= on:
        return "It has begun, so it will be marked as given late."
    if rule and on > working_days_before(begins_on, rule.days_of_warning):
        asked = f"{rule.days_of_warning} working days are asked for ({rule.source})."
        return f"The members hear of it {(begins_on - on).days} days before it begins. {asked}"
    return ""
