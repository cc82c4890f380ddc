"""What a person types, and what it comes to."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wapentake.places.models import OutwardCode, Postcode, Ward
from wapentake.places.queries import normalise, ward_for_postcode, written
from wapentake.places.queries.postcodes import LONGEST, SHAPE
from wapentake.places.states import AnswerKind, PostcodeState

from .conftest import CODES

OURS = "E08000018"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("S60 1AE", "S601AE"),
        ("s601ae", "S601AE"),
        ("  s60   1ae ", "S601AE"),
        ("S60-1AE", "S601AE"),
        ("s60.1ae.", "S601AE"),
        ("Ｓ６０　１ＡＥ", "S601AE"),  # full width
        ("S6O 1AE", "S601AE"),  # the letter O for a zero
        ("S60 IAE", "S601AE"),
        ("SW1A 1AA", "SW1A1AA"),
        ("EC1A1BB", "EC1A1BB"),
        ("M1 1AE", "M11AE"),
        ("B33 8TH", "B338TH"),
        ("CR2 6XH", "CR26XH"),
        ("DN55 1PT", "DN551PT"),
        ("W1A 0AX", "W1A0AX"),
        ("GIR 0AA", "GIR0AA"),
        ("S60", None),
        ("1AE", None),
        ("", None),
        ("S60 1A", None),
        ("S60 1AEE", None),
        ("S60 1CE", None),  # C never stands in the second half
        ("60 1AE", None),
        ("hello", None),
        ("S60 1AE; DROP TABLE", None),
        ("S60\x001AE", None),
        ("S" * 100_000, None),
        ("٣60 1AE", None),  # an Arabic digit where a letter must stand
        ("S٦0 1AE", None),
    ],
)
def test_a_postcode_is_read_on_purpose(typed, stored):
    assert normalise(typed) == stored


letters = st.sampled_from("ABCDEFGHJKLMNOPRSTUWYZ")
inward = st.builds("{}{}{}".format, st.sampled_from(string.digits), *[st.sampled_from("ABDEFGHJLNPQRSTUWXYZ")] * 2)
outward = st.one_of(
    st.builds("{}{}".format, letters, st.integers(1, 99)),
    st.builds("{}{}{}".format, letters, st.sampled_from("ABCDEFGHKLMNOPQRSTUVWXY"), st.integers(0, 99)),
)


@given(outward, inward, st.lists(st.sampled_from(" .-\t"), max_size=6), st.randoms())
def test_case_and_spaces_do_not_matter(first, second, noise, chance):
    code = first + second
    typed = list(code.lower() if chance.random() < 0.5 else code)
    for mark in noise:
        typed.insert(chance.randrange(len(typed) + 1), mark)
    assert normalise("".join(typed)) == code


@given(st.text(max_size=60))
@example("ß60 1AE")
@example("S6\u00b2 1AE")
def test_whatever_is_typed_is_a_whole_postcode_or_nothing(typed):
    found = normalise(typed)
    assert found is None or (SHAPE.fullmatch(found) and found.isascii() and normalise(written(found)) == found)


@pytest.fixture
def postcodes(council):
    ward = Ward.objects.get(code=CODES[0])
    kinds = [
        ("S601AE", PostcodeState.LIVE, OURS, ward),
        ("S601AF", PostcodeState.LISTED, OURS, ward),
        ("S601AG", PostcodeState.TERMINATED, OURS, ward),
        ("S601AH", PostcodeState.TERMINATED, OURS, None),
        ("S601AJ", PostcodeState.LIVE, OURS, None),
        ("S12HH", PostcodeState.LIVE, "E08000039", None),
        ("S12HJ", PostcodeState.TERMINATED, "E08000039", None),
        ("CH53AA", PostcodeState.LIVE, "W06000005", None),
    ]
    Postcode.objects.bulk_create(
        Postcode(code=code, state=state, council_code=council, ward=ward) for code, state, council, ward in kinds
    )
    OutwardCode.objects.bulk_create(
        [
            OutwardCode(code="S60", councils=[OURS, "E08000039"]),
            OutwardCode(code="S10", councils=["E08000039"]),
            OutwardCode(code="S81", councils=["E07000171", "E07000033"]),
            OutwardCode(code="SW1A", councils=["E09000033", "E09000022", "E09000020"]),
            OutwardCode(code="TD9", councils=["S12000026"]),
            OutwardCode(code="TD15", councils=["E06000057", "S12000026"]),
            OutwardCode(code="E99", councils=["E07999999"]),
        ]
    )


@pytest.mark.parametrize(
    ("typed", "kind", "sentence"),
    [
        ("s60 1ae", AnswerKind.FOUND, "S60 1AE is in Alder and Ash ward."),
        ("s60 1af", AnswerKind.FOUND, "S60 1AF is in Alder and Ash ward."),
        ("S60 1AG", AnswerKind.TERMINATED, "S60 1AG is no longer in use. It was in Alder and Ash ward."),
        (
            "S60 1AH",
            AnswerKind.TERMINATED,
            "S60 1AH is no longer in use. Use the postcode that replaced it, or choose your ward.",
        ),
        (
            "S60 1AJ",
            AnswerKind.UNKNOWN,
            "We know S60 1AJ, but not which ward it is in. Choose your ward from the list.",
        ),
        ("S1 2HH", AnswerKind.OTHER_COUNCIL, "S1 2HH is in Sheffield, not in Rotherham."),
        ("S1 2HJ", AnswerKind.OTHER_COUNCIL, "S1 2HJ is in Sheffield, not in Rotherham."),
        ("CH5 3AA", AnswerKind.NOT_ENGLISH, "CH5 3AA is in Wales. Rotherham’s wards are in England."),
        ("S10 1AA", AnswerKind.OTHER_COUNCIL, "Postcodes that begin S10 are in Sheffield, not in Rotherham."),
        (
            "S81 1AA",
            AnswerKind.OTHER_COUNCIL,
            "Postcodes that begin S81 are in Bassetlaw or Bolsover, not in Rotherham.",
        ),
        (
            "SW1A 1AA",
            AnswerKind.OTHER_COUNCIL,
            "Postcodes that begin SW1A are in Westminster or a council near it, not in Rotherham.",
        ),
        (
            "E99 1AA",
            AnswerKind.OTHER_COUNCIL,
            "Postcodes that begin E99 are in another council’s area, not in Rotherham.",
        ),
        ("TD9 1AA", AnswerKind.NOT_ENGLISH, "TD9 1AA is in Scotland. Rotherham’s wards are in England."),
        (
            "TD15 1AA",
            AnswerKind.OTHER_COUNCIL,
            "Postcodes that begin TD15 are in Northumberland, not in Rotherham.",
        ),
        ("EH1 1YZ", AnswerKind.NOT_ENGLISH, "EH1 1YZ is in Scotland. Rotherham’s wards are in England."),
        ("CF10 1EP", AnswerKind.NOT_ENGLISH, "CF10 1EP is in Wales. Rotherham’s wards are in England."),
        ("BT1 5GS", AnswerKind.NOT_ENGLISH, "BT1 5GS is in Northern Ireland. Rotherham’s wards are in England."),
        ("JE2 3AB", AnswerKind.NOT_ENGLISH, "JE2 3AB is in the Channel Islands. Rotherham’s wards are in England."),
        (
            "S60 9ZZ",
            AnswerKind.UNKNOWN,
            "We do not know the postcode S60 9ZZ. Check it, or choose your ward from the list.",
        ),
        (
            "ZE1 9QQ",
            AnswerKind.NOT_ENGLISH,
            "ZE1 9QQ is in Scotland. Rotherham’s wards are in England.",
        ),
        ("", AnswerKind.MALFORMED, "Enter a postcode, like S60 1AE."),
        ("  ", AnswerKind.MALFORMED, "Enter a postcode, like S60 1AE."),
        ("S60", AnswerKind.MALFORMED, "“S60” is not a whole postcode. Enter one like S60 1AE."),
        ("x" * 90, AnswerKind.MALFORMED, f"“{'x' * LONGEST}…” is not a whole postcode. Enter one like S60 1AE."),
    ],
)
def test_each_kind_has_its_own_sentence(postcodes, typed, kind, sentence):
    answer = ward_for_postcode(typed)
    assert (answer.kind, answer.sentence) == (kind, sentence)
    assert answer.found == (kind is AnswerKind.FOUND)


def test_only_an_answer_in_our_wards_has_a_ward(postcodes):
    assert ward_for_postcode("S60 1AE").ward == Ward.objects.get(code=CODES[0])
    assert ward_for_postcode("S60 1AG").ward == Ward.objects.get(code=CODES[0])
    assert ward_for_postcode("S1 2HH").ward is None


def test_a_postcode_that_we_hold_takes_one_query(postcodes, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert ward_for_postcode("S60 1AE").ward.name == "Alder and Ash"
    with django_assert_num_queries(0):
        ward_for_postcode("S60")
    with django_assert_num_queries(2):
        ward_for_postcode("S60 9ZZ")
