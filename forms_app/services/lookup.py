"""Receipt number and password open an application. The same budgets, whichever door is tried."""

from datetime import timedelta

from forms_app.models import Application
from forms_app.models.receipt import is_receipt_secret, receipt_secret
from municipalities.tenancy.throttle import Limit, forgive, is_allowed

from .errors import NoSuchReceipt, TooManyLookups

LOOKUPS_BY_CLIENT = Limit(purpose="receipt look-up", attempts=20, window=timedelta(minutes=10))
LOOKUPS_OF_NUMBER = Limit(purpose="receipt number", attempts=10, window=timedelta(minutes=10))


def look_up_application(*, receipt_number: str, secret: str, client: str) -> Application:
    """`receipt_number`: normalised; `client`: whose budget it costs. Raises TooManyLookups, NoSuchReceipt.

    Call outside a transaction: a rollback would forget the attempt.
    """
    if not (is_allowed(LOOKUPS_BY_CLIENT, client) and is_allowed(LOOKUPS_OF_NUMBER, receipt_number)):
        raise TooManyLookups
    application = _find(receipt_number, secret)
    if application is None:
        raise NoSuchReceipt
    # Not the client's budget: one known password would open it for other numbers.
    forgive(LOOKUPS_OF_NUMBER, receipt_number)
    return application


def _find(receipt_number: str, secret: str) -> Application | None:
    """Constant time in the secret; an unknown number costs the same comparison."""
    application = Application.objects.filter(receipt_number=receipt_number).only("public_id").first()
    if application is None:
        unknown = Application()
        is_receipt_secret(unknown.public_id, receipt_secret(unknown.public_id))
        return None
    return application if is_receipt_secret(application.public_id, secret) else None
