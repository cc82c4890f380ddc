"""Says which server it talks to, then keeps it busy for a while."""

import time

from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    """`hold SECONDS`."""

    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("seconds", type=float)

    def handle(self, *args, seconds, **options):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_postmaster_start_time()")
            print(cursor.fetchone()[0].isoformat(), flush=True)
            time.sleep(seconds)
            cursor.execute("SELECT 1")
        print("done", flush=True)
