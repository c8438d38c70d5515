"""The catalogues of forms and of the conversation. A sentence that nobody translated shows in Japanese and breaks nothing:
`python -m devtools.translations` lists them. Of forms all are translated; of the conversation this file warns."""

import gettext
import re
import warnings

import pytest

from devtools import translations
from devtools.translations import CATALOGUES, CHATBOT, FORMS, missing, po_path, read_po
from forms_app.rendering.sentences import SENTENCES
from forms_app.rendering.spoken_language import speaking
from forms_app.schema.texts import LANGUAGES
from tests.forms_app.rendering.test_sentences import FACTS, of

OF_EACH = [(catalogue, language) for catalogue in CATALOGUES for language in translations.languages(catalogue)]
_PLACEHOLDER = re.compile(r"%\(\w+\)|\{\w+\}")
_OF_DATES = "{date}（{wareki}） {weekday}曜日"
"""Only Japanese needs the year of the era and one sign for the weekday."""


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda catalogue: catalogue.app)
def test_catalogues_are_those_of_the_languages(catalogue):
    assert translations.languages(catalogue) == ["en", "fil", "ja_Simple", "ne", "pt_BR", "vi", "zh_Hans"]


@pytest.mark.parametrize(("catalogue", "language"), OF_EACH)
def test_compiled_catalogue_is_the_written_one(catalogue, language):
    with po_path(catalogue, language).with_suffix(".mo").open("rb") as compiled:
        found = gettext.GNUTranslations(compiled)._catalog
    header = found.pop("")
    written = {key: text for key, text in read_po(po_path(catalogue, language)).items() if key and text}
    assert (found, f"Language: {language}" in header) == (written, True)


@pytest.mark.parametrize(("catalogue", "language"), OF_EACH)
def test_translation_says_every_fact_of_the_japanese(catalogue, language):
    wrong = [
        japanese
        for japanese, text in read_po(po_path(catalogue, language)).items()
        if japanese not in ("", _OF_DATES) and text
        and sorted(_PLACEHOLDER.findall(japanese)) != sorted(_PLACEHOLDER.findall(text))
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda catalogue: catalogue.app)
def test_languages_have_the_same_sentences(catalogue):
    first, *others = [set(read_po(po_path(catalogue, each))) for each in translations.languages(catalogue)]
    assert [each ^ first for each in others] == [set()] * len(others)


@pytest.mark.parametrize("language", translations.languages(CHATBOT))
def test_catalogues_share_no_sentence(language):
    forms, chatbot = (read_po(po_path(catalogue, language)).keys() - {""} for catalogue in CATALOGUES)
    assert forms & chatbot == set()


@pytest.mark.parametrize("language", translations.languages(FORMS))
def test_every_sentence_of_a_form_is_translated(language):
    assert missing(FORMS, language) == []


@pytest.mark.parametrize("language", translations.languages(CHATBOT))
def test_sentences_without_a_translation_are_told(language):
    lacks = missing(CHATBOT, language)
    if lacks:
        warnings.warn(f"{language}: {len(lacks)} sentences show in Japanese, the first: {lacks[0]}", stacklevel=1)
    assert set(lacks) <= set(translations.sentences(CHATBOT))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SENTENCES)
def test_every_mistake_is_told_in_every_language(language, code):
    japanese = of("number", code, **FACTS)
    with speaking(language):
        said = of("number", code, **FACTS)
    assert (said not in ("", japanese), "質問" in said, "%" in said) == (True, True, False)
