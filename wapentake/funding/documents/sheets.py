"""A statement as a spreadsheet. Rows go out as they come, so a quarter of a million cost no more memory than ten."""

import datetime as dt
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings

from .cells import HEADS, UNFIT, Value

WIDTHS = (16, 12, 12, 26, 12, 28, 10, 44, 38, 22, 14, 10, 38, 34, 14, 14, 12, 14, 14, 44)
MONEY, DAY = "#,##0.00", "yyyy-mm-dd"
# Fixed, so that the same statement is the same file.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Sheet:
    """What a workbook's only sheet is called, and its columns with their widths."""

    name: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]


AWARDS = Sheet("Awards", HEADS, WIDTHS)
Rows = Iterable[Sequence[Value]]
More = Sequence[tuple[Sheet, Rows]]


def write_xlsx(file: IO[bytes], title: str, rows: Rows, made: Sheet = AWARDS, more: More = ()) -> None:
    """Write a workbook of one sheet, and `more` after it. Every text is a text cell: none can be a formula."""
    # Here, since few processes ever write a workbook and it costs each 10 MB.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = f"{settings.WAPENTAKE_COUNCIL} Council"
    book.properties.title = title
    for one, found in ((made, rows), *more):
        _write_sheet(book.create_sheet(one.name), one, found)
    book.save(file)  # house: a file, not a row


def _write_sheet(sheet: Any, made: Sheet, rows: Rows) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet.freeze_panes = "A2"
    for number, width in enumerate(made.widths):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    heads = [WriteOnlyCell(sheet, value=head) for head in made.heads]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([_cell(WriteOnlyCell(sheet), value) for value in row])


def _cell(cell: Any, value: Value) -> Any:
    """Put a value into an empty cell, texts as texts: also one that begins with an equals sign."""
    if isinstance(value, str):
        cell.value, cell.data_type = UNFIT.sub("", value), "s"
        return cell
    cell.value = value
    if isinstance(value, Decimal | dt.date):
        cell.number_format = MONEY if isinstance(value, Decimal) else DAY
    return cell


def write_ods(file: IO[bytes], title: str, rows: Rows, made: Sheet = AWARDS, more: More = ()) -> None:
    """Write an OpenDocument spreadsheet row by row, and `more` after its sheet. ADR 0009 says why odfpy does not."""
    sheets = [(made, rows), *more]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", LONG_AGO), ODS, zipfile.ZIP_STORED)
        for name, text in (("META-INF/manifest.xml", _MANIFEST), ("meta.xml", _META.format(title=escape(title)))):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), text, zipfile.ZIP_DEFLATED)
        content = zipfile.ZipInfo("content.xml", LONG_AGO)
        content.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(content, "w", force_zip64=True) as part:
            part.write(_head([one for one, _ in sheets]).encode())
            for number, (one, found) in enumerate(sheets):
                part.write(_ods_table(number, one).encode())
                part.write(_ods_row(one.heads, header=True).encode())
                for row in found:
                    part.write(_ods_row(row).encode())
                part.write(b"</table:table>")
            part.write(_FOOT.encode())


def _ods_row(row: Iterable[Value], *, header: bool = False) -> str:
    cells = "".join(_ods_cell(value, "head" if header else "") for value in row)
    line = f"<table:table-row>{cells}</table:table-row>"
    return f"<table:table-header-rows>{line}</table:table-header-rows>" if header else line


def _ods_cell(value: Value, style: str = "") -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    styled = f" table:style-name={quoteattr(style)}" if style else ""
    if isinstance(value, Decimal):
        return (
            f'<table:table-cell table:style-name="money" office:value-type="float" office:value="{value:.2f}">'
            f"<text:p>{value:,.2f}</text:p></table:table-cell>"
        )
    if isinstance(value, int):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value:,}</text:p>'
            "</table:table-cell>"
        )
    if isinstance(value, dt.date):
        day = value.isoformat()
        return (
            f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{day}">'
            f"<text:p>{day}</text:p></table:table-cell>"
        )
    text = "</text:p><text:p>".join(escape(line) for line in UNFIT.sub("", value).splitlines())
    return f'<table:table-cell{styled} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def _head(sheets: Sequence[Sheet]) -> str:
    columns = "".join(
        f'<style:style style:name="s{place}c{number}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.2:.1f}cm"/></style:style>'
        for place, made in enumerate(sheets)
        for number, width in enumerate(made.widths)
    )
    return _HEAD.format(columns=columns)


def _ods_table(place: int, made: Sheet) -> str:
    styles = (f"s{place}c{number}" for number in range(len(made.widths)))
    columns = "".join(f'<table:table-column table:style-name="{style}"/>' for style in styles)
    return f"<table:table table:name={quoteattr(made.name)}>{columns}"


ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODS}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
_META = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">
<office:meta><dc:title>{title}</dc:title><dc:language>en-GB</dc:language></office:meta></office:document-meta>"""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"><office:automatic-styles>
<number:number-style style:name="n1"><number:number number:decimal-places="2" number:min-decimal-places="2"
 number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:date-style style:name="n2"><number:year number:style="long"/><number:text>-</number:text>
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<style:style style:name="money" style:family="table-cell" style:data-style-name="n1"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="n2"/>
<style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
{columns}</office:automatic-styles><office:body><office:spreadsheet>
"""
_FOOT = "</office:spreadsheet></office:body></office:document-content>"
