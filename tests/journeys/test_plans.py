"""The ward's members agree to a plan, services answer what wards ask, figures come in, and residents have their say."""

import re
import time
from pathlib import Path

CALL = "/wards/boston-castle/have-your-say/clifton-park-what-comes-first/"
HEADINGS = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
PLACE = "-1.3540,53.4265"  # Clifton Park
LINE = f",2025-05,South Yorkshire Police,South Yorkshire Police,{PLACE},Park,,,Anti-social behaviour,,"
REASON = "Parks come before lights. Put them in that order, and I agree."


def wait_for(person, path: str, text: str) -> None:
    """Wait until a published page is drawn anew: however busy the machine is. What it promises is timed elsewhere."""
    end = time.monotonic() + 60
    while text not in person.fetch(path):
        assert time.monotonic() < end, f"{path} does not say “{text}”"
        time.sleep(0.1)


def test_a_plan_that_one_member_refuses_first_is_agreed_by_all(visitor):
    dan = visitor(javascript=False).sign_in("dan").open("/desk/plan/boston-castle/")
    dan.press("Begin a new version").sees("Boston Castle’s plan")
    plan = dan.page.url.removeprefix(dan.address)
    dan.press("Put it to the ward’s members").press("Put the plan to the ward’s members")
    dan.picture("plan-proposed")
    tariq = visitor(keyboard=True).sign_in("tariq").open(plan)
    tariq.press("Refuse, with a reason").fill("What should change?", REASON).press("Refuse the plan")
    dan.open(plan).sees(REASON).press("Put it to the ward’s members").press("Put the plan to the ward’s members")
    for key in ("maureen", "grace", "tariq"):
        visitor(phone=True, javascript=False).sign_in(key).open(plan).press("Agree").press("Agree to the plan")
    dan.open(plan).press("Publish").press("Publish the plan")
    wait_for(dan, "/wards/boston-castle/plan/", "version 2")
    dan.follow("The published plan").sees("version 2", "Cllr Maureen Ashby", "Cllr Grace Okafor", "Cllr Tariq Iqbal")


def test_a_service_answers_what_a_ward_asks(visitor):
    vic = visitor(keyboard=True).sign_in("vic").follow(re.compile("Answer Boston Castle: Sweep Clifton Lane"))
    vic.press("Accept it, with a date").fill("What will be done?", "Sweep Clifton Lane at seven on Saturdays")
    for part, value in (("Day", "1"), ("Month", "2"), ("Year", "2027")):
        vic.fill(part, value)
    vic.press("Accept it").sees("Accepted", "Sweep Clifton Lane at seven on Saturdays")
    vic.open("/desk/asks/2/").press("Decline it, with reasons")
    vic.press("Decline it").sees("There is a problem")
    vic.fill("Why can it not be done?", "No crew works on Sundays. Larger bins come in May.").press("Decline it")
    head = visitor().sign_in("yvonne").open("/desk/plan/proposal/?service=streetscene&words=litter")
    head.sees("Asked of Streetscene", "says “litter”").picture("proposal")
    dan = visitor(phone=True, javascript=False).sign_in("dan").open("/desk/asks/?ward=E05012996")
    dan.sees("Larger bins come in May.", "By 1 February 2027")


def test_a_resident_answers_by_keyboard_and_reads_progress_without_javascript(visitor):
    resident = visitor(keyboard=True).open(CALL).press("Answer now")
    resident.press("Continue").sees("There is a problem")
    resident.fill("What should we do first in Clifton Park?", "Lights on the long path.")
    resident.press("Continue").sees("Lights on the long path.").press("Send your answer").sees("We have your answer")
    reader = (
        visitor(phone=True, javascript=False).open("/wards/boston-castle/").follow("Slower traffic on the school run")
    )
    reader.sees("4 of 6 actions done", "About one driver in four still breaks the limit.")
    reader.open("/wards/boston-castle/plan/").sees("Agreed by")


def test_a_month_of_police_data_moves_the_profile(visitor, tmp_path: Path):
    reader = visitor(phone=True, javascript=False).open("/wards/boston-castle/profile/").does_not_see("May 2025")
    month = tmp_path / "2025-05-south-yorkshire-street.csv"
    month.write_text("\n".join([HEADINGS, *[LINE] * 30, LINE.replace(PLACE, ",")]) + "\n")
    dan = visitor().sign_in("dan").open("/desk/evidence/").press("Add readings")
    dan.page.get_by_label("Readings", exact=True).set_input_files(month)
    for part, value in (("Day", "20"), ("Month", "8"), ("Year", "2025")):
        dan.fill(part, value)
    dan.press("Read and compare").sees("31 figures read", "1 without a place")
    dan.press("Apply the file").sees("Applied")
    wait_for(reader, "/wards/boston-castle/profile/", "May 2025")
    reader.open("/wards/boston-castle/profile/").sees("It was 2.5 in February 2025", "May 2025")
