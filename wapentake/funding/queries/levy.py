"""The levy by development: what was received where, and what of it waits for its ward's pot. Pence."""

from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from wapentake.foundation.calendars import FinancialYear
from wapentake.places.models import Parish, Ward

from ..models import AreaDwellings, Development, Fund, LevyReceipt, TenantBenefit
from ..states import FundKind, HolderKind
from ..states.levy import ReceiptKind


def levy_fund() -> Fund | None:
    """Return the fund that the wards' shares of the levy go into, or nothing before it is set up."""
    return Fund.objects.filter(kind=FundKind.LEVY, holder_kind=HolderKind.WARD).first()


def levy_waiting(year: FinancialYear) -> dict[int, int]:
    """Return the wards' shares that no posting has brought into a pot yet, by the ward's key, up to a year's end."""
    rows = waiting_receipts(year).order_by().values_list("ward").annotate(Sum("share"))
    return {ward: int(pence) for ward, pence in rows if pence}


def waiting_receipts(year: FinancialYear) -> QuerySet[LevyReceipt]:
    """Return the receipts of sites outside parishes, up to a year's end, whose share is in no pot yet."""
    return LevyReceipt.objects.filter(parish=None, transfer=None, year__lte=year.starts_in)


def levy_by_development() -> bool:
    """Say whether the levy is entered by development here; where it is not, figures of each ward are used."""
    return LevyReceipt.objects.exists()


def area_receipts(year: FinancialYear, ward: Ward, parish: Parish | None) -> QuerySet[LevyReceipt]:
    """Return a year's receipts of one area: a parish, or what of a ward lies outside parishes."""
    found = LevyReceipt.objects.filter(year=year.starts_in, parish=parish)
    return found if parish else found.filter(ward=ward)


def capped_so_far(year: FinancialYear, ward: Ward, parish: Parish | None) -> int:
    """Return the shares that count against an area's limit of a year: those without a neighbourhood plan."""
    found = area_receipts(year, ward, parish).filter(plan=None)
    return int(found.aggregate(Sum("share"))["share__sum"] or 0)


def dwellings_of(year: FinancialYear, ward: Ward, parish: Parish | None) -> AreaDwellings | None:
    """Return how many dwellings an area has in a year: as last counted by then."""
    found = AreaDwellings.objects.filter(year__lte=year.starts_in)
    found = found.filter(parish=parish) if parish else found.filter(ward=ward)
    return found.order_by("-year").first()


def developments() -> QuerySet[Any]:
    """Return every development with what was received, its local share and the last day of a receipt."""
    about = ("ward", "parish", "plan")
    return Development.objects.select_related(*about).annotate(
        received=Coalesce(Sum("receipts__pence"), 0),
        share=Coalesce(Sum("receipts__share"), 0),
        waits=Count("receipts", filter=Q(receipts__parish=None, receipts__transfer=None) & ~Q(receipts__share=0)),
        last=Max("receipts__on"),
    )


def receipts_of(development: Development) -> list[LevyReceipt]:
    """Return what was received of a development, in order, with what each line stands in relation to."""
    about = ("ward", "parish", "plan", "by", "corrects", "transfer")
    return list(development.receipts.select_related(*about).order_by("on", "pk"))


def standing_receipts(development: Development) -> list[Any]:
    """Return the receipts of a development of which something stands, in order, with how much of each and its share."""
    about = ("development", "ward", "parish", "plan", "transfer")
    rows = development.receipts.filter(kind=ReceiptKind.RECEIVED).select_related(*about).order_by("on", "pk")
    return list(
        rows.annotate(
            left=F("pence") + Coalesce(Sum("corrections__pence"), 0),
            share_left=F("share") + Coalesce(Sum("corrections__share"), 0),
        ).exclude(left=0)
    )


def stands(receipt: LevyReceipt) -> tuple[int, int]:
    """Return how much of a receipt, and of its local share, has not gone back."""
    gone = receipt.corrections.aggregate(pence=Sum("pence"), share=Sum("share"))
    return receipt.pence + int(gone["pence"] or 0), receipt.share + int(gone["share"] or 0)


def pots_from_developments() -> dict[int, int]:
    """Return the sum of the shares that are in each ward's pot, over all years, by the ward's key."""
    rows = LevyReceipt.objects.exclude(transfer=None).order_by().values_list("ward").annotate(Sum("share"))
    return {ward: int(pence) for ward, pence in rows}


def oldest_first() -> QuerySet[LevyReceipt]:
    """Return the receipts that brought money into pots, oldest first: what an ageing report counts through."""
    found = LevyReceipt.objects.filter(parish=None).exclude(share=0).select_related("ward", "development")
    return found.order_by(F("on").asc(), "pk")


def sign_offs_waiting() -> int:
    """Return how many awards of housing money wait for a housing officer."""
    return TenantBenefit.objects.filter(signed_by=None).count()
