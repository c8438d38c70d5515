"""What a designer does with a form's working copy. Every verb locks the row, compares the revision shown, and is judged
by the kernel (schema.definition.load): a definition that is not whole never saves."""

import copy
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from forms_app.models import Form
from forms_app.schema.definition import load
from forms_app.schema.errors import DefinitionError, DefinitionProblem
from forms_app.schema.renaming import rename_read
from forms_app.schema.texts import drop_orphans, reword
from municipalities.accounts import rules
from municipalities.accounts.models import Section, StaffUser
from municipalities.audit.services import record

from .errors import NotPermitted, ServiceError
from .publish import lock_form
from .working_copy import keep

JSON = dict[str, Any]
KINDS = ("page", "group", "field")
INSIDE = {"page": "groups", "group": "fields"}


class NotWhole(ServiceError):
    """The kernel refuses what the edit would make. `attempted`: that JSON; `problems`: all of them."""

    def __init__(self, attempted: JSON, problems: list[DefinitionProblem]):
        super().__init__(f"{len(problems)} problems")
        self.attempted, self.problems = attempted, problems


class Gone(ServiceError):
    """The page, group or question is no longer there."""


class SlugTaken(ServiceError):
    """Another form of this town has the address already."""


def create_form(*, staff: StaffUser, section: Section, slug: str, title: str, **facts: Any) -> Form:
    """A form that nobody sees yet, with one page and one question. Raises NotPermitted, SlugTaken, NotWhole (the title)."""
    if not rules.can_design_forms(staff, section.pk):
        raise NotPermitted("design")
    first = first_definition(title)
    _judge(first)
    try:
        with transaction.atomic():
            form = Form.objects.create(section=section, slug=slug, title=title, draft_definition=first, **facts)
            record(actor=staff, action="form.create", target=form)
    except IntegrityError as error:
        if "slug" in str(error):
            raise SlugTaken(slug) from error
        raise
    return form


def change_facts(*, form: Form, staff: StaffUser, revision: int, facts: Mapping[str, Any]) -> Form:
    """Title, explanation, section … as residents read them; they show at once.

    Raises NotPermitted, Conflict, NotWhole (the title).
    """
    section = facts.get("section", form.section)
    if not (rules.can_design_forms(staff, form.section_id) and rules.can_design_forms(staff, section.pk)):
        raise NotPermitted("design")
    with transaction.atomic():
        locked = lock_form(form, revision)
        changed = sorted(name for name, value in facts.items() if getattr(locked, name) != value)
        for name in changed:
            setattr(locked, name, facts[name])
        if "title" in changed and _is_whole(locked.draft_definition):
            reword(locked.draft_definition, "title", locked.title)
            _judge(locked.draft_definition)
        locked.revision += 1
        locked.save(update_fields=[*changed, "draft_definition", "revision", "updated_at"])
        record(actor=staff, action="form.change", target=locked, detail={"fields": changed})
    return locked


def edit_definition(
    *, form: Form, staff: StaffUser, revision: int, change: Callable[[JSON], None], subject: str = ""
) -> Form:
    """`change` alters the JSON it is given; edits of one `subject` in a row are undone together.

    Raises NotPermitted, Conflict, Gone, NotWhole.
    """
    if not rules.can_design_forms(staff, form.section_id):
        raise NotPermitted("design")
    with transaction.atomic():
        locked = lock_form(form, revision)
        _judge(locked.draft_definition)
        attempted = with_group_keys(copy.deepcopy(locked.draft_definition))
        change(attempted)
        drop_orphans(attempted)
        _judge(attempted)
        keep(locked, attempted, staff=staff, subject=subject)
        record(actor=staff, action="form.edit", target=locked, detail={"revision": locked.revision})
    return locked


def replace_definition(*, form: Form, staff: StaffUser, revision: int, definition: JSON) -> Form:
    """Another working copy instead of this one. Raises NotPermitted, Conflict, NotWhole."""

    def change(whole: JSON) -> None:
        whole.clear()
        whole.update(copy.deepcopy(definition))

    return edit_definition(form=form, staff=staff, revision=revision, change=change)


def _judge(whole: JSON) -> None:
    try:
        load(whole)
    except DefinitionError as error:
        raise NotWhole(whole, error.problems) from error


def _is_whole(whole: JSON) -> bool:
    try:
        _judge(whole)
    except NotWhole:
        return False
    return True


# --- changes: each alters the JSON in place --------------------------------------------------------------------------


def add_page(whole: JSON, *, page: JSON, label: str) -> None:
    """At the end, with one group and one question named `label`."""
    whole["pages"].append({"key": new_key(whole, "page"), **page, "groups": [_first_group(whole, {}, label)]})


def add_group(whole: JSON, *, page_key: str, group: JSON, label: str) -> None:
    _item, page, _number = find(whole, "page", page_key)
    page["groups"].append(_first_group(whole, group, label))


def add_field(whole: JSON, *, group_key: str, field: JSON) -> str:
    """At the end of the group; returns the key it got."""
    key = new_key(whole, field["type"])
    find(whole, "group", group_key)[1]["fields"].append({"key": key, **field})
    return key


def replace(whole: JSON, *, kind: str, key: str, facts: JSON, kept: tuple[str, ...] = ("key",)) -> None:
    """`facts` instead of what stands there; the names in `kept` stay."""
    siblings, item, number = find(whole, kind, key)
    siblings[number] = {**{name: item[name] for name in kept if name in item}, **facts}


def duplicate(whole: JSON, *, key: str, label: str, kind: str = "field") -> str:
    """A copy right behind it, conditions and all; those that read a question of the copied part read its copy. Returns its key."""
    siblings, item, number = find(whole, kind, key)
    twin = copy.deepcopy(item)
    questions = _questions(twin, kind)
    new_keys = {question["key"]: new_key(whole, question["type"]) for question in questions}
    for part in _parts(twin, kind):
        part["key"] = (
            new_keys[part["key"]] if "type" in part else new_key(whole, "page" if "groups" in part else "group")
        )
        rename_read(part, new_keys if kind != "field" else {})
    reword(twin, "label" if kind == "field" else "title", label)
    siblings.insert(number + 1, twin)
    return twin["key"]


def _parts(item: JSON, kind: str) -> list[JSON]:
    """Itself and everything inside it."""
    inner = [_parts(part, KINDS[KINDS.index(kind) + 1]) for part in item[INSIDE[kind]]] if kind in INSIDE else []
    return [item, *(part for parts in inner for part in parts)]


def _questions(item: JSON, kind: str) -> list[JSON]:
    return [part for part in _parts(item, kind) if "type" in part]


def delete(whole: JSON, *, kind: str, key: str) -> None:
    siblings, _item, number = find(whole, kind, key)
    del siblings[number]


def move(whole: JSON, *, kind: str, key: str, step: int) -> None:
    """One place up (-1) or down (+1); over the edge of its group or page into the one beside it. At the very end: nothing."""
    siblings, item, number = find(whole, kind, key)
    if 0 <= number + step < len(siblings):
        siblings.insert(number + step, siblings.pop(number))
        return
    lists = _lists(whole, kind)
    beside = next(index for index, each in enumerate(lists) if each is siblings) + step
    if 0 <= beside < len(lists):
        siblings.pop(number)
        lists[beside].insert(0 if step > 0 else len(lists[beside]), item)


def place(whole: JSON, *, kind: str, key: str, parent: str, after: str) -> None:
    """Into `parent` ("" for a page), right behind `after`; "" is the beginning. Raises Gone."""
    siblings, item, number = find(whole, kind, key)
    outer = KINDS[KINDS.index(kind) - 1]
    target = whole["pages"] if kind == "page" else find(whole, outer, parent)[1][INSIDE[outer]]
    if after and after not in [each["key"] for each in target]:
        raise Gone(after)
    if after == key:
        return
    del siblings[number]
    target.insert([each["key"] for each in target].index(after) + 1 if after else 0, item)


def find(whole: JSON, kind: str, key: str) -> tuple[list[JSON], JSON, int]:
    """The list it stands in, itself, its number there. Raises Gone."""
    for siblings in _lists(whole, kind):
        for number, item in enumerate(siblings):
            if item["key"] == key:
                return siblings, item, number
    raise Gone(key)


def place_of(whole: JSON, kind: str, key: str) -> str:
    """Where it stands, as DefinitionProblem.path says it. Raises Gone."""
    for p, page in enumerate(whole["pages"]):
        if (kind, key) == ("page", page["key"]):
            return f"pages/{p}"
        for g, group in enumerate(page["groups"]):
            if (kind, key) == ("group", group["key"]):
                return f"pages/{p}/groups/{g}"
            for f, field in enumerate(group["fields"]):
                if (kind, key) == ("field", field["key"]):
                    return f"pages/{p}/groups/{g}/fields/{f}"
    raise Gone(key)


def _lists(whole: JSON, kind: str) -> list[list[JSON]]:
    """Every list that holds things of this kind, in the order of the form."""
    lists = [whole.get("pages", [])]
    for name in ("groups", "fields")[: KINDS.index(kind)]:
        lists = [item[name] for siblings in lists for item in siblings]
    return lists


def first_definition(title: str) -> JSON:
    whole: JSON = {"schema_version": 1, "title": title, "pages": []}
    add_page(whole, page={"title": "入力"}, label="新しい設問")
    return whole


def _first_group(whole: JSON, group: JSON, label: str) -> JSON:
    return {
        "key": new_key(whole, "group"),
        **group,
        "fields": [{"key": new_key(whole, "text"), "type": "text", "label": label}],
    }


def with_group_keys(whole: JSON) -> JSON:
    """A group without a key is named after its place, which moving changes: from the first edit on it bears the name it had."""
    for page in whole.get("pages", []):
        for number, group in enumerate(page["groups"]):
            group.setdefault("key", f"{page['key']}_{number + 1}")
    return whole


def new_key(whole: JSON, prefix: str) -> str:
    """Never one that an earlier version used for something else: answers of all versions meet in exports."""
    taken = {item["key"] for kind in KINDS for siblings in _lists(whole, kind) for item in siblings}
    while (key := f"{prefix}_{secrets.token_hex(3)}") in taken:
        pass
    return key
