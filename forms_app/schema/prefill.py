"""What a link to a form says before anybody has typed: `?from=leaflet`."""

from collections.abc import Mapping

from municipalities.support.japanese_calendar import today_in_japan

from .definition import Definition
from .errors import AnswerError
from .field import Field
from .fieldtypes.base import UNANSWERED
from .registry import field_type


def prefilled(definition: Definition, said: Mapping[str, str]) -> dict[str, object]:
    """Field key → clean answer, for what the form takes of it; the rest is ignored, as a link is anybody's to write."""
    asked = [field for field in definition.fields if field.type == "hidden" and field.options["parameter"] in said]
    taken = {field.key: _taken(field, said[field.options["parameter"]]) for field in asked}
    return {key: value for key, value in taken.items() if value is not UNANSWERED}


def parameters(definition: Definition) -> frozenset[str]:
    """What a link may name."""
    return frozenset(field.options["parameter"] for field in definition.fields if field.type == "hidden")


def _taken(field: Field, text: str) -> object:
    try:
        return field_type(field.type).clean(field, text, today=today_in_japan())
    except AnswerError:
        return UNANSWERED
