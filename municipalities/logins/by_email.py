"""Log-in by e-mail: a code is sent to the address, whether or not somebody is known by it, and opens the account of it once.

The budgets hold for all hosts together. Guesses at an address: 5 to a code, 30 a day, one chance in a million each.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.notifications.message import Message
from municipalities.notifications.services import Outgoing, post_messages
from municipalities.residents.models import LoginCode, Resident
from municipalities.residents.models.resident import plain_address
from municipalities.residents.services.codes import CODE_LIFETIME, issue_code, use_code
from municipalities.residents.services.errors import CodeGone
from municipalities.residents.services.identities import change_address, resident_of_address
from municipalities.tenancy.context import require_town
from municipalities.tenancy.throttle import Limit, forgive, is_allowed

CODES_BY_CLIENT = Limit(purpose="login code by client", attempts=30, window=timedelta(hours=1))
CODES_TO_ADDRESS = Limit(purpose="login code to address", attempts=6, window=timedelta(days=1))
TRIES_BY_CLIENT = Limit(purpose="login code tried by client", attempts=60, window=timedelta(hours=1))


class TooManyTries(Exception):
    """This client, or this address, was tried too often."""


@dataclass(frozen=True)
class LoggedIn:
    resident: Resident
    is_new: bool
    """The account was made by this log-in."""


def send_code(*, address: str, client: str, resident: Resident | None = None) -> UUID:
    """The id of the code that is on its way. `client`: whose budget it costs; `resident`: who changes to this address.

    Raises TooManyTries. Call outside a transaction: a rollback would forget the attempt.
    """
    if not (is_allowed(CODES_BY_CLIENT, client) and is_allowed(CODES_TO_ADDRESS, plain_address(address))):
        raise TooManyTries
    with transaction.atomic():
        row, code = issue_code(address=address, resident=resident)
        message = _message(code, is_change=resident is not None)
        post_messages([Outgoing(channel="email", to=address, message=message, about=f"login code:{row.public_id}")])
    return row.public_id


def log_in(*, code_id: UUID, typed: str, client: str) -> LoggedIn:
    """Who has the address, and from now on an account where there was none. Raises TooManyTries, WrongCode, CodeGone."""
    resident, is_new = resident_of_address(_confirmed(code_id, typed, client, resident=None).address)
    return LoggedIn(resident, is_new)


def confirm_change(*, resident: Resident, code_id: UUID, typed: str, client: str) -> None:
    """The resident logs in with the new address from now on, and the former one is told. Raises as log_in, and AddressTaken."""
    address, former = _confirmed(code_id, typed, client, resident=resident).address, resident.email
    with transaction.atomic():
        change_address(resident=resident, address=address)
        if former:
            about = f"resident:{resident.public_id}"
            post_messages([Outgoing(channel="email", to=former, message=_changed_message(), about=about)])


def _confirmed(code_id: UUID, typed: str, client: str, *, resident: Resident | None) -> LoginCode:
    if not is_allowed(TRIES_BY_CLIENT, client):
        raise TooManyTries
    row = use_code(public_id=code_id, typed=typed)
    if row.resident_id != (resident.pk if resident else None):  # meant for something else
        raise CodeGone
    forgive(CODES_TO_ADDRESS, plain_address(row.address))
    return row


def _message(code: str, *, is_change: bool) -> Message:
    facts = {"code": code, "minutes": int(CODE_LIFETIME.total_seconds() // 60), "town": require_town().name}
    use = (
        _("新しいメールアドレスを確かめるためのコードです。")
        if is_change
        else _("%(town)s オンライン窓口にログインするためのコードです。")
    )
    paragraphs = [
        use,
        "　　%(code)s",
        _("この6桁の数字を、ログインの画面に入力してください。%(minutes)s分のあいだ、1回だけ使えます。"),
        _("このコードを、ほかの人に教えないでください。役所の職員がお聞きすることもありません。"),
        _("心当たりがないときは、このメールを消してください。コードを入力しなければ、何も起こりません。"),
    ]
    return Message(title=_("確認コードのお知らせ"), text="\n\n".join(paragraphs) % facts)


def _changed_message() -> Message:
    paragraphs = [
        _("%(town)s オンライン窓口にログインするためのメールアドレスが、別のアドレスに変わりました。"),
        _("ご自分で変えたときは、何もする必要はありません。"),
        _("心当たりがないときは、すぐに役所へお電話ください。"),
    ]
    text = "\n\n".join(paragraphs) % {"town": require_town().name}
    return Message(title=_("ログインのメールアドレスが変わりました"), text=text)
