"""Three hundred hostile and odd inputs: each gets an answer, nothing runs, nothing stays in the open."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from chatbot.models import Conversation, Turn
from chatbot.widget import views
from forms_app.models import Draft
from municipalities.tenancy.context import tenant_context
from tests.factories import forms
from tests.factories.chat import Talk

HOSTILE = json.loads((Path(__file__).parent / "content" / "hostile.json").read_text(encoding="utf-8"))
QUESTIONS = (
    {"key": "remark", "type": "textarea", "label": "ご意見", "required": True},
    {"key": "count", "type": "number", "label": "頭数", "required": True},
)
MOST = 1_000_000  # characters; longer bodies are refused before they come here


def text_of(sample: dict) -> str:
    text = "".join([sample["repeat"][0]] * min(sample["repeat"][1], MOST)) if "repeat" in sample else sample["text"]
    return text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("begins", [None, "start:opinion"])
def test_every_hostile_input_is_answered_as_text(in_town, client_of, begins, monkeypatch):
    monkeypatch.setattr(views, "BEGUN", replace(views.BEGUN, attempts=10**6))
    forms.published_form(definition=forms.definition(*QUESTIONS), slug="opinion", title="ご意見")
    odd = []
    for sample in HOSTILE:
        client = client_of(in_town)
        if begins:
            client.post("/chat/say/", {"choice": begins})
        # What a browser would send to the box, to a question's control, and as a choice that was never offered.
        for data in (
            {"text": text_of(sample)},
            {"remark": text_of(sample), "action": "next"},
            {"choice": text_of(sample)},
        ):
            status = client.post("/chat/say/", data).status_code
            odd += [(sample["kind"], status)] if status not in (302, 400) else []
        page = client.get("/chat/")
        odd += [sample] if page.status_code != 200 or any(sign in page.content.decode() for sign in RUNS) else []
    assert odd == []


RUNS = ("<script>alert", "<img src=x", "<svg onload", "<svg/onload", 'javascript:alert(1)"', "49</")
"""What would be markup of the sample's in our own page."""


def test_nothing_said_is_stored_in_the_open(in_town, client_of):
    client_of(in_town).post("/chat/say/", {"text": "岐阜花子の電話は058-214-4719"})
    connection.set_tenant(in_town)
    rows = [bytes(row) for row in Turn.objects.values_list("content_sealed", flat=True)]
    rows += [bytes(row) for row in Conversation.objects.values_list("state_sealed", flat=True)]
    assert [row for row in rows if "花子".encode() in row or b"4719" in row] == []


def test_ten_megabytes_are_refused_with_a_page(in_town, client_of):
    answer = client_of(in_town).post("/chat/say/", {"text": "a" * 10_000_000})
    connection.set_tenant(in_town)
    assert (answer.status_code, Conversation.objects.count()) == (400, 0)


def test_ids_of_another_town_open_nothing(in_town, other_town, client_of):
    with tenant_context(other_town):
        form = forms.published_form(slug="theirs", title="大垣だけの手続")
        draft = forms.draft(form=form)
        section, talk = form.section_id, Talk().conversation.public_id
    client = client_of(in_town)
    for choice in (
        "start:theirs",
        "faq:show:theirs",
        f"person:section:{section}",
        f"rate:5:{talk}",
        f"form:fix:{draft.public_id}",
    ):
        client.post("/chat/say/", {"choice": choice})
    html = client.get("/chat/").content.decode()
    pages = [
        client.get(path).status_code for path in ("/procedures/theirs/chat/form/", "/procedures/theirs/pages/first/")
    ]
    with tenant_context(other_town):
        left = (Draft.objects.count(), Conversation.objects.get().turn_count)
    assert ("大垣だけの手続" in html, 200 in pages, left) == (False, False, (1, 0))
