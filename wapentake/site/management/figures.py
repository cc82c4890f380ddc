"""The demonstration's figures: worked out from open data for each ward, with the method and how sure they are.

Police: data.police.uk, Open Government Licence v3.0. Deprivation: MHCLG, English indices of deprivation 2025, OGL v3.0.
Census 2021: Office for National Statistics, OGL v3.0.
"""

from pathlib import Path
from typing import TextIO

from django.core.management import call_command

FOLDER = Path(__file__).resolve().parents[1] / "data" / "evidence"


def load_figures(said: TextIO) -> None:
    """Load each source's file; its name is the source's key."""
    for file in sorted(FOLDER.glob("*.csv")):
        call_command("load_readings", file, source=file.stem, stdout=said)
