"""A channel that has words and buttons alone: every question is answered there, or on a page that is linked."""

from django.core.files.uploadedfile import SimpleUploadedFile

from forms_app.models import Application, Draft
from forms_app.models.published import published_definition
from forms_app.services import attachments
from forms_app.services.draft import save_answers
from tests.factories import files, forms
from tests.factories.chat import Talk, labels, text_only

NAME = {"key": "name", "type": "name", "label": "氏名", "required": True}
FAMILY = {
    "key": "family", "type": "repeat", "label": "家族", "row_label": "家族", "max_rows": 2,
    "fields": [{"key": "age", "type": "number", "label": "年齢", "required": True, "max": 120}],
}  # fmt: skip
PAPER = {"key": "paper", "type": "attachment", "label": "書類", "required": True}


def begin(*questions) -> Talk:
    forms.published_form(definition=forms.definition(*questions), slug="dogs")
    talk = text_only()
    talk.replies = talk.press("start:dogs")
    return talk


def test_name_is_asked_in_two_parts(in_town):
    talk = begin(NAME)
    assert talk.replies[-1].text.endswith("姓と名を入力してください。")
    assert talk.say("岐阜 花子")[-1].text == "姓と名のふりがなを入力してください。"
    assert "岐阜 花子（ギフ ハナコ）" in talk.say("ぎふ はなこ")[-1].text


def test_nothing_is_stored_before_the_answer_is_whole(in_town):
    talk = begin(NAME)
    talk.say("岐阜 花子")
    assert Draft.objects.get().get_answers() == {}


def test_part_with_a_mistake_is_asked_again_alone(in_town):
    talk = begin(NAME)
    talk.say("岐阜 花子")
    reply = talk.say("岐阜 花子")[-1]
    assert (reply.text.splitlines()[-1], "ふりがな" in reply.text.splitlines()[0]) == (
        "姓と名のふりがなを入力してください。",
        True,
    )


def test_part_that_is_not_understood_says_how(in_town):
    assert "1文字あけて" in begin(NAME).say("岐阜花子")[-1].text


def test_back_goes_to_the_part_before(in_town):
    talk = begin(NAME)
    talk.say("岐阜 花子")
    assert talk.say("戻る")[-1].text.endswith("姓と名を入力してください。")


def test_rows_are_asked_until_there_are_no_more(in_town):
    talk = begin(FAMILY)
    talk.say("40")
    assert labels(talk.say("")[-1])[:2] == ["はい", "いいえ"]
    talk.say("はい")
    assert "家族2" in talk.say("200")[-1].text
    assert "家族1\n　年齢: 40\n家族2\n　年齢: 41" in talk.say("41")[-1].text


def test_optional_question_of_parts_is_passed_over_at_its_first_part(in_town):
    assert "入力が終わりました" in begin(FAMILY).say("とばす")[-1].text


def test_file_is_left_to_a_page_that_knows_the_draft(in_town, client_of):
    reply = begin(PAPER).replies[-1]
    assert (labels(reply)[0], [link.label for link in reply.links]) == (
        "続きを入力する",
        ["画面の入力フォームで続ける"],
    )
    response = client_of(in_town).get("/" + reply.links[0].url.split("/", 3)[3])
    assert response.status_code == 200


def test_what_was_answered_on_the_page_is_not_asked_again(in_town):
    talk = begin(PAPER, {"key": "count", "type": "number", "label": "頭数", "required": True})
    put_a_file()
    assert talk.press("form:resume")[-1].asks == "count"


def test_receipt_tells_the_password_where_no_page_does(in_town):
    talk = begin({"key": "count", "type": "number", "label": "頭数", "required": True})
    talk.say("2")
    [reply] = talk.say("送る")
    assert Application.objects.get().receipt_number in reply.text
    assert "照会パスワード：" in reply.text


def put_a_file() -> None:
    draft = Draft.objects.get()
    question = published_definition(draft.form_version_id).field("paper")
    stored = attachments.store_upload(draft=draft, field=question, upload=SimpleUploadedFile("a.png", files.PNG))
    save_answers(draft_id=draft.public_id, raw={"paper": [str(stored.public_id)]})
