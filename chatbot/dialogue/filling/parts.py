"""A question of several parts, asked part by part where a channel has words and buttons alone: a name, an address, an account, rows.

What was given is one flat mapping from the name of a part, as its type calls it (`family`, `0-who`, `0-name-family`: the same names
as in errors), to what stands there. Names that begin with `~` belong to the asking and are no part of the answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.bank_account import ACCOUNT_TYPES, BANK, JAPAN_POST
from forms_app.schema.fieldtypes.repeat import RowErrors, max_rows, row_label
from forms_app.schema.registry import field_type

Given = Mapping[str, object]
BY_PARTS = ("name", "address", "date_range", "bank_account", "matrix", "signature", "repeat")


@dataclass(frozen=True)
class Part:
    """`takes`: words, name (two words), day, postal_code, institution, option, yes, more (another row?), or answer (`question` says of which type)."""

    fills: tuple[str, ...]
    label: str
    takes: str = "words"
    options: tuple[tuple[str, str], ...] = ()
    """(value, label)"""
    question: Field | None = None
    may_be_empty: bool = False
    empties: tuple[str, ...] = ()
    """What is left empty when it is passed over; () for what it fills."""

    @property
    def name(self) -> str:
        return self.fills[0]

    @property
    def passed_over(self) -> dict[str, object]:
        return dict.fromkeys(self.empties or self.fills, "")


def is_by_parts(question: Field) -> bool:
    return question.type in BY_PARTS


def next_part(question: Field, given: Given, *, today: date) -> Part | None:
    """None: all of it is given."""
    parts = _of_rows(question, given, today) if question.row_fields else _PARTS[question.type](question, given)
    return next((part for part in parts if not set(part.fills) <= set(given)), None)


def composed(question: Field, given: Given) -> object:
    """The raw answer, as a control would have posted it."""
    if not question.row_fields:
        return _without_own(given)
    numbers = sorted({int(name.partition("-")[0]) for name in given})
    return [_row(question, _below(given, str(number))) for number in numbers]


def _without_own(given: Given) -> dict[str, object]:
    """The quarter that a postal code told stands before the number that was written behind it."""
    told = {name: value for name, value in given.items() if not name.startswith("~")}
    quarter, town = str(given.get("~quarter", "")), str(told.get("town", ""))
    return told | {"town": f"{quarter}{town}"} if quarter and town and not town.startswith(quarter) else told


def mistake_in(question: Field, given: Given, *, today: date) -> AnswerError | None:
    """The first one in what was given; what is missing still is none."""
    try:
        field_type(question.type).clean(question, composed(question, given), today=today)
    except RowErrors as refused:
        return next((error for error in refused.errors if _concerns(error, given)), None)
    except AnswerError as refused:
        return refused if _concerns(refused, given) else None
    return None


def without(given: Given, error: AnswerError) -> dict[str, object]:
    """What is left when the part with the mistake is asked again; nothing, where the mistake is in no part."""
    if error.part is None:
        return {}
    return {name: value for name, value in given.items() if not _is_of(name, error.part)}


def without_last(given: Given, question: Field, *, today: date) -> dict[str, object]:
    """A step back: the last part that was asked is open again."""
    left = dict(given)
    before = next_part(question, left, today=today)
    while left and next_part(question, left, today=today) == before:
        left.popitem()
    return left


def _concerns(error: AnswerError, given: Given) -> bool:
    if error.code in ("part_required", "required") or error.part is None:
        return False
    return any(_is_of(name, error.part) for name in given)


def _is_of(name: str, part: str) -> bool:
    return name == part or name.startswith(f"{part}-") or part.startswith(f"{name}-")


def _name(question: Field, given: Given) -> Iterator[Part]:
    yield Part(("family", "given"), _("姓と名"), takes="name")
    yield Part(("family_kana", "given_kana"), _("姓と名のふりがな"), takes="name")


def _address(question: Field, given: Given) -> Iterator[Part]:
    kind = field_type("address")
    yield Part(("postal_code",), _("郵便番号（7桁）"), takes="postal_code")
    for part in ("prefecture", "city"):
        yield Part((part,), kind.part_label(question, part))
    before = "".join(str(given.get(name, "")) for name in ("prefecture", "city", "~quarter"))
    yield Part(("town",), _("「%(before)s」に続く町名・番地") % {"before": before})
    yield Part(("building",), kind.part_label(question, "building"), may_be_empty=True)


def _date_range(question: Field, given: Given) -> Iterator[Part]:
    yield Part(("from",), _("はじめの日"), takes="day")
    yield Part(("to",), _("終わりの日"), takes="day")


def _bank_account(question: Field, given: Given) -> Iterator[Part]:
    kind = field_type("bank_account")

    def part(name: str, takes: str = "words", options: tuple[str, ...] = ()) -> Part:
        return Part((name,), kind.part_label(question, name), takes, tuple((each, each) for each in options))

    yield part("institution", "institution", (BANK, JAPAN_POST))
    if given.get("institution") == JAPAN_POST:
        yield from (part("symbol"), part("postal_number"))
    else:
        yield from (part("bank"), part("branch"), part("account_type", "option", ACCOUNT_TYPES), part("number"))
    yield part("holder")


def _matrix(question: Field, given: Given) -> Iterator[Part]:
    kind = field_type("matrix")
    options = tuple((option["value"], option["label"]) for option in question.options["options"])
    for item in kind.parts_of(question):
        yield Part((item,), kind.part_label(question, item), "option", options)


def _signature(question: Field, given: Given) -> Iterator[Part]:
    yield Part(("typed",), _("氏名（入力したものが署名になります）"))
    yield Part(("confirmed",), str(given.get("typed", "")), takes="yes")


_PARTS = {
    "name": _name,
    "address": _address,
    "date_range": _date_range,
    "bank_account": _bank_account,
    "matrix": _matrix,
    "signature": _signature,
}


def _of_rows(question: Field, given: Given, today: date) -> Iterator[Part]:
    for number in range(max_rows(question)):
        yield from _of_row(question, number, given, today)
        if number + 1 == max_rows(question):
            return
        if number + 1 >= question.options.get("min_rows", 0):
            yield Part((f"{number}-~more",), row_label(question), takes="more")
            if given.get(f"{number}-~more") != "yes":
                return


def _of_row(question: Field, number: int, given: Given, today: date) -> Iterator[Part]:
    row = _row(question, _below(given, str(number)))
    walk = field_type("repeat").walk_row(question, row, today=today)
    for inner in question.row_fields:
        if inner.key not in walk.visible or inner.key in walk.disabled:
            continue
        name = f"{number}-{inner.key}"
        label = _("%(row)sの「%(label)s」") % {"row": f"{row_label(question)}{number + 1}", "label": inner.label}
        is_free = inner.key not in walk.required
        if not is_by_parts(inner):
            yield Part((name,), label, "answer", question=inner, may_be_empty=is_free)
        elif given.get(name) != "":
            yield from _nested(inner, name, label, given, is_free)


def _nested(inner: Field, name: str, label: str, given: Given, is_free: bool) -> Iterator[Part]:
    for place, part in enumerate(_PARTS[inner.type](inner, _below(given, name))):
        fills = tuple(f"{name}-{each}" for each in part.fills)
        is_first = is_free and place == 0
        may_be_empty, empties = part.may_be_empty or is_first, (name,) if is_first else ()
        yield replace(part, fills=fills, label=f"{label}の{part.label}", may_be_empty=may_be_empty, empties=empties)


def _row(question: Field, told: Given) -> dict[str, object]:
    row: dict[str, object] = {}
    for inner in question.row_fields:
        below = _without_own(_below(told, inner.key))
        if inner.key in told:
            row[inner.key] = told[inner.key]
        elif below:
            row[inner.key] = below
    return row


def _below(given: Given, name: str) -> dict[str, object]:
    return {key.removeprefix(f"{name}-"): value for key, value in given.items() if key.startswith(f"{name}-")}
