from forms_app.schema.registry import FIELD_TYPES
from forms_app.schema.texts import LANGUAGES
from forms_app.schema.words import JAPANESE_WORDS, WORDS


def test_every_language_has_every_word():
    assert {language: tuple(words) for language, words in WORDS.items()} == dict.fromkeys(LANGUAGES, JAPANESE_WORDS)


def test_words_are_those_that_types_say():
    labels = {label for kind in FIELD_TYPES.values() for label in kind.part_labels.values()}
    assert set(JAPANESE_WORDS) - labels == {"はい", "いいえ"}
