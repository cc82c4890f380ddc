"""What the places room holds, as one hash: has anything changed?"""

from hashlib import sha256

from django.db import connection

TABLES = (
    "places_boundaryset", "places_boundary", "places_postcode", "places_outwardcode", "places_wardsuccession",
    "places_ward", "places_edition", "places_wardlocality", "foundation_auditrecord", "foundation_change",
)  # fmt: skip


def state() -> str:
    """Return a hash of every row of the room, of the audit and of the news."""
    digest = sha256()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM {table} AS t")
            digest.update(cursor.fetchone()[0].encode())
    return digest.hexdigest()
