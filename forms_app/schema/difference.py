"""What is different between two definitions of one form, fact by fact; the same thing is what bears the same key."""

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .definition import Definition

JSON = Mapping[str, Any]
Place = tuple[str, str, str]
"""Kind (page, group, field or row), the key of the repeating question for a row's question, its own key."""

# What an absent fact means: a definition that says it is no other definition.
UNSAID = {
    "title": "",
    "description": "",
    "help": "",
    "example": "",
    "required": False,
    "refuse_stops": False,
    "translations": {},
}
INSIDE = {"page": "groups", "group": "fields"}


@dataclass(frozen=True)
class Change:
    """`what`: added, removed, moved or changed; then `fact` names it. `before` and `after` as the JSON has it, None: not there.

    Of the form itself `kind` is "form" and `key` is "".
    """

    what: str
    kind: str
    key: str
    owner: str = ""
    fact: str = ""
    before: Any = None
    after: Any = None


@dataclass(frozen=True)
class _Item:
    facts: JSON
    parent: tuple[str, ...]


def difference(before: Definition, after: Definition) -> list[Change]:
    """In the order of `after`, then what is gone. Empty where both say the same."""
    old, new = _items(before), _items(after)
    moved = _moved(old, new)
    found = list(_changed(("form", "", ""), *(_facts_of_form(each) for each in (before, after))))
    for place, item in new.items():
        if place not in old:
            found.append(_change("added", place))
            continue
        if place in moved:
            found.append(_change("moved", place))
        found += _changed(place, old[place].facts, item.facts)
    return found + [_change("removed", place) for place in old if place not in new]


def _facts_of_form(definition: Definition) -> JSON:
    whole = definition.as_json()
    return {name: whole[name] for name in ("title", "translations") if name in whole}


def _change(what: str, place: Place, **facts: Any) -> Change:
    kind, owner, key = place
    return Change(what, kind, key, owner, **facts)


def _changed(place: Place, old: JSON, new: JSON) -> Iterator[Change]:
    for fact in [*new, *(name for name in old if name not in new)]:
        before, after = (facts.get(fact, UNSAID.get(fact)) for facts in (old, new))
        if json.dumps(before, sort_keys=True) != json.dumps(after, sort_keys=True):  # True is not 1 here
            yield _change("changed", place, fact=fact, before=before, after=after)


# --- what stands where -----------------------------------------------------------------------------------------------


def _items(definition: Definition) -> dict[Place, _Item]:
    """In the order of the form. A group without a key bears the one the loaded definition gave it."""
    items: dict[Place, _Item] = {}
    whole = definition.as_json()
    for page, page_json in zip(definition.pages, whole["pages"], strict=True):
        items["page", "", page.key] = _item(page_json, ())
        for group, group_json in zip(page.groups, page_json["groups"], strict=True):
            items["group", "", group.key] = _item(group_json, ("page", page.key))
            for field in group_json["fields"]:
                items["field", "", field["key"]] = _item(field, ("group", group.key))
                for row in field.get("fields", []):
                    items["row", field["key"], row["key"]] = _item(row, ("field", field["key"]))
    return items


def _item(data: JSON, parent: tuple[str, ...]) -> _Item:
    return _Item({name: value for name, value in data.items() if name not in {"key", "groups", "fields"}}, parent)


def _moved(old: Mapping[Place, _Item], new: Mapping[Place, _Item]) -> set[Place]:
    """What stands in another place of the form, and the fewest that explain another order among those that stayed."""
    common = [place for place in new if place in old]
    elsewhere = {place for place in common if old[place].parent != new[place].parent}
    numbers = {place: number for number, place in enumerate(old)}
    siblings: dict[tuple[str, ...], list[Place]] = {}
    for place in common:
        if place not in elsewhere:
            siblings.setdefault((place[0], *new[place].parent), []).append(place)
    return elsewhere.union(*(_out_of_order(places, numbers) for places in siblings.values()))


def _out_of_order(places: list[Place], numbers: Mapping[Place, int]) -> set[Place]:
    """All but the longest run that keeps its order."""
    ends: list[int] = []
    lengths = []
    for place in places:
        length = bisect_left(ends, numbers[place])
        ends[length : length + 1] = [numbers[place]]
        lengths.append(length)
    kept, wanted = set(), len(ends) - 1
    for place, length in zip(reversed(places), reversed(lengths), strict=True):
        if length == wanted:
            kept.add(place)
            wanted -= 1
    return set(places) - kept
