"""What becomes of money before and after an award: oversight, past awards, the levy, and the form that comes back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import databases
from wapentake.foundation.calendars import FinancialYear, today
from wapentake.funding.models import Monitoring

_form: dict[str, str] = {}
PAST = """Identifier,Title,Description,Amount Awarded,Award Date,Recipient Org:Name,Beneficiary Location:Geographic Code,Grant Programme:Code
WC1819-71,A shed for the band,A shed that keeps the music stands dry,£310.00,14/06/2018,Clifton Bloomers,E05001019,capital
WC1819-72,A ramp,A ramp at the side door,£95.5.0,14/06/2018,Clifton Bloomers,E05001019,capital
"""  # noqa: E501 - lines of a file


@pytest.fixture(scope="module")
def prepared() -> Callable[[str], None]:
    """Note a form that is late: its reference, and the secret of the link that its group has."""

    def note(name: str) -> None:
        with databases.pointing_at(name):
            late = Monitoring.objects.select_related("application").filter(state="due", due_on__lt=today())[0]
            _form.update(reference=late.application.reference, token=str(late.application.token))

    return note


MONEY = re.compile("^Money")  # how much waits there may stand after it


def by_keyboard(person, name):
    """Reach something by the Tab key alone, and press Enter there."""
    person.tab_to(name)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    return person.check()


def test_each_count_of_oversight_leads_to_so_many_rows(visitor):
    anita = (
        by_keyboard(by_keyboard(visitor().sign_in("anita"), MONEY), "Oversight").is_at("Oversight").picture("oversight")
    )
    link = anita.page.get_by_role("link", name=re.compile(r"Clocks that ran out: [1-9]"))
    count = int(link.inner_text().split(": ")[1])
    by_keyboard(anita, re.compile("Clocks that ran out")).is_at("Clocks that ran out")
    assert anita.page.locator("tbody tr").count() == count


def test_the_underspend_of_any_day_and_a_bundle_for_the_auditor(visitor):
    gerald = visitor(phone=True, javascript=False).sign_in("gerald").follow(MONEY).follow("Oversight")
    gerald.follow("The underspend on any day").is_at("What is not committed").fill("As at the end of", "1/4/2099")
    gerald.press("Show this day").sees("Enter a day that has come, from April 2000 on")
    first = FinancialYear.of(today()).start
    gerald.fill("As at the end of", f"{first.day}/{first.month}/{first.year}").press("Show this day")
    gerald.sees(f"At the end of 1 April {first.year}", "Who has committed nothing")
    gerald.follow("Oversight").follow("An audit bundle").press("Download the bundle")
    gerald.sees("Enter a reference or a financial year, one of them")
    gerald.fill("Reference of an application or award", _form["reference"])
    with gerald.page.expect_download() as download:
        gerald.page.get_by_role("button", name="Download the bundle").click()
    assert _form["reference"] in download.value.suggested_filename


def test_past_awards_come_in_from_a_file_and_go_again(visitor, tmp_path: Path):
    visitor().sign_in("colin").open("/desk/past-awards/").follow("ward-grants-2019-20.csv").picture("past-awards")
    file = tmp_path / "late-found.csv"
    file.write_text(PAST)
    colin = visitor(phone=True).sign_in("colin").follow(MONEY).follow("Funds").follow(re.compile("[Pp]ast awards"))
    colin.follow("Add past awards").press("Keep and compare")
    assert colin.page.title().startswith("Error: ")
    colin.page.get_by_label("Past awards").set_input_files(file)
    colin.press("Keep and compare").is_at("late-found.csv")
    colin.sees("1 new", "1 refused", "Clifton Bloomers, A shed for the band")
    colin.press("Bring in what is new")
    colin.page.get_by_text("Brought in", exact=True).first.wait_for()
    colin.check().follow("Undo the import").press("Undo the import")
    colin.fill("Why is it undone?", "It was in another file too.").press("Undo the import")
    colin.sees("The import is undone.", "It was in another file too.")


def test_a_receipt_of_levy_goes_to_the_pot_of_the_site(visitor):
    colin = (
        visitor(phone=True, javascript=False).sign_in("colin").follow(MONEY).follow("Levy").follow("Add a development")
    )
    colin.fill("Planning reference", "RB2026/0777").fill("Site", "Station Road yard").fill("New dwellings", "24")
    colin.choose("No").press("Add the development").sees("There is a problem")
    colin.page.get_by_label("Ward (optional)", exact=True).select_option("Keppel")
    colin.press("Add the development").sees("RB2026/0777 is added, in Keppel.")
    colin.press("Enter a receipt").fill("Amount received", "0").press("Enter the receipt")
    assert colin.page.title().startswith("Error: ")
    on = today()
    colin.fill("Amount received", "40,000").fill("Day", str(on.day)).fill("Month", str(on.month))
    colin.fill("Year", str(on.year)).press("Enter the receipt").sees("£40,000.00 is entered.", "£6,000.00")
    finance = by_keyboard(by_keyboard(visitor().sign_in("colin"), MONEY), "Levy").picture("levy")
    by_keyboard(finance, "RB2026/0777").is_at("RB2026/0777").sees("Keppel", "£40,000.00")


def test_a_group_says_what_its_money_did_and_the_council_reads_it(visitor):
    group = visitor(phone=True, javascript=False).open(f"/apply/follow/{_form['token']}/")
    group.press("Fill in the form").is_at("Tell us what the money did").press("Send it")
    group.sees("Say in a few sentences what the money did", "Enter how many people it helped, as a number")
    group.fill("What did the money do?", "Forty of us sang, and the kettle never cooled.")
    group.fill("About how many people did it help?", "forty").fill("How much of the money did you spend?", "100")
    group.press("Send it").sees("Enter a whole number, like 40")
    assert group.page.get_by_label("What did the money do?").input_value().startswith("Forty of us sang")
    group.fill("About how many people did it help?", "40").press("Send it").does_not_see("Fill in the form")
    colin = visitor().sign_in("colin").open(f"/desk/monitoring/{_form['reference']}/")
    colin.sees("Forty of us sang, and the kettle never cooled.", "£100").picture("monitoring-form")
    by_keyboard(colin, "Accept the form").press(re.compile("Accept")).sees("It has been accepted.")
