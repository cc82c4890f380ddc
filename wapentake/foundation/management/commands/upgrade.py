"""`wapentake upgrade`: bring the database to this version of the program."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wapentake.foundation.supervisor.upkeep import migrating


class Command(BaseCommand):
    help = "Run the migrations that are due, one host at a time. Back up first."

    def handle(self, *args: Any, **options: Any) -> None:
        with migrating():
            executor = MigrationExecutor(connection)
            due = executor.migration_plan(executor.loader.graph.leaf_nodes())
            if not due:
                self.stdout.write("The database is up to date.")
                return
            for migration, _ in due:
                self.stdout.write(f"  {migration.app_label}: {migration.name}")
            with connection.cursor() as cursor:
                # A migration that must wait for a lock gives up, instead of stopping everybody behind it.
                cursor.execute("SET lock_timeout = '5s'")
            call_command("migrate", verbosity=0)
            self.stdout.write(f"{len(due)} migrations done.")
