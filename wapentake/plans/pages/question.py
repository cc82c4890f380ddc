"""The page that asks before something happens."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import Priority
from .priority import acts_shown


@dataclass(frozen=True)
class Question:
    """A page that asks before something happens: its title, what follows from it, and its button."""

    title: str
    text: str
    button: str
    verdict: Verdict
    priority: Priority
    danger: bool = False


def question(act: str, priority: Priority, roles: Roles, at: dt.datetime) -> Question:
    """Return the question of an act on a priority."""
    rules_by_act = {key: rule for shown in acts_shown(at).values() for key, _, rule in shown}
    title, text, button = QUESTIONS[act]
    if act == "propose" and roles.is_member_of(priority.ward):
        text += " Your own agreement is recorded with it."
    return Question(title, text, button, rules_by_act[act](roles, priority), priority, danger=act == "withdraw")


QUESTIONS = {
    "propose": (
        "Put this to the ward’s members?",
        "Each of the ward’s councillors is asked to agree by name. The words stand as they are from now on.",
        "Put it to the members",
    ),
    "agree": (
        "Do you agree to this priority?",
        "Your name stands beside it. You can take your agreement back until it is published.",
        "I agree",
    ),
    "undo": (
        "Take back your agreement?",
        "The priority waits for you again. Nothing is published without you.",
        "Take back my agreement",
    ),
    "take_back": (
        "Take this back to draft?",
        "Its words can be changed then. Everybody is asked again, so the agreements so far are removed.",
        "Take it back to draft",
    ),
    "publish": (
        "Publish this priority?",
        "Residents see it on the ward’s page within seconds. An earlier version is replaced, and kept.",
        "Publish",
    ),
    "revise": (
        "Start a new version?",
        "A draft with the same words is made. What is published stays until the members have agreed to it.",
        "Start a new version",
    ),
    "withdraw": (
        "Withdraw this priority?",
        "If it is published, it leaves the public pages at once. It is kept on record, and cannot be published again.",
        "Withdraw",
    ),
}
