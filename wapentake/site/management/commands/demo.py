"""`wapentake demo`: the demonstration borough, loaded once and served until Ctrl-C."""

import argparse
import contextlib
import datetime as dt
import io
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import audit, calendars
from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.management.commands.serve import port_of
from wapentake.foundation.models import PublishedPage
from wapentake.foundation.published import refresh
from wapentake.foundation.published.render import RenderFailed
from wapentake.foundation.supervisor.attach import attached
from wapentake.foundation.supervisor.children import command
from wapentake.foundation.supervisor.serving import Options, serve
from wapentake.foundation.supervisor.upkeep import migrating, recreate, take_statistics
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import Councillor
from wapentake.places.actions import end_listed_postcodes
from wapentake.places.models import Postcode
from wapentake.places.queries import active_set
from wapentake.site.actions import STREAM, cite_figures, follow_figures, load_demonstration
from wapentake.site.management.figures import load_figures
from wapentake.site.readers import read_borough, read_ended_postcodes
from wapentake.site.states import cast

HALVES = 2


class Command(BaseCommand):
    """Serves the demonstration; on the way there it calls itself to load it."""

    help = "Load the demonstration borough unless it is there, then serve it; Ctrl-C stops everything."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """What to load, and where to serve it."""
        parser.add_argument("--reset", action="store_true", help="begin afresh: everything in the database goes")
        parser.add_argument("--load-only", action="store_true", help="load and publish, and serve nothing")
        parser.add_argument("--seed", type=int, default=1, help="another number, other awards")
        parser.add_argument("--on", type=dt.date.fromisoformat, help="as if today were this day, like 2026-11-24")
        parser.add_argument("--host", default=os.environ.get("HOST_ADDRESS", "127.0.0.1"), help="address to listen on")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="port; 0 takes a free one")
        parser.add_argument("--part", choices=("all", "places", "pages"), help=argparse.SUPPRESS)
        parser.add_argument("--half", type=int, default=0, help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve, or load, or do a part of the loading."""
        os.environ["WAPENTAKE_DEMO"] = "true"
        part = options["part"]
        if part == "places":
            self._load_places()
        elif part == "pages":
            self._publish(options["half"])
        elif part == "all":
            self._load(options)
        elif options["load_only"]:
            self._load_only(options)
        else:
            self._serve(options)

    def _serve(self, options: dict[str, Any]) -> None:
        began = time.monotonic()
        serving = Options(
            host=options["host"],
            port=port_of(options["port"]),
            prepare=[self._words(options)],
            fresh=options["reset"],
        )
        serve(serving, ready=lambda address: self._welcome(address, time.monotonic() - began))

    def _words(self, options: dict[str, Any]) -> list[str]:
        on = ["--on", options["on"].isoformat()] if options["on"] else []
        return ["demo", "--part", "all", "--seed", str(options["seed"]), *on]

    def _welcome(self, address: str, seconds: float) -> None:
        installed = os.environ.get("WAPENTAKE_INSTALL_SECONDS", "")
        took = f"Installing took {installed} s, loading and starting {seconds:.0f} s." if installed else (
            f"Loading and starting took {seconds:.0f} s."
        )  # fmt: skip
        people = "\n".join(f"  {one.name:<22}{one.what}" for one in cast() if one.short)
        self.stdout.write(
            f"\nThe demonstration borough is ready at {address}\n{took}\n\n"
            f"Who can sign in, with one click at {address}demo/ :\n{people}\n"
            f"  and {sum(not one.short for one in cast())} more.\n\nCtrl-C stops everything.\n"
        )
        self.stdout.flush()

    def _load_only(self, options: dict[str, Any]) -> None:
        """Load into a database that this command attaches to, or starts for as long as it takes."""
        with attached():
            if options["reset"]:
                recreate()
            with migrating() as needed:
                if needed:
                    _run(["migrate", "--no-input", "--verbosity=0"], role="owner")
            _run(self._words(options))

    def _load(self, options: dict[str, Any]) -> None:
        """Load what is missing: places in one process beside people, plans and money in this one; then the pages."""
        began = time.monotonic()
        call_command("set_up_council", stdout=io.StringIO())
        there = Councillor.objects.exists()
        with contextlib.ExitStack() as stack:
            if not _has_places():
                stack.enter_context(_beside(["demo", "--part", "places"]))
            if not there:
                self._load_borough(options)
        if there:
            self.stdout.write(_age(calendars.today()))
            return
        follow_figures(options["on"] or calendars.today())
        cite_figures(options["on"] or calendars.today())
        take_statistics()
        loaded = time.monotonic()
        self._publish_all()
        done = time.monotonic()
        self.stdout.write(f"Loading took {loaded - began:.1f} s, rendering the public pages {done - loaded:.1f} s.")

    def _load_borough(self, options: dict[str, Any]) -> None:
        now = calendars.now()
        try:
            loaded = load_demonstration(read_borough(), on=options["on"] or now.date(), at=now, seed=options["seed"])
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(
            f"The demonstration borough: {loaded.councillors} councillors past and present, "
            f"{loaded.organisations} organisations, {loaded.priorities} priorities, {loaded.awards} applications."
        )

    def _load_places(self) -> None:
        """Load postcodes and boundaries: official ones from WAPENTAKE_OPEN_DATA, or a sketch from known points."""
        quiet = io.StringIO()
        call_command("load_postcodes", district=settings.WAPENTAKE_COUNCIL_CODE, stdout=quiet)
        end_listed_postcodes(*read_ended_postcodes(), by=None, at=calendars.now())
        folder = Path(settings.WAPENTAKE_OPEN_DATA) if settings.WAPENTAKE_OPEN_DATA else None
        if folder is None:
            call_command("set_up_council", schematic=True, stdout=quiet)
        else:
            for file in sorted(folder.rglob("ward*.geojson")):
                call_command("load_boundaries", file, stdout=quiet)
            if files := sorted(folder.rglob("codepoint*.csv")):
                call_command("load_postcodes", *files, stdout=quiet)
        load_figures(quiet)

    def _publish_all(self) -> None:
        """Render the public pages: one half here, one beside. The rest, as `_later` says, waits for the workers."""
        refresh.find(calendars.now())
        refresh.want_paths(None, calendars.now())
        with _beside(["demo", "--part", "pages", "--half", "1"]):
            self._publish(0)

    def _publish(self, half: int) -> None:
        later = _later(calendars.today())
        for page in refresh.waiting():
            if page % HALVES == half and page not in later:
                try:
                    refresh.bring_up_to_date(page, calendars.now)
                except RenderFailed as failure:
                    self.stderr.write(str(failure))


def _age(today: dt.date) -> str:
    """Say that the demonstration is kept, and how to renew it where it was loaded for another day."""
    loaded = [record.facts_read["on"] for record in audit.history(STREAM) if record.action == "loaded"]
    kept = "The demonstration borough is there already, and kept as it is."
    if not loaded or loaded[-1] == today.isoformat():
        return kept
    return f"{kept} It stands as on {long_date(dt.date.fromisoformat(loaded[-1]))}: `make demo-reset` begins afresh."


def _later(today: dt.date) -> set[int]:
    """Return the pages of earlier years' awards: hundreds, seldom looked at, made on demand until they are stored."""
    year = FinancialYear.of(today).starts_in
    awards = PublishedPage.objects.filter(family="award").exclude(path__contains=f"-{year}-")
    return set(awards.values_list("pk", flat=True))


def _has_places() -> bool:
    return Postcode.objects.exists() and active_set(calendars.today()) is not None


def _run(words: list[str], role: str = "app") -> None:
    """Run another command on the database that this one holds open."""
    env = os.environ | {"WAPENTAKE_SUPERVISED": "1", "WAPENTAKE_DATABASE_ROLE": role}
    if subprocess.run(command(*words), env=env, check=False).returncode:  # noqa: S603 - our own program
        raise CommandError(f"`wapentake {' '.join(words)}` failed: put right what it says above, then start again.")


@contextlib.contextmanager
def _beside(words: list[str]) -> Iterator[None]:
    """Run another command while the block runs; it ends with this process, and its failure is ours."""
    env = os.environ | {"WAPENTAKE_SUPERVISED": "1"}
    with subprocess.Popen(command(*words), env=env) as child:  # noqa: S603 - our own program
        try:
            yield
        except BaseException:
            child.terminate()
            raise
        if child.wait():
            raise CommandError("A part of the loading failed: put right what it says above, then start again.")
