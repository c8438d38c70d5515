"""What is allowed, but probably not meant: told to the designer while there is time. Nothing here stops a publication."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from .definition import Definition
from .field import Field
from .reachability import never_shown
from .registry import field_type
from .texts import NO_GUIDE, texts_of
from .translation import begun_languages, languages_of, outdated, untranslated

LONGEST_BUTTON = 20
"""Characters of a button's label (LINE Messaging API, action objects)."""
MOST_QUESTIONS = 12
"""On one page of a phone."""
CAUTION_CODES = {
    "never_shown_page": "no answers lead to any question of the page",
    "never_shown": "no answers show the question",
    "same_label": "another question of the page is called the same",
    "long_option": "an option is longer than a button of LINE",
    "long_page": "many questions on one page",
    "no_email": "nobody is asked for a mail address: no receipt can be sent",
    "no_retention": "personal data are asked, and nobody has decided how long they are kept",
    "missing_translation": "not all texts are translated into a language that was begun",
    "outdated_translation": "Japanese texts are others than in the published version, and their translations are not",
}


@dataclass(frozen=True)
class Caution:
    """`code`: of CAUTION_CODES. `kind` and `key`: the page or question it is about; "" for the form."""

    code: str
    kind: str = ""
    key: str = ""
    params: dict[str, Any] = attribute(default_factory=dict)


def cautions(
    definition: Definition,
    *,
    has_retention: bool,
    published: Definition | None = None,
    guide: Mapping[str, str] = NO_GUIDE,
) -> list[Caution]:
    """In the order of the form. `has_retention`: somebody has decided how long applications are kept; `guide`: what the procedure says of itself."""
    found = [*_unreachable(definition), *_of_questions(definition)]
    order = {("page", page.key): number for number, page in enumerate(definition.pages)}
    order |= {("field", field.key): order["page", field.page_key] for field in definition.fields}
    return [
        *([Caution("no_retention")] if not has_retention and any(map(is_personal, definition.fields)) else []),
        *([] if any(field.type == "email" for field in definition.fields) else [Caution("no_email")]),
        *sorted(found, key=lambda caution: order[caution.kind, caution.key]),
        *_missing_translations(definition, guide),
        *(_outdated_translations(published, definition) if published else ()),
    ]


def is_personal(field: Field) -> bool:
    return field_type(field.type).is_personal if field.personal is None else field.personal


def _missing_translations(definition: Definition, guide: Mapping[str, str]) -> Iterator[Caution]:
    whole = definition.as_json()
    for language in begun_languages(whole):
        facts = {
            "language": language,
            "count": len(texts_of(whole, guide)),
            "is_offered": language in languages_of(definition),
        }
        if missing := len(untranslated(whole, language, guide)):
            yield Caution("missing_translation", params={**facts, "missing": missing})


def _outdated_translations(published: Definition, definition: Definition) -> Iterator[Caution]:
    old: dict[str, list[str]] = {}
    for language, text in outdated(published.as_json(), definition.as_json()):
        old.setdefault(language, []).append(text.japanese)
    for language, texts in old.items():
        yield Caution("outdated_translation", params={"language": language, "text": texts[0], "count": len(texts)})


def _unreachable(definition: Definition) -> Iterator[Caution]:
    unseen = never_shown(definition)
    for page in definition.pages:
        keys = {field.key for field in page.fields}
        if keys <= unseen:
            yield Caution("never_shown_page", "page", page.key)
        else:
            yield from (Caution("never_shown", "field", field.key) for field in page.fields if field.key in unseen)


def _of_questions(definition: Definition) -> Iterator[Caution]:
    for page in definition.pages:
        asked = [field for field in page.fields if field_type(field.type).is_asked]
        labels = Counter(field.label for field in asked)
        twice = {label for label, count in labels.items() if count > 1}
        yield from (Caution("same_label", "field", field.key) for field in asked if field.label in twice)
        yield from (caution for field in asked for caution in _long_options(field))
        if len(asked) > MOST_QUESTIONS:
            yield Caution("long_page", "page", page.key, {"count": len(asked)})


def _long_options(field: Field) -> Iterator[Caution]:
    long = [o["label"] for o in field_type(field.type).shown_options(field) if len(o["label"]) > LONGEST_BUTTON]
    if long:
        yield Caution("long_option", "field", field.key, {"label": long[0], "longest": LONGEST_BUTTON})
