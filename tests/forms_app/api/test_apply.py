"""Apply by program, once whatever happens to the call."""

from threading import Thread
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from forms_app.models import Application, Draft, FormQuota, SubmissionKey
from forms_app.models.receipt import receipt_secret
from forms_app.services.draft import start_draft
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, files, forms

from .conftest import ANSWERS, Program

PHOTO = {"key": "photo", "type": "attachment", "label": "写真", "required": True, "accept": ["image"], "max_files": 1}


def test_application_is_filed_with_number_and_password(program, form):
    answer = program.submit("dog")
    application = Application.objects.get()
    assert answer.status_code == 201
    told = answer.json()
    assert (told["receipt_number"], told["secret"], told["form"], told["version"]) == (
        application.receipt_number, receipt_secret(application.public_id), "dog", 1,
    )  # fmt: skip
    assert (application.get_answers(), answer["Cache-Control"]) == (ANSWERS, "no-store")


def test_same_key_and_content_file_once(program, form):
    key = str(uuid4())
    first, second = program.submit("dog", key=key), program.submit("dog", key=key)
    assert [first.status_code, second.status_code] == [201, 200]
    assert first.json() == second.json()
    assert Application.objects.count() == 1


def test_order_and_spaces_do_not_make_other_content(program, form):
    key = str(uuid4())
    program.submit("dog", key=key)
    assert program.submit("dog", dict(reversed(ANSWERS.items())), key=key).status_code == 200


def test_same_key_with_other_content_is_refused(program, form):
    key = str(uuid4())
    program.submit("dog", key=key)
    answer = program.submit("dog", {**ANSWERS, "remark": "追記"}, key=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert Application.objects.count() == 1


def test_key_of_one_form_is_free_at_another(program, form):
    forms.published_form(slug="cat")
    key = str(uuid4())
    assert [program.submit(slug, key=key).status_code for slug in ("dog", "cat")] == [201, 201]


def test_refused_answers_bind_no_key_and_leave_nothing(program, form):
    key = str(uuid4())
    answer = program.submit("dog", {"email": "x"}, key=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_answers")
    assert [problem["field"] for problem in answer.json()["fields"]] == ["applicant", "email"]
    assert [Draft.objects.count(), SubmissionKey.objects.count(), Application.objects.count()] == [0, 0, 0]
    assert program.submit("dog", key=key).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 65, "鍵", "a\x07b"])
def test_key_that_is_none_is_refused(program, form, key):
    answer = program.post("forms/dog/applications/", {"answers": ANSWERS}, idempotency_key=key)
    code = "idempotency_key_invalid" if key else "idempotency_key_required"
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_neither_key_nor_content_is_readable_in_the_database(program, form):
    program.submit("dog", key="my-own-key")
    row = SubmissionKey.objects.values().get()
    assert "my-own-key" not in str(row)
    assert len(row["key_digest"]) == len(row["content_digest"]) == 64


def test_closed_form_is_a_conflict(program, form):
    form.is_stopped = True
    form.save()
    answer = program.submit("dog")
    assert (answer.status_code, answer.json()["code"]) == (409, "form_closed")


def test_replay_after_closing_still_tells_the_receipt(program, form):
    first = program.submit("dog", key="again")
    form.is_stopped = True
    form.save()
    second = program.submit("dog", key="again")
    assert (second.status_code, second.json()) == (200, first.json())


def test_two_calls_at_once_file_one_application(committed_town, client_of):
    forms.published_form(slug="dog")
    answers = []

    def call() -> None:
        answers.append(Program(client_of(committed_town), committed_town).submit("dog", key="twice").status_code)
        connection.close()

    threads = [Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 200, 200, 201]
    with tenant_context(committed_town):
        assert Application.objects.count() == 1


def photo_form():
    return forms.published_form(definition=forms.definition(PHOTO), slug="road")


def upload(program, draft: str, content: bytes = files.PNG, field: str = "photo"):
    return program.upload(f"forms/road/drafts/{draft}/files/", field=field, file=SimpleUploadedFile("穴.png", content))


def test_file_goes_with_its_draft_into_the_application(program):
    photo_form()
    draft = program.post("forms/road/drafts/").json()["draft"]
    kept = upload(program, draft).json()
    assert (kept["name"], kept["kind"], kept["size"]) == ("穴.png", "image/png", len(files.PNG))
    answer = program.submit("road", {"photo": [kept["id"]]}, key="k", draft=draft)
    assert answer.status_code == 201
    assert str(Application.objects.get().attachments.get().public_id) == kept["id"]
    assert program.submit("road", {"photo": [kept["id"]]}, key="k", draft=draft).json() == answer.json()


def test_submitted_draft_takes_no_other_key(program):
    photo_form()
    draft = program.post("forms/road/drafts/").json()["draft"]
    photo = [upload(program, draft).json()["id"]]
    program.submit("road", {"photo": photo}, draft=draft)
    answer = program.submit("road", {"photo": photo}, draft=draft)
    assert (answer.status_code, answer.json()["code"]) == (404, "draft_not_found")


@pytest.mark.parametrize(("content", "code"), [(b"<svg/>", "kind_not_allowed"), (b"", "empty")])
def test_refused_file_names_its_question(program, content, code):
    photo_form()
    answer = upload(program, program.post("forms/road/drafts/").json()["draft"], content)
    assert (answer.status_code, answer.json()["fields"][0]["code"]) == (422, code)


MULTIPART = "multipart/form-data; boundary=b"
PART = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"", MULTIPART, 400), (b"--b\r\n", MULTIPART, 400), (b"nonsense", MULTIPART, 400), (b"x", "multipart/form-data", 400),
        (b"{}", "application/json", 415), (PART % (b"field", b"photo") + b"--b--", MULTIPART, 400),
        (PART % (b"file", b"no file") + b"--b--", MULTIPART, 400), ((PART % (b"a", b"")) * 2500 + b"--b--", MULTIPART, 400),
        (PART % (b"field", b"\xff\x00") + b"--b--", MULTIPART, 400),
    ],
)  # fmt: skip
def test_spoiled_upload_is_refused_in_json(program, body, content_type, status):
    photo_form()
    draft = program.post("forms/road/drafts/").json()["draft"]
    answer = program.call("POST", f"forms/road/drafts/{draft}/files/", body, content_type=content_type)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert answer.json()["message"].endswith("。")


def test_upload_far_too_large_is_not_read(program):
    photo_form()
    draft = program.post("forms/road/drafts/").json()["draft"]
    answer = upload(program, draft, b"x" * (22 * 1024 * 1024))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_draft_that_staff_type_is_not_found(program):
    form = photo_form()
    clerk = accounts.staff(sections=(form.section,))
    draft = start_draft(form=form, staff=clerk)
    assert upload(program, str(draft.public_id)).status_code == 404
    assert program.submit("road", {}, draft=str(draft.public_id)).status_code == 404


def test_one_file_too_many_is_refused(program):
    photo_form()
    draft = program.post("forms/road/drafts/").json()["draft"]
    upload(program, draft)
    answer = upload(program, draft, files.picture(size=(9, 9)))
    assert (answer.status_code, answer.json()["fields"][0]["code"]) == (422, "too_many")


def test_file_for_a_question_that_is_not_there_is_refused(program):
    photo_form()
    answer = upload(program, program.post("forms/road/drafts/").json()["draft"], field="no\u3042")
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_field")


def test_draft_of_another_form_is_not_found(program, form):
    photo_form()
    draft = program.post("forms/road/drafts/").json()["draft"]
    answer = program.submit("dog", draft=draft)
    assert (answer.status_code, answer.json()["code"]) == (404, "draft_not_found")


def test_file_nobody_sent_is_refused(program):
    photo_form()
    answer = program.submit("road", {"photo": [str(uuid4())]})
    assert [(p["field"], p["code"]) for p in answer.json()["fields"]] == [("photo", "unknown_file")]


def test_status_is_told_to_number_and_password(program, form):
    receipt = program.submit("dog").json()
    answer = program.post("applications/status/", {name: receipt[name] for name in ("receipt_number", "secret")})
    told = answer.json()
    assert (told["status"], told["form"], [step["verb"] for step in told["history"]]) == (
        "submitted", "dog", ["submit"],
    )  # fmt: skip
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("number", "secret", "code"),
    [("12345", "x", "not_a_receipt_number"), (None, "ABCD-EFGH", "no_such_receipt")],
)
def test_wrong_pair_is_refused(program, form, number, secret, code):
    number = number or program.submit("dog").json()["receipt_number"]
    answer = program.post("applications/status/", {"receipt_number": number, "secret": secret})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_look_ups_share_the_budget_of_the_web(program, form):
    receipt = program.submit("dog").json()
    for _ in range(10):
        program.client.post("/applications/", {"receipt_number": receipt["receipt_number"], "secret": "wrong"})
    answer = program.post("applications/status/", {name: receipt[name] for name in ("receipt_number", "secret")})
    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (429, "too_many_lookups", "600")


def test_form_without_a_place_left_says_so(program, form):
    FormQuota.objects.create(form=form, most=1)
    program.submit("dog")
    answer = program.submit("dog")
    assert (answer.status_code, answer.json()["code"]) == (409, "form_full")
