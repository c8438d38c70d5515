import copy

import pytest
from hypothesis import given, settings

from forms_app.admin.forms.difference_lines import difference_parts, fact_name
from forms_app.schema.definition import Definition, load
from forms_app.schema.difference import difference
from forms_app.schema.registry import FIELD_TYPES
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from tests.factories.forms import definition as of_one
from tests.forms_app.schema.random_forms import forms as random_forms
from tests.municipalities.accounts.visible_text import visible_text

from .conftest import definition


@pytest.fixture
def twice(form, clerk, pages):
    """Published, then with another label, then published again."""
    pages.post("publish/", {"change_note": "はじめての公開"})
    pages.post("field/thing/edit/", {"label": "壊れた物"})
    pages.post("publish/", {"change_note": "言い方を直した"})
    return form


def text(response) -> str:
    return visible_text(response.content.decode())


def parts_of(change) -> list[tuple]:
    after = copy.deepcopy(definition())
    change(after)
    parts = difference_parts(load(definition()), load(after))
    return [(part.name, [(line.text, line.before, line.after) for line in part.lines]) for part in parts]


def fields(whole: dict) -> list[dict]:
    return whole["pages"][0]["groups"][0]["fields"]


def test_a_renamed_choice_is_named_before_and_after():
    def change(whole):
        fields(whole)[0]["options"] = [{"value": "hole", "label": "道のあな"}, {"value": "sign", "label": "標識"}]
        fields(whole)[1].pop("show_when")

    assert parts_of(change) == [
        (
            "設問「種類」",
            [
                ("選べるようになりました。", "", "「標識」"),
                ("選べなくなりました。", "「その他」", ""),
                ("選択肢の名前が変わりました。", "道路の穴", "道のあな"),
            ],
        ),
        ("設問「品名」", [("表示する条件が変わりました。", "「種類」が「その他」のとき", "いつも表示")]),
    ]


def test_a_moved_question_tells_both_places():
    def change(whole):
        whole["pages"][1]["groups"][0]["fields"].append(fields(whole).pop(2))

    moved = ("場所が変わりました。", "ページ「壊れているもの」の3番目", "ページ「連絡先」の2番目")
    assert parts_of(change) == [("設問「写真」", [moved])]


def test_limits_types_and_marks_are_in_words():
    def change(whole):
        fields(whole)[1] |= {"max_length": 20, "required": True}
        fields(whole)[2] = {"key": "photo", "type": "date", "label": "写真", "max": "today-3d"}

    assert parts_of(change) == [
        (
            "設問「品名」",
            [("文字数の上限が変わりました。", "100", "20"), ("必須かどうかが変わりました。", "いいえ", "はい")],
        ),
        (
            "設問「写真」",
            [
                ("設問の種類が変わりました。", "写真・ファイル", "日付"),
                ("上限が変わりました。", "なし", "3日前"),
                ("必須かどうかが変わりました。", "はい", "いいえ"),
            ],
        ),
    ]


@given(random_forms(), random_forms())
@settings(deadline=None, max_examples=60)
def test_any_two_definitions_can_be_told_apart(before, after):
    sides = load(before), load(after)
    parts = difference_parts(*sides)
    assert len(parts) == len({(c.kind, c.owner, c.key) for c in difference(*sides)})
    assert [part.name for part in parts if not part.lines] == []


@pytest.mark.parametrize("kind", FIELD_TYPES.values(), ids=lambda kind: kind.name)
def test_every_fact_of_every_type_has_a_name(kind):
    names = [fact_name(fact, kind.name) for fact in kind.options_schema]
    assert [name for name in names if name.isascii()] == []


def test_versions_are_compared(twice, pages):
    page = text(pages.get("versions/compare/", {"before": "1", "after": "2"}))
    assert "設問の名前が変わりました。" in page
    assert page.index("変更前 品名") < page.index("変更後 壊れた物")


@pytest.mark.parametrize("chosen", [{}, {"before": "9", "after": "x"}, {"before": "2", "after": "²"}])
def test_what_is_not_there_is_replaced_by_the_working_copy(twice, pages, chosen):
    response = pages.get("versions/compare/", chosen)
    assert (response.status_code, "違いはありません。" in text(response)) == (200, True)


def test_unpublished_form_can_be_compared_with_nothing_but_itself(form, clerk, pages):
    assert "違いはありません。" in text(pages.get("versions/compare/"))


def test_number_of_versions_costs_no_queries(twice, pages, django_assert_num_queries, town_client):
    address = f"/admin/forms_app/form/{twice.pk}/versions/compare/?before=1&after=2"
    counts = []
    for _number in range(2):
        with django_assert_num_queries(100, exact=False) as queries:
            pages.get(address)
        counts.append(len(queries))
        pages.post("publish/", {"change_note": "もう一度"})
    assert counts[1] <= counts[0]


def test_publish_page_tells_what_becomes_different(twice, pages):
    pages.post("field/thing/edit/", {"label": "こわれた物"})
    page = text(pages.get("publish/"))
    assert "公開すると変わるところ" in page
    assert "こわれた物" in page


def test_first_publication_has_nothing_to_compare_with(form, clerk, pages):
    assert "公開すると変わるところ" not in text(pages.get("publish/"))


def test_older_version_comes_back_into_the_working_copy(twice, pages):
    assert "壊れた物" in text(pages.get("versions/1/restore/"))
    pages.post("versions/1/restore/")
    assert (pages.field("thing")["label"], twice.current_version.number) == ("品名", 2)
    assert AuditRecord.objects.filter(action="form.restore").get().detail == {"version": 1}


def test_restored_version_is_published_as_a_new_one(twice, pages):
    pages.post("versions/1/restore/")
    pages.post("publish/", {"change_note": "元の言い方にもどした"})
    twice.refresh_from_db()
    assert twice.current_version.number == 3
    assert "違いはありません。" in text(pages.get("versions/compare/", {"before": "1", "after": "3"}))


def test_restoring_over_a_colleagues_edit_is_refused(twice, pages):
    response = pages.post("versions/1/restore/", {"revision": 1})
    assert (response.status_code, pages.field("thing")["label"]) == (409, "壊れた物")


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.CLERK])
def test_who_may_not_design_may_compare_but_not_restore(twice, pages, log_in, role):
    log_in(role=role)
    assert pages.get("versions/compare/").status_code == 200
    assert pages.get("versions/1/restore/").status_code == 403
    assert pages.post("versions/1/restore/").status_code == 403


@pytest.mark.parametrize("number", [0, 9, 10**30])
def test_version_that_is_not_there_is_not_restored(twice, pages, number):
    assert pages.get(f"versions/{number}/restore/").status_code == 404


def test_translations_that_changed_are_named_by_language():
    def change(whole):
        whole["translations"] = {"en": {"title": "Road damage"}}
        fields(whole)[1]["translations"] = {"en": {"label": "What is it?"}, "pt-BR": {"label": "O que é?"}}

    assert parts_of(change) == [
        ("手続の名前", [("英語の訳が変わりました。", "", "")]),
        ("設問「品名」", [("英語、ポルトガル語（ブラジル）の訳が変わりました。", "", "")]),
    ]


def test_fact_of_the_profile_is_in_words():
    def version(**facts) -> Definition:
        return load(of_one({"key": "who", "type": "name", "label": "お名前", **facts}))

    [part] = difference_parts(version(), version(profile="name"))
    assert [(line.text, line.before, line.after) for line in part.lines] == [
        ("住民のプロフィールから入れる内容が変わりました。", "なし", "お名前")
    ]
