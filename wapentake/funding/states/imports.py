"""What is brought in from a file: how far an import is, what becomes of a line, and what a column may hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class ImportOf(TextChoices):
    """What the lines of a file are."""

    AWARDS = "awards", "Past awards"
    DEVELOPMENTS = "developments", "Levy by development"


class ImportState(TextChoices):
    STAGED = "staged", "Kept, not brought in"
    QUEUED = "queued", "Being brought in"
    APPLIED = "applied", "Brought in"
    UNDONE = "undone", "Undone"
    DROPPED = "dropped", "Thrown away"


IMPORT = Lifecycle(
    "import",
    {
        ImportState.STAGED: {ImportState.QUEUED, ImportState.APPLIED, ImportState.DROPPED},
        ImportState.QUEUED: {ImportState.APPLIED, ImportState.STAGED},
        ImportState.APPLIED: {ImportState.UNDONE},
        ImportState.UNDONE: set(),
        ImportState.DROPPED: set(),
    },
)


class Outcome(TextChoices):
    NEW = "new", "New"
    SAME = "same", "Already here"
    CHANGED = "changed", "Here with other contents"
    REFUSED = "refused", "Refused"


class Heading(TextChoices):
    """What a column of a file of awards may hold."""

    IDENTIFIER = "identifier", "Grant identifier"
    TITLE = "title", "Title"
    PURPOSE = "purpose", "Purpose or description"
    AMOUNT = "amount", "Amount awarded"
    DATE = "date", "Date of the award"
    RECIPIENT = "recipient", "Recipient’s name"
    CHARITY = "charity", "Charity number"
    COMPANY = "company", "Company number"
    PLACE_CODE = "place_code", "Ward’s code"
    PLACE = "place", "Ward’s name"
    FUND = "fund", "Fund or grant programme"
    COUNCILLOR = "councillor", "Councillor"
    CLUSTER = "cluster", "Cluster"
    SECTOR = "sector", "Sector"


# Headings of the 360Giving spreadsheet form, of the Transparency Code's lists and of our own files, as they are met:
# in small letters, without marks. The first of a row that a file has is taken.
KNOWN: dict[Heading, tuple[str, ...]] = {
    Heading.IDENTIFIER: ("identifier", "id", "grant identifier", "reference", "grant reference"),
    Heading.TITLE: ("title", "project", "project title"),
    Heading.PURPOSE: ("description", "purpose", "summary of purpose", "purpose of the grant", "purpose of grant"),
    Heading.AMOUNT: ("amount awarded", "amount in pounds", "amount", "grant amount", "award amount", "amount £"),
    Heading.DATE: ("award date", "date awarded", "awarded on", "date of award", "date", "date the grant was awarded"),
    Heading.RECIPIENT: (
        "recipient org name", "recipient", "beneficiary", "paid to", "organisation", "recipient name", "group",
    ),
    Heading.CHARITY: ("recipient org charity number", "charity number", "registration number", "registered number"),
    Heading.COMPANY: ("recipient org company number", "company number"),
    Heading.PLACE_CODE: ("beneficiary location geographic code", "ward code", "gss code", "geographic code"),
    Heading.PLACE: ("ward", "ward name", "beneficiary location name"),
    Heading.FUND: ("grant programme code", "fund", "grant programme title", "grant programme", "programme"),
    Heading.COUNCILLOR: ("councillor", "member", "ward member"),
    Heading.CLUSTER: ("cluster", "cluster of wards"),
    Heading.SECTOR: ("sector", "vcs public private"),
}  # fmt: skip

# What each line must have; of some two columns one is enough.
NEEDED: tuple[tuple[Heading, ...], ...] = (
    (Heading.TITLE, Heading.PURPOSE),
    (Heading.AMOUNT,),
    (Heading.DATE,),
    (Heading.RECIPIENT,),
    (Heading.PLACE_CODE, Heading.PLACE),
)
# Whose values may be given another meaning, once for all files of a layout.
MAPPED = (Heading.FUND, Heading.PLACE_CODE, Heading.PLACE, Heading.SECTOR)


class LevyHeading(TextChoices):
    """What a column of a file of developments may hold: each line is one receipt of one development."""

    REFERENCE = "reference", "Planning reference"
    SITE = "site", "Site"
    DATE = "received_on", "Received on"
    AMOUNT = "received", "Amount received"
    PLACE_CODE = "place_code", "Ward’s code"
    PLACE = "place", "Ward’s name"
    PARISH = "parish", "Parish at the site, or none"
    PLAN = "plan", "Neighbourhood plan or order, or none"
    DWELLINGS = "dwellings", "Dwellings"


LEVY_KNOWN: dict[str, tuple[str, ...]] = {
    LevyHeading.REFERENCE: ("planning reference", "reference", "application number", "planning application"),
    LevyHeading.SITE: ("site", "site address", "address", "location"),
    LevyHeading.DATE: ("received on", "date received", "date of receipt", "receipt date", "date"),
    LevyHeading.AMOUNT: ("amount received", "received", "amount", "amount £", "amount in pounds", "cil received"),
    LevyHeading.PLACE_CODE: ("ward code", "gss code"),
    LevyHeading.PLACE: ("ward", "ward name"),
    LevyHeading.PARISH: ("parish", "parish council", "parish at the site"),
    LevyHeading.PLAN: ("neighbourhood plan", "plan", "neighbourhood plan or order"),
    LevyHeading.DWELLINGS: ("dwellings", "homes", "units", "number of dwellings"),
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """What the columns of a kind of file may hold, under which headings, and what each line must have."""

    headings: type[TextChoices]
    known: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[TextChoices, ...], ...]
    mapped: tuple[TextChoices, ...]


LAYOUTS = {
    ImportOf.AWARDS: Layout(Heading, {what.value: names for what, names in KNOWN.items()}, NEEDED, MAPPED),
    ImportOf.DEVELOPMENTS: Layout(
        LevyHeading, {str(what): names for what, names in LEVY_KNOWN.items()},
        (
            (LevyHeading.REFERENCE,), (LevyHeading.SITE,), (LevyHeading.DATE,), (LevyHeading.AMOUNT,),
            (LevyHeading.PLACE_CODE, LevyHeading.PLACE), (LevyHeading.PARISH,), (LevyHeading.PLAN,),
        ),
        (LevyHeading.PLACE_CODE, LevyHeading.PLACE, LevyHeading.PARISH, LevyHeading.PLAN),
    ),
}  # fmt: skip
