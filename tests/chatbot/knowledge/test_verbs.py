from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from chatbot.knowledge import current, verbs
from chatbot.knowledge.refusals import Conflict, NotPermitted, NotReviewed, WrongState
from chatbot.models import FaqEntry
from municipalities.accounts.models import Role, Section, StaffUser
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, faq, forms

ANSWER = "犬の登録は、**環境課**の窓口でできます。"


@pytest.fixture
def section(in_town) -> Section:
    return accounts.section(name="環境課")


@pytest.fixture
def writer(section) -> StaffUser:
    return accounts.staff(sections=(section,))


@pytest.fixture
def colleague(section) -> StaffUser:
    return accounts.staff(sections=(section,))


@pytest.fixture
def manager(section) -> StaffUser:
    return accounts.staff(role=Role.SECTION_MANAGER, sections=(section,))


@pytest.fixture
def stranger(in_town) -> StaffUser:
    return accounts.staff(role=Role.SECTION_MANAGER, sections=(accounts.section(),))


@pytest.fixture
def facts(section):
    return {
        "question": "犬を飼い始めたときの手続は？",
        "paraphrases": ["犬の登録", "狂犬病の注射"],
        "answer": ANSWER,
        "category": faq.category(slug="pets"),
        "section": section,
    }


@pytest.fixture
def entry(writer, facts) -> FaqEntry:
    return verbs.save_entry(staff=writer, facts=facts)


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def history(entry: FaqEntry) -> list[tuple]:
    return list(entry.revisions.order_by("number").values_list("number", "kind", "state", "staff"))


def test_save_entry_makes_a_draft_with_its_first_revision(entry, writer):
    assert (entry.state, entry.revision, history(entry)) == ("draft", 1, [(1, "save", "draft", writer.pk)])
    assert entry.revisions.get().content["answer"] == ANSWER
    record = AuditRecord.objects.get()
    assert (record.action, record.object_label) == ("faq.create", "犬を飼い始めたときの手続は？")


def test_save_entry_changes_what_is_given_and_nothing_else(entry, writer):
    changed = verbs.save_entry(entry=entry, staff=writer, revision=1, facts={"question": "犬の手続は？"})
    assert (changed.question, changed.answer, changed.revision) == ("犬の手続は？", ANSWER, 2)
    assert AuditRecord.objects.latest("id").detail == {"fields": ["question"]}


def test_save_entry_that_changes_nothing_writes_nothing(entry, writer, facts):
    saved = verbs.save_entry(entry=entry, staff=writer, revision=1, facts=facts)
    assert (saved.revision, entry.revisions.count(), AuditRecord.objects.count()) == (1, 1, 1)


def test_save_entry_refuses_what_a_colleague_changed_meanwhile(entry, writer, colleague):
    verbs.save_entry(entry=entry, staff=colleague, revision=1, facts={"question": "犬の登録は？"})
    with pytest.raises(Conflict) as refused:
        verbs.save_entry(entry=entry, staff=writer, revision=1, facts={"question": "犬を飼うには？"})
    assert (refused.value.entry.question, refused.value.entry.revision) == ("犬の登録は？", 2)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"question": "  "}, "question"),
        ({"question": "あ" * 101}, "question"),
        ({"answer": "\n"}, "answer"),
        ({"answer": "あ" * 4001}, "answer"),
        ({"short_answer": "あ" * 201}, "short_answer"),
        ({"paraphrases": ["あ" * 101]}, "paraphrases"),
        ({"paraphrases": [f"言い方{n}" for n in range(101)]}, "paraphrases"),
        ({"links": [{"label": "悪いページ", "url": "javascript:alert(1)"}]}, "links"),
        ({"links": [{"label": "悪いページ", "url": "//example.jp/"}]}, "links"),
        ({"links": [{"label": "", "url": "https://example.jp/"}]}, "links"),
        ({"form_slug": "no-such-form"}, "form_slug"),
        ({"language": "xx"}, "language"),
        ({"review_on": date(2020, 1, 1)}, "review_on"),
    ],
)
def test_save_entry_refuses_at_the_field(entry, writer, typed, field):
    with pytest.raises(ValidationError) as refused:
        verbs.save_entry(entry=entry, staff=writer, revision=1, facts=typed)
    assert list(refused.value.error_dict) == [field]
    assert FaqEntry.objects.get().revision == 1


def test_save_entry_puts_words_into_one_shape(entry, writer):
    facts = {
        "question": " 犬の\n手続は？\x00 ",
        "paraphrases": [" 犬の登録 ", "", "犬の登録", "犬の 手続は？"],
        "answer": "一行目\r\n二行目\n",
        "links": [{"label": " 県のページ ", "url": " https://www.pref.gifu.lg.jp/ "}],
    }
    saved = verbs.save_entry(entry=entry, staff=writer, revision=1, facts=facts)
    assert (saved.question, saved.paraphrases, saved.answer) == ("犬の 手続は？", ["犬の登録"], "一行目\n二行目")
    assert saved.links == [{"label": "県のページ", "url": "https://www.pref.gifu.lg.jp/"}]


def test_save_entry_links_a_form_of_the_town(entry, writer):
    forms.published_form(slug="dog-registration")
    saved = verbs.save_entry(entry=entry, staff=writer, revision=1, facts={"form_slug": "dog-registration"})
    assert saved.form_slug == "dog-registration"


def test_entry_goes_from_draft_to_residents(entry, writer, colleague):
    verbs.request_review(entry=entry, staff=writer, revision=1)
    verbs.review(entry=entry, staff=colleague, revision=2)
    assert current.find("犬の登録").found == ()
    published = verbs.publish(entry=entry, staff=writer, revision=3)
    assert [kind for _number, kind, _state, _staff in history(entry)] == ["save", "request", "review", "publish"]
    assert (published.state, published.current.number) == ("published", 4)
    assert [found.entry.slug for found in current.find("犬の登録").found] == [entry.slug]


def test_clerk_cannot_review_what_they_wrote(entry, writer):
    with pytest.raises(NotPermitted):
        verbs.review(entry=entry, staff=writer, revision=1)


def test_clerk_cannot_publish_what_nobody_reviewed(entry, writer):
    with pytest.raises(NotReviewed):
        verbs.publish(entry=entry, staff=writer, revision=1)


def test_manager_publishes_their_own_in_one_step(manager, facts):
    entry = verbs.save_entry(staff=manager, facts=facts)
    assert verbs.publish(entry=entry, staff=manager, revision=1).state == "published"


def test_saving_a_published_entry_leaves_residents_what_they_read(entry, manager, writer):
    verbs.publish(entry=entry, staff=manager, revision=1)
    saved = verbs.save_entry(entry=entry, staff=writer, revision=2, facts={"answer": "書きかけ"})
    assert (saved.state, saved.current.content["answer"]) == ("draft", ANSWER)


def test_publish_refuses_a_day_of_review_that_has_passed(entry, manager):
    FaqEntry.objects.update(review_on=days(0))
    with pytest.raises(ValidationError):
        verbs.publish(entry=entry, staff=manager, revision=1)


def test_confirm_brings_back_what_was_hidden(entry, manager, writer):
    verbs.publish(entry=entry, staff=manager, revision=1)
    FaqEntry.objects.update(due_on=days(-90), hidden_at=timezone.now())
    confirmed = verbs.confirm(entry=entry, staff=writer, revision=2, review_on=days(365))
    assert (confirmed.due_on, confirmed.review_on, confirmed.hidden_at) == (days(365), days(365), None)
    assert list(FaqEntry.objects.published()) == [entry]


def test_confirm_needs_content_that_residents_read(entry, writer):
    with pytest.raises(WrongState):
        verbs.confirm(entry=entry, staff=writer, revision=1, review_on=days(365))


def test_retire_takes_it_from_residents_and_keeps_it_for_staff(entry, manager):
    verbs.publish(entry=entry, staff=manager, revision=1)
    verbs.retire(entry=entry, staff=manager, revision=2)
    assert (FaqEntry.objects.get().state, FaqEntry.objects.published().count()) == ("retired", 0)
    saved = verbs.save_entry(entry=entry, staff=manager, revision=3, facts={"answer": "新しい答え"})
    assert saved.state == "draft"


def test_restore_brings_older_words_into_the_copy(entry, writer):
    verbs.save_entry(entry=entry, staff=writer, revision=1, facts={"answer": "短くなった", "review_on": days(9)})
    restored = verbs.restore(entry=entry, staff=writer, revision=2, number=1)
    assert (restored.answer, restored.review_on, restored.state) == (ANSWER, days(9), "draft")
    assert history(restored)[-1][:2] == (3, "restore")


@pytest.mark.parametrize("role", [Role.CLERK, Role.SECTION_MANAGER, Role.READ_ONLY])
def test_deeds_are_refused_to_another_section(entry, facts, role):
    other = accounts.staff(role=role, sections=(accounts.section(),))
    deeds = [
        lambda: verbs.save_entry(staff=other, facts=facts),
        lambda: verbs.save_entry(entry=entry, staff=other, revision=1, facts={"answer": "ちがう"}),
        lambda: verbs.request_review(entry=entry, staff=other, revision=1),
        lambda: verbs.review(entry=entry, staff=other, revision=1),
        lambda: verbs.publish(entry=entry, staff=other, revision=1),
        lambda: verbs.confirm(entry=entry, staff=other, revision=1, review_on=None),
        lambda: verbs.retire(entry=entry, staff=other, revision=1),
        lambda: verbs.restore(entry=entry, staff=other, revision=1, number=1),
    ]
    for deed in deeds:
        with pytest.raises(NotPermitted):
            deed()
    assert history(entry) == history(FaqEntry.objects.get())[:1]


def test_entry_is_not_given_to_a_section_that_is_not_ones_own(entry, writer, stranger):
    with pytest.raises(NotPermitted):
        verbs.save_entry(entry=entry, staff=writer, revision=1, facts={"section": accounts.section()})


def test_of_two_who_save_at_once_one_is_refused(committed_town):
    section = accounts.section()
    staff = accounts.staff(role=Role.TENANT_ADMIN)
    entry = faq.entry(section=section)

    def save(number: int) -> str:
        try:
            with tenant_context(committed_town):
                verbs.save_entry(entry=entry, staff=staff, revision=1, facts={"answer": f"答え{number}"})
        except Conflict:
            return "refused"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(save, range(4)))
    assert outcomes == ["refused"] * 3 + ["saved"]
    assert list(entry.revisions.values_list("number", flat=True)) == [2]
