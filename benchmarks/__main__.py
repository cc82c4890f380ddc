"""`make bench`: run every benchmark, print the table. Figures go into docs/benchmarks.md, with date and commit."""

import datetime as dt
import importlib
import os
import platform
import subprocess
import sys

from benchmarks.rows import Row, table

NAMES = ("front", "pages", "postcodes", "ledger")


def main(wanted: list[str]) -> int:
    """Run the named benchmarks, or all; exit code 1 if a promise is not kept."""
    rows: list[Row] = []
    for name in wanted or NAMES:
        sys.stderr.write(f"{name} ...\n")
        rows += importlib.import_module(f"benchmarks.{name}").run()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    today = dt.date.today()
    print(f"{today:%d %B %Y}, commit {commit.stdout.strip()}, {os.cpu_count()} cores, {platform.machine()}.\n")
    print(table(rows))
    return int(any(row.kept is False for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
