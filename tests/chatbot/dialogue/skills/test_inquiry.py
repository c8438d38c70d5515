import pytest

from chatbot.models import Inquiry
from municipalities.notifications.models import OutboxMessage
from tests.factories import accounts
from tests.factories.chat import Talk, labels


@pytest.fixture
def sections(in_town):
    return [accounts.section(name=name, email="road@example.jp") for name in ("道路維持課", "市民課")]


def filled_in(talk: Talk, *, name: str = "岐阜花子"):
    talk.press("person:inquire")
    talk.say("道路維持課")
    talk.say("側溝のふたが割れています。いつ直りますか。")
    talk.say(name)
    return talk.say("hanako@example.jp")


def test_inquiry_is_filed_after_a_check(sections):
    talk = Talk()
    [check] = filled_in(talk)
    assert check.text.splitlines()[1:] == [
        "あて先：道路維持課",
        "聞きたいこと：側溝のふたが割れています。いつ直りますか。",
        "お名前：岐阜花子",
        "メールアドレス：hanako@example.jp",
    ]
    talk.press("inquiry:send")
    inquiry = Inquiry.objects.get()
    assert (inquiry.section, inquiry.asked.email, inquiry.asked.name) == (sections[0], "hanako@example.jp", "岐阜花子")
    assert talk.state == {}


def test_inquiry_is_sealed(sections):
    talk = Talk()
    filled_in(talk)
    talk.press("inquiry:send")
    assert "花子".encode() not in bytes(Inquiry.objects.get().content_sealed)


def test_mails_of_a_new_inquiry_hold_nothing_of_it(sections):
    talk = Talk()
    filled_in(talk)
    talk.press("inquiry:send")
    mails = {mail.recipient(): mail.content() for mail in OutboxMessage.objects.all()}
    assert sorted(mails) == ["hanako@example.jp", "road@example.jp"]
    assert [word for word in ("側溝", "花子") for mail in mails.values() if word in str(mail)] == []


def test_name_may_be_kept(sections):
    talk = Talk()
    [check] = filled_in(talk, name="名乗らない")
    assert "お名前：（名乗らない）" in check.text.splitlines()


def test_address_that_is_none_is_asked_again(sections):
    talk = Talk()
    filled_in(talk)
    talk.press("inquiry:again")
    talk.say("側溝のふた")
    talk.say("")
    [again] = talk.say("はなこ")
    assert again.text == "メールアドレスの形を確かめて、もう一度入力してください（例: hanako@example.jp）。"


def test_my_number_is_refused(sections):
    talk = Talk()
    talk.press("person:inquire")
    talk.say("市民課")
    [again] = talk.say("私の番号は1234 5678 9018です")
    assert again.text.startswith("マイナンバー")
    assert talk.state["step"] == "question"


@pytest.mark.parametrize("way", ["やめる", "キャンセル"])
def test_inquiry_can_be_given_up_at_every_step(sections, way):
    for said in (
        (),
        ("市民課",),
        ("市民課", "質問です"),
        ("市民課", "質問です", "花子"),
        ("市民課", "質問です", "花子", "h@example.jp"),
    ):
        talk = Talk()
        talk.press("person:inquire")
        for text in said:
            talk.say(text)
        talk.say(way)
        assert (talk.state, Inquiry.objects.count()) == ({}, 0)


def test_inquiry_is_of_no_section_where_the_resident_knows_none(sections):
    talk = Talk()
    [question] = talk.press("person:inquire")
    assert labels(question) == ["道路維持課", "市民課", "わからない", "やめる"]
    talk.press("inquiry:section:0")
    for text in ("質問です", "花子", "h@example.jp", "はい"):
        talk.say(text)
    assert Inquiry.objects.get().section is None
