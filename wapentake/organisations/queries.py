"""Questions about organisations: search, who they are the same as, whom they look like."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Q, QuerySet

from wapentake.foundation.operations.held import WORK, Place, kept
from wapentake.foundation.prepared import prepared
from wapentake.places.models import Parish, Ward

from .models import Contact, Organisation
from .states import OrganisationKind

# Where this room may hold words about a person. `tests/architecture/test_held.py` holds it to the models.
HELD = kept(
    WORK,
    Place(
        Contact,
        "As a contact",
        ("name", "role", "email", "phone"),
        gives=("organisation__name",),
        erase="wapentake.organisations.actions.forget_contact",
    ),
    Place(Organisation, "In what an organisation says of itself", ("name", "purpose", "public_email", "website")),
)
# Of two names, how much must be the same for a warning; found by trying pairs such as "Eastwood Youth Club" and
# "Eastwood Youth Club CIC" (the same) against "Eastwood Art Club" (another).
ALIKE = 0.86
# Shorter names would be found in too many other texts.
SHORTEST = 6
# Words that say what form a body has, not which body it is.
FORMS = {"the", "and", "of", "cic", "cio", "ltd", "limited", "charity", "registered", "trust", "association", "group"}


# Bodies of a place's own people, and those that work with them. Businesses, single persons and services are not these.
OF_THE_COMMUNITY = (
    OrganisationKind.GROUP,
    OrganisationKind.CHARITY,
    OrganisationKind.PARTNER,
    OrganisationKind.PARISH_COUNCIL,
)


def community_of(ward: Ward) -> QuerySet[Organisation]:
    """Return the groups, charities, partners and parish councils that are known to work in a ward, by name."""
    rows = Organisation.objects.filter(wards=ward, kind__in=OF_THE_COMMUNITY, merged_into=None, closed_on=None)
    return rows.order_by("name", "pk")


def councils_of(parishes: Iterable[Parish]) -> dict[int, Organisation]:
    """Return the council or meeting of each of some parishes that is recorded, by the parish's key. One query."""
    rows = Organisation.objects.filter(
        parish__in=list(parishes), kind=OrganisationKind.PARISH_COUNCIL, merged_into=None, closed_on=None
    )
    return {row.parish_id: row for row in rows.order_by("-pk") if row.parish_id is not None}


def same_body(organisation: Organisation) -> list[Organisation]:
    """Return an organisation with all that were merged into it, or into the one that it was merged into."""
    root = organisation.merged_into_id or organisation.pk
    return _same_body(root=root)


@prepared
def _same_body(root: Any) -> QuerySet[Organisation]:
    return Organisation.objects.filter(Q(pk=root) | Q(merged_into=root)).order_by("pk")


def same_bodies(organisations: Iterable[Organisation]) -> dict[int, dict[int, str]]:
    """Return the same of many at once: by an organisation's key, the keys and names of all that it is. One query."""
    roots = {one.pk: one.merged_into_id or one.pk for one in organisations}
    found: dict[int, dict[int, str]] = {root: {} for root in roots.values()}
    rows = Organisation.objects.filter(Q(pk__in=found) | Q(merged_into__in=found))
    for key, name, root in rows.values_list("pk", "name", "merged_into"):
        found[root or key][key] = name
    return {key: found[root] for key, root in roots.items()}


def standing(organisation: Organisation) -> Organisation:
    """Return the organisation that stands for this one: itself, or what it was merged into."""
    return organisation.merged_into or organisation


def search(text: str = "", kind: str = "", *, closed: bool = False) -> QuerySet[Organisation]:
    """Return organisations whose name or number has every word of a text. Merged ones are found under their new name.

    A former name finds the organisation that stands for it now.
    """
    found = Organisation.objects.filter(merged_into=None)
    for word in text.split():
        by_number = Q(charity_number__iexact=word) | Q(company_number__iexact=word)
        former = Organisation.objects.filter(name__icontains=word).exclude(merged_into=None)
        found = found.filter(Q(name__icontains=word) | by_number | Q(pk__in=former.values("merged_into")))
    if kind:
        found = found.filter(kind=kind)
    return found.filter(closed_on__isnull=not closed).order_by("name", "pk")


def by_number(*, charity: str = "", company: str = "") -> Organisation | None:
    """Return the organisation with a charity or a company number, merged ones as what they are now."""
    wanted = Q()
    if charity:
        wanted |= Q(charity_number=charity)
    if company:
        wanted |= Q(company_number=company.upper())
    found = Organisation.objects.filter(wanted).select_related("merged_into").order_by("pk").first() if wanted else None
    return standing(found) if found else None


def duplicates_of(name: str, *, charity: str = "", company: str = "", but: int | None = None) -> list[Organisation]:
    """Return organisations that may be the one named: the same number, or a name that is nearly the same."""
    others = Organisation.objects.filter(merged_into=None).exclude(pk=but or 0)
    key = plain_name(name)
    return [
        other
        for other in others
        if (charity and other.charity_number == charity)
        or (company and other.company_number == company.upper())
        or _alike(key, plain_name(other.name))
        or _alike(key.replace(" ", ""), plain_name(other.name).replace(" ", ""))
    ]


def plain_name(name: str) -> str:
    """Return what tells a body's name from others: lower case, without marks and without words such as Ltd."""
    words = _words(name)
    return " ".join(word for word in words if word not in FORMS) or " ".join(words)


def named(name: str) -> Organisation | None:
    """Return the open organisation of a name, however it is written: case, spaces, marks, “&”, a leading “The”.

    The oldest where several have it; merged ones as themselves.
    """
    wanted = _as_one(name)
    standing = Organisation.objects.filter(closed_on=None).select_related("merged_into").order_by("pk")
    return next((one for one in standing if wanted and _as_one(one.name) == wanted), None)


def plain_key(name: str) -> str:
    """Return a name as `named` compares it."""
    return _as_one(name)


def by_names() -> dict[str, Organisation]:
    """Return every open organisation by its name as `plain_key` writes it, for many names to be found at once."""
    open_ones = Organisation.objects.filter(closed_on=None).select_related("merged_into").order_by("-pk")
    return {_as_one(one.name): standing(one) for one in open_ones}


def is_named(name: str, text: str) -> bool:
    """Say whether a text has nearly this name in it, as so many words one after another. Short names never are."""
    key, words = plain_name(name), plain_name(text).split()
    if len(key) < SHORTEST:
        return False
    count = len(key.split())
    spans = (words[first : first + size] for size in range(max(1, count - 1), count + 2) for first in range(len(words)))
    return any(_alike(key, " ".join(span)) or _alike(key.replace(" ", ""), "".join(span)) for span in spans)


def _words(name: str) -> list[str]:
    """Return a name's words in lower case, without what cannot be seen and without accents or wide forms."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    seen = "".join(each for each in letters if unicodedata.category(each) not in ("Cf", "Cc", "Mn") or each.isspace())
    return re.findall(r"[^\W_]+", seen.replace("'", "").replace("’", "").replace("&", " and "))


def _as_one(name: str) -> str:
    words = _words(name)
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The cheap bounds first: most pairs end there.
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def contacts_of(organisation: Organisation) -> list[Contact]:
    """Return the people to reach at an organisation; ask `rules.may_see_contacts` first."""
    return list(organisation.contacts.order_by("name", "pk"))


def former_names(organisation: Organisation) -> list[str]:
    """Return the names of what was merged into an organisation."""
    return list(Organisation.objects.filter(merged_into=organisation).order_by("name").values_list("name", flat=True))
