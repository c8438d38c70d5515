"""The forms that are filed: a short one, and one of thirty questions of many types with conditions, a sum and rows."""

from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True)
class BenchForm:
    slug: str
    definition: JSON
    answers: JSON


SHORT_DEFINITION = {
    "schema_version": 1,
    "title": "道路破損報告",
    "pages": [
        {
            "key": "first",
            "title": "入力",
            "groups": [
                {
                    "fields": [
                        {"key": "applicant", "type": "name", "label": "お名前", "required": True},
                        {"key": "address", "type": "address", "label": "住所", "required": True},
                        {"key": "phone", "type": "phone", "label": "電話番号"},
                        {"key": "email", "type": "email", "label": "メールアドレス", "required": True},
                        {"key": "seen_on", "type": "date", "label": "見つけた日"},
                        {"key": "detail", "type": "textarea", "label": "くわしい状態"},
                    ]
                }
            ],
        }
    ],
}
ANSWERS = {
    "applicant": {"family": "岐阜", "given": "花子", "family_kana": "ギフ", "given_kana": "ハナコ"},
    "address": {
        "postal_code": "500-8701",
        "prefecture": "岐阜県",
        "city": "岐阜市",
        "town": "司町40-1",
        "building": "",
    },
    "phone": "058-265-4141",
    "email": "hanako@example.jp",
    "seen_on": "2026-11-23",
    "detail": "直径40センチほどの穴があり、雨のあとに水がたまっています。" * 4,
}
CHOICES = [
    {"value": "visit", "label": "窓口で受け取る"},
    {"value": "post", "label": "郵送で受け取る"},
    {"value": "both", "label": "どちらでもよい"},
]
ROW = [
    {"key": "name", "type": "text", "label": "氏名", "required": True},
    {"key": "age", "type": "number", "label": "年齢", "integer": True, "min": 0, "max": 130},
]
WITH_OTHERS = {"field": "lives", "operator": "equals", "value": "yes"}
HOUSEHOLD: list[tuple[JSON, Any]] = [
    ({"key": "born_on", "type": "birthday", "label": "生年月日", "required": True}, "1946-08-15"),
    ({"key": "job", "type": "text", "label": "職業", "max_length": 40}, "農業"),
    ({"key": "lives", "type": "yes_no", "label": "同居の家族がいますか", "required": True}, "yes"),
    (
        {"key": "family", "type": "repeat", "label": "同居の家族", "fields": ROW, "show_when": WITH_OTHERS},
        [{"name": "岐阜 太郎", "age": "78"}, {"name": "岐阜 一郎", "age": "50"}],
    ),
    ({"key": "rooms", "type": "number", "label": "部屋の数", "integer": True, "min": 1}, "６"),
    ({"key": "built_in", "type": "number", "label": "建てた年", "min": 1868, "max": 2100}, "1985"),
    ({"key": "area", "type": "number", "label": "広さ", "decimals": 2, "unit": "㎡"}, "120.5"),
    ({"key": "papers_by", "type": "choice", "label": "書類の受け取り方", "options": CHOICES}, "visit"),
    ({"key": "owner_name", "type": "text", "label": "持ち主の名前", "disable_when": {"field": "lives", "operator": "equals", "value": "no"}}, "岐阜 花子"),
    ({"key": "second_address", "type": "address", "label": "前の住所"}, ANSWERS["address"]),
    ({"key": "moved_on", "type": "date", "label": "引っ越した日", "max": "today"}, "2019-05-01"),
    ({"key": "place", "type": "location", "label": "場所"}, {"address": "市役所の前", "latitude": "", "longitude": ""}),
]  # fmt: skip
WISH: list[tuple[JSON, Any]] = [
    ({"key": "cost", "type": "money", "label": "工事の費用", "required": True}, "350,000"),
    ({"key": "own_share", "type": "money", "label": "自己負担"}, "100,000"),
    ({"key": "asked", "type": "calculated", "label": "申請する額", "formula": "cost - default(own_share, 0)"}, None),
    ({"key": "builder", "type": "text", "label": "業者", "require_when": {"field": "cost", "operator": "at_least", "value": 100000}}, "岐阜工務店"),
    ({"key": "builder_number", "type": "corporate_number", "label": "業者の法人番号"}, "7000012050002"),
    ({"key": "builder_phone", "type": "phone", "label": "業者の電話番号"}, "058-265-4141"),
    ({"key": "works_in", "type": "date_range", "label": "工事の期間"}, {"from": "2026-11-23", "to": "2026-11-25"}),
    ({"key": "call_at", "type": "time", "label": "電話のつながる時間"}, "14:30"),
    ({"key": "ways", "type": "choices", "label": "受け取り方", "options": CHOICES, "required": True}, ["visit", "post"]),
    ({"key": "heard", "type": "choice", "label": "この制度を知ったところ", "options": CHOICES}, "post"),
    ({"key": "content", "type": "rating", "label": "窓口の満足度"}, "4"),
    ({"key": "remark", "type": "textarea", "label": "伝えたいこと", "max_length": 400}, "手すりを玄関と廊下に付けたいです。"),
]  # fmt: skip


def _page(key: str, title: str, asked: list[tuple[JSON, Any]]) -> JSON:
    return {"key": key, "title": title, "groups": [{"fields": [field for field, _answer in asked]}]}


WIDE_DEFINITION = {
    "schema_version": 1,
    "title": "住まいの改修の補助",
    "pages": [*SHORT_DEFINITION["pages"], _page("home", "住まい", HOUSEHOLD), _page("wish", "工事", WISH)],
}
WIDE_ANSWERS = ANSWERS | {field["key"]: answer for field, answer in [*HOUSEHOLD, *WISH] if answer is not None}
SHORT = BenchForm("bench", SHORT_DEFINITION, ANSWERS)
WIDE = BenchForm("bench-wide", WIDE_DEFINITION, WIDE_ANSWERS)
