"""What a clerk, a file or a draft made from a log wants an entry to say: put into one shape, and refused at its field."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.models import FaqEntry
from chatbot.models.faq import CONTENT
from forms_app.models import Form

FACTS = (*CONTENT, "category", "section")
LONGEST_ANSWER = 4000
MOST_PARAPHRASES = 100
LONGEST_PARAPHRASE = 100
MOST_LINKS = 10
LONGEST_LABEL = 60
LONGEST_ADDRESS = 500
ADDRESS = re.compile(r"(https?://|mailto:|tel:|/(?!/))\S+")
ONE_LINE = ("question", "short_answer", "legal_basis", "audience", "form_slug", "language")
PAST_DAY = gettext_lazy("内容を見直す日が過ぎています。明日以降の日を入力してください。")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def put_into(entry: FaqEntry, facts: Mapping[str, Any]) -> list[str]:
    """Set what differs and say which; raises ValidationError, by field, for what cannot be kept."""
    wanted = {name: _shaped(name, facts[name]) for name in FACTS if name in facts}
    if "paraphrases" in wanted:
        wanted["paraphrases"] = _other_words(wanted["paraphrases"], wanted.get("question", entry.question))
    changed = [name for name, value in wanted.items() if _differs(entry, name, value)]
    for name in changed:
        setattr(entry, name, wanted[name])
    _check(entry, changed)
    return changed


def check_review_day(day: date | None) -> None:
    if not is_to_come(day):
        raise ValidationError({"review_on": PAST_DAY})


def is_to_come(day: date | None) -> bool:
    return day is None or day > timezone.localdate()


def _shaped(name: str, value: Any) -> Any:
    if name in ONE_LINE:
        return " ".join(_clean(value).split())
    if name == "answer":
        return _clean(value).strip()
    if name == "links":
        return [
            {"label": " ".join(_clean(link["label"]).split()), "url": _clean(link["url"]).strip()} for link in value
        ]
    return value


def _clean(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _other_words(lines: list[str], question: str) -> list[str]:
    """In the order given, each once, and never the question itself."""
    shaped = (" ".join(_clean(line).split()) for line in lines)
    return [line for line in dict.fromkeys(shaped) if line and line != question]


def _differs(entry: FaqEntry, name: str, value: Any) -> bool:
    if name in ("category", "section"):
        return getattr(entry, f"{name}_id") != value.pk
    return getattr(entry, name) != value


def _check(entry: FaqEntry, changed: list[str]) -> None:
    problems: dict[str, Any] = {}
    try:
        entry.clean_fields(exclude={field.name for field in entry._meta.fields} - set(CONTENT))
    except ValidationError as refused:
        problems = dict(refused.error_dict)
    problems.pop("paraphrases", None)  # said below, with the words it is about
    for name, sentence in _own_problems(entry, changed):
        problems.setdefault(name, ValidationError(sentence))
    if problems:
        raise ValidationError(problems)


def _own_problems(entry: FaqEntry, changed: list[str]) -> list[tuple[str, str]]:
    problems = [*_problems_of_words(entry.paraphrases), *_problems_of_links(entry.links)]
    if len(entry.answer) > LONGEST_ANSWER:
        given = {"most": LONGEST_ANSWER, "length": len(entry.answer)}
        problems.append(("answer", _("答えは%(most)d文字までにしてください（いま%(length)d文字です）。") % given))
    if "form_slug" in changed and entry.form_slug and not Form.objects.filter(slug=entry.form_slug).exists():
        problems.append(("form_slug", _("この名前のオンライン手続はありません。一覧から選んでください。")))
    if "review_on" in changed and not is_to_come(entry.review_on):
        problems.append(("review_on", PAST_DAY))
    return problems


def _problems_of_words(lines: list[str]) -> list[tuple[str, str]]:
    if len(lines) > MOST_PARAPHRASES:
        return [("paraphrases", _("ほかの言い方は%(most)d個までにしてください。") % {"most": MOST_PARAPHRASES})]
    long = next((line for line in lines if len(line) > LONGEST_PARAPHRASE), None)
    sentence = _("「%(start)s…」が長すぎます。ひとつの言い方は%(most)d文字までにしてください。")
    return [("paraphrases", sentence % {"start": long[:15], "most": LONGEST_PARAPHRASE})] if long else []


def _problems_of_links(links: list[dict[str, str]]) -> list[tuple[str, str]]:
    if len(links) > MOST_LINKS:
        return [("links", _("関連するページは%(most)d個までにしてください。") % {"most": MOST_LINKS})]
    return [("links", sentence) for link in links if (sentence := _problem_of_link(link))]


def _problem_of_link(link: dict[str, str]) -> str:
    label, url = link["label"], link["url"]
    if not label or not url:
        sentence = _("関連するページは、名前とアドレスの両方を入力してください（%(given)s）。")
        return sentence % {"given": (label or url)[:40]}
    if len(label) > LONGEST_LABEL:
        return _("「%(label)s…」が長すぎます。ページの名前は%(most)d文字までにしてください。") % {
            "label": label[:15],
            "most": LONGEST_LABEL,
        }
    if not ADDRESS.fullmatch(url) or len(url) > LONGEST_ADDRESS:
        sentence = _("「%(label)s」のアドレスを確かめてください。「https://」で始まるアドレスを入力します。")
        return sentence % {"label": label}
    return ""
