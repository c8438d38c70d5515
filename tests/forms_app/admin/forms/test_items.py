import random

import pytest

from forms_app.models import Form
from forms_app.schema.definition import load
from forms_app.schema.registry import FIELD_TYPES
from tests.municipalities.accounts.visible_text import visible_text


def condition(number: int = 0, name: str = "show_when", **parts: str) -> dict[str, str]:
    return {f"{name}-{number}-{part}": value for part, value in parts.items()}


def errors(response) -> dict[str, list[str]]:
    return {name: [str(error) for error in listed] for name, listed in response.context["item"].errors.items()}


def test_a_question_is_changed(form, clerk, pages):
    response = pages.post(
        "field/thing/edit/", {"label": "壊れた物", "help": "例\r\nなど", "required": "on", "max_length": "50"}
    )
    assert response["Location"].endswith("/change/#field-thing")
    assert pages.field("thing") == {
        "key": "thing",
        "type": "text",
        "label": "壊れた物",
        "help": "例\nなど",
        "required": True,
        "max_length": 50,
    }


def test_saving_what_the_page_shows_changes_nothing(form, clerk, pages):
    before = pages.saved()
    for address in (
        "field/kind/edit/",
        "field/thing/edit/",
        "field/photo/edit/",
        "group/what/edit/",
        "page/damage/edit/",
    ):
        item = pages.get(address).context["item"]
        shown = {bound.html_name: bound.value() for bound in item if bound.value() not in (None, False)}
        assert pages.post(address, shown).status_code == 302
    assert pages.saved() == before


def test_choices_keep_their_values_where_their_words_stay_or_are_mended(form, clerk, pages):
    pages.post("field/kind/edit/", {"label": "種類", "options": "道路のくぼみ\nその他"})
    assert [option["value"] for option in pages.field("kind")["options"]] == ["hole", "other"]
    pages.post("field/kind/edit/", {"label": "種類", "options": "側溝\n道路のくぼみ\nその他"})
    first, *rest = pages.field("kind")["options"]
    assert (first["label"], [option["value"] for option in rest]) == ("側溝", ["hole", "other"])


def test_a_choice_that_a_condition_needs_stays(form, clerk, pages):
    response = pages.post("field/kind/edit/", {"label": "種類", "options": "道路の穴"})
    assert response.status_code == 422
    assert errors(response) == {
        "__all__": ["「品名」の条件の値が、「種類」の答えと合いません。選択肢や数字、日付を確かめてください。"]
    }


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"label": ""}, "label", "入力してください。"),
        ({"label": "あ" * 201}, "label", "200"),
        (
            {"min_length": "101"},
            "max_length",
            "「品名」の下限が、上限より大きくなっています。どちらかを直してください。",
        ),
        ({"max_length": "9" * 5000}, "max_length", "整数"),
        ({"max_length": "0"}, "max_length", "1"),
        ({"pattern": "(["}, "pattern", "正規表現"),
        ({"pattern": "(?=a)"}, "pattern", "正規表現"),
        ({"label": "a\x07b"}, "label", "目に見えない特殊な文字"),
        ({"label": "a\0b"}, "label", "使えない文字が入っています。"),
        (condition(field="kind"), "show_when-0-operator", "使える比べ方"),
        (condition(operator="equals"), "show_when-0-field", "どの設問"),
        (condition(value="x"), "show_when-0-field", "どの設問"),
        (condition(field="kind", operator="equals"), "show_when-0-value", "比べる値を入力してください。"),
        (condition(field="kind", operator="equals", value="?"), "show_when-0-value", "道路の穴、その他"),
        (condition(field="kind", operator="at_least", value="1"), "show_when-0-operator", "が次と同じ"),
        (condition(field="email", operator="answered"), "show_when-0-field", "この設問は条件に使えません。"),
        (condition(field="thing", operator="answered"), "show_when-0-field", "この設問は条件に使えません。"),
        (condition(field="no", operator="equals", value="no"), "show_when-0-field", "この設問は条件に使えません。"),
    ],
)
def test_odd_input_is_refused_at_its_field_and_kept(form, clerk, pages, typed, field, sentence):
    before = pages.saved()
    response = pages.post("field/thing/edit/", {"label": "品名", "max_length": "100", "help": "残ること", **typed})
    assert response.status_code == 422
    assert list(errors(response)) == [field]
    assert sentence in errors(response)[field][0]
    assert "残ること" in response.content.decode()
    assert pages.saved() == before


def test_a_circle_is_refused_at_the_condition(form, clerk, pages):
    circle = condition(field="thing", operator="answered")
    response = pages.post("field/kind/edit/", {"label": "種類", "options": "道路の穴\nその他", **circle})
    assert response.status_code == 422
    assert "めぐりめぐって" in str(errors(response))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (condition(field="kind", operator="equals", value="その他"), {"operator": "equals", "value": "other"}),
        (
            condition(field="kind", operator="in", value="その他、 道路の穴"),
            {"operator": "in", "value": ["other", "hole"]},
        ),
        (condition(field="kind", operator="not_answered", value="x"), {"operator": "not_answered"}),
    ],
)
def test_a_condition_of_one_row(form, clerk, pages, typed, expected):
    assert pages.post("field/thing/edit/", {"label": "品名", **typed}).status_code == 302
    assert pages.field("thing")["show_when"] == {"field": "kind", **expected}


@pytest.mark.parametrize("join", ["all", "any"])
def test_a_condition_of_two_rows(form, clerk, pages, join):
    rows = condition(0, field="kind", operator="equals", value="その他") | condition(
        2, field="photo", operator="answered"
    )
    pages.post("field/thing/edit/", {"label": "品名", "show_when-join": join, **rows})
    assert list(pages.field("thing")["show_when"]) == [join]
    assert [part["field"] for part in pages.field("thing")["show_when"][join]] == ["kind", "photo"]


def test_a_condition_that_requires(form, clerk, pages):
    pages.post(
        "field/thing/edit/", {"label": "品名", **condition(name="require_when", field="kind", operator="answered")}
    )
    assert pages.field("thing")["require_when"] == {"field": "kind", "operator": "answered"}


def test_emptying_the_rows_takes_the_condition_away(form, clerk, pages):
    pages.post("field/thing/edit/", {"label": "品名"})
    assert "show_when" not in pages.field("thing")


def test_a_condition_that_rows_cannot_say_stays_until_it_is_taken_away(form, clerk, pages):
    nested = {"not": {"field": "kind", "operator": "equals", "value": "other"}}
    definition = pages.saved()
    definition["pages"][0]["groups"][0]["fields"][1]["show_when"] = nested
    form.draft_definition = definition
    form.save()
    page = visible_text(pages.get("field/thing/edit/").content.decode())
    assert "（「種類」が「その他」）ではないとき表示します。" in page
    pages.post("field/thing/edit/", {"label": "品名"})
    assert pages.field("thing")["show_when"] == nested
    pages.post("field/thing/edit/", {"label": "品名", "show_when-drop": "on"})
    assert "show_when" not in pages.field("thing")


OFFERED = [name for name, kind in FIELD_TYPES.items() if kind.is_offered]
NEEDED = {
    "options": "一\n二",
    "text": "本文",
    "parameter": "from",
    "allowed": "leaflet\n広報 11月号",
    "formula": "1 + 1",
    "items": "窓口の対応\n館内の分かりやすさ",
    "fields": "品名 | 一行の文字 | 必須",
}
"""Of some type or other; the rest do not read it."""


def test_a_type_that_cannot_be_answered_yet_is_not_offered(form, clerk, pages):
    assert FIELD_TYPES["slot"].label not in pages.get("add/field/who/").content.decode()
    assert pages.get("add/field/who/slot/").status_code == 404


@pytest.mark.parametrize("type_name", OFFERED)
def test_every_type_can_be_added_by_its_own_page(form, clerk, pages, type_name):
    assert FIELD_TYPES[type_name].label in pages.get("add/field/who/").content.decode()
    assert pages.get(f"add/field/who/{type_name}/").status_code == 200
    response = pages.post(f"add/field/who/{type_name}/", {"label": "新しい設問", **NEEDED})
    added = pages.saved()["pages"][1]["groups"][0]["fields"][-1]
    assert response["Location"].endswith(f"/change/#field-{added['key']}")
    assert (added["type"], added["label"]) == (type_name, "新しい設問")


def test_a_page_and_a_group_are_added_and_changed(form, clerk, pages):
    pages.post("add/page/", {"title": "確認"})
    pages.post("add/group/reporter/", {"title": "ご家族", "description": "いる場合"})
    pages.post("page/damage/edit/", {"title": "状態"})
    only_other = condition(field="kind", operator="equals", value="その他")
    pages.post("group/who/edit/", {"title": "連絡先", **only_other})
    saved = pages.saved()
    assert [page["title"] for page in saved["pages"]] == ["状態", "連絡先", "確認"]
    groups = saved["pages"][1]["groups"]
    assert [(group["title"], "show_when" in group) for group in groups] == [("連絡先", True), ("ご家族", False)]
    assert load(saved).title == form.title


def test_the_second_of_two_clerks_sees_both_and_loses_nothing(form, clerk, pages):
    pages.post("field/thing/edit/", {"label": "先に直した名前"})
    response = pages.post("field/thing/edit/", {"revision": 1, "label": "後から直した名前", "help": "書きかけの説明"})
    page = response.content.decode()
    assert (response.status_code, pages.field("thing")["label"]) == (409, "先に直した名前")
    assert "職員 太郎さんが、先にこのフォームを更新しました。" in page
    assert 'value="後から直した名前"' in page
    assert "書きかけの説明" in page
    assert "<dd>先に直した名前</dd>" in page
    again = pages.post("field/thing/edit/", {"label": "後から直した名前", "help": "書きかけの説明"})
    assert (again.status_code, pages.field("thing")["help"]) == (302, "書きかけの説明")


def test_adding_from_a_stale_page_keeps_what_was_typed(form, clerk, pages):
    pages.post("field/kind/move/", {"step": "down"})
    response = pages.post("add/field/who/text/", {"revision": 1, "label": "惜しい文章"})
    page = response.content.decode()
    assert (response.status_code, 'value="惜しい文章"' in page, "いま保存されている内容" in page) == (409, True, False)
    assert pages.post("add/field/who/text/", {"label": "惜しい文章"}).status_code == 302


def test_what_was_typed_about_a_deleted_question_stays_on_the_screen(form, clerk, pages):
    pages.post("field/thing/delete/")
    response = pages.post("field/thing/edit/", {"revision": 1, "type_name": "text", "label": "惜しい文章"})
    assert response.status_code == 409
    assert 'value="惜しい文章"' in response.content.decode()
    assert "ほかの職員がすでに削除しました" in response.content.decode()


@pytest.mark.parametrize("type_name", ["", "nonsense"])
def test_a_deleted_question_of_no_known_type_is_said_to_be_gone(form, clerk, pages, type_name):
    response = pages.post("field/none/edit/", {"type_name": type_name, "label": "x"})
    assert response.status_code == 404


def test_what_is_added_to_a_deleted_group_stays_on_the_screen(form, clerk, pages):
    pages.post("page/reporter/delete/")
    response = pages.post("add/field/who/text/", {"type_name": "text", "label": "惜しい文章"})
    assert (response.status_code, 'value="惜しい文章"' in response.content.decode()) == (409, True)
    assert pages.get("add/field/who/").status_code == 404
    assert pages.get("add/group/reporter/").status_code == 404


def test_deleting_asks_first(form, clerk, pages):
    before = pages.saved()
    page = pages.get("field/thing/delete/").content.decode()
    assert "この設問を削除します。すでに届いている申請の内容は変わりません。" in page
    assert pages.saved() == before
    assert pages.post("field/thing/delete/").status_code == 302
    assert [f["key"] for f in pages.saved()["pages"][0]["groups"][0]["fields"]] == ["kind", "photo"]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("field/kind/delete/", "「品名」の条件で使っているため、削除できません。先に「品名」の条件を変えてください。"),
        ("field/email/delete/", "まとまりには、設問が1つ以上必要です。"),
        ("group/who/delete/", "ページには、まとまりが1つ以上必要です。"),
    ],
)
def test_deleting_what_is_needed_is_refused_with_a_sentence(form, clerk, pages, address, sentence):
    before = pages.saved()
    response = pages.post(address)
    assert (response.status_code, pages.saved()) == (422, before)
    assert sentence in response.content.decode()


def test_the_last_page_stays(form, clerk, pages):
    pages.post("page/reporter/delete/")
    assert "フォームには、ページが1つ以上必要です。" in pages.post("page/damage/delete/").content.decode()


ODD = ["", " ", "\0", "\x1b", "￾", "𠮟", "-1", "1e999", "NaN", "Infinity", "９９", "9" * 400, "<script>", "[[[[", "(?P<a>", "今日", "99999日後",
       "2026-02-30", "0000-00-00", "kind", "equals", "in", "contains", "その他", "、、", "on", "image", "radio", "a\nb", "あ" * 5000]  # fmt: skip


@pytest.mark.parametrize("type_name", OFFERED)
def test_no_odd_input_is_a_server_error(form, clerk, pages, type_name):
    luck = random.Random(type_name)
    names = list(pages.get(f"add/field/what/{type_name}/").context["item"].fields)
    for _ in range(12):
        typed = {name: luck.choice(ODD) for name in names if luck.random() < 0.5}
        response = pages.post(f"add/field/what/{type_name}/", {"label": "設問", "options": "一\n二", **typed})
        assert response.status_code in (302, 422)
        load(pages.saved())


OFFERED_FOR_A_HOLE = {
    "option-b-0-field": "kind",
    "option-b-0-operator": "equals",
    "option-b-0-value": "道路の穴",
}


@pytest.fixture
def sizes(form) -> Form:
    """「大きさ」 with two options, behind 「種類」."""
    options = [{"value": "a", "label": "小さい"}, {"value": "b", "label": "大きい"}]
    size = {"key": "size", "type": "choice", "label": "大きさ", "options": options}
    form.draft_definition["pages"][1]["groups"][0]["fields"].append(size)
    form.save()
    return form


def test_option_gets_a_condition(sizes, clerk, pages):
    pages.post("field/size/edit/", {"label": "大きさ", "options": "小さい\n大きい", **OFFERED_FOR_A_HOLE})
    condition = {"field": "kind", "operator": "equals", "value": "hole"}
    assert pages.field("size")["options"] == [
        {"value": "a", "label": "小さい"},
        {"value": "b", "label": "大きい", "show_when": condition},
    ]
    assert "「種類」が「道路の穴」のとき選べます。" in pages.get("field/size/edit/").content.decode()


def test_option_that_is_reworded_keeps_its_condition(sizes, clerk, pages):
    pages.post("field/size/edit/", {"label": "大きさ", "options": "小さい\n大きい", **OFFERED_FOR_A_HOLE})
    pages.post("field/size/edit/", {"label": "大きさ", "options": "小さい\n50cmより大きい", **OFFERED_FOR_A_HOLE})
    assert [(o["label"], "show_when" in o) for o in pages.field("size")["options"]] == [
        ("小さい", False),
        ("50cmより大きい", True),
    ]


def test_option_loses_its_condition(sizes, clerk, pages):
    pages.post("field/size/edit/", {"label": "大きさ", "options": "小さい\n大きい", **OFFERED_FOR_A_HOLE})
    pages.post("field/size/edit/", {"label": "大きさ", "options": "小さい\n大きい"})
    assert all("show_when" not in option for option in pages.field("size")["options"])


def test_condition_of_an_option_that_does_not_fit_is_told_at_its_input(sizes, clerk, pages):
    typed = {**OFFERED_FOR_A_HOLE, "option-b-0-value": "陥没"}
    page = pages.post("field/size/edit/", {"label": "大きさ", "options": "小さい\n大きい", **typed})
    assert (page.status_code, list(page.context["item"].errors)) == (422, ["option-b-0-value"])


def test_a_limit_of_zero_is_kept(form, clerk, pages):
    fields = pages.saved()["pages"][1]["groups"][0]["fields"]
    fields.append({"key": "count", "type": "number", "label": "数"})
    form.save()
    pages.post("field/count/edit/", {"label": "数", "min": "0", "max": "5"})
    pages.post("field/count/edit/", {"label": "人数", "min": "0", "max": "5"})
    assert pages.field("count") == {"key": "count", "type": "number", "label": "人数", "min": 0, "max": 5}


def test_designer_chooses_what_the_profile_puts_into_a_question(form, clerk, pages):
    pages.post("add/field/who/name/", {"label": "お名前", "profile": "name"})
    added = pages.saved()["pages"][1]["groups"][0]["fields"][-1]
    assert added["profile"] == "name"
    assert "住民のプロフィールから入れる" in pages.get(f"field/{added['key']}/edit/").content.decode()
    pages.post(f"field/{added['key']}/edit/", {"label": "お名前", "profile": ""})
    assert "profile" not in pages.field(added["key"])


def test_profile_is_offered_only_where_it_fits(form, clerk, pages):
    assert "住民のプロフィール" not in pages.get("field/thing/edit/").content.decode()
    assert pages.post("add/field/who/phone/", {"label": "電話", "profile": "address"}).status_code == 422
