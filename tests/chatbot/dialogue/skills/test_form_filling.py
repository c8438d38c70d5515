import pytest

from forms_app.models import Application, Draft
from forms_app.services.draft import save_answers
from forms_app.services.publish import Mandate, publish_form, stop_form
from forms_app.services.submit import submit_application
from tests.factories import accounts, forms, residents
from tests.factories.chat import Talk, labels

NAME = {"key": "name", "type": "name", "label": "氏名", "required": True}
COUNT = {"key": "count", "type": "number", "label": "頭数", "required": True}
KIND = {
    "key": "kind",
    "type": "choice",
    "label": "種類",
    "required": True,
    "options": [{"value": "dog", "label": "犬"}, {"value": "cat", "label": "猫"}],
}
BREED = {
    "key": "breed",
    "type": "text",
    "label": "犬種",
    "show_when": {"field": "kind", "operator": "equals", "value": "dog"},
}
DAY = {"key": "day", "type": "date", "label": "飼い始めた日"}


def begin(*questions, **facts) -> Talk:
    form = forms.published_form(definition=forms.definition(*questions), slug="dogs", **facts)
    talk = Talk()
    talk.replies = talk.press(f"start:{form.slug}")
    return talk


def test_start_asks_the_first_question(in_town):
    talk = begin(KIND, BREED)
    assert (talk.replies[-1].asks, labels(talk.replies[-1])) == ("kind", ["犬", "猫", "あとにする"])


def test_start_of_a_closed_form_says_so(in_town):
    form = forms.published_form(definition=forms.definition(KIND), slug="dogs")
    stop_form(form=form, staff=accounts.staff(role="tenant_admin"), revision=form.revision)
    assert Talk().press("start:dogs")[0].text == "この手続は、いま受け付けていません。"


def test_start_of_a_form_that_never_was_says_so(in_town):
    assert Talk().press("start:nothing")[0].text == "この手続は、いまオンラインでは受け付けていません。"


@pytest.mark.parametrize("said", ["犬", "1", "①", "犬です"])
def test_choice_is_understood_in_words_and_numbers(in_town, said):
    talk = begin(KIND, BREED)
    reply = talk.say(said)[-1]
    assert (reply.asks, Draft.objects.get().get_answers()) == (("breed", {"kind": "dog"}))


def test_answer_that_opens_no_question_leads_past_it(in_town):
    talk = begin(KIND, BREED, COUNT)
    assert talk.say("猫")[-1].asks == "count"


def test_wrong_answer_is_asked_again_with_the_sentence_of_the_web(in_town):
    talk = begin(COUNT)
    reply = talk.say("たくさん")[-1]
    assert (reply.asks, reply.text.splitlines()[0]) == ("count", "「頭数」は数字で入力してください（例: 12）。")


def test_day_in_everyday_words_is_stored_as_the_web_stores_it(in_town):
    talk = begin(DAY)
    talk.say("令和8年4月1日")
    assert Draft.objects.get().get_answers() == {"day": {"year": "2026", "month": "4", "day": "1"}}


def test_optional_question_is_passed_over(in_town):
    talk = begin(DAY, COUNT)
    assert talk.press("form:skip")[-1].asks == "count"


def test_required_question_is_not_passed_over(in_town):
    talk = begin(COUNT)
    reply = talk.say("とばす")[-1]
    assert (reply.asks, reply.text.splitlines()[0]) == ("count", "「頭数」を入力してください。")


def test_back_asks_the_question_before_again(in_town):
    talk = begin(KIND, COUNT)
    talk.say("猫")
    assert talk.say("戻る")[-1].asks == "kind"


def test_any_answer_can_be_changed_at_the_end(in_town):
    talk = begin(KIND, COUNT)
    talk.say("猫")
    talk.say("2")
    [offered] = talk.press("form:fix")
    assert labels(offered) == ["種類", "頭数"]
    assert talk.press("form:fix:kind")[-1].asks == "kind"
    assert "犬" in talk.say("犬")[-1].text


def test_name_with_its_reading_may_come_in_two_messages(in_town):
    talk = begin(NAME)
    again = talk.say("岐阜 花子")[-1]
    assert again.asks == "name"
    assert "岐阜 花子（ギフ ハナコ）" in talk.say("ぎふ はなこ")[-1].text


def test_summary_shows_the_answers_and_sends_them(in_town):
    talk = begin(KIND, COUNT)
    talk.say("猫")
    check = talk.say("2匹")[-1]
    assert "種類：猫" in check.text
    [done] = talk.press("form:send")
    application = Application.objects.get()
    assert application.receipt_number in done.text
    assert application.get_answers() == {"kind": "cat", "count": "2"}


def test_sending_twice_makes_one_application(in_town):
    talk = begin(COUNT)
    talk.say("2")
    talk.press("form:send")
    talk.press("form:send")
    assert Application.objects.count() == 1


def test_what_was_sent_on_the_page_meanwhile_is_told(in_town):
    talk = begin(COUNT)
    talk.say("2")
    submit_application(draft_id=Draft.objects.get().public_id)
    assert talk.press("form:send")[0].text == "この申請は、もう送信されています。"


def test_what_was_typed_on_the_page_meanwhile_is_not_asked(in_town):
    talk = begin(KIND, COUNT)
    save_answers(draft_id=Draft.objects.get().public_id, raw={"count": "3"})
    talk.press("form:quit")
    talk.press("form:resume")
    assert "頭数：3" in talk.say("猫")[-1].text


def test_later_keeps_the_place_and_goes_on_there(in_town):
    talk = begin(KIND, COUNT)
    talk.say("猫")
    talk.say("あとで")
    assert talk.say("こんにちは")[-1].asks == ""
    assert talk.press("form:resume")[-1].asks == "count"


def test_case_that_is_not_eligible_stops_with_the_reason(in_town):
    stop = {
        **KIND,
        "refuse_when": {"field": "kind", "operator": "equals", "value": "cat"},
        "refuse_message": "猫の登録はありません。",
        "refuse_stops": True,
    }
    talk = begin(stop)
    reply = talk.say("猫")[-1]
    assert (reply.asks, "猫の登録はありません。" in reply.text) == ("", True)
    assert talk.press("form:send")[-1].text == reply.text


def test_question_of_many_parts_is_left_to_its_control(in_town):
    rows = {
        "key": "family", "type": "repeat", "label": "家族", "required": True,
        "fields": [{"key": "who", "type": "text", "label": "名前", "required": True}],
    }  # fmt: skip
    talk = begin(rows)
    assert "入力フォーム" in talk.say("花子と太郎")[0].text
    assert "花子" in talk.put([{"who": "花子"}])[-1].text


def test_version_that_became_mandatory_sends_to_the_page(in_town):
    talk = begin(COUNT)
    form = Draft.objects.get().form_version.form
    form.draft_definition = forms.definition(COUNT, KIND)
    form.save()
    mandate = Mandate("法律が変わりました。", stops_old_drafts=False)
    publish_form(form=form, staff=None, change_note="", revision=form.revision, mandate=mandate)
    assert "様式が新しくなりました" in talk.say("2")[0].text


MARKED = (
    {"key": "who", "type": "name", "label": "お名前", "required": True, "profile": "name"},
    {"key": "phone", "type": "phone", "label": "電話番号", "required": True, "profile": "phone"},
    KIND,
)


def begin_at_home(resident) -> Talk:
    """In a browser in which the resident is logged in."""
    forms.published_form(definition=forms.definition(*MARKED), slug="dogs")
    talk = Talk()
    talk.replies = talk.press("start:dogs", resident=resident)
    return talk


def test_profile_of_whoever_is_logged_in_is_offered_and_not_taken(in_town):
    hanako = residents.resident()
    talk = begin_at_home(hanako)
    assert talk.replies[-1].text.splitlines()[0].startswith("プロフィールの内容を合わせると")
    assert ("岐阜 花子" in talk.replies[-1].text, "058-272-1111" in talk.replies[-1].text) == (True, True)
    draft = Draft.objects.get()
    assert (draft.get_answers(), draft.resident) == ({}, hanako)


def test_offered_profile_is_taken_with_a_yes_and_filed_for_the_resident(in_town):
    hanako = residents.resident()
    talk = begin_at_home(hanako)
    assert talk.say("はい", resident=hanako)[-1].asks == "kind"
    talk.say("犬")
    talk.press("form:send")
    assert Application.objects.get().resident == hanako


def test_part_of_the_profile_can_be_answered_anew(in_town):
    talk = begin_at_home(residents.resident())
    talk.press("form:fix:phone")
    assert talk.say("はい")[-1].asks == "phone"
    assert Draft.objects.get().get_answers() == {"who": forms.NAME}


def test_conversation_of_a_stranger_offers_nothing(in_town):
    assert begin(*MARKED).replies[-1].asks == "who"
