"""From which state an application may come into which, in the words that a refusal has."""

from wapentake.foundation.verdicts import Verdict

from ..models import Application
from ..states import APPLICATION, ApplicationState

_SAID = {
    ApplicationState.SUBMITTED: "This application still waits for the councillor.",
    ApplicationState.SUPPORTED: "This application has already been supported.",
    ApplicationState.APPROVED: "This award has already been approved.",
    ApplicationState.PAID: "This award has already been paid.",
    ApplicationState.DECLINED: "This application was declined.",
    ApplicationState.WITHDRAWN: "This application was withdrawn.",
    ApplicationState.CANCELLED: "This award was cancelled by the council.",
}


def may_become(application: Application, to: ApplicationState) -> Verdict:
    if APPLICATION.verdict(application.state, to):
        return Verdict.yes()
    return Verdict.no(_SAID[ApplicationState(application.state)])


def waits_for_approval(application: Application) -> Verdict:
    """An award that was paid may become an approved one again, by a payment that came back; never by an approval."""
    if application.state == ApplicationState.SUPPORTED:
        return Verdict.yes()
    return Verdict.no(_SAID[ApplicationState(application.state)])
