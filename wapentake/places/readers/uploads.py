"""A file that somebody sends through a page, put where the readers of files can read it, for as long as they do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile

LONGEST_NAME = 100


@contextmanager
def on_disk(sent: UploadedFile) -> Iterator[Path]:
    """Give the path of a file that was sent, under its own name; it is gone afterwards. It is copied in pieces."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(sent.name or "").name[-LONGEST_NAME:] or "file")
        with path.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
        yield path
