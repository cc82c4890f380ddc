"""How often public pages were read, at the desk: by month, by ward, by page."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.foundation.calendars import FinancialYear, long_date, months_after

from ..forms import ViewsForm
from ..queries import months_counted, published_figures, views_by_month, views_by_page, views_by_ward
from ..states import FigureKind

SHOWN = 50  # pages; the file has all
MONTHS_SHOWN = 24


@dataclass(frozen=True)
class ViewsPage:
    """The unique views of a month by page and ward, and of every month. `years` sum whole financial years."""

    month: str
    about: str
    total: int
    by_page: Table
    by_ward: Table
    by_month: Table
    years: Table
    published: Table
    csv: str
    more: str


def month_of(form: ViewsForm) -> dt.date | None:
    """Return the first day of the month that is asked for, the newest unless one is named; None without any."""
    months, asked = months_counted(), form.cleaned_data.get("month")
    return next((month for month in months if not asked or f"{month:%Y-%m}" == asked), None)


def views_page(form: ViewsForm) -> ViewsPage:
    """Return the report that a valid form asks for."""
    month, ward = month_of(form), form.chosen
    pages = views_by_page(month, months_after(month, 1), ward) if month else []
    wards = views_by_ward(month, months_after(month, 1)) if month and ward is None else {}
    months = views_by_month(ward)
    numbers = [Column("Page"), Column("Unique views", numeric=True)]
    return ViewsPage(
        month=f"{month:%B %Y}" if month else "",
        about=f" of {ward.name}" if ward else "",
        total=sum(views for _, views in pages),
        by_page=Table("Views by page", numbers,
                      [Row([Link(path, path), f"{views:,}"]) for path, views in pages[:SHOWN]]),
        by_ward=Table("Views by ward", [Column("Ward"), numbers[1]], _by_most(wards)),
        by_month=Table("Views by month", [Column("Month"), numbers[1]],
                       [Row([f"{one:%B %Y}", f"{views:,}"]) for one, views in months[:MONTHS_SHOWN]],
                       empty="Nothing has been counted yet. The views of a day stand here from the next day on."),
        years=Table("Views by financial year", [Column("Year"), numbers[1]], _by_year(months)),
        published=Table("Published before", [Column("Up to"), numbers[1], Column("Where it stands", sentences=True)],
                        _published()),
        csv=f"{reverse('publishing:views_csv')}?{urlencode(_asked(form))}",
        more=f"The {SHOWN} most read of {len(pages):,}." if len(pages) > SHOWN else "",
    )  # fmt: skip


def views_csv_rows(form: ViewsForm) -> list[tuple[str, str, int]]:
    """Return every page of the month and ward that are asked for, with its views."""
    month = month_of(form)
    pages = views_by_page(month, months_after(month, 1), form.chosen) if month else []
    return [(f"{month:%Y-%m}", path, views) for path, views in pages]


def _by_most(views: dict[str, int]) -> list[Row]:
    return [Row([name, f"{count:,}"]) for name, count in sorted(views.items(), key=lambda one: (-one[1], one[0]))]


def _by_year(months: list[tuple[dt.date, int]]) -> list[Row]:
    years: dict[str, int] = {}
    for month, views in months:
        label = FinancialYear.of(month).label
        years[label] = years.get(label, 0) + views
    return [Row([label, f"{views:,}"]) for label, views in years.items()]


def _published() -> list[Row]:
    """What was published of earlier years, as it was published: it was counted in another way."""
    kept = [one for one in published_figures() if one.kind == FigureKind.VIEWS]
    return [Row([long_date(one.on), f"{one.value:,}", one.source]) for one in kept]


def _asked(form: ViewsForm) -> dict[str, str]:
    return {name: str(value) for name, value in form.cleaned_data.items() if value}
