"""What every act on a part of a project does besides: it holds the project, and hands on what is kept once for all."""

from .. import queries
from ..models import Application, Attachment, CostLine, OtherMoney, Project, Reached
from ..queries.projects import told_with


def hold_project(application: Application) -> Application:
    """Hold the project of an application, if it has one: one part waits for another, so they are decided on in turn."""
    if application.project_id is not None:
        application.project = Project.objects.select_for_update().get(pk=application.project_id)
    return application


def hand_on(application: Application) -> None:
    """Give what is kept once for a whole project to another part, when the one that kept it is declined or withdrawn.

    What others gave and whom it reaches counts with an award, so it must not stay with what was not awarded.
    """
    if application.project_id is None or application.state not in queries.GONE:
        return
    keeper = told_with(application)
    for kept in (CostLine, OtherMoney, Reached, Attachment) if keeper.pk != application.pk else ():
        kept.objects.filter(application=application).update(application=keeper)
