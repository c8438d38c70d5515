"""What the staff call the languages of a form."""

from django.utils.translation import gettext_lazy

LANGUAGE_NAMES = {
    "ja-simple": gettext_lazy("やさしい日本語"),
    "en": gettext_lazy("英語"),
    "pt-BR": gettext_lazy("ポルトガル語（ブラジル）"),
    "vi": gettext_lazy("ベトナム語"),
    "zh-Hans": gettext_lazy("中国語（簡体字）"),
    "fil": gettext_lazy("フィリピン語"),
    "ne": gettext_lazy("ネパール語"),
}
