"""What a question looks like, drawn with a few boxes: on its card, and in the palette before there is one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.base import FieldType
from forms_app.schema.registry import FIELD_TYPES, field_type

MOST_OPTIONS = 4


@dataclass(frozen=True)
class Sketch:
    """`look`: FieldType.look. `more`: how many options there are besides `texts`."""

    look: str
    texts: tuple[str, ...] = ()
    more: int = 0
    unit: str = ""
    is_many: bool = False


def sketch_of(field: Field) -> Sketch:
    kind = field_type(field.type)
    texts = _texts(kind, field)
    return Sketch(kind.look, texts[:MOST_OPTIONS], max(len(texts) - MOST_OPTIONS, 0), kind.unit(field), kind.many)


def sample_sketch(kind: FieldType) -> Sketch:
    """Of a question nobody has made yet."""
    return sketch_of(Field(key="sample", type=kind.name, label="", page_key="", group_key="", options=kind.sample[0]))


def _texts(kind: FieldType, field: Field) -> tuple[str, ...]:
    match kind.look:
        case "options":
            return tuple(option["label"] for option in kind.shown_options(field))
        case "parts":
            return tuple(kind.part_labels.get(part, "") for part in kind.parts)
        case "rows":
            return tuple(question.label for question in field.row_fields)
        case "line" | "area":
            return (field.example,) if field.example else ()
    return (str(field.options["text"])[:80],) if field.options.get("text") else ()


def palette() -> Iterator[tuple[str, list[FieldType]]]:
    """The types in families, each under what a clerk looks for; told by what the types say of themselves."""
    families = {
        "chosen": _("選んでもらう"),
        "written": _("書いてもらう"),
        "person": _("人や場所を聞く"),
        "other": _("ファイル・同意・署名など"),
        "unasked": _("見せるだけ・自動で入る"),
    }
    offered = [kind for kind in FIELD_TYPES.values() if kind.is_offered]
    for family, title in families.items():
        yield title, [kind for kind in offered if _family(kind) == family]


def _family(kind: FieldType) -> str:
    if not kind.is_asked:
        return "unasked"
    if kind.is_chosen:
        return "chosen"
    if kind.look in ("file", "check", "rows") or (kind.look == "area" and kind.parts):
        return "other"
    return "person" if kind.is_personal else "written"
