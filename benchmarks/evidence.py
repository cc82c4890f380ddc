"""Evidence: points into areas beside geopandas and DuckDB, half a million lines of a file, a profile among 8,500 wards.

The areas are cells around random points, their edges broken into many corners, so that no file is needed. DuckDB does
only the join, its points and areas loaded before; geopandas joins and counts. Each is the median of three runs.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.rows import Row, seconds

ROOT = Path(__file__).resolve().parents[1]
POINTS = 500_000
FEW, MANY = 25, 8_000
MONTH = 2_500  # crimes of a month in a borough of 260,000
WARDS, AREAS = 8_500, 35_000
KINDS = 14
MORE_MEMORY = 40.0  # megabytes
WEST, SOUTH, EAST, NORTH = -1.47, 53.3, -1.12, 53.52


def run() -> list[Row]:
    """Measure in child processes and return the rows."""
    joins, files, profile = (_child(part) for part in ("joins", "files", "profile"))
    return [*_joins(joins), *_files(files), *_profile(profile)]


def _child(part: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.evidence", part], cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _joins(found: dict[str, Any]) -> list[Row]:
    rows = []
    for areas in (FEW, MANY):
        ours, theirs = found[f"ours {areas}"], {name: found[f"{name} {areas}"] for name in ("geopandas", "DuckDB")}
        fastest = min(theirs, key=lambda name: theirs[name])
        said = ", ".join(f"{name} {took:.2f} s" for name, took in theirs.items())
        rows.append(
            Row(f"{POINTS:,} points into {areas:,} areas, index included", f"{ours:.2f} s",
                "geopandas sjoin, DuckDB’s join", said, ours / theirs[fastest], "<= 1", ours <= theirs[fastest])
        )  # fmt: skip
    return rows


def _files(found: dict[str, Any]) -> list[Row]:
    month = ", ".join(f"{name} {took:.2f} s" for name, took in found["theirs"].items())
    return [
        Row(f"A police month of {MONTH:,} lines, from file to stored ward readings", f"{found['month']:.2f} s",
            "read and geopandas sjoin; DuckDB’s join alone", month),
        Row(f"{POINTS:,} lines of police data brought in", f"{found['more']:.0f} MB more memory, {found['took']:.0f} s",
            f"{POINTS // 10:,} lines", f"{found['few']:.0f} s", promise=f"<= {MORE_MEMORY:.0f} MB more",
            kept=found["more"] <= MORE_MEMORY),
    ]  # fmt: skip


def _profile(found: dict[str, Any]) -> list[Row]:
    few, many = found["few"], found["many"]
    return [
        Row(f"Queries of a ward’s profile among {WARDS:,} wards and {AREAS:,} small areas", str(many["queries"]),
            f"{FEW} wards", str(few["queries"]), many["queries"] / few["queries"], "no more",
            many["queries"] <= few["queries"]),
        Row(f"A ward’s profile among {WARDS:,} wards, made in process", f"{many['took'] * 1000:.1f} ms",
            f"{FEW} wards", f"{few['took'] * 1000:.1f} ms", many["took"] / few["took"], "<= 1.2",
            many["took"] <= 1.2 * few["took"]),
    ]  # fmt: skip


# --- In a child: points into areas --------------------------------------------------------------------------------


def joins() -> dict[str, float]:
    """Return the seconds of each join."""
    found = {}
    x, y = points(POINTS)
    for count in (FEW, MANY):
        shapes = cells(count)
        answers = {name: join(shapes, x, y) for name, join in (("ours", ours), ("geopandas", theirs))}
        assert (answers["ours"] == answers["geopandas"]).mean() > 0.9999, "The joins do not agree."
        found[f"ours {count}"] = median(partial(ours, shapes, x, y))
        found[f"geopandas {count}"] = median(partial(theirs, shapes, x, y))
        found[f"DuckDB {count}"] = duckdb_seconds(shapes, x, y)
    return found


def median(act: Callable[[], object]) -> float:
    """Return the median of three runs, in seconds."""
    return statistics.median(seconds(act) for _ in range(3))


def points(count: int) -> tuple[Any, Any]:
    """Return longitudes and latitudes, always the same."""
    import numpy as np

    chance = np.random.default_rng(7)
    return chance.uniform(WEST, EAST, count), chance.uniform(SOUTH, NORTH, count)


def cells(count: int) -> list[Any]:
    """Return areas that fill a box: the cells around random points, their edges with many corners."""
    import numpy as np
    import shapely

    chance = np.random.default_rng(11)
    seeds = shapely.MultiPoint(
        np.column_stack([chance.uniform(WEST, EAST, count), chance.uniform(SOUTH, NORTH, count)])
    )
    box = shapely.box(WEST, SOUTH, EAST, NORTH)
    parts = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=box, ordered=True))
    corners = 600 if count < 1_000 else 60
    return [shapely.segmentize(part, part.length / corners) for part in shapely.intersection(parts, box)]


def ours(shapes: list[Any], x: Any, y: Any) -> Any:
    """Find each point's area, the index made anew."""
    from wapentake.places.queries import Area, AreaIndex

    return AreaIndex([Area(str(n), str(n), shape) for n, shape in enumerate(shapes)]).places_at(x, y)


def theirs(shapes: list[Any], x: Any, y: Any) -> Any:
    """Find each point's area by geopandas."""
    import geopandas

    areas = geopandas.GeoDataFrame(geometry=shapes)
    joined = geopandas.sjoin(
        geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(x, y)), areas, predicate="intersects"
    )
    return joined[~joined.index.duplicated()].sort_index()["index_right"].to_numpy()


def duckdb_seconds(shapes: list[Any], x: Any, y: Any) -> float:
    """Return the median seconds of DuckDB's join alone, points and areas loaded before."""
    import duckdb
    import pandas
    import shapely
    from duckdb_extensions import import_extension

    import_extension("spatial")
    base = duckdb.connect()
    base.execute("LOAD spatial")
    base.register("given", pandas.DataFrame({"x": x, "y": y}))
    base.register("shapes", pandas.DataFrame({"n": range(len(shapes)), "wkb": [shapely.to_wkb(one) for one in shapes]}))
    base.execute("CREATE TABLE points AS SELECT ST_Point(x, y) AS point FROM given")
    base.execute("CREATE TABLE areas AS SELECT n, ST_GeomFromWKB(wkb) AS shape FROM shapes")
    asked = "SELECT n, count(*) FROM points JOIN areas ON ST_Intersects(shape, point) GROUP BY n"
    return median(lambda: base.execute(asked).fetchall())


# --- In a child: files --------------------------------------------------------------------------------------------


def files() -> dict[str, Any]:
    """Return the seconds of a month, and how much more memory half a million lines take than fifty thousand."""
    import resource

    from django.core.management import call_command

    shapes = set_up(FEW)
    with tempfile.TemporaryDirectory() as folder:
        month, few, many = (Path(folder) / f"{name}.csv" for name in ("month", "few", "many"))
        write_police(month, MONTH, "2025-01")
        write_police(few, POINTS // 10, "2025-02")
        write_police(many, POINTS, "2025-03")
        quiet = {"stdout": sys.stderr}
        took_month = seconds(lambda: call_command("load_readings", month, **quiet))
        took_few = seconds(lambda: call_command("load_readings", few, **quiet))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        took = seconds(lambda: call_command("load_readings", many, **quiet))
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        return {
            "month": took_month,
            "few": took_few,
            "took": took,
            "more": more,
            "theirs": read_by_others(month, shapes),
        }


def read_by_others(month: Path, shapes: list[Any]) -> dict[str, float]:
    """Return the seconds in which others count a month's points."""
    import pandas

    def by_geopandas() -> None:
        table = pandas.read_csv(month)
        theirs(shapes, table["Longitude"].to_numpy(), table["Latitude"].to_numpy())

    table = pandas.read_csv(month)
    return {
        "geopandas": median(by_geopandas),
        "DuckDB": duckdb_seconds(shapes, table["Longitude"].to_numpy(), table["Latitude"].to_numpy()),
    }


def write_police(path: Path, count: int, month: str) -> None:
    """Write a month of crimes in the publisher's columns, at as many places as a borough has streets."""
    x, y = points(4_000)
    headings = (
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Context"
    )
    with path.open("w") as file:
        file.write(headings + "\n")
        for n in range(count):
            at = n * 7919 % len(x)
            file.write(f",{month},P,P,{x[at]:.6f},{y[at]:.6f},On or near,E01033770,R 1,Kind {n % KINDS},\n")


def set_up(count: int) -> list[Any]:
    """Set up a council of so many wards with boundaries, and return these."""
    import datetime as dt

    import shapely
    from django.utils import timezone

    from wapentake.foundation.files import Source
    from wapentake.places import actions
    from wapentake.places.rules import CouncilData, EditionData, LoadedArea, WardData
    from wapentake.places.states import AreaKind

    begins, now = dt.date(2021, 5, 6), timezone.now()
    codes = [f"E05{n:06d}" for n in range(count)]
    wards = tuple(WardData(code, f"Ward {n}", f"Ward {n}", f"ward-{n}", n + 1, seats=2) for n, code in enumerate(codes))
    edition = EditionData("The wards", begins, "", "", wards)
    data = CouncilData("E08000018", "Rotherham", (), (edition,), (), ())
    actions.set_up_council(data, by=None, at=now, source=Source("council.json", "0" * 64))
    shapes = cells(count) if count <= FEW else []
    if shapes:
        areas = [LoadedArea("", code, code, shapely.to_wkb(shape)) for code, shape in zip(codes, shapes, strict=True)]
        chosen, _ = actions.load_boundary_set(
            areas, Source("wards", "1" * 64), kind=AreaKind.WARD, from_date=begins, by=None, at=now
        )
        actions.switch_boundary_set(chosen, on=now.date(), by=None, at=now)
    return shapes


# --- In a child: a profile ----------------------------------------------------------------------------------------


def profile(count: int, areas: int) -> dict[str, float]:
    """Return the queries and the median seconds of a ward's profile."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from wapentake.evidence.pages import profile_page
    from wapentake.places.models import Ward

    set_up(count)
    fill(count, areas)
    ward, today = Ward.objects.get(slug="ward-7"), timezone.now().date()
    page = profile_page(ward, today)
    assert page is not None, "There is no profile."
    assert any(group.every for group in page.groups), "The profile is empty."
    with CaptureQueriesContext(connection) as found:
        profile_page(ward, today)
    took = statistics.median(seconds(lambda: profile_page(ward, today)) for _ in range(60))
    return {"queries": len(found.captured_queries), "took": took}


def fill(count: int, areas: int) -> None:
    """Write 40 indicators of 24 months for every ward, fitted already, and what was published for small areas."""
    from django.db import connection

    from wapentake.evidence.actions.catalogue import keep_indicators
    from wapentake.evidence.models import ReadingFile
    from wapentake.evidence.states.catalogue import CENSUS, UNDERLYING

    known = keep_indicators(["crime", *(one.key for one in (*CENSUS.values(), *UNDERLYING.values()))])
    source = next(iter(known.values())).source
    from django.utils import timezone

    now = timezone.now()
    file = ReadingFile.objects.create(
        source=source, layout="own", name="f", sha256="2" * 64, retrieved_on=now.date(), read_at=now
    )
    with connection.cursor() as cursor:
        cursor.execute(_WARD_READINGS)
        cursor.execute(_READINGS, [file.pk, areas])
        cursor.execute(_SHARES, [areas])
        cursor.execute("VACUUM ANALYZE evidence_wardreading, evidence_areashare")


_WARD_READINGS = """
INSERT INTO evidence_wardreading
  (indicator_id, edition_id, period, category, area, geography, method, value, error, rank, rank_low, of, spread)
SELECT i.id, w.edition_id, to_char(date '2024-01-01' + p * interval '1 month', 'YYYY-MM'), '', w.code, 'lsoa21',
  'points',
  (w.number * 37 + i.id * 11 + p) %% 100, 1, w.number, 1 + (SELECT count(*) FROM places_ward) - w.number,
  (SELECT count(*) FROM places_ward), '{}'
FROM evidence_indicator i, generate_series(0, 5) AS p,
  (SELECT code, edition_id, number FROM places_ward
   UNION ALL SELECT 'E08000018', (SELECT max(edition_id) FROM places_ward), 1) AS w
""".replace("%%", "%")
_SHARES = """
INSERT INTO evidence_areashare (edition_id, geography, area, ward_code, method, share)
SELECT w.edition_id, 'lsoa21', 'E01' || lpad(n::text, 6, '0'), w.code, 'area-share', 0.5
FROM generate_series(1, %s) AS n, generate_series(0, 1) AS second, places_ward w
WHERE w.number = 1 + (n + second) %% (SELECT count(*) FROM places_ward)
"""
_READINGS = """
INSERT INTO evidence_reading (indicator_id, file_id, geography, area, period, category, value, method, error)
SELECT i.id, %s, 'lsoa21', 'E01' || lpad(n::text, 6, '0'), '2021', '', n, '', 0
FROM (SELECT id FROM evidence_indicator ORDER BY id LIMIT 8) AS i, generate_series(1, %s) AS n
"""


def main(part: str) -> None:
    """Measure one part and print one line of JSON. Runs in a process of its own, with a PostgreSQL of its own."""
    if part == "joins":
        os.environ.setdefault("SECRET_KEY", "only-for-benchmarks-" + "x" * 40)
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        print(json.dumps(joins()))
        return
    if part == "profile":
        print(json.dumps({"few": _alone("profile few"), "many": _alone("profile many")}))
        return
    print(json.dumps(_with_database(part)))


def _alone(part: str) -> dict[str, Any]:
    return _child(part)


def _with_database(part: str) -> dict[str, Any]:
    from wapentake.foundation.supervisor.testing import temporary_cluster

    os.environ.setdefault("SECRET_KEY", "only-for-benchmarks-" + "x" * 40)
    with temporary_cluster() as cluster:
        os.environ["DATABASE_URL"] = cluster.url("wapentake", "wapentake_owner")
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, stdout=sys.stderr)
        if part == "files":
            return files()
        return profile(FEW, 170) if part == "profile few" else profile(WARDS, AREAS)


if __name__ == "__main__":
    main(sys.argv[1])
