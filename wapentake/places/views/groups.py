"""The desk's localities, parishes, clusters and named places. For administrators."""

from typing import Any, cast

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wapentake.design.forms import Question, ask

from .. import actions, forms, pages
from ..models import Cluster
from ..pages import KINDS, Group, Kind
from ..rules import ActingRequest
from .asking import by, keepers_only, typed

Said = dict[str, Any]


def _kind(key: str) -> Kind:
    if key not in KINDS:
        raise Http404("There is no such kind of place.")
    return KINDS[key]


def _found(kind: Kind, slug: str) -> Group:
    return cast(Group, get_object_or_404(kind.model.objects.all(), slug=slug))


def _href(kind: Kind, row: Group) -> str:
    return reverse("places:group", args=[kind.key, row.slug])


@keepers_only
def groups(request: ActingRequest, kind: str) -> HttpResponse:
    """Everything of one kind."""
    return render(request, "places/desk/groups.html", {"page": pages.groups_page(_kind(kind), request.roles.on)})


@keepers_only
def group(request: ActingRequest, kind: str, slug: str) -> HttpResponse:
    """One of them, with what may be done with it."""
    found = _kind(kind)
    page = pages.group_page(found, _found(found, slug), request.roles.on)
    return render(request, "places/desk/thing.html", {"page": page})


@keepers_only
def add_group(request: ActingRequest, kind: str) -> HttpResponse:
    """Add one from a day on."""
    found, on = _kind(kind), request.roles.on
    back = (found.title, reverse("places:groups", args=[kind]))
    form = _new_form(found, request, {"initial": {"on": on}})
    question = Question(f"Add {found.one}", "Add it", back, found.lead)
    return ask(request, question, form, lambda said: _href(found, _add(found, form, said, by(request))))


def _new_form(kind: Kind, request: ActingRequest, more: Said) -> Form:
    sent, on = typed(request), request.roles.on
    match kind.key:
        case "localities":
            return forms.LocalityForm(sent, **more)
        case "clusters":
            return forms.ClusterForm(sent, on=on, **more)
        case "parishes":
            return forms.ParishForm(sent, on=on, **more)
    return forms.NamedPlaceForm(sent, on=on, **more)


def _add(kind: Kind, form: Any, said: Said, who: Said) -> Group:
    match kind.key:
        case "localities":
            return actions.add_locality(said["name"], on=said["on"], **who)
        case "clusters":
            return actions.start_cluster(said["name"], said["purpose"], said["wards"], on=said["on"], **who)
        case "parishes":
            return actions.add_parish(form.details(), said["wards"], on=said["on"], **who)
    return actions.add_named_place(form.details(), said["wards"], on=said["on"], **who)


@keepers_only
def change_group(request: ActingRequest, kind: str, slug: str) -> HttpResponse:
    """Change what is known of one."""
    found = _kind(kind)
    row = _found(found, slug)
    form = _form_of(found, row, request)
    question = Question(f"Change {row}", "Save", (row.name, _href(found, row)))

    def act(said: Said) -> str:
        _change(found, row, form, said, by(request))
        return _href(found, row)

    return ask(request, question, form, act)


def _form_of(kind: Kind, row: Any, request: ActingRequest) -> Form:
    sent, on = typed(request), request.roles.on
    match kind.key:
        case "localities":
            return forms.RenameForm(sent, row=row)
        case "clusters":
            return forms.DescribeClusterForm(sent, row=row)
    initial = {"wards": [ward.pk for ward in pages.wards_now(row, on)], "on": on}
    if kind.key == "parishes":
        return forms.ParishForm(sent, row=row, on=on, initial=initial)
    return forms.NamedPlaceForm(sent, row=row, on=on, initial=initial)


def _change(kind: Kind, row: Any, form: Any, said: Said, who: Said) -> None:
    match kind.key:
        case "localities":
            actions.rename_locality(row, said["name"], **who)
        case "clusters":
            actions.describe_cluster(row, said["name"], said["purpose"], **who)
        case "parishes":
            actions.change_parish(row, form.details(), said["wards"], on=said["on"], **who)
        case _:
            actions.change_named_place(row, form.details(), said["wards"], **who)


@keepers_only
def cluster_wards(request: ActingRequest, slug: str) -> HttpResponse:
    """Which wards are in a cluster from a day on."""
    row, on = get_object_or_404(Cluster, slug=slug), request.roles.on
    href = reverse("places:group", args=["clusters", slug])
    initial = {"wards": [ward.pk for ward in pages.wards_now(row, on)], "on": on}
    lead = "Wards that you tick join on that day; wards that you do not tick leave on it. What was before stays known."
    question = Question(f"The wards of {row}", "Save", (row.name, href), lead)

    def act(said: Said) -> str:
        actions.set_cluster_wards(row, said["wards"], on=said["on"], **by(request))
        return href

    return ask(request, question, forms.ClusterWardsForm(typed(request), on=on, initial=initial), act)


@keepers_only
def end_group(request: ActingRequest, kind: str, slug: str) -> HttpResponse:
    """End one from a day on."""
    found = _kind(kind)
    row = _found(found, slug)
    back = (row.name, _href(found, row))
    question = Question(f"End {row}", "End it", back, pages.end_words(row), warning=True)

    def act(said: Said) -> str:
        actions.end_group(row, on=said["on"], **by(request))
        return _href(found, row)

    return ask(request, question, forms.EndForm(typed(request)), act)
