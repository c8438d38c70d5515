"""Two thousand spoilt bodies against the API: never a 500, every refusal a Japanese sentence in the one shape, none slow.

Deterministic: SEED makes the same bodies every time.
"""

import json
import random
import time
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from forms_app.models import Application, Form
from municipalities.accounts.models import Role
from tests.factories import accounts, forms
from tests.forms_app.api.conftest import Program

from .test_submit_bodies import FIELDS, JAPANESE, NASTY

SEED, BODIES, CHUNKS = 20261124, 2000, 4
SECOND = 1.0
GOOD = {
    "short": "こんにちは",
    "long": "くわしい話",
    "count": "3",
    "day": "2026-11-23",
    "one": "no",
    "many": ["a"],
    "who": {"family": "岐阜", "given": "花子", "family_kana": "ギフ", "given_kana": "ハナコ"},
    "family": [{"name": "太郎", "age": "8"}],
}
ROWS = {
    "key": "family",
    "type": "repeat",
    "label": "家族",
    "fields": [{"key": "name", "type": "text", "label": "名前"}, {"key": "age", "type": "number", "label": "年齢"}],
}
ODD: list[Any] = [
    *NASTY, None, True, False, 0, -1, 3, 2**53, 2**70, 10**400, 1e308, -0.0, 0.1, [], {}, [[]], [None], [{}], {"": ""},
    ["a"] * 2000, {"family": 1}, {"x": {"y": {"z": []}}}, [{"name": ["a"]}], {str(n): n for n in range(300)},
]  # fmt: skip
WHERE = ["validate/", "validate/", "applications/", "applications/", "applications/", "drafts/"]
KEYS = ["", " ", "x" * 300, "鍵", "a\tb", "00000000-0000-0000-0000-000000000000"]
TYPES = ["application/json"] * 12 + ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/json; charset=shift_jis"]  # fmt: skip


@pytest.fixture
def program(in_town, town_client, settings) -> Program:
    settings.API_WRITES_IN_TEN_MINUTES = 10**6
    return Program(town_client, in_town)


@pytest.fixture
def form(in_town) -> Form:
    section = accounts.section()
    return forms.published_form(definition=forms.definition(*FIELDS, ROWS), slug="fuzz", section=section)


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_spoilt_bodies_are_refused_or_served(form, program, chunk):
    chance = random.Random(SEED + chunk)
    answered: Counter[int] = Counter()
    slowest = 0.0
    for _number in range(BODIES // CHUNKS):
        path, body, content_type, headers = call(chance)
        began = time.process_time()
        answer = program.call("POST", f"forms/fuzz/{path}", body, content_type, **headers)
        slowest = max(slowest, time.process_time() - began)
        answered[answer.status_code] += 1
        judge(answer, path, body)
    assert slowest < SECOND
    assert answered[422] > 50, answered
    assert answered[200] + answered[201] > 20, answered
    assert Application.objects.count() <= answered[201]


@pytest.mark.slow
def test_spoilt_bodies_of_a_staff_program(form, program):
    """What a program sends about a case: as careful as what a resident's sends."""
    application = forms.application()
    program.token = accounts.api_token(staff=accounts.staff(role=Role.TENANT_ADMIN))
    chance = random.Random(SEED)
    answered: Counter[int] = Counter()
    for _number in range(300):
        body = spoilt_text(chance, as_text(spoilt_step(chance, application)))
        answer = program.call("POST", f"applications/{application.public_id}/transitions/", body)
        answered[answer.status_code] += 1
        judge(answer, "transitions/", body)
        application.refresh_from_db()
    assert answered[400] + answered[409] + answered[422] > 100, answered


def spoilt_step(chance: random.Random, application: Application) -> Any:
    step: dict[str, Any] = {"verb": "approve", "revision": application.revision, "message": "確認しました"}
    for name in ("verb", "revision", "message", "more"):
        if chance.random() < 0.4:
            step[name] = chance.choice(ODD)
    return step


def call(chance: random.Random) -> tuple[str, bytes, str, dict[str, str]]:
    path = chance.choice(WHERE)
    headers = {"idempotency_key": chance.choice(KEYS) if chance.random() < 0.1 else str(uuid4())}
    return path, spoilt_body(chance), chance.choice(TYPES), headers


def spoilt_body(chance: random.Random) -> bytes:
    whole: Any = {"answers": spoilt(chance, dict(GOOD))}
    for name in ("draft", "answers", "version", "__proto__"):
        if chance.random() < 0.06:
            whole[name] = chance.choice(ODD)
    if chance.random() < 0.05:
        whole = chance.choice(ODD)
    return spoilt_text(chance, as_text(whole))


def spoilt(chance: random.Random, answers: dict[str, Any]) -> dict[str, Any]:
    for _number in range(chance.choice([0, 1, 1, 2, 4])):
        name = chance.choice([*(field["key"] for field in FIELDS), "family", "nobody", "short\x00", ""])
        inner = answers.get(name)
        if isinstance(inner, dict) and chance.random() < 0.6:
            answers[name] = {**inner, chance.choice([*inner, "more"]): chance.choice(ODD)}
        else:
            answers[name] = chance.choice(ODD)
    return answers


def as_text(whole: Any) -> bytes:
    return json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass")


def spoilt_text(chance: random.Random, text: bytes) -> bytes:
    """Mostly JSON as it should be; else cut, doubled, nested too deep, or no JSON at all."""
    ways = [
        lambda: text[: chance.randrange(len(text) + 1)],
        lambda: text.replace(b'"3"', b"NaN"),
        lambda: text.replace(b'"3"', b"Infinity"),
        lambda: text.replace(b'"count"', b'"short"'),
        lambda: b"[" * 20_000 + b"]" * 20_000,
        lambda: b'{"answers":' * 3_000 + b"1" + b"}" * 3_000,
        lambda: b"\xff\xfe" + text,
        lambda: b"\xef\xbb\xbf" + text,
        lambda: text.replace(b"o", b"\xe3", 1),
        lambda: bytes(chance.randrange(256) for _ in range(60)),
        lambda: b"",
        lambda: text + text,
        lambda: text.replace(b'"no"', b'"\\ud800"'),
        lambda: text.replace(b'"no"', b'"\\u0000"'),
        lambda: b" " * 100_000 + text,
    ]
    return chance.choice(ways)() if chance.random() < 0.25 else text


def judge(answer: HttpResponse, path: str, body: bytes) -> None:
    about = (path, body[:300], answer.content[:300])
    assert answer.status_code < 500, about
    if answer.status_code < 400:
        return
    told = json.loads(answer.content)
    assert set(told) <= {"code", "message", "fields", "current"}, about
    assert JAPANESE.search(told["message"]), about
    for problem in told.get("fields", []):
        assert set(problem) == {"field", "part", "code", "message"}, about
        assert JAPANESE.search(problem["message"]), about
