"""What a real installation must have right before the public sees it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks
from django.core.checks.messages import WARNING
from django.db import OperationalError, connection

from wapentake.foundation.supervisor.folders import make_data_dir

ENOUGH_DISK = 2_000_000_000


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and whether it is right. The text says what to do where it is not."""

    ok: bool
    text: str


def findings() -> list[Finding]:
    """Look at everything and return what was found, wrong or right."""
    return [*_settings(), *_council(), *_django(), *_database(), *_disk()]


def _settings() -> Iterator[Finding]:
    local = {"localhost", "127.0.0.1", "[::1]"}
    yield _say(not settings.DEBUG, "DEBUG is off.", "Set DEBUG=false: tracebacks show what must not be shown.")
    yield _say(
        not settings.WAPENTAKE_DEMO,
        "This is no demonstration.",
        "Set WAPENTAKE_DEMO=false: anybody can sign in as anybody in the demonstration.",
    )
    yield _say(settings.HTTPS, "HTTPS is on.", "Set HTTPS=true and put a proxy with a certificate in front.")
    yield _say(
        settings.SECRET_KEY_GIVEN,
        "SECRET_KEY is set.",
        "Set SECRET_KEY to at least 50 random characters, the same on every host.",
    )
    yield _say(
        bool(set(settings.ALLOWED_HOSTS) - local) and "*" not in settings.ALLOWED_HOSTS,
        "ALLOWED_HOSTS names the site.",
        "Set ALLOWED_HOSTS to the names of the site, without *.",
    )
    yield _say(
        settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"),
        "EMAIL_URL names a mail server.",
        "Set EMAIL_URL, like smtp://user:secret@mail.example.gov.uk:587/?tls=true: mails go to the log now.",
    )
    yield _say(
        settings.WAPENTAKE_SECOND_FACTOR,
        "A second factor is compulsory on the desk.",
        "Set WAPENTAKE_SECOND_FACTOR=true.",
    )
    yield _say(
        settings.WAPENTAKE_ADDRESS.startswith("https://"),
        "WAPENTAKE_ADDRESS is the site's address.",
        "Set WAPENTAKE_ADDRESS to the site's address, beginning with https://: links in e-mails use it.",
    )


def _council() -> Iterator[Finding]:
    yield _say(
        not settings.HTTPS or settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0,
        "TRUSTED_PROXIES counts the proxies in front.",
        "Set TRUSTED_PROXIES to the number of proxies in front, 1 for most. HTTPS is on and it is 0: all wrong tries "
        "to sign in count as one address, and lock each other out.",
    )
    yield _say(
        settings.COUNCIL_GIVEN,
        "WAPENTAKE_COUNCIL and WAPENTAKE_COUNCIL_CODE are set.",
        "Set WAPENTAKE_COUNCIL and WAPENTAKE_COUNCIL_CODE to the council's name and GSS code: they name Rotherham when "
        "not set.",
    )
    yield _say(
        bool(settings.WAPENTAKE_ORG_ID),
        "WAPENTAKE_ORG_ID names the council in open data.",
        "Set WAPENTAKE_ORG_ID to the council's identifier, like GB-LAE-ROT (https://org-id.guide/list/GB-LAE): without "
        "it no grants are published as 360Giving data.",
    )


def _django() -> Iterator[Finding]:
    found_by_django = run_checks(include_deployment_checks=True)
    serious = [found for found in found_by_django if found.level >= WARNING and not found.is_silenced()]
    for found in serious:
        yield Finding(False, f"{found.id}: {found.msg}")
    if not serious:
        yield Finding(True, "Django's own deployment checks found nothing.")


def _database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('synchronous_commit')")
            version, commit = cursor.fetchone()
            cursor.execute("SELECT has_table_privilege(current_user, 'foundation_auditrecord', 'TRUNCATE')")
            [truncates] = cursor.fetchone()
    except OperationalError as error:
        yield Finding(False, f"The database does not answer: {str(error).splitlines()[0]}")
        return
    yield _say(version >= 150_000, "PostgreSQL is 15 or later.", "Use PostgreSQL 15 or later.")
    yield _say(
        commit != "off",
        "The database confirms a commit once it is on disk.",
        "Set synchronous_commit to on: an acknowledged award could be lost.",
    )
    yield _say(
        not truncates,
        "The program's database role cannot empty the audit.",
        "Give the program a role that does not own the tables: DATABASE_URL for it, DATABASE_OWNER_URL for migrations.",
    )


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(make_data_dir()).free
    yield _say(
        free > ENOUGH_DISK,
        f"There are {free / 1e9:.0f} GB free for records and files.",
        f"Only {free / 1e9:.1f} GB are free in DATA_DIR: make room.",
    )
    built = Path(settings.STATIC_ROOT) / "staticfiles.json"
    yield _say(built.exists(), "Styles and scripts are built.", "Run make install: styles and scripts are not built.")


def _say(ok: bool, right: str, wrong: str) -> Finding:
    return Finding(bool(ok), right if ok else wrong)
