"""What every start of the program does before its own work."""

import json
import os
import subprocess
import sys

STARTS = """
import gc, json, sys
from wapentake.foundation import command
from wapentake.foundation.supervisor import main

def loaded(words):
    import django
    before = gc.isenabled()
    django.setup()
    print(json.dumps([words, before, gc.isenabled(), gc.get_freeze_count() > 100_000]))

main.run_command = loaded
command.main(["wapentake", "check-ledger", "--all"])
"""


def test_the_collector_waits_while_the_program_is_loaded_and_runs_afterwards():
    said = subprocess.run(
        [sys.executable, "-c", STARTS], check=True, capture_output=True, text=True, env=dict(os.environ)
    )
    words, before, after, frozen = json.loads(said.stdout)
    assert words == ["wapentake", "check_ledger", "--all"]
    assert (before, after, frozen) == (False, True, True)
