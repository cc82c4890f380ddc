"""Who may bring readings in, and what a file must be for that."""

from collections.abc import Mapping, Sequence

from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import ReadingFile
from ..queries import KEEP_READINGS
from ..states import LOAD, LoadState
from .faults import Faults


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


def each_area_once(name: str, clashes: Sequence[tuple[str, int, int]], faults: Faults) -> None:
    """Take note of areas that a file names twice for a period and category."""
    for area, first, last in clashes:
        where = f"line {last}" if first != last else f"line {first}"
        said = f"Lines {first} and {last} both give" if first != last else "Two of its columns give"
        faults.take(BadFile(name, where, f"{said} the figure of {area}: keep one of them."))


def may_apply(found: ReadingFile, *, asked: bool = False) -> Verdict:
    """Say whether a file that was read can be applied; `asked` where it was asked for and a worker does it."""
    if found.state == LoadState.STAGED or (asked and found.state == LoadState.APPLYING):
        return Verdict.yes()
    return Verdict.no(f"{found.name} is {found.get_state_display().lower()} already.")


def may_apply_once(
    found: ReadingFile, same_applied: bool, other: ReadingFile | None = None, *, asked: bool = False
) -> Verdict:
    """Say whether a file can be applied: the same bytes once, and one file of a source at a time."""
    if same_applied:
        return Verdict.no(f"The same file as {found.name} was applied already. Discard this one.")
    if other is not None:
        return Verdict.no(f"{other.name}, of the same source, is being applied. Wait until it is done, and look again.")
    return may_apply(found, asked=asked)


def may_discard(found: ReadingFile) -> Verdict:
    """Say whether a file can be discarded: one that is not applied, and that no worker has in hand."""
    if LoadState.DISCARDED in LOAD.transitions[found.state]:
        return Verdict.yes()
    return Verdict.no(f"{found.name} is {found.get_state_display().lower()}: it cannot be discarded.")


def may_withdraw(found: ReadingFile, newest: ReadingFile | None, standing: int) -> Verdict:
    """Say whether a file can be withdrawn: the last that was applied of its source, all of whose readings stand."""
    if found.state != LoadState.APPLIED:
        return Verdict.no(f"{found.name} is {found.get_state_display().lower()}: only what is applied is withdrawn.")
    if newest is not None and newest != found:
        return Verdict.no(f"{newest.name} was applied after it: withdraw that first.")
    if "written" not in found.counts:
        return Verdict.no("What it replaced was not kept: apply the file of before instead.")
    if standing < found.counts["written"]:
        return Verdict.no("A later file, of another source, has taken the place of some of its readings.")
    return Verdict.yes()


def may_name_columns(found: ReadingFile) -> Verdict:
    """Say whether it can be said what a file's columns hold: before it is read, or when it was refused."""
    if not found.headings:
        return Verdict.no(f"The columns of {found.name} are known: nobody has to name them.")
    if found.state in {LoadState.KEPT, LoadState.REFUSED, LoadState.STAGED}:
        return Verdict.yes()
    return Verdict.no(f"{found.name} is {found.get_state_display().lower()}: its columns were named before that.")


def print_of_file(found: ReadingFile, differences: Mapping[str, int]) -> str:
    """Return what a person sees and confirms of a file, as a short text that any change of it changes."""
    return "-".join(str(differences.get(key, 0)) for key in ("new", "changed", "gone", "same")) + f"-{found.pk}"


def words_of(differences: Mapping[str, int]) -> str:
    """Return what applying a file would change, in words."""
    new, changed, gone, same = (differences.get(key, 0) for key in ("new", "changed", "gone", "same"))
    if not (new or changed or gone):
        return f"All {same:,} readings are there already: nothing changes."
    return f"{new:,} new readings, {changed:,} changed, {gone:,} taken away, {same:,} as they are."
