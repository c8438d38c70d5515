"""What a resident posted from one page, in the raw shape the schema reads; files are stored as they come."""

from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from forms_app.models import Attachment, Draft
from forms_app.schema.definition import Field, Page
from forms_app.schema.registry import field_type
from forms_app.services import attachments
from forms_app.services.errors import UploadRefused
from municipalities.support.postal_codes import find_addresses

from . import marks

LONGEST_TEXT = 100_000


@dataclass
class Received:
    """`action`: next, back, later, save; or lookup and remove, which show the same page again."""

    raw: dict[str, object]
    action: str
    upload_errors: dict[str, UploadRefused] = field(default_factory=dict)
    notice: str = ""

    @property
    def stays_on_page(self) -> bool:
        return self.action in {"save", "lookup", "remove"}


def receive(request: HttpRequest, draft: Draft, page: Page) -> Received:
    action, _colon, target = request.POST.get("action", "next").partition(":")
    kept = draft.get_answers()
    received = Received(raw={}, action=action)
    for question in answerable(page):
        if question.type == "attachment":
            _receive_files(request, draft, question, kept, received)
        else:
            received.raw[question.key] = raw_value(question, request.POST)
    if action == "lookup":
        _fill_address(target, received)
    elif action == "remove":
        _remove_file(draft, target, received)
    received.raw = _changed(page, request.POST, received.raw, kept)
    if action == "save":
        received.notice = _("入力した内容を保存しました。7日以内に、同じ端末とブラウザで続きを入力できます。")
    return received


def typed_answers(post: QueryDict, page: Page) -> dict[str, object]:
    """What was typed since the page was shown, without files."""
    questions = [q for q in answerable(page) if q.type != "attachment"]
    return marks.typed_here(questions, {q.key: raw_value(q, post) for q in questions}, post.get(marks.CONTROL, ""))


def _changed(page: Page, post: QueryDict, raw: dict[str, object], kept: dict[str, object]) -> dict[str, object]:
    files = {q.key for q in answerable(page) if q.type == "attachment" and raw[q.key] == list(kept.get(q.key) or [])}
    typed = marks.typed_here(answerable(page), raw, post.get(marks.CONTROL, ""))
    return {key: value for key, value in typed.items() if key not in files}


def answerable(page: Page) -> list[Field]:
    return [f for group in page.groups for f in group.fields if field_type(f.type).takes_answer]


def raw_value(question: Field, post: QueryDict) -> object:
    kind = field_type(question.type)
    if kind.parts:
        return {part: _text(post.get(f"{question.key}-{part}", "")) for part in kind.parts}
    if kind.many:
        return [_text(value) for value in post.getlist(question.key)[:1000]]
    return _text(post.get(question.key, ""))


def _text(value: str) -> str:
    # PostgreSQL and JSON hold no NUL and no lone surrogate; the schema refuses the rest with a sentence.
    return value[:LONGEST_TEXT].replace("\x00", "").encode("utf-8", "replace").decode()


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


def _fill_address(key: str, received: Received) -> None:
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
