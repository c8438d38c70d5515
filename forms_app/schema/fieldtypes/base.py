"""What every type of question can do. One class, one template, one test: that is a new type."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_text import (
    compose,
    fold_width,
    has_control_characters,
    has_private_characters,
    trim,
    without_format_characters,
)

LONGEST_RAW = 20_000
END = r"$(?!\n)"
"""ECMA-262's `$`, in Python too: there it would let a last line break through."""


class Unanswered:
    """The one value for: nothing was answered."""

    def __repr__(self) -> str:
        return "UNANSWERED"

    def __bool__(self) -> bool:
        return False


UNANSWERED = Unanswered()

Problem = tuple[str, str, dict[str, Any]]
"""Option's name, code of DEFINITION_CODES, parameters."""


class FieldType:
    name: ClassVar[str]
    label: ClassVar[str]
    explanation: ClassVar[str]
    """What a designer reads when choosing the type."""
    icon: ClassVar[str]
    """Of Material Symbols."""
    option_labels: ClassVar[dict[str, tuple[str, str]]] = {}
    """Label and help of the options that only this type has; the editor knows those that several share."""
    operand_hint: ClassVar[str] = ""
    """How a designer writes the value of a condition."""
    is_chosen: ClassVar[bool] = False
    """Answered by choosing, not by writing."""
    mirrored_as: ClassVar[str] = ""
    """The type whose reading in static/js/typed-answers.js is that of this one too; '' for its own name."""
    sample: ClassVar[tuple[dict[str, Any], object]] = ({}, "")
    """Options and a raw answer they accept."""
    takes_answer: ClassVar[bool] = True
    is_computed: ClassVar[bool] = False
    """The answer comes from compute(), not from a person."""
    is_shown: ClassVar[bool] = True
    """Pages show it; False: what it holds was known before."""
    parts: ClassVar[tuple[str, ...]] = ()
    """Names of the controls of a composite; () for one control."""
    part_labels: ClassVar[dict[str, str]] = {}
    autocomplete: ClassVar[dict[str, str]] = {}
    """HTML autocomplete tokens by part; key "" for a single control."""
    inputmode: ClassVar[dict[str, str]] = {}
    many: ClassVar[bool] = False
    """The raw answer is a list of texts."""
    is_personal: ClassVar[bool] = False
    profile_facts: ClassVar[tuple[str, ...]] = ()
    """Of a resident's profile, those that may stand here before anything is typed."""
    options_schema: ClassVar[dict[str, Any]] = {}
    required_options: ClassVar[tuple[str, ...]] = ()
    texts: ClassVar[tuple[str, ...]] = ()
    """The options that a resident reads as they stand: they can be translated."""
    operators: ClassVar[tuple[str, ...]] = ("answered", "not_answered")
    compares_as: ClassVar[str] = ""
    """number, date or text: which other questions it is compared with, and what formulas make of it."""

    @property
    def look(self) -> str:
        """How the editor draws the control: line, area, options, parts, check, file, rows, result, words, nothing."""
        return "options" if self.is_chosen else "parts" if self.parts else "line"

    @property
    def is_asked(self) -> bool:
        """A person answers it on a page."""
        return self.takes_answer and self.is_shown and not self.is_computed

    @property
    def is_offered(self) -> bool:
        """To those who design forms."""
        return True

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        """The JSON-ready clean answer, or UNANSWERED. Raises AnswerError and nothing else, whatever `raw` is."""
        raise NotImplementedError

    def display(self, field: Field, value: Any) -> str:
        """What a person reads."""
        return str(value)

    def export(self, field: Field, value: Any) -> str:
        """One cell of a table."""
        return self.display(field, value)

    @property
    def cell_parts(self) -> tuple[str, ...]:
        """The parts that have a cell of their own in a table; ("",): one cell for the whole answer."""
        return self.parts or ("",)

    def cell_parts_of(self, field: Field) -> tuple[str, ...]:
        """cell_parts, where the question itself decides which they are."""
        return self.cell_parts

    def part_label(self, field: Field, part: str) -> str:
        label = self.part_labels.get(part, part)
        return field.words.get(label, label)

    def cells(self, field: Field, value: Any) -> dict[str, str]:
        """{part: cell}, for every part of cell_parts_of()."""
        if self.cell_parts == ("",):
            return {"": self.export(field, value)}
        return {part: str(value.get(part, "")) for part in self.cell_parts}

    def picture(self, field: Field, value: Any) -> str:
        """A picture that is the answer, as a data: address that is safe to show; '' for none."""
        return ""

    def json_schema(self, field: Field) -> dict[str, Any]:
        """JSON Schema (2020-12) of the clean answer."""
        return {"type": "string"}

    def question(self, field: Field) -> str:
        """One sentence a conversation asks."""
        return f"「{field.label}」を教えてください。"

    def comparable(self, field: Field, value: Any) -> Any:
        """What conditions compare."""
        return value

    def operand(self, field: Field, value: object) -> Any:
        """A condition's value of this type, from JSON. Raises ValueError."""
        raise ValueError("this type is not compared")

    def parts_of(self, field: Field) -> tuple[str, ...]:
        """The controls of this question: a layout may ask for other parts than the type does by itself."""
        return self.parts

    def choices_of(self, field: Field, part: str) -> tuple[str, ...]:
        """What a part is chosen from; () where it is written."""
        return ()

    def shown_options(self, field: Field) -> list[dict[str, Any]]:
        """{value, label} of each thing to choose from."""
        return list(field.options.get("options", []))

    def readings(self, field: Field) -> dict[str, Any]:
        """Every text that can be posted → its comparable, where there are only a few: the browser's mirror reads by it."""
        return {}

    def limits(self, field: Field) -> dict[str, Any]:
        """What the browser's reading of this type has to know of its options."""
        return {}

    def day_limits(self, field: Field, today: date) -> dict[str, Any]:
        """As limits(), where they move with the day."""
        return {}

    def unit(self, field: Field) -> str:
        """What stands behind the control and after the limits."""
        return field.options.get("unit", "")

    def check(self, field: Field) -> Iterable[Problem]:
        """Problems of the options that JSON Schema cannot say."""
        return ()

    def compute(self, field: Field, known: Mapping[str, Any], *, today: date) -> object:
        """The clean answer from the comparables of other questions, or UNANSWERED."""
        return UNANSWERED

    def reads(self, field: Field) -> frozenset[str]:
        """Keys of the questions that compute() reads."""
        return frozenset()

    def known(self, field: Field, value: Any) -> dict[str, Any]:
        """What conditions and formulas may read of a clean answer."""
        return {field.key: self.comparable(field, value)}

    def to_raw(self, field: Field, value: Any) -> object:
        """The clean answer in the shape a door shows and takes again."""
        return value


def clean_text(raw: object, *, lines: bool = False, longest: int = LONGEST_RAW, part: str | None = None) -> str:
    """Composed, trimmed, line ends as LF; '' for nothing. Raises AnswerError."""
    if raw is None or raw is UNANSWERED:
        return ""
    if not isinstance(raw, str):
        raise AnswerError("wrong_shape", part)
    if len(raw) > max(LONGEST_RAW, longest):
        raise AnswerError("too_long", part, max=longest)
    text = trim(compose(_plain_breaks(raw)))
    _refuse_characters(text, part)
    if not lines:
        if "\n" in text:
            raise AnswerError("one_line", part)
        text = text.replace("\t", " ")
    if len(text) > longest:
        raise AnswerError("too_long", part, max=longest)
    return text


def clean_signs(raw: object, *, longest: int, part: str | None = None) -> str:
    """For numbers, dates and mail addresses: as clean_text, in ASCII where full width was typed, without invisible signs."""
    visible = without_format_characters(raw) if isinstance(raw, str) and len(raw) <= LONGEST_RAW else raw
    return trim(fold_width(clean_text(visible, longest=longest, part=part)))


def _plain_breaks(text: str) -> str:
    if text.isprintable():  # most answers: one line without any sign of the machine
        return text
    for line_end in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(line_end, "\n")
    return text


def _refuse_characters(text: str, part: str | None) -> None:
    if text.isprintable():
        return
    if has_control_characters(text):
        raise AnswerError("bad_characters", part)
    if has_private_characters(text):
        raise AnswerError("private_characters", part)


def clean_parts(
    raw: object, parts: tuple[str, ...], *, longest: int, clean: Callable[..., str] = clean_text
) -> dict[str, str]:
    """Each part through `clean`; missing ones ''. Raises AnswerError("wrong_shape") for anything but a mapping."""
    if raw is None or raw is UNANSWERED or raw == "":
        return dict.fromkeys(parts, "")
    if not isinstance(raw, dict):
        raise AnswerError("wrong_shape")
    return {part: clean(raw.get(part), longest=longest, part=part) for part in parts}


def require_parts(values: Mapping[str, str], required: Iterable[str]) -> None:
    for part in required:
        if not values[part]:
            raise AnswerError("part_required", part)
