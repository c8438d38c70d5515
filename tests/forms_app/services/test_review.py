import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from forms_app.models import Application, StatusChange
from forms_app.services import review
from forms_app.services.errors import Conflict, MessageRequired, NotPermitted
from forms_app.workflow import TRANSITIONS, Actor, ApplicationStatus, NotAllowed
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from municipalities.notifications.models import OutboxMessage
from tests.factories import accounts, forms


@pytest.fixture
def case(in_town):
    return forms.application()


@pytest.fixture
def clerk(case):
    return accounts.staff(role=Role.CLERK, sections=(case.section,))


def subjects() -> list[str]:
    return [message.content()["title"].partition("（")[0] for message in OutboxMessage.objects.order_by("id")]


def test_take_over_makes_the_case_the_clerks(case, clerk):
    taken = review.take_over(application=case, staff=clerk, revision=1)
    assert (taken.status, taken.assignee, taken.revision) == (ApplicationStatus.IN_REVIEW, clerk, 2)


def test_take_over_leaves_an_audit_row(case, clerk):
    review.take_over(application=case, staff=clerk, revision=1)
    assert list(AuditRecord.objects.filter(action="application.take_over").values_list("actor_id", "object_id")) == [
        (clerk.pk, str(case.pk))
    ]


def test_take_over_tells_no_resident(case, clerk):
    review.take_over(application=case, staff=clerk, revision=1)
    assert subjects() == ["申請を受け付けました"]


def test_second_clerk_gets_a_conflict(case, clerk):
    review.take_over(application=case, staff=clerk, revision=1)
    colleague = accounts.staff(sections=(case.section,))
    with pytest.raises(Conflict):
        review.take_over(application=case, staff=colleague, revision=1)
    case.refresh_from_db()
    assert case.assignee == clerk


def test_return_needs_a_message(case, clerk):
    with pytest.raises(MessageRequired):
        review.return_for_correction(application=case, staff=clerk, revision=1, message="  ")


def test_return_keeps_its_message_sealed_and_out_of_the_mail(case, clerk):
    review.return_for_correction(application=case, staff=clerk, revision=1, message="花子さんの番地を書いてください。")
    assert case.history.last().message == "花子さんの番地を書いてください。"
    assert "花子" not in str(OutboxMessage.objects.latest("id").content())
    assert "花子".encode() not in bytes(case.history.last().message_sealed)


@pytest.mark.parametrize(
    ("verbs", "status", "subject"),
    [
        (["approve"], "approved", "申請が承認されました"),
        (["approve", "complete"], "completed", "手続が完了しました"),
        (["complete"], "completed", "手続が完了しました"),
        (["reject"], "rejected", "審査の結果のお知らせ"),
    ],
)
def test_review_step_reaches_its_status_and_tells(case, clerk, verbs, status, subject):
    case = review.take_over(application=case, staff=clerk, revision=1)
    for verb in verbs:
        case = getattr(review, verb)(application=case, staff=clerk, revision=case.revision, message="理由")
    assert case.status == status
    assert subjects()[-1] == subject
    assert bool(case.closed_at) == case.is_closed


def test_step_from_the_wrong_status_is_refused(case, clerk):
    with pytest.raises(NotAllowed):
        review.approve(application=case, staff=clerk, revision=1)


@pytest.mark.parametrize(
    ("role", "own_section"), [(Role.READ_ONLY, True), (Role.CLERK, False), (Role.SECTION_MANAGER, False)]
)
def test_step_is_refused_to_those_without_the_right(case, role, own_section):
    staff = accounts.staff(role=role, sections=(case.section,) if own_section else ())
    with pytest.raises(NotPermitted):
        review.take_over(application=case, staff=staff, revision=1)


def test_assign_by_a_clerk_is_refused(case, clerk):
    with pytest.raises(NotPermitted):
        review.assign(application=case, staff=clerk, revision=1, assignee=clerk, section=case.section)


def test_assign_moves_the_case_to_another_section(case):
    other = accounts.section()
    manager = accounts.staff(role=Role.SECTION_MANAGER, sections=(case.section,))
    colleague = accounts.staff(sections=(other,))
    moved = review.assign(application=case, staff=manager, revision=1, assignee=colleague, section=other)
    assert (moved.section, moved.assignee, moved.revision) == (other, colleague, 2)


def test_assign_to_somebody_outside_the_section_is_refused(case):
    manager = accounts.staff(role=Role.SECTION_MANAGER, sections=(case.section,))
    with pytest.raises(NotPermitted):
        review.assign(application=case, staff=manager, revision=1, assignee=accounts.staff(), section=case.section)


def test_withdraw_closes_and_tells(case):
    withdrawn = review.withdraw(application=case, reason="まちがえました")
    assert (withdrawn.status, withdrawn.closed_at is not None) == (ApplicationStatus.WITHDRAWN, True)
    assert subjects()[-1] == "申請の取下げを受け付けました"


def test_note_is_sealed_and_audited(case, clerk):
    note = review.add_note(application=case, staff=clerk, text="電話で確認済み")
    note.refresh_from_db()
    assert note.text == "電話で確認済み"
    assert "電話".encode() not in bytes(note.text_sealed)
    assert AuditRecord.objects.filter(action="application.note").count() == 1


def test_look_leaves_an_audit_row(case, clerk):
    review.record_look(application=case, staff=clerk)
    assert AuditRecord.objects.filter(action="application.view", actor_id=clerk.pk).count() == 1


def test_look_into_another_section_is_refused(case):
    with pytest.raises(NotPermitted):
        review.record_look(application=case, staff=accounts.staff())


def test_overdue_case_is_raised_once(in_town):
    form = forms.published_form(section=accounts.section(email="roads@example.jp"), processing_days=0)
    forms.application(form=form)
    assert (review.raise_overdue_cases(), review.raise_overdue_cases()) == (1, 0)
    assert subjects()[-1].startswith("【期限超過】")


def move(case: Application, status: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        closed = timezone.now() if status in {"completed", "rejected", "withdrawn"} else None
        cursor.execute(
            "UPDATE forms_app_application SET status = %s, closed_at = %s WHERE id = %s", [status, closed, case.pk]
        )


@pytest.mark.parametrize("status", sorted(set(ApplicationStatus) - {"in_review", "returned", "withdrawn", "submitted"}))
def test_database_refuses_moves_that_the_table_does_not_know(case, status):
    with pytest.raises(IntegrityError):
        move(case, status)


@pytest.mark.parametrize("status", ["in_review", "returned", "withdrawn"])
def test_database_lets_the_tables_moves_through(case, status):
    move(case, status)
    case.refresh_from_db()
    assert case.status == status


def test_database_knows_every_transition_of_the_table(in_town):
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE oid = 'forms_app_guard_status'::regproc")
        source = cursor.fetchone()[0]
    moves = {(str(s), str(t.target)) for t in TRANSITIONS.values() for s in t.sources}
    assert {move for move in moves if f"('{move[0]}', '{move[1]}')" in source} == moves


@pytest.mark.parametrize(
    "table", ["forms_app_statuschange", "forms_app_internalnote", "audit_auditrecord", "forms_app_formversion"]
)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_database_keeps_history_as_it_was_written(case, clerk, table, statement):
    review.add_note(application=case, staff=clerk, text="メモ")
    may_be_forgotten = statement.startswith("DELETE") and table in ("forms_app_statuschange", "forms_app_internalnote")
    refusal = f"{table} is kept until the retention of its form is over" if may_be_forgotten else "append-only"
    with pytest.raises(IntegrityError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_database_keeps_an_applications_version(case):
    other = forms.published_form()
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=case.pk).update(form_version=other.current_version)


def test_actor_of_a_step_is_recorded(case, clerk):
    review.take_over(application=case, staff=clerk, revision=1)
    assert list(StatusChange.objects.values_list("actor_kind", "staff")) == [
        (Actor.RESIDENT, None),
        (Actor.STAFF, clerk.pk),
    ]
