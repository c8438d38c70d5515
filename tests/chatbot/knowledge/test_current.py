from datetime import timedelta

import pytest
from django.utils import timezone

from chatbot.knowledge import current, encoders, index, search, store
from chatbot.models import FaqEntry
from chatbot.models.faq import GRACE
from municipalities.tenancy.context import tenant_context
from tests.factories import faq


@pytest.fixture(params=["a folder", "no folder"])
def kept(request, settings, tmp_path):
    settings.KNOWLEDGE_ROOT = str(tmp_path) if request.param == "a folder" else ""
    return tmp_path


@pytest.fixture
def folder(settings, tmp_path):
    settings.KNOWLEDGE_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def with_encoder(settings):
    settings.FAQ_ENCODER = "use"


def slugs(question: str) -> list[str]:
    return [found.entry.slug for found in current.find(question).found]


def dogs(**facts) -> FaqEntry:
    return faq.published(slug="dogs", question="犬を飼うときの手続は？", answer="犬の登録をしてください。", **facts)


def water(**facts) -> FaqEntry:
    return faq.published(slug="water", question="水道を使い始めるには？", answer="水道課へ届け出てください。", **facts)


def test_find_gives_the_entry_and_what_residents_read(in_town, kept):
    dogs(), water()
    entry = current.find("犬を飼い始めた").found[0].entry
    FaqEntry.objects.filter(pk=entry.pk).update(answer="書きかけ")
    assert (entry.slug, entry.current.content["answer"]) == ("dogs", "犬の登録をしてください。")


def test_find_in_a_town_without_entries_finds_nothing(in_town, kept):
    assert current.find("犬を飼い始めた").found == ()


def test_find_knows_what_was_published_just_now(in_town, kept):
    dogs()
    assert slugs("水道を使いたい") == []
    water()
    assert slugs("水道を使いたい") == ["water"]


def test_find_knows_other_words_of_an_entry(in_town, kept):
    entry = dogs()
    assert slugs("狂犬病の注射") == []
    faq.publish_again(entry, paraphrases=["狂犬病の予防注射"])
    assert slugs("狂犬病の注射") == ["dogs"]


def test_find_forgets_what_was_retired(in_town, kept):
    entry = dogs()
    assert slugs("犬を飼う") == ["dogs"]
    FaqEntry.objects.filter(pk=entry.pk).update(state="retired", current=None)
    assert (slugs("犬を飼う"), len(current.current_index())) == ([], 0)


def test_find_shows_nothing_past_its_day_before_anybody_hid_it(in_town, kept):
    dogs(due_on=timezone.localdate())
    assert slugs("犬を飼う") == ["dogs"]
    FaqEntry.objects.update(due_on=timezone.localdate() - GRACE - timedelta(days=1))
    assert slugs("犬を飼う") == []


def test_find_is_not_certain_of_the_second_where_the_first_is_gone(in_town, monkeypatch):
    dogs(), water()
    best = current.find("犬を飼うときの手続は？")
    # Between the ranking and the reading: the index still has it.
    stale = current.current_index()
    FaqEntry.objects.filter(slug="dogs").update(state="retired", current=None)
    monkeypatch.setattr(current, "current_index", lambda: stale)
    assert best.certainty > current.find("犬を飼うときの手続は？").certainty == 0.0


def test_find_costs_two_statements_when_warm(in_town, django_assert_num_queries):
    dogs(), water()
    current.find("犬を飼う")
    with django_assert_num_queries(2):
        current.find("犬を飼う")


def test_find_keeps_towns_apart(in_town, other_town, kept):
    dogs()
    assert slugs("犬を飼う") == ["dogs"]
    with tenant_context(other_town):
        assert slugs("犬を飼う") == []


def test_current_index_is_the_same_until_something_changes(in_town):
    dogs()
    assert current.current_index() is current.current_index()


def test_current_index_reads_only_what_changed(in_town, folder, django_assert_num_queries):
    dogs()
    current.refresh()
    current.current_index()
    water()
    with django_assert_num_queries(3):  # the state, what is published, the one that changed
        assert set(current.current_index().ids) == {"dogs", "water"}


def test_current_index_of_another_process_comes_from_the_folder(in_town, folder, django_assert_num_queries):
    dogs()
    current.refresh()
    current.forget()
    with django_assert_num_queries(2):  # no content is read
        assert current.current_index().ids == ("dogs",)


@pytest.mark.parametrize("broken", ["", "{", '{"format": 1}'])
def test_current_index_is_made_anew_where_the_folder_is_broken(in_town, folder, broken):
    dogs()
    current.refresh()
    (folder / "gifu_shi" / "none" / store.CURRENT).write_text(broken)
    current.forget()
    assert current.current_index().ids == ("dogs",)


def test_current_index_answers_by_words_until_the_worker_has_the_vectors(in_town, folder, with_encoder, monkeypatch):
    for number in range(current.READ_AT_ONCE + 1):
        faq.published(question=f"第{number}の質問は？")
    assert current.current_index().encoder == "none"
    current.refresh()
    monkeypatch.setattr(current, "LOOK_AGAIN", 0.0)
    assert current.current_index().encoder == "use"


def test_current_index_without_a_folder_has_its_vectors_at_once(in_town, with_encoder):
    dogs()
    assert current.current_index().encoder == "use"


def test_current_index_adds_a_few_entries_with_their_vectors(in_town, folder, with_encoder):
    dogs()
    current.refresh()
    current.current_index()
    water()
    grown = current.current_index()
    assert (grown.encoder, len(grown.title_vectors.full)) == ("use", 2)


def test_refresh_twice_writes_once(in_town, folder):
    dogs()
    current.refresh()
    before = store.saved_version(folder / "gifu_shi" / "none")
    current.refresh()
    assert store.saved_version(folder / "gifu_shi" / "none") == before


def test_find_goes_on_by_words_when_the_encoder_fails(in_town, with_encoder, monkeypatch):
    dogs()
    slugs("犬を飼う")
    monkeypatch.setattr(encoders.UseEncoder, "questions", _broken)
    assert slugs("犬を飼う") == ["dogs"]


def test_find_goes_on_by_letters_when_the_words_fail(in_town, monkeypatch):
    dogs(), water()
    monkeypatch.setattr(index, "build", _broken)
    findings = current.find("犬を飼う")
    assert ([found.entry.slug for found in findings.found][:1], findings.certainty) == (["dogs"], 0.0)


def test_find_says_nothing_of_the_question_when_a_step_fails(in_town, monkeypatch, caplog):
    dogs()
    monkeypatch.setattr(index, "build", _broken)
    current.find("岐阜花子 090-1234-5678")
    assert caplog.records != []
    assert "岐阜花子" not in caplog.text


def _broken(*args, **kwargs):
    raise RuntimeError("岐阜花子 090-1234-5678")


def test_current_index_serves_the_older_one_while_another_thread_makes_the_new(in_town):
    dogs()
    older = current.current_index()
    water()
    current._turns["gifu_shi"].acquire()
    try:
        assert current.current_index() is older
    finally:
        current._turns["gifu_shi"].release()


def test_search_by_letters_is_not_needed_when_all_is_well(in_town):
    dogs()
    assert search.search(current.current_index(), "犬を飼う").found[0].id == "dogs"
