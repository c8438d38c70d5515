"""Whatever is sent, the refusal is JSON in one shape, never a 500."""

import pytest

from municipalities.tenancy import directory
from municipalities.tenancy.models import Municipality, TownState

VALIDATE = "forms/dog/validate/"


def shape(answer) -> tuple[int, str, list[str]]:
    body = answer.json()
    assert body["message"].endswith("。")
    return answer.status_code, body["code"], sorted(body.keys() - {"code", "message"})


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe", b'{"answers": NaN}', b"[" * 5000 + b"]" * 5000, b'{"answers": {"a": "\\ud800"}}',
        b'{"answers": ' + b"9" * 5000 + b"}", b'{"answers": ' + b'{"a":' * 30 + b"1" + b"}" * 31,
    ],
    ids=["nothing", "broken", "no UTF-8", "NaN", "very deep", "lone surrogate", "long number", "deep"],
)  # fmt: skip
def test_what_is_no_plain_json_is_refused(program, form, body):
    answer = program.call("POST", VALIDATE, body)
    expected = (400, "invalid_request", ["fields"]) if not body else (400, "bad_json", [])
    assert shape(answer) == expected


@pytest.mark.parametrize("body", [[], "text", 1, None, {"answers": []}, {"answers": "x"}, {}, {"answers": None}])
def test_other_shapes_name_the_place(program, form, body):
    answer = program.post(VALIDATE, body)
    assert shape(answer) == (400, "invalid_request", ["fields"])
    assert {problem["field"] for problem in answer.json()["fields"]} <= {"answers", "non_field_errors"}


def test_nul_in_an_answer_is_a_problem_of_the_answer(program, form):
    judged = program.post(VALIDATE, {"answers": {"remark": "a\x00b"}}).json()
    assert ("remark", "bad_characters") in [(p["field"], p["code"]) for p in judged["fields"]]


def test_huge_body_is_413(program, form, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert shape(program.post(VALIDATE, {"answers": {"remark": "x" * 1000}})) == (413, "too_large", [])


def test_html_is_not_on_offer(program, form):
    assert shape(program.get("forms/", accept="text/html")) == (406, "not_acceptable", [])


def test_form_data_is_415(program, form):
    answer = program.call("POST", VALIDATE, b"a=1", content_type="application/x-www-form-urlencoded")
    assert shape(answer) == (415, "unsupported_media_type", [])


def test_other_methods_are_405(program, form):
    answer = program.call("PUT", "forms/", b"{}")
    assert (*shape(answer), answer["Allow"]) == (405, "method_not_allowed", [], "GET, HEAD, OPTIONS")


def test_budget_of_one_client_is_shared_over_hosts(program, form, other_town_client, settings):
    settings.API_READS_IN_TEN_MINUTES = 2
    answers = [program.get("forms/"), other_town_client.get("/api/v1/forms/"), program.get("forms/")]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert (shape(answers[-1]), answers[-1]["Retry-After"]) == ((429, "too_many_requests", []), "600")


def test_town_that_is_not_ready_is_503(program, form, town):
    Municipality.objects.filter(pk=town.pk).update(state=TownState.SUSPENDED)
    directory.forget()
    answer = program.client.get("/api/v1/forms/")
    assert (shape(answer), answer["Retry-After"]) == ((503, "town_not_ready", []), "300")


def test_unknown_host_is_404(program):
    answer = program.client.get("/api/v1/forms/", headers={"host": "nowhere.localhost"})
    assert shape(answer) == (404, "unknown_host", [])
