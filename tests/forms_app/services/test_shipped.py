from datetime import date

import pytest

from forms_app.models import Form
from forms_app.schema.answers import validate
from forms_app.schema.cautions import cautions
from forms_app.schema.definition import load
from forms_app.schema.translation import begun_languages, languages_of, untranslated
from forms_app.services.shipped import read_shipped, ship_form, shipped_slugs
from forms_app.web.catalogue import search
from portal.demo.people import SECTIONS
from tests.factories import accounts


def test_shipped_forms_are_twenty_one():
    assert len(shipped_slugs()) == 21


@pytest.mark.parametrize("slug", shipped_slugs())
def test_shipped_definition_is_sound(slug):
    assert load(read_shipped(slug)["definition"]).pages


@pytest.mark.parametrize("slug", shipped_slugs())
def test_shipped_translations_are_complete(slug):
    shipped = read_shipped(slug)
    whole, guide = shipped["definition"], {**shipped, "needed_items": "\n".join(shipped["needed_items"])}
    begun = begun_languages(whole)
    assert (languages_of(load(whole)), [untranslated(whole, language, guide) for language in begun]) == (
        begun,
        [[]] * len(begun),
    )


def test_road_damage_is_read_in_four_languages():
    assert languages_of(load(read_shipped("road-damage")["definition"])) == ("ja-simple", "en", "pt-BR")


@pytest.mark.parametrize("slug", shipped_slugs())
def test_shipped_form_has_a_section_in_the_demo(slug):
    assert read_shipped(slug)["section"] in {section.key for section in SECTIONS}


@pytest.mark.parametrize("slug", shipped_slugs())
def test_shipped_form_asks_for_consent_once_and_for_no_number_that_the_law_forbids(slug):
    fields = load(read_shipped(slug)["definition"]).fields
    assert [field.type for field in fields if field.key == "privacy"] == ["consent"]
    assert [field.label for field in fields if "マイナンバー" in field.label and field.type != "choice"] == []


@pytest.mark.parametrize("slug", shipped_slugs())
def test_shipped_form_refuses_an_empty_answer_at_each_required_question(slug):
    """Every question that is always asked and required, and nothing else, is missed."""
    definition = load(read_shipped(slug)["definition"])
    answers = validate(definition, {}, today=date(2026, 11, 23))
    assert {error.field for error in answers.errors} == set(answers.required)


@pytest.mark.parametrize("slug", shipped_slugs())
def test_shipped_form_raises_no_caution(slug):
    shipped = read_shipped(slug)
    assert cautions(load(shipped["definition"]), has_retention=shipped["retention_days"] is not None) == []


def test_shipped_forms_ask_for_one_day_or_for_several():
    definition = load(read_shipped("facility-use")["definition"])
    asked = {
        length: validate(definition, {"length": length}, today=date(2026, 11, 23)).required & {"use_on", "use_days"}
        for length in ("one", "several")
    }
    assert asked == {"one": {"use_on"}, "several": {"use_days"}}


@pytest.mark.parametrize(("born", "codes"), [("1986-11-24", []), ("1986-11-25", ["too_young"])])
def test_care_is_asked_for_from_the_day_before_the_fortieth_birthday(born, codes):
    definition = load(read_shipped("care-certification")["definition"])
    answers = validate(definition, {"born": born}, today=date(2026, 11, 23))
    assert [error.code for error in answers.errors if error.field == "born" and error.code != "required"] == codes


EVERYDAY_WORDS = {
    "ほいくえん": "nursery", "引っ越し": "moving-visit", "ひっこし": "moving-visit", "台風": "disaster-certificate", "犬": "dog-registration",
    "いぬ": "dog-registration", "水道": "water-supply", "がん検診": "cancer-screening", "介護": "care-certification", "図書館": "library-card",
    "本 借りる": "library-card", "選挙": "absentee-ballot", "公民館": "facility-use", "看板": "road-occupancy", "入札": "bidding-qualification",
    "パブコメ": "public-comment", "給付金": "benefit-payment", "公務員": "staff-recruitment", "穴": "road-damage", "粗大ごみ": "bulky-waste",
    "児童手当": "child-allowance", "後援": "sponsorship-name", "苦情": "opinion", "市長への手紙": "opinion",
}  # fmt: skip


@pytest.mark.parametrize(("words", "slug"), EVERYDAY_WORDS.items())
def test_shipped_forms_are_found_by_everyday_words(in_town, words, slug):
    section = accounts.section()
    for each in shipped_slugs():
        ship_form(slug=each, section=section)
    assert slug in search(Form.objects.published(), words).values_list("slug", flat=True)


@pytest.mark.parametrize("slug", shipped_slugs())
def test_ship_form_publishes_it(in_town, slug):
    form = ship_form(slug=slug, section=accounts.section())
    assert (form.is_open(), form.current_version.number) == (True, 1)


def test_ship_form_again_keeps_the_towns_wording(in_town):
    section = accounts.section()
    form = ship_form(slug="road-damage", section=section)
    Form.objects.filter(pk=form.pk).update(title="道路の傷み")
    assert ship_form(slug="road-damage", section=section).title == "道路の傷み"
