import pytest
from django.core.exceptions import ValidationError

from forms_app.admin.forms.row_lines import RowLines, row_lines, type_names
from forms_app.schema.fieldtypes.repeat import NOT_IN_ROWS
from forms_app.schema.registry import FIELD_TYPES

STORED = [
    {"key": "name", "type": "name", "label": "氏名", "required": True, "help": "戸籍のとおりに"},
    {
        "key": "tie", "type": "choice", "label": "続柄",
        "options": [{"value": "father", "label": "父"}, {"value": "mother", "label": "母"}],
    },
]  # fmt: skip


def read(text: str, stored=()) -> list[dict]:
    return RowLines(stored=list(stored)).clean(text)


def test_lines_show_what_is_stored():
    assert row_lines(STORED) == "氏名 | 氏名（ふりがな付き） | 必須\n続柄 | ひとつ選ぶ：父、母".replace(
        "氏名（ふりがな付き）", FIELD_TYPES["name"].label
    )


def test_lines_that_stay_keep_everything():
    assert read(row_lines(STORED), STORED) == [STORED[0], {**STORED[1], "required": False}]


def test_a_new_line_is_a_new_question():
    [question] = read("年収｜数値｜必須")
    assert question == {"key": question["key"], "type": "number", "label": "年収", "required": True}


def test_options_keep_the_values_of_those_that_stay():
    [question] = read("続柄 | ひとつ選ぶ：父、祖母", STORED)
    assert [option["label"] for option in question["options"]] == ["父", "祖母"]
    assert question["options"][0]["value"] == "father"


@pytest.mark.parametrize(
    "text", ["氏名", "氏名 | 何か", "続柄 | ひとつ選ぶ", "a | 数値\na | 数値", " \n ", "a | 数値\n" * 21]
)
def test_lines_that_cannot_be_read_are_refused_with_a_sentence(text):
    with pytest.raises(ValidationError) as refused:
        read(text)
    assert refused.value.messages[0].endswith("。")


def test_type_names_offer_what_may_stand_in_a_row():
    assert not set(type_names().values()) & set(NOT_IN_ROWS)
