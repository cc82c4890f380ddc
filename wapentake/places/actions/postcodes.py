"""Postcodes are loaded: all or nothing, and a second time nothing."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from wapentake.foundation import audit, changes
from wapentake.foundation.audit import Person
from wapentake.foundation.files import Source
from wapentake.foundation.verdicts import Verdict

from ..models import OutwardCode
from ..rules import Acting, LoadedPostcode, may_end_so_many
from ..states import PostcodeState
from .placing import GROUND, demand_keeper, lock_places, place_postcodes, write_successions

STREAM = "postcodes:all"


@dataclass(frozen=True, slots=True)
class PostcodeLoad:
    """What a load came to."""

    read: int
    added: int
    changed: int
    ended: int
    replaced_wards: int

    @property
    def anything(self) -> bool:
        return bool(self.added or self.changed or self.ended or self.replaced_wards)


@transaction.atomic
def load_postcodes(
    rows: Iterable[LoadedPostcode],
    source: Source,
    *,
    live: bool,
    on: dt.date,
    by: Person | None,
    at: dt.datetime,
    many_ended: bool = False,
    acting: Acting | None = None,
) -> PostcodeLoad:
    """Take the postcodes of a file and compute their wards. All or nothing: a bad row undoes the whole load.

    `live` says that the file lists live postcodes and all of them (Code-Point Open): then a postcode that we hold, of
    the same council and postcode area as some of the file's, and that the file leaves out, is no longer in use. A
    file that is not `live` (the package) adds postcodes of unknown state and ends none.
    Raises `Refused`, and whatever `rows` raises.
    """
    demand_keeper(acting)
    lock_places()
    with connection.cursor() as cursor:
        read = _stage(cursor, rows)
        if not read:
            Verdict.no("There is no postcode in it.").demand()
        ended = _end(cursor, on, many_ended=many_ended) if live else 0
        added, changed = _merge(cursor, PostcodeState.LIVE if live else PostcodeState.LISTED)
        cursor.execute("DROP TABLE incoming")
        placed = place_postcodes(on)
    load = PostcodeLoad(read, added, changed, ended, placed)
    if load.anything:
        write_successions()
        facts = {"file": source.name, "sha256": source.sha256, "read": read, "added": added, "changed": changed}
        audit.record(STREAM, "postcodes loaded", by=by, at=at, facts=facts | {"ended": ended, "wards": placed})
        changes.touch(["council:all", GROUND])
    return load


@transaction.atomic
def load_outward_codes(councils: Mapping[str, list[str]], source: Source, *, by: Person | None, at: dt.datetime) -> int:
    """Take which councils each outward code (S60) lies in, replacing what was there; return how many changed."""
    lock_places()
    held = dict(OutwardCode.objects.values_list("code", "councils"))
    gone = set(held) - set(councils)
    changed = [OutwardCode(code=code, councils=found) for code, found in councils.items() if held.get(code) != found]
    OutwardCode.objects.filter(code__in=gone).delete()
    OutwardCode.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["code"], update_fields=["councils"], batch_size=2000
    )
    count = len(changed) + len(gone)
    if count:
        facts = {"file": source.name, "sha256": source.sha256, "codes": len(councils), "changed": count}
        audit.record(STREAM, "outward codes loaded", by=by, at=at, facts=facts)
        changes.touch(["council:all", GROUND])
    return count


def _stage(cursor: CursorWrapper, rows: Iterable[LoadedPostcode]) -> int:
    """Copy the rows into a table of this transaction; a postcode that comes twice must say the same."""
    cursor.execute(_STAGING)
    read = 0
    with cursor.copy("COPY incoming FROM STDIN") as copy:
        for row in rows:
            copy.write_row((row.code, row.easting, row.northing, row.longitude, row.latitude, row.council))
            read += 1
    cursor.execute("ANALYZE incoming")
    cursor.execute("SELECT code FROM incoming GROUP BY code HAVING count(*) > 1 ORDER BY code LIMIT 1")
    if twice := cursor.fetchone():
        Verdict.no(f"The postcode {twice[0][:-3]} {twice[0][-3:]} stands in the file twice.").demand()
    return read


def _end(cursor: CursorWrapper, on: dt.date, *, many_ended: bool) -> int:
    """End the postcodes that the file leaves out; of those that were not known to be live, nobody knows when."""
    cursor.execute(_HOW_MANY_END)
    live, ended = cursor.fetchone()
    if not many_ended:
        may_end_so_many(live, ended).demand()
    cursor.execute(_END, [on])
    return cursor.rowcount


def _merge(cursor: CursorWrapper, state: PostcodeState) -> tuple[int, int]:
    """Add and change what differs; return how many of each."""
    cursor.execute(_MERGE, {"state": str(state), "listed": state is PostcodeState.LISTED})
    added, changed = cursor.fetchone()
    return added, changed


_STAGING = """
CREATE TEMPORARY TABLE incoming (code text, easting integer, northing integer, longitude double precision,
  latitude double precision, council text) ON COMMIT DROP
"""
_COVERED = """
(p.council_code, substring(p.code FROM '^[A-Z]+'))
  IN (SELECT DISTINCT council, substring(code FROM '^[A-Z]+') FROM incoming)
"""
_MISSING = "NOT EXISTS (SELECT FROM incoming AS i WHERE i.code = p.code)"
_HOW_MANY_END = f"""
SELECT count(*), count(*) FILTER (WHERE {_MISSING}) FROM places_postcode AS p WHERE state = 'live' AND {_COVERED}
"""  # noqa: S608 - constants above
_END = f"""
UPDATE places_postcode AS p SET state = 'terminated', terminated_on = CASE WHEN state = 'live' THEN %s::date END
WHERE state <> 'terminated' AND {_COVERED} AND {_MISSING}
"""  # noqa: S608 - constants above
# A listed postcode overrules nothing that is known of it: it may be live or not. A changed row has an xmax.
_MERGE = """
WITH known AS (
  SELECT i.code, i.easting, i.northing, i.longitude, i.latitude, i.council,
    CASE WHEN %(listed)s AND p.code IS NOT NULL THEN p.state ELSE %(state)s END AS state,
    CASE WHEN %(listed)s THEN p.terminated_on END AS terminated_on
  FROM incoming AS i LEFT JOIN places_postcode AS p USING (code)
), merged AS (
  INSERT INTO places_postcode AS p
    (code, easting, northing, longitude, latitude, council_code, state, terminated_on)
  SELECT code, easting, northing, longitude, latitude, council, state, terminated_on FROM known ORDER BY code
  ON CONFLICT (code) DO UPDATE SET
    easting = excluded.easting, northing = excluded.northing, longitude = excluded.longitude,
    latitude = excluded.latitude, council_code = excluded.council_code, state = excluded.state,
    terminated_on = excluded.terminated_on
  WHERE (p.easting, p.northing, p.council_code, p.state)
    IS DISTINCT FROM (excluded.easting, excluded.northing, excluded.council_code, excluded.state)
  RETURNING (p.xmax = 0) AS made
)
SELECT count(*) FILTER (WHERE made), count(*) FILTER (WHERE NOT made) FROM merged
"""
