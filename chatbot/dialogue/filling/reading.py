"""What a person wrote, as the answer to one question: the raw value that its type reads, or the words as they are. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from chatbot.dialogue.understanding.amounts import counts_in
from chatbot.dialogue.understanding.choices import choice_in
from chatbot.dialogue.understanding.dates import date_in
from chatbot.dialogue.understanding.numerals import with_digits
from chatbot.dialogue.understanding.phones import phone_in
from chatbot.dialogue.understanding.yes_no import yes_no_in
from forms_app.schema.answers import Answers
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type
from municipalities.support.japanese_text import fold_width
from municipalities.support.postal_codes import find_addresses

_POSTAL_CODE = re.compile(r"〒?\s*([0-9０-９]{3}\s*[-－ー‐−]?\s*[0-9０-９]{4})")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_AGREED = ("同意", "了承", "承知", "わかりました", "分かりました")


def read_answer(question: Field, answers: Answers, text: str, before: object, *, today: date) -> object:
    """`before`: what stands there already, which a message may complete."""
    reader = _READERS.get(question.type)
    if reader is not None:
        return reader(question, text, before, today)
    if field_type(question.type).is_chosen:
        return _chosen(question, answers, text)
    return text


def needs_controls(question: Field) -> bool:
    """Answered in several parts that no one message holds."""
    kind = field_type(question.type)
    has_parts = bool(question.row_fields or kind.parts_of(question)) or question.type == "attachment"
    return has_parts and question.type not in _READERS


def options_on_offer(question: Field, answers: Answers) -> list[Mapping[str, Any]]:
    """What can be chosen now, in the order of the form; [] where nothing is."""
    offered = answers.offered.get(question.key)
    options = field_type(question.type).shown_options(question)
    return [option for option in options if offered is None or option["value"] in offered]


def _chosen(question: Field, answers: Answers, text: str) -> object:
    meant = choice_in(text, options_on_offer(question, answers))
    if field_type(question.type).many:
        return [meant] if isinstance(meant, str) else (meant or [text])
    return meant if isinstance(meant, str) else text


def _yes_or_no(_question: Field, text: str, _before: object, _today: date) -> object:
    meant = yes_no_in(text)
    return text if meant is None else "yes" if meant else "no"


def _agreed(_question: Field, text: str, _before: object, _today: date) -> object:
    if "しない" in text or "しません" in text:
        return "no"
    meant = True if any(word in text for word in _AGREED) else yes_no_in(text)
    return "yes" if meant else "no"


def _day(question: Field, text: str, _before: object, today: date) -> object:
    day = date_in(text, today=today, past=question.type == "birthday")
    return text if day is None else field_type(question.type).to_raw(question, day.isoformat())


def _number(_question: Field, text: str, _before: object, _today: date) -> object:
    """「2匹」「二人です」「約300円」: the one number that is said, or among several the one thing that is counted."""
    numbers = _NUMBER.findall(with_digits(fold_width(text)).replace(",", ""))
    counted = [number for number, _counter in counts_in(text)] if len(numbers) > 1 else numbers
    return counted[0] if len(counted) == 1 else text


def _phone(_question: Field, text: str, _before: object, _today: date) -> object:
    return phone_in(text) or text


def _name(_question: Field, text: str, before: object, _today: date) -> object:
    """「岐阜 花子」, 「ぎふ はなこ」 after it, or both in one message."""
    known = dict(before) if isinstance(before, dict) else {}
    words = re.split(r"[\s（）()、,]+", text.strip())
    match [word for word in words if word]:
        case [family, given] if known.get("family") and _KANA.fullmatch(family) and _KANA.fullmatch(given):
            return known | {"family_kana": family, "given_kana": given}
        case [family, given]:
            return known | {"family": family, "given": given}
        case [family, given, family_kana, given_kana]:
            return {"family": family, "given": given, "family_kana": family_kana, "given_kana": given_kana}
        case [*_]:
            return known | {"family": text.strip()}


def _address(_question: Field, text: str, before: object, _today: date) -> object:
    """「500-8701 司町40-1」: the code says prefecture, town and quarter; what is behind it goes on from there."""
    known = dict(before) if isinstance(before, dict) else {}
    code = _POSTAL_CODE.search(text)
    if code is None:
        return known | {"town": f"{known.get('town', '')}{text.strip()}"}
    rest = text.replace(code[0], "").strip()
    found = find_addresses(code[1])
    address = {"postal_code": code[1], "prefecture": "", "city": "", "town": rest, "building": ""}
    if len({each.city for each in found}) != 1:
        return address
    quarter = found[0].town if len(found) == 1 else ""
    for known_already in (found[0].prefecture, found[0].city):
        rest = rest.removeprefix(known_already)
    town = rest if rest.startswith(quarter) else f"{quarter}{rest}"
    return address | {"prefecture": found[0].prefecture, "city": found[0].city, "town": town}


def _place(_question: Field, text: str, before: object, _today: date) -> object:
    known = dict(before) if isinstance(before, dict) else {"latitude": "", "longitude": ""}
    return known | {"address": text.strip()}


_READERS: dict[str, Callable[[Field, str, object, date], object]] = {
    "yes_no": _yes_or_no,
    "consent": _agreed,
    "document": _agreed,
    "number": _number,
    "money": _number,
    "date": _day,
    "birthday": _day,
    "phone": _phone,
    "name": _name,
    "address": _address,
    "location": _place,
}
