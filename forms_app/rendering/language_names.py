"""The languages of a form: what the staff call them, and those that a resident chooses from."""

from django.utils.translation import gettext_lazy

from forms_app.schema.definition import Definition
from forms_app.schema.texts import JAPANESE, LANGUAGES
from forms_app.schema.translation import languages_of

LANGUAGE_NAMES = {
    "ja-simple": gettext_lazy("やさしい日本語"),
    "en": gettext_lazy("英語"),
    "pt-BR": gettext_lazy("ポルトガル語（ブラジル）"),
    "vi": gettext_lazy("ベトナム語"),
    "zh-Hans": gettext_lazy("中国語（簡体字）"),
    "fil": gettext_lazy("フィリピン語"),
    "ne": gettext_lazy("ネパール語"),
}


def language_choice(definition: Definition, current: str) -> list[dict[str, object]]:
    """For components/languages.html; [] where there is nothing to choose."""
    offered = languages_of(definition)
    names = {JAPANESE: "日本語", **{tag: LANGUAGES[tag] for tag in offered}} if offered else {}
    current = current if current in names else JAPANESE
    return [{"tag": tag, "name": name, "is_current": tag == current} for tag, name in names.items()]
