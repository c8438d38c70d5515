"""A thousand generated bodies against the road of a submission: never a 500, every refusal a Japanese sentence at its field.

Deterministic: SEED makes the same bodies every time.
"""

import random
import re
from urllib.parse import quote_from_bytes

import pytest
from django.test import Client

from forms_app.models import Application, Form
from municipalities.tenancy.context import tenant_context
from tests.factories import files, forms

SEED, BODIES = 20261123, 1000
FIELDS = [
    {"key": "short", "type": "text", "label": "ひとこと", "required": True, "max_length": 40, "pattern": "^[^0-9]*$"},
    {"key": "long", "type": "textarea", "label": "くわしく", "min_length": 2, "max_length": 400},
    {"key": "count", "type": "number", "label": "数", "required": True, "min": 1, "max": 9},
    {"key": "day", "type": "date", "label": "日付", "required": True, "min": "1900-01-01"},
    {"key": "one", "type": "choice", "label": "ひとつ", "required": True, "options": [
        {"value": "yes", "label": "はい"}, {"value": "no", "label": "いいえ"}]},
    {"key": "many", "type": "choices", "label": "いくつでも", "options": [
        {"value": "a", "label": "あ"}, {"value": "b", "label": "い"}]},
    {"key": "who", "type": "name", "label": "お名前", "required": True},
    {"key": "mail", "type": "email", "label": "メール"},
    {"key": "tel", "type": "phone", "label": "電話"},
    {"key": "home", "type": "address", "label": "住所"},
    {"key": "where", "type": "location", "label": "場所"},
    {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]},
    {"key": "agree", "type": "consent", "label": "同意", "required": True,
     "show_when": {"field": "one", "operator": "equals", "value": "yes"}},
]  # fmt: skip
GOOD = {
    "short": "こんにちは", "long": "くわしい話", "count": "3", "day-year": "2026", "day-month": "11", "day-day": "23",
    "one": "no", "who-family": "岐阜", "who-given": "花子", "who-family_kana": "ギフ", "who-given_kana": "ハナコ",
}  # fmt: skip
NASTY = [
    "", " ", "\u3000", "0", "-1", "9" * 400, "1e999", "NaN", "٣", "１２", "true", "null", "[]", "{}", "yes", "no", "on", "a", "c",
    "2026-02-30", "令和八年", "0000", "13", "99999999999999999999", "hanako@example.jp", "a@b", "@", "x" * 300 + "@example.jp",
    "090-1234-5678", "+81", "110", "<script>alert(1)</script>", "' OR 1=1 --", "%s%n{0}", "../../etc/passwd", "😀🫨", "𠮷野家", "海神",
    "か\u3099", "\u202eabc", "\u200b", "\x07", "a\x00b", "\ud800", "\ufffe", "\ue000", "改\r\n行", "\t", "あ" * 5000, "e\u0301" * 60,
    "500-8701", "5008701", "000-0000", "35.4", "-91", "136,7", "00000000-0000-0000-0000-000000000000",
]  # fmt: skip
EXTRA_KEYS = [
    "csrfmiddlewaretoken",
    "action",
    "who",
    "who-",
    "who-family-x",
    "-",
    "",
    "__proto__",
    "photo",
    "count[]",
    "short\x00",
]
ACTIONS = ["next"] * 8 + [
    "back",
    "save",
    "lookup:home",
    "lookup:nobody",
    "places:where",
    "place:where:司町",
    "places:who-0-x",
    "remove:photo:x",
    "remove:",
    "",
    "法外",
    "next:next",
]
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


@pytest.fixture
def form(in_town) -> Form:
    return forms.published_form(definition=forms.definition(*FIELDS), slug="fuzz")


@pytest.fixture
def client(form, town_client) -> Client:
    town_client.raise_request_exception = False
    town_client.post("/procedures/fuzz/start/")
    return town_client


def names() -> list[str]:
    return [*GOOD, "day", "many", "mail", "tel", "agree", "photo", "where-latitude", "where-longitude", "where-address",
            "home-postal_code", "home-prefecture", "home-city", "home-town", "home-building"]  # fmt: skip


def make_pairs(random_: random.Random) -> list[tuple[str, str]]:
    """Mostly sound answers, some of them spoiled, some doubled, some not asked for."""
    pairs = [(name, value) for name, value in GOOD.items() if random_.random() < 0.95]
    for _ in range(random_.choice([0, 0, 1, 1, 2, 4, 12])):
        pairs.append((random_.choice(names() + EXTRA_KEYS), random_.choice(NASTY)))
    if random_.random() < 0.02:
        pairs += [(f"extra{number}", "x") for number in range(2500)]
    pairs.append(("action", random_.choice(ACTIONS)))
    random_.shuffle(pairs)
    return list(dict(pairs).items()) if random_.random() < 0.5 else pairs


def urlencoded(pairs: list[tuple[str, str]], random_: random.Random) -> tuple[bytes, str]:
    encoding = random_.choice(["utf-8"] * 9 + ["cp932"])
    quoted = [quote_from_bytes(part.encode(encoding, "surrogatepass" if encoding == "utf-8" else "replace"))
              for pair in pairs for part in pair]  # fmt: skip
    body = "&".join(f"{quoted[n]}={quoted[n + 1]}" for n in range(0, len(quoted), 2)).encode()
    return body, "application/x-www-form-urlencoded"


def multipart(pairs: list[tuple[str, str]], random_: random.Random) -> tuple[bytes, str]:
    boundary = random_.choice(["b0undary", "x" * 60])
    parts = [
        b'Content-Disposition: form-data; name="%b"\r\n\r\n%b' % (header(name), value.encode("utf-8", "surrogatepass"))
        for name, value in pairs
    ]
    upload = random_.choice([files.PNG, b"", b"\x00" * 50, b"<svg onload=alert(1)>", files.PDF, files.PNG[:20]])
    filename = header(random_.choice(["a.png", "写真.jpg", "../../x.php", "a" * 300, ""]))
    parts.append(
        b'Content-Disposition: form-data; name="photo"; filename="%b"\r\nContent-Type: image/png\r\n\r\n%b'
        % (filename, upload)
    )
    body = b"".join(b"--%b\r\n%b\r\n" % (boundary.encode(), part) for part in parts) + b"--%b--\r\n" % boundary.encode()
    if random_.random() < 0.1:
        body = body[: random_.randrange(len(body))]
    return body, f"multipart/form-data; boundary={boundary}"


def header(text: str) -> bytes:
    return re.sub(r'["\r\n]', "", text).encode("utf-8", "surrogatepass")


def post(client: Client, random_: random.Random, path: str):
    encode = random_.choice([urlencoded, urlencoded, multipart])
    body, content_type = encode(make_pairs(random_), random_)
    if random_.random() < 0.02:
        content_type = random_.choice(["application/json", "text/plain", "multipart/form-data", "", "法外"])
    return client.generic("POST", path, body, content_type=content_type)


def complaint_about(answer) -> str:
    """What is wrong with this answer to a resident; nothing where it is as it should be."""
    text = answer.content.decode()
    if answer.status_code in (302, 200):
        return ""
    if answer.status_code == 400:
        return "" if JAPANESE.search(text) else "a 400 without a Japanese sentence"
    if answer.status_code not in (410, 422):
        return f"status {answer.status_code}"
    if answer.status_code == 422:
        errors = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', text)
        if not errors:
            return "a refusal that names no field"
        for anchor, sentence in errors:
            if f'id="{anchor}"' not in text:
                return f"{anchor} is not on the page"
            if not (JAPANESE.search(sentence) and sentence.endswith("。")):
                return f"not a Japanese sentence: {sentence}"
    return ""


def test_a_thousand_bodies_are_all_answered_in_kind(client, town):
    random_ = random.Random(SEED)
    complaints, statuses = [], set()
    for number in range(BODIES):
        answer = post(client, random_, "/procedures/fuzz/pages/first/")
        statuses.add(answer.status_code)
        if complaint := complaint_about(answer):
            complaints.append((number, complaint))
        if answer.status_code == 302 and answer["Location"].endswith("/check/"):
            file_it(client, complaints, number)
    assert complaints == []
    assert {200, 302, 422} <= statuses
    with tenant_context(town):
        assert Application.objects.count() > 20


def file_it(client: Client, complaints: list, number: int) -> None:
    page = client.get("/procedures/fuzz/check/")
    if page.status_code != 200:
        complaints.append((number, f"the check page answers {page.status_code}"))
        return
    key = re.search(r'name="submission_key" value="([^"]+)"', page.content.decode())[1]
    answer = client.post("/procedures/fuzz/check/", {"submission_key": key})
    if answer.status_code != 302:
        complaints.append((number, f"sending answers {answer.status_code}"))
    client.post("/procedures/fuzz/start/")


def test_any_submission_key_is_answered(client):
    for key in NASTY:
        answer = client.post("/procedures/fuzz/check/", {"submission_key": key.replace("\ud800", "?")})
        assert (answer.status_code, bool(JAPANESE.search(answer.content.decode()))) == (410, True), key
