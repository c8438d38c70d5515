import pytest

from forms_app.admin.forms.sketch import Sketch, palette, sample_sketch, sketch_of
from forms_app.schema.definition import load
from forms_app.schema.registry import FIELD_TYPES
from tests.factories.forms import definition

OPTIONS = [{"value": f"o{number}", "label": f"案{number}"} for number in range(6)]


def sketch(**facts) -> Sketch:
    return sketch_of(load(definition({"key": "q", "label": "問", **facts})).field("q"))


def test_palette_holds_every_offered_type_once():
    shown = [kind.name for _title, kinds in palette() for kind in kinds]
    assert sorted(shown) == sorted(name for name, kind in FIELD_TYPES.items() if kind.is_offered)


@pytest.mark.parametrize("name", FIELD_TYPES)
def test_every_type_has_a_sketch(name):
    assert sample_sketch(FIELD_TYPES[name]).look == FIELD_TYPES[name].look


def test_options_beyond_the_fourth_are_counted():
    assert sketch(type="choices", options=OPTIONS) == Sketch("options", ("案0", "案1", "案2", "案3"), 2, "", True)


def test_composites_show_their_parts():
    assert sketch(type="date").texts == ("年", "月", "日")


def test_written_ones_show_their_example_and_unit():
    assert sketch(type="number", unit="円", example="500") == Sketch("line", ("500",), unit="円")


def test_rows_show_their_questions():
    row = [{"key": "a", "type": "text", "label": "品名"}]
    assert sketch(type="repeat", fields=row).texts == ("品名",)
