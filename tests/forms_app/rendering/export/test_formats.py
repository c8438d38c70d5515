"""The formats, written and read again by somebody else's reader."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest

from forms_app.models import Application
from forms_app.models.published import published_definition
from forms_app.rendering.export import FORMATS
from forms_app.rendering.export.csv_file import defused, to_cp932, unmappable
from forms_app.rendering.export.layout import layout_of
from forms_app.rendering.table import Record
from tests.factories import forms

FIELDS = [
    {"key": "note", "type": "textarea", "label": "備考"},
    {"key": "where", "type": "location", "label": "場所"},
]
PLACE = {"address": "司町40-1", "latitude": "35.423120", "longitude": "136.760710"}


@pytest.fixture
def export(in_town):
    form = forms.published_form(definition=forms.definition(*FIELDS))
    definition = published_definition(form.current_version_id)

    def export(format: str, *answers: dict) -> tuple[bytes, list[str], list[Application]]:
        applications = [forms.application(form=form, answers=answer) for answer in answers]
        records = [Record(a, definition, a.get_answers(), {}) for a in applications]
        file = io.BytesIO()
        warnings = FORMATS[format].write(records, layout_of([definition]), file)
        return file.getvalue(), warnings, applications

    return export


def read_csv(content: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def test_csv_is_read_again_as_it_was(export):
    content, _warnings, _ = export("csv", {"note": 'か"ぎ",\n二行目 𠮷'})
    header, row = read_csv(content, "utf-8-sig")
    assert (header[7], row[7]) == ("備考", 'か"ぎ",\n二行目 𠮷')


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-cmd", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")'])
def test_csv_defuses_formulas(cell):
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "3.14", "普通の文", "058-265-4141", ""])
def test_csv_leaves_plain_cells_alone(cell):
    assert defused(cell) == cell


def test_cp932_takes_the_signs_that_windows_names_otherwise():
    assert to_cp932("10〜12 −5") == "10～12 －5".encode("cp932")


def test_cp932_reports_each_letter_it_does_not_have(export):
    content, warnings, [application] = export("csv_cp932", {"note": "𠮷野家と😀"})
    assert read_csv(content, "cp932")[1][7] == "〓野家と〓"
    assert warnings == [
        f"受付番号 {application.receipt_number}: シフトJISにない文字を〓に置きかえました（備考「𠮷」、備考「😀」）。"
    ]


def test_unmappable_names_each_letter_once():
    assert unmappable("😀あ😀𠮷") == ["😀", "𠮷"]


def test_xlsx_opens_with_text_cells_only(export):
    content, _warnings, [application] = export("xlsx", {"note": "=1+1 <&> \n二行目"})
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells["=1+1 <&> \n二行目"] == "s"
    assert cells[application.receipt_number] == "s"
    assert sheet["A1"].value == "受付番号"


def test_xlsx_is_a_sound_package(export):
    content, _warnings, _ = export("xlsx", {"note": "あ"})
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_json_holds_the_answers_as_stored(export):
    content, _warnings, [application] = export("json", {"note": "あ", "where": PLACE})
    [one] = json.loads(content)
    assert (one["receipt_number"], one["answers"]) == (application.receipt_number, {"note": "あ", "where": PLACE})


def test_json_of_nothing_is_an_empty_list(export):
    assert json.loads(export("json")[0]) == []


def test_geojson_has_longitude_first_and_counts_what_it_leaves_out(export):
    content, warnings, _ = export("geojson", {"where": PLACE}, {"note": "場所なし"})
    [feature] = json.loads(content)["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [136.76071, 35.42312]}
    assert feature["properties"]["場所（住所や目印）"] == "司町40-1"
    assert warnings == ["緯度と経度のない申請 1 件は、地図のファイルに入っていません。"]


@pytest.mark.parametrize("format", FORMATS)
def test_format_writes_to_a_file_that_cannot_go_back(in_town, format):
    """A sealed file is written once, from front to back."""

    class Pipe(io.RawIOBase):
        content = b""

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.content += bytes(data)
            return len(data)

    form = forms.published_form(definition=forms.definition(*FIELDS))
    definition = published_definition(form.current_version_id)
    application = forms.application(form=form, answers={"note": "あ", "where": PLACE})
    pipe = Pipe()
    FORMATS[format].write(
        [Record(application, definition, application.get_answers(), {})], layout_of([definition]), pipe
    )
    assert pipe.content
