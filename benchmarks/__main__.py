"""`make bench`: run every benchmark, print the table. Figures go into docs/benchmarks.md, with date and commit."""

import datetime as dt
import importlib
import os
import platform
import subprocess
import sys
import traceback

from benchmarks.rows import Row, table

NAMES = ("front", "pages", "postcodes", "ledger", "statements", "audit", "evidence", "publication", "bulletin")


def main(wanted: list[str]) -> int:
    """Run the named benchmarks, or all; exit code 1 if a promise is not kept or a benchmark fails."""
    rows: list[Row] = []
    failed: list[str] = []
    for name in wanted or NAMES:
        sys.stderr.write(f"{name} ...\n")
        try:
            rows += importlib.import_module(f"benchmarks.{name}").run()
        except Exception:  # the others' figures, an hour's work, must not go with it
            traceback.print_exc()
            failed.append(name)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    today = dt.date.today()
    print(f"{today:%d %B %Y}, commit {commit.stdout.strip()}, {os.cpu_count()} cores, {platform.machine()}.\n")
    print(table(rows))
    for name in failed:
        print(f"\nThe benchmark {name} failed: its error stands above.")
    return int(bool(failed) or any(row.kept is False for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
