from uuid import UUID

import pytest

from forms_app.models import Attachment
from forms_app.rendering.summary import file_view, sections
from tests.forms_app.schema.questions import comparison, field_json, form

FILE = "00000000-0000-0000-0000-000000000001"
VIEW = {"public_id": FILE, "name": "photo.jpg", "size_text": "1 KB", "url": "/x", "picture_url": ""}


@pytest.fixture
def definition():
    return form([field_json("text", key="a"), field_json("attachment", key="b")], [field_json("number", key="c")])


def test_sections_hold_the_answers_page_by_page(definition):
    shown = sections(definition, {"a": "一", "c": "1000"}, {}, change=None)
    assert [(page["page_title"], [(row["label"], row["text"]) for row in page["rows"]]) for page in shown] == [
        ("ページ0", [("質問", "一"), ("質問", "")]),
        ("ページ1", [("質問", "1,000")]),
    ]


def test_sections_leave_out_hidden_questions():
    definition = form([field_json("text", key="a"), field_json("text", show_when=comparison("a", "answered"))])
    (page,) = sections(definition, {"q": "old"}, {}, change=None)
    assert [row["text"] for row in page["rows"]] == [""]


def test_sections_show_the_files_of_an_answer(definition):
    first = sections(definition, {"b": [FILE]}, {FILE: VIEW}, change=None)[0]
    assert first["rows"][1]["files"] == [VIEW]


def test_sections_leave_out_a_file_that_is_gone(definition):
    first = sections(definition, {"b": [FILE]}, {}, change=None)[0]
    assert first["rows"][1]["files"] == []


def test_sections_lead_back_to_each_page_and_question_where_answers_can_be_changed(definition):
    second = sections(definition, {}, {}, change="bulky-waste")[1]
    assert (second["change_url"], second["rows"][0]["change_url"]) == (
        "/procedures/bulky-waste/pages/p1/?from_check=1",
        "/procedures/bulky-waste/pages/p1/?from_check=1#f-c",
    )


def test_sections_lead_nowhere_where_answers_are_final(definition):
    first = sections(definition, {}, {}, change=None)[0]
    assert (first["change_url"], first["rows"][0]["change_url"]) == ("", "")


@pytest.mark.parametrize(
    ("kind", "picture_url"), [("image/jpeg", "/jpeg/1/"), ("image/heic", "/jpeg/1/"), ("application/pdf", "")]
)
def test_file_view_tells_name_size_and_whether_it_can_be_shown(kind, picture_url):
    attachment = Attachment(public_id=UUID(FILE), name="photo.jpg", size=1536, kind=kind)
    view = file_view(attachment, "/files/1/", "/jpeg/1/")
    assert {**view, "size_text": view["size_text"].replace("\xa0", " ")} == {
        "public_id": FILE,
        "name": "photo.jpg",
        "size_text": "1.5 KB",
        "url": "/files/1/",
        "picture_url": picture_url,
    }
