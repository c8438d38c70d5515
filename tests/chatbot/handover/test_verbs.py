from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from chatbot.dialogue import engine
from chatbot.handover import verbs
from chatbot.handover.errors import AlreadyTaken, Ended, NothingSaid, NotPermitted, NotYours
from chatbot.models import Handover, HandoverNote, HandoverState, Turn
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, talks


@pytest.fixture
def section(in_town):
    return accounts.section(name="道路維持課")


@pytest.fixture
def clerk(section):
    return accounts.staff(sections=(section,))


@pytest.fixture
def taken(section, clerk):
    talk, handover = talks.waiting(section=section)
    return talk, verbs.take(handover=handover, staff=clerk)


def last_words(talk) -> list[str]:
    return [reply.text for reply in engine.history(talk.conversation)[-1][1]]


def actions() -> list[str]:
    return list(AuditRecord.objects.order_by("pk").values_list("action", flat=True))


def test_take_gives_the_clerk_the_word(section, clerk):
    talk, handover = talks.waiting(section=section)
    verbs.take(handover=handover, staff=clerk)
    handover.refresh_from_db()
    assert (handover.state, handover.taken_by, last_words(talk)) == (
        HandoverState.TAKEN, clerk, ["道路維持課 職員 太郎が対応します。"],
    )  # fmt: skip
    assert actions() == ["handover.take"]


def test_take_refuses_whoever_comes_second(section, taken):
    _talk, handover = taken
    with pytest.raises(AlreadyTaken) as refusal:
        verbs.take(handover=handover, staff=accounts.staff(sections=(section,)))
    assert refusal.value.by == handover.taken_by


def test_take_by_two_at_once_is_won_by_one(committed_town):
    section = accounts.section()
    people = [accounts.staff(sections=(section,)) for _ in range(4)]
    _talk, handover = talks.waiting(section=section)
    barrier, outcomes = Barrier(4), []

    def take(person) -> None:
        try:
            with tenant_context(committed_town):
                barrier.wait()
                verbs.take(handover=Handover.objects.get(pk=handover.pk), staff=person)
                outcomes.append("won")
        except AlreadyTaken:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [Thread(target=take, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["told", "told", "told", "won"]


def test_answer_is_said_once_under_its_name(taken, clerk):
    talk, handover = taken
    verbs.answer(handover=handover, staff=clerk, text="明日、見にうかがいます。", id="a")
    verbs.answer(handover=handover, staff=clerk, text="明日、見にうかがいます。", id="a")
    [said] = [
        reply for _said, replies in engine.history(talk.conversation) for reply in replies if "明日" in reply.text
    ]
    assert (said.by, actions()) == ("道路維持課 職員 太郎", ["handover.take", "handover.answer"])


def test_answer_is_sealed(taken, clerk):
    _talk, handover = taken
    verbs.answer(handover=handover, staff=clerk, text="明日うかがいます", id="a")
    assert "明日".encode() not in bytes(Turn.objects.latest("pk").content_sealed)


def test_answer_needs_words_and_the_conversation(taken, clerk, section):
    _talk, handover = taken
    with pytest.raises(NothingSaid):
        verbs.answer(handover=handover, staff=clerk, text=" \n", id="a")
    with pytest.raises(NotYours):
        verbs.answer(handover=handover, staff=accounts.staff(sections=(section,)), text="はい", id="b")


@pytest.mark.parametrize("role", [Role.CLERK, Role.READ_ONLY])
def test_verbs_refuse_other_sections_and_readers(section, role):
    _talk, handover = talks.waiting(section=section)
    outsider = accounts.staff(role=role, sections=() if role == Role.CLERK else (section,))
    for verb, more in ((verbs.take, {}), (verbs.transfer, {"section": None}), (verbs.add_note, {"text": "メモ"})):
        with pytest.raises(NotPermitted):
            verb(handover=handover, staff=outsider, **more)


def test_anybody_may_take_what_is_of_no_section(in_town):
    _talk, handover = talks.waiting()
    assert verbs.take(handover=handover, staff=accounts.staff()).state == HandoverState.TAKEN


def test_transfer_puts_it_into_another_queue(taken, clerk):
    talk, handover = taken
    other = accounts.section(name="環境課")
    moved = verbs.transfer(handover=handover, staff=clerk, section=other)
    assert (moved.state, moved.section, moved.taken_by) == (HandoverState.WAITING, other, None)
    assert last_words(talk) == ["環境課に引き継ぎます。そのままお待ちください。"]
    with pytest.raises(NotPermitted):
        verbs.answer(handover=handover, staff=clerk, text="はい", id="a")


def test_close_asks_how_it_was_and_gives_the_word_back(taken, clerk):
    talk, handover = taken
    verbs.close(handover=handover, staff=clerk)
    handover.refresh_from_db()
    [_said, [reply]] = engine.history(talk.conversation)[-1]
    assert (handover.state, len(reply.choices), talk.state) == (HandoverState.CLOSED, 5, {})
    with pytest.raises(Ended):
        verbs.answer(handover=handover, staff=clerk, text="はい", id="a")


def test_return_to_bot_lets_the_portal_answer_again(taken, clerk):
    talk, handover = taken
    assert talk.say("こんにちは") == []
    verbs.return_to_bot(handover=handover, staff=clerk)
    assert talk.say("こんにちは") != []


def test_close_offers_to_go_on_with_the_form_that_was_left(section, clerk):
    talk, handover = talks.waiting(section=section)
    before = {"draft": "x", "slug": "walls"}
    engine.take_up(conversation_id=talk.conversation.public_id, state={"skill": "handover", "before": before})
    verbs.close(handover=verbs.take(handover=handover, staff=clerk), staff=clerk)
    [reply] = engine.history(talk.conversation)[-1][1]
    assert (reply.choices[-1].label, talk.state) == ("入力の続きに戻る", before)


def test_note_is_sealed_and_read_by_staff(taken, clerk):
    _talk, handover = taken
    verbs.add_note(handover=handover, staff=clerk, text="現場を確認済み")
    note = HandoverNote.objects.get()
    assert (note.text, "現場".encode() in bytes(note.text_sealed)) == ("現場を確認済み", False)


def test_look_leaves_a_row_and_reads_what_is_there(section, clerk):
    talk, handover = talks.waiting(section=section)
    talk.say("もしもし")
    assert Handover.objects.with_unread().get().unread == 1
    handover.refresh_from_db()
    verbs.look(handover=handover, staff=clerk)
    assert (Handover.objects.with_unread().get().unread, actions()) == (0, ["handover.view"])


def test_conversation_has_one_open_handover(section):
    talk, _handover = talks.waiting(section=section)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(conversation=talk.conversation)


def test_taken_handover_has_staff(section):
    talks.waiting(section=section)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.update(state=HandoverState.TAKEN)
