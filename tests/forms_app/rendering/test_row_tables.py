from forms_app.rendering.row_tables import row_header_of, row_tables_of, rows_of
from forms_app.rendering.table import Record
from forms_app.schema.definition import load
from tests.factories import forms

AGE = {"key": "age", "type": "text", "label": "続柄"}
JOB = {"key": "job", "type": "text", "label": "職業"}


def family(*fields: dict, **facts) -> dict:
    return {"key": "family", "type": "repeat", "label": "世帯員", "fields": list(fields), **facts}


def headers(*versions: list[dict]) -> list[tuple[str, list[str]]]:
    tables = row_tables_of(load(forms.definition(*fields)) for fields in versions)
    return [(table.label, row_header_of(table)) for table in tables]


def test_row_table_begins_with_receipt_and_row_number():
    assert headers([family(AGE)]) == [("世帯員", ["受付番号", "行番号", "続柄"])]


def test_row_columns_keep_their_place_over_versions():
    versions = [family(AGE, JOB)], [family({**JOB, "label": "仕事"}, {**AGE, "key": "new", "label": "備考"})]
    assert headers(*versions) == [("世帯員", ["受付番号", "行番号", "続柄", "仕事", "備考"])]


def test_row_table_keeps_its_place_and_wears_its_last_label():
    pets = family(JOB, key="pets", label="犬")
    assert [label for label, _ in headers([family(AGE)], [pets, family(AGE, label="家族")])] == ["家族", "犬"]


def test_row_header_tells_like_questions_apart():
    [(_, header)] = headers([family(AGE, {**JOB, "label": "続柄"})])
    assert header[2:] == ["続柄［age］", "続柄［job］"]


def test_form_without_repeating_questions_has_no_row_table():
    assert headers([AGE]) == []


def test_rows_of_an_application_are_numbered_and_keep_empty_cells(in_town):
    form = forms.published_form(definition=forms.definition(family(AGE, JOB)))
    application = forms.application(form=form, answers={"family": [{"age": "妻", "job": "農業"}, {"age": "子"}]})
    definition = load(form.current_version.definition)
    [table] = row_tables_of([definition])
    number = application.receipt_number
    assert list(rows_of(Record(application, definition, application.get_answers(), {}), table)) == [
        [number, "1", "妻", "農業"],
        [number, "2", "子", ""],
    ]


def test_rows_of_a_version_in_which_the_key_did_not_repeat_are_none(in_town):
    form = forms.published_form(definition=forms.definition({**AGE, "key": "family"}))
    application = forms.application(form=form, answers={"family": "妻と子"})
    definition = load(form.current_version.definition)
    [table] = row_tables_of([load(forms.definition(family(AGE)))])
    assert list(rows_of(Record(application, definition, application.get_answers(), {}), table)) == []
