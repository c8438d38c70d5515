"""An application on paper, for its resident and for staff. Reading the files is what keeps this out of rendering."""

from collections.abc import Sequence

from forms_app.models import Application, Attachment
from forms_app.models.published import published_definition
from forms_app.models.receipt import receipt_secret
from forms_app.rendering.pdf import Picture, Sheet, pdf_of
from forms_app.rendering.summary import SHOWN_PICTURES
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record
from municipalities.support.pictures import NotAPicture, TooManyPixels, shown_picture
from municipalities.tenancy.context import require_town

from .attachments import read_attachment
from .errors import NotPermitted

MOST_SHEETS = 100
PHOTO_SIDE = 1000


def resident_paper(*, application: Application, with_secret: bool) -> bytes:
    """`with_secret`: only for whoever was just shown it, on the page after sending."""
    return pdf_of([_sheet(application, with_secret=with_secret)], town=require_town().full_name)


def staff_paper(*, applications: Sequence[Application], staff: StaffUser) -> bytes:
    """One after the other; each look leaves an audit row. Raises NotPermitted for a section that is not theirs."""
    for application in applications:
        if not rules.can_see_section(staff, application.section_id):
            raise NotPermitted("print")
        record(actor=staff, action="application.print", target=application)
    return pdf_of([_sheet(each) for each in applications], town=require_town().full_name)


def _sheet(application: Application, *, with_secret: bool = False) -> Sheet:
    return Sheet(
        application=application,
        definition=published_definition(application.form_version_id),
        values=application.get_answers(),
        files={str(each.public_id): _file(each) for each in application.attachments.all()},
        secret=receipt_secret(application.public_id) if with_secret else "",
    )


def _file(attachment: Attachment) -> Picture:
    if attachment.kind not in SHOWN_PICTURES:
        return Picture(attachment.name)
    try:
        return Picture(attachment.name, shown_picture(read_attachment(attachment), longest=PHOTO_SIDE))
    except (NotAPicture, TooManyPixels):
        return Picture(attachment.name)
