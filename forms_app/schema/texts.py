"""The texts of a definition that a resident reads, and what they are in other languages.

Each page, group and question carries the translations of its own texts, and so does the form: to copy, move, borrow or remove
a thing takes them along. `"translations": {"en": {"label": "What is broken?", "options": {"hole": "Pothole"}}}`
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from .errors import DefinitionProblem
from .fieldtypes.base import FieldType
from .registry import field_type

JSON = dict[str, Any]
JAPANESE = "ja"
LANGUAGES = {
    "ja-simple": "やさしい日本語",
    "en": "English",
    "pt-BR": "Português",
    "vi": "Tiếng Việt",
    "zh-Hans": "简体中文",
    "fil": "Filipino",
    "ne": "नेपाली",
}
"""BCP 47 tag → the language as its readers call it."""
LONGER = 3
"""How many times longer than the Japanese a translation may be."""
GUIDE = {"summary": 200, "description": 4000, "needed_items": 2000, "duration_text": 40, "fee_text": 100}
"""What the procedure says of itself before the form begins: its Japanese is no part of the definition."""
NO_GUIDE: Mapping[str, str] = {}
CHOICES = ("options", "items")
TEXTS = {
    "form": {"title": 100, **GUIDE},
    "page": {"title": 100},
    "group": {"title": 100, "description": 2000},
    "field": {"label": 200, "help": 1000, "example": 200, "refuse_message": 500},
}
"""Texts of each kind of thing, with the longest Japanese; those that a type of question adds are FieldType.texts."""


class Owner(NamedTuple):
    """`key`: of the repeating question and its own, with a dot, for what is asked in a row; "" for the form."""

    path: str
    kind: str
    key: str
    item: JSON


@dataclass(frozen=True)
class Text:
    """`path` of its owner, as DefinitionProblem has it; `name`: label, help, options …; `value`: which of the options."""

    path: str
    kind: str
    key: str
    name: str
    value: str
    japanese: str
    translations: Mapping[str, str]

    @property
    def id(self) -> str:
        """The same in every version that asks the same."""
        return ".".join((self.kind, self.key, self.name, self.value))


def translations_schema(kind: str, type_of_question: FieldType | None = None) -> JSON:
    texts: JSON = {name: _text_schema(longest) for name, longest in TEXTS[kind].items()}
    if type_of_question is not None:
        options = type_of_question.options_schema
        texts |= {name: _text_schema(options[name]["maxLength"]) for name in type_of_question.texts}
        choices = {"type": "object", "maxProperties": 500, "additionalProperties": _text_schema(200)}
        texts |= {name: choices for name in CHOICES if name in options}
    return {
        "type": "object",
        "propertyNames": {"enum": list(LANGUAGES)},
        "additionalProperties": {"type": "object", "properties": texts, "additionalProperties": False},
    }


def _text_schema(longest: int) -> JSON:
    return {"type": "string", "minLength": 1, "maxLength": longest * LONGER}


def owners(whole: JSON) -> Iterator[Owner]:
    """Everything that has texts, in the order of the form."""
    yield Owner("", "form", "", whole)
    for p, page in enumerate(whole["pages"]):
        yield Owner(f"pages/{p}", "page", page["key"], page)
        for g, group in enumerate(page["groups"]):
            yield Owner(f"pages/{p}/groups/{g}", "group", group_key(page, group, g), group)
            for f, field in enumerate(group["fields"]):
                path = f"pages/{p}/groups/{g}/fields/{f}"
                yield Owner(path, "field", field["key"], field)
                for r, row in enumerate(field.get("fields", [])):
                    yield Owner(f"{path}/fields/{r}", "field", f"{field['key']}.{row['key']}", row)


def group_key(page: JSON, group: JSON, number: int) -> str:
    """A group without a key is named after its place."""
    return group.get("key", f"{page['key']}_{number + 1}")


def texts_of(whole: JSON, guide: Mapping[str, str] = NO_GUIDE) -> list[Text]:
    """In the order of the form, what there is to translate: not a telephone number as an example. `guide`: the Japanese of GUIDE."""
    said = {(name, ""): guide[name] for name in GUIDE if guide.get(name)}
    return [
        Text(path, kind, key, name, value, japanese, _translations(item, name, value))
        for path, kind, key, item in owners(whole)
        for (name, value), japanese in (japanese_texts(kind, item) | (said if kind == "form" else {})).items()
        if has_words(japanese) or (kind, name) == ("form", "title")
    ]


def japanese_texts(kind: str, item: JSON) -> dict[tuple[str, str], str]:
    """{(name, value of the option or ""): text}, without empty ones."""
    own = field_type(item["type"]) if kind == "field" else None
    names = (*TEXTS[kind], *(own.texts if own else ()))
    texts = {(name, ""): item[name] for name in names if item.get(name)}
    for name in CHOICES:
        if own is not None and name in own.options_schema:
            texts |= {(name, option["value"]): option["label"] for option in item.get(name, [])}
    return texts


def has_words(text: str) -> bool:
    return any(sign.isalpha() and not sign.isascii() for sign in text)


def translation(item: JSON, language: str, name: str, value: str) -> str:
    """'' for none."""
    found = item.get("translations", {}).get(language, {}).get(name, {} if value else "")
    return found.get(value, "") if value else found


def _translations(item: JSON, name: str, value: str) -> dict[str, str]:
    found = {language: translation(item, language, name, value) for language in LANGUAGES}
    return {language: text for language, text in found.items() if text}


def translation_problems(whole: JSON) -> Iterator[DefinitionProblem]:
    """Translations of what is not there."""
    for path, kind, _key, item in owners(whole):
        place = f"{path}/translations".removeprefix("/")
        for language, name, _value in _orphans(kind, item):
            yield DefinitionProblem(place, "nothing_to_translate", {"language": language, "text": name})


def _orphans(kind: str, item: JSON) -> list[tuple[str, str, str]]:
    there = japanese_texts(kind, item).keys() | {(name, "") for name in (GUIDE if kind == "form" else ())}
    return [place for place in _translated(item) if place[1:] not in there]


def _translated(item: JSON) -> Iterator[tuple[str, str, str]]:
    for language, texts in item.get("translations", {}).items():
        for name, text in texts.items():
            yield from ((language, name, value) for value in (text if isinstance(text, dict) else ("",)))


# --- changes, in place -----------------------------------------------------------------------------------------------


def set_translation(item: JSON, language: str, name: str, value: str, text: str) -> None:
    """'' takes it away, and with the last one the place where it stood."""
    translations = item.setdefault("translations", {})
    texts = translations.setdefault(language, {})
    holder, slot = (texts.setdefault(name, {}), value) if value else (texts, name)
    if text:
        holder[slot] = text
    else:
        holder.pop(slot, None)
    if value and not holder:
        del texts[name]
    if not texts:
        del translations[language]
    if not translations:
        del item["translations"]


def drop_orphans(whole: JSON) -> None:
    """The translations of texts and options that are no longer there."""
    for _path, kind, _key, item in owners(whole):
        for language, name, value in _orphans(kind, item):
            set_translation(item, language, name, value, "")


def reword(item: JSON, name: str, text: str) -> None:
    """Another Japanese text: what was translated was the old one."""
    if item.get(name) != text:
        item[name] = text
        for language in list(item.get("translations", {})):
            set_translation(item, language, name, "", "")
