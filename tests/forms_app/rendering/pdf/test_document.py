"""What stands on paper is what was answered, in the version it was answered in; markup of typst is only text."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from forms_app.models.published import published_definition
from forms_app.rendering.pdf import Picture, Sheet, pdf_of
from tests.factories import files, forms

HOSTILE = '#import "x": *  $x^2$ *bold* _it_ @ref <label> \\ `raw` = Heading // comment #{1+1} [x] "'


def sheet(answers: dict | None = None, *questions: dict, **facts) -> Sheet:
    form = forms.published_form(definition=forms.definition(*questions), title="テスト申請")
    application = forms.application(form=form, answers=answers)
    definition = published_definition(application.form_version_id)
    return Sheet(application, definition, application.get_answers(), facts.pop("files", {}), **facts)


def read(*sheets: Sheet) -> PdfReader:
    return PdfReader(BytesIO(pdf_of(sheets, town="岐阜県岐阜市")))


def text(*sheets: Sheet) -> str:
    return "".join(page.extract_text() for page in read(*sheets).pages).replace("\n", "")


def test_paper_says_what_was_answered(in_town):
    made = sheet({"remark": "一行目\n二行目"}, {"key": "remark", "type": "textarea", "label": "備考"})
    words = text(made)
    wanted = ("岐阜県岐阜市", "テスト申請", made.application.receipt_number, "備考", "一行目", "二行目", "令和")
    assert [word for word in wanted if word not in words] == []


def test_paper_is_tagged_titled_and_japanese(in_town):
    reader = read(sheet())
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("ja-JP", True, True)
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata.title.startswith("テスト申請")


def test_markup_is_printed_as_it_was_typed(in_town):
    words = text(sheet({"remark": HOSTILE}, {"key": "remark", "type": "text", "label": "備考"}))
    assert HOSTILE.replace(" ", "") in words.replace(" ", "")


@pytest.mark.parametrize(("typed", "code"), [("😀", "U+1F600"), ("\U0003134a", "U+3134A")])
def test_a_sign_the_typeface_has_not_is_marked_and_named(in_town, typed, code):
    words = text(sheet({"remark": f"岐{typed}阜"}, {"key": "remark", "type": "text", "label": "備考"}))
    assert ("岐〓阜" in words, code in words) == (True, True)


def test_hidden_answers_are_not_printed(in_town):
    shown = {"field": "a", "operator": "equals", "value": "x"}
    questions = [
        {"key": "a", "type": "text", "label": "前の問"},
        {"key": "b", "type": "text", "label": "かくれた問", "show_when": shown},
    ]
    assert "かくれた問" not in text(sheet({"a": "y", "b": "z"}, *questions))


def test_the_password_is_printed_only_where_it_is_given(in_town):
    assert ("照会パスワード" in text(sheet()), "ABCD-EFGH" in text(sheet(secret="ABCD-EFGH"))) == (False, True)


def test_photographs_are_printed_with_their_names(in_town):
    question = {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]}
    made = sheet(None, question)
    values = {"photo": ["11111111-1111-1111-1111-111111111111"]}
    with_photo = Sheet(
        made.application, made.definition, values, {values["photo"][0]: Picture("穴.jpg", files.road_photo())}
    )
    reader = read(with_photo)
    assert (len(reader.pages[0].images), "穴.jpg" in text(with_photo)) == (1, True)


def test_each_application_begins_on_a_page_of_its_own(in_town):
    assert len(read(sheet(), sheet(), sheet()).pages) == 3


def test_long_answers_and_many_questions_fit(in_town):
    questions = [{"key": f"q{n}", "type": "text", "label": f"質問{n}"} for n in range(99)]
    long = {"key": "long", "type": "textarea", "label": "長い答え", "max_length": 10_000}
    words = text(sheet({"long": "あ" * 10_000, "q98": "終わり"}, *questions, long))
    assert (words.count("あ") >= 10_000, "終わり" in words) == (True, True)


def test_a_drawn_signature_is_printed(in_town):
    question = {"key": "sign", "type": "signature", "label": "署名"}
    made = sheet({"sign": {"drawn": files.drawn_signature()}}, question)
    assert (len(read(made).pages[0].images), "手書きの署名" in text(made)) == (1, True)
