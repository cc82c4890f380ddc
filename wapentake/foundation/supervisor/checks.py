"""Is this a PostgreSQL that the program can stand on? Asked at every start of `serve`, and for every `DATABASE_URL`."""

from urllib.parse import unquote, urlsplit

import psycopg

from .cluster import TEST_NAME
from .trouble import Trouble

OLDEST = 15
ASKED = ("server_version_num", "server_encoding", "cluster_name", "synchronous_commit", "fsync", "full_page_writes")


def check_server(url: str) -> None:
    """Raise Trouble where the server does not answer, is too old, or would acknowledge what it has not written down.

    With synchronous_commit off, a crash was measured to lose acknowledged writes.
    """
    try:
        with psycopg.connect(url, connect_timeout=5, autocommit=True) as connection:
            rows = connection.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(ASKED)])
            found: dict[str, str] = dict(rows.fetchall())
    except psycopg.Error as error:
        raise Trouble(_why_not(url, str(error))) from None
    version = int(found["server_version_num"]) // 10000
    if version < OLDEST:
        raise Trouble(
            f"The server at {_place(url)} is PostgreSQL {version}: use {OLDEST} or later, "
            "or leave DATABASE_URL unset and the program runs its own."
        )
    if found["server_encoding"] != "UTF8":
        raise Trouble(
            f"The database at {_place(url)} is kept in {found['server_encoding']}: make it with ENCODING 'UTF8'."
        )
    for name in ASKED[3:4] if found["cluster_name"] == TEST_NAME else ASKED[3:]:
        if found[name] == "off":
            raise Trouble(
                f"The server at {_place(url)} would lose acknowledged work in a crash: switch {name} on for this role."
            )


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{unquote(parts.hostname or 'this machine')}:{parts.port or 5432}"


def _why_not(url: str, said: str) -> str:
    parts = urlsplit(url)
    if "authentication failed" in said or ("role" in said and "does not exist" in said) or "no password" in said:
        return (
            f"The server at {_place(url)} refuses the user {parts.username or 'of this account'}: correct DATABASE_URL."
        )
    if "does not exist" in said:
        name = parts.path.strip("/")
        return f"The server at {_place(url)} has no database {name}: create it, or correct DATABASE_URL."
    return f"No PostgreSQL answers at {_place(url)}: start it, or correct DATABASE_URL."
