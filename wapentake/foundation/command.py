"""The program `wapentake`: Django's commands under the council's own name.

Hyphens are mapped to underscores, so that `wapentake check-ledger` runs `check_ledger`.
"""

import gc
import os
import sys


def main(argv: list[str] | None = None) -> None:
    """Run one command, as `wapentake NAME [OPTIONS]`."""
    gc.disable()  # until everything is loaded (see apps): what it would look at again and again is here to stay
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    words = list(sys.argv if argv is None else argv)
    if len(words) > 1 and not words[1].startswith("-"):
        words[1] = words[1].replace("-", "_")
    from wapentake.foundation.supervisor.main import run_command

    run_command(words)
