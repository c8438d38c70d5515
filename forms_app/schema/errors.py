"""What the kernel refuses, as codes with parameters. The door that speaks to a person makes the sentence."""

from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from .formula import FORMULA_CODES

ERROR_CODES: dict[str, str] = {
    "required": "an answer is required",
    "part_required": "this part of the answer is required",
    "wrong_shape": "not the shape this question takes (text, parts, list)",
    "bad_characters": "control characters or other signs that cannot be stored",
    "private_characters": "外字: signs that only the machine they were typed on can show",
    "too_long": "longer than max characters",
    "too_short": "shorter than min characters",
    "my_number": "a number that is, or looks like, somebody's 個人番号",
    "one_line": "a line break in a one-line answer",
    "pattern": "does not match the pattern; message says what to write",
    "not_a_number": "not a number",
    "not_an_integer": "a whole number is needed",
    "too_many_decimals": "more than max decimal places",
    "too_small": "below min",
    "too_large": "above max",
    "not_a_date": "no such day",
    "not_a_year": "the year is four digits or an era with its year",
    "too_early": "before min",
    "too_late": "after max",
    "not_a_time": "no such time of day",
    "too_early_a_time": "before min",
    "too_late_a_time": "after max",
    "era_required": "neither an era nor 西暦 is chosen, and the year does not say it",
    "not_an_era_year": "no year of the era that was chosen",
    "not_a_western_year": "a western year has four digits",
    "not_a_month": "months are 1 to 12",
    "not_a_day": "days are 1 to 31",
    "beyond_month": "the month has only last days",
    "before_era": "the era began on first; same says the day by its own era",
    "after_era": "the era ended on last; same says the day by its own era",
    "born_in_future": "a day of birth after today",
    "born_too_long_ago": "a day of birth more than years ago",
    "too_young": "below the age min on the day on ('' for the day of application)",
    "too_old": "above the age max on the day on ('' for the day of application)",
    "ends_before_start": "the last day is before the first",
    "too_few_days": "days are fewer than min",
    "too_many_days": "days are more than max",
    "not_an_option": "not one of the choices",
    "too_few_choices": "fewer than min choices",
    "too_many_choices": "more than max choices",
    "not_an_email": "not an e-mail address",
    "not_a_phone": "not a telephone number",
    "not_a_postal_code": "a postal code has seven digits",
    "not_a_corporate_number": "not 13 digits, or the check digit says that one of them is wrong",
    "choose_japan_post": "ゆうちょ銀行 has its own way to give an account",
    "not_a_bank_code": "a bank's code has four digits",
    "not_a_branch_code": "a branch's code has three digits",
    "not_an_account_number": "an account number has up to seven digits",
    "not_a_postal_symbol": "記号 has five digits and begins with 0 or 1",
    "not_a_postal_number": "番号 has up to eight digits, the last of which is 1 (記号 with 1), or up to seven (記号 with 0)",
    "not_bank_kana": "signs that banks do not know in the name of an account's owner",
    "not_kana": "a reading is written in kana",
    "not_coordinates": "latitude and longitude are numbers, both or none",
    "outside_japan": "the place is outside Japan",
    "too_few_files": "fewer than min files",
    "too_many_files": "more than max files",
    "unknown_file": "this file did not arrive or does not belong here",
    "not_a_drawing": "no PNG, or nothing drawn on it",
    "drawing_too_large": "more bytes or points than a signature needs",
    "signature_not_confirmed": "the typed name is not declared to be the signature",
    "document_changed": "another text was accepted than the one that stands there",
    "no_slots": "nothing can be reserved here yet",
    "slot_gone": "no such slot, or it is taken",
    "not_consented": "consent is required",
    "too_few_rows": "fewer than min rows",
    "too_many_rows": "more than max rows",
    "check": "answers that do not go together; message says what to do",
    "stop": "not eligible; message says why",
}


class AnswerError(Exception):
    """One answer is refused: a code of ERROR_CODES, the part of a composite it concerns, and facts for the sentence."""

    def __init__(self, code: str, part: str | None = None, **params: Any):
        super().__init__(code)
        self.code, self.part, self.params = code, part, params


@dataclass(frozen=True)
class FieldError:
    field: str
    code: str
    part: str | None = None
    params: dict[str, Any] = attribute(default_factory=dict)


@dataclass(frozen=True)
class DefinitionProblem:
    """`path`: where in the JSON, `pages/0/groups/1/fields/2/options` ("" for all of it); `code` in DEFINITION_CODES."""

    path: str
    code: str
    params: dict[str, Any] = attribute(default_factory=dict)


DEFINITION_CODES: dict[str, str] = {
    "not_json": "something JSON does not know, or a number of more than 15 digits",
    "bad_text": "control characters or lone surrogates in a text or key",
    "too_big": "more than max bytes",
    "too_deep": "nested more than max levels deep",
    "shape": "does not fit the JSON Schema; message says where it differs",
    "duplicate_key": "the key stands twice",
    "reserved_key": "the page of the form uses this name itself",
    "too_many_fields": "more than max questions",
    "unknown_field": "a condition refers to a question that does not exist",
    "field_without_answer": "a condition refers to a heading or paragraph",
    "later_field": "a condition refers to a question of a later page",
    "cycle": "conditions refer to each other in a circle",
    "operator": "this operator does not fit the type of the question",
    "operand": "the value does not fit the type of the question",
    "limits": "the lower limit is above the upper one",
    "no_such_day": "the limit is a day that does not exist",
    "pattern": "the pattern cannot be used (RE2 syntax)",
    "nothing_to_read": "neither a text nor a link",
    "takes_anything": "neither a list of what is allowed nor a pattern",
    "never_personal": "what a link says is nothing about a person",
    "duplicate_option": "a choice stands twice",
    "nothing_to_translate": "a translation of a text or choice that is not there",
    "type_in_row": "a question of this type cannot stand in a row",
    "profile_in_row": "what a profile says is about the resident, a row may be about somebody else",
    "outside_row": "a condition in a row refers to something that does not stand before it in the row",
    **FORMULA_CODES,
}


class DefinitionError(Exception):
    """The definition is not whole. `problems` holds all of them."""

    def __init__(self, problems: list[DefinitionProblem]):
        super().__init__("; ".join(f"{p.path}: {p.code}" for p in problems[:5]))
        self.problems = problems
