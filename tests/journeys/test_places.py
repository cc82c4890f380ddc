"""An administrator keeps the council's places; the ward's page follows. The Monitoring Officer finds the registers."""

import json
import re
from pathlib import Path

GROUPS = ("localities", "parishes", "clusters", "named")


def squares(folder: Path) -> Path:
    """Return a file of boundaries that has the right codes and lies elsewhere."""
    features = []
    for n in range(25):
        x, y = -1.5 + 0.05 * (n % 5), 53.3 + 0.05 * (n // 5)
        ring = [[x, y], [x + 0.05, y], [x + 0.05, y + 0.05], [x, y + 0.05], [x, y]]
        properties = {"WD25CD": f"E050{12993 + n}", "WD25NM": f"Square {n + 1}"}
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    file = folder / "squares.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def test_an_administrator_keeps_the_councils_places(visitor, tmp_path):
    robin = (
        visitor(phone=True)
        .sign_in("robin")
        .follow("Council")
        .follow("Places")
        .sees("25, since 6 May 2021", "Schematic")
    )
    robin.follow("Wards").follow("4. Boston Castle").follow("Confirm the parish cover").press("Confirm it")
    robin.sees("Parish cover confirmed: Not parished.")
    for kind in GROUPS:
        robin.open(f"/desk/places/{kind}/").open(f"/desk/places/{kind}/add/").press("Add it").sees("There is a problem")
    robin.open("/desk/places/clusters/maltby/").follow("Change its wards").choose("Dinnington").press("Save")
    robin.sees("Dinnington joined.").follow("End it").press("End it").sees("There is a problem")
    robin.open("/desk/places/boundaries/load/")
    robin.page.get_by_label("Boundaries").set_input_files(squares(tmp_path))
    robin.press("Load them").sees("0 of 25 areas stay as they are.").press("Put it to use").press("Put it to use")
    robin.sees("Are eastings and northings swapped, or are these the boundaries of another council?")
    robin.open("/desk/places/postcodes/").press("Load postcodes").press("Load them").sees("Choose a file for postcodes")
    robin.open("/desk/places/set-up/").open("/desk/places/boundaries/").sees("Loaded, not in use")


def test_an_administrator_moves_a_poll(visitor):
    robin = visitor().sign_in("robin").open("/desk/polls/").follow("Ordinary election of councillors, 4 May 2028")
    robin.press("Move it to another day").fill("Day", "18").fill("Month", "5").fill("Year", "2028").press(
        "Move the poll"
    )
    robin.is_at("Ordinary election of councillors, 18 May 2028").sees("comes into office on 22 May 2028")


def test_the_monitoring_officer_finds_the_registers(visitor):
    visitor().sign_in("anita").follow(re.compile("^Conduct")).follow("Interests").is_at("Registers of interests")
