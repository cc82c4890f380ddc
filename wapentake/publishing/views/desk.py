"""News at the desk: posting, approving, withdrawing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import Action, GovForm, Question, ask
from wapentake.foundation import calendars, uploads
from wapentake.foundation.files import BadFile, on_disk
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import SevenRole
from wapentake.office.queries import DeskRequest
from wapentake.office.states import RoleKind
from wapentake.places.queries import wards_on
from wapentake.plans.queries import TEAM, published_actions, published_priorities

from .. import actions, forms, pages, queries, rules
from ..models import Item
from ..readers import photo_sizes
from ..states import ItemKind

FORMS: dict[ItemKind, type[forms.ItemForm]] = {
    ItemKind.NEWS: forms.ItemForm, ItemKind.EVENT: forms.EventForm, ItemKind.CASE_STUDY: forms.CaseStudyForm,
    ItemKind.DECISION: forms.DecisionForm,
}  # fmt: skip
form_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def desk(request: DeskRequest) -> HttpResponse:
    """What is posted and what waits."""
    page = pages.news_desk(request.roles, calendars.now())
    return render(request, "publishing/desk.html", {"page": page, "notes": messages.get_messages(request)})


@require_safe
def desk_item(request: DeskRequest, pk: int) -> HttpResponse:
    """One item with what can be done."""
    page = pages.item_desk(item_or_404(request, pk), request.roles, calendars.now())
    return render(request, "publishing/desk_item.html", {"page": page, "notes": messages.get_messages(request)})


@require_safe
def preview(request: DeskRequest, pk: int) -> HttpResponse:
    """An item as residents will see it, for the desk alone."""
    found, at = item_or_404(request, pk), calendars.now()
    shown = pages.preview_page(found, at)
    context = {"page": shown, "desk": pages.item_desk(found, request.roles, at), "published_at": at}
    return render(request, "publishing/preview.html", context | {"notes": messages.get_messages(request)})


@require_safe
def desk_photo(request: DeskRequest, pk: int) -> HttpResponse:
    """The photo of an item that may not be out yet."""
    photo = getattr(item_or_404(request, pk), "photo", None)
    if photo is None:
        return HttpResponse(status=404)
    answer = HttpResponse(uploads.read(photo.small), content_type="image/jpeg")
    answer["Cache-Control"] = "no-store"
    return answer


@form_or_sent
def new(request: DeskRequest) -> HttpResponse:
    """Post news."""
    return _draft(request, forms.ItemForm, "Post news")


@form_or_sent
def new_event(request: DeskRequest) -> HttpResponse:
    """Post an event."""
    return _draft(request, forms.EventForm, "Post an event")


@form_or_sent
def new_case_study(request: DeskRequest) -> HttpResponse:
    """Post a case study."""
    return _draft(request, forms.CaseStudyForm, "Post a case study")


@form_or_sent
def new_decision(request: DeskRequest) -> HttpResponse:
    """Explain a decision."""
    return _draft(request, forms.DecisionForm, "Explain a decision")


@form_or_sent
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    found = item_or_404(request, pk)
    rules.may_edit(request.roles, found).demand()
    return _draft(request, FORMS[ItemKind(found.kind)], "Change the draft", found)


def _draft(request: DeskRequest, kind: type[forms.ItemForm], title: str, item: Item | None = None) -> HttpResponse:
    """Show the form; once it is sound, keep the draft with its photo, or neither."""
    initial = kind.initial_of(item) if item else {}
    form = kind(request.POST or None, request.FILES or None, initial=initial, item=item, **_choices(request, kind))
    if request.method == "POST" and form.is_valid() and _only_notice(request, form):
        try:
            made = _keep(request, form, item)
            messages.success(request, "The draft is saved.")
            then = "preview" if request.POST.get("then") == "preview" else "desk_item"
            return redirect(f"publishing:{then}", made.pk)
        except Refused as refused:
            form.add_error(None, refused.reason)
        except BadFile as bad:
            form.add_error("photo", bad.reason)
    return render(request, "publishing/edit.html", {"form": form, "title": title, "item": item})


def _only_notice(request: DeskRequest, form: forms.ItemForm) -> bool:
    """Whether it may be called a mere notice; if not, say so where that was ticked."""
    said = rules.only_notice(form.words, request.roles.on)
    if not said:
        form.add_error("factual", said.reason)
    return bool(said)


def _keep(request: DeskRequest, form: forms.ItemForm, item: Item | None) -> Item:
    by, at, said = request.roles.user, calendars.now(), form.cleaned_data
    sizes = None
    if said["photo"]:
        with on_disk(said["photo"]) as path:
            sizes = photo_sizes(path)
    return actions.keep_draft(item, form.words, sizes=sizes, alt=said["alt"], by=by, at=at)


def _choices(request: DeskRequest, kind: type[forms.ItemForm]) -> dict[str, Any]:
    """The wards that this person posts for, their priorities, and whether the whole borough is among them.

    For a case study also the actions under these priorities, and the roles of councillors.
    """
    roles = request.roles
    anywhere = roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS)
    mine = roles.ward_keys(*TEAM)
    wards = [ward for ward in wards_on(roles.on) if anywhere or ward.pk in mine]
    few = wards if len(wards) <= 9 else []
    priorities = [one for ward in few for one in published_priorities(ward, roles.on)]
    more: dict[str, Any] = {"on": roles.on} if kind is forms.DecisionForm else {}
    if kind is forms.CaseStudyForm:
        actions_of = published_actions().filter(priority__in=priorities).order_by("priority__ward__name", "pk")
        more = {"actions": list(actions_of), "roles": list(SevenRole.objects.all())}
    return {"wards": wards, "anywhere": anywhere, "priorities": priorities, **more}


@form_or_sent
def propose(request: DeskRequest, pk: int) -> HttpResponse:
    """Put a draft to whoever approves it."""
    lead = "Whoever approves it finds it on their desk."
    return _act(request, pk, actions.propose, "Ask for approval", lead, done=f"It waits for approval. {lead}")


@form_or_sent
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Make it a draft again."""
    return _act(
        request, pk, actions.take_back, "Take it back to draft", "Then it can be changed. It needs approval again."
    )


@form_or_sent
def discard(request: DeskRequest, pk: int) -> HttpResponse:
    """Discard a draft."""
    return _act(
        request, pk, actions.discard, "Discard it", "It is kept in the record and shown to nobody.", warning=True
    )


@form_or_sent
def send_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what to change first."""
    lead = "It becomes a draft again, with your words beside it."
    return _act(request, pk, actions.send_back, "Say what to change", lead, form=forms.SendBackForm)


@form_or_sent
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Take it down now."""
    lead = "Within seconds it is gone from its page, every list and feed, with its photo. It cannot be put back."
    return _act(request, pk, actions.withdraw, "Withdraw it now", lead, form=forms.WithdrawForm, warning=True)


@form_or_sent
def let_go_on(request: DeskRequest, pk: int) -> HttpResponse:
    """Let it go on while publicity is held."""
    rules.may_let_go_on(request.roles, item_or_404(request, pk), calendars.now()).demand()
    lead = "Residents see it within seconds, in spite of the hold, until that is over. A later hold holds it again."
    return _act(request, pk, actions.let_go_on, "Let it go on", lead, form=forms.GoOnForm, warning=True)


@form_or_sent
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """Let it out, now or later."""
    found = item_or_404(request, pk)
    rules.may_approve(request.roles, found).demand()
    read = request.GET.get("read") or queries.proposal_of(found)
    form = forms.ApproveForm(request.POST or None, initial={"read": read})

    def act(said: dict[str, Any]) -> str:
        actions.approve(found, by=request.roles.user, at=calendars.now(), read=said["read"], **form.times)
        messages.success(request, "It is approved. Residents see it within seconds of its time.")
        return reverse("publishing:desk_item", args=[pk])

    lead = "Read it once more: this is the second pair of eyes." if rules.needs_a_second(request.roles) else ""
    return ask(request, Question(f"Let out “{found.title}”", "Let it out", _back(found), lead), form, act)


@form_or_sent
def set_approval(request: DeskRequest) -> HttpResponse:
    """Say whose yes an item needs."""
    rules.may_set_approval(request.roles).demand()

    def act(said: dict[str, Any]) -> str:
        given = {"source": said["source"], "by": request.roles.user, "at": calendars.now()}
        actions.set_approval(said["by"], said["from_date"], **given)
        messages.success(request, "It is saved.")
        return reverse("publishing:desk")

    question = Question("Who approves news", "Save", ("News", reverse("publishing:desk")))
    return ask(request, question, forms.ApprovalForm(request.POST or None), act)


def _act(
    request: DeskRequest, pk: int, action: Action, title: str, lead: str, *, form: type[GovForm] = GovForm,
    warning: bool = False, done: str = "It is done.",
) -> HttpResponse:  # fmt: skip
    found = item_or_404(request, pk)

    def act(said: dict[str, Any]) -> str:
        action(found, by=request.roles.user, at=calendars.now(), **said)
        messages.success(request, done)
        return reverse("publishing:desk_item", args=[pk])

    sent = request.POST if request.method == "POST" else None
    return ask(request, Question(f"{title}: {found.title}", title, _back(found), lead, warning), form(sent), act)


def _back(item: Item) -> tuple[str, str]:
    return item.title, reverse("publishing:desk_item", args=[item.pk])


def item_or_404(request: DeskRequest, pk: int) -> Item:
    """Return an item that this person may see at the desk."""
    return get_object_or_404(queries.items_visible_to(request.roles, calendars.now()), pk=pk)
