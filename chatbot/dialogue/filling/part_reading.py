"""What a person wrote, as one part of an answer. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from chatbot.dialogue.understanding.choices import choice_in
from chatbot.dialogue.understanding.dates import date_in
from chatbot.dialogue.understanding.places import place_in
from chatbot.dialogue.understanding.yes_no import yes_no_in
from forms_app.schema.answers import Answers
from forms_app.schema.fieldtypes.bank_account import BANK, JAPAN_POST
from forms_app.schema.registry import field_type
from municipalities.support.postal_codes import find_addresses, seven_digits

from .parts import Given, Part
from .reading import read_answer

_NOTHING = re.compile("(?:特に|とくに)?(?:なし|無し|無い|ない|ありません|ないです|なしです)")
_UNTIL = re.compile("から|より|〜|~|～")
_CODE = re.compile(r"〒?\s*[0-9０-９]{3}\s*[-－ー‐−]?\s*[0-9０-９]{4}")


_BANK_NAME = re.compile(r"(\S{1,30}(?:銀行|信用金庫|信金|信用組合|農協|農業協同組合|労働金庫))(?:です)?")


@dataclass(frozen=True)
class Told:
    text: str
    answers: Answers
    today: date
    home: str


def read_part(part: Part, told: Told) -> Given | None:
    """What it fills, perhaps more than was asked; None where it was not understood."""
    return _READERS[part.takes](part, told)


def pressed(part: Part, value: str) -> Given | None:
    """A button of another question, found further up, answers none that is written."""
    if part.takes not in ("option", "institution", "yes", "more", "answer"):
        return None
    is_one_of_many = part.question is not None and field_type(part.question.type).many
    return {part.name: [value] if is_one_of_many else value}


def _words(part: Part, told: Told) -> Given | None:
    text = told.text.strip()
    if part.may_be_empty and _NOTHING.fullmatch(text):
        return part.passed_over
    return {part.name: text} if text else None


def _name(part: Part, told: Told) -> Given | None:
    words = [word for word in re.split(r"[\s（）()、,]+", told.text.strip()) if word]
    if len(words) == 2:
        return dict(zip(part.fills, words, strict=True))
    before = part.name.removesuffix("family")
    if len(words) == 4 and before != part.name:
        names = (f"{before}{each}" for each in ("family", "given", "family_kana", "given_kana"))
        return dict(zip(names, words, strict=True))
    return None


def _day(part: Part, told: Told) -> Given | None:
    days = [date_in(words, today=told.today) for words in _UNTIL.split(told.text) if words.strip()]
    if len(days) == 2 and all(days) and part.name.endswith("from"):
        return {part.name: days[0].isoformat(), f"{part.name.removesuffix('from')}to": days[1].isoformat()}
    return {part.name: days[0].isoformat()} if len(days) == 1 and days[0] else None


def _postal_code(part: Part, told: Told) -> Given | None:
    before = part.name.removesuffix("postal_code")
    place, code = place_in(told.text, home=told.home), _CODE.search(told.text)
    if place is not None:
        digits = place.address.postal_code
        address = {"postal_code": f"{digits[:3]}-{digits[3:]}", "town": place.town}
        address |= {"prefecture": place.address.prefecture, "city": place.address.city}
    elif code is not None:
        address = {"postal_code": code[0], **_of_code(code[0])}
    else:
        return None
    return {f"{before}{name}": value for name, value in address.items()}


def _of_code(code: str) -> dict[str, str]:
    found = find_addresses(seven_digits(code) or "")
    if len({each.city for each in found}) != 1:
        return {}
    quarter = found[0].town if len(found) == 1 else ""
    return {"prefecture": found[0].prefecture, "city": found[0].city, "~quarter": quarter}


def _option(part: Part, told: Told) -> Given | None:
    meant = choice_in(told.text, [{"value": value, "label": label} for value, label in part.options])
    return {part.name: meant} if isinstance(meant, str) else None


def _institution(part: Part, told: Told) -> Given | None:
    """「十六銀行」 says which of the two and the name at once."""
    text = told.text.strip()
    if "ゆうちょ" in text or "郵便局" in text:
        return {part.name: JAPAN_POST}
    if found := _BANK_NAME.fullmatch(text):
        return {part.name: BANK, f"{part.name.removesuffix('institution')}bank": found[1]}
    return {part.name: BANK} if text == "銀行" else _option(part, told)


def _yes(part: Part, told: Told) -> Given | None:
    return {part.name: "yes"} if yes_no_in(told.text) else None


def _more(part: Part, told: Told) -> Given | None:
    meant = yes_no_in(told.text)
    return None if meant is None else {part.name: "yes" if meant else "no"}


def _answer(part: Part, told: Told) -> Given | None:
    assert part.question is not None
    if not told.text.strip():
        return None
    return {part.name: read_answer(part.question, told.answers, told.text, None, today=told.today)}


_READERS: dict[str, Callable[[Part, Told], Given | None]] = {
    "words": _words,
    "name": _name,
    "day": _day,
    "postal_code": _postal_code,
    "institution": _institution,
    "option": _option,
    "yes": _yes,
    "more": _more,
    "answer": _answer,
}
