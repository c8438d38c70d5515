"""What goes out tomorrow, when is the next day for it, and how is a thing thrown away? The area is asked for once in a conversation."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.message import Choice, Incoming, Link, Outcome, Reply, State
from chatbot.dialogue.opening import clock_text, short_day
from chatbot.dialogue.understanding.garbage_words import GarbageQuestion, garbage_question, may_be_about_garbage
from chatbot.dialogue.understanding.personal import mask_personal
from municipalities.calendars.models.published import Published, current_waste
from municipalities.calendars.rendering.days import days_ahead
from municipalities.calendars.waste.calendar import Area, Collection, Item
from municipalities.calendars.waste.item_search import BEGINNING, NEARLY, PART
from municipalities.calendars.waste.places import find_areas
from municipalities.support.japanese_calendar import day_in_japan
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import GARBAGE

from .base import Turned

WHEN, AREA, CHANGE, LEAVE, ITEM = "garbage:when:", "garbage:area:", "garbage:change", "garbage:leave", "garbage:item:"
MOST_AREAS, MOST_ITEMS, MOST_DAYS = 10, 5, 4
_KEPT, _ASKED = "garbage_area", "garbage_asked"
_LEAVING = frozenset({"やめる", "中止", "キャンセル", "戻る", "もういい"})


class Garbage:
    name = "garbage"
    label = gettext_lazy("ごみの収集日と分け方の案内")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        if not current_town().has_feature(GARBAGE):
            return False
        if incoming.choice:
            return incoming.choice.startswith("garbage:")
        is_free = not around.skill and may_be_about_garbage(incoming.text)
        return bool(incoming.text.strip()) and (around.skill == self.name or is_free)

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        published = current_waste()
        if published is None:
            return None
        turn = _Turn(published, around)
        return turn.pressed(incoming.choice) if incoming.choice else turn.said(incoming.text)


class _Turn:
    """One message to this skill, with the calendar that is in force."""

    def __init__(self, published: Published, around: Turned):
        self.published, self.calendar, self.state = published, published.calendar, around.state
        self.today = day_in_japan(timezone.now())
        self.is_asking = around.skill == Garbage.name
        self.area = self.calendar.areas_by_key.get(str(around.state.get(_KEPT, "")))

    def said(self, text: str) -> Outcome | None:
        if self.is_asking and text.strip(" 　。") in _LEAVING:
            return self._left(text)
        question = garbage_question(text, today=self.today, categories=self._category_names())
        if question is None or question.item:
            answer = self._item(question.item, text) if question else None
            return answer or (self._place(text) if self.is_asking else None)
        return self._answer(question, said=mask_personal(text))

    def pressed(self, choice: str) -> Outcome | None:
        if choice == LEAVE:
            return self._left(_("やめる"))
        if choice == CHANGE:
            return self._ask_area(self._asked(), said=_("地区を変える"))
        if choice.startswith(AREA):
            return self._with_area(self.calendar.areas_by_key.get(choice.removeprefix(AREA)))
        if choice.startswith(WHEN):
            key = choice.removeprefix(WHEN)
            return (
                self._answer(GarbageQuestion(category=key), said=_("収集日を見る"))
                if key in self.calendar.categories_by_key
                else None
            )
        return self._named_item(choice.removeprefix(ITEM)) if choice.startswith(ITEM) else None

    # --- days ---------------------------------------------------------------------------------------------------

    def _answer(self, question: GarbageQuestion, *, said: str) -> Outcome:
        if self.area is None and len(self.calendar.areas) == 1:
            self.area = self.calendar.areas[0]
        if self.area is None:
            return self._ask_area(question, said=said)
        if question.category:
            text = self._category_text(self.area, question.category)
        elif question.day:
            text = self._day_text(self.area, question.day)
        else:
            text = self._upcoming_text(self.area)
        return self._outcome(Reply(text, choices=self._ways_on(), links=self._links()), said, question=question)

    def _day_text(self, area: Area, day: date) -> str:
        found = self.calendar.collections(area.key, day, day)
        names = {"area": area.name, "day": short_day(day)}
        if found:
            what = _("、").join(each.category.name for each in found)
            return "\n".join([_("%(area)sの%(day)sの収集は、%(what)sです。") % {**names, "what": what}, *_notes(found)])
        nothing = _("%(area)sの%(day)sは、収集がありません。") % names
        upcoming = [each for each in days_ahead(self.published, area.key) if each.day > day]
        return "\n".join([nothing, *([_next_text(upcoming[0].day, upcoming[0].collections)] if upcoming else [])])

    def _category_text(self, area: Area, key: str) -> str:
        names = {"area": area.name, "category": self.calendar.categories_by_key[key].name}
        found = self.calendar.next_of(area.key, key, since=self.today)
        if found is None:
            return _("%(area)sでは、%(category)sの収集日が決まっていません。役所におたずねください。") % names
        text = _("%(area)sの%(category)sの次の収集日は、%(day)sです。") % {**names, "day": short_day(found.day)}
        return "\n".join([text, *_notes([found])])

    def _upcoming_text(self, area: Area) -> str:
        days = days_ahead(self.published, area.key)[:MOST_DAYS]
        lines = [_("%(area)sのこれからの収集日です。") % {"area": area.name}]
        lines += [
            f"・{short_day(each.day)} {_('、').join(one.category.name for one in each.collections)}" for each in days
        ]
        return "\n".join(lines)

    # --- items --------------------------------------------------------------------------------------------------

    def _item(self, name: str, text: str) -> Outcome | None:
        """None where no item is called so: then the questions and answers are asked."""
        best = self._items_called(name)
        if not best:
            return None
        said = mask_personal(text)
        if len(best) == 1:
            return self._outcome(self._item_reply(best[0]), said)
        choices = tuple(Choice(item.name, f"{ITEM}{item.name}") for item in best)
        return self._outcome(Reply(_("次のどれですか。"), choices=choices, links=(self._item_link(name),)), said)

    def _items_called(self, name: str) -> list[Item]:
        """The surest ones. A part of a name counts where few have it, a slip of the finger in words that are long enough."""
        found = self.published.search.find(name)
        best = [each for each in found if each.rank == found[0].rank]
        rank = best[0].rank if best else NEARLY
        is_sure = rank <= BEGINNING or (rank == PART and len(name) > 1) or (rank == NEARLY + 1 and len(name) > 3)
        return [each.item for each in best] if is_sure and len(best) <= MOST_ITEMS else []

    def _named_item(self, name: str) -> Outcome | None:
        item = next((item for item in self.calendar.items if item.name == name), None)
        return self._outcome(self._item_reply(item), name) if item else None

    def _item_reply(self, item: Item) -> Reply:
        category = self.calendar.categories_by_key.get(item.category)
        lines = (
            [_("%(item)sは「%(category)s」です。") % {"item": item.name, "category": category.name}]
            if category
            else [item.name]
        )
        lines += [item.notice] if item.notice else []
        is_collected = category is not None and any(plan.category == category.key for plan in self.calendar.plans)
        if is_collected and self.area is not None:
            lines.append(self._category_text(self.area, item.category))
        choices = (Choice(_("収集日を見る"), f"{WHEN}{item.category}"),) if is_collected and self.area is None else ()
        return Reply("\n".join(lines), choices=choices, links=(self._item_link(item.name),))

    # --- the area -----------------------------------------------------------------------------------------------

    def _ask_area(self, question: GarbageQuestion, *, said: str) -> Outcome:
        text = _("お住まいの地区を教えてください。町の名前か郵便番号を入力してください。")
        areas = self.calendar.areas if len(self.calendar.areas) <= MOST_AREAS else ()
        return self._outcome(Reply(text, choices=_area_choices(areas)), said, question=question, is_asking=True)

    def _place(self, text: str) -> Outcome:
        found = find_areas(self.calendar.areas, text, current_town().code)
        said = mask_personal(text)
        if len(found) == 1:
            return self._with_area(found[0], said=said)
        if found:
            reply = Reply(
                _("あてはまる地区を選んでください。"), choices=_area_choices(found[:MOST_AREAS]), links=self._links()
            )
        else:
            told = _(
                "あてはまる地区が見つかりませんでした。町の名前だけを短く入力するか、ページの一覧からお選びください。"
            )
            reply = Reply(told, choices=_area_choices(()), links=self._links())
        return self._outcome(
            reply,
            said,
            question=self._asked(),
            is_asking=bool(found) or not self.state.get("garbage_tried"),
            tried=True,
        )

    def _with_area(self, area: Area | None, said: str = "") -> Outcome | None:
        if area is None:
            return None
        self.area = area
        return self._answer(self._asked(), said=said or area.name)

    def _left(self, said: str) -> Outcome:
        return self._outcome(Reply(_("わかりました。ほかに聞きたいことがあれば、入力してください。")), said)

    # --- what the conversation remembers --------------------------------------------------------------------------

    def _asked(self) -> GarbageQuestion:
        kept = self.state.get(_ASKED) or {}
        key = kept.get("category", "")
        day = date.fromisoformat(kept["day"]) if kept.get("day") else None
        return GarbageQuestion(category=key if key in self.calendar.categories_by_key else "", day=day)

    def _outcome(
        self,
        reply: Reply,
        said: str,
        *,
        question: GarbageQuestion | None = None,
        is_asking: bool = False,
        tried: bool = False,
    ) -> Outcome:
        """Whatever else the conversation knows stays as it is."""
        own = ("skill", _KEPT, _ASKED, "garbage_tried")
        state: dict[str, object] = {key: value for key, value in self.state.items() if key not in own}
        if not self.is_asking and self.state.get("skill"):
            state["skill"] = self.state["skill"]
        if is_asking:
            state |= {"skill": Garbage.name, "garbage_tried": tried}
        if self.area is not None:
            state[_KEPT] = self.area.key
        if question is not None:
            state[_ASKED] = {"category": question.category, "day": question.day.isoformat() if question.day else ""}
        return Outcome((reply,), _as_state(state), said=said)

    def _category_names(self) -> dict[str, str]:
        return {category.key: category.name for category in self.calendar.categories}

    def _ways_on(self) -> tuple[Choice, ...]:
        return (Choice(_("地区を変える"), CHANGE),) if len(self.calendar.areas) > 1 else ()

    def _links(self) -> tuple[Link, ...]:
        address = reverse("garbage_area", args=[self.area.key]) if self.area else reverse("garbage")
        return (Link(_("ごみの収集日のページを開く"), address),)

    def _item_link(self, name: str) -> Link:
        return Link(_("ごみの分け方のページを開く"), f"{reverse('garbage_items')}?q={name}")


def _as_state(state: dict[str, object]) -> State:
    return state


def _area_choices(areas: Sequence[Area]) -> tuple[Choice, ...]:
    return (*(Choice(area.name, f"{AREA}{area.key}") for area in areas), Choice(_("やめる"), LEAVE))


def _next_text(day: date, found: Sequence[Collection]) -> str:
    what = _("、").join(each.category.name for each in found)
    return _("次の収集は、%(day)sの%(what)sです。") % {"day": short_day(day), "what": what}


def _notes(found: Sequence[Collection]) -> list[str]:
    """Until when, where it is the same for all; and what differs from other days."""
    hours = {each.put_out_by for each in found}
    hour = hours.pop() if len(hours) == 1 else None
    lines = [_("%(time)sまでに出してください。") % {"time": clock_text(hour)}] if hour else []
    moved = [
        _("%(day)sの収集が、この日に変わっています。") % {"day": short_day(each.moved_from)}
        for each in found
        if each.moved_from
    ]
    return [*lines, *dict.fromkeys(moved), *dict.fromkeys(each.note for each in found if each.note)]
