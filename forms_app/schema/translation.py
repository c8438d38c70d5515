"""A definition as somebody reads it in another language. What is judged, stored and read by staff is always the Japanese one."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from .definition import Definition, built
from .field import Field, Page
from .texts import GUIDE, JSON, LANGUAGES, NO_GUIDE, Text, japanese_texts, owners, texts_of, translation
from .words import WORDS


class Translated(str):
    """A text that is not in Japanese. Pages say so where it stands (WCAG 3.1.2)."""

    language: str

    def __new__(cls, text: str, language: str = "") -> "Translated":
        made = super().__new__(cls, text)
        made.language = language
        return made


def languages_of(definition: Definition) -> tuple[str, ...]:
    """In which the form is offered: those its title is translated into. Besides Japanese."""
    return tuple(language for language in LANGUAGES if language in _title_languages(definition.source))


@lru_cache(maxsize=256)
def _title_languages(source: str) -> frozenset[str]:
    translations = json.loads(source).get("translations", {})
    return frozenset(language for language, texts in translations.items() if "title" in texts)


def in_language(definition: Definition, language: str) -> Definition:
    """The same questions; texts that are not translated stay Japanese, and so is all of it in a language nobody translated into."""
    return _in_language(definition.source, language) if language in languages_of(definition) else definition


@lru_cache(maxsize=128)
def _in_language(source: str, language: str) -> Definition:
    whole = json.loads(source)
    guide = whole.get("translations", {}).get(language, {})
    for _path, kind, _key, item in owners(whole):
        for name, value in japanese_texts(kind, item):
            if text := translation(item, language, name, value):
                _say(item, name, value, Translated(text, language))
    for _path, _kind, _key, item in owners(whole):
        item.pop("translations", None)
    said = {name: Translated(guide[name], language) for name in GUIDE if name in guide}
    read = built(whole, source=json.dumps(whole, ensure_ascii=False), guide=said)
    return replace(read, pages=tuple(_with_words(page, language) for page in read.pages))


def _with_words(page: Page, language: str) -> Page:
    words = {japanese: Translated(word, language) for japanese, word in WORDS[language].items()}

    def spoken(field: Field) -> Field:
        return replace(field, words=words, row_fields=tuple(map(spoken, field.row_fields)))

    groups = (replace(group, fields=tuple(map(spoken, group.fields))) for group in page.groups)
    return replace(page, groups=tuple(groups))


def _say(item: JSON, name: str, value: str, text: Translated) -> None:
    if value:
        next(option for option in item[name] if option["value"] == value)["label"] = text
    else:
        item[name] = text


def begun_languages(whole: JSON) -> tuple[str, ...]:
    """Into which anything is translated."""
    begun = {language for _path, _kind, _key, item in owners(whole) for language in item.get("translations", {})}
    return tuple(language for language in LANGUAGES if language in begun)


def untranslated(whole: JSON, language: str, guide: Mapping[str, str] = NO_GUIDE) -> list[Text]:
    return [text for text in texts_of(whole, guide) if language not in text.translations]


def outdated(before: JSON, after: JSON) -> list[tuple[str, Text]]:
    """(language, text) where the Japanese is another one than in `before`, and the translation is still the same."""
    old = {text.id: text for text in texts_of(before)}
    return [
        (language, text)
        for text in texts_of(after)
        for language, words in text.translations.items()
        if (was := old.get(text.id)) and was.japanese != text.japanese and was.translations.get(language) == words
    ]
