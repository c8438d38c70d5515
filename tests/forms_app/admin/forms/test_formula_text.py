import pytest
from django.core.exceptions import ValidationError

from forms_app.admin.forms.formula_text import FormulaText, formula_text
from tests.forms_app.schema.questions import field_json, form

PERSON = [{"key": "income", "type": "number", "label": "年収"}]
USABLE = form(
    [
        field_json("number", key="price", label="単価"),
        field_json("number", key="count", label="個数"),
        field_json("date", key="born", label="生年月日"),
        field_json("repeat", key="home", label="世帯員", fields=PERSON),
    ]
).answerable_fields


@pytest.mark.parametrize(
    ("written", "formula"),
    [
        ("「単価」×「個数」＋３００", "price*count+300"),
        ("sum(「世帯員」の「年収」) ÷ 「世帯員」", "sum(home.income) / home"),
        ('if（age(「生年月日」、"2027-04-01") ≧ 65、0、500）', 'if(age(born,"2027-04-01") >= 65,0,500)'),
        ("「単価」−１", "price-1"),
    ],
)
def test_names_become_keys(written, formula):
    assert FormulaText(usable=USABLE).clean(written) == formula


@pytest.mark.parametrize("formula", ["price*count+300", "sum(home.income) / home", 'age(born, "2027-04-01")'])
def test_keys_become_names_and_back(formula):
    assert FormulaText(usable=USABLE).clean(formula_text(formula, USABLE)) == formula


def test_a_formula_is_shown_with_names():
    assert formula_text("sum(home.income) * gone", USABLE) == "sum(「世帯員」の「年収」) * gone"


@pytest.mark.parametrize("written", ["「値段」+1", "「世帯員」の「年齢」", "「単価", "単価」", "「単価」" * 300, ""])
def test_what_cannot_be_read_is_refused_with_a_sentence(written):
    with pytest.raises(ValidationError) as refused:
        FormulaText(usable=USABLE).clean(written)
    assert refused.value.messages[0].endswith("。")
