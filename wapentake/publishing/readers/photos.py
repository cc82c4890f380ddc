"""Photos as they come from a phone: turned upright, made small, and without what they say of where and when."""

from pathlib import Path

from wapentake.foundation.files import MEGABYTE, BadFile, in_a_child

from ..states import Sizes

MOST = 15 * MEGABYTE


def photo_sizes(path: Path) -> Sizes:
    """Return a photo in the sizes that pages need; raises `BadFile` with what to do instead.

    It is drawn in a process of its own, under a limit of time and memory: a small file may hold a huge picture.
    """
    if path.stat().st_size > MOST:
        raise BadFile(path.name, "", f"The photo is larger than {MOST // MEGABYTE} MB. Save it smaller.")
    wide, small, width, height = in_a_child("wapentake.publishing.readers.drawing:drawn", str(path), seconds=10)
    return Sizes(wide, small, width, height)
