"""Where statements stand, and the rows and files of each."""

from django.urls import reverse

from wapentake.foundation.calendars import FinancialYear

from ...queries.statement import statement_wards, statement_years, wards_in

WARDS_A_PAGE = 100
# In the address of a list of rows: those that the statement's total counts.
TOTAL = "total"


def statement_href(year: FinancialYear, slug: str = "", page: int = 1) -> str:
    """Return where the statement of the borough, or of a ward, stands."""
    if slug:
        return reverse("funding:ward_statement", args=[slug, year])
    return (
        reverse("funding:statement", args=[year]) if page == 1 else reverse("funding:statement_page", args=[year, page])
    )


def rows_href(year: FinancialYear, **narrowed: str) -> str:
    """Return where the rows stand that a figure is the sum of."""
    query = "&".join(f"{name}={value}" for name, value in sorted(narrowed.items()) if value)
    return reverse("funding:statement_rows", args=[year]) + (f"?{query}" if query else "")


def file_href(year: FinancialYear, kind: str, slug: str = "") -> str:
    """Return where a statement stands as a file."""
    if slug:
        return reverse("funding:ward_statement_file", args=[slug, year, kind])
    return reverse("funding:statement_file", args=[year, kind])


def statement_paths() -> list[str]:
    """Return the address of every page of the borough's statements."""
    found = []
    for year in statement_years():
        found += [statement_href(year, page=page) for page in range(1, page_count(wards_in(year).count()) + 1)]
    return found


def ward_statement_paths() -> list[str]:
    """Return the address of every ward's every statement."""
    return [statement_href(year, slug) for slug, year in statement_wards()]


def page_count(wards: int) -> int:
    return max(1, -(-wards // WARDS_A_PAGE))
