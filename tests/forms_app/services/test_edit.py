import copy
import threading
from functools import partial

import pytest
from django.db import connection

from forms_app.models import Form
from forms_app.schema.definition import load
from forms_app.services import edit
from forms_app.services.errors import Conflict, NotPermitted
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, forms


def field(key: str, **facts) -> dict:
    return {"key": key, "type": "text", "label": key.upper(), **facts}


def whole() -> dict:
    """Page p1 holds groups g1 (a, b) and g2 (c); page p2 holds g3 (d, shown when a is answered)."""
    condition = {"field": "a", "operator": "answered"}
    return {
        "schema_version": 1,
        "title": "テスト申請",
        "pages": [
            {
                "key": "p1",
                "title": "1",
                "groups": [{"key": "g1", "fields": [field("a"), field("b")]}, {"key": "g2", "fields": [field("c")]}],
            },
            {"key": "p2", "title": "2", "groups": [{"key": "g3", "fields": [field("d", show_when=condition)]}]},
        ],
    }


def shape(definition: dict) -> list:
    return [
        (page["key"], [(group["key"], [f["key"] for f in group["fields"]]) for group in page["groups"]])
        for page in definition["pages"]
    ]


@pytest.fixture
def form(in_town) -> Form:
    return forms.form(definition=whole())


@pytest.fixture
def clerk(form):
    return accounts.staff(sections=(form.section,))


@pytest.fixture
def change(form, clerk):
    def run(verb, *, revision=1, **facts) -> dict:
        changed = edit.edit_definition(form=form, staff=clerk, revision=revision, change=partial(verb, **facts))
        return changed.draft_definition

    return run


@pytest.mark.parametrize(
    ("kind", "key", "step", "expected"),
    [
        ("field", "a", 1, [("p1", [("g1", ["b", "a"]), ("g2", ["c"])]), ("p2", [("g3", ["d"])])]),
        ("field", "b", 1, [("p1", [("g1", ["a"]), ("g2", ["b", "c"])]), ("p2", [("g3", ["d"])])]),
        ("field", "a", -1, [("p1", [("g1", ["a", "b"]), ("g2", ["c"])]), ("p2", [("g3", ["d"])])]),
        ("field", "d", 1, [("p1", [("g1", ["a", "b"]), ("g2", ["c"])]), ("p2", [("g3", ["d"])])]),
        ("group", "g1", 1, [("p1", [("g2", ["c"]), ("g1", ["a", "b"])]), ("p2", [("g3", ["d"])])]),
        ("group", "g2", 1, [("p1", [("g1", ["a", "b"])]), ("p2", [("g2", ["c"]), ("g3", ["d"])])]),
    ],
)
def test_move_goes_one_place_and_over_the_edge_into_the_next(change, kind, key, step, expected):
    assert shape(change(edit.move, kind=kind, key=key, step=step)) == expected


def test_move_of_the_only_question_of_a_group_is_refused(form, change):
    with pytest.raises(edit.NotWhole) as refused:
        change(edit.move, kind="field", key="c", step=-1)
    assert [problem.path for problem in refused.value.problems] == ["pages/0/groups/1/fields"]
    form.refresh_from_db()
    assert (form.draft_definition, form.revision) == (whole(), 1)


def test_move_of_a_page_before_what_its_conditions_need_is_refused(change):
    with pytest.raises(edit.NotWhole) as refused:
        change(edit.move, kind="page", key="p2", step=-1)
    assert [problem.code for problem in refused.value.problems] == ["later_field"]


def test_duplicate_stands_right_behind_with_a_new_key(change):
    fields = change(edit.duplicate, key="d", label="Dの写し")["pages"][1]["groups"][0]["fields"]
    copied = {**fields[1], "key": "d", "label": "D"}
    assert ([fields[0]["key"], fields[1]["label"]], copied) == (["d", "Dの写し"], fields[0])
    assert fields[1]["key"] != "d"


def test_duplicate_of_a_page_reads_its_own_copies(change):
    for key, when in (("b", "a"), ("d", "a")):
        change(edit.replace, revision=1 if key == "b" else 2, kind="field", key=key,
               facts=field(key, show_when={"not": {"all": [{"field": when, "operator": "answered"}]}}))  # fmt: skip
    pages = change(edit.duplicate, revision=3, kind="page", key="p1", label="1の写し")["pages"]
    copied_a, copied_b = pages[1]["groups"][0]["fields"]
    assert [page["title"] for page in pages] == ["1", "1の写し", "2"]
    assert copied_b["show_when"]["not"]["all"][0]["field"] == copied_a["key"] != "a"
    assert pages[2]["groups"][0]["fields"][0]["show_when"]["not"]["all"][0]["field"] == "a"


def test_duplicate_of_a_group_calculates_with_its_own_copies(change):
    price, total = field("price", type="number"), field("total", type="calculated", formula="price * 2 + max(price, 1)")
    change(edit.add_group, page_key="p2", group={"key": "g4"}, label="x")
    change(edit.add_field, revision=2, group_key="g4", field=price)
    change(edit.add_field, revision=3, group_key="g4", field=total)
    made = change(edit.duplicate, revision=4, kind="group", key="g4", label="写し")["pages"][1]["groups"][2]["fields"]
    assert made[2]["formula"] == f"{made[1]['key']} * 2 + max({made[1]['key']}, 1)"


@pytest.mark.parametrize(
    ("kind", "key", "parent", "after", "expected"),
    [
        ("field", "a", "g3", "d", [("p1", [("g1", ["b"]), ("g2", ["c"])]), ("p2", [("g3", ["d", "a"])])]),
        ("field", "b", "g2", "", [("p1", [("g1", ["a"]), ("g2", ["b", "c"])]), ("p2", [("g3", ["d"])])]),
        ("field", "a", "g1", "a", [("p1", [("g1", ["a", "b"]), ("g2", ["c"])]), ("p2", [("g3", ["d"])])]),
        ("field", "a", "g1", "b", [("p1", [("g1", ["b", "a"]), ("g2", ["c"])]), ("p2", [("g3", ["d"])])]),
        ("group", "g2", "p2", "g3", [("p1", [("g1", ["a", "b"])]), ("p2", [("g3", ["d"]), ("g2", ["c"])])]),
        ("page", "p1", "", "", [("p1", [("g1", ["a", "b"]), ("g2", ["c"])]), ("p2", [("g3", ["d"])])]),
    ],
)
def test_place_goes_right_behind(change, kind, key, parent, after, expected):
    assert shape(change(edit.place, kind=kind, key=key, parent=parent, after=after)) == expected


@pytest.mark.parametrize(("parent", "after"), [("none", ""), ("g3", "none"), ("g3", "a")])
def test_place_beside_what_is_gone(change, parent, after):
    with pytest.raises(edit.Gone):
        change(edit.place, kind="field", key="b", parent=parent, after=after)


def test_delete(change):
    assert shape(change(edit.delete, kind="field", key="b"))[0] == ("p1", [("g1", ["a"]), ("g2", ["c"])])


def test_delete_of_what_a_condition_needs_is_refused(change):
    with pytest.raises(edit.NotWhole) as refused:
        change(edit.delete, kind="group", key="g1")
    assert [problem.code for problem in refused.value.problems] == ["unknown_field"]


def test_add_page_group_and_field_are_whole(form, change):
    change(edit.add_page, page={"title": "3"}, label="新しい設問")
    change(edit.add_group, revision=2, page_key="p2", group={"title": "新"}, label="新しい設問")
    changed = change(edit.add_field, revision=3, group_key="g3", field={"type": "email", "label": "E"})
    counts = [[len(group["fields"]) for group in page["groups"]] for page in changed["pages"]]
    assert counts == [[2, 1], [2, 1], [1]]


def test_replace_keeps_what_stands_inside(change):
    changed = change(edit.replace, kind="page", key="p1", facts={"title": "新しい見出し"}, kept=("key", "groups"))
    assert changed["pages"][0] == {**whole()["pages"][0], "title": "新しい見出し"}


@pytest.mark.parametrize("kind", edit.KINDS)
def test_what_is_gone_is_said_to_be_gone(change, kind):
    with pytest.raises(edit.Gone):
        change(edit.delete, kind=kind, key="nowhere")


def test_groups_without_a_key_keep_their_name_when_they_move(form, clerk):
    unnamed = whole()
    for page in unnamed["pages"]:
        for group in page["groups"]:
            del group["key"]
    before = {f.key: f.group_key for f in load(unnamed).fields}
    Form.objects.update(draft_definition=unnamed)
    moved = edit.edit_definition(
        form=form, staff=clerk, revision=1, change=partial(edit.move, kind="group", key="p1_1", step=1)
    )
    assert {f.key: f.group_key for f in load(moved.draft_definition).fields} == before


@pytest.mark.parametrize("kind", edit.KINDS)
def test_place_of_is_where_the_kernel_says_it_is(kind):
    definition = whole()
    definition["pages"][1]["groups"][0]["fields"][0]["label"] = ""
    places = {"page": "pages/1", "group": "pages/1/groups/0", "field": "pages/1/groups/0/fields/0"}
    keys = {"page": "p2", "group": "g3", "field": "d"}
    assert edit.place_of(definition, kind, keys[kind]) == places[kind]


def test_every_edit_is_audited_and_counted(form, change):
    change(edit.delete, kind="field", key="b")
    form.refresh_from_db()
    assert form.revision == 2
    assert list(AuditRecord.objects.values_list("action", "detail")) == [("form.edit", {"revision": 2})]


def test_a_stale_revision_is_a_conflict_and_changes_nothing(form, change):
    change(edit.delete, kind="field", key="b")
    with pytest.raises(Conflict):
        change(edit.delete, kind="field", key="c")
    form.refresh_from_db()
    assert shape(form.draft_definition)[0] == ("p1", [("g1", ["a"]), ("g2", ["c"])])


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.CLERK, Role.SECTION_MANAGER])
def test_nobody_without_the_right_edits(form, role):
    section = form.section if role == Role.READ_ONLY else accounts.section()
    staff = accounts.staff(role=role, sections=(section,))
    with pytest.raises(NotPermitted):
        edit.edit_definition(form=form, staff=staff, revision=1, change=lambda whole: None)
    with pytest.raises(NotPermitted):
        edit.change_facts(form=form, staff=staff, revision=1, facts={"title": "x"})
    with pytest.raises(NotPermitted):
        edit.create_form(staff=staff, section=form.section, slug="x", title="x")


def test_a_broken_working_copy_is_refused_before_anything_is_tried(form, clerk):
    Form.objects.update(draft_definition={"pages": [{"groups": 3}]})
    with pytest.raises(edit.NotWhole):
        edit.edit_definition(form=form, staff=clerk, revision=1, change=lambda whole: pytest.fail("tried"))


def test_create_begins_with_one_page_and_one_question(in_town):
    section = accounts.section()
    made = edit.create_form(
        staff=accounts.staff(sections=(section,)), section=section, slug="new-one", title="新しい手続"
    )
    definition = load(made.draft_definition)
    assert (definition.title, len(definition.pages), len(definition.fields)) == ("新しい手続", 1, 1)
    assert made.current_version is None
    assert list(AuditRecord.objects.values_list("action", "object_label")) == [("form.create", "新しい手続")]


def test_create_refuses_a_slug_that_is_taken(form, clerk):
    with pytest.raises(edit.SlugTaken):
        edit.create_form(staff=clerk, section=form.section, slug=form.slug, title="x")


def test_change_facts_keeps_both_titles_alike_and_names_what_changed(form, clerk):
    facts = {"title": "新しい名前", "summary": form.summary, "fee_text": "無料"}
    changed = edit.change_facts(form=form, staff=clerk, revision=1, facts=facts)
    changed.refresh_from_db()
    assert (changed.title, changed.draft_definition["title"]) == ("新しい名前", "新しい名前")
    assert list(AuditRecord.objects.values_list("action", "detail")) == [
        ("form.change", {"fields": ["fee_text", "title"]})
    ]


def test_change_facts_cannot_hand_a_form_to_a_section_of_others(form, clerk):
    with pytest.raises(NotPermitted):
        edit.change_facts(form=form, staff=clerk, revision=1, facts={"section": accounts.section()})


def test_new_keys_never_meet(form):
    definition = copy.deepcopy(whole())
    keys = {edit.add_field(definition, group_key="g1", field={"type": "text", "label": "x"}) for _ in range(90)}
    assert len(keys) == 90


def test_of_two_clerks_at_the_same_moment_one_is_refused(committed_town):
    form = forms.form(definition=whole())
    clerk = accounts.staff(sections=(form.section,))
    start, outcomes = threading.Barrier(2), []

    def run(key: str) -> None:
        try:
            with tenant_context(committed_town):
                start.wait(timeout=20)
                edit.edit_definition(
                    form=form, staff=clerk, revision=1, change=partial(edit.duplicate, key=key, label=f"{key}の写し")
                )
            outcomes.append("saved")
        except Conflict:
            outcomes.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(key,)) for key in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    form.refresh_from_db()
    copies = [f["label"] for f in form.draft_definition["pages"][0]["groups"][0]["fields"] if "写し" in f["label"]]
    assert (sorted(outcomes), len(copies), form.revision) == (["conflict", "saved"], 1, 2)


# --- translations -----------------------------------------------------------------------------------------------------


def translate(whole: dict, *, language="en", **texts) -> None:
    edit.find(whole, "field", "a")[1]["translations"] = {language: texts}


def test_translations_go_with_the_question(change):
    change(translate, label="First")
    change(edit.move, revision=2, kind="field", key="a", step=1)
    definition = change(edit.delete, revision=3, kind="field", key="b")
    assert edit.find(definition, "field", "a")[1]["translations"] == {"en": {"label": "First"}}


def test_copy_is_translated_but_for_its_new_name(form, change):
    def both(whole: dict) -> None:
        edit.find(whole, "field", "a")[1]["help"] = "説明"
        translate(whole, label="First", help="Help")

    change(both)
    definition = change(edit.duplicate, revision=2, key="a", label="A（コピー）")
    twin = definition["pages"][0]["groups"][0]["fields"][1]
    assert (twin["label"], twin["translations"]) == ("A（コピー）", {"en": {"help": "Help"}})


def test_translations_of_a_text_that_was_removed_go_with_it(change):
    def help_of(whole: dict, **texts) -> None:
        item = edit.find(whole, "field", "a")[1]
        item.pop("help", None)
        item |= texts

    change(help_of, help="説明", translations={"en": {"label": "First", "help": "Help"}})
    definition = change(help_of, revision=2)
    assert edit.find(definition, "field", "a")[1]["translations"] == {"en": {"label": "First"}}


def test_new_title_of_the_procedure_has_no_translation_yet(form, clerk, change):
    change(lambda whole: whole.update(translations={"en": {"title": "Test", "summary": "Short"}}))
    changed = edit.change_facts(form=form, staff=clerk, revision=2, facts={"title": "新しい申請"})
    assert changed.draft_definition["translations"] == {"en": {"summary": "Short"}}
