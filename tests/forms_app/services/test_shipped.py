import pytest

from forms_app.models import Form
from forms_app.schema.definition import load
from forms_app.services.shipped import read_shipped, ship_form, shipped_slugs
from tests.factories import accounts


def test_shipped_forms_are_twenty():
    assert len(shipped_slugs()) == 20


@pytest.mark.parametrize("slug", shipped_slugs())
def test_shipped_definition_is_sound(slug):
    assert load(read_shipped(slug)["definition"]).pages


@pytest.mark.parametrize("slug", shipped_slugs())
def test_ship_form_publishes_it(in_town, slug):
    form = ship_form(slug=slug, section=accounts.section())
    assert (form.is_open(), form.current_version.number) == (True, 1)


def test_ship_form_again_keeps_the_towns_wording(in_town):
    section = accounts.section()
    form = ship_form(slug="road-damage", section=section)
    Form.objects.filter(pk=form.pk).update(title="道路の傷み")
    assert ship_form(slug="road-damage", section=section).title == "道路の傷み"
