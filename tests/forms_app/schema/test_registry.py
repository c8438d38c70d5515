import importlib
import pkgutil

import pytest

from forms_app.schema import fieldtypes
from forms_app.schema.field import FIELD_KEYS
from forms_app.schema.fieldtypes.base import FieldType
from forms_app.schema.registry import FIELD_TYPES, field_type


def written_types() -> set[str]:
    modules = [
        importlib.import_module(f"{fieldtypes.__name__}.{m.name}") for m in pkgutil.iter_modules(fieldtypes.__path__)
    ]
    classes = {thing for module in modules for thing in vars(module).values() if isinstance(thing, type)}
    return {kind.name for kind in classes if issubclass(kind, FieldType) and kind is not FieldType}


def test_every_type_that_is_written_is_registered():
    assert FIELD_TYPES.keys() == written_types()


def test_field_type_finds_a_type_by_its_name():
    assert field_type("date") is FIELD_TYPES["date"]


def test_field_type_refuses_a_name_that_does_not_exist():
    with pytest.raises(KeyError):
        field_type("essay")


def test_every_type_has_a_label_of_its_own():
    assert len({kind.label for kind in FIELD_TYPES.values()}) == len(FIELD_TYPES)


@pytest.mark.parametrize("name", FIELD_TYPES)
def test_no_option_hides_a_key_every_question_has(name):
    assert FIELD_TYPES[name].options_schema.keys() & set(FIELD_KEYS) == set()


def test_answers_about_a_person_are_marked_as_personal():
    personal = {name for name, kind in FIELD_TYPES.items() if kind.is_personal}
    assert personal == {
        "name",
        "address",
        "bank_account",
        "birthday",
        "phone",
        "email",
        "location",
        "attachment",
        "signature",
    }
