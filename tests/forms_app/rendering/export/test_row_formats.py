"""Repeating questions on their way out: sheets of a workbook, files of a zip; read again by somebody else's reader."""

import csv
import io
import zipfile

import openpyxl
import pytest

from forms_app.models.published import published_definition
from forms_app.rendering.export import FORMATS, xlsx
from forms_app.rendering.export.layout import layout_of
from forms_app.rendering.table import Record
from tests.factories import forms

FAMILY = {
    "key": "family",
    "type": "repeat",
    "label": "世帯員",
    "fields": [
        {"key": "who", "type": "text", "label": "お名前"},
        {"key": "born", "type": "text", "label": "続柄"},
    ],
}
TWO = {"family": [{"who": "=1+1", "born": "妻"}, {"who": "𠮷田", "born": "子"}]}


@pytest.fixture
def export(in_town):
    form = forms.published_form(definition=forms.definition(FAMILY, {"key": "note", "type": "text", "label": "備考"}))
    definition = published_definition(form.current_version_id)

    def export(format: str, *answers: dict) -> tuple[io.BytesIO, list[str], list[str]]:
        applications = [forms.application(form=form, answers=answer) for answer in answers]
        records = [Record(a, definition, a.get_answers(), {}) for a in applications]
        file = io.BytesIO()
        warnings = FORMATS[format].write(records, layout_of([definition]), file)
        return file, warnings, [a.receipt_number for a in applications]

    return export


def sheet_rows(file: io.BytesIO, name: str) -> list[list[str]]:
    sheet = openpyxl.load_workbook(file)[name]
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_xlsx_has_a_sheet_for_each_repeating_question(export):
    file, _warnings, [number] = export("xlsx", TWO)
    assert openpyxl.load_workbook(file).sheetnames == ["申請", "世帯員"]
    assert sheet_rows(file, "世帯員") == [
        ["受付番号", "行番号", "お名前", "続柄"],
        [number, "1", "=1+1", "妻"],
        [number, "2", "𠮷田", "子"],
    ]


def test_xlsx_of_no_rows_has_the_header_still(export):
    file, _warnings, _ = export("xlsx", {"note": "ひとり"})
    assert sheet_rows(file, "世帯員") == [["受付番号", "行番号", "お名前", "続柄"]]


def test_xlsx_goes_on_in_a_further_sheet_when_one_is_full(export, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    file, _warnings, _ = export("xlsx", TWO, {"family": [{"who": "三郎"}]})
    assert openpyxl.load_workbook(file).sheetnames == ["申請", "世帯員", "世帯員（2）"]
    assert [row[2] for row in sheet_rows(file, "世帯員（2）")] == ["お名前", "三郎"]


def test_csv_by_rows_is_a_zip_with_a_file_for_each_repeating_question(export):
    file, warnings, [number] = export("csv_rows", TWO)
    package = zipfile.ZipFile(file)
    text = package.read("世帯員.csv").decode("utf-8-sig")
    assert package.namelist() == ["申請.csv", "世帯員.csv"]
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["受付番号", "行番号", "お名前", "続柄"],
        [number, "1", "'=1+1", "妻"],
        [number, "2", "𠮷田", "子"],
    ]
    assert warnings == []


def test_csv_by_rows_names_the_row_of_a_letter_that_cp932_lacks(export):
    file, [warning], [number] = export("csv_rows_cp932", TWO)
    assert "〓田" in zipfile.ZipFile(file).read("世帯員.csv").decode("cp932")
    assert warning == (
        f"受付番号 {number}: シフトJISにない文字を〓に置きかえました（世帯員「𠮷」、世帯員2・お名前「𠮷」）。"
    )


def test_csv_by_rows_says_when_nothing_repeats(in_town):
    file = io.BytesIO()
    warnings = FORMATS["csv_rows"].write([], layout_of([]), file)
    assert warnings == ["この手続にくり返しの設問はないので、ファイルは「申請」のひとつだけです。"]
    assert zipfile.ZipFile(file).namelist() == ["申請.csv"]


def test_plain_csv_stays_one_file(export):
    file, _warnings, _ = export("csv", TWO)
    assert file.getvalue().startswith(b"\xef\xbb\xbf")
