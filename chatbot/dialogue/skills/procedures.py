"""Which procedure does somebody mean? By the words of its title and keywords that a sentence holds."""

import re

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.filling.translated import title_as_read
from chatbot.dialogue.message import Incoming, Link, Outcome, Reply
from chatbot.dialogue.understanding.municipal_words import in_japanese_words
from chatbot.dialogue.understanding.personal import mask_personal
from forms_app.models import Form
from municipalities.support.japanese_text import fold_width, to_hiragana
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import PROCEDURES

from .base import Turned
from .form_filling import heard, start_choice

MOST_OFFERED = 5
_KANA_OR_SIGN = re.compile("[ぁ-ゖー!-~]")
"""A single one is in every sentence; a single kanji is a word."""
_COMMON = frozenset({"申請", "届出", "手続", "予約", "申込", "登録", "報告", "相談", "開始", "利用", "許可", "応募"})
"""Words that half of all procedures have in their names: alone they say nothing."""


class Procedures:
    name = "procedures"
    label = gettext_lazy("手続の案内")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        return bool(incoming.text.strip()) and current_town().has_feature(PROCEDURES)

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        found = matching_forms(incoming.text)
        if not found:
            return None
        text = _("お探しの手続は、こちらですか。") if len(found) == 1 else _("お探しの手続は、この中にありますか。")
        choices = tuple(start_choice(form) for form in found)
        links = tuple(
            Link(_("%(form)sの説明") % {"form": title_as_read(form)}, reverse("procedure", args=[form.slug]))
            for form in found
        )
        return Outcome(
            (Reply(text, choices=choices, links=links),),
            heard(around.state, incoming.text),
            said=mask_personal(incoming.text),
        )


def matching_forms(sentence: str) -> list[Form]:
    """The best first; [] where no word of any says so."""
    said = _plain(in_japanese_words(sentence))
    forms = (
        Form.objects.open_at()
        .only("slug", "title", "keywords", "position", "current_version")
        .order_by("position", "pk")
    )
    scored = [(sum(len(word) for word in _words(form) if word in said), form) for form in forms]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return [form for score, form in best if score * 2 > best[0][0]][:MOST_OFFERED]


def _words(form: Form) -> set[str]:
    words = {_plain(word) for word in (*form.keywords.replace("、", " ").replace(",", " ").split(), form.title)}
    return {word for word in words if word and word not in _COMMON and not _KANA_OR_SIGN.fullmatch(word)}


def _plain(text: str) -> str:
    return to_hiragana(fold_width(text)).replace(" ", "").casefold()
