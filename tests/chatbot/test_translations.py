"""The catalogues of the conversation. A sentence that nobody translated shows in Japanese and breaks nothing:
`python -m devtools.translations` lists them, and this file warns."""

import gettext
import re
import warnings

import pytest

from devtools import translations
from devtools.translations import missing, po_path, read_po

LANGUAGES = translations.languages()
_PLACEHOLDER = re.compile(r"%\(\w+\)|\{\w+\}")
_OF_DATES = "{date}（{wareki}） {weekday}曜日"
"""Only Japanese needs the year of the era and one sign for the weekday."""


def test_catalogues_are_those_of_the_languages():
    assert LANGUAGES == ["en", "fil", "ja_Simple", "ne", "pt_BR", "vi", "zh_Hans"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_the_written_one(language):
    with po_path(language).with_suffix(".mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)._catalog
    header = catalogue.pop("")
    written = {key: text for key, text in read_po(po_path(language)).items() if key and text}
    assert (catalogue, f"Language: {language}" in header) == (written, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_says_every_fact_of_the_japanese(language):
    wrong = [
        japanese
        for japanese, text in read_po(po_path(language)).items()
        if japanese not in ("", _OF_DATES) and text
        and sorted(_PLACEHOLDER.findall(japanese)) != sorted(_PLACEHOLDER.findall(text))
    ]  # fmt: skip
    assert wrong == []


def test_languages_have_the_same_sentences():
    first, *others = [set(read_po(po_path(language))) for language in LANGUAGES]
    assert [each ^ first for each in others] == [set()] * len(others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_without_a_translation_are_told(language):
    lacks = missing(language)
    if lacks:
        warnings.warn(f"{language}: {len(lacks)} sentences show in Japanese, the first: {lacks[0]}", stacklevel=1)
    assert set(lacks) <= set(translations.sentences())
