"""One command of the program, with a database under it for as long as it runs."""

import os
import sys

from .attach import attached
from .trouble import Trouble

# What needs no database at all; `serve`, `demo` (which serves) and the tests bring their own.
WITHOUT_DATABASE = {
    "help", "version", "serve", "demo", "test", "check", "collectstatic", "diffsettings", "findstatic",
    "makemigrations", "makemessages", "compilemessages", "startapp", "startproject", "sendtestemail", "testserver",
}  # fmt: skip
# What changes tables, or reads them all: run by the role that owns them.
AS_OWNER = {"migrate", "sqlflush", "flush", "optimizemigration", "backup", "restore", "upgrade", "anonymise"}


def run_command(words: list[str]) -> None:
    """Run `words` (program, name, options) as Django does; Trouble is said in one sentence, with exit code 1."""
    try:
        _run(words)
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _run(words: list[str]) -> None:
    from django.core.management import execute_from_command_line

    name = words[1] if len(words) > 1 else "help"
    if name in AS_OWNER:
        os.environ.setdefault("WAPENTAKE_DATABASE_ROLE", "owner")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    asks_only = name.startswith("-") or not {"-h", "--help", "--version"}.isdisjoint(words)
    if asks_only or name in WITHOUT_DATABASE or os.environ.get("WAPENTAKE_SUPERVISED"):
        execute_from_command_line(words)
        return
    with attached(check=name != "worker"):  # it waits for a server that is away, at its start too
        execute_from_command_line(words)
