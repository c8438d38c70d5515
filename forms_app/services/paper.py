"""An application on paper, for its resident and for staff. Reading the files is what keeps this out of rendering."""

import logging
from collections.abc import Sequence

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from forms_app.models import Application, Attachment
from forms_app.models.published import published_definition
from forms_app.models.receipt import receipt_secret
from forms_app.rendering.pdf import Picture, Sheet, pdf_of
from forms_app.rendering.summary import SHOWN_PICTURES
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record_each
from municipalities.support.pictures import NotAPicture, TooManyPixels, shown_picture
from municipalities.tenancy.context import require_town
from municipalities.tenancy.encryption import CannotOpen

from .attachments import read_attachment
from .errors import NotPermitted

MOST_SHEETS = 100
# A photograph of a telephone takes up to half a second to unpack: of many applications together no more than these.
MOST_PICTURES = 60
PHOTO_SIDE = 1000
logger = logging.getLogger(__name__)


def resident_paper(*, application: Application, with_secret: bool) -> bytes:
    """`with_secret`: only for whoever was just shown it, on the page after sending."""
    return pdf_of([_sheet(application, with_secret=with_secret)], town=require_town().full_name)


def staff_paper(*, applications: Sequence[Application], staff: StaffUser) -> bytes:
    """One after the other; each look leaves an audit row. Raises NotPermitted for a section that is not theirs."""
    if not all(rules.can_see_section(staff, each.section_id) for each in applications):
        raise NotPermitted("print")
    record_each(actor=staff, action="application.print", targets=applications)
    prefetch_related_objects(applications, "attachments")
    with_photos = len(applications) == 1 or _count_photos(applications) <= MOST_PICTURES
    return pdf_of([_sheet(each, with_photos=with_photos) for each in applications], town=require_town().full_name)


def _sheet(application: Application, *, with_secret: bool = False, with_photos: bool = True) -> Sheet:
    return Sheet(
        application=application,
        definition=published_definition(application.form_version_id),
        values=application.get_answers(),
        files={str(each.public_id): _file(each, with_photos) for each in application.attachments.all()},
        secret=receipt_secret(application.public_id) if with_secret else "",
    )


def _count_photos(applications: Sequence[Application]) -> int:
    return sum(file.kind in SHOWN_PICTURES for each in applications for file in each.attachments.all())


def _file(attachment: Attachment, with_photos: bool) -> Picture:
    if attachment.kind not in SHOWN_PICTURES:
        return Picture(attachment.name, remark=_("（この書類には印刷していません）"))
    if not with_photos:
        return Picture(attachment.name, remark=_("（写真は、申請を1件ずつPDFにすると印刷されます）"))
    return _photo(attachment)


def _photo(attachment: Attachment) -> Picture:
    """One file that does not open is no reason to keep the rest from being printed."""
    try:
        return Picture(attachment.name, shown_picture(read_attachment(attachment), longest=PHOTO_SIDE))
    except (NotAPicture, TooManyPixels):
        return Picture(attachment.name, remark=_("（写真を開けないため、印刷していません）"))
    except (CannotOpen, OSError):
        logger.exception("The file of attachment %s cannot be read", attachment.public_id)
        return Picture(attachment.name, remark=_("（写真を開けないため、印刷していません）"))
