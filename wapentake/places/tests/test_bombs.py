"""Small files that would become large, or take for ever: refused within two seconds and 150 MB, libraries included."""

import subprocess
import sys

import pytest

BOMBS = {
    "lists": b"[" + b"[]," * 4_000_000 + b"[]]",
    "numbers": b'{"type":"FeatureCollection","features":[' + b"1," * 6_000_000 + b"1]}",
    "deep": b"[" * 10_000_000,
    "a long text": b'{"type":"' + b"A" * 12_000_000 + b'"}',
    "escapes": b'["' + b'\\"' * 6_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_two_seconds_and_150_megabytes(tmp_path, name):
    path = tmp_path / "bomb.json"
    path.write_bytes(BOMBS[name])
    script = (
        "import sys, time\n"
        "from wapentake.places.readers.geojson import read_areas, BadFile\n"
        "begin = time.process_time()\n"
        "try:\n    read_areas(sys.argv[1], r'E05\\d{6}', 'E08000018'); print('read')\n"
        "except BadFile as error:\n    print(error)\n"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1]\n"
        "print(time.process_time() - begin, int(peak) // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    said, figures = done.stdout.splitlines()
    seconds, megabytes = map(float, figures.split())
    assert said.startswith("bomb.json")
    assert seconds < 2
    assert megabytes < 150


CSV_BOMBS = {
    "one line": b'"' + b"A" * 60_000_000,
    "open quotation": b'"S60 1AA,10,440590,390580,E92000001,,,,E08000018,E05012996\n' * 500_000,
    "commas": b"," * 30_000_000,
    "NUL": b"\x00" * 30_000_000,
}


@pytest.mark.parametrize("name", CSV_BOMBS)
def test_a_bomb_of_postcodes_is_refused_as_fast(tmp_path, name):
    path = tmp_path / "bomb.csv"
    path.write_bytes(CSV_BOMBS[name])
    script = (
        "import sys, time, django\n"
        "from pathlib import Path\n"
        "django.setup()\n"
        "from wapentake.places.readers.postcodes import read_code_point, BadFile\n"
        "before = int(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])\n"
        "begin = time.process_time()\n"
        "try:\n    sum(1 for row in read_code_point([Path(sys.argv[1])])[0]); print('read')\n"
        "except BadFile as error:\n    print(error)\n"
        "peak = int(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])\n"
        "print(time.process_time() - begin, (peak - before) // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    said, figures = done.stdout.splitlines()
    seconds, grown = map(float, figures.split())
    assert said.startswith("bomb.csv, line 1: ")
    assert seconds < 2
    assert grown < 20
