"""Wards side by side: which may be chosen, what stands beside what, and what is said where it is wrong."""

import pytest
import time_machine
from django.core.management import call_command

from wapentake.places.tests.conftest import AT

from .conftest import crime, police

ADDRESS = "/evidence/side-by-side/"


@pytest.fixture
def figures(wards, given):
    rows = [
        f"E0103377{n},X,census21_pop,{name},{count}\n"
        for n, counts in enumerate(((400, 600), (200, 800), (100, 900)))
        for name, count in zip(("Aged 15 years and under", "Aged 65 years and over"), counts, strict=True)
    ]
    call_command(
        "load_readings", given("lsoa21_code,ward_code_bestfit,table,category,count\n" + "".join(rows), "census.csv")
    )
    call_command("load_readings", given(police(*[crime(kind="Anti-social behaviour")] * 4), "april.csv"))
    return wards


@pytest.fixture
def show(figures, client):
    def ask(**said):
        with time_machine.travel(AT, tick=False):
            return client.get(ADDRESS, said).content.decode()

    return ask


def test_wards_stand_side_by_side_with_the_borough_as_a_table_and_as_bars(show):
    text = show(first="alder-and-ash", second="beck")
    assert "Alder and Ash, Beck side by side" in text
    table = text[text.index("People, ward beside ward") :]
    assert "40.0%" in table[: table.index("</table>")]
    assert "23.3%" in table[: table.index("</table>")]
    assert text.count('class="wt-bars"') >= 3
    assert "where two ranges overlap" in text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"first": "alder-and-ash", "second": ""}, "Choose at least two wards"),
        ({"first": "alder-and-ash", "second": "alder-and-ash"}, "Choose each ward once"),
        ({"first": "alder-and-ash", "second": "nowhere"}, "No ward of today is called that"),
    ],
)
def test_what_is_wrong_stands_at_its_field(show, said, words):
    text = show(**said)
    assert words in text
    assert "govuk-error-summary" in text
    assert 'class="wt-bars"' not in text


def test_before_wards_are_chosen_the_page_asks_for_them(show):
    text = show()
    assert "Choose two to four wards" in text
    assert "govuk-error-summary" not in text
    text = show(first="beck")
    assert '<option value="beck" selected>Beck</option>' in text
    assert "govuk-error-summary" not in text
