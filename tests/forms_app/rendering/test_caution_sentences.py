import pytest

from forms_app.rendering.caution_sentences import caution_sentence
from forms_app.schema.cautions import CAUTION_CODES, Caution
from tests.forms_app.schema.questions import field_json, form

PARAMS = {
    "count": 13,
    "label": "とても長い選択肢",
    "longest": 20,
    "language": "en",
    "missing": 2,
    "text": "品名",
    "is_offered": True,
}
PLACES = {
    "never_shown_page": ("page", "p0"),
    "long_page": ("page", "p0"),
    "no_email": ("", ""),
    "no_retention": ("", ""),
    "missing_translation": ("", ""),
    "outdated_translation": ("", ""),
}


@pytest.mark.parametrize("code", CAUTION_CODES)
def test_caution_is_a_sentence_without_gaps(code):
    kind, key = PLACES.get(code, ("field", "q"))
    sentence = caution_sentence(Caution(code, kind, key, PARAMS), form([field_json("text")]))
    assert (sentence[-1], "%(" in sentence, "None" in sentence) == ("。", False, False)


def test_caution_names_the_question():
    sentence = caution_sentence(Caution("never_shown", "field", "q"), form([field_json("text", label="品名")]))
    assert sentence == "「品名」は、どのように答えても表示されません。表示する条件を見直してください。"


def test_language_that_residents_cannot_choose_yet_is_told_how():
    caution = Caution("missing_translation", params={"language": "pt-BR", "is_offered": False})
    sentence = caution_sentence(caution, form([field_json("text")]))
    assert sentence == (
        "ポルトガル語（ブラジル）の訳は、手続の名前を訳すまで、住民の画面に出ません。「翻訳」で入力してください。"
    )
