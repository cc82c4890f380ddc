"""Asking for money, without an account, a cookie or JavaScript: what the address holds is all that opens a draft.

The pages carry no CSRF token on purpose. A token guards what a browser sends by itself, and here it sends nothing: who
does not know the address cannot post to it, and who does needs no forgery.
"""

from functools import partial
from http import HTTPStatus
from uuid import UUID

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.design.views import error_page, open_to_all
from wapentake.foundation import calendars, uploads
from wapentake.foundation.files import BadFile
from wapentake.foundation.mail import mailbox_of
from wapentake.foundation.verdicts import Refused

from .. import actions, pages, queries
from ..forms import STEPS, AddressForm, Asking, StepForm
from ..models import Application, Draft
from ..queries.projects import parts_of
from ..states.papers import Paper
from .asking import DONE, followed

LARGEST_PAPER = uploads.MOST + uploads.MEGABYTE  # a little more, so that what is too large is told by its name
TOO_MANY = (
    "More applications came from where you are, or for your e-mail address, than we take in so short a time. "
    "Nothing was lost. Try again in an hour, or write to us."
)

NO_MORE_MAILS = (
    "So many mails went to this address, or were asked for from where you are, that none can be sent now. "
    "Keep the address of this page, or try again tomorrow"
)


@open_to_all
def apply(request: HttpRequest) -> HttpResponseBase:
    """Before you start; the button begins a draft, with what the link already says."""
    at = calendars.now()
    whom, where = request.GET.get("councillor", ""), request.GET.get("ward", "")
    asked = {"councillor": whom, "ward": where, "fund": request.GET.get("fund", "")}
    page = pages.start_page(calendars.london_date(at), **asked, again=_again(request.GET.get("again", "")))
    if request.method == "POST" and page.may:
        if not ratelimit.consume(request, action="apply_start"):
            return error_page(HTTPStatus.TOO_MANY_REQUESTS)
        draft = actions.start_draft(page.known, at=at)
        return _to(draft.token, _first(Asking(draft, calendars.london_date(at))))
    return render(request, "funding/apply_start.html", {"page": page, "privacy": pages.privacy_notice()})


def _again(token: str) -> Application | None:
    """Return the application that a group writes anew; nothing for what is no link of one."""
    try:
        found = Application.objects.filter(token=UUID(token))
    except ValueError:
        return None
    return found.select_related("organisation").first()


@open_to_all
def invited(request: HttpRequest, code: str) -> HttpResponseBase:
    """Before you start, by a link that somebody made in the street: what it says is filled in."""
    at = calendars.now()
    found = queries.invitation_by_code(code, calendars.london_date(at))
    if found is None:
        return redirect("funding:apply")
    page = pages.invited_page(found, calendars.london_date(at))
    if request.method == "POST" and page.may:
        if not ratelimit.consume(request, action="apply_start"):
            return error_page(HTTPStatus.TOO_MANY_REQUESTS)
        draft = actions.start_draft(found.answers, at=at)
        return _to(draft.token, _first(Asking(draft, calendars.london_date(at))))
    return render(request, "funding/apply_start.html", {"page": page, "privacy": pages.privacy_notice()})


@open_to_all
def apply_tasks(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The task list: what is done, and what is missing."""
    asking = _asking(token)
    if asking.draft.application_id:
        return redirect("funding:apply_sent", token=token)
    return render(request, "funding/apply_tasks.html", {"page": pages.tasks_page(asking), "incomplete": False})


@open_to_all
def apply_step(request: HttpRequest, token: UUID, step: str) -> HttpResponseBase:
    """One page of questions. Another row, or a row less, keeps what was typed and shows the page again."""
    asking = _asking(token)
    if step not in STEPS:
        raise Http404("There is no such question.")
    if asking.draft.application_id:
        return redirect("funding:apply_sent", token=token)
    if step not in asking.steps:
        return _to(token, None)
    form = asking.form(step) if request.method != "POST" else STEPS[step](asking, request.POST)
    if request.method == "POST" and (form.more_wanted or form.is_valid()):
        draft = actions.save_answer(asking.draft, step, form.as_typed, at=calendars.now())
        if not form.more_wanted:
            return _on(request, Asking(draft, asking.on), step)
        form.errors.clear()
    context = {
        "page": pages.step_page(asking, step, form, _then(request)),
        "form": form,
        "privacy": pages.privacy_notice(),
    }
    return render(request, "funding/apply_step.html", context)


@open_to_all
def apply_check(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Check your answers, and send them. Sent twice, the second time leads to what the first one made."""
    asking = _asking(token)
    if asking.draft.application_id:
        return redirect("funding:apply_sent", token=token)
    if asking.missing:
        context = {"page": pages.tasks_page(asking), "incomplete": True}
        return render(request, "funding/apply_tasks.html", context)
    refused = ""
    if request.method == "POST":
        asked = asking.asked()
        try:
            _demand_not_too_many(request, asked.contact_email)
            actions.submit_draft(asking.draft, asked, at=calendars.now())
            return redirect("funding:apply_sent", token=token)
        except Refused as refusal:
            refused = refusal.reason
    return render(request, "funding/apply_check.html", {"page": pages.check_page(asking), "refused": refused})


def _demand_not_too_many(request: HttpRequest, email: str) -> None:
    """Each application sends mails to whatever address was typed, so nobody may have us write to strangers at will."""
    by_place = ratelimit.consume(request, action="apply_send")
    if not (by_place and (not email or _takes_more(request, email))):
        raise Refused(TOO_MANY)


def _takes_more(request: HttpRequest, email: str) -> bool:
    """Count a mail to somebody's mailbox, and say whether it takes it."""
    return bool(ratelimit.consume(request, action="apply_mail", key=mailbox_of(email)))


@open_to_all
def apply_sent(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The reference number, and the way to follow."""
    draft = get_object_or_404(Draft.objects.select_related("application__councillor"), token=token)
    if draft.application is None:
        return redirect("funding:apply_check", token=token)
    # Whoever has the link acts as the group: who entered it for the group is not given it.
    entered = queries.entered_for(draft.application) is not None
    context = {"application": draft.application, "parts": parts_of(draft.application), "entered": entered}
    return render(request, "funding/apply_sent.html", context)


@partial(open_to_all, most=LARGEST_PAPER)
def apply_files(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The papers: each is checked and kept as it comes, and can be taken away again."""
    asking = _asking(token)
    if asking.draft.application_id:
        return redirect("funding:apply_sent", token=token)
    form = asking.form("files")
    if request.method == "POST":
        form = STEPS["files"](asking, request.POST)
        if request.FILES or {"add", "remove"} & set(request.POST):
            if _changed_papers(request, asking, form):
                return redirect(reverse("funding:apply_files", args=[token]) + "#given")
        elif form.is_valid():
            draft = actions.save_answer(asking.draft, "files", form.as_typed, at=calendars.now())
            return _on(request, Asking(draft, asking.on), "files")
    context = {"page": pages.step_page(asking, "files", form, _then(request)), "form": form, "papers": asking.attached}
    return render(request, "funding/apply_files.html", context)


def _changed_papers(request: HttpRequest, asking: Asking, form: StepForm) -> bool:
    """Take one paper away or keep one; what is wrong with it stands at the field."""
    gone, given = request.POST.get("remove", ""), request.FILES.get("file")
    try:
        if gone:
            actions.detach(asking.draft, UUID(gone))
        elif given is None:
            form.errors.clear()
            form.add_error("file", "Choose the file to add")
            return False
        else:
            kind = Paper(request.POST.get("paper", ""))
            checked = uploads.check(given.name or "file", given.read(uploads.MOST + 1))
            actions.attach(asking.draft, checked, kind, at=calendars.now())
        return True
    except (Refused, BadFile) as wrong:
        form.errors.clear()
        form.add_error("file", wrong.reason.removesuffix("."))
    except ValueError:
        form.errors.clear()
        form.add_error("paper", "Choose what the file is")
    return False


@open_to_all
def apply_later(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """How to come back: a link by e-mail, and until when it works."""
    asking = _asking(token)
    if asking.draft.application_id:
        return redirect("funding:apply_sent", token=token)
    at = calendars.now()
    known = asking.draft.email or asking.answer("contact").get("contact_email", "")
    form = AddressForm(request.POST if request.method == "POST" else None, initial={"email": known})
    sent = False
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        by_place = ratelimit.consume(request, action="apply_later")
        if by_place and _takes_more(request, email):
            actions.send_return_link(asking.draft, email, calendars.london_date(at + pages.kept_for()), at=at)
            sent = True
        else:
            form.add_error("email", NO_MORE_MAILS)
    page = {"token": token, "until": pages.kept_until(asking.draft), "privacy": pages.privacy_notice()}
    return render(request, "funding/apply_later.html", {**page, "form": form, "sent": sent})


@open_to_all
def apply_return(request: HttpRequest) -> HttpResponseBase:
    """Ask for the links again. The answer is the same whether or not there is a draft."""
    form, sent = AddressForm(request.POST if request.method == "POST" else None), False
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        by_place = ratelimit.consume(request, action="apply_send")
        if by_place and _takes_more(request, email):
            actions.send_links_again(email, pages.kept_for())
        sent = True
    return render(request, "funding/apply_return.html", {"form": form, "sent": sent})


@open_to_all
def follow(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Where an application stands; its group can withdraw it here, once it has said that it is sure."""
    found = Application.objects.select_related("fund", "ward", "councillor", "organisation", "priority", "project")
    application = get_object_or_404(found, token=token)
    refused, less = "", request.POST.get("act") == "less"
    if request.method == "POST" and "sure" not in request.POST:
        return render(request, "funding/follow_sure.html", {"application": application, "less": less})
    if request.method == "POST":
        act = actions.go_ahead_with_less if less else actions.withdraw
        try:
            act(application, by=None, at=calendars.now())
            return followed(token, "less" if less else "withdraw")
        except Refused as refusal:
            refused = refusal.reason
    page, done = pages.follow_page(application, calendars.today()), DONE.get(request.GET.get("done", ""), "")
    return render(request, "funding/follow.html", {"page": page, "refused": refused, "done": "" if refused else done})


def _asking(token: UUID) -> Asking:
    return Asking(get_object_or_404(Draft, token=token), calendars.today())


def _first(asking: Asking) -> str | None:
    """Return the first question before the task list that has no answer yet."""
    section = next(iter(STEPS.values())).section
    return next((step for step in asking.missing if STEPS[step].section == section), None)


def _then(request: HttpRequest) -> str:
    """Return where somebody goes who changes one answer: `check` from the page that shows them all."""
    return "check" if request.GET.get("then") == "check" else "tasks"


def _on(request: HttpRequest, asking: Asking, step: str) -> HttpResponse:
    """Lead on from an answer that is kept: back to all of them where none is missing, or to the next question."""
    if _then(request) == "check" and not asking.missing:
        return redirect("funding:apply_check", token=asking.draft.token)
    return _to(asking.draft.token, asking.after(step))


def _to(token: UUID, step: str | None) -> HttpResponse:
    """Lead to a question, or to the task list."""
    if step is None:
        return redirect("funding:apply_tasks", token=token)
    return redirect("funding:apply_step", token=token, step=step)
