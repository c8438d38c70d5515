"""Random definitions that load, and what people (and others) type into them."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from forms_app.schema.conditions import COMPARISONS, PRESENCE
from forms_app.schema.era_day import ERA_NAMES
from forms_app.schema.registry import FIELD_TYPES
from tests.factories.files import drawn_signature

from .questions import FRUIT, field_json, question

FRUITS = [option["value"] for option in FRUIT]
TEXTS = ["", " ", "犬", "　犬 ", "犬と猫", "か\u3099", "が", "\u200b", "a\tb", "神\ufa19", "二行\r\nある", "😀", "\x01", "\ue000", "x" * 30]  # fmt: skip
NUMBERS = ["", "0", "-0", "１２", "12.50", "1,000", "1,5", "+3", "ー3", "5人", "５ 人", "\u202d65\u202c", "999999999999999", "10" + "0" * 14,
           "0.0000000001", "0.00000000001", "abc", "1e3", "٣"]  # fmt: skip
YEARS = ["", "2026", "２０２６", "2026年", "令和8", "令和８年", "R8", "r08", "令和元", "令和0", "平成40", "昭和元年", "26", "0000", "0001", "ſ3"]  # fmt: skip
MONTHS, DAYS = ["", "1", "２", "11", "11月", "11日", "13"], ["", "1", "２３", "23日", "29", "31", "0", "x"]
ERA_CHOICES = ["", *ERA_NAMES, "西暦", "慶応"]
YEARS_OF_ERAS = [*YEARS, "元", "元年", "昭和64", "1", "64", "８", "31", "15", "45"]
ERA_DAY = {"era": st.sampled_from(ERA_CHOICES), "year": st.sampled_from(YEARS_OF_ERAS), "month": st.sampled_from(MONTHS),
           "day": st.sampled_from(DAYS)}  # fmt: skip
WHOLE_DAYS = [
    "",
    "2026-11-23",
    "2026/1/5",
    "令和8年11月25日",
    "R8.12.1",
    "2026-02-30",
    "２０２５－１２－３１",
    "0000-01-01",
    "x",
    "2026-11",
]
NAME = {"family": "岐阜", "given": "花子", "family_kana": "ぎふ", "given_kana": "ハナコ"}
ADDRESS = {"postal_code": "500-8701", "prefecture": "岐阜県", "city": "岐阜市", "town": "司町40-1", "building": ""}
PLACE = {"address": "市役所の前", "latitude": "", "longitude": ""}
DRAWN = drawn_signature((180, 60))  # large ones are judged elsewhere; thousands of small ones are here
FILE = "6f0f9f0e-9d0b-4c56-8d0c-111111111111"

OPTIONS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "text": st.sampled_from([{}, {"min_length": 2}, {"max_length": 3}]),
    "textarea": st.sampled_from([{}, {"max_length": 3}]),
    "time": st.sampled_from([{}, {"min": "09:00"}, {"max": "17:00"}]),
    "number": st.sampled_from(
        [{}, {"min": 1, "max": 65}, {"max": 12.5, "unit": "人"}, {"integer": True}, {"decimals": 1}]
    ),
    "date": st.sampled_from(
        [
            {},
            {"min": "today-30d"},
            {"max": "today"},
            {"min": "2019-05-01", "max": "2026-11-23"},
            {"layout": "japanese_era"},
            {"layout": "japanese_era", "max": "today"},
        ]
    ),
    "birthday": st.sampled_from(
        [{}, {"min_age": 65}, {"max_age": 36, "age_on": "2027-04-01"}, {"min_age": 1, "max_age": 99}]
    ),
    "date_range": st.sampled_from([{}, {"max": "today"}, {"min_days": 2, "max_days": 400}, {"layout": "japanese_era"}]),
    "attachment": st.sampled_from([{}, {"min_files": 2}]),
    "choices": st.sampled_from([{}, {"min_choices": 2}, {"max_choices": 1}]),
    "repeat": st.sampled_from([{}, {"min_rows": 2}, {"max_rows": 1}]),
    "calculated": st.sampled_from([{}, {"decimals": 2}, {"decimals": 1, "rounding": "down"}, {"rounding": "up"}]),
}
ROW = [
    {"key": "item", "type": "text", "label": "品名", "required": True},
    {"key": "price", "type": "number", "label": "値段", "show_when": {"field": "item", "operator": "answered"}},
    {"key": "left", "type": "choice", "label": "残り", "options": FRUIT,
     "require_when": {"field": "price", "operator": "at_least", "value": 3}},
    {"key": "bought", "type": "date", "label": "買った日",
     "disable_when": {"field": "item", "operator": "equals", "value": "犬"}},
]  # fmt: skip
FORMULAS = ["{a} / {b}", "-{a} * 1.005 + {b}", "round({a}, 1) - floor({b}, 0)", "default({a}, 7) + ceil({b}, 1)", "max({a}, {b}, 2)",
            "if({a} > {b}, {a}, min({b}, 3))", "({a} + {b}) * ({a} - {b}) / 3"]  # fmt: skip
OF_ROWS = ["sum({a}.price)", "count({a}.price) * {a}", "sum({a}.price) / {a}"]
OF_DATES = ["days({a}, {b})", 'age({a}, "2027-04-01")', "if({a} <= {b}, 1, 0)"]
OPERANDS: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(["犬", "か\u3099", "a b", "x", ""]),
    "number": st.sampled_from([0, 12.5, -3, 65, "12", "0.10", "0.00000000001", "1,000"]),
    "date": st.sampled_from(["2026-11-23", "2019-05-01", "1926-12-25", "0001-01-01"]),
    "choice": st.sampled_from(FRUITS),
    "choices": st.sampled_from(FRUITS),
    "calculated": st.sampled_from([0, 7, "12.35", -3]),
    "repeat": st.sampled_from([0, 1, 2]),
}
OPERANDS["hidden"] = st.sampled_from(["leaflet", "広報 11月号"])
OPERANDS["birthday"] = OPERANDS["date"]
OPERANDS["date_range"] = st.sampled_from([1, 3, "365"])
OPERANDS["textarea"] = OPERANDS["text"]


def _some_parts(whole: dict[str, str]) -> st.SearchStrategy[dict[str, str]]:
    return st.builds(
        lambda kept: {part: whole[part] if part in kept else "" for part in whole}, st.sets(st.sampled_from([*whole]))
    )


TYPED: dict[str, st.SearchStrategy[object]] = {
    "text": st.sampled_from(TEXTS) | st.text(max_size=4),
    "textarea": st.sampled_from(TEXTS) | st.text(max_size=4),
    "number": st.sampled_from(NUMBERS)
    | st.decimals(-99, 99, places=2).map(str)
    | st.text("0123456789.,-+ 　０人", max_size=6),
    "date": st.fixed_dictionaries(
        {"year": st.sampled_from(YEARS), "month": st.sampled_from(MONTHS), "day": st.sampled_from(DAYS)}
    )
    | st.fixed_dictionaries(ERA_DAY),
    "choice": st.sampled_from(["", "other", *FRUITS]),
    "choices": st.lists(st.sampled_from(FRUITS), unique=True),
    "name": st.just(NAME) | _some_parts(NAME),
    "address": st.just(ADDRESS) | _some_parts(ADDRESS),
    "location": st.just(PLACE) | _some_parts(PLACE),
    "phone": st.sampled_from(["", "058-214-4719"]),
    "email": st.sampled_from(["", "hanako@example.jp"]),
    "attachment": st.sampled_from([[], [FILE], [FILE, FILE.replace("6", "7")]]),
    "consent": st.sampled_from(["", "yes"]),
    "document": st.sampled_from(["", "yes"]),
    "hidden": st.sampled_from(["", "leaflet", " 広報 11月号"]),
    "slot": st.sampled_from(["", "morning"]),
    "signature": st.fixed_dictionaries(
        {
            "typed": st.sampled_from(["", "　", "岐阜 花子"]),
            "confirmed": st.sampled_from(["", "yes"]),
            "drawn": st.sampled_from(["", DRAWN]),
        }
    ),
}
TYPED |= {
    name: st.sampled_from(["", kind.sample[1], *kind.readings(question(name))])
    for name, kind in FIELD_TYPES.items()
    if kind.sample[1] and name not in TYPED
}
AT_A_BANK = FIELD_TYPES["bank_account"].sample[1] | {"symbol": "", "postal_number": ""}
AT_JAPAN_POST = dict.fromkeys(AT_A_BANK, "") | {
    "institution": "ゆうちょ銀行", "symbol": "12180", "postal_number": "12345671", "holder": "ぎふ　はなこ",
}  # fmt: skip
TYPED["bank_account"] = (
    st.sampled_from([AT_A_BANK, AT_JAPAN_POST]) | _some_parts(AT_A_BANK) | _some_parts(AT_JAPAN_POST)
)
TYPED["postal_code"] = st.sampled_from(["", "500-8701", "５０１３２８９"])
TYPED["matrix"] = st.fixed_dictionaries(
    {"desk": st.sampled_from(["", "good", "bad"]), "hall": st.sampled_from(["", "good"])}
)
TYPED["birthday"] = st.fixed_dictionaries(ERA_DAY)
TYPED["date_range"] = st.fixed_dictionaries(
    {side: st.sampled_from(WHOLE_DAYS) for side in ("from", "to")}
) | st.fixed_dictionaries({f"{side}_{part}": typed for side in ("from", "to") for part, typed in ERA_DAY.items()})
TYPED["time"] = st.sampled_from(["", "14:30", "９：０５", "午後2時半", "午後12時", "24:00", "23時", "8 時 5 分", "x"])
OPERANDS |= {
    name: st.just(kind.sample[1]) for name, kind in FIELD_TYPES.items() if kind.sample[1] and kind.operand_hint
}
TYPED["repeat"] = st.lists(
    st.fixed_dictionaries(
        {"item": TYPED["text"], "price": TYPED["number"], "left": TYPED["choice"], "bought": TYPED["date"]}
    ),
    max_size=3,
)


@st.composite
def forms(draw: st.DrawFn, kinds: Sequence[str] = tuple(FIELD_TYPES)) -> dict[str, Any]:
    """Up to three pages of groups of questions of these kinds; a kind that is named twice comes twice as often.

    What stands in the same page may depend on what stands below it, but never in a circle.
    """
    earlier: list[dict[str, Any]] = []
    pages = []
    for number in range(draw(st.integers(1, 3))):
        page = {"key": f"p{number}", "title": "ページ", **_shown(draw, earlier)}
        pages.append({**page, "groups": _groups(draw, earlier, f"p{number}", kinds)})
    _require(draw, pages)
    return {"schema_version": 1, "title": "申請", "pages": pages}


def _groups(draw: st.DrawFn, earlier: list[dict[str, Any]], page: str, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """Adds its questions to `earlier`. Written in the order of dependence, then shuffled."""
    groups = []
    for number in range(draw(st.integers(1, 2))):
        group = {"key": f"{page}_g{number}", **_shown(draw, earlier)}
        keys = [f"{page}_{number}_{n}" for n in range(draw(st.integers(1, 4)))]
        fields = [_field(draw, earlier, key, draw(st.sampled_from(kinds))) for key in keys]
        groups.append({**group, "fields": draw(st.permutations(fields))})
    return draw(st.permutations(groups))


def _field(draw: st.DrawFn, earlier: list[dict[str, Any]], key: str, kind: str) -> dict[str, Any]:
    required = {"required": draw(st.booleans())}
    field = field_json(kind, key, **required, **draw(OPTIONS.get(kind, st.just({}))), **_shown(draw, earlier))
    if kind == "repeat":
        field["fields"] = ROW
    if kind == "calculated":
        field["formula"] = _formula(draw, earlier)
    field |= _condition_of(draw, "disable_when", earlier)
    for option in field.get("options", []) if kind != "matrix" else []:
        option |= _shown(draw, earlier) if draw(st.integers(0, 3)) == 0 else {}
    earlier.append(field)
    return field


def _shown(draw: st.DrawFn, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    return _condition_of(draw, "show_when", earlier) if draw(st.booleans()) else {}


def _condition_of(draw: st.DrawFn, name: str, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    comparable = [field for field in earlier if FIELD_TYPES[field["type"]].takes_answer]
    return {name: draw(conditions(comparable))} if comparable and draw(st.integers(0, 2)) == 0 else {}


def _formula(draw: st.DrawFn, earlier: list[dict[str, Any]]) -> str:
    numbers = [f["key"] for f in earlier if FIELD_TYPES[f["type"]].compares_as == "number"]
    rows = [f["key"] for f in earlier if f["type"] == "repeat"]
    dates = [f["key"] for f in earlier if FIELD_TYPES[f["type"]].compares_as == "date"]
    written = [(FORMULAS, numbers), (OF_ROWS, rows), (OF_DATES, dates)]
    usable = [(texts, keys) for texts, keys in written if keys]
    if not usable:
        return "1 + 2.5"
    texts, keys = draw(st.sampled_from(usable))
    return draw(st.sampled_from(texts)).format(a=draw(st.sampled_from(keys)), b=draw(st.sampled_from(keys)))


def _require(draw: st.DrawFn, pages: list[dict[str, Any]]) -> None:
    """A demand may read any other question of its own page, the later ones too."""
    seen: list[dict[str, Any]] = []
    for page in pages:
        fields = [field for group in page["groups"] for field in group["fields"]]
        seen += fields
        for field in fields:
            others = [other for other in seen if other is not field and FIELD_TYPES[other["type"]].takes_answer]
            if others and draw(st.booleans()):
                field["require_when"] = draw(conditions(others))


def conditions(fields: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    comparison = st.sampled_from(fields).flatmap(_comparisons) | _of_two(fields)
    several = lambda part: st.lists(part, min_size=1, max_size=2)  # noqa: E731
    return st.recursive(
        comparison,
        lambda part: st.fixed_dictionaries({"all": several(part)}) | st.fixed_dictionaries({"any": several(part)})
        | st.fixed_dictionaries({"not": part}),
        max_leaves=3,
    )  # fmt: skip


def _of_two(fields: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Comparisons of two questions of one kind; nothing where there are none such."""
    pairs = [
        {"field": a["key"], "other": b["key"]}
        for a in fields for b in fields
        if (kind := FIELD_TYPES[a["type"]].compares_as) and kind == FIELD_TYPES[b["type"]].compares_as
    ]  # fmt: skip
    operators = {field["key"]: FIELD_TYPES[field["type"]].operators for field in fields}
    found = [{**pair, "operator": name} for pair in pairs for name in operators[pair["field"]] if name in COMPARISONS]
    return st.sampled_from(found) if found else st.nothing()


def _comparisons(field: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    operand = OPERANDS.get(field["type"], st.none())

    def compare(operator: str) -> st.SearchStrategy[dict[str, Any]]:
        facts = {"field": st.just(field["key"]), "operator": st.just(operator)}
        if operator in PRESENCE:
            return st.fixed_dictionaries(facts)
        listed = operator in ("in", "not_in")
        return st.fixed_dictionaries(
            {**facts, "value": st.lists(operand, min_size=1, max_size=3) if listed else operand}
        )

    return st.sampled_from(FIELD_TYPES[field["type"]].operators).flatmap(compare)


def answers_to(definition: dict[str, Any]) -> st.SearchStrategy[dict[str, object]]:
    """Key → raw, as a page posts it."""
    fields = [field for page in definition["pages"] for group in page["groups"] for field in group["fields"]]
    return st.fixed_dictionaries({field["key"]: TYPED[field["type"]] for field in fields if field["type"] in TYPED})
