"""Photos lose what they say of people and places, and what is no photo is refused quickly."""

import io
import struct
import time
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from wapentake.foundation.files import BadFile
from wapentake.people.actions import BACKEND
from wapentake.plans.tests.cast import Town
from wapentake.publishing.models import Item
from wapentake.publishing.readers import photo_sizes


def jpeg(width: int, height: int, orientation: int = 1) -> bytes:
    """A photo with a camera's words in it: its orientation, where it was taken, by whom."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Jean Secret"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (53.0, 25.0, 51.0)
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG whose header says that it is huge, and that holds almost nothing."""

    def block(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + block(b"IHDR", head) + block(b"IDAT", zlib.compress(b"\0" * 1000)) + block(b"IEND", b"")
    )


def test_a_photo_is_turned_upright_made_small_and_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "swings.jpg"
    path.write_bytes(jpeg(3000, 2000, orientation=6))
    sizes = photo_sizes(path)
    assert (sizes.width, sizes.height) == (853, 1280)
    for data, longest in ((sizes.wide, 1280), (sizes.small, 480)):
        with Image.open(io.BytesIO(data)) as photo:
            assert max(photo.size) == longest
            assert not photo.getexif()
        assert b"Secret" not in data
        assert b"Exif" not in data


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("big.png", png_of(50_000, 50_000), "too many points"),
        ("drawn.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a JPEG or a PNG"),
        ("drawn.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a JPEG or a PNG"),
        ("cut.jpg", jpeg(800, 600)[:900], "damaged"),
        ("cut.png", png_of(4_000, 4_000), "damaged"),
        ("page.gif", b"GIF89a" + b"\0" * 100, "a JPEG or a PNG"),
    ],
)
def test_what_is_no_photo_is_refused_in_a_sentence_within_two_seconds(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    begun = time.process_time()
    with pytest.raises(BadFile) as bad:
        photo_sizes(path)
    assert words in bad.value.reason
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("big.png", png_of(50_000, 50_000), "The photo has too many points"),
        ("drawn.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a JPEG or a PNG"),
    ],
)
def test_the_form_says_what_is_wrong_with_a_photo_and_keeps_what_was_typed(
    castle: Town, name: str, data: bytes, words: str
) -> None:
    client = Client()
    client.force_login(castle.dan, BACKEND)
    said = {
        "title": "New swings", "summary": "Come.", "body": "At ten.", "wards": castle.ward.slug, "alt": "Swings",
        "photo": SimpleUploadedFile(name, data, "image/png"),
    }  # fmt: skip
    begun = time.process_time()
    answer = client.post(reverse("publishing:new"), said)
    page = answer.content.decode()
    assert time.process_time() - begun < 2
    assert words in page
    assert 'value="New swings"' in page
    assert not Item.objects.exists()
