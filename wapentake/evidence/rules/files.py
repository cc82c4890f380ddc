"""Who may bring readings in, and what a file must be for that."""

from collections.abc import Mapping, Sequence

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import ReadingFile
from ..queries import KEEP_READINGS
from ..states import LoadState

# A page reads and applies while somebody waits; the command reads files of any length.
MOST_LINES = 50_000


def may_keep_readings(roles: Roles) -> Verdict:
    """Officers of the neighbourhoods team and administrators bring readings in."""
    if roles.has(*KEEP_READINGS):
        return Verdict.yes()
    return Verdict.no("Only officers of the neighbourhoods team bring readings in: ask your ward’s co-ordinator.")


def may_stage(read: int, ours: int, council: str) -> Verdict:
    """Say whether a file holds anything for this council."""
    if not read:
        return Verdict.no("There are headings and no lines below them.")
    if not ours:
        return Verdict.no(f"None of its {read:,} lines is about {council}: is it another council’s file?")
    return Verdict.yes()


def each_area_once(clashes: Sequence[tuple[str, int, int]]) -> Verdict:
    """Say whether a file names each area once for a period and category."""
    if not clashes:
        return Verdict.yes()
    area, first, last = clashes[0]
    more = f" So do {len(clashes) - 1} more areas." if len(clashes) > 1 else ""
    return Verdict.no(f"Lines {first} and {last} both give the figure of {area}: keep one of them.{more}")


def may_apply(found: ReadingFile) -> Verdict:
    """Say whether a file that was read can be applied."""
    if found.state == LoadState.STAGED:
        return Verdict.yes()
    return Verdict.no(f"{found.name} is {found.get_state_display().lower()} already.")


def may_read_here(lines: int) -> Verdict:
    """Say whether a file is short enough to be read while somebody waits for the page."""
    if lines <= MOST_LINES:
        return Verdict.yes()
    return Verdict.no(
        f"A page reads files of up to {MOST_LINES:,} figures. Ask an administrator to run wapentake load-readings with "
        "this one on the server."
    )


def may_apply_once(found: ReadingFile, same_applied: bool) -> Verdict:
    """Say whether a file can be applied: the same bytes are applied once."""
    if same_applied:
        return Verdict.no(f"The same file as {found.name} was applied already. Discard this one.")
    return may_apply(found)


def print_of_file(found: ReadingFile, differences: Mapping[str, int]) -> str:
    """Return what a person sees and confirms of a file, as a short text that any change of it changes."""
    return "-".join(str(differences.get(key, 0)) for key in ("new", "changed", "gone", "same")) + f"-{found.pk}"


def words_of(differences: Mapping[str, int]) -> str:
    """Return what applying a file would change, in words."""
    new, changed, gone, same = (differences.get(key, 0) for key in ("new", "changed", "gone", "same"))
    if not (new or changed or gone):
        return f"All {same:,} readings are there already: nothing changes."
    return f"{new:,} new readings, {changed:,} changed, {gone:,} taken away, {same:,} as they are."
