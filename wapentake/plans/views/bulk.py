"""The desk's pages of progress in bulk: a file is read, looked at, and applied or discarded."""

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile, Source, hash_of, on_disk
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, readers, rules
from ..models import ProgressFile


@require_http_methods(["GET", "POST"])
def progress_files(request: DeskRequest) -> HttpResponse:
    """Give a file of progress; see those that were given."""
    rules.may_give_progress(request.roles).demand()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.ProgressFileForm(*sent)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(pages.progress_file_href(_stage(request, form)))
        except BadFile as bad:
            where = f"{bad.where[:1].upper()}{bad.where[1:]}: " if bad.where else ""
            form.add_error("file", f"{where}{bad.reason}")
        except Refused as refused:
            form.add_error(None, refused.reason)
    page = pages.progress_files_page(request.roles)
    return render(request, "plans/progress_files.html", {"page": page, "form": form, "messages": get_messages(request)})


@require_GET
def progress_file(request: DeskRequest, pk: int) -> HttpResponse:
    """What a file would change, line by line."""
    rules.may_give_progress(request.roles).demand()
    found = get_object_or_404(ProgressFile, pk=pk)
    rules.may_see_file(request.roles, found).demand()
    page = pages.progress_file_page(found, request.roles)
    return render(request, "plans/progress_file.html", {"page": page, "messages": get_messages(request)})


@require_POST
def apply_progress(request: DeskRequest, pk: int) -> HttpResponse:
    """Apply a file. A second time does nothing."""
    rules.may_give_progress(request.roles).demand()
    found = get_object_or_404(ProgressFile, pk=pk)
    try:
        done = actions.apply_progress(found, by=request.roles.user, at=calendars.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        changed = len(done.told)
        messages.success(request, f"The file is applied: {changed} {'action' if changed == 1 else 'actions'} changed.")
    return redirect(pages.progress_file_href(found))


@require_POST
def discard_progress(request: DeskRequest, pk: int) -> HttpResponse:
    """Forget a file that waits."""
    rules.may_give_progress(request.roles).demand()
    found = get_object_or_404(ProgressFile, pk=pk)
    try:
        actions.discard_progress(found, by=request.roles.user, at=calendars.now())
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect(pages.progress_file_href(found))
    messages.success(request, f"{found.name} is discarded. No action changed.")
    return redirect("plans:progress_files")


def _stage(request: DeskRequest, form: forms.ProgressFileForm) -> ProgressFile:
    """Read and keep the file; say so where the same was given before. Whatever is wrong with it is a `BadFile`."""
    with on_disk(form.cleaned_data["file"]) as path:
        lines, source = readers.read_progress(path), Source(path.name, hash_of(path))
    found, new = actions.stage_progress(lines, source, by=request.roles.user, at=calendars.now())
    if not new:
        messages.info(request, "This very file was given before: here is what became of it. Nothing was changed again.")
    return found
