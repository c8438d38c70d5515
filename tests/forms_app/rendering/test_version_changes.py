import pytest

from forms_app.models import FormVersion
from forms_app.rendering.version_changes import change_sentences, mandatory_sentence
from forms_app.schema.definition import load
from tests.factories import forms

NAME = {"key": "name", "type": "text", "label": "名前"}
KIND = {"key": "kind", "type": "choice", "label": "種類", "options": [{"value": "a", "label": "柴"}]}
ASK_KIND = {"field": "kind", "operator": "answered"}


def changes(before: list[dict], after: list[dict]) -> list[str]:
    return change_sentences(load(forms.definition(*before)), load(forms.definition(*after)))


@pytest.mark.parametrize(
    ("after", "sentences"),
    [
        ([NAME, KIND], []),
        ([NAME], ["「種類」がなくなりました。"]),
        ([NAME, KIND, {**NAME, "key": "x", "label": "色"}], ["「色」が増えました。"]),
        ([{**NAME, "label": "呼び名"}, KIND], ["「名前」が「呼び名」に変わりました。"]),
        ([{**NAME, "required": True}, KIND], ["「名前」が必須になりました。"]),
        ([{**NAME, "type": "textarea"}, KIND], ["「名前」の答え方が変わりました。"]),
        ([{**NAME, "help": "よく見て"}, KIND], ["「名前」の説明が変わりました。"]),
        ([{**NAME, "max_length": 5}, KIND], ["「名前」の書き方の決まりが変わりました。"]),
        ([{**NAME, "show_when": ASK_KIND}, KIND], ["「名前」をおたずねする場合が変わりました。"]),
        (
            [NAME, {**KIND, "options": [{"value": "b", "label": "秋田"}]}],
            ["「種類」で、「秋田」を選べるようになりました。", "「種類」で、「柴」を選べなくなりました。"],
        ),
    ],
)
def test_change_in_a_sentence(after, sentences):
    assert changes([NAME, KIND], after) == sentences


def test_question_no_longer_required():
    assert changes([{**NAME, "required": True}], [NAME]) == ["「名前」は書かなくてもよくなりました。"]


def test_reason_stands_in_the_sentence_with_one_full_stop():
    version = FormVersion(is_mandatory=True, mandatory_reason="条例改正のため。")
    assert mandatory_sentence(version).endswith("理由：条例改正のため。")
