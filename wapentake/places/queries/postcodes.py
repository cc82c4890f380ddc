"""A postcode's ward, or why there is none."""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from ..models import OutwardCode, Postcode, Ward
from ..states import AnswerKind, PostcodeState

# Royal Mail's shapes of postcodes; C, I, K, M, O and V never stand in the last two places.
LIKE_ONE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")
SHAPE = re.compile(r"(?:[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]?|GIR)[0-9][ABD-HJLNP-UW-Z]{2}")
LONGEST = 40

# The first letters of a GSS code of a council, and of what the postcode directory writes outside the United Kingdom.
COUNTRIES = {"S": "Scotland", "W": "Wales", "N": "Northern Ireland", "L": "the Channel Islands", "M": "the Isle of Man"}
# Postcode areas that lie outside England altogether; the others near a border need their own row.
AREAS = {
    "Scotland": "AB DD EH FK G HS IV KA KW KY ML PA PH ZE",
    "Wales": "CF SA",
    "Northern Ireland": "BT",
    "the Channel Islands": "GY JE",
    "the Isle of Man": "IM",
}
COUNTRY_OF_AREA = {area: country for country, areas in AREAS.items() for area in areas.split()}

_ZEROS = str.maketrans("OI", "01")
_FIELDS = [field.attname for field in Ward._meta.concrete_fields]
_ASK = f"""
SELECT p.state, p.council_code, {", ".join("w." + connection.ops.quote_name(name) for name in _FIELDS)}
FROM places_postcode AS p LEFT JOIN places_ward AS w ON w.id = p.ward_id WHERE p.code = %s
"""  # noqa: S608 - the names of our own columns


@dataclass(frozen=True, slots=True)
class PostcodeAnswer:
    """What a postcode came to. `ward` is set where it is found, and where it was when a postcode is no longer in use.

    `sentence` is the answer in plain words; `council` the other council's name, or the country outside England.
    """

    kind: AnswerKind
    postcode: str
    sentence: str
    ward: Ward | None = None
    council: str = ""

    @property
    def found(self) -> bool:
        return self.kind is AnswerKind.FOUND


def normalise(text: str) -> str | None:
    """Return a postcode as it is stored (S601AE), or None if the text is not a whole postcode.

    Spaces, hyphens, full stops, lower case and full-width letters are read; the letter O or I where only a digit can
    stand is read as 0 or 1.
    """
    if len(text) > LONGEST:
        return None
    plain = re.sub(r"[\s.\-]", "", unicodedata.normalize("NFKC", text)).upper()
    if SHAPE.fullmatch(plain):
        return plain
    if not plain.isascii() or not 5 <= len(plain) <= 7:
        return None
    mended = plain[0] + plain[1:-2].translate(_ZEROS) + plain[-2:]
    return mended if SHAPE.fullmatch(mended) else None


def shown(text: str) -> str:
    """Return what a person typed as it may be shown to them again: short, and nothing that cannot be seen."""
    return "".join(mark for mark in text.strip()[:LONGEST] if mark.isprintable())


def written(code: str) -> str:
    """Return a stored postcode as people write it: S60 1AE."""
    return f"{code[:-3]} {code[-3:]}"


def ward_for_postcode(text: str) -> PostcodeAnswer:
    """Return the ward of a postcode, or why there is none. One query by primary key for a postcode that we hold.

    Never raises for what a person typed.
    """
    code = normalise(text)
    if code is None:
        return PostcodeAnswer(AnswerKind.MALFORMED, shown(text), _malformed(text))
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [code])  # house: put together from the names of our own columns
        row = cursor.fetchone()
    if row is None:
        return _by_outward_code(code)
    state, council, *values = row
    ward = Ward.from_db(connection.alias, _FIELDS, values) if values[0] is not None else None
    if ward is not None and state != PostcodeState.TERMINATED:
        name = written(code)
        return PostcodeAnswer(AnswerKind.FOUND, name, f"{name} is in {ward.name} ward.", ward)
    return _without_ward(code, state, council, ward)


def council_name(code: str) -> str:
    """Return an English council's name for its GSS code, or an empty text."""
    return _councils().get(code, "")


def wards_of_postcodes(codes: Iterable[str]) -> dict[str, str]:
    """Return the GSS code of the ward of each of these stored postcodes that has one."""
    placed = Postcode.objects.filter(code__in=list(codes), ward__isnull=False)
    return {code: ward for code, ward in placed.values_list("code", "ward__code")}


def _without_ward(code: str, state: str, council: str, ward: Ward | None) -> PostcodeAnswer:
    name = written(code)
    if council and council != settings.WAPENTAKE_COUNCIL_CODE:
        return _elsewhere(name, [council])
    if state == PostcodeState.TERMINATED:
        was = f" It was in {ward.name} ward." if ward else " Use the postcode that replaced it, or choose your ward."
        return PostcodeAnswer(AnswerKind.TERMINATED, name, f"{name} is no longer in use.{was}", ward)
    sentence = f"We know {name}, but not which ward it is in. Choose your ward from the list."
    return PostcodeAnswer(AnswerKind.UNKNOWN, name, sentence)


def _by_outward_code(code: str) -> PostcodeAnswer:
    """Answer for a postcode that we do not hold from its first half: which councils do its neighbours lie in?"""
    name, outward = written(code), code[:-3]
    row = OutwardCode.objects.filter(code=outward).first()
    councils = row.councils if row else []
    if councils and settings.WAPENTAKE_COUNCIL_CODE not in councils:
        return _elsewhere(name, councils, beginning=outward)
    area = re.sub(r"[0-9].*", "", outward)
    if not row and area in COUNTRY_OF_AREA:
        return _outside_england(name, COUNTRY_OF_AREA[area])
    sentence = f"We do not know the postcode {name}. Check it, or choose your ward from the list."
    return PostcodeAnswer(AnswerKind.UNKNOWN, name, sentence)


def _elsewhere(name: str, councils: list[str], *, beginning: str = "") -> PostcodeAnswer:
    ours = settings.WAPENTAKE_COUNCIL
    countries = {COUNTRIES.get(code[0], "England") for code in councils}
    if "England" not in countries:
        return _outside_england(name, COUNTRIES[councils[0][0]])
    known = [council_name(code) for code in councils if council_name(code)]
    where = f"in {_either(known)}" if known else "in another council’s area"
    subject = f"Postcodes that begin {beginning} are" if beginning else f"{name} is"
    return PostcodeAnswer(
        AnswerKind.OTHER_COUNCIL, name, f"{subject} {where}, not in {ours}.", council=known[0] if known else ""
    )


def _either(names: list[str]) -> str:
    """Return the likeliest councils, of which a few postcodes of an outward code may stray into many."""
    return " or ".join(names) if len(names) < 3 else f"{names[0]} or a council near it"


def _outside_england(name: str, country: str) -> PostcodeAnswer:
    sentence = f"{name} is in {country}. {settings.WAPENTAKE_COUNCIL}’s wards are in England."
    return PostcodeAnswer(AnswerKind.NOT_ENGLISH, name, sentence, council=country)


def _malformed(text: str) -> str:
    typed = shown(text)
    if not typed:
        return f"Enter a postcode, like {settings.WAPENTAKE_POSTCODE}."
    if LIKE_ONE.fullmatch(typed.upper().replace(" ", "")):
        return f"There is no postcode {typed.upper()}. Check it, or choose your ward from the list."
    more = "…" if len(text.strip()) > LONGEST else ""
    return f"“{typed}{more}” is not a whole postcode. Enter one like {settings.WAPENTAKE_POSTCODE}."


@cache
def _councils() -> dict[str, str]:
    """The names of England's councils by GSS code (ONS, Open Government Licence)."""
    path = Path(__file__).parent.parent / "data" / "councils.json"
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return names
