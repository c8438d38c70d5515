"""Every type gives a table exactly the cells that it announces."""

from datetime import date

import pytest

from forms_app.schema.definition import load
from forms_app.schema.registry import FIELD_TYPES, field_type
from tests.factories.forms import ADDRESS, NAME, definition

OPTIONS = [{"value": "a", "label": "あ"}, {"value": "b", "label": "い"}]
SAMPLES = {
    "text": ({}, "文"),
    "textarea": ({}, "文"),
    "number": ({}, "3"),
    "date": ({}, {"year": "2026", "month": "11", "day": "23"}),
    "choice": ({"options": OPTIONS}, "a"),
    "choices": ({"options": OPTIONS}, ["a", "b"]),
    "name": ({}, NAME),
    "email": ({}, "a@example.jp"),
    "phone": ({}, "058-265-4141"),
    "address": ({}, ADDRESS),
    "location": ({}, {"address": "司町", "latitude": "", "longitude": ""}),
    "repeat": ({"fields": [{"key": "item", "type": "text", "label": "品名"}]}, [{"item": "りんご"}, {"item": "なし"}]),
    "attachment": ({"accept": ["image"]}, ["6d1b7c9e-7b0c-4a53-9d25-111111111111"]),
    "consent": ({}, "yes"),
    "document": ({"text": "約束"}, "yes"),
    "hidden": ({"parameter": "from", "allowed": ["leaflet"]}, "leaflet"),
    "slot": ({}, "morning"),
    "signature": ({}, {"typed": "岐阜 花子", "confirmed": "yes", "drawn": ""}),
}
SAMPLES |= {name: kind.sample for name, kind in FIELD_TYPES.items() if kind.sample[1]}


def test_every_type_that_takes_an_answer_has_a_sample():
    assert set(SAMPLES) == {name for name, kind in FIELD_TYPES.items() if kind.takes_answer and not kind.is_computed}


@pytest.mark.parametrize("name", SAMPLES)
def test_cells_are_the_ones_announced(name):
    options, raw = SAMPLES[name]
    field = load(definition({"key": "q", "type": name, "label": "問", **options})).field("q")
    kind = field_type(name)
    cells = kind.cells(field, kind.clean(field, raw, today=date(2026, 11, 23)))
    assert tuple(cells) == kind.cell_parts_of(field)
    assert all(isinstance(cell, str) for cell in cells.values())
