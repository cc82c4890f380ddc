"""The bulletin at the desk: written from what happened, changed, put to the members, approved."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wapentake.design.forms import Action, GovForm, Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest
from wapentake.office.states import RoleKind
from wapentake.places.queries import wards_on
from wapentake.plans.queries import TEAM

from .. import actions, documents, forms, pages, queries, rules
from ..models import Bulletin, BulletinPart

form_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def desk_bulletins(request: DeskRequest) -> HttpResponse:
    """Which bulletins there are, and which drafts wait for a word."""
    months = queries.months_written(queries.bulletins_visible_to(request.roles))
    form = forms.BulletinsFilterForm(request.GET, wards=list(wards_on(request.roles.on)), months=months)
    page = pages.bulletins_desk(request.roles, calendars.now(), form)
    context = {"page": page, "form": form, "notes": messages.get_messages(request)}
    return render(request, "publishing/desk_bulletins.html", context)


@require_safe
def desk_bulletin(request: DeskRequest, pk: int) -> HttpResponse:
    """One bulletin with its parts and what can be done."""
    page = pages.bulletin_desk(_bulletin(request, pk), request.roles, calendars.now())
    running = page.report is not None and page.report.running
    context = {"page": page, "notes": messages.get_messages(request), "refresh": 5 if running else 0}
    return render(request, "publishing/desk_bulletin.html", context)


@require_safe
def bulletin_mail(request: DeskRequest, pk: int) -> HttpResponse:
    """The mail as mail programs show it, or its plain text."""
    found = _bulletin(request, pk)
    parts = pages.parts_for(found, promotional=True, at=calendars.now())
    page, to = pages.bulletin_shown(found, parts, request.roles.on), documents.To("#", "#", "#")
    if request.GET.get("text") == "1":
        return HttpResponse(documents.mail_text(page, to), content_type="text/plain; charset=utf-8")
    html = documents.mail_html(page, pages.preview_look(), to, sheet=reverse("publishing:mail_sheet"))
    return HttpResponse(html)


@require_safe
def mail_sheet(request: DeskRequest) -> HttpResponse:
    """The styles of the mail, as the preview's sheet."""
    return HttpResponse(pages.preview_sheet(), content_type="text/css; charset=utf-8")


@form_or_sent
def write_bulletin(request: DeskRequest) -> HttpResponse:
    """Write a month's draft from what happened."""
    roles = request.roles
    anywhere = roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS)
    mine = roles.ward_keys(*TEAM)
    wards = [ward for ward in wards_on(roles.on) if anywhere or ward.pk in mine]
    form = forms.WriteForm(request.POST or None, wards=wards, anywhere=anywhere, on=roles.on)

    def act(said: dict[str, Any]) -> str:
        ward, month = form.chosen
        made = actions.write_bulletin(ward, month, by=roles.user, at=calendars.now())
        messages.success(request, "The draft is written. Read it, and change what you like.")
        return reverse("publishing:desk_bulletin", args=[made.pk])

    lead = "Its first draft is made of progress, news, awards, what residents are asked, money left and dates to come."
    back = ("Bulletins", reverse("publishing:desk_bulletins"))
    return ask(request, Question("Write this month’s draft", "Write the draft", back, lead), form, act)


@form_or_sent
def bulletin_heading(request: DeskRequest, pk: int) -> HttpResponse:
    """Change the subject and the opening words."""
    found = _bulletin(request, pk)
    rules.may_change_bulletin(request.roles, found).demand()
    form = forms.HeadingForm(request.POST or None, initial={"subject": found.subject, "opening": found.opening})
    return _ask(
        request, found, actions.change_heading, Question("Subject and opening words", "Save", _back(found)), form
    )


@form_or_sent
def add_part(request: DeskRequest, pk: int) -> HttpResponse:
    """Add a part."""
    found = _bulletin(request, pk)
    rules.may_add_part(request.roles, found, len(queries.parts_of(found))).demand()
    form = forms.PartForm(request.POST or None)

    def act(said: dict[str, Any]) -> str:
        actions.add_part(found, form.words, by=request.roles.user, at=calendars.now())
        return _done(request, found, "The part is added at the end.")

    return ask(request, Question("Add a part", "Add it", _back(found)), form, act)


@form_or_sent
def edit_part(request: DeskRequest, pk: int, part: int) -> HttpResponse:
    """Change a part’s words."""
    found = _bulletin(request, pk)
    rules.may_change_bulletin(request.roles, found).demand()
    row = _part(found, part)
    form = forms.PartForm(request.POST or None, initial=forms.PartForm.initial_of(row))

    def act(said: dict[str, Any]) -> str:
        actions.edit_part(row, form.words, by=request.roles.user, at=calendars.now())
        return _done(request, found, "The part is changed.")

    return ask(request, Question("Change a part", "Save", _back(found)), form, act)


@require_POST
def move_part(request: DeskRequest, pk: int, part: int) -> HttpResponse:
    """Put a part in another place."""
    found = _bulletin(request, pk)
    to = request.POST.get("to", "")
    place = int(to) if to.isdecimal() and to.isascii() and len(to) < 4 else 1
    actions.move_part(_part(found, part), place, by=request.roles.user, at=calendars.now())
    return redirect(f"{_back(found)[1]}#part-{part}")


@require_POST
def take_out_part(request: DeskRequest, pk: int, part: int) -> HttpResponse:
    """Take a part out; it can be put back."""
    found = _bulletin(request, pk)
    actions.take_out_part(_part(found, part), by=request.roles.user, at=calendars.now())
    return redirect(_done(request, found, "It is taken out. You can put it back, below the parts."))


@require_POST
def put_back_part(request: DeskRequest, pk: int, part: int) -> HttpResponse:
    """Put back what was taken out."""
    found = _bulletin(request, pk)
    actions.put_back_part(_part(found, part), by=request.roles.user, at=calendars.now())
    return redirect(_done(request, found, "It is back where it was."))


@form_or_sent
def consult(request: DeskRequest, pk: int) -> HttpResponse:
    """Put the draft to the members."""
    found = _bulletin(request, pk)
    form = forms.ConsultForm(
        request.POST or None, initial={"comments_by": calendars.working_days_after(request.roles.on, 5)}
    )
    lead = "They find it on their desk and say what they think. Their words are kept under their names."
    return _ask(request, found, actions.consult, Question("Ask the members", "Ask them", _back(found), lead), form)


@form_or_sent
def comment(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what you think of a draft."""
    found = _bulletin(request, pk)
    rules.may_comment(request.roles, found).demand()
    question = Question("What do you think of it?", "Say it", _back(found))
    return _ask(request, found, actions.comment, question, forms.CommentForm(request.POST or None))


@form_or_sent
def approve_bulletin(request: DeskRequest, pk: int) -> HttpResponse:
    """Say yes to it."""
    found = _bulletin(request, pk)
    rules.may_approve_bulletin(request.roles, found).demand()
    read = request.GET.get("read") or queries.print_of_bulletin(found)
    form = forms.ApproveBulletinForm(request.POST or None, initial={"read": read})

    def act(said: dict[str, Any]) -> str:
        given = {"send_at": form.send_at, "read": said["read"]}
        actions.approve_bulletin(found, by=request.roles.user, at=calendars.now(), **given)
        return _done(request, found, "It is approved. Its words stand now.")

    lead = "Read it once more: this is the second pair of eyes."
    return ask(request, Question("Approve the bulletin", "Approve it", _back(found), lead), form, act)


@form_or_sent
def take_back_bulletin(request: DeskRequest, pk: int) -> HttpResponse:
    """Make it a draft again."""
    found = _bulletin(request, pk)
    lead = "Then it can be changed. The members are asked again."
    question = Question("Take it back to draft", "Take it back", _back(found), lead)
    return _ask(request, found, actions.take_back_bulletin, question, GovForm(_sent(request)))


@form_or_sent
def withdraw_bulletin(request: DeskRequest, pk: int) -> HttpResponse:
    """End it, or stop what is going out."""
    found = _bulletin(request, pk)
    lead = "Nothing more of it leaves, and it goes from the archive. What has reached people cannot be called back."
    question = Question("Withdraw the bulletin", "Withdraw it", _back(found), lead, warning=True)
    return _ask(request, found, actions.withdraw_bulletin, question, forms.ReasonForm(request.POST or None))


@form_or_sent
def test_bulletin(request: DeskRequest, pk: int) -> HttpResponse:
    """Send it to oneself."""
    found, roles = _bulletin(request, pk), request.roles
    rules.may_test_bulletin(roles, found).demand()

    def act(said: dict[str, Any]) -> str:
        message = documents.test_message(found, roles.user.email, roles.on, calendars.now())
        actions.send_test(found, message, by=roles.user, at=calendars.now())
        return _done(request, found, "It is on its way to you.")

    lead = f"It goes to {roles.user.email} as it stands now, with every part."
    question = Question("Send a test to yourself", "Send it", _back(found), lead)
    return ask(request, question, GovForm(_sent(request)), act)


def _ask(request: DeskRequest, found: Bulletin, action: Action, question: Question, form: GovForm) -> HttpResponse:
    """Ask, then do the action with what was said."""

    def act(said: dict[str, Any]) -> str:
        action(found, by=request.roles.user, at=calendars.now(), **said)
        return _done(request, found, "It is done.")

    return ask(request, question, form, act)


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done(request: DeskRequest, found: Bulletin, words: str) -> str:
    messages.success(request, words)
    return _back(found)[1]


def _back(bulletin: Bulletin) -> tuple[str, str]:
    return bulletin.subject, reverse("publishing:desk_bulletin", args=[bulletin.pk])


def _bulletin(request: DeskRequest, pk: int) -> Bulletin:
    return get_object_or_404(queries.bulletins_visible_to(request.roles), pk=pk)


def _part(bulletin: Bulletin, pk: int) -> BulletinPart:
    return get_object_or_404(bulletin.parts.select_related("bulletin"), pk=pk)
