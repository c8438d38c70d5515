"""How far is my application? By receipt number and password, by the same verb and for the same budget of attempts as on the page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.message import Choice, Incoming, Link, Outcome, Reply, State
from chatbot.dialogue.understanding.personal import mask_personal
from chatbot.dialogue.understanding.receipts import asks_for_status, hide_secret, is_lost, number_in, secret_in
from forms_app.models import Application
from forms_app.models.receipt import normalise_receipt_number
from forms_app.rendering.lookup_sentences import no_such_receipt, not_a_receipt_number, too_many_lookups
from forms_app.services.errors import NoSuchReceipt, TooManyLookups
from forms_app.services.lookup import look_up_application
from forms_app.workflow import ApplicationStatus

from .base import Turned
from .help import ASK_STATUS

ASK, AGAIN, LEAVE = ASK_STATUS, "status:again", "status:leave"
SHOWN_FOR = timedelta(minutes=10)
_LEAVING = frozenset({"やめる", "中止", "キャンセル", "終了", "戻る", "あとで"})
_OWN = ("number", "skill", "case", "case_until")
NEXT = {
    ApplicationStatus.SUBMITTED: gettext_lazy("担当課が、届いた順に確認します。このままお待ちください。"),
    ApplicationStatus.IN_REVIEW: gettext_lazy("担当者が内容を確認しています。結果が出るまで、お待ちください。"),
    ApplicationStatus.RETURNED: gettext_lazy(
        "直していただきたいところがあります。下の「申請の状況の画面を開く」から、「内容を直す」を押して送り直してください。"
    ),
    ApplicationStatus.APPROVED: gettext_lazy("承認されました。このあとのことは、担当課からご連絡します。"),
    ApplicationStatus.COMPLETED: gettext_lazy("手続は終わりました。していただくことはありません。"),
    ApplicationStatus.REJECTED: gettext_lazy("申し訳ありませんが、お受けできませんでした。"),
    ApplicationStatus.WITHDRAWN: gettext_lazy(
        "この申請は、取り下げられています。必要なときは、もう一度申請してください。"
    ),
}


@dataclass(frozen=True)
class _Turn:
    """One message to this skill."""

    incoming: Incoming
    around: Turned

    @property
    def number(self) -> str:
        return str(self.around.state.get("number", "")) if self.around.skill == Status.name else ""

    def outcome(self, reply: Reply, said: str, **state: Any) -> Outcome:
        """Whatever else the conversation knows stays as it is."""
        others = {key: value for key, value in self.around.state.items() if key not in _OWN}
        return Outcome((reply,), {**others, "skill": Status.name, **state}, said=said)


class Status:
    name = "status"
    label = gettext_lazy("申請の状況の案内")
    is_asked_by_name = True

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        if incoming.choice:
            return incoming.choice in (ASK, AGAIN, LEAVE)
        return around.skill == self.name or asks_for_status(incoming.text)

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        turn = _Turn(incoming, around)
        if incoming.choice in (ASK, AGAIN):
            return turn.outcome(_ask_number(), _("申請の状況を聞く") if incoming.choice == ASK else _("入力しなおす"))
        if incoming.choice == LEAVE or incoming.text.strip(" 　。") in _LEAVING:
            return turn.outcome(Reply(_("照会をやめました。")), incoming.text or _("やめる"), skill="")
        if around.skill == self.name and is_lost(incoming.text):
            return turn.outcome(_where_it_stands(), mask_personal(incoming.text), skill="")
        return _look_at_number(turn) if number_in(incoming.text) or not turn.number else _look_at_secret(turn)


def shown_case(state: State) -> UUID | None:
    """The application that was told of, for as long as its page opens from here."""
    if "case" not in state or datetime.fromisoformat(state["case_until"]) < timezone.now():
        return None
    return UUID(state["case"])


def _look_at_number(turn: _Turn) -> Outcome | None:
    text = turn.incoming.text
    typed = number_in(text)
    if typed is None:
        return _no_number(turn)
    try:
        number = normalise_receipt_number(typed)
    except ValueError:
        return turn.outcome(_refused(not_a_receipt_number()), mask_personal(hide_secret(text)))
    if secret_in(text):
        return _look_up(turn, number)
    return turn.outcome(_ask_secret(number), mask_personal(text), number=number)


def _no_number(turn: _Turn) -> Outcome | None:
    text = turn.incoming.text
    if turn.around.skill != Status.name:
        return turn.outcome(_ask_number(), mask_personal(text))
    digits = sum(character.isdecimal() for character in text)
    if not text.strip() or digits >= 5:
        return turn.outcome(_refused(not_a_receipt_number()), mask_personal(hide_secret(text)))
    return None  # another question in between


def _look_at_secret(turn: _Turn) -> Outcome | None:
    if secret_in(turn.incoming.text):
        return _look_up(turn, turn.number)
    if any(character.isascii() and character.isalnum() for character in turn.incoming.text):
        text = _("照会パスワードを確かめてください。英字と数字の8文字です（例: ABCD-EFGH）。")
        return turn.outcome(_refused(text), _("（照会パスワード）"), number=turn.number)
    return None


def _look_up(turn: _Turn, number: str) -> Outcome:
    """The password leaves no trace, neither in the history nor in the state."""
    said = _("受付番号 %(number)s、照会パスワード（表示しません）") % {"number": number}
    secret = secret_in(turn.incoming.text) or ""
    try:
        found = look_up_application(receipt_number=number, secret=secret, client=turn.around.client)
    except TooManyLookups:
        return turn.outcome(_refused(too_many_lookups()), said, number=number)
    except NoSuchReceipt:
        return turn.outcome(_refused(no_such_receipt()), said, number=number)
    until = (timezone.now() + SHOWN_FOR).isoformat()
    return turn.outcome(_told(found.pk, turn.around), said, skill="", case=str(found.public_id), case_until=until)


def _told(pk: int, around: Turned) -> Reply:
    application = Application.objects.with_relations().get(pk=pk)
    lines = [
        _("「%(form)s」の状況は「%(status)s」です。")
        % {"form": application.form_version.title, "status": application.status_label},
        str(NEXT[ApplicationStatus(application.status)]),
        _("受付日：%(day)s") % {"day": date_format(timezone.localtime(application.submitted_at), "DATE_FORMAT")},
        _("担当：%(section)s") % {"section": application.section.name},
    ]
    phone = application.section.phone
    page = reverse("chat_to_case") if around.shows_controls else reverse("application_lookup")
    links = [Link(_("申請の状況の画面を開く"), page)]
    links += [Link(_("%(name)sに電話する") % {"name": application.section.name}, f"tel:{phone}")] if phone else []
    return Reply("\n".join(lines), links=tuple(links))


def _ask_number() -> Reply:
    text = _("受付番号を入力してください。10桁の数字です（例: 12345-67890）。受付の控えとメールに書かれています。")
    return Reply(text, choices=(Choice(_("やめる"), LEAVE),), links=(_page(),))


def _ask_secret(number: str) -> Reply:
    text = _(
        "受付番号 %(number)s ですね。続けて、照会パスワードを入力してください。英字と数字の8文字です（例: ABCD-EFGH）。入力したパスワードは、この画面に残しません。"
    )
    choices = (Choice(_("受付番号を入力しなおす"), AGAIN), Choice(_("やめる"), LEAVE))
    return Reply(text % {"number": number}, choices=choices, links=(_page(),))


def _refused(sentence: str) -> Reply:
    choices = (Choice(_("受付番号を入力しなおす"), AGAIN), Choice(_("やめる"), LEAVE))
    return Reply(sentence, choices=choices, links=(_page(),))


def _where_it_stands() -> Reply:
    text = _(
        "受付番号と照会パスワードは、受付の控えと、受付のときにお送りしたメールに書かれています。見つからないときは、申請した課にお電話ください。"
    )
    return Reply(text, choices=(Choice(_("受付番号を入力する"), ASK),))


def _page() -> Link:
    return Link(_("照会の画面で見る"), reverse("application_lookup"))
