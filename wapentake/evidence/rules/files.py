"""Who may bring readings in, and what a file must be for that."""

from collections.abc import Mapping, Sequence

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import ReadingFile
from ..states import LoadState

KEEPERS = (
    RoleKind.ADMINISTRATOR, RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER, RoleKind.HEAD_OF_NEIGHBOURHOODS,
)  # fmt: skip


def may_keep_readings(roles: Roles) -> Verdict:
    """Officers of the neighbourhoods team and administrators bring readings in."""
    if roles.has(*KEEPERS):
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


def words_of(differences: Mapping[str, int]) -> str:
    """Return what applying a file would change, in words."""
    new, changed, gone, same = (differences.get(key, 0) for key in ("new", "changed", "gone", "same"))
    if not (new or changed or gone):
        return f"All {same:,} readings are there already: nothing changes."
    return f"{new:,} new readings, {changed:,} changed, {gone:,} taken away, {same:,} as they are."
