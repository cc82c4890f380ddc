"""The desk's pages of service notices."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.office.queries import DeskRequest

from .. import actions, documents, forms, pages, queries, rules
from ..models import NoticeQuestion, ServiceNotice
from ..states import NoticeState

CSV = "text/csv; charset=utf-8"
YES = Verdict.yes()


@dataclass(frozen=True)
class NoticeQuestionPage:
    """What a page that asks says: its title, its button, where it leads back to, and what to know before."""

    title: str
    button: str
    back: tuple[str, str]
    lead: str = ""
    may: Verdict = YES
    warning: bool = False
    quoted: str = ""


def _ask(
    request: DeskRequest, asked: NoticeQuestionPage, form: BaseForm, act: Callable[[dict[str, Any]], tuple[str, str]]
) -> HttpResponse:
    """Show a form; once it is sent and sound, act, say what was done, and go on. A refusal stands above the form."""
    if request.method == "POST":
        asked.may.demand()
        if form.is_valid():
            try:
                said, href = act(form.cleaned_data)
                messages.success(request, said)
                return redirect(href)
            except Refused as refused:
                form.add_error(None, refused.reason)
    return render(request, "plans/notice_form.html", {"form": form, "asked": asked})


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _notice(request: DeskRequest, pk: int) -> ServiceNotice:
    """Return a notice that this person may see, or 404."""
    found = queries.notices_visible_to(request.roles).filter(pk=pk).prefetch_related("wards").first()
    if found is None:
        raise Http404
    assert isinstance(found, ServiceNotice)
    return found


def _href(notice: ServiceNotice) -> str:
    return reverse("plans:notice", args=[notice.pk])


@require_safe
def notices(request: DeskRequest) -> HttpResponse:
    """What is coming to the wards, narrowed and sorted."""
    page = pages.notices_page(request.roles, request.GET.dict())
    return render(request, "plans/notices.html", {"page": page, "messages": get_messages(request)})


@require_safe
def notices_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The list as it is narrowed, as CSV."""
    rows = pages.narrowed_notices(forms.NoticeFilterForm(request.roles.on, request.GET), request.roles)
    return _file(documents.notices_csv(rows.iterator(chunk_size=500)), "notices.csv")


def _file(lines: Any, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(lines, content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def notice_new(request: DeskRequest) -> HttpResponse:
    """Write down what is coming; the next page shows who will be told, and gives it."""
    may = rules.may_write_notices(request.roles)
    may.demand()
    lead = "Nobody is told yet: the next page shows who will be, and sends it."
    asked = NoticeQuestionPage("Give notice of what is coming", "Save and see who will be told", _back(), lead, may)
    form = _notice_form(forms.NoticeForm, request, None)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.draft_notice(form.words, by=request.roles.user, at=calendars.now())
        return "It is saved. Nobody has been told yet.", _href(made)

    return _ask(request, asked, form, act)


def _back() -> tuple[str, str]:
    return "What is coming", reverse("plans:notices")


def _notice_form(kind: type[forms.NoticeForm], request: DeskRequest, notice: ServiceNotice | None) -> forms.NoticeForm:
    services = queries.possible_givers(request.roles)
    return kind(_sent(request), on=request.roles.on, services=services, notice=notice)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Change a draft, or what was given: then its members are told what changed."""
    found = _notice(request, pk)
    draft, back = found.state == NoticeState.DRAFT, (found.title, _href(found))
    lead = "" if draft else "The members and the wards’ teams are told at once what changed, and asked again."
    button = "Save and see who will be told" if draft else "Change it and tell the members"
    may = rules.may_edit_notice(request.roles, found)
    asked = NoticeQuestionPage(f"Change “{found.title}”", button, back, lead, may)
    form = _notice_form(forms.NoticeForm if draft else forms.ChangeNoticeForm, request, found)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        by, at = request.roles.user, calendars.now()
        if draft:
            actions.edit_notice(found, form.words, by=by, at=at)
            return "The draft is saved. Nobody has been told yet.", _href(found)
        actions.change_notice(found, form.words, why=said["why"], by=by, at=at)
        return "It is changed, and the members are told what changed.", _href(found)

    return _ask(request, asked, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: DeskRequest, pk: int) -> HttpResponse:
    """One notice; a POST gives it, acknowledges it or throws a draft away."""
    found = _notice(request, pk)
    refused = ""
    if request.method == "POST":
        try:
            return _do(request, found)
        except Refused as error:
            refused = error.reason
    elif request.method == "GET":
        _see(request, found)
    page = pages.notice_page(found, request.roles)
    shown = {"page": page, "refused": refused, "messages": get_messages(request)}
    return render(request, "plans/notice.html", shown, status=403 if refused else 200)


def _see(request: DeskRequest, notice: ServiceNotice) -> None:
    """Note that a member has opened what they were told."""
    told = queries.told_now(notice, request.roles)
    if told is not None and told.seen_at is None:
        actions.see_notice(told, by=request.roles.user, at=calendars.now())


def _do(request: DeskRequest, notice: ServiceNotice) -> HttpResponse:
    by, at, act = request.roles.user, calendars.now(), request.POST.get("act")
    if act == "give":
        actions.give_notice(notice, by=by, at=at)
        messages.success(request, "It is given. The members and the wards’ teams are told by e-mail.")
    elif act == "discard":
        actions.discard_notice(notice, by=by, at=at)
        messages.success(request, "The draft is thrown away. Nobody was told of it.")
        return redirect("plans:notices")
    else:
        version = request.POST.get("version", "")
        read = int(version) if version.isascii() and version.isdigit() and len(version) < 6 else 0
        actions.acknowledge_notice(notice, read, by=by, at=at)
        messages.success(request, "Thank you. The service sees that you know of it.")
    return redirect(_href(notice))


@require_http_methods(["GET", "HEAD", "POST"])
def notice_call_off(request: DeskRequest, pk: int) -> HttpResponse:
    """Call off what was given."""
    found = _notice(request, pk)
    lead = "The members and the wards’ teams are told at once. It leaves the public pages, and stays on record."
    may, back = rules.may_call_off(request.roles, found), (found.title, _href(found))
    asked = NoticeQuestionPage(f"Call off “{found.title}”?", "Call it off and tell them", back, lead, may, warning=True)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.call_off_notice(found, why=said["why"], by=request.roles.user, at=calendars.now())
        return "It is called off, and the members are told.", _href(found)

    return _ask(request, asked, forms.CallOffForm(_sent(request)), act)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_ask(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask the service about a notice."""
    found = _notice(request, pk)
    may, back = rules.may_ask(request.roles, found), (found.title, _href(found))
    lead = pages.rule_words(queries.notice_rule_on(request.roles.on))
    asked = NoticeQuestionPage(f"Ask {found.service} about this", "Send the question", back, lead, may)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        question = actions.ask_about_notice(found, said["text"], by=request.roles.user, at=calendars.now())
        return f"It is asked. The answer is due by {calendars.long_date(question.due_on)}.", _href(found)

    return _ask(request, asked, forms.AskForm(_sent(request)), act)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_reply(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer a question for the service; who asked asks again."""
    question = NoticeQuestion.objects.select_related("by").filter(pk=pk).first()
    if question is None:
        raise Http404
    question.notice = found = _notice(request, question.notice_id)
    if not rules.may_read_talk(request.roles, found):
        raise Http404
    may, back = rules.may_reply(request.roles, question), (found.title, _href(found))
    own = not rules.speaks_for_service(request.roles, question)
    title, button = ("Ask again", "Ask again") if own else (f"Answer {question.by.name}", "Send the answer")
    asked = NoticeQuestionPage(title, button, back, may=may, quoted=question.text)
    form = forms.AskForm(_sent(request)) if own else forms.ReplyForm(_sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.reply_to_question(question, said["text"], by=request.roles.user, at=calendars.now())
        return "It is sent, and kept with the question.", _href(found)

    return _ask(request, asked, form, act)


@require_safe
def notice_report(request: DeskRequest) -> HttpResponse:
    """How much warning each service gives."""
    page = pages.notice_report(request.roles, request.GET.get("year", ""))
    return render(request, "plans/notice_report.html", {"page": page})


@require_safe
def notice_report_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The report of a year as CSV."""
    year = pages.report_year(request.GET.get("year", ""), request.roles.on)
    return _file(documents.notice_report_csv(pages.service_lines(year)), f"warning-{year.starts_in}.csv")


@require_http_methods(["GET", "HEAD", "POST"])
def notice_rule(request: DeskRequest) -> HttpResponse:
    """How long a warning and an answer take; who may, sets it from a day on."""
    form, refused = forms.NoticeRuleForm(_sent(request)), rules.may_keep_notice_rule(request.roles)
    if request.method == "POST":
        refused.demand()
    if request.method == "POST" and form.is_valid():
        said, by, at = form.cleaned_data, request.roles.user, calendars.now()
        days = (said["warning"], said["answer"], said["from_date"])
        try:
            actions.set_notice_rule(*days, source=said["source"], by=by, at=at)
            messages.success(request, "It is saved. What was told or asked before keeps its own day.")
            return redirect("plans:notice_rule")
        except Refused as error:
            form.add_error(None, error.reason)
    page = pages.notice_rules_page(request.roles)
    return render(request, "plans/notice_rule.html", {"page": page, "form": form, "messages": get_messages(request)})
