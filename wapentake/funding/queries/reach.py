"""How many people of each community of identity were reached, so that nobody can be found in the figures.

Sums below ten are not shown and others are rounded to five (the rule that the Office for National Statistics calls
10-5). The borough's figure is the sum of what the wards show, never of what they hide: taking wards from the borough
gives nothing away.
"""

from dataclasses import dataclass

from django.db import connection

from wapentake.foundation.calendars import FinancialYear

from ..states import Community

LEAST = 10
STEP = 5


@dataclass(frozen=True)
class Reach:
    """A community in a statement. `people` is rounded, or None below ten; `hidden` are wards with fewer than ten."""

    community: Community
    awards: int
    people: int | None
    hidden: int = 0


def shown(people: int) -> int | None:
    """Return a number of people as it may be published: None below ten, otherwise to the nearest five."""
    return None if people < LEAST else (people + STEP // 2) // STEP * STEP


def reach_of(year: FinancialYear, slug: str = "") -> list[Reach]:
    """Return the communities that a year's awards reached, in the order of the list; those of a ward with its slug."""
    with connection.cursor() as cursor:
        cursor.execute(_REACH, {"year": year.starts_in, "slug": slug})
        found = {key: (int(awards), int(people), int(hidden)) for key, awards, people, hidden in cursor.fetchall()}
    return [Reach(each, *_published(found[each.value])) for each in Community if each.value in found]


def _published(sums: tuple[int, int, int]) -> tuple[int, int | None, int]:
    awards, people, hidden = sums
    return awards, people or None, hidden


_REACH = """
SELECT community, sum(awards), sum(CASE WHEN people < 10 THEN 0 ELSE (people + 2) / 5 * 5 END),
       count(*) FILTER (WHERE people < 10)
FROM (
  SELECT w.slug, r.community, count(*) AS awards, sum(r.people) AS people
  FROM funding_reached AS r
  JOIN funding_application AS a ON a.id = r.application_id
  JOIN places_ward AS w ON w.id = a.ward_id
  WHERE a.year = %(year)s AND a.state IN ('approved', 'paid')
    AND (%(slug)s = '' OR w.slug = %(slug)s AND a.cluster_id IS NULL)
  GROUP BY w.slug, r.community
) AS wards
GROUP BY community
"""
