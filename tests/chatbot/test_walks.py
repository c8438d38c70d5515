"""Random walks through conversations about random forms: nothing breaks, nothing is lost, nothing is filed twice."""

import random
from typing import Any

import pytest

from chatbot.dialogue import running
from chatbot.dialogue.skills.form_filling import asked_now
from chatbot.models import Turn
from forms_app.models import Application, Draft
from forms_app.services.draft import save_answers
from tests.factories import forms
from tests.factories.chat import Talk, text_only

pytestmark = pytest.mark.slow
WALKS, STEPS = 8, 1250  # ten thousand in all
PRESSED = ["form:back", "form:skip", "form:why", "form:fix", "form:quit", "form:resume", "form:send"]
PRESSED += [
    "form:take",
    "form:leave",
    "form:answer:yes",
    "form:answer:dog",
    "status:ask",
    "status:again",
    "status:leave",
]
WRITTEN = [
    "戻る",
    "やめる",
    "とばす",
    "直す",
    "こんにちは",
    "犬",
    "2",
    "明日",
    "はい",
    "いいえ",
    "",
    "岐阜 花子",
    "\x00",
    "ヘルプ",
    "犬の登録をしたい。犬が2匹います",
    "2匹です。明日お願いします",
    "犬です、2匹、昨日から",
    "ぎふ はなこ",
    "申請はどうなりましたか",
    "12345-67897",
    "ABCD-EFGH",
    "意見を送りたい",
]
QUESTIONS = (
    {"key": "who", "type": "name", "label": "氏名", "required": True},
    {"key": "kind", "type": "choice", "label": "種類", "required": True,
     "options": [{"value": "dog", "label": "犬"}, {"value": "cat", "label": "猫"}]},
    {"key": "breed", "type": "text", "label": "犬種", "show_when": {"field": "kind", "operator": "equals", "value": "dog"}},
    {"key": "count", "type": "number", "label": "頭数", "required": True, "min": 1, "max": 9},
    {"key": "day", "type": "date", "label": "飼い始めた日"},
    {"key": "agreed", "type": "consent", "label": "同意", "required": True},
)  # fmt: skip
ANSWERS: dict[str, list[Any]] = {
    "who": [forms.NAME, {"family": "岐阜"}, ""],
    "kind": ["dog", "cat", "bird"],
    "breed": ["柴犬", ""],
    "count": ["2", "99", "x"],
    "day": [{"year": "2026", "month": "4", "day": "1"}, {"year": "", "month": "", "day": ""}],
    "agreed": ["yes", ""],
}


class Walk:
    """One person, restless: says things, repeats herself, types on the page in between, begins again."""

    def __init__(self, chance: random.Random, slug: str, talk: Talk):
        self.chance, self.slug, self.talk = chance, slug, talk
        self.said: list[dict[str, Any]] = []
        self.filed: set[str] = set()
        self.turns = 0

    def step(self) -> None:
        deed = self.chance.choice(
            [self.answer] * 5 + [self.press, self.write, self.repeat, self.type_on_the_page, self.start]
        )
        deed()
        assert Turn.objects.filter(conversation=self.talk.conversation).count() == self.turns

    def tell(self, **deed: Any) -> None:
        self.turns += 1
        deed["id"] = f"d{self.turns}"
        before = self.talk.state.get("draft")
        replies = self.talk.say(**deed)
        assert all(reply.text for reply in replies)
        self.said.append({**deed, "replies": replies})
        if "filed" in self.talk.state:
            self.filed.add(before or self.talk.state["filed"])
        assert Application.objects.count() == len(self.filed)

    def answer(self) -> None:
        asked = asked_now(self.talk.state)
        if asked is None:
            self.press()
            return
        key = asked.step.question.key
        raw = self.chance.choice(ANSWERS[key])
        self.tell(raw=raw)
        kept = Draft.objects.get(pk=asked.draft.pk).get_answers()
        assert kept[key] == raw

    def press(self) -> None:
        self.tell(choice=self.chance.choice([*PRESSED, f"form:fix:{self.chance.choice(list(ANSWERS))}"]))

    def write(self) -> None:
        self.tell(text=self.chance.choice(WRITTEN))

    def start(self) -> None:
        if self.chance.random() < 0.2:
            self.tell(choice=f"start:{self.slug}")

    def repeat(self) -> None:
        """An old message again: late, doubled or out of order."""
        if not self.said:
            return
        deed = dict(self.chance.choice(self.said))
        replies, state = deed.pop("replies"), self.talk.state
        assert self.talk.say(**deed) == replies
        assert self.talk.state == state

    def type_on_the_page(self) -> None:
        draft = (
            Draft.objects.filter(public_id=self.talk.state.get("draft")).first()
            if self.talk.state.get("draft")
            else None
        )
        if draft is not None:
            key = self.chance.choice(list(ANSWERS))
            save_answers(draft_id=draft.public_id, raw={key: self.chance.choice(ANSWERS[key])})


@pytest.mark.parametrize("seed", range(WALKS))
def test_walk_breaks_loses_and_doubles_nothing(in_town, seed, caplog):
    form = forms.published_form(definition=forms.definition(*QUESTIONS), slug="dogs", title="犬の登録")
    walk = Walk(random.Random(seed), form.slug, text_only() if seed % 2 else Talk())
    walk.tell(choice="start:dogs")
    for _ in range(STEPS):
        walk.step()
    assert len(walk.filed) > 0
    assert [record.message for record in caplog.records if record.name == running.__name__] == []  # no skill broke
