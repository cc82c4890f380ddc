"""A file that takes long to make is made once for all who ask, and anew once anything has changed."""

import threading
import time
from pathlib import Path
from typing import IO

import pytest
from django.db import transaction

from wapentake.foundation import audit, calendars, kept


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("wapentake.foundation.kept.make_data_dir", lambda: tmp_path)
    return tmp_path / "made"


class Maker:
    """Writes how often it has written, and takes its time for it."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, file: IO[bytes]) -> None:
        self.made += 1
        said = f"{self.made}"
        time.sleep(0.05)
        file.write(said.encode())


def read(name: str, state: str, maker: Maker) -> str:
    with kept.kept(name, state, maker) as file:
        return file.read().decode()


def test_a_file_is_made_once_for_a_state_and_the_old_one_goes(folder: Path) -> None:
    maker = Maker()
    assert [read("a.ods", "one", maker), read("a.ods", "one", maker), read("b.ods", "one", maker)] == ["1", "1", "2"]
    assert read("a.ods", "two", maker) == "3"
    assert len(list(folder.glob("[ab].*"))) == 2


def test_who_ask_at_once_cause_one_making() -> None:
    maker, said = Maker(), []
    asking = [threading.Thread(target=lambda: said.append(read("a.ods", "one", maker))) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert said == ["1"] * 8


def test_without_its_lock_many_make_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: it is the lock that lets one make it."""
    monkeypatch.setattr("fcntl.flock", lambda *given: None)
    maker = Maker()
    asking = [threading.Thread(target=lambda: read("a.ods", "one", maker)) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert maker.made > 1


def test_what_fails_leaves_nothing_and_is_tried_again(folder: Path) -> None:
    def fails(file: IO[bytes]) -> None:
        file.write(b"half")
        raise ValueError("The disk is full")

    with pytest.raises(ValueError, match="full"):
        kept.kept("a.ods", "one", fails)
    assert [path.name for path in folder.iterdir()] == [".a.ods"], "its lock alone"
    assert read("a.ods", "one", Maker()) == "1"


@pytest.mark.django_db
def test_every_record_makes_another_state() -> None:
    states = [kept.state_of_records()]
    for number in range(3):
        with transaction.atomic():
            audit.record("thing:1", "changed", by=None, at=calendars.now(), facts={"number": number})
        states.append(kept.state_of_records())
    assert len(set(states)) == 4
    assert kept.state_of_records() == states[-1]
