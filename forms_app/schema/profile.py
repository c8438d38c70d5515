"""What a resident keeps for next time: its questions, which of a form's questions it answers, and what to keep of an application."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from .definition import Definition, load
from .field import Field
from .fieldtypes.base import UNANSWERED
from .registry import field_type
from .texts import JAPANESE, LANGUAGES

KEPT_FROM = {"name": "name", "birthday": "birthday", "phone": "phone", "address": "address"}
"""Fact → the type of question whose answer is kept as it: an answer of that type is whole. E-mail is the log-in's affair."""
LANGUAGE_TAGS = {tag.lower(): tag for tag in (JAPANESE, *LANGUAGES)}
"""What a profile says (values of choices are in lower case) → the tag."""
TEXT_SIZES = {"standard": "標準", "large": "大", "largest": "特大"}

_PROFILE = {
    "schema_version": 1,
    "title": "プロフィール",
    "pages": [
        {
            "key": "profile",
            "title": "プロフィール",
            "groups": [
                {
                    "key": "person",
                    "title": "申請のときに入れる内容",
                    "description": "どれも、入れなくてかまいません。入れておくと、申請の画面に前もって入ります。",
                    "fields": [
                        {"key": "name", "type": "name", "label": "お名前"},
                        {"key": "birthday", "type": "birthday", "label": "生年月日"},
                        {"key": "phone", "type": "phone", "label": "電話番号", "example": "058-123-4567"},
                        {"key": "address", "type": "address", "label": "ご住所"},
                    ],
                },
                {
                    "key": "screen",
                    "title": "画面の見え方",
                    "description": "ログインすると、どの端末でもこの見え方になります。",
                    "fields": [
                        {
                            "key": "text_size",
                            "type": "choice",
                            "label": "文字の大きさ",
                            "layout": "select",
                            "options": [{"value": value, "label": label} for value, label in TEXT_SIZES.items()],
                        },
                        {
                            "key": "language",
                            "type": "choice",
                            "label": "手続を読むことば",
                            "layout": "select",
                            "help": "そのことばに訳してある手続だけが変わります。",
                            "options": [
                                {"value": value, "label": LANGUAGES.get(tag, "日本語")}
                                for value, tag in LANGUAGE_TAGS.items()
                            ],
                        },
                    ],
                },
            ],
        }
    ],
}


@lru_cache(maxsize=1)
def profile_definition() -> Definition:
    """A profile is filled in and judged as a form is."""
    return load(_PROFILE)


def offered(questions: Iterable[Field], facts: Mapping[str, Any]) -> dict[str, object]:
    """Field key → raw answer, for the questions that the profile answers. `facts`: clean, `email` among them."""
    found = ((question, _answer(question, facts)) for question in questions if question.profile)
    return {q.key: field_type(q.type).to_raw(q, value) for q, value in found if value is not UNANSWERED}


def _answer(question: Field, facts: Mapping[str, Any]) -> object:
    value = facts.get(question.profile, UNANSWERED)
    if question.type == "postal_code" and isinstance(value, dict):
        return value["postal_code"]
    return value


def facts_in(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """Fact → clean value, of the answers that a profile would have given; the first question of each."""
    found: dict[str, Any] = {}
    for question in definition.answerable_fields:
        fact = question.profile
        if question.key in values and KEPT_FROM.get(fact) == question.type:
            found.setdefault(fact, values[question.key])
    return found
