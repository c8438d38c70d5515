import copy
import random

import pytest

from forms_app.schema.definition import load
from forms_app.schema.translation import languages_of
from forms_app.services import edit
from forms_app.services.borrow import append_questions, borrow_questions, copy_form
from forms_app.services.errors import NotPermitted
from forms_app.services.shipped import read_shipped, shipped_slugs
from municipalities.accounts.models import Role
from tests.factories import accounts, forms
from tests.forms_app.schema.questions import field_json

ANSWERED = {"field": "a", "operator": "answered"}
SOURCE = forms.definition(
    field_json("number", "a", label="一"),
    field_json("number", "b", label="二", show_when=ANSWERED),
    field_json("calculated", "c", label="三", formula="sum(d.n) + a * b", show_when=ANSWERED),
    field_json("repeat", "d", label="四", fields=[field_json("number", "n")]),
)


def target() -> dict:
    return edit.with_group_keys(forms.definition(field_json("text", "a"), field_json("text", "b")))


def taken(*keys: str) -> tuple[list[dict], list[str]]:
    whole = target()
    told = append_questions(whole, load(SOURCE), set(keys), "first")
    load(whole)
    return whole["pages"][0]["groups"][1]["fields"], told


def test_clashing_keys_are_renamed_along():
    (a, b, c, d), told = taken("a", "b", "c", "d")
    assert (a["key"] != "a", b["key"] != "b", d["key"], told) == (True, True, "d", [])
    assert b["show_when"] == {"field": a["key"], "operator": "answered"}
    assert c["formula"] == f"sum(d.n) + {a['key']} * {b['key']}"


def test_conditions_on_what_is_left_behind_are_dropped_and_told():
    (b,), told = taken("b")
    assert ("show_when" in b, told) == (False, ["二"])


def test_calculation_with_what_is_left_behind_stays_behind_and_is_told():
    (a,), told = taken("a", "c")
    assert (a["label"], told) == ("一", ["三"])


@pytest.mark.parametrize("slug", shipped_slugs())
def test_any_questions_of_any_shipped_form_can_be_taken(slug):
    source, chance = load(read_shipped(slug)["definition"]), random.Random(slug)
    for _number in range(20):
        keys = {field.key for field in source.fields if chance.random() < 0.5}
        whole = edit.with_group_keys(copy.deepcopy(source.as_json()))  # every key clashes
        append_questions(whole, source, keys, whole["pages"][-1]["key"])
        load(whole)


def test_form_is_copied_with_its_guide(in_town):
    source = forms.form(legal_basis="条例第1条")
    staff = accounts.staff(role=Role.TENANT_ADMIN)
    made = copy_form(source=source, staff=staff, section=source.section, slug="copy", title="届出（コピー）")
    assert (made.title, made.legal_basis, made.current_version) == ("届出（コピー）", "条例第1条", None)
    assert made.draft_definition == edit.with_group_keys({**source.draft_definition, "title": "届出（コピー）"})


def test_borrowing_needs_a_designer(in_town):
    form = forms.form()
    with pytest.raises(NotPermitted):
        borrow_questions(
            form=form, staff=accounts.staff(), revision=1, source=forms.form(), keys={"remark"}, page_key="first"
        )


def test_borrowed_questions_stand_at_the_end_of_the_page(in_town):
    form, source, staff = forms.form(), forms.form(definition=SOURCE), accounts.staff(role=Role.TENANT_ADMIN)
    assert borrow_questions(form=form, staff=staff, revision=1, source=source, keys={"b"}, page_key="first") == ["二"]
    form.refresh_from_db()
    assert form.draft_definition["pages"][0]["groups"][-1]["fields"][0]["label"] == "二"


def test_borrowed_questions_bring_their_translations_and_offer_no_language(in_town):
    english = {"translations": {"en": {"title": "Source"}}}
    source = forms.definition(field_json("text", "x", label="五", translations={"en": {"label": "Five"}})) | english
    source["pages"][0]["groups"][0] |= {"title": "まとまり", "translations": {"en": {"title": "Group"}}}
    whole = target()
    append_questions(whole, load(source), {"x"}, "first")
    group = whole["pages"][0]["groups"][1]
    assert (group["translations"], group["fields"][0]["translations"]) == (
        {"en": {"title": "Group"}},
        {"en": {"label": "Five"}},
    )
    assert languages_of(load(whole)) == ()


def test_copy_under_another_title_is_translated_but_for_the_title(in_town):
    texts = {"translations": {"en": {"title": "Source", "summary": "Short"}}}
    source = forms.form(title="もと", definition=forms.definition(field_json("text"), title="もと") | texts)
    clerk = accounts.staff(sections=(source.section,))
    copied = copy_form(source=source, staff=clerk, section=source.section, slug="copy", title="うつし")
    assert copied.draft_definition["translations"] == {"en": {"summary": "Short"}}
