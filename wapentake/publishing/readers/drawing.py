"""Draws a photo anew. Loaded by the child process only: the library that draws is none for a web worker's memory."""

import io
from pathlib import Path

from PIL import Image, ImageOps

from wapentake.foundation.files import BadFile

MOST_SIDE, MOST_POINTS = 12_000, 50_000_000
WIDE, SMALL = 1280, 480  # points of the longer side
QUALITY = 82
TAKEN = "Choose a photo: a JPEG or a PNG, as phones and cameras save them."


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
