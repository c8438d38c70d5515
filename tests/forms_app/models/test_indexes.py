"""What every submit and every page sent has to write: each index is there for a page, a task or a rule that reads it."""

from django.db import connection

WRITTEN = ("forms_app_application", "forms_app_statuschange", "forms_app_draft", "notifications_outboxmessage")
READ_BY = {
    ("forms_app_application", "id"): "its page",
    ("forms_app_application", "public_id"): "the resident's page of the case",
    ("forms_app_application", "idempotency_key"): "one draft, one application",
    ("forms_app_application", "receipt_number"): "the look-up by number and password",
    ("forms_app_application", "section_id, status, submitted_at DESC"): "the inbox of a section",
    ("forms_app_application", "assignee_id"): "the inbox of a clerk",
    ("forms_app_application", "form_id"): "exports and figures of a form",
    ("forms_app_application", "status, due_at"): "what is overdue",
    ("forms_app_application", "submitted_at DESC, id DESC"): "the list of all",
    ("forms_app_application", "resident_id, submitted_at DESC"): "the resident's own page",
    ("forms_app_application", "search_digests"): "search by name, phone and mail",
    ("forms_app_statuschange", "id"): "its key",
    ("forms_app_statuschange", "public_id"): "one draft, one step; the receipt after sending",
    ("forms_app_statuschange", "application_id, id"): "the history of a case",
    ("forms_app_statuschange", "staff_id"): "may a clerk's account go?",
    ("forms_app_draft", "id"): "taking it away",
    ("forms_app_draft", "public_id"): "every page of a form",
    ("forms_app_draft", "expires_at"): "what is too old",
    ("forms_app_draft", "form_version_id"): "drafts to supersede",
    ("forms_app_draft", "corrects_id"): "the correction that was begun",
    ("forms_app_draft", "resident_id"): "the resident's own page",
    ("forms_app_draft", "entered_by_id"): "may a clerk's account go?",
    ("notifications_outboxmessage", "id"): "claiming it",
    ("notifications_outboxmessage", "public_id"): "one message, one reference",
    ("notifications_outboxmessage", "next_attempt_at"): "what is due",
}


def test_tables_of_a_submit_have_these_indexes_and_no_other(in_town):
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT tablename, substring(indexdef FROM '\((.*?)\)') FROM pg_indexes "
            "WHERE schemaname = %s AND tablename = ANY(%s)",
            [in_town.schema_name, list(WRITTEN)],
        )
        assert sorted(cursor.fetchall()) == sorted(READ_BY)
