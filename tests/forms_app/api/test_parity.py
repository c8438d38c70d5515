"""The web's form and the API judge alike: the same odd answers get the same sentences at both doors."""

import html
import random
import re

import pytest

from tests.factories import forms
from tests.fuzz.test_submit_bodies import GOOD, NASTY

SEED, ROUNDS = 20261123, 60
FIELDS = [
    {"key": "short", "type": "text", "label": "ひとこと", "required": True, "max_length": 40, "pattern": "^[^0-9]*$"},
    {"key": "long", "type": "textarea", "label": "くわしく", "min_length": 2, "max_length": 400},
    {"key": "count", "type": "number", "label": "数", "required": True, "min": 1, "max": 9},
    {"key": "day", "type": "date", "label": "日付", "required": True, "min": "1900-01-01"},
    {"key": "one", "type": "choice", "label": "ひとつ", "required": True, "options": [
        {"value": "yes", "label": "はい"}, {"value": "no", "label": "いいえ"}]},
    {"key": "who", "type": "name", "label": "お名前", "required": True},
    {"key": "mail", "type": "email", "label": "メール"},
    {"key": "tel", "type": "phone", "label": "電話"},
    {"key": "agree", "type": "consent", "label": "同意", "required": True,
     "show_when": {"field": "one", "operator": "equals", "value": "yes"}},
]  # fmt: skip
NAMES = [*GOOD, "mail", "tel", "agree"]
TYPED = [
    text for text in NASTY if not set(text) & {"\x00", "\ud800"}
]  # the web takes these two out before the judgement
SENTENCE = re.compile(r'<li><a href="#[^"]+">([^<]+)</a>')


def posted(random_: random.Random) -> dict[str, str]:
    spoiled = {random_.choice(NAMES): random_.choice(TYPED) for _ in range(random_.randrange(5))}
    return {**GOOD, **spoiled}


def as_json(pairs: dict[str, str]) -> dict[str, object]:
    """`who-family` of a form's control is the part `family` of the answer `who`."""
    answers: dict[str, object] = {}
    for name, value in pairs.items():
        key, _dash, part = name.partition("-")
        if part:
            answers.setdefault(key, {})[part] = value
        else:
            answers[key] = value
    return answers


@pytest.mark.slow
def test_both_doors_say_the_same(program, town_client):
    forms.published_form(definition=forms.definition(*FIELDS), slug="parity")
    random_, refused = random.Random(SEED), 0
    town_client.post("/procedures/parity/start/")
    for _ in range(ROUNDS):
        pairs = posted(random_)
        problems = program.post("forms/parity/validate/", {"answers": as_json(pairs)}).json()["fields"]
        page = town_client.post("/procedures/parity/pages/first/", {**pairs, "action": "next"}).content.decode()
        assert [html.unescape(s) for s in SENTENCE.findall(page)] == [p["message"] for p in problems], pairs
        refused += bool(problems)
    assert 10 < refused < ROUNDS
