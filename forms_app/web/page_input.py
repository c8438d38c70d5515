"""What a resident posted from one page, in the raw shape the schema reads; files are stored as they come."""

from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from forms_app.models import Attachment, Draft
from forms_app.rendering.posted import raw_value
from forms_app.schema.definition import Field, Page
from forms_app.schema.fieldtypes.repeat import max_rows
from forms_app.schema.registry import field_type
from forms_app.services import attachments
from forms_app.services.errors import UploadRefused
from municipalities.support.postal_codes import find_addresses

from . import marks
from .from_profile import OFFERED_CONTROL
from .place_choice import PLACE_ACTIONS, PlaceSearch, look_for_place

ROW_ACTIONS = {"add_row", "remove_row"}


@dataclass
class Received:
    """`action`: next, back, later, save, language; or lookup, remove, those of places and of rows, which show the same page again.

    `target`: what it is to be done with.
    """

    raw: dict[str, object]
    action: str
    target: str = ""
    upload_errors: dict[str, UploadRefused] = field(default_factory=dict)
    notice: str = ""
    new_row: str = ""
    """`question-row` that was added just now."""
    place_search: PlaceSearch | None = None

    @property
    def stays_on_page(self) -> bool:
        return self.action in {"save", "lookup", "remove"} | ROW_ACTIONS | PLACE_ACTIONS


def receive(request: HttpRequest, draft: Draft, page: Page) -> Received:
    action, _colon, target = request.POST.get("action", "next").partition(":")
    kept = draft.get_answers()
    received = Received(raw={}, action=action, target=target)
    for question in answerable(page):
        if question.type == "attachment":
            _receive_files(request, draft, question, kept, received)
        elif _was_sent(question, request.POST):
            received.raw[question.key] = raw_value(question, request.POST)
    if action == "lookup":
        fill_address(target, received)
    elif action in PLACE_ACTIONS:
        received.place_search = look_for_place(action, target, received.raw, request.town.code)
    elif action == "remove":
        _remove_file(draft, target, received)
    elif action == "add_row":
        _add_row(page, target, received)
    elif action == "remove_row":
        _remove_row(target, received)
    # A row that was added or removed may be empty: its question counts as typed.
    pressed = {target.partition(":")[0]} if action in ROW_ACTIONS else set()
    received.raw = _changed(page, request.POST, received.raw, kept, pressed)
    if action == "save":
        received.notice = _(
            "入力した内容を保存しました。7日以内なら、この端末で続きを入力できます。"
            "ほかの端末で続けるときは、「あとで続ける」を押してください。"
        )
    return received


SAID = "said-"
"""What the link to a form said goes from its address into the start button's form under names that begin so."""


def said_by_link(post: QueryDict) -> dict[str, str]:
    return {name.removeprefix(SAID): value for name, value in post.items() if name.startswith(SAID)}


def typed_answers(post: QueryDict, page: Page) -> dict[str, object]:
    """What was typed since the page was shown, without files, and without what the profile put there."""
    questions = [q for q in answerable(page) if q.type != "attachment" and _was_sent(q, post)]
    raw = {q.key: raw_value(q, post) for q in questions}
    for shown in (post.get(marks.CONTROL, ""), post.get(OFFERED_CONTROL, "")):
        raw = marks.typed_here(questions, raw, shown)
    return raw


def _changed(
    page: Page, post: QueryDict, raw: dict[str, object], kept: dict[str, object], pressed: set[str]
) -> dict[str, object]:
    files = {q.key for q in answerable(page) if q.type == "attachment" and raw[q.key] == list(kept.get(q.key) or [])}
    typed = marks.typed_here(answerable(page), raw, post.get(marks.CONTROL, ""))
    return {key: value for key, value in raw.items() if (key in typed or key in pressed) and key not in files}


def answerable(page: Page) -> list[Field]:
    """The questions of a page that a person answers there."""
    return [field for field in page.fields if field_type(field.type).is_asked]


def _was_sent(question: Field, post: QueryDict) -> bool:
    """A disabled control is not: what stood in it stays for the day it is enabled again."""
    return question.disable_when is None or any(name.split("-")[0] == question.key for name in post)


def _add_row(page: Page, key: str, received: Received) -> None:
    rows = received.raw.get(key)
    question = next((field for field in page.fields if field.key == key and field.row_fields), None)
    if question is None or not isinstance(rows, list):
        return
    if len(rows) >= max_rows(question):
        received.notice = _("これ以上は増やせません（%(max)s件まで）。") % {"max": max_rows(question)}
        return
    received.new_row = f"{key}-{len(rows)}"
    rows.append({})


def _remove_row(target: str, received: Received) -> None:
    key, _colon, number = target.partition(":")
    rows = received.raw.get(key)
    if isinstance(rows, list) and number.isdecimal() and len(number) < 4 and int(number) < len(rows):
        del rows[int(number)]
        received.notice = _("1件を削除しました。")


def _receive_files(
    request: HttpRequest, draft: Draft, question: Field, kept: dict[str, object], received: Received
) -> None:
    ids = list(kept.get(question.key) or [])
    for upload in request.FILES.getlist(question.key):
        try:
            stored = attachments.store_upload(draft=draft, field=question, upload=upload, beside=ids)
        except UploadRefused as refused:
            received.upload_errors[question.key] = refused
        else:
            ids = list(dict.fromkeys([*ids, str(stored.public_id)]))
    received.raw[question.key] = ids


def fill_address(key: str, received: Received) -> None:
    """By its postal code, as far as that says it."""
    typed = received.raw.get(key)
    if not isinstance(typed, dict):
        return
    found = find_addresses(str(typed.get("postal_code", "")))
    if not found:
        received.notice = _("この郵便番号の住所は見つかりませんでした。住所を直接入力してください。")
        return
    cities = list(dict.fromkeys(address.city for address in found))
    typed["prefecture"] = found[0].prefecture
    if len(cities) > 1:
        received.notice = _("この郵便番号は複数の市町村にまたがります（%(cities)s）。市町村を入力してください。") % {
            "cities": "、".join(cities)
        }
        return
    typed["city"] = cities[0]
    received.notice = _fill_quarter(typed, [address.town for address in found])


def _fill_quarter(typed: dict[str, str], quarters: list[str]) -> str:
    """What to say of it. A number typed behind the name is kept, as address-lookup.js does."""
    if len(quarters) > 1:
        return _("この郵便番号には複数の町があります（%(towns)s）。町名と番地を入力してください。") % {
            "towns": "、".join(quarters)
        }
    if not typed["town"].startswith(quarters[0]):
        typed["town"] = quarters[0]
    return _("住所を入力しました。番地などの続きを入力してください。")


def _remove_file(draft: Draft, target: str, received: Received) -> None:
    key, _colon, public_id = target.partition(":")
    ids = received.raw.get(key)
    if not isinstance(ids, list) or public_id not in ids:
        return
    received.raw[key] = [other for other in ids if other != public_id]
    # A file of the application itself (a correction) stays with it as history; only the draft's own are removed.
    for attachment in Attachment.objects.filter(draft=draft, public_id=public_id):
        attachments.remove(attachment)
