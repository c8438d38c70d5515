import pytest
from django.db import connection

from chatbot.dialogue import engine
from chatbot.dialogue.inquiry import file_inquiry
from chatbot.handover import verbs
from chatbot.models import CannedReply, Handover, HandoverNote, HandoverState, Inquiry, InquiryState
from chatbot.models.inquiry import Asked
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from municipalities.notifications.models import OutboxMessage
from tests.factories import accounts, talks

INBOX = "/admin/chatbot/handover/"


@pytest.fixture
def section(in_town):
    return accounts.section(name="道路維持課", phone="058-214-4719")


@pytest.fixture
def clerk(section):
    return accounts.staff(sections=(section,))


@pytest.fixture
def client(client_of, in_town, clerk):
    """The clerk's browser; the test stays in the town."""
    return logged_in(client_of(in_town), clerk, in_town)


def logged_in(client, staff, town):
    client.force_login(staff)
    request = client.request

    def stay(**more):
        response = request(**more)
        connection.set_tenant(town)
        return response

    client.request = stay
    return client


@pytest.fixture
def waiting(section):
    return talks.waiting(section=section)


@pytest.fixture
def mine(waiting, clerk):
    talk, handover = waiting
    return talk, verbs.take(handover=handover, staff=clerk)


def page_of(handover) -> str:
    return f"{INBOX}{handover.pk}/change/"


def verb(handover, name: str) -> str:
    return f"{INBOX}{handover.pk}/verbs/{name}/"


def last_words(talk) -> str:
    return engine.history(talk.conversation)[-1][1][-1].text


def test_inbox_shows_who_waits_and_how_much_is_unread(client, waiting):
    talk, _handover = waiting
    talk.say("もしもし")
    html = client.get(INBOX).content.decode()
    assert ("待っている人（1）" in html, "未読1件" in html) == (True, True)


def test_inbox_shows_nothing_of_other_sections(client):
    talks.waiting(section=accounts.section(name="税務課"))
    assert "税務課" not in client.get(INBOX).content.decode()


def test_inbox_costs_the_same_for_one_and_for_many(client, section, django_assert_max_num_queries):
    for _ in range(3):
        talks.waiting(section=section)
    with django_assert_max_num_queries(12):
        client.get(INBOX)


def test_news_of_the_inbox_come_only_when_something_changed(client, waiting):
    first = client.get(f"{INBOX}news/")
    again = client.get(f"{INBOX}news/", headers={"if-none-match": first["ETag"]})
    waiting[0].say("もしもし")
    changed = client.get(f"{INBOX}news/", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)


def test_page_shows_the_conversation_and_leaves_a_row(client, waiting, clerk):
    _talk, handover = waiting
    html = client.get(page_of(handover)).content.decode()
    assert "道路のことで聞きたいです" in html
    assert AuditRecord.objects.filter(action="handover.view", actor_id=clerk.pk).count() == 1


def test_page_of_another_section_is_refused(client):
    _talk, handover = talks.waiting(section=accounts.section())
    assert client.get(page_of(handover)).status_code == 403
    assert client.post(verb(handover, "take")).status_code == 403


def test_page_of_a_conversation_that_was_removed_leads_to_the_inbox(client, waiting):
    talk, handover = waiting
    talk.conversation.delete()
    assert client.get(page_of(handover)).headers["Location"] == INBOX
    assert client.get(f"{INBOX}{handover.pk}/news/").status_code == 410


def test_clerk_takes_answers_and_closes(client, waiting, clerk):
    talk, handover = waiting
    client.post(verb(handover, "take"))
    client.post(verb(handover, "answer"), {"text": "明日うかがいます。", "said": "a"})
    assert last_words(talk) == "明日うかがいます。"
    client.post(verb(handover, "close"))
    handover.refresh_from_db()
    assert (handover.state, handover.taken_by) == (HandoverState.CLOSED, clerk)


def test_answer_by_script_gets_no_page(client, mine):
    _talk, handover = mine
    by_script = {"x-requested-with": "fetch"}
    sent = client.post(verb(handover, "answer"), {"text": "はい", "said": "a"}, headers=by_script)
    empty = client.post(verb(handover, "answer"), {"text": " ", "said": "b"}, headers=by_script)
    assert (sent.status_code, empty.status_code, empty.json()) == (204, 422, {"message": "文を入力してください。"})


def test_second_clerk_is_told_who_was_first(client_of, in_town, mine, section):
    _talk, handover = mine
    other = logged_in(client_of(in_town), accounts.staff(sections=(section,)), in_town)
    answer = other.post(verb(handover, "take"))
    assert (answer.status_code, "先に職員 太郎さんが担当になりました。" in answer.content.decode()) == (409, True)


def test_answer_that_comes_too_late_keeps_what_was_typed(client, mine):
    talk, handover = mine
    talk.press("person:back")
    answer = client.post(verb(handover, "answer"), {"text": "書いた文", "said": "a"})
    assert (answer.status_code, "もう終わっています" in answer.content.decode()) == (409, True)
    assert "書いた文" in answer.content.decode()


def test_news_of_a_conversation_hold_what_is_new(client, mine):
    talk, handover = mine
    talk.conversation.refresh_from_db()
    turns = talk.conversation.turn_count
    talk.say("ありがとう")
    news = client.get(f"{INBOX}{handover.pk}/news/?after={turns}").json()
    assert (news["turns"], "ありがとう" in news["html"], "道路のこと" in news["html"]) == (turns + 1, True, False)
    assert client.get(f"{INBOX}{handover.pk}/news/?after={turns + 1}").status_code == 204
    assert Handover.objects.with_unread().get().unread == 0


def test_canned_reply_comes_with_names_filled_in(client, mine):
    CannedReply.objects.create(title="あいさつ", text="{town}{section}の{staff}です。電話 {phone}")
    html = client.get(page_of(mine[1])).content.decode()
    assert "岐阜市道路維持課の職員 太郎です。電話 058-214-4719" in html


def test_transfer_and_note(client, mine, clerk):
    _talk, handover = mine
    client.post(verb(handover, "note"), {"text": "現場を確認"})
    other = accounts.section(name="環境課")
    client.post(verb(handover, "transfer"), {"section": other.pk})
    handover.refresh_from_db()
    assert (HandoverNote.objects.get().text, handover.section, handover.state) == (
        "現場を確認", other, HandoverState.WAITING,
    )  # fmt: skip


def test_unknown_verb_is_not_found(client, mine):
    assert client.post(verb(mine[1], "shout")).status_code == 404
    assert client.get(verb(mine[1], "take")).status_code == 405


def test_reader_sees_and_does_nothing(client_of, in_town, section, waiting):
    reader = logged_in(client_of(in_town), accounts.staff(role=Role.READ_ONLY, sections=(section,)), in_town)
    _talk, handover = waiting
    html = reader.get(page_of(handover)).content.decode()
    assert ("担当する" in html, reader.post(verb(handover, "take")).status_code) == (False, 403)


@pytest.fixture
def inquiry(section):
    asked = Asked(question="側溝のふたが割れています。", email="hanako@example.jp", name="岐阜花子")
    return file_inquiry(asked=asked, section=section)


def inquiry_verb(inquiry, name: str) -> str:
    return f"/admin/chatbot/inquiry/{inquiry.pk}/verbs/{name}/"


def test_inquiry_is_answered_by_mail(client, inquiry):
    assert "岐阜花子" in client.get(f"/admin/chatbot/inquiry/{inquiry.pk}/change/").content.decode()
    client.post(inquiry_verb(inquiry, "answer"), {"text": "来週直します。"})
    inquiry.refresh_from_db()
    mail = OutboxMessage.objects.order_by("pk").last()
    assert (inquiry.state, mail.recipient(), "来週直します。" in mail.content()["text"]) == (
        InquiryState.ANSWERED, "hanako@example.jp", True,
    )  # fmt: skip


def test_private_answer_is_read_on_the_page_only(client, inquiry, client_of, in_town):
    client.post(inquiry_verb(inquiry, "answer"), {"text": "滞納額は1万円です。", "is_private": "on"})
    content = OutboxMessage.objects.order_by("pk").last().content()
    assert "滞納額" not in content["text"]
    path = content["link"].split("://")[1].split("/", 1)[1]
    assert "滞納額は1万円です。" in client_of(in_town).get(f"/{path}").content.decode()


def test_inquiry_needs_an_answer(client, inquiry):
    assert client.post(inquiry_verb(inquiry, "answer"), {"text": " "}).status_code == 422
    assert Inquiry.objects.get().state == InquiryState.OPEN


def test_inquiry_is_closed_once(client, inquiry):
    statuses = [client.post(inquiry_verb(inquiry, "close")).status_code for _ in range(2)]
    assert (statuses, OutboxMessage.objects.count()) == ([302, 409], 1)


def test_inquiry_of_another_section_is_refused(client):
    other = file_inquiry(asked=Asked(question="質問", email="h@example.jp"), section=accounts.section())
    assert client.get(f"/admin/chatbot/inquiry/{other.pk}/change/").status_code == 403
    assert client.post(inquiry_verb(other, "answer"), {"text": "はい"}).status_code == 403


def test_inquiry_is_moved(client, inquiry):
    other = accounts.section(name="環境課")
    client.post(inquiry_verb(inquiry, "transfer"), {"section": other.pk})
    inquiry.refresh_from_db()
    assert inquiry.section == other


def test_forged_link_to_an_inquiry_opens_nothing(client_of, in_town):
    assert client_of(in_town).get("/inquiries/abc/").status_code == 404


def test_canned_reply_with_an_unknown_placeholder_is_refused(client_of, in_town, section):
    manager = accounts.staff(role=Role.SECTION_MANAGER, sections=(section,))
    desk = logged_in(client_of(in_town), manager, in_town)
    typed = {"title": "あいさつ", "text": "{name}さん", "section": section.pk, "position": 0}
    answer = desk.post("/admin/chatbot/cannedreply/add/", typed)
    assert "「{name}」は使えません。" in answer.content.decode()
    desk.post("/admin/chatbot/cannedreply/add/", {**typed, "text": "{staff}です"})
    assert CannedReply.objects.get().section == section


def test_clerk_keeps_no_canned_replies(client):
    assert client.get("/admin/chatbot/cannedreply/add/").status_code == 403
