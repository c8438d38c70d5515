from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from municipalities.tenancy import directory
from municipalities.tenancy.context import tenant_context
from portal.dashboard.models import UnansweredTopic
from portal.dashboard.tasks import collect_unanswered_topics_task
from portal.dashboard.topics import collect_unanswered_topics
from tests.factories import accounts
from tests.factories.asked import asked, topic

DOGS = ["犬", "公園"]


def ask(town, *, times: int = 1, terms: list[str] = DOGS, day=None, **facts) -> None:
    with tenant_context(town):
        made = topic(terms=terms, **facts)
        for _time in range(times):
            asked("田中さんの犬が公園で放されている", topic=made, day=day)


def told() -> list[tuple]:
    return list(UnansweredTopic.objects.values_list("terms", "town_count", "conversation_count", "open_count"))


def test_topic_of_two_towns_is_told_in_shared_words(town, other_town):
    ask(town, times=2)
    ask(other_town, terms=["公園", "犬", "散歩"])
    assert collect_unanswered_topics() == 1
    assert told() == [(DOGS, 2, 3, 2)]


def test_topic_of_five_conversations_is_told_without_its_town(town):
    ask(town, times=5)
    collect_unanswered_topics()
    assert told() == [(DOGS, 1, 5, 1)]


@pytest.mark.parametrize("times", [1, 4])
def test_topic_that_fewer_share_is_not_collected(town, times):
    ask(town, times=times)
    assert collect_unanswered_topics() == 0
    assert told() == []


def test_five_questions_of_one_conversation_are_one(town):
    with tenant_context(town):
        made = topic(terms=DOGS)
        first = asked("犬", topic=made)
        for _time in range(4):
            asked("犬", topic=made, record=first.record)
    assert collect_unanswered_topics() == 0


def test_topics_without_shared_words_old_ones_and_ignored_ones_are_left_out(town, other_town):
    for each in (town, other_town):
        ask(each, terms=[])
        ask(each, terms=["花火"], day=timezone.localdate() - timedelta(days=91))
        with tenant_context(each):
            staff = accounts.staff()
        ask(each, terms=["税"], state="ignored", reason="国", handled_by=staff, handled_on=timezone.localdate())
    assert collect_unanswered_topics() == 0


def test_collecting_again_puts_the_table_anew(town):
    ask(town, times=5)
    collect_unanswered_topics_task()
    ask(town, times=5, terms=["花火"])
    collect_unanswered_topics_task()
    assert sorted(terms for terms, *_numbers in told()) == [["犬", "公園"], ["花火"]]


def test_database_refuses_a_topic_that_too_few_share(prefecture):
    with pytest.raises(IntegrityError, match="shared_by_enough"), transaction.atomic():
        UnansweredTopic.objects.create(
            terms=["犬"], town_count=1, conversation_count=4, open_count=0, collected_at=timezone.now()
        )


def test_collecting_costs_the_same_for_one_town_and_for_many(town):
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            collect_unanswered_topics()
        return len([query for query in queries if "chatbot_" in query["sql"] or "dashboard_" in query["sql"]])

    ask(town, times=5)
    statements()
    one = statements()
    for each in list(directory.all_towns())[1:12]:
        if each.schema_name not in ("public", town.schema_name):
            ask(each, times=2)
    assert statements() == one


def test_prefecture_reads_the_list_and_no_sentence(prefecture_client, prefecture, town, other_town):
    ask(town)
    ask(other_town)
    with tenant_context(prefecture):
        collect_unanswered_topics()
        prefecture_client.force_login(accounts.operator())
    page = prefecture_client.get("/admin/dashboard/unansweredtopic/").content.decode()
    assert "犬・公園" in page
    assert "毎朝、新しくします。" in page
    assert "田中" not in page
    assert "放されている" not in page


def test_strangers_and_towns_do_not_read_it(prefecture_client, town_client):
    assert prefecture_client.get("/admin/dashboard/unansweredtopic/").status_code == 302
    assert town_client.get("/admin/dashboard/unansweredtopic/").status_code in (302, 404)
