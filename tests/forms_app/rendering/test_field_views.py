"""What the templates of questions are given."""

import pytest

from forms_app.rendering.field_views import FieldViewBuilder
from forms_app.schema.answers import validate
from tests.forms_app.schema.questions import TODAY, field_json, form


def view(type: str, **facts: object):
    definition = form([field_json(type, **facts)])
    return FieldViewBuilder({}, validate(definition, {}, today=TODAY)).field(definition.field("q"))


@pytest.mark.parametrize("type", ["paragraph", "consent", "document"])
def test_a_text_to_read_is_shown_in_paragraphs_and_never_as_html(type):
    assert view(type, text="一\n\n<b>二").description_html == "<p>一</p>\n\n<p>&lt;b&gt;二</p>"


def test_the_options_of_a_type_reach_its_template():
    assert view("document", edition="第2版").settings["edition"] == "第2版"
