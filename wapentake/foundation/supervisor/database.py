"""Where the database is: `DATABASE_URL`'s server, or the cluster of this installation."""

import os
from typing import Any
from urllib.parse import urlsplit

from .account import database_account
from .cluster import ADMIN, APP, DATABASE, OWNER, Cluster
from .folders import cluster_folder, data_dir
from .trouble import Trouble

ROLES = {"app": APP, "owner": OWNER, "admin": ADMIN}


def is_own() -> bool:
    """Whether the program runs PostgreSQL itself: there is no `DATABASE_URL`."""
    return not os.environ.get("DATABASE_URL")


def own_cluster() -> Cluster:
    """The cluster of this installation, in DATA_DIR; raises Trouble where no account can run it."""
    account = database_account()
    return Cluster(cluster_folder(data_dir(), account), account)


def database_url(role: str | None = None) -> str:
    """The address of the database for a role: `app` (the default) reads and writes rows, `owner` runs migrations.

    With `DATABASE_URL` that one; the owner's may differ and is then `DATABASE_OWNER_URL`. The default role can be set
    by `WAPENTAKE_DATABASE_ROLE`, which is how the program starts its commands that change tables. Raises Trouble where
    the address is not one of a PostgreSQL database.
    """
    role = role or os.environ.get("WAPENTAKE_DATABASE_ROLE", "app")
    if role not in ROLES:
        raise Trouble(f"WAPENTAKE_DATABASE_ROLE is {role!r}: it must be app or owner.")
    given = os.environ.get("DATABASE_URL", "")
    if role == "owner":
        given = os.environ.get("DATABASE_OWNER_URL") or given
    if given:
        _check_shape(given)
    return given or own_cluster().url(DATABASE, ROLES[role])


# A statement that a connection sends again and again is planned once: planning took half of the database's time.
PREPARED = {"server_side_binding": True, "prepare_threshold": 3}


def settings_for_database(role: str | None = None) -> dict[str, Any]:
    """Django's entry for DATABASES. Connections are kept, and checked before use, so that they outlive a restart.

    Raises Trouble where `DATABASE_URL` is not an address of a PostgreSQL database.
    """
    import dj_database_url

    entry: dict[str, Any] = dict(dj_database_url.parse(database_url(role), conn_max_age=600, conn_health_checks=True))
    options = {"connect_timeout": 5, "application_name": os.environ.get("WAPENTAKE_PROCESS", "wapentake")}
    entry["OPTIONS"] = options | PREPARED | entry.get("OPTIONS", {})
    return entry


def _check_shape(url: str) -> None:
    example = "postgresql://user:password@host:5432/wapentake"
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise Trouble(f"DATABASE_URL cannot be read: write it like {example}.") from None
    if parts.scheme not in ("postgres", "postgresql"):
        raise Trouble(f"DATABASE_URL must name a PostgreSQL database: write it like {example}.")
    if not parts.path.strip("/"):
        raise Trouble(f"DATABASE_URL names no database: write it like {example}.")
