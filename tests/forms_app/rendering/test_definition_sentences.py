import pytest

from forms_app.rendering.definition_sentences import (
    PROBLEMS,
    owner_name,
    problem_sentence,
    require_sentence,
    show_sentence,
)
from forms_app.schema.definition import load
from forms_app.schema.errors import DEFINITION_CODES, DefinitionError, DefinitionProblem
from tests.factories.forms import definition

OPTIONS = [{"value": "hole", "label": "道路の穴"}, {"value": "other", "label": "その他"}]
ASKED = (
    {"key": "kind", "type": "choice", "label": "種類", "options": OPTIONS},
    {"key": "kinds", "type": "choices", "label": "品目", "options": OPTIONS},
    {"key": "count", "type": "number", "label": "人数", "unit": "人"},
    {"key": "day", "type": "date", "label": "希望日"},
    {"key": "word", "type": "text", "label": "品名"},
    {"key": "agreed", "type": "consent", "label": "規約"},
    {"key": "photo", "type": "attachment", "label": "写真"},
    {"key": "heading", "type": "heading", "label": "見出し"},
)


def is_(field: str, operator: str, *value) -> dict:
    return {"field": field, "operator": operator, **({"value": value[0]} if value else {})}


def with_condition(condition: dict, name: str = "show_when"):
    return load(definition(*ASKED, {"key": "last", "type": "text", "label": "最後", name: condition}))


CONDITIONS = [
    (is_("kind", "equals", "other"), "「種類」が「その他」のとき表示します。"),
    (is_("kind", "not_equals", "other"), "「種類」が「その他」以外のとき表示します。"),
    (is_("kind", "in", ["hole", "other"]), "「種類」が「道路の穴」「その他」のどれかのとき表示します。"),
    (is_("kind", "not_in", ["hole", "other"]), "「種類」が「道路の穴」「その他」以外のとき表示します。"),
    (is_("kinds", "contains", "hole"), "「品目」で「道路の穴」を選んだとき表示します。"),
    (is_("kind", "answered"), "「種類」を選んだとき表示します。"),
    (is_("kind", "not_answered"), "「種類」を選んでいないとき表示します。"),
    (is_("word", "contains", "犬"), "「品名」に「犬」を含むとき表示します。"),
    (is_("word", "answered"), "「品名」に入力があるとき表示します。"),
    (is_("word", "not_answered"), "「品名」に入力がないとき表示します。"),
    (is_("agreed", "answered"), "「規約」に同意したとき表示します。"),
    (is_("photo", "not_answered"), "「写真」にファイルがないとき表示します。"),
    (is_("count", "greater_than", 10), "「人数」が10人より大きいとき表示します。"),
    (is_("count", "at_least", 2.5), "「人数」が2.5人以上のとき表示します。"),
    (is_("count", "less_than", 10), "「人数」が10人未満のとき表示します。"),
    (is_("count", "at_most", 10), "「人数」が10人以下のとき表示します。"),
    (is_("day", "at_least", "2026-04-01"), "「希望日」が2026年4月1日（令和8年）以降のとき表示します。"),
    (is_("day", "less_than", "2026-04-01"), "「希望日」が2026年4月1日（令和8年）より前のとき表示します。"),
    (
        {"all": [is_("kind", "equals", "other"), is_("word", "answered")]},
        "「種類」が「その他」、かつ「品名」に入力があるとき表示します。",
    ),
    (
        {"any": [is_("word", "answered"), is_("count", "at_least", 3)]},
        "「品名」に入力がある、または「人数」が3人以上のとき表示します。",
    ),
    (
        {"all": [is_("word", "answered"), {"any": [is_("count", "at_least", 3), is_("agreed", "answered")]}]},
        "「品名」に入力がある、かつ（「人数」が3人以上、または「規約」に同意した）のとき表示します。",
    ),
    ({"not": is_("kind", "equals", "other")}, "（「種類」が「その他」）ではないとき表示します。"),
]


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS)
def test_condition_in_a_sentence(condition, expected):
    loaded = with_condition(condition)
    assert show_sentence(loaded.field("last").show_when, loaded) == expected


def test_require_condition_in_a_sentence():
    loaded = with_condition(is_("kind", "equals", "other"), "require_when")
    assert require_sentence(loaded.field("last").require_when, loaded) == "「種類」が「その他」のとき必須にします。"


def test_no_condition_is_no_sentence():
    loaded = load(definition())
    assert (show_sentence(None, loaded), require_sentence(None, loaded)) == ("", "")


def test_every_code_of_the_kernel_has_a_sentence():
    assert PROBLEMS.keys() | {"shape"} == DEFINITION_CODES.keys()


@pytest.mark.parametrize("code", sorted(DEFINITION_CODES))
@pytest.mark.parametrize("whole", [None, [], {"pages": 3}, {"pages": [None]}, {"pages": [{"groups": [{"fields": 1}]}]}])
def test_a_problem_has_a_japanese_sentence_whatever_was_refused(code, whole):
    params = {
        "max": 3,
        "field": "x",
        "fields": ["x"],
        "operator": "in",
        "key": "x",
        "kind": "field",
        "message": "?",
        "near": "x",
        "type": "text",
    }
    text = problem_sentence(DefinitionProblem("pages/0/groups/0/fields/0/show_when", code, params), whole)
    assert text.endswith("。")
    assert "%" not in text


def sentences(data: dict) -> list[str]:
    with pytest.raises(DefinitionError) as refused:
        load(data)
    return [problem_sentence(problem, data) for problem in refused.value.problems]


def test_a_problem_names_the_question_and_the_one_it_asks_about():
    data = definition(*ASKED, {"key": "last", "type": "text", "label": "最後", "show_when": is_("heading", "answered")})
    assert sentences(data) == ["「最後」の条件に、入力欄のない「見出し」は使えません。ほかの設問を選んでください。"]


@pytest.mark.parametrize(
    ("empty", "expected"),
    [
        (
            ("fields",),
            "まとまりには、設問が1つ以上必要です。まとまりごと削除するか、ほかの設問を先に追加してください。",
        ),
        (
            ("groups",),
            "ページには、まとまりが1つ以上必要です。ページごと削除するか、ほかのまとまりを先に追加してください。",
        ),
        (("pages",), "フォームには、ページが1つ以上必要です。ほかのページを先に追加してください。"),
    ],
)
def test_what_is_empty_is_told_with_what_to_do(empty, expected):
    data = definition()
    owner = {"pages": data, "groups": data["pages"][0], "fields": data["pages"][0]["groups"][0]}[empty[0]]
    owner[empty[0]] = []
    assert sentences(data) == [expected]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("", "このフォーム"),
        ("pages/0/title", "ページ「入力」"),
        ("pages/0/groups/0/fields", "見出しのないまとまり"),
        ("pages/0/groups/0/fields/0/max_length", "「お名前」"),
        ("pages/9/groups/0/fields/0", "このフォーム"),
    ],
)
def test_owner_of_a_place(path, name):
    assert owner_name(path, definition()) == name
