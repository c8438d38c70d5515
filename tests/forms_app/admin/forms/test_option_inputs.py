import pytest
from django.core.exceptions import ValidationError

from forms_app.admin.forms.option_inputs import LABELS, ChoiceLines, DayLimit, initial, inputs, shown_day, with_values
from forms_app.schema.registry import FIELD_TYPES

STORED = [{"value": "a", "label": "一"}, {"value": "b", "label": "二"}]


@pytest.mark.parametrize("name", list(FIELD_TYPES))
def test_every_option_of_every_type_has_its_input(name):
    kind = FIELD_TYPES[name]
    assert list(inputs(kind, {})) == list(kind.options_schema)


@pytest.mark.parametrize("name", list(FIELD_TYPES))
def test_every_type_has_an_icon_and_an_explanation(name):
    assert all([FIELD_TYPES[name].icon, FIELD_TYPES[name].explanation])


def test_no_label_is_left_of_an_option_that_is_gone():
    assert LABELS.keys() == {
        name for kind in FIELD_TYPES.values() for name in kind.options_schema.keys() - kind.option_labels
    }


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (["一", "二"], ["a", "b"]),
        (["二", "一"], ["b", "a"]),
        (["いち", "二"], ["a", "b"]),
        (["二"], ["b"]),
        (["一", "三", "二"], ["a", None, "b"]),
    ],
)
def test_choices_keep_their_values(labels, values):
    made = [option["value"] for option in with_values(labels, STORED)]
    assert [value if value in ("a", "b") else None for value in made] == values
    assert len(set(made)) == len(made)


def test_choices_bring_their_reading_and_keep_or_lose_it_as_typed():
    read = ChoiceLines(stored=STORED).clean("一｜いち\n二 | ニ\n三|San\n四")
    assert [(option["label"], option.get("yomi")) for option in read] == [
        ("一", "いち"), ("二", "ニ"), ("三|San", None), ("四", None)
    ]  # fmt: skip
    assert initial(FIELD_TYPES["choice"], {"options": read})["options"] == "一｜いち\n二｜ニ\n三|San\n四"
    assert [option.get("yomi") for option in ChoiceLines(stored=read).clean("一\n二｜に")] == [None, "に"]


@pytest.mark.parametrize("typed", ["", " \n ", "一\n一", "あ" * 201, "\n".join(map(str, range(501)))])
def test_choices_that_cannot_be(typed):
    with pytest.raises(ValidationError):
        ChoiceLines(stored=[]).clean(typed)


@pytest.mark.parametrize(
    ("typed", "limit", "shown"),
    [
        ("今日", "today", "今日"),
        ("３０日後", "today+30d", "30日後"),
        ("10 日前", "today-10d", "10日前"),
        ("2026年4月1日", "2026-04-01", "2026-04-01"),
        ("2026/4/1", "2026-04-01", "2026-04-01"),
    ],
)
def test_day_limits_both_ways(typed, limit, shown):
    assert (DayLimit().clean(typed), shown_day(limit)) == (limit, shown)


@pytest.mark.parametrize("typed", ["来月", "30日", "2026", "-1日後", "999999日後"])
def test_day_limits_that_cannot_be(typed):
    with pytest.raises(ValidationError, match="「今日」「30日後」「10日前」"):
        DayLimit().clean(typed)


def test_the_day_of_the_age_is_shown_as_a_clerk_writes_it():
    assert initial(FIELD_TYPES["birthday"], {"age_on": "today+30d"}) == {"age_on": "30日後"}
