import json
import random
from contextlib import suppress

import pytest

from forms_app.models import Form
from forms_app.services.edit import NotWhole, with_group_keys
from forms_app.services.errors import Conflict, NotPermitted
from forms_app.services.exchange import (
    MOST_BYTES,
    FileRefused,
    import_form,
    read_form_file,
    replace_working_copy,
    write_form_file,
)
from forms_app.services.shipped import ship_form, shipped_slugs
from municipalities.accounts.models import Role
from tests.factories import accounts, forms

MUTATIONS = 400


@pytest.fixture
def staff(in_town):
    return accounts.staff(role=Role.TENANT_ADMIN)


@pytest.mark.parametrize("slug", shipped_slugs())
def test_what_was_written_is_read_again(slug, staff):
    shipped = ship_form(slug=slug, section=accounts.section())
    file = read_form_file(write_form_file(shipped, shipped.current_version))
    made = import_form(staff=staff, section=shipped.section, slug="copy", file=file)
    facts = ("title", "summary", "category")
    assert [getattr(made, name) for name in facts] == [getattr(shipped, name) for name in facts]
    assert made.draft_definition == with_group_keys(shipped.draft_definition)
    assert json.loads(write_form_file(made))["definition"] == made.draft_definition


def test_file_names_no_section_and_no_number(staff):
    written = json.loads(write_form_file(forms.form()))
    assert sorted(written) == ["category", "definition", "format", "format_number", "summary", "title"]


def changed(**facts) -> bytes:
    file = {
        "format": "municipal-portal-form", "format_number": 1, "title": "犬の登録", "summary": "", "category": "animals",
        "definition": forms.definition(), **facts,
    }  # fmt: skip
    return json.dumps(file).encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b'{"format": ', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"9" * 5_000, "not_json"),
        (b" " * (MOST_BYTES + 1), "too_large"),
        (b"[]", "other_format"),
        (b"null", "other_format"),
        (changed(format="other"), "other_format"),
        (changed(format_number=2), "newer_format"),
        (changed(format_number=True), "newer_format"),
        (changed(title=""), "facts"),
        (changed(title="\ud800"), "facts"),
        (changed(title="a\x00"), "facts"),
        (changed(title="x" * 101), "facts"),
        (changed(summary=None), "facts"),
        (changed(category="no"), "facts"),
        (changed(category=[]), "facts"),
    ],
)
def test_refused_files_say_why(content, code):
    with pytest.raises(FileRefused) as refused:
        read_form_file(content)
    assert refused.value.code == code


@pytest.mark.parametrize("definition", [None, [], {}, {"pages": 1}, "x", forms.definition() | {"pages": []}])
def test_definition_that_is_not_whole_is_refused(definition):
    with pytest.raises(NotWhole):
        read_form_file(changed(definition=definition))


def test_mutated_files_are_read_or_refused():
    whole, chance = changed(), random.Random(20261123)
    read = 0
    for _number in range(MUTATIONS):
        mutated = bytearray(whole)
        for _byte in range(chance.randint(1, 6)):
            start = chance.randrange(len(mutated))
            mutated[start : start + chance.choice([0, 1, 9])] = chance.randbytes(chance.randint(0, 2))
        with suppress(FileRefused, NotWhole):
            read_form_file(bytes(mutated))
            read += 1
    assert read < MUTATIONS


def test_import_needs_a_designer_of_the_section(in_town):
    with pytest.raises(NotPermitted):
        import_form(staff=accounts.staff(), section=accounts.section(), slug="a", file=read_form_file(changed()))
    assert not Form.objects.exists()


def test_replacing_keeps_the_title_and_compares_the_revision(staff):
    form = forms.form(title="届出")
    new = read_form_file(changed(definition=forms.definition({"key": "q", "type": "text", "label": "一"}))).definition
    with pytest.raises(Conflict):
        replace_working_copy(form=form, staff=staff, revision=7, definition=new)
    saved = replace_working_copy(form=form, staff=staff, revision=1, definition=new).draft_definition
    assert saved["pages"][0]["groups"][0]["fields"][0]["label"] == "一"
