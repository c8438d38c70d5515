from decimal import Decimal

import pytest

from municipalities.accounts.prefecture.forms import CloseForm, FeaturesForm, TownForm
from municipalities.tenancy.features import FEATURES, STAFF_MAIL
from municipalities.tenancy.prefectures import TownFacts

VALID = {
    "code": "219991",
    "name": "栄町",
    "kana": "さかえちょう",
    "slug": "sakae-cho",
    "county": "本巣郡",
    "region": "岐阜",
    "latitude": "35.4",
    "longitude": "136.7",
    "website": "https://www.example.jp/",
    "theme_color": "#1A5FB4",
}


def test_town_form_gives_the_facts_that_provisioning_takes(prefecture):
    form = TownForm(VALID)
    assert form.errors == {}
    assert form.facts() == TownFacts(
        **{**VALID, "latitude": Decimal("35.4"), "longitude": Decimal("136.7"), "theme_color": "#1a5fb4"}
    )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("code", "219992", "検査数字が合いません。もう一度確かめてください。"),
        ("code", "21999", "6桁の半角数字で入力してください。"),
        ("code", "２１９９９１", "6桁の半角数字で入力してください。"),
        ("code", "", "入力してください。"),
        ("kana", "サカエチョウ", "ひらがなで入力してください。"),
        ("county", "本巣", "「加茂郡」のように入力してください。市の場合は空けておいてください。"),
        ("slug", "pg-shi", "この名前は使えません。別の名前にしてください。"),
        ("theme_color", "red", "色を選んでください。"),
        ("name", "a\x00b", "使えない文字が入っています。入力し直してください。"),
    ],
)
def test_town_form_refuses_with_a_sentence_at_the_field(prefecture, field, value, sentence):
    assert TownForm({**VALID, field: value}).errors == {field: [sentence]}


@pytest.mark.parametrize(
    "slug", ["sakae", "Sakae-cho", "template_municipality", "public", "sakae-cho\n; drop", "栄-cho"]
)
def test_town_form_takes_only_names_that_make_a_host_and_a_schema(prefecture, slug):
    assert list(TownForm({**VALID, "slug": slug}).errors) == ["slug"]


@pytest.mark.parametrize("field", ["latitude", "longitude"])
@pytest.mark.parametrize("value", ["0", "NaN", "1e400", "北"])
def test_town_form_takes_only_places_in_japan(prefecture, field, value):
    assert list(TownForm({**VALID, field: value}).errors) == [field]


def test_town_form_refuses_what_another_town_has(town):
    errors = TownForm({**VALID, "code": town.code, "slug": town.slug}).errors
    assert sorted(errors) == ["code", "slug"]


def test_close_form_wants_the_name_of_the_town(town):
    form = CloseForm({"notice": "合併しました", "confirmation": "大垣市"}, town=town)
    assert form.errors == {"confirmation": ["「岐阜市」と入力してください。"]}


def test_features_form_turns_what_is_left_out_off():
    form = FeaturesForm({"enabled": [feature for feature in FEATURES if feature != STAFF_MAIL]})
    assert form.is_valid()
    assert form.disabled() == [STAFF_MAIL]


def test_features_form_refuses_a_feature_that_does_not_exist():
    assert list(FeaturesForm({"enabled": ["teleport"]}).errors) == ["enabled"]
