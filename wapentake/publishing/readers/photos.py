"""Photos as they come from a phone: turned upright, made small, and without what they say of where and when."""

import io
from pathlib import Path

from PIL import Image, ImageOps

from wapentake.foundation.files import MEGABYTE, BadFile, in_a_child

from ..states import Sizes

MOST = 15 * MEGABYTE
MOST_SIDE, MOST_POINTS = 12_000, 50_000_000
WIDE, SMALL = 1280, 480  # points of the longer side
QUALITY = 82
TAKEN = "Choose a photo: a JPEG or a PNG, as phones and cameras save them."


def photo_sizes(path: Path) -> Sizes:
    """Return a photo in the sizes that pages need; raises `BadFile` with what to do instead.

    It is drawn in a process of its own, under a limit of time and memory: a small file may hold a huge picture.
    """
    if path.stat().st_size > MOST:
        raise BadFile(path.name, "", f"The photo is larger than {MOST // MEGABYTE} MB. Save it smaller.")
    wide, small, width, height = in_a_child("wapentake.publishing.readers.photos:drawn", str(path), seconds=10)
    return Sizes(wide, small, width, height)


def drawn(path: str) -> tuple[bytes, bytes, int, int]:
    """Return both sizes as JPEG, with the width and height of the larger; `BadFile` for what is no photo."""
    name = Path(path).name
    try:
        with Image.open(path, formats=("JPEG", "PNG")) as photo:
            wide, high = photo.size
            if max(wide, high) > MOST_SIDE or wide * high > MOST_POINTS:
                raise Image.DecompressionBombError
            photo.draft("RGB", (WIDE, WIDE))
            upright = ImageOps.exif_transpose(photo).convert("RGBA" if "A" in photo.getbands() else "RGB")
    except Image.DecompressionBombError:
        raise BadFile(
            name, "", f"The photo has too many points. Save it with fewer than {MOST_SIDE:,} a side."
        ) from None
    except Image.UnidentifiedImageError:
        raise BadFile(name, "", TAKEN) from None
    except (OSError, SyntaxError, ValueError):
        raise BadFile(name, "", "The photo is damaged. Save it again, or choose another.") from None
    if upright.mode == "RGBA":
        ground = Image.new("RGB", upright.size, "white")
        ground.paste(upright, mask=upright.getchannel("A"))
        upright = ground
    upright.thumbnail((WIDE, WIDE))
    width, height = upright.size
    wide_bytes = _jpeg(upright)
    upright.thumbnail((SMALL, SMALL))
    return wide_bytes, _jpeg(upright), width, height


def _jpeg(picture: Image.Image) -> bytes:
    """Return a picture as JPEG; nothing but its points is written."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, progressive=True)  # house: a picture into bytes, no row
    return out.getvalue()
