"""Postcodes are loaded all or nothing, a second time nothing, and those that a file leaves out have ended."""

import dataclasses
import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command

from wapentake.foundation.audit import history
from wapentake.foundation.files import BadFile, Source, hash_of
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.places import actions
from wapentake.places.models import OutwardCode, Postcode, WardSuccession
from wapentake.places.queries import ward_for_postcode
from wapentake.places.readers.boundaries import PATTERNS
from wapentake.places.readers.geojson import read_areas
from wapentake.places.readers.postcodes import read_code_point
from wapentake.places.rules import EditionData, LoadedArea
from wapentake.places.states import AnswerKind, AreaKind

from .conftest import (
    AT,
    CODES,
    MIDDLES,
    NEW,
    OLD,
    OLD_CODES,
    ON,
    borough,
    code_point,
    collection,
    new_wards,
    old_wards,
    ward,
)
from .state import state

OURS = "E08000018"


@pytest.fixture
def boundaries(council, file):
    for features, begins, ends in ((new_wards(), NEW, None), (old_wards(), OLD, NEW)):
        path = file(collection(features))
        areas = [LoadedArea(*row) for row in read_areas(str(path), PATTERNS[AreaKind.WARD], OURS)]
        source = Source(path.name, hash_of(path))
        chosen, _ = actions.load_boundary_set(
            areas, source, kind=AreaKind.WARD, from_date=begins, to_date=ends, by=None, at=AT
        )
        actions.switch_boundary_set(chosen, on=ON, by=None, at=AT)


def load(path, **more):
    rows, source = read_code_point([path])
    return actions.load_postcodes(rows, source, **({"live": True, "on": ON, "by": None, "at": AT} | more))


def test_each_postcode_gets_the_ward_that_its_point_lies_in(boundaries, file):
    found = load(file(code_point(MIDDLES), "s.csv"))
    assert (found.read, found.added, found.changed, found.ended, found.replaced_wards) == (4, 4, 0, 0, 4)
    assert {pc: ward_for_postcode(pc).ward.code for pc, *_ in MIDDLES} == {pc: code for pc, *_, code in MIDDLES}
    assert {row.state for row in Postcode.objects.all()} == {"live"}


def test_wards_of_two_editions_are_linked_by_the_share_of_postcodes(boundaries, file):
    more = [(f"S60 2{a}{b}", 440_590, 390_580, OURS, "") for a in "AB" for b in "ABDE"]
    more += [(f"S60 3{a}{b}", 441_920, 390_590, OURS, "") for a in "AB" for b in "ABDE"]
    load(file(code_point(MIDDLES + more[:12]), "s.csv"))
    found = {(row.predecessor.code, row.successor.code): row.share for row in WardSuccession.objects.all()}
    # Nine of the south row's fourteen lie in the west and five in the east; the north row has too few to tell.
    west, east = pytest.approx(9 / 14, abs=1e-4), pytest.approx(5 / 14, abs=1e-4)
    assert found == {(OLD_CODES[0], CODES[0]): west, (OLD_CODES[0], CODES[1]): east}


def test_the_same_file_twice_changes_nothing(boundaries, file):
    path = file(code_point(MIDDLES), "s.csv")
    load(path)
    before = state()
    assert not load(path).anything
    assert state() == before


def test_one_audit_record_with_the_files_hash_and_one_piece_of_news(boundaries, file):
    Change.objects.all().delete()
    path = file(code_point(MIDDLES), "s.csv")
    load(path)
    [record] = history("postcodes:all")
    facts = json.loads(record.facts)
    assert (facts["file"], facts["added"]) == ("s.csv", 4)
    assert facts["sha256"] == hash_of(path)
    assert {change.ref for change in Change.objects.all()} == {"council:all", "ground:all"}


def test_what_a_live_file_leaves_out_has_ended_and_is_kept(boundaries, file):
    load(file(code_point(MIDDLES), "s.csv"))
    found = load(file(code_point(MIDDLES[1:]), "s.csv"))
    assert found.ended == 1
    gone = Postcode.objects.get(code="S601AA")
    assert (gone.state, gone.terminated_on) == ("terminated", ON)
    answer = ward_for_postcode("S60 1AA")
    assert (answer.kind, answer.ward.code) == (AnswerKind.TERMINATED, CODES[0])
    load(file(code_point(MIDDLES), "s.csv"))  # and it may come back
    assert ward_for_postcode("S60 1AA").kind is AnswerKind.FOUND
    assert Postcode.objects.get(code="S601AA").terminated_on is None


def test_a_file_ends_only_what_it_covers(boundaries, file):
    other = [("DN12 1AA", 441_000, 391_000, OURS, ""), ("S1 2HH", 435_000, 387_000, "E08000039", "")]
    load(file(code_point(MIDDLES + other), "all.csv"))
    assert load(file(code_point(MIDDLES), "s.csv")).ended == 0
    assert Postcode.objects.filter(state="live").count() == 6


def test_of_a_listed_postcode_that_ended_nobody_knows_when(boundaries, file):
    load(file(code_point(MIDDLES), "package.csv"), live=False)
    assert {row.state for row in Postcode.objects.all()} == {"listed"}
    assert load(file(code_point(MIDDLES[1:]), "s.csv")).ended == 1
    assert Postcode.objects.get(code="S601AA").terminated_on is None
    # The package does not overrule what Code-Point knows.
    assert not load(file(code_point(MIDDLES), "package.csv"), live=False).anything
    assert ward_for_postcode("S60 1AA").kind is AnswerKind.TERMINATED


def test_a_list_of_ended_postcodes_ends_what_is_only_listed(boundaries, file):
    load(file(code_point(MIDDLES[:1]), "s.csv"))
    load(file(code_point(MIDDLES), "package.csv"), live=False)
    source = Source("ended.json", "0" * 64)
    codes = [row[0].replace(" ", "") for row in MIDDLES[:2]]
    assert actions.end_listed_postcodes([*codes, "S999ZZ"], source, by=None, at=AT) == 1
    assert actions.end_listed_postcodes(codes, source, by=None, at=AT) == 0
    assert ward_for_postcode(codes[0]).kind is AnswerKind.FOUND  # a file of live postcodes knows better
    answer = ward_for_postcode(codes[1])
    assert (answer.kind, answer.ward.code) == (AnswerKind.TERMINATED, MIDDLES[1][-1])
    assert Postcode.objects.get(code=codes[1]).terminated_on is None
    assert [record.action for record in history("postcodes:all")][-1] == "listed postcodes ended"
    # The package lists them still, and does not overrule it; a file of live postcodes does.
    load(file(code_point(MIDDLES), "package.csv"), live=False)
    assert ward_for_postcode(codes[1]).kind is AnswerKind.TERMINATED
    load(file(code_point(MIDDLES), "s.csv"))
    assert ward_for_postcode(codes[1]).kind is AnswerKind.FOUND


def many(count):
    """Return rows of as many postcodes in the first ward."""
    ends = [f"{digit}{one}{two}" for digit in range(10) for one in "ABDEFGHJ" for two in "ABDEF"]
    return [(f"S6{n // 400} {ends[n % 400]}", 440_590, 390_580, OURS, "") for n in range(count)]


def test_a_file_that_was_cut_short_ends_nothing(boundaries, file):
    load(file(code_point(many(800)), "s.csv"))
    before = state()
    with pytest.raises(Refused, match="300 of 800 live postcodes are missing from the file: it looks cut short"):
        load(file(code_point(many(500)), "s.csv"))
    assert state() == before
    assert load(file(code_point(many(500)), "s.csv"), many_ended=True).ended == 300


def test_a_file_with_swapped_columns_is_refused(boundaries, file):
    swapped = [(pc, northing, easting, council, ward) for pc, easting, northing, council, ward in many(100)]
    before = state()
    with pytest.raises(Refused, match="Only 0 of the council’s 100 postcodes lie in its wards"):
        load(file(code_point(swapped), "s.csv"))
    assert state() == before


GOOD = code_point(MIDDLES)
BY_OTHERS = "The columns are separated by semicolons or tabs. Save it with commas."
TOO_LONG = "The line is longer than 500 characters."
NO_NUMBER = "The northing “{}” is not a whole number of metres."
NOT_CODE_POINT = (
    "It has 3 columns; Code-Point Open has 10, or a heading that names Postcode, Eastings, Northings and "
    "Admin_district_code."
)
BAD = [
    (b"", "", "The file is empty."),
    (b"\x1f\x8b\x08rest", "", "This is a gzip file. Unpack it first and give the file inside."),
    (b"PK\x03\x04rest", "", "This is a ZIP file. Unpack it first and give the file inside."),
    (GOOD.encode("utf-16"), "line 1", "The file is saved as UTF-16. Save it as UTF-8."),
    (GOOD.replace(",", ";"), "line 1", BY_OTHERS),
    (GOOD.replace(",", "\t"), "line 1", BY_OTHERS),
    (GOOD + '"S60 1AF",10,4405', "line 5", "It has 3 columns; the lines before it have 10."),
    (GOOD + '"S60 1', "line 5", "A quotation mark is open at the end of the line: cut short?"),
    (code_point([("S60", 1, 1, OURS, "")]), "line 1", "“S60” is not a postcode."),
    (code_point([MIDDLES[0], ("<script>", 1, 1, OURS, "")]), "line 2", "“<script>” is not a postcode."),
    *[(GOOD.replace("390580", odd), "line 1", NO_NUMBER.format(odd)) for odd in ("NaN", "1e308", "-1", "1.5", "٣٩٠")],
    (GOOD.replace("390580", "9390580"), "line 1", "The northing 9390580 lies outside the British National Grid."),
    (GOOD.replace("440590", "940590"), "line 1", "The easting 940590 lies outside the British National Grid."),
    (GOOD.replace("E08000018", "Rotherham"), "line 1", "“Rotherham” is not a GSS code of a council."),
    ("a,b,c\n1,2,3\n", "line 1", NOT_CODE_POINT),
    ('"' + "A" * 10_000_000 + '"\n', "line 1", TOO_LONG),
    (b'"S60 1AA,' * 60, "line 1", TOO_LONG),
    (GOOD.encode() + b'"S60 1AF\xe9",10,1,1\n', "line 5", "The text is not UTF-8. Save the file as UTF-8."),
    (GOOD.encode() + b"\x00\n", "line 5", "The line holds a NUL byte: this is not a file of text."),
]


@pytest.mark.parametrize(("content", "where", "reason"), BAD, ids=range(len(BAD)))
def test_a_bad_file_is_refused_with_its_line_and_changes_nothing(boundaries, file, content, where, reason):
    load(file(code_point(MIDDLES[:3]), "first.csv"))
    before = state()
    with pytest.raises(BadFile) as refusal:
        load(file(content, "bad.csv"))
    assert (refusal.value.name, refusal.value.where, refusal.value.reason) == ("bad.csv", where, reason)
    assert state() == before


def test_a_postcode_that_comes_twice_is_refused(boundaries, file):
    with pytest.raises(Refused, match="The postcode S60 1AA stands in the file twice"):
        load(file(code_point([*MIDDLES, MIDDLES[0]]), "s.csv"))
    assert not Postcode.objects.exists()


def test_a_file_of_nothing_but_a_heading_is_refused(boundaries, file):
    with pytest.raises(Refused, match="There is no postcode in it"):
        load(file("PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n", "s.csv"))


@pytest.mark.parametrize(
    "heading",
    [
        "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n",
        "Postcode,Positional_quality_indicator,Eastings,Northings,Country_code,NHS_regional_HA_code,NHS_HA_code,"
        "Admin_county_code,Admin_district_code,Admin_ward_code\n",
        "\ufeffpc,pq,ea,no,cy,rh,lh,cc,dc,wc\r\n",
    ],
)
def test_a_heading_and_a_byte_order_mark_are_read(boundaries, file, heading):
    assert load(file(heading + code_point(MIDDLES), "s.csv")).read == 4
    assert ward_for_postcode("S60 1AE").ward.code == CODES[3]


def test_columns_may_stand_in_another_order(boundaries, file):
    text = "Admin_district_code,Postcode,Northings,Eastings\n" + "".join(
        f"{dc},{pc},{n},{e}\n" for pc, e, n, dc, _ in MIDDLES
    )
    load(file(text, "s.csv"))
    assert ward_for_postcode("S60 1AE").ward.code == CODES[3]


def test_a_postcode_without_a_position_has_no_ward(boundaries, file):
    load(file(code_point([*MIDDLES, ("S95 1AA", 0, 0, OURS, "")]), "s.csv"))
    row = Postcode.objects.get(code="S951AA")
    assert (row.easting, row.longitude, row.ward) == (None, None, None)
    assert ward_for_postcode("S95 1AA").kind is AnswerKind.UNKNOWN


def test_a_postcode_of_another_council_has_no_ward_even_inside_our_boundary(boundaries, file):
    load(file(code_point([("S60 1AA", 440_590, 390_580, "E08000039", "")]), "s.csv"))
    assert ward_for_postcode("S60 1AA").sentence == "S60 1AA is in Sheffield, not in Rotherham."


def test_without_boundaries_postcodes_are_kept_and_get_their_wards_later(council, file):
    assert load(file(code_point(MIDDLES), "s.csv")).replaced_wards == 0
    assert ward_for_postcode("S60 1AE").kind is AnswerKind.UNKNOWN
    call_command("load_boundaries", str(file(collection(new_wards()))))
    assert ward_for_postcode("S60 1AE").ward.code == CODES[3]


def test_the_day_of_a_new_edition_moves_every_postcode(boundaries, file):
    load(file(code_point(MIDDLES), "s.csv"))
    assert actions.recompute_wards(on=ON, by=None, at=AT) == 0
    assert actions.recompute_wards(on=OLD, by=None, at=AT) == 4
    assert {ward_for_postcode(pc).ward.code for pc, *_ in MIDDLES} == set(OLD_CODES)
    assert history("postcodes:all")[-1].action == "wards of postcodes computed"


def test_a_new_edition_without_boundaries_has_no_postcodes_yet(boundaries, file):
    load(file(code_point(MIDDLES), "s.csv"))
    later = dt.date(2028, 5, 4)
    third = EditionData("The 1 ward from May 2028", later, "", "", (ward(1, "E05099001", "All"),))
    more = dataclasses.replace(borough(), editions=(*borough().editions, third))
    actions.set_up_council(more, by=None, at=AT)
    assert actions.recompute_wards(on=later, by=None, at=AT) == 4
    assert ward_for_postcode("S60 1AE").kind is AnswerKind.UNKNOWN


def test_outward_codes_are_replaced_as_a_whole(council):
    source = Source("a file", "1" * 64)
    assert actions.load_outward_codes({"S60": [OURS], "S1": ["E08000039"]}, source, by=None, at=AT) == 2
    assert actions.load_outward_codes({"S60": [OURS], "S1": ["E08000039"]}, source, by=None, at=AT) == 0
    assert actions.load_outward_codes({"S60": [OURS, "E08000039"]}, source, by=None, at=AT) == 2
    assert {row.code: row.councils for row in OutwardCode.objects.all()} == {"S60": [OURS, "E08000039"]}


def test_the_command_says_what_it_did(boundaries, file, capsys):
    wrong = [*MIDDLES[:3], (*MIDDLES[3][:4], CODES[0])]
    call_command("load_postcodes", str(file(code_point(wrong), "s.csv")))
    said = capsys.readouterr().out
    assert "4 postcodes read: 4 added, 0 changed, 0 no longer in use; 4 have a new ward." in said
    assert "3 of our 4 lie in the ward that the file names." in said
    assert f"S601AE: the file says {CODES[0]}, its point lies in {CODES[3]}." in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Give Code-Point Open files, or --district with a council's GSS code."),
        (["x.csv", "--district", OURS], "Give Code-Point Open files, or --district with a council's GSS code."),
        (["/nowhere/x.csv"], "x.csv: There is no such file."),
        (["/tmp"], "tmp: This is not a file."),
        (["--district", "E08000099"], "No postcode lies in a council with the code E08000099."),
    ],
)
def test_the_command_refuses_in_a_sentence(council, arguments, said):
    with pytest.raises(CommandError, match=said.replace("(", r"\(")):
        call_command("load_postcodes", *arguments)


def test_the_package_gives_the_district_and_its_neighbours(council, capsys):
    call_command("load_postcodes", "--district", OURS)
    call_command("load_postcodes", "--district", OURS)
    first, _, second, _ = capsys.readouterr().out.splitlines()
    assert Postcode.objects.filter(council_code=OURS).count() > 9000
    assert ", 0 changed, 0 no longer in use" in first
    assert " 0 added, 0 changed, 0 no longer in use; 0 have a new ward." in second
    assert ward_for_postcode("S1 2HH").sentence == "S1 2HH is in Sheffield, not in Rotherham."
    assert ward_for_postcode("EH1 1YZ").kind is AnswerKind.NOT_ENGLISH
    assert ward_for_postcode("LS1 1UR").sentence == "Postcodes that begin LS1 are in Leeds, not in Rotherham."
